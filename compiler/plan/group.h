#pragma once

#include "compiler/plan/award.h"

/// Awards joined by choices, pools and what one reads of another: settled year by year (core.md section 5).
namespace tiao::plan {

/// The awards of each group, in the program's order.
std::vector<std::vector<core::AwardId>> groupsOf(const core::Program& program);

struct GroupGraph {
  std::vector<Candidate> candidates; // by award in the group's order, then period
  NodeId again;                      // of the subjects
};

/// What a group of awards comes to through the years of the layout. `why` of the expressions' numbers says if it cannot
/// be compiled.
GroupGraph settle(const core::Program& program, const std::vector<core::AwardId>& awards, Graph& graph,
                  Expressions& expressions, const batch::Layout& layout);

} // namespace tiao::plan
