#include "compiler/driver/tile_column.h"

#include <algorithm>
#include <climits>

namespace tiao::driver {

TileColumn::TileColumn(const core::Program& program, const FactColumn& heading, const ValueReader& values,
                       const batch::Layout& layout)
    : column(heading.column), reader(program, heading.fact, values), fact(heading.fact),
      per(program.facts[heading.fact].per) {
  const auto holds = [&](const batch::Input& input) {
    return input.kind == batch::InputKind::Fact && input.fact == fact.index;
  };
  int end = 0;
  base_ = INT_MAX;
  for (const batch::Input& input : layout.inputs) {
    if (!holds(input) || input.year == 0) continue;
    base_ = std::min(base_, input.year);
    end = std::max(end, input.year + 1);
  }
  if (end > 0) inputs_.resize(static_cast<size_t>(end - base_));
  for (auto& year : inputs_) year.fill(-1);
  for (size_t i = 0; i < layout.inputs.size(); ++i) {
    const batch::Input& input = layout.inputs[i];
    if (!holds(input)) continue;
    reader = CellReader(program, fact, values, input);
    int32_t& at =
        input.year == 0 ? fixed_ : inputs_[static_cast<size_t>(input.year - base_)][static_cast<size_t>(input.month)];
    at = static_cast<int32_t>(i);
  }
}

std::vector<TileColumn> tileColumns(const core::Program& program, const Headings& headings, const ValueReader& values,
                                    const batch::Layout& layout) {
  std::vector<TileColumn> columns;
  for (const FactColumn& heading : headings.facts) columns.emplace_back(program, heading, values, layout);
  return columns;
}

} // namespace tiao::driver
