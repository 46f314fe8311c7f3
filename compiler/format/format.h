#pragma once

#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"

/// The tree as text of either surface: the one home of how each construct is said in Chinese and in English. The text
/// reads back to the same tree (a test holds it to that for every policy and example).
namespace tiao::format {

using source::Language;

/// A declaration in its canonical form, with its full stop and line end.
std::string render(const syntax::Tree& tree, const syntax::Declaration& declaration, Language language);
/// A sentence of a clause, without a line break.
std::string render(const syntax::Tree& tree, const syntax::Sentence& sentence, Language language);
/// A whole file: its declarations, with an empty line between.
std::string render(const syntax::Tree& tree, const syntax::File& file, Language language);

} // namespace tiao::format
