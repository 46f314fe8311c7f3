#pragma once

#include "compiler/parse/declarations.h"
#include "compiler/parse/token.h"

/// Numbers with their measure words, as policies write them: 500万元, 20％, 近3年's 3年, 6个标准展位, 2022年7月1日,
/// 5,000,000 yuan. A number always takes its measure word first.
namespace tiao::parse {

/// Longer runs of digits are refused: no sum of money needs them, and reading them costs time.
constexpr size_t mostDigits = 60;

/// Unit names by spelling, the longest first.
using UnitSpellings = std::vector<std::pair<std::u32string, syntax::SymbolId>>;
UnitSpellings unitSpellings(const Vocabulary& vocabulary);

/// The literal that begins at `at`, and its length in characters; length 0 when none does.
struct Literal {
  Token token;
  size_t length = 0;
};
Literal readLiteral(const Characters& text, size_t at, const UnitSpellings& units, diagnostics::Sink& sink,
                    uint32_t file);

} // namespace tiao::parse
