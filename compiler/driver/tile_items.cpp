#include "compiler/driver/tile_items.h"

#include <algorithm>
#include <bit>

namespace tiao::driver {

using batch::TileItems;
using calendar::Period;
using core::ItemKind;
using core::Per;

TileItemFiller::TileItemFiller(const core::Program& program, const Register& reg, const ValueReader& values,
                               const batch::Layout& layout)
    : register_(reg), names_(std::min(layout.itemKinds.size(), batch::MostKinds)) {
  for (const Register::Table& table : reg.tables())
    tables_.push_back(table.headings.kind ? tileColumns(program, table.headings, values, layout)
                                          : std::vector<TileColumn>());
  const bool dated = reg.firstYear() <= reg.lastYear();
  for (uint32_t i = 0; i < program.itemKinds.size(); ++i) {
    const ItemKind& declared = program.itemKinds[{i}];
    Kind& kind = kinds_.emplace_back();
    kind.yearly = declared.yearly;
    kind.most = declared.most;
    kind.counts.resize(dated ? static_cast<size_t>(reg.lastYear() - reg.firstYear() + 1) : 0);
    for (size_t place = 0; place < names_.size(); ++place)
      if (layout.itemKinds[place] == i) kind.place = static_cast<int32_t>(place);
    for (size_t at = 0; at < layout.inputs.size(); ++at) {
      const batch::Input& input = layout.inputs[at];
      if (input.kind == batch::InputKind::Listed && input.itemKind == kind.place)
        kind.lists.emplace_back(input.year, at);
    }
  }
  for (auto& names : names_) names.resize(TileItems);
}

/// A subject has no more items than rows of them.
bool TileItemFiller::fits(const batch::Tile& tile, const Rows& rows, const Rows::Subject& subject) const {
  std::array<size_t, batch::MostKinds> more{};
  for (uint32_t i = subject.items.first; i != Rows::Row::None; i = rows.row(i).next) {
    const int32_t place = kinds_[rows.tableOf(rows.row(i)).headings.kind->index].place;
    if (place >= 0) ++more[static_cast<size_t>(place)];
  }
  for (size_t kind = 0; kind < names_.size(); ++kind)
    if (tile.items(kind) + more[kind] > TileItems) return false;
  return true;
}

bool TileItemFiller::fill(batch::Tile& tile, const Rows& rows, const Rows::Subject& subject) {
  if (subject.items.first == Rows::Row::None) return true;
  if (!fits(tile, rows, subject)) return false;
  tile_ = &tile;
  rows_ = &rows;
  items_.clear();
  told_.clear();
  beside_.clear();
  std::array<size_t, batch::MostKinds> before{};
  for (size_t kind = 0; kind < names_.size(); ++kind) before[kind] = tile.items(kind);
  if (fillRows(subject) && !contradicts() && list()) return true;
  for (size_t kind = 0; kind < names_.size(); ++kind) tile.keepItems(kind, before[kind]);
  return false;
}

bool TileItemFiller::fillRows(const Rows::Subject& subject) {
  size_t count = 0;
  for (uint32_t i = subject.items.first; i != Rows::Row::None; i = rows_->row(i).next) ++count;
  slots_.assign(std::bit_ceil(count * 2), 0);
  for (uint32_t i = subject.items.first; i != Rows::Row::None; i = rows_->row(i).next)
    if (!row(rows_->row(i))) return false;
  return true;
}

bool TileItemFiller::row(const Rows::Row& row) {
  std::optional<Text> problem;
  rows_->cells(row, cells_, problem);
  if (problem || row.periodUnread) return false;
  const Register::Table& table = rows_->tableOf(row);
  const std::string_view name = trimmed(cells_[*table.headings.item]);
  if (name.empty()) return false;
  const uint32_t item = called(*table.headings.kind, name);
  told_.push_back({item, row.period, row.table});
  if (!life(items_[item], table, row.period)) return false;
  return std::ranges::all_of(tables_[row.table], [&](const TileColumn& column) {
    const std::string_view text = quicklyTrimmed(cells_[column.column]);
    return text.empty() || cell(column, item, text, row.period);
  });
}

uint32_t TileItemFiller::called(core::Id<ItemKind> kind, std::string_view name) {
  const auto is = [&](const Item& item) { return item.kind == kind && item.name == name; };
  if (!told_.empty() && is(items_[told_.back().item])) return told_.back().item;
  const size_t mask = slots_.size() - 1;
  size_t slot = (hashOf(name) + kind.index) & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask)
    if (is(items_[slots_[slot] - 1])) return slots_[slot] - 1;
  Item& item = items_.emplace_back(Item{kind, name, 0, {}, {}, {}});
  slots_[slot] = static_cast<uint32_t>(items_.size());
  if (const int32_t place = kinds_[kind.index].place; place >= 0) {
    item.row = tile_->addItem(static_cast<size_t>(place));
    names_[static_cast<size_t>(place)][item.row] = name;
  }
  return slots_[slot] - 1;
}

/// The years that a row tells of its item: as ItemFiller::noteLife.
bool TileItemFiller::life(Item& item, const Register::Table& table, Period period) {
  if (period.year != 0) item.first = std::min(item.first.value_or(period.year), period.year);
  if (!table.headings.lastYear) return true;
  const std::string_view text = trimmed(cells_[*table.headings.lastYear]);
  if (text.empty()) return true;
  const auto last = readPeriod(text);
  if (!last || last->isMonth() || last->year < period.year || (item.last && *item.last != last->year)) return false;
  item.last = last->year;
  return true;
}

/// False: it is not what a tile can hold.
bool TileItemFiller::cell(const TileColumn& column, uint32_t item, std::string_view text, Period row) {
  if (column.per == Per::Month && !row.isMonth()) return false;
  const Period period =
      column.per == Per::Fixed ? Period{} : Period{row.year, column.per == Per::Month ? row.month : 0};
  int64_t n = 0;
  if (!column.reader.read(text, n)) return false;
  const int32_t input = kinds_[items_[item].kind.index].place < 0 ? -1 : column.input(period);
  if (input < 0) {
    beside_.push_back({item, column.fact, period, text});
    return true;
  }
  const auto at = static_cast<size_t>(input);
  if (tile_->known(at, items_[item].row)) return tile_->value(at, items_[item].row) == n;
  tile_->put(at, items_[item].row, n);
  return true;
}

/// Does an item stand twice in a file for one period, or after its last year? Do two texts of one fact differ? They may
/// be of the same value all the same.
bool TileItemFiller::contradicts() {
  std::ranges::sort(told_);
  if (std::ranges::adjacent_find(told_) != told_.end()) return true;
  for (const Told& told : told_)
    if (items_[told.item].last && told.period.year > *items_[told.item].last) return true;
  std::ranges::sort(beside_);
  const auto differ = [](const Beside& a, const Beside& b) {
    return a.item == b.item && a.fact == b.fact && a.period == b.period && a.text != b.text;
  };
  return std::ranges::adjacent_find(beside_, differ) != beside_.end();
}

/// Puts each item into the lists of the years in which it is there, as ItemFiller::listItems. False: a list is too
/// long.
bool TileItemFiller::list() {
  const int first = register_.firstYear(), last = register_.lastYear();
  for (Kind& kind : kinds_) std::ranges::fill(kind.counts, 0);
  for (Item& item : items_)
    for (int year = item.first.value_or(first); !kinds_[item.kind.index].yearly && year <= last; ++year)
      if (year <= item.last.value_or(last) && !listIn(item, year)) return false;
  for (const Told& told : told_)
    if (told.period.year != 0 && !listIn(items_[told.item], told.period.year)) return false;
  return true;
}

/// Of other years than the register's no list is given.
bool TileItemFiller::listIn(Item& item, int year) {
  const auto at = static_cast<size_t>(year - FirstYear);
  if (year < register_.firstYear() || year > register_.lastYear() || item.years[at]) return true;
  item.years.set(at);
  Kind& kind = kinds_[item.kind.index];
  for (const auto& [of, input] : kind.lists)
    if (of == year) tile_->put(input, item.row, 1);
  return ++kind.counts[static_cast<size_t>(year - register_.firstYear())] <= kind.most;
}

} // namespace tiao::driver
