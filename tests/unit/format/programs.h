#pragma once

#include "compiler/format/file.h"

#include <string>
#include <vector>

/// What the tests of this folder format: every program of the tree that parses, and texts in memory.
namespace tiao::test {

/// The policies with their vocabularies and cases, the programs of tests/lang that compile, and the page on the
/// language.
const std::vector<std::string>& programs();

std::string contents(const std::string& path);

/// A text as the file `path`, formatted, or translated. The text must parse, and what comes of it must read back to the
/// same tree.
std::string formatted(const std::string& text, std::optional<source::Language> to = std::nullopt,
                      const std::string& path = "policy.tiao");

/// The tree of a text, without wording. The text must parse.
std::string treeOf(const std::string& text, const std::string& path = "policy.tiao");

} // namespace tiao::test
