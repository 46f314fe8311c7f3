#include "compiler/driver/tile_filler.h"

#include "compiler/driver/row_facts.h"
#include "runtime/table/same.h"

#include <algorithm>

namespace tiao::driver {

using calendar::Period;
using core::Per;

TileFiller::TileFiller(const core::Program& program, const Register& reg, const ValueReader& values,
                       const batch::Layout& layout)
    : register_(reg), layout_(layout), before_(program.facts.size()) {
  for (const Register::Table& table : reg.tables())
    tables_.push_back(table.headings.kind ? std::vector<TileColumn>()
                                          : tileColumns(program, table.headings, values, layout));
  for (size_t i = 0; i < layout.inputs.size(); ++i)
    if (layout.inputs[i].kind == batch::InputKind::FirstYear) firstYearInput_ = static_cast<int32_t>(i);
}

void TileFiller::giveLists(batch::Tile& tile) const {
  for (size_t i = 0; i < layout_.inputs.size(); ++i) {
    const batch::Input& input = layout_.inputs[i];
    if (input.kind != batch::InputKind::ListGiven) continue;
    const bool has = register_.hasItems({layout_.itemKinds[static_cast<size_t>(input.itemKind)]});
    const bool within = register_.firstYear() <= input.year && input.year <= register_.lastYear();
    tile.putAlways(i, has && within ? 1 : 0);
  }
}

void TileFiller::begin(batch::Tile& tile, size_t lane, Lane& subject) {
  tile_ = &tile;
  lane_ = &subject;
  at_ = lane;
  last_ = {};
  first_ = INT_MAX;
  std::ranges::fill(before_, std::string_view());
}

void TileFiller::row(uint16_t table, Period period, std::span<const std::string_view> cells) {
  const bool ordered = last_ < period; // then no row before it is of the same period
  const bool sameYear = period.year == last_.year || !ordered;
  last_ = period;
  if (period.year != 0) {
    lane_->years.set(static_cast<size_t>(period.year - FirstYear));
    first_ = std::min(first_, period.year);
  }
  for (const TileColumn& column : tables_[table]) {
    const std::string_view text = quicklyTrimmed(cells[column.column]);
    if (text.empty()) continue;
    if (!cell(column, text, period, column.per == Per::Month ? !ordered : sameYear)) lane_->irregular = true;
  }
}

/// False: it is not what a tile can hold. `repeated`: a row before may have given the same fact of the same period.
bool TileFiller::cell(const TileColumn& column, std::string_view text, Period row, bool repeated) {
  int32_t input = -1;
  if (column.per == Per::Fixed) {
    std::string_view& before = before_[column.fact.index];
    if (table::same(text, before)) return true;
    input = column.input({});
    if (!before.empty() && input < 0) return false; // another text, perhaps of the same value
    before = text;
  } else {
    const bool monthly = column.per == Per::Month;
    if (monthly && !row.isMonth()) return false;
    input = column.input({row.year, monthly ? row.month : 0});
    if (input < 0 && repeated) return false;
  }
  int64_t n = 0;
  if (!column.reader.read(text, n)) return false;
  if (input < 0) return true;
  const auto at = static_cast<size_t>(input);
  if (tile_->known(at, at_)) return tile_->value(at, at_) == n;
  tile_->put(at, at_, n);
  return true;
}

void TileFiller::end() {
  if (first_ == INT_MAX || first_ <= register_.firstYear()) return;
  lane_->firstYear = first_;
  if (firstYearInput_ >= 0) tile_->put(static_cast<size_t>(firstYearInput_), at_, first_);
}

} // namespace tiao::driver
