#include "compiler/lower/units.h"

#include "compiler/plan/representation.h"

#include <algorithm>
#include <set>

namespace tiao::lower {

using plan::Graph;
using plan::Node;
using plan::Op;

namespace {

/// So long is a loop at most, in instructions.
constexpr size_t mostWeight = 400;

bool isInput(Op op) { return op == Op::Known || op == Op::IsSet || op == Op::IsByte || op == Op::Cell; }
bool isReduction(Op op) { return op == Op::AnyItem || op == Op::SumItems; }
bool isComparison(Op op) { return op == Op::Less || op == Op::Equal; }
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
    const std::map<uint32_t, size_t> step = steps(nodes);
    std::map<std::pair<size_t, Domain>, std::vector<NodeId>> loops; // by step; what is made there, operands first
    Unit unit;
    unit.group = group;
    std::set<uint32_t> stored;
    for (const NodeId root : roots)
      if (nodes.contains(root.index)) stored.insert(root.index);
    for (const uint32_t i : nodes) {
      const NodeId id{i};
      unit.steps.resize(std::max(unit.steps.size(), step.at(i) + 1));
      if (crosses(g[id].op)) // reads slots
        plan::eachOperand(g[id], [&](NodeId operand) {
          if (nodes.contains(operand.index)) stored.insert(operand.index);
        });
      if (isReduction(g[id].op)) {
        stored.insert(i);
        unit.steps[step.at(i)].reductions.push_back({id});
      } else {
        loops[{step.at(i), g.domain(id)}].push_back(id);
      }
    }
    std::vector<std::pair<size_t, Loop>> pieces; // each with its step
    for (const auto& [at, of] : loops) cutLoop(at.first, at.second, of, pieces);
    join(pieces, stored);
    for (auto& [at, loop] : pieces) unit.steps[at].loops.push_back(std::move(loop));
    for (const uint32_t i : nodes)
      if (stored.contains(i)) keep({i});
    result_.units.push_back(std::move(unit));
  }

  /// In which step each node is made. A new step begins where the values of another domain are read, and where a bit is
  /// made of a comparison: then it is made of words, for 64 rows at once.
  std::map<uint32_t, size_t> steps(const std::set<uint32_t>& nodes) const {
    std::map<uint32_t, size_t> step;
    for (const uint32_t i : nodes) { // operands come before
      const Node& node = g[NodeId{i}];
      const bool isLogic = node.op == Op::And || node.op == Op::Or || node.op == Op::Not;
      size_t& mine = step[i];
      plan::eachOperand(node, [&](NodeId operand) {
        const auto of = step.find(operand.index);
        if (of == step.end()) return;
        const bool begins = crosses(node.op) || (isLogic && isComparison(g[operand].op));
        mine = std::max(mine, of->second + (begins ? 1 : 0));
      });
    }
    return step;
  }

  /// How much code a node comes to, roughly, in instructions.
  size_t weightOf(NodeId node) const {
    const Op op = g[node].op;
    if (plan::isBit(op)) return 1;
    const unsigned bits = plan::bitsOf(g.range(node));
    if (bits == 128) return isRemade(node) ? 0 : 100;
    return op == Op::Divide ? 16 : bits / 32;
  }

  /// Is it made anew in each loop that reads it? Rather than kept: what is read of a column, and what is as quickly
  /// made as read; of more than 64 bits, so that nothing but a quotient need be made of it (plan::isModular).
  bool isRemade(NodeId node) const {
    const Op op = g[node].op;
    if (isInput(op) || op == Op::Not) return true;
    return !plan::isBit(op) && plan::bitsOf(g.range(node)) == 128 && plan::isModular(g, node);
  }

  /// Loops over some nodes of one domain, none so long that the code generator takes long over it: that grows with more
  /// than the length.
  void cutLoop(size_t step, Domain domain, const std::vector<NodeId>& nodes,
               std::vector<std::pair<size_t, Loop>>& pieces) const {
    size_t weight = mostWeight;
    for (const NodeId node : nodes) {
      if (weight >= mostWeight) {
        pieces.emplace_back(step, Loop{domain, {}, {}});
        weight = 0;
      }
      weight += weightOf(node);
      pieces.back().second.nodes.push_back(node);
    }
  }

  /// What goes from one loop to another is stored, or made again.
  void join(std::vector<std::pair<size_t, Loop>>& pieces, std::set<uint32_t>& stored) const {
    std::map<uint32_t, size_t> pieceOf;
    for (size_t piece = 0; piece < pieces.size(); ++piece)
      for (const NodeId node : pieces[piece].second.nodes) pieceOf[node.index] = piece;
    std::vector<std::set<uint32_t>> made(pieces.size());
    for (size_t piece = 0; piece < pieces.size(); ++piece) {
      std::vector<NodeId> open = pieces[piece].second.nodes;
      while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        if (!made[piece].insert(node.index).second || crosses(g[node].op)) continue;
        plan::eachOperand(g[node], [&](NodeId operand) {
          const auto from = pieceOf.find(operand.index);
          if (from == pieceOf.end() || from->second == piece) return;
          if (isRemade(operand))
            open.push_back(operand);
          else
            stored.insert(operand.index);
        });
      }
    }
    for (size_t piece = 0; piece < pieces.size(); ++piece) {
      Loop& loop = pieces[piece].second;
      for (const NodeId node : loop.nodes)
        if (stored.contains(node.index)) loop.stored.push_back(node);
      loop.nodes.clear();
      for (const uint32_t i : made[piece]) loop.nodes.push_back({i});
    }
  }

  const plan::Plan& plan_;
  const Graph& g;
  std::set<uint32_t> shared_;
  Units result_;
};

} // namespace

Units cut(const plan::Plan& plan) { return Cutting(plan).cut(); }

} // namespace tiao::lower
