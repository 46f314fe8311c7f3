#pragma once

#include "compiler/plan/plan.h"

#include <string>
#include <vector>

/// How the graph of a plan is cut into kernels, and each kernel into loops over the rows of a tile. Knows nothing of
/// LLVM.
namespace tiao::native {

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
  std::vector<uint32_t> slotOf; // by node; None where it has none
  static constexpr uint32_t None = UINT32_MAX;
  std::vector<Unit> units; // the shared one first, if there is any

  [[nodiscard]] bool has(NodeId node) const { return slotOf[node.index] != None; }
  [[nodiscard]] const Slot& slot(NodeId node) const { return slots[slotOf[node.index]]; }
};

Units cut(const plan::Plan& plan);

/// The kernel of a unit: which inputs and slots its arguments' arrays hold, in their order.
struct Function {
  std::string kernel; // its symbol, where it has one
  std::vector<uint32_t> inputs;
  std::vector<uint32_t> slots;
};

} // namespace tiao::native
