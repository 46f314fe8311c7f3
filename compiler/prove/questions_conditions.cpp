#include "compiler/prove/prover.h"

#include <algorithm>

/// Does each condition matter? One that is implied by the others, or never met beside them, could be left out, and then
/// it is a slip or says something else than was meant.
namespace tiao::prove {

using core::ExprId;

namespace {

/// The conditions that the policy states: the parts of lists, as far as its words go.
void stated(const Program& program, ExprId expr, std::vector<ExprId>& out) {
  const core::Expr& e = program.exprs[expr];
  const auto* list = std::get_if<core::AtLeast>(&e.node);
  if (list != nullptr && !program.glosses.contains(expr)) {
    for (const ExprId part : list->of) stated(program, part, out);
    return;
  }
  const bool everyone = std::holds_alternative<core::Const>(e.node); // 对书店: nothing is asked
  if (e.span.begin != e.span.end && !everyone) out.push_back(expr);
}

} // namespace

void Prover::conditions() {
  std::vector<ExprId> conditions;
  stated(program_, award().eligible, conditions);
  std::vector<std::pair<Item, Period>> places;
  for (const Given* g : own(base_.encoded)) {
    if (g->item <= 0 && (!g->period.isMonth() || g->period.year == at_->period.year)) {
      places.emplace_back(g->item, g->period);
    }
  }
  // The place of the case at hand first: mostly it is enough.
  std::stable_partition(places.begin(), places.end(),
                        [&](const auto& p) { return p.second == at_->period && p.first == at_->item; });
  const auto eligible = [&](const std::pair<Item, Period>& place, const Instead& instead) {
    const Term term = encoder_.expression(award().eligible, place.first, place.second, id_, instead);
    return *std::get_if<Prop>(&term);
  };
  for (const ExprId condition : conditions) {
    if (std::ranges::count(conditions, condition) > 1) continue;
    Finding finding = about(Question::Condition);
    finding.expr = condition;
    finding.verdict = Verdict::Holds;
    for (const bool value : {true, false}) { // as if it always held, or never
      std::vector<Prop> differs;
      for (const auto& place : places) {
        const Prop whole = eligible(place, {});
        const Prop other = eligible(place, {{condition, value}});
        differs.push_back(terms_.both(value ? other : whole, terms_.negation(value ? whole : other)));
        if (differs.size() == 1 && search_.near({differs[0]}, *open_)) break;
      }
      if (search_.near({differs[0]}, *open_)) continue;
      const Found found = search_.find({terms_.any(differs)});
      if (found.answer == Answer::Yes) continue;
      finding.verdict = found.answer == Answer::No ? Verdict::Fails : Verdict::Undecided;
      finding.failure = found.failure;
      if (found.answer == Answer::No)
        weaken(finding);
      else
        finding.why.insert(found.answer == Answer::Exhausted ? Why::Exhausted : Why::SolverFailed);
      break;
    }
    findings_.push_back(std::move(finding));
  }
}

} // namespace tiao::prove
