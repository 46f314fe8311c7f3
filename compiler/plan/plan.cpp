#include "compiler/plan/plan.h"

#include "compiler/core/force.h"
#include "compiler/plan/group.h"

#include <algorithm>

namespace tiao::plan {

using interpret::Reason;
using interpret::Status;

namespace {

OutputPlan outputOf(Candidate& c, Graph& g) {
  OutputPlan result;
  result.notInForce = g.opposite(c.inForce);
  result.exhausted = c.exhausted;
  result.ineligible = c.ineligible;
  result.forgone = c.forgone;
  result.cut = c.cut;
  result.amount = c.amount;
  result.ceiling = c.ceiling;
  const Node& amount = g[c.amount];
  if (amount.op == Op::Select && g.isConstant(amount.b) && g.isConstant(amount.c)) {
    const bool zeroLast = g[amount.c].k == 0;
    if (zeroLast || g[amount.b].k == 0) {
      result.where = zeroLast ? amount.a : g.opposite(amount.a);
      result.fixed = static_cast<int64_t>(zeroLast ? g[amount.b].k : g[amount.c].k);
    }
  }
  for (Told& told : c.told) result.told.push_back({told.reason, told.bit});
  return result;
}

/// Reasons of the program's words only that are told of one output.
constexpr size_t mostTold = 64;
constexpr size_t mostKinds = 8;

} // namespace

Status statusOf(bool notInForce, bool exhausted, bool ineligible, bool forgone, bool cut, bool some) {
  if (notInForce) return Status::NotInForce;
  if (exhausted) return Status::Exhausted;
  if (ineligible) return Status::NotEntitled;
  if (forgone) return Status::Forgone;
  if (cut) return Status::Limited;
  return some ? Status::Granted : Status::NotEntitled;
}

uint64_t toldWith(const OutputPlan& output, Status status, bool ineligible) {
  const auto tells = [&](Reason::Kind kind) {
    switch (status) {
    case Status::NotInForce: return kind == Reason::Kind::NotInForce;
    case Status::Exhausted: return kind == Reason::Kind::UsedUp;
    case Status::NotEntitled: return kind == (ineligible ? Reason::Kind::ConditionFailed : Reason::Kind::NothingToGive);
    case Status::Forgone: return kind == Reason::Kind::LostTo;
    case Status::Limited: return kind == Reason::Kind::Cut;
    case Status::Granted:
    case Status::ToBeAssessed:
    case Status::Unknown:
    case Status::Invalid: return false;
    }
    return false;
  };
  uint64_t bits = 0;
  for (size_t i = 0; i < output.told.size(); ++i)
    if (tells(output.told[i].reason.kind)) bits |= uint64_t{1} << i;
  return bits;
}

Plan plan(const core::Program& program, int lastYear) {
  Plan result;
  batch::Layout& layout = result.layout;
  layout.firstYear = core::firstYearInForce(program);
  layout.lastYear = lastYear;
  Expressions expressions(program, result.graph, layout);
  for (const std::vector<core::AwardId>& awards : groupsOf(program)) {
    batch::Group group;
    for (const core::AwardId award : awards) group.awards.push_back(award.index);
    expressions.n.why.clear();
    const size_t mark = result.graph.size();
    GroupGraph settled = settle(program, awards, result.graph, expressions, layout);
    group.why = expressions.n.why;
    if (group.why.empty() && result.graph.beyondSince(mark)) group.why = "its numbers may be too great";
    if (group.why.empty() && layout.itemKinds.size() > mostKinds)
      group.why = "the policy has more than 8 kinds of items";
    const auto isLong = [&](NodeId node) {
      const Interval range = result.graph.range(node);
      return INT64_MIN <= range.lo && range.hi <= INT64_MAX;
    };
    for (const Candidate& c : settled.candidates)
      if (group.why.empty() && !(isLong(c.amount) && (c.ceiling.none() || isLong(c.ceiling))))
        group.why = "its amounts may be beyond 90 000 000 000 000 000 yuan";
    for (const Candidate& c : settled.candidates)
      if (c.told.size() > mostTold && group.why.empty()) group.why = "it has more than 64 conditions and limits";
    group.compiled = group.why.empty();
    if (group.compiled) {
      for (Candidate& c : settled.candidates) {
        layout.outputs.push_back({c.award.index, c.period.year, c.period.month, c.domain, !c.ceiling.none()});
        result.outputs.push_back(outputOf(c, result.graph));
      }
    }
    result.again.push_back(group.compiled ? settled.again : result.graph.yes);
    layout.groups.push_back(std::move(group));
  }
  return result;
}

} // namespace tiao::plan
