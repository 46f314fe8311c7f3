#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/parse/token.h"
#include "compiler/syntax/tree.h"

#include "Tiao.h" // generated from grammar/Tiao.g4; ANTLR's types go no further than the files that include this header

/// From the parse tree of one statement to the syntax tree. One function for each rule of the grammar, named after it.
/// The two word orders of a construct meet here: both make the same node.
namespace tiao::parse {

class Builder {
public:
  Builder(const std::vector<Token>& tokens, syntax::Tree& tree, diagnostics::Sink& sink)
      : tokens_(tokens), tree_(tree), sink_(sink) {}

  syntax::Declaration declaration(antlr::Tiao::DeclarationContext& context);

private:
  using T = antlr::Tiao;
  using Terminal = antlr4::tree::TerminalNode;

  // tokens
  [[nodiscard]] const Token& token(Terminal* node) const { return tokens_[node->getSymbol()->getTokenIndex()]; }
  [[nodiscard]] syntax::Name name(Terminal* node) const;
  [[nodiscard]] syntax::NewName newName(Terminal* node) const { return token(node).declared; }
  [[nodiscard]] syntax::Span span(antlr4::ParserRuleContext& context) const;
  [[nodiscard]] syntax::Span span(Terminal* node) const { return token(node).span; }
  template <typename Node> syntax::ExprId add(Node node, syntax::Span at, uint8_t wording = 0) {
    return tree_.exprs.add({std::move(node), at, wording});
  }

  // build_declaration.cpp
  syntax::Subject subject(T::SubjectDeclarationContext& context);
  syntax::Item item(T::ItemDeclarationContext& context);
  void members(const std::vector<T::MemberContext*>& all, std::vector<syntax::Alias>& aliases,
               std::vector<syntax::FactDeclaration>& facts);
  syntax::FactDeclaration fact(T::FactMemberContext& context);
  void facet(T::FacetContext& context, syntax::FactDeclaration& fact);
  syntax::ExprId signedValue(T::SignedValueContext& context);
  syntax::Parameter parameter(T::ParameterDeclarationContext& context);
  syntax::Requirement requirement(T::RequirementContext& context);
  [[nodiscard]] syntax::Quoting quoting(Terminal* quoted) const;
  syntax::Clause clause(antlr4::tree::TerminalNode* named, T::QuotingContext* quoting,
                        const std::vector<T::SentenceContext*>& sentences);
  syntax::Conventions conventions(T::ConventionListContext& context);
  syntax::Test test(T::TestDeclarationContext& context);
  // build_assertion.cpp
  syntax::Assertion assertion(T::AssertionContext& context);
  syntax::Claim claim(T::ClaimContext& context);
  syntax::Claim claim(T::ClaimAmountContext& context);
  // build_declaration.cpp
  void given(T::GivenContext& context, syntax::Test& test);
  std::vector<syntax::GivenValue> series(T::SeriesContext& context);
  syntax::GivenValue datum(T::DatumContext& context);
  syntax::Expected expected(T::ExpectedContext& context);

  // build_scale.cpp
  syntax::Scale steps(T::ScaleDeclarationContext& context);
  syntax::Scale parts(T::MarginalDeclarationContext& context);
  syntax::Scale table(T::TableDeclarationContext& context);
  void otherwise(T::OtherwiseContext* context, syntax::Scale& scale);
  void row(T::RowContext& context, syntax::Scale& scale);
  syntax::Cell cell(T::CellContext& context, syntax::Span at);
  syntax::Range range(T::RangeContext& context);
  syntax::RangeEnd from(T::FromContext& context);
  syntax::RangeEnd upTo(T::UpToContext& context);
  [[nodiscard]] static bool included(T::InclusionContext* said, bool otherwise);
  // build_choice.cpp
  syntax::ChooseOne chooseOne(T::ChooseOneContext& context);
  syntax::NoRepeat noRepeat(T::NoRepeatContext& context);
  syntax::NoRepeat noRepeat(T::NoRepeatAnywhereContext& context);
  syntax::Preference preference(T::PreferenceContext* context, T::RankedContext* ranked);
  std::vector<syntax::Name> clauses(T::ClausesContext& context);
  // build_layer.cpp
  syntax::Policy policy(T::PolicyNameContext& context);
  syntax::Amend amend(T::AmendingContext& context);
  syntax::Amendment amendment(T::AmendmentContext& context);
  syntax::Clause newClause(T::NewClauseContext& context);
  syntax::EndClause ending(T::EndingContext& context);
  syntax::Permission permission(T::PermissionContext& context);
  [[nodiscard]] syntax::Part part(Terminal* word) const;

  // build_sentence.cpp
  void sentence(T::SentenceContext& context, std::vector<syntax::Sentence>& out);
  syntax::Sentence oneSentence(T::AimContext* aim, T::PhrasesContext& phrases, T::NumberedContext* numbered);
  syntax::Target aim(T::AimContext& context, T::NumberedContext* numbered);
  syntax::Target listing(T::ListingContext& context, T::NumberedContext* numbered);
  syntax::ExprId numbered(T::NumberedContext& context, bool all);
  syntax::Target target(antlr4::ParserRuleContext& context, std::vector<syntax::ExprId> conditions, Terminal* kind,
                        T::HereinafterContext* hereinafter, bool encourage);
  syntax::Phrase begun(T::BegunContext& context);
  void phrase(T::PhraseContext& context, std::vector<syntax::Phrase>& out);
  void grant(T::GrantContext& context, std::vector<syntax::Phrase>& out);
  void limit(T::LimitContext& context, std::vector<syntax::Phrase>& out);
  void givenPart(T::Given_Context& context, syntax::Grant& grant, std::vector<syntax::Phrase>& limits);
  void often(T::OftenContext* context, syntax::Grant& grant);
  void perUnit(Terminal* unit, syntax::Grant& grant);
  syntax::ExprId moneyPer(syntax::ExprId money, const syntax::Name& unit);
  void tiers(const std::vector<T::LiteralContext*>& amounts, T::CeilingContext* ceiling, syntax::Grant& grant);
  [[nodiscard]] bool isOne(const syntax::Name& unit) const;
  [[nodiscard]] syntax::Name eachOf(T::EachContext& context) const;
  void setFrequency(syntax::Grant& grant, syntax::Frequency frequency, syntax::Span at);

  // build_condition.cpp
  syntax::ExprId condition(T::ConditionContext& context);
  syntax::ExprId exception(T::ConditionContext& context);
  std::vector<syntax::ExprId> restrictions(const std::vector<T::RestrictionContext*>& contexts);
  syntax::ExprId atom(T::AtomContext& context);
  int overYears(T::OverYearsContext& context) const;
  syntax::ExprId predicate(T::PredicateContext& context);
  syntax::ExprId comparison(T::ComparisonContext& context);
  syntax::ExprId members(Terminal* fact, const std::vector<Terminal*>& rest,
                         const std::vector<T::OrMemberContext*>& more, syntax::Span at);
  bool oneName(Terminal* head, Terminal* tail, syntax::Span at);
  syntax::ExprId join(bool all, std::vector<syntax::ExprId> parts, syntax::Span at);
  syntax::Bound bound(T::BoundContext& context, uint8_t& wording) const;
  syntax::Bound withSide(T::SideContext* side, syntax::Bound otherwise) const;
  syntax::Bound withInclusion(T::InclusionContext* inclusion, syntax::Bound bound) const;

  // build_funding.cpp
  syntax::Role role(T::RoleDeclarationContext& context);
  std::vector<syntax::Alias> aliases(const std::vector<T::AlsoContext*>& context);
  syntax::MemberGroup memberGroup(T::GroupDeclarationContext& context);
  syntax::Fund fund(T::FundDeclarationContext& context);
  syntax::Stage stage(T::StageDeclarationContext& context);
  syntax::Split split(T::SplitDeclarationContext& context);
  syntax::SplitCase splitCase(antlr4::ParserRuleContext& context, T::PlacesContext* places,
                              T::PortionsContext* portions, T::EvenlyContext* evenly);
  syntax::Procedure procedure(T::ProcedureDeclarationContext& context);
  syntax::Payment payment(T::PaymentDeclarationContext& context);
  syntax::Recovery recovery(T::RecoveryDeclarationContext& context);
  syntax::Recovering recovering(T::RecoveringContext& context);
  std::vector<syntax::ExprId> grounds(T::GroundsContext& context);
  std::optional<syntax::Name> fundName(T::FundContext* context) const;
  int article(T::ArticleContext* context);
  [[nodiscard]] syntax::KeptWords kept(antlr4::ParserRuleContext& context) const;

  // build_value.cpp
  syntax::ExprId value(T::ValueContext& context);
  syntax::ExprId term(T::TermContext& context);
  syntax::ExprId factor(T::FactorContext& context);
  syntax::ExprId left(T::LeftContext& context);
  syntax::ExprId leftTerm(T::LeftTermContext& context);
  syntax::ExprId prime(T::PrimeContext& context);
  syntax::ExprId operand(T::OperandContext& context);
  syntax::ExprId rounded(T::GroupedValueContext& context);
  number::Rational yuanUnit(Terminal* unit) const;
  syntax::ExprId primary(T::PrimaryContext& context);
  syntax::ExprId literal(T::LiteralContext& context);
  syntax::ExprId use(Terminal* name);
  syntax::ExprId percentOf(syntax::ExprId rate, syntax::ExprId base, syntax::Span at);
  int years(Terminal* term) const;

  const std::vector<Token>& tokens_;
  syntax::Tree& tree_;
  diagnostics::Sink& sink_;
};

} // namespace tiao::parse
