#include "compiler/driver/tile_filler.h"

#include "compiler/driver/row_facts.h"

#include <algorithm>

namespace tiao::driver {

using calendar::Period;
using core::Per;

TileFiller::TileFiller(const core::Program& program, const Register& reg, const ValueReader& values,
                       const batch::Layout& layout)
    : register_(reg), layout_(layout), fixedInputs_(program.facts.size(), -1), before_(program.facts.size()) {
  base_ = INT_MAX;
  for (const batch::Input& input : layout.inputs) {
    if (input.year == 0) continue;
    base_ = std::min(base_, input.year);
    end_ = std::max(end_, input.year + 1);
  }
  base_ = std::min(base_, end_);
  for (const Register::Table& table : reg.tables()) {
    std::vector<Column>& columns = tables_.emplace_back();
    if (table.headings.kind) continue;
    for (const FactColumn& heading : table.headings.facts) {
      Column column{
          heading.column, CellReader(program, heading.fact, values), heading.fact, program.facts[heading.fact].per, {}};
      column.inputs.assign(static_cast<size_t>(end_ - base_) * 13, -1);
      for (size_t i = 0; i < layout.inputs.size(); ++i) {
        const batch::Input& input = layout.inputs[i];
        if (input.kind != batch::InputKind::Fact || input.fact != heading.fact.index || input.itemKind >= 0) continue;
        column.reader = CellReader(program, heading.fact, values, input);
        if (input.year == 0)
          fixedInputs_[input.fact] = static_cast<int32_t>(i);
        else
          column.inputs[slot({input.year, input.month})] = static_cast<int32_t>(i);
      }
      columns.push_back(std::move(column));
    }
  }
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
  for (Column& column : tables_[table]) {
    std::string_view text = cells[column.column];
    if (text.empty()) continue;
    const auto edge = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\xE3' || c == '\x80'; };
    if (edge(text.front()) || edge(text.back())) text = trimmed(text);
    if (text.empty()) continue;
    if (!cell(column, text, period, column.per == Per::Month ? !ordered : sameYear)) lane_->irregular = true;
  }
}

/// False: it is not what a tile can hold. `repeated`: a row before may have given the same fact of the same period.
bool TileFiller::cell(Column& column, std::string_view text, Period row, bool repeated) {
  int32_t input = -1;
  if (column.per == Per::Fixed) {
    std::string_view& before = before_[column.fact.index];
    if (text == before) return true;
    input = fixedInputs_[column.fact.index];
    if (!before.empty() && input < 0) return false; // another text, perhaps of the same value
    before = text;
  } else {
    const bool monthly = column.per == Per::Month;
    if (monthly && !row.isMonth()) return false;
    const Period period{row.year, monthly ? row.month : 0};
    if (base_ <= period.year && period.year < end_) input = column.inputs[slot(period)];
    if (input < 0 && repeated) return false;
  }
  const std::optional<int64_t> n = column.reader.read(text);
  if (!n) return false;
  if (input < 0) return true;
  const auto at = static_cast<size_t>(input);
  if (tile_->known(at, at_)) return tile_->value(at, at_) == *n;
  tile_->put(at, at_, *n);
  return true;
}

void TileFiller::end() {
  if (first_ == INT_MAX || first_ <= register_.firstYear()) return;
  lane_->firstYear = first_;
  if (firstYearInput_ >= 0) tile_->put(static_cast<size_t>(firstYearInput_), at_, first_);
}

} // namespace tiao::driver
