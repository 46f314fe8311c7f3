#pragma once

#include "compiler/interpret/interpret.h"
#include "compiler/plan/graph.h"

/// From a program to what is compiled of it: the graph of every group of awards, which inputs it reads, which outputs
/// it has, and how wide each number must be.
namespace tiao::plan {

/// What an output is made of, and what may be told of it.
struct OutputPlan {
  NodeId notInForce, exhausted, ineligible, forgone, cut; // bits; the first that is set gives the status …
  NodeId amount;                                          // … else it is granted, or nothing
  NodeId ceiling;                                         // none if not discretionary
  // Of an amount that is always the same or 0, that amount and where it is given; else `where` is none.
  NodeId where;
  int64_t fixed = 0;
  struct Told {
    interpret::Reason reason; // without its amount
    NodeId bit;               // of the output's domain or of its subject
  };
  std::vector<Told> told; // at most 64, in the order in which they are told
};

/// The status that these bits make: the first row of core.md section 7 that applies.
interpret::Status statusOf(bool notInForce, bool exhausted, bool ineligible, bool forgone, bool cut, bool some);
/// The bits of what may be told with this status.
uint64_t toldWith(const OutputPlan& output, interpret::Status status, bool ineligible);

struct Plan {
  Graph graph;
  batch::Layout layout;
  std::vector<OutputPlan> outputs; // as in the layout; empty for groups that are not compiled
  std::vector<NodeId> again;       // by group: bits of the subjects
};

/// `lastYear`: the last one evaluated.
Plan plan(const core::Program& program, int lastYear);

} // namespace tiao::plan
