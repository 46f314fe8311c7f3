#pragma once

#include "compiler/plan/plan.h"

#include <map>

/// How the graph of a plan is cut into kernels, and each kernel into loops over the rows of a tile. Knows nothing of
/// LLVM.
namespace tiao::lower {

using plan::Domain;
using plan::NodeId;

/// Memory for the values of one node through a tile: a plane of bits, or an array of integers.
struct Slot {
  NodeId node;
  Domain domain = plan::Subjects;
  unsigned bits = 1; // 1, 32, 64 or 128
};

/// One pass over the rows of a domain.
struct Loop {
  Domain domain = plan::Subjects;
  std::vector<NodeId> nodes;  // made here, operands first
  std::vector<NodeId> stored; // of these, those that others read
};

/// A sum or a disjunction over the items of each subject, into its slot.
struct Reduction {
  NodeId node; // AnyItem or SumItems
};

struct Step {
  std::vector<Reduction> reductions; // before the loops
  std::vector<Loop> loops;           // each may read what those before it stored
};

/// What becomes one kernel: a group of awards, or (`group` = -1) what several groups share.
struct Unit {
  int group = -1;
  std::vector<Step> steps;
  std::vector<size_t> outputs; // of the layout
};

struct Units {
  std::vector<Slot> slots;
  std::map<uint32_t, uint32_t> slotOf; // by node
  std::vector<Unit> units;             // the shared one first, if there is any

  [[nodiscard]] bool has(NodeId node) const { return slotOf.contains(node.index); }
  [[nodiscard]] const Slot& slot(NodeId node) const { return slots[slotOf.at(node.index)]; }
};

Units cut(const plan::Plan& plan);

} // namespace tiao::lower
