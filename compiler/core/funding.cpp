#include "compiler/core/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

/// "Splits. In every case the shares are ≥ 0 and sum to 1; the cases leave no gap and do not overlap."
namespace tiao::core {
namespace {

class SplitRules {
public:
  SplitRules(const Program& program, const Split& split, Sentences& out)
      : program_(program), split_(split), out_(out) {}

  void check() {
    for (const SplitCase& each : split_.cases) checkShares(each);
    if (std::ranges::find(split_.payers, split_.rest) == split_.payers.end())
      out_.emplace_back("who takes the rest of a split is one of its payers");
    for (const SplitCase& each : split_.cases) findFact(each.condition);
    if (fact_ && program_.facts[*fact_].type.kind != Kind::Member)
      out_.emplace_back("the cases of a split go by a one-of");
    if (!plain_ || (fact_ && program_.facts[*fact_].type.kind != Kind::Member)) return;
    if (!fact_) return checkMember(0);
    const size_t members = program_.enumerations[program_.facts[*fact_].type.enumeration].members.size();
    for (uint32_t member = 0; member < members; ++member) checkMember(member);
  }

private:
  void checkShares(const SplitCase& each) {
    Rational sum;
    std::vector<Id<Role>> seen;
    for (const Portion& portion : each.portions) {
      if (portion.share.sign() < 0) out_.emplace_back("a share is not negative");
      if (std::ranges::find(split_.payers, portion.payer) == split_.payers.end())
        out_.emplace_back("who pays in a case is one of the split's payers");
      if (std::ranges::find(seen, portion.payer) != seen.end()) out_.emplace_back("a payer has one share in a case");
      seen.push_back(portion.payer);
      sum += portion.share;
    }
    if (sum != Rational(1)) out_.push_back(fmt::format("the shares of a case sum to 1: {}", sum.toString()));
  }

  /// The conditions may only compare one fact with its members: then the cases can be tried on every member.
  void findFact(ExprId id) {
    const Expr& expr = program_.exprs[id];
    if (expr.type.kind != Kind::Truth) return notPlain();
    if (std::holds_alternative<Const>(expr.node)) return;
    if (const auto* parts = std::get_if<AtLeast>(&expr.node)) {
      for (const ExprId part : parts->of) findFact(part);
      return;
    }
    const auto* compare = std::get_if<Compare>(&expr.node);
    const auto* fact = compare == nullptr ? nullptr : std::get_if<FactRef>(&program_.exprs[compare->left].node);
    const auto* member = compare == nullptr ? nullptr : std::get_if<Const>(&program_.exprs[compare->right].node);
    if (fact == nullptr || member == nullptr || compare->op != Comparison::Equal || (fact_ && *fact_ != fact->fact))
      return notPlain();
    fact_ = fact->fact;
  }
  void notPlain() {
    if (plain_) out_.emplace_back("the cases of a split compare one fact with its members");
    plain_ = false;
  }

  [[nodiscard]] bool holds(ExprId id, Member member) const {
    const Node& node = program_.exprs[id].node;
    if (const auto* constant = std::get_if<Const>(&node)) return std::get<bool>(constant->value);
    if (const auto* compare = std::get_if<Compare>(&node))
      return std::get<Const>(program_.exprs[compare->right].node).value == Constant(member);
    const auto& parts = std::get<AtLeast>(node);
    return std::ranges::count_if(parts.of, [&](ExprId part) { return holds(part, member); }) >=
           static_cast<std::ptrdiff_t>(parts.k);
  }

  void checkMember(uint32_t member) {
    const auto cases = std::ranges::count_if(
        split_.cases, [&](const SplitCase& each) { return holds(each.condition, Member{member}); });
    if (cases == 0) out_.push_back(fmt::format("the cases of a split leave no gap: member {}", member));
    if (cases > 1) out_.push_back(fmt::format("the cases of a split do not overlap: member {}", member));
  }

  const Program& program_;
  const Split& split_;
  Sentences& out_;
  std::optional<FactId> fact_;
  bool plain_ = true;
};

void checkSchedule(const Program& program, const Schedule& schedule, Sentences& out) {
  Rational sum;
  for (const Instalment& instalment : schedule.instalments) {
    if (instalment.share.sign() < 0) out.emplace_back("an instalment is not negative");
    sum += instalment.share;
  }
  if (!schedule.instalments.empty() && sum != Rational(1)) out.emplace_back("the instalments sum to 1");
  for (const auto& condition : {schedule.stop, schedule.recovery})
    if (condition && program.exprs[*condition].type.kind != Kind::Truth)
      out.emplace_back("what stops or recovers a payment is a truth");
}

} // namespace

void checkFunding(const Program& program, Sentences& out) {
  if (program.split) SplitRules(program, *program.split, out).check();
  if (program.procedure && program.procedure->stages.empty()) out.emplace_back("a procedure has a stage");
  if (program.schedule) checkSchedule(program, *program.schedule, out);
  if (program.barred) {
    const Fact& fact = program.facts[*program.barred];
    if (fact.origin != FactOrigin::Event || fact.type.kind != Kind::Truth || fact.per != Per::Year)
      out.emplace_back("barred is a yearly truth told by events");
  }
}

} // namespace tiao::core
