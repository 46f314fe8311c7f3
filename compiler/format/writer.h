#pragma once

#include "compiler/format/format.h"
#include "compiler/parse/keywords.h"

/// Shared by the files of this folder: words, names and numbers of one surface.
namespace tiao::format {

class Writer {
public:
  Writer(const syntax::Tree& tree, Language language) : tree_(tree), zh_(language == Language::Zh) {}

  std::string declaration(const syntax::Declaration& declaration);
  std::string sentence(const syntax::Sentence& sentence);
  std::string value(syntax::ExprId id);
  std::string cell(const syntax::Cell& cell);

private:
  // words.cpp
  [[nodiscard]] const std::string& word(std::string_view token, size_t wording = 0, std::string_view id = {}) const;
  [[nodiscard]] std::string name(const syntax::Name& name) const;
  [[nodiscard]] std::string newName(const syntax::NewName& name) const;
  [[nodiscard]] std::string newNameIn(const syntax::NewName& name) const;
  [[nodiscard]] std::string literal(const syntax::Literal& literal) const;
  [[nodiscard]] std::string number(const number::Rational& value) const;
  [[nodiscard]] std::string date(calendar::Date date) const;
  [[nodiscard]] std::string yearWord(int year, int month) const;
  [[nodiscard]] const char* pick(const char* zh, const char* en) const { return zh_ ? zh : en; }

  // value.cpp
  std::string operand(syntax::ExprId id); // in brackets where the grammar needs them
  std::string percentOf(const syntax::PercentOf& share, bool own = false);
  std::string condition(syntax::ExprId id, bool nested = false);
  [[nodiscard]] std::string heldWithin(const syntax::HeldWithin& held, bool negated) const;
  std::string comparison(const syntax::Comparison& comparison, uint8_t wording);
  std::string members(const syntax::OneOf& oneOf);
  std::string join(const syntax::Join& join);

  // sentence.cpp
  std::string target(const syntax::Target& target);
  std::string relative(syntax::ExprId id, bool those);
  [[nodiscard]] std::string joining(syntax::ExprId id, bool first, bool those) const;
  [[nodiscard]] bool isNumber(const syntax::Name& name) const;
  std::string granted(syntax::ExprId id);
  std::string phrase(const syntax::Phrase& phrase, const std::string& inlined);
  std::string numbered(syntax::ExprId list);
  std::string grant(const syntax::Grant& grant, const std::string& inlined);
  std::string grantZh(const syntax::Grant& grant, const std::string& inlined);
  std::string grantEn(const syntax::Grant& grant);
  std::string price(syntax::ExprId id);
  std::string tiers(const syntax::Grant& grant);
  std::string limit(const syntax::Limit& limit);

  // layer.cpp
  std::string policy(const syntax::Policy& policy);
  std::string amend(const syntax::Amend& amend);
  std::string amendment(const syntax::Amendment& amendment, bool parameter);
  std::string ending(const syntax::EndClause& ended);
  std::string permission(const syntax::Permission& permission);
  std::string part(syntax::Part part);

  // declaration.cpp
  [[nodiscard]] static std::string quoted(const syntax::Quoting& quoting);
  [[nodiscard]] std::string quoting(const syntax::Quoting& quoting) const;
  std::string subject(const syntax::Subject& subject);
  std::string item(const syntax::Item& item);
  std::string members(const std::vector<syntax::Alias>& aliases, const std::vector<syntax::FactDeclaration>& facts);
  std::string inForceSentence(const syntax::InForce& dates);
  std::string given(const syntax::Test& test);
  std::string givenFacts(const std::vector<syntax::Given>& facts);
  std::string fact(const syntax::FactDeclaration& fact);
  std::string test(const syntax::Test& test);
  std::string assertion(const syntax::Assertion& assertion);
  std::string claim(const syntax::Claim& claim);
  std::string given(const syntax::GivenValue& value);

  // scale.cpp
  std::string scale(const syntax::Scale& scale);
  std::string table(const syntax::Scale& scale);
  std::string range(const syntax::Range& range);
  // choice.cpp
  [[nodiscard]] std::string clauses(const std::vector<syntax::Name>& of) const;
  [[nodiscard]] std::string preference(const syntax::Preference& preference) const;
  [[nodiscard]] std::string ranked(const syntax::Preference& preference) const;
  [[nodiscard]] std::string choice(const syntax::ChooseOne& choice) const;
  std::string choice(const syntax::NoRepeat& choice);
  [[nodiscard]] std::string choice(const syntax::SameMatter& same) const;
  // funding.cpp
  std::string withAliases(const char* head, const syntax::NewName& name, const std::vector<syntax::Alias>& aliases);
  std::string head(const char* token, const std::optional<syntax::NewName>& name, int article);
  std::string list(const std::vector<syntax::Name>& names);
  std::string portions(const syntax::SplitCase& each, bool sentence);
  std::string places(const syntax::SplitCase& each, const syntax::KeptWords& kept);
  std::string split(const syntax::Split& split);
  std::string procedure(const syntax::Procedure& procedure);
  std::string payment(const syntax::Payment& payment);
  std::string recovery(const syntax::Recovery& recovery);
  std::string recovering(const syntax::Recovering& recovering);
  std::string grounds(const std::vector<syntax::ExprId>& grounds, const syntax::KeptWords& kept);
  [[nodiscard]] const std::string& keptWord(const syntax::KeptWords& kept, std::string_view token) const;

  const syntax::Tree& tree_;
  bool zh_;
};

} // namespace tiao::format
