#include "compiler/check/checker.h"

/// What a drafter states of the policy: 断言. It becomes a claim over awards and core expressions.
namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

void Checker::assertion(const syntax::Assertion& asserted, Span span) {
  using Kind = syntax::Claim::Kind;
  const syntax::Claim& said = asserted.claim;
  core::Claim claim;
  bool whole = true;
  for (const SymbolId clause : clausesOf(said.clauses)) {
    const auto found = awards_.find(clause);
    whole &= found != awards_.end() && !found->second.empty() && !broken(clause); // else it has errors of its own
    if (whole) claim.clauses.push_back(found->second);
  }
  for (const syntax::Name& name : said.clauses) whole &= name.symbol.has_value();
  if (said.clauses.empty())
    eachDeclaration<syntax::Clause>([&](const syntax::Clause& clause, Span) {
      if (!clause.name.symbol) return;
      const auto found = awards_.find(*clause.name.symbol);
      if (found != awards_.end() && !found->second.empty()) claim.clauses.push_back(found->second);
    });
  if ((said.together || said.kind == Kind::Apart) && said.clauses.size() == 1) {
    sink_.report(diag::AssertedAlone, said.span, said.clauses.front().text)
        .help(remark::NameAnother, said.clauses.front().text);
    whole = false;
  }
  switch (said.kind) {
  case Kind::Amount: claim.kind = core::Claim::Kind::Amount; break;
  case Kind::Given: claim.kind = core::Claim::Kind::Given; break;
  case Kind::NotGiven: claim.kind = core::Claim::Kind::NotGiven; break;
  case Kind::Apart: claim.kind = core::Claim::Kind::Apart; break;
  }
  claim.together = said.together;
  claim.total = said.scope == syntax::Claim::Scope::Total;
  claim.whenGiven = said.whenGiven;
  if (said.kind == Kind::Amount && said.scope == syntax::Claim::Scope::Unsaid) {
    const bool named = !said.clauses.empty() && said.clauses.front().symbol;
    const Text of = named ? shown(*said.clauses.front().symbol) : Text("全部奖补 合计", "all awards together");
    sink_.report(diag::AssertedWithoutScope, said.span).help(remark::SayYearOrTotal, of);
    whole = false;
  }
  nearestValue_.reset();
  if (asserted.condition) {
    const Lowered condition = this->condition(*asserted.condition);
    whole &= condition.has_value();
    if (condition) {
      whole &= !refused(core::misread(program_, condition->id));
      claim.condition = condition->id;
    }
  }
  if (said.value) {
    const Span at = tree_.exprs[*said.value].span;
    switch (said.bound) {
    case syntax::Bound::AtLeast: claim.op = core::Claim::Bound::AtLeast; break;
    case syntax::Bound::AtMost: claim.op = core::Claim::Bound::AtMost; break;
    case syntax::Bound::More: claim.op = core::Claim::Bound::More; break;
    case syntax::Bound::Less: claim.op = core::Claim::Bound::Less; break;
    }
    const Lowered bound = value(*said.value);
    whole &= bound.has_value();
    if (bound && (bound->type.kind != core::Kind::Number || bound->type.unit != core::yuan())) {
      sink_.report(diag::AssertedNotMoney, at, quoted(at), words(bound->type)).help(remark::WriteAmount);
      whole = false;
    } else if (bound) {
      whole &= !refused(core::misread(program_, bound->id));
      claim.bound = bound->id;
    }
  }
  nearestValue_.reset();
  if (whole) assertions_.push_back({std::move(claim), span});
}

} // namespace tiao::check
