#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/parse/token.h"

/// The one door to ANTLR: tokens of a statement in, its tree out. Nothing of ANTLR leaves this folder.
namespace tiao::parse {

/// Brackets and cases within cases deeper than this are refused before parsing, so that all behind it may recurse
/// plainly.
constexpr size_t deepest = 60;
/// Sentences of more words are refused, for the same reason: a sum of a thousand terms is as deep as it is long.
constexpr size_t longestSentence = 1000;

/// Reads one statement. Nothing when it cannot be read, which is reported; of a list, a clause or a test each broken
/// bullet or sentence is reported and left out.
std::optional<syntax::Declaration> readStatement(std::vector<Token> tokens, syntax::Tree& tree,
                                                 diagnostics::Sink& sink);

/// Whether the grammar reads these token types in more than one way: each ambiguity as a sentence, empty when there is
/// none. With exact detection; for tests.
std::vector<std::string> ambiguities(const std::vector<std::string>& tokenTypes);

/// Random statements of the grammar as token types, from a seed; for tests.
std::vector<std::string> randomStatement(uint64_t seed);

} // namespace tiao::parse
