#include "compiler/lower/units.h"

#include "compiler/plan/representation.h"

#include <algorithm>
#include <set>

namespace tiao::lower {

using plan::Graph;
using plan::Node;
using plan::Op;

namespace {

bool isInput(Op op) { return op == Op::Known || op == Op::IsSet || op == Op::IsByte || op == Op::Cell; }
bool isReduction(Op op) { return op == Op::AnyItem || op == Op::SumItems; }
/// Does it read the values of another domain?
bool crosses(Op op) { return op == Op::BitOf || op == Op::NumberOf || isReduction(op); }

class Cutting {
public:
  explicit Cutting(const plan::Plan& plan) : plan_(plan), g(plan.graph) {}

  Units cut() {
    const auto& groups = plan_.layout.groups;
    std::vector<std::vector<NodeId>> roots(groups.size());
    std::vector<std::vector<size_t>> outputs(groups.size());
    std::vector<size_t> groupOf;
    for (size_t group = 0; group < groups.size(); ++group)
      for (const uint32_t award : groups[group].awards) {
        groupOf.resize(std::max<size_t>(groupOf.size(), award + 1));
        groupOf[award] = group;
      }
    for (size_t i = 0; i < plan_.outputs.size(); ++i) {
      const plan::OutputPlan& output = plan_.outputs[i];
      const size_t group = groupOf[plan_.layout.outputs[i].award];
      outputs[group].push_back(i);
      std::vector<NodeId>& of = roots[group];
      of.insert(of.end(), {output.notInForce, output.exhausted, output.ineligible, output.forgone, output.cut,
                           output.where.none() ? output.amount : output.where});
      if (!output.ceiling.none()) of.push_back(output.ceiling);
      for (const auto& told : output.told) of.push_back(told.bit);
    }
    for (size_t group = 0; group < groups.size(); ++group)
      if (groups[group].compiled) roots[group].push_back(plan_.again[group]);
    share(roots);
    for (size_t group = 0; group < groups.size(); ++group) {
      if (!groups[group].compiled) continue;
      unit(static_cast<int>(group), roots[group]);
      result_.units.back().outputs = outputs[group];
    }
    return std::move(result_);
  }

private:
  void keep(NodeId node) {
    if (g.isConstant(node)) return;
    const auto [at, isNew] = result_.slotOf.try_emplace(node.index, static_cast<uint32_t>(result_.slots.size()));
    if (isNew)
      result_.slots.push_back({node, g.domain(node), plan::isBit(g[node].op) ? 1 : plan::bitsOf(g.range(node))});
  }

  /// What is reached from the roots without going through what is made elsewhere.
  std::set<uint32_t> reached(const std::vector<NodeId>& roots) const {
    std::set<uint32_t> result;
    std::vector<NodeId> open = roots;
    while (!open.empty()) {
      const NodeId node = open.back();
      open.pop_back();
      if (g.isConstant(node) || shared_.contains(node.index) || !result.insert(node.index).second) continue;
      plan::eachOperand(g[node], [&](NodeId operand) { open.push_back(operand); });
    }
    return result;
  }

  /// Bits that several groups need are made once, before them.
  void share(const std::vector<std::vector<NodeId>>& roots) {
    std::vector<unsigned> users(g.size());
    for (const auto& of : roots)
      for (const uint32_t node : reached(of)) ++users[node];
    std::set<uint32_t> several;
    for (uint32_t i = 0; i < g.size(); ++i) {
      const Op op = g[NodeId{i}].op;
      const bool worth = op == Op::And || op == Op::Or || op == Op::Less || op == Op::Equal;
      if (users[i] > 1 && worth && g.domain({i}) == plan::Subjects) several.insert(i);
    }
    // Only those that are read from outside need be kept.
    std::set<uint32_t> ends;
    for (const auto& of : roots) {
      std::set<uint32_t> seen;
      std::vector<NodeId> open = of;
      while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        if (g.isConstant(node) || !seen.insert(node.index).second) continue;
        if (several.contains(node.index)) {
          ends.insert(node.index);
          continue;
        }
        plan::eachOperand(g[node], [&](NodeId operand) { open.push_back(operand); });
      }
    }
    if (ends.empty()) return;
    std::vector<NodeId> made;
    for (const uint32_t node : ends) made.push_back({node});
    unit(-1, made);
    shared_ = std::move(ends);
  }

  void unit(int group, const std::vector<NodeId>& roots) {
    const std::set<uint32_t> nodes = reached(roots);
    std::map<uint32_t, size_t> step;
    size_t last = 0;
    for (const uint32_t i : nodes) { // operands come before
      const Node& node = g[NodeId{i}];
      size_t& mine = step[i];
      plan::eachOperand(node, [&](NodeId operand) {
        const auto of = step.find(operand.index);
        const size_t theirs = of == step.end() ? 0 : of->second;
        mine = std::max(mine, theirs + (crosses(node.op) ? 1 : 0));
      });
      last = std::max(last, mine);
    }
    std::set<uint32_t> stored;
    for (const NodeId root : roots)
      if (nodes.contains(root.index)) stored.insert(root.index);
    for (const uint32_t i : nodes) {
      const Node& node = g[NodeId{i}];
      if (isReduction(node.op)) stored.insert(i);
      plan::eachOperand(node, [&](NodeId operand) {
        if (!nodes.contains(operand.index)) return;
        const bool here = step[operand.index] == step[i] && !crosses(node.op);
        const bool again = isInput(g[operand].op) && !crosses(node.op); // read anew
        if (!here && !again) stored.insert(operand.index);
      });
    }
    Unit unit;
    unit.group = group;
    unit.steps.resize(last + 1);
    for (const uint32_t i : nodes) {
      const NodeId id{i};
      const Node& node = g[id];
      if (stored.contains(i)) keep(id);
      Step& at = unit.steps[step[i]];
      if (isReduction(node.op)) {
        at.reductions.push_back({id});
        continue;
      }
      auto loop = std::ranges::find(at.loops, node.domain, &Loop::domain);
      if (loop == at.loops.end()) loop = at.loops.insert(loop, Loop{node.domain, {}, {}});
      loop->nodes.push_back(id);
      if (stored.contains(i)) loop->stored.push_back(id);
    }
    result_.units.push_back(std::move(unit));
  }

  const plan::Plan& plan_;
  const Graph& g;
  std::set<uint32_t> shared_;
  Units result_;
};

} // namespace

Units cut(const plan::Plan& plan) { return Cutting(plan).cut(); }

} // namespace tiao::lower
