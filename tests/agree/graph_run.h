#pragma once

#include "compiler/plan/plan.h"
#include "tests/agree/tile.h"

/// Every node of a graph for every row of a tile, one after the other, in wide integers: what kernels must compute.
namespace tiao::test {

class GraphRun {
public:
  GraphRun(const plan::Plan& plan, const Tile& tile);
  [[nodiscard]] plan::Wide at(plan::NodeId node, size_t row) const;
  /// The same of a node of the subjects, or of the items that `row` is one of.
  [[nodiscard]] plan::Wide of(plan::NodeId node, plan::Domain domain, size_t row) const;

private:
  const plan::Plan& plan_;
  const Tile& tile_;
  std::vector<std::vector<plan::Wide>> values_; // by node and row
};

} // namespace tiao::test
