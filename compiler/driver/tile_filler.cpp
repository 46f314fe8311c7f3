#include "compiler/driver/tile_filler.h"

#include "compiler/driver/row_facts.h"
#include "runtime/table/same.h"

#include <algorithm>

namespace tiao::driver {

using calendar::Period;
using core::Kind;
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

void TileFiller::place(Placed& placed, Period period) {
  const bool ordered = last_ < period; // then no row before it is of the same period
  const bool sameYear = period.year == last_.year;
  last_ = period;
  if (period.year != 0) {
    lane_->years.set(static_cast<size_t>(period.year - FirstYear));
    first_ = std::min(first_, period.year);
  }
  placed.lane = lane_;
  placed.at = at_;
  placed.period = period;
  placed.repeated = !ordered;
  placed.yearRepeated = !ordered || sameYear;
}

void TileFiller::row(uint16_t table, Period period, std::span<const std::string_view> cells) {
  Placed where;
  place(where, period);
  for (const TileColumn& column : tables_[table]) cell(column, cells[column.column], where, before_[column.fact.index]);
}

void TileFiller::fillLater(const PlainRows& rows) {
  if (later_.empty()) return;
  for (const TileColumn& column : tables_.front()) {
    switch (column.reader.kind()) {
    case Kind::Truth: fillColumn<Kind::Truth>(column, rows); break;
    case Kind::Number: fillColumn<Kind::Number>(column, rows); break;
    case Kind::Date:
    case Kind::Member:
    case Kind::Text: fillColumn<Kind::Text>(column, rows); break;
    }
  }
  later_.clear();
}

/// What is written plainly and stands there for the first time goes to the tile at once.
template <core::Kind kind> void TileFiller::fillColumn(const TileColumn& column, const PlainRows& rows) {
  years_.assign(column.per == Per::Year ? column.years() : 0, {});
  for (size_t i = 0; i < years_.size(); ++i) {
    const int32_t input = column.input({column.firstYear() + static_cast<int>(i), 0});
    if (input >= 0) years_[i] = tile_->column(static_cast<size_t>(input));
  }
  std::string_view before;
  const Lane* of = nullptr;
  for (const Later& each : later_) {
    const Placed& placed = each.placed;
    const std::string_view text = rows.cell(each.row, column.column);
    const auto year = static_cast<size_t>(placed.period.year - column.firstYear());
    if (year < years_.size()) {
      const batch::Tile::Column& to = years_[year];
      int64_t n = 0;
      if (to.known != nullptr && column.reader.readPlainly<kind>(text, n) && !to.has(placed.at)) {
        to.put(placed.at, n);
        continue;
      }
    }
    if (placed.lane != of) before = {};
    of = placed.lane;
    cell(column, text, placed, before);
  }
}

/// `before`: of a fixed fact, the text in the subject's row before. What a tile cannot hold makes its lane irregular.
inline void TileFiller::cell(const TileColumn& column, std::string_view written, const Placed& placed,
                             std::string_view& before) {
  const std::string_view text = quicklyTrimmed(written);
  if (text.empty()) return;
  const bool held = column.per == Per::Fixed ? fixed(column, text, placed, before) : timed(column, text, placed);
  if (!held) placed.lane->irregular = true;
}

inline bool TileFiller::fixed(const TileColumn& column, std::string_view text, const Placed& placed,
                              std::string_view& before) {
  if (table::same(text, before)) return true;
  const int32_t input = column.input({});
  if (!before.empty() && input < 0) return false; // another text, perhaps of the same value
  before = text;
  return put(column, text, input, placed);
}

inline bool TileFiller::timed(const TileColumn& column, std::string_view text, const Placed& placed) {
  const bool monthly = column.per == Per::Month;
  if (monthly && !placed.period.isMonth()) return false;
  const int32_t input = column.input({placed.period.year, monthly ? placed.period.month : 0});
  if (input < 0 && (monthly ? placed.repeated : placed.yearRepeated)) return false;
  return put(column, text, input, placed);
}

inline bool TileFiller::put(const TileColumn& column, std::string_view text, int32_t input, const Placed& placed) {
  int64_t n = 0;
  if (!column.reader.read(text, n)) return false;
  if (input < 0) return true;
  const auto to = static_cast<size_t>(input);
  if (tile_->known(to, placed.at)) return tile_->value(to, placed.at) == n;
  tile_->put(to, placed.at, n);
  return true;
}

void TileFiller::end() {
  if (first_ == INT_MAX || first_ <= register_.firstYear()) return;
  lane_->firstYear = first_;
  if (firstYearInput_ >= 0) tile_->put(static_cast<size_t>(firstYearInput_), at_, first_);
}

} // namespace tiao::driver
