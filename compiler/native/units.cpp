#include "compiler/native/units.h"

#include "compiler/plan/representation.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tiao::native {

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

/// Nodes of a graph, by their numbers.
class NodeSet {
public:
  explicit NodeSet(const Graph& graph) : has_(graph.size()) {}
  /// Is it new?
  bool insert(NodeId node) { return !std::exchange(has_[node.index], true); }
  [[nodiscard]] bool contains(NodeId node) const { return has_[node.index]; }
  /// In their order: operands come before what is made of them.
  [[nodiscard]] std::vector<NodeId> all() const {
    std::vector<NodeId> nodes;
    for (uint32_t i = 0; i < has_.size(); ++i)
      if (has_[i] != 0) nodes.push_back({i});
    return nodes;
  }

private:
  std::vector<char> has_; // not of bits: it is asked more than it is kept
};

class Cutting {
public:
  explicit Cutting(const plan::Plan& plan) : plan_(plan), g(plan.graph), shared_(plan.graph) {
    result_.slotOf.assign(g.size(), Units::None);
  }

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
    if (result_.has(node)) return;
    result_.slotOf[node.index] = static_cast<uint32_t>(result_.slots.size());
    result_.slots.push_back({node, g.domain(node), plan::isBit(g[node].op) ? 1 : plan::bitsOf(g.range(node))});
  }

  /// What is reached from the roots without going through what is made elsewhere.
  NodeSet reached(const std::vector<NodeId>& roots) const {
    NodeSet result(g);
    std::vector<NodeId> open = roots;
    while (!open.empty()) {
      const NodeId node = open.back();
      open.pop_back();
      if (g.isConstant(node) || shared_.contains(node) || !result.insert(node)) continue;
      plan::eachOperand(g[node], [&](NodeId operand) { open.push_back(operand); });
    }
    return result;
  }

  /// Bits that several groups need are made once, before them.
  void share(const std::vector<std::vector<NodeId>>& roots) {
    std::vector<unsigned> users(g.size());
    for (const auto& of : roots)
      for (const NodeId node : reached(of).all()) ++users[node.index];
    NodeSet several(g);
    for (uint32_t i = 0; i < g.size(); ++i) {
      const Op op = g[NodeId{i}].op;
      const bool worth = op == Op::And || op == Op::Or || op == Op::Less || op == Op::Equal;
      if (users[i] > 1 && worth && g.domain({i}) == plan::Subjects) several.insert({i});
    }
    // Only those that are read from outside need be kept.
    NodeSet ends(g);
    for (const auto& of : roots) {
      NodeSet seen(g);
      std::vector<NodeId> open = of;
      while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        if (g.isConstant(node) || !seen.insert(node)) continue;
        if (several.contains(node)) {
          ends.insert(node);
          continue;
        }
        plan::eachOperand(g[node], [&](NodeId operand) { open.push_back(operand); });
      }
    }
    const std::vector<NodeId> made = ends.all();
    if (made.empty()) return;
    unit(-1, made);
    shared_ = std::move(ends);
  }

  void unit(int group, const std::vector<NodeId>& roots) {
    const NodeSet within = reached(roots);
    const std::vector<NodeId> nodes = within.all();
    const std::vector<size_t> step = steps(within, nodes);
    std::map<std::pair<size_t, Domain>, std::vector<NodeId>> loops; // by step; what is made there, operands first
    Unit unit;
    unit.group = group;
    NodeSet stored(g);
    for (const NodeId root : roots)
      if (within.contains(root)) stored.insert(root);
    for (const NodeId id : nodes) {
      const size_t at = step[id.index];
      unit.steps.resize(std::max(unit.steps.size(), at + 1));
      if (crosses(g[id].op)) // reads slots
        plan::eachOperand(g[id], [&](NodeId operand) {
          if (within.contains(operand)) stored.insert(operand);
        });
      if (isReduction(g[id].op)) {
        stored.insert(id);
        unit.steps[at].reductions.push_back({id});
      } else {
        loops[{at, g.domain(id)}].push_back(id);
      }
    }
    std::vector<std::pair<size_t, Loop>> pieces; // each with its step
    for (const auto& [at, of] : loops) cutLoop(at.first, at.second, of, pieces);
    join(pieces, stored);
    for (auto& [at, loop] : pieces) unit.steps[at].loops.push_back(std::move(loop));
    for (const NodeId node : nodes)
      if (stored.contains(node)) keep(node);
    result_.units.push_back(std::move(unit));
  }

  /// In which step each of the nodes is made, by node. A new step begins where the values of another domain are read,
  /// and where a bit is made of a comparison: then it is made of words, for 64 rows at once.
  std::vector<size_t> steps(const NodeSet& within, const std::vector<NodeId>& nodes) const {
    std::vector<size_t> step(g.size());
    for (const NodeId id : nodes) { // operands come before
      const Node& node = g[id];
      const bool isLogic = node.op == Op::And || node.op == Op::Or || node.op == Op::Not;
      size_t& mine = step[id.index];
      plan::eachOperand(node, [&](NodeId operand) {
        if (!within.contains(operand)) return;
        const bool begins = crosses(node.op) || (isLogic && isComparison(g[operand].op));
        mine = std::max(mine, step[operand.index] + (begins ? 1 : 0));
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
  void join(std::vector<std::pair<size_t, Loop>>& pieces, NodeSet& stored) const {
    std::vector<size_t> pieceOf(g.size(), SIZE_MAX);
    for (size_t piece = 0; piece < pieces.size(); ++piece)
      for (const NodeId node : pieces[piece].second.nodes) pieceOf[node.index] = piece;
    std::vector<NodeSet> made(pieces.size(), NodeSet(g));
    for (size_t piece = 0; piece < pieces.size(); ++piece) {
      std::vector<NodeId> open = pieces[piece].second.nodes;
      while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        if (!made[piece].insert(node) || crosses(g[node].op)) continue;
        plan::eachOperand(g[node], [&](NodeId operand) {
          const size_t from = pieceOf[operand.index];
          if (from == SIZE_MAX || from == piece) return;
          if (isRemade(operand))
            open.push_back(operand);
          else
            stored.insert(operand);
        });
      }
    }
    for (size_t piece = 0; piece < pieces.size(); ++piece) {
      Loop& loop = pieces[piece].second;
      for (const NodeId node : loop.nodes)
        if (stored.contains(node)) loop.stored.push_back(node);
      loop.nodes = made[piece].all();
    }
  }

  const plan::Plan& plan_;
  const Graph& g;
  NodeSet shared_;
  Units result_;
};

} // namespace

Units cut(const plan::Plan& plan) { return Cutting(plan).cut(); }

} // namespace tiao::native
