#pragma once

#include "compiler/official/match.h"
#include "compiler/parse/parse.h"

/// The account of the official text: which of its sentences some rule computes, which are declared to be no rule and
/// why, and which have neither. Headings are titles; the sentences are those of the block quotes.
namespace tiao::official {

/// What a declaration says of official words of its section.
struct Claim {
  enum class Kind { Rule, NotRule };
  Kind kind = Kind::Rule;
  syntax::NewName name; // of the rule; empty for a declaration without a name
  std::string ground;   // of a claim that it is no rule: id of the keyword table
  Span declared;
  Stretch official;
  bool quoted = false;                 // by 依据, or a rule that is none: by its words, not by likeness
  Likeness likeness;                   // of the rule's own words with these
  std::vector<Difference> differences; // from the official words to the rule's
};

/// A sentence is operative if a rule computes some of it, and accounted for if nothing of it is open. Signs, numbers of
/// items, and words that only join (且, 并, and) need no account.
struct SentenceAccount {
  Stretch stretch;
  std::vector<size_t> claims; // of the section, in the order of the text
  std::vector<Stretch> open;
  [[nodiscard]] bool accounted() const { return open.empty(); }
};

/// A sentence of a clause, or a whole clause, that is like no official words of its section.
struct WithoutText {
  syntax::NewName name;
  Span declared;
  std::optional<Match> near;           // alike but for its figures
  std::vector<Difference> differences; // from those official words to the rule's
};

/// Words that two declarations claim, one as a rule and one as no rule, or both as no rule.
struct Overlap {
  size_t first = 0, second = 0; // claims of the section
  Stretch stretch;
};

struct SectionAccount {
  uint32_t file = 0; // of the tree
  uint32_t section = 0;
  OfficialText text;
  std::vector<Claim> claims;
  std::vector<SentenceAccount> sentences;
  std::vector<WithoutText> withoutText;
  std::vector<Overlap> overlaps;
  size_t characters = 0; // of official text, without signs and numbers of items
  size_t open = 0;       // of them, those that nothing accounts for
};

struct Account {
  std::vector<SectionAccount> sections; // that have official text, or a clause
  std::vector<Span> translations;       // 译文: whose block quotes are not looked at
  bool cutOff = false;                  // the text is too long to compare all of it: some rules were not looked for
};

/// Precondition: quotations were checked, so that each occurs in its section.
Account account(const parse::Parsed& parsed, const source::SourceSet& sources, Budget budget = {});

/// Does this file declare that its block quotes are a translation?
std::optional<Span> translationOf(const syntax::File& file);

} // namespace tiao::official
