#pragma once

#include "compiler/parse/keywords.h"
#include "compiler/syntax/tree.h"

#include <string>
#include <vector>

namespace tiao::parse {

/// A word of the language, as the grammar sees it. `type` is the name of a token type of grammar/Tiao.g4.
struct Token {
  std::string_view type;
  std::string text; // as written
  source::Span span;
  const Keyword* keyword = nullptr;
  uint8_t wording = 0;                    // which of the keyword's spellings
  std::optional<syntax::SymbolId> symbol; // of a name; absent when the word is unknown
  syntax::NewName declared;               // of NEWNAME
  number::Rational value;                 // of a number, in yuan for money; 1/5 for 20%
  std::optional<syntax::Name> unit;       // of COUNT
  std::optional<calendar::Date> date;     // of DATE
  int year = 0, month = 0;                // of CALYEAR and CALMONTH
};

/// Tokens on one line each: type, text, and what it names (`--print tokens`).
std::string print(const std::vector<Token>& tokens, const syntax::Store<syntax::Symbol>& symbols);

} // namespace tiao::parse
