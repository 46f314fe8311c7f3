#pragma once

#include "compiler/syntax/tree.h"

/// Which declarations are rules, that official words may stand for.
namespace tiao::official {

using source::Span;

/// What a declaration may have official words for: its sentences, each alone and all together.
struct Rule {
  syntax::NewName name;
  Span declared;
  std::vector<Span> sentences;
  std::optional<syntax::Quoting> quoting;
  bool needsText = false; // told where no official words are like it
  bool headed = false;    // its words begin behind the colon of its head, and each of its sentences may stand alone
};

/// The rule that a declaration is. Nothing for words, choices of readings, tests, and what is declared to be no rule.
std::optional<Rule> ruleOf(const syntax::Declaration& declaration);

/// The official words that a declaration quotes, as a rule or as no rule.
std::optional<syntax::Quoting> quotedBy(const syntax::Declaration& declaration);

} // namespace tiao::official
