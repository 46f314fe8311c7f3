#include "compiler/driver/judgement.h"

#include "compiler/core/rules.h"

#include <algorithm>
#include <set>

namespace tiao::driver {

using core::AwardId;
using core::ExprId;
using core::FactId;

namespace {

/// The conditions of one award, and the facts that it reads.
class Reader {
public:
  explicit Reader(const core::Program& program) : program_(program) {}

  std::set<FactId> facts;
  std::vector<std::set<FactId>> conditions; // the facts of each

  /// A condition is what stands below all, any and not: 且, 或, 未. A growth is one, whatever it is computed by.
  void read(ExprId id) {
    if (!seen_.insert(id).second) return;
    const core::Expr& expr = program_.exprs[id];
    const auto gloss = program_.glosses.find(id);
    const bool growth = gloss != program_.glosses.end() && std::holds_alternative<core::GrowthGloss>(gloss->second);
    const bool joins = std::holds_alternative<core::AtLeast>(expr.node) || std::holds_alternative<core::Not>(expr.node);
    const bool condition = expr.type.kind == core::Kind::Truth && !std::holds_alternative<core::Const>(expr.node);
    if (condition && (growth || !joins)) {
      std::set<FactId> own;
      gather(id, own);
      facts.insert(own.begin(), own.end());
      conditions.push_back(std::move(own));
      return;
    }
    if (const auto* fact = std::get_if<core::FactRef>(&expr.node)) facts.insert(fact->fact);
    core::eachOperand(expr.node, [&](ExprId operand) { read(operand); });
  }

private:
  void gather(ExprId id, std::set<FactId>& out) {
    const core::Node& node = program_.exprs[id].node;
    if (const auto* fact = std::get_if<core::FactRef>(&node)) out.insert(fact->fact);
    core::eachOperand(node, [&](ExprId operand) { gather(operand, out); });
  }

  const core::Program& program_;
  std::set<ExprId> seen_;
};

} // namespace

Judgement judgement(const core::Program& program) {
  Judgement result;
  for (uint32_t i = 0; i < program.roles.size(); ++i) result.bodies.push_back({core::Id<core::Role>{i}, {}, {}, {}, 0});
  result.bodies.push_back({});
  const auto bodyOf = [&](const std::optional<core::Id<core::Role>>& role) -> Body& {
    return role ? result.bodies[role->index] : result.bodies.back();
  };
  std::vector<std::vector<AwardId>> readBy(program.facts.size());
  for (uint32_t i = 0; i < program.awards.size(); ++i) {
    const AwardId id{i};
    const core::Award& award = program.awards[id];
    Reader reader(program);
    core::eachExpr(award, [&](ExprId expr) { reader.read(expr); });
    std::set<Body*> dependsOn;
    if (award.assessment) {
      ++result.discretionary;
      Body& body = bodyOf(program.facts[*award.assessment].judge);
      body.amounts.push_back(id);
      dependsOn.insert(&body);
    }
    for (const FactId fact : reader.facts) {
      readBy[fact.index].push_back(id);
      if (program.facts[fact].judge) dependsOn.insert(&bodyOf(program.facts[fact].judge));
    }
    for (const std::set<FactId>& condition : reader.conditions) {
      std::set<Body*> judges;
      for (const FactId fact : condition)
        if (program.facts[fact].judge) judges.insert(&bodyOf(program.facts[fact].judge));
      for (Body* body : judges) ++body->conditions;
      ++result.conditions;
      result.judgedConditions += judges.empty() ? 0 : 1;
    }
    for (Body* body : dependsOn) body->awards.push_back(id);
    ++result.awards;
    result.byRule += dependsOn.empty() ? 1 : 0;
  }
  for (uint32_t i = 0; i < program.facts.size(); ++i) {
    const core::Fact& fact = program.facts[FactId{i}];
    if (fact.judge && fact.origin == core::FactOrigin::Given)
      bodyOf(fact.judge).facts.push_back({FactId{i}, readBy[i]});
  }
  std::erase_if(result.bodies, [](const Body& b) { return b.facts.empty() && b.amounts.empty(); });
  return result;
}

} // namespace tiao::driver
