#include "compiler/driver/item_case.h"

#include <fmt/format.h>

#include <algorithm>

namespace tiao::driver {

using interpret::Key;

ItemFiller::ItemFiller(const core::Program& program, const Register& reg, const ValueReader& values, Language language)
    : program_(program), register_(reg), language_(language) {
  const std::vector<Register::Table>& tables = reg.tables();
  while (firstTable_ < tables.size() && !tables[firstTable_].headings.kind) ++firstTable_;
  for (size_t i = firstTable_; i < tables.size(); ++i)
    tables_.emplace_back(program, reg, static_cast<uint16_t>(i), values, language);
  const bool dated = reg.firstYear() <= reg.lastYear();
  const auto years = dated ? static_cast<size_t>(reg.lastYear() - reg.firstYear() + 1) : 0;
  for (uint32_t i = 0; i < program.itemKinds.size(); ++i)
    lists_.push_back({{i}, reg.hasItems({i}), std::vector<std::optional<interpret::Invalid>>(years)});
}

void ItemFiller::fill(const Rows& rows, const Rows::Subject& subject, interpret::Case& facts,
                      std::vector<BadData>& bad) {
  if (tables_.empty()) return;
  given_ = &rows;
  subject_ = &subject;
  facts_ = &facts;
  bad_ = &bad;
  rows_.clear();
  lives_.clear();
  for (Lists& lists : lists_) lists.spoilt.assign(lists.spoilt.size(), std::nullopt);
  for (uint32_t i = subject.items.first; i != Rows::Row::None; i = given_->row(i).next)
    noteRow(i, given_->tableOf(given_->row(i)));
  fillRows();
  fillLists();
}

/// Whose row is it, and of which year?
void ItemFiller::noteRow(uint32_t index, const Register::Table& table) {
  const Rows::Row& row = given_->row(index);
  std::optional<Text> problem;
  given_->cells(row, cells_, problem);
  if (problem) return spoilFrom(row, tell(row, std::nullopt, {}, *problem));
  const std::string_view name = trimmed(cells_[*table.headings.item]);
  if (name.empty())
    return spoilFrom(row, tell(row, table.headings.item, {}, {"没有写明条目的名称", "does not name the item"}));
  if (row.periodUnread) {
    const std::string_view text = trimmed(cells_[*table.headings.period]);
    return spoilFrom(
        row, tell(row, table.headings.period, text,
                  text.empty() ? Text("没有写明年度", "does not say which year") : Text("不是年度", "not a year")));
  }
  const Key key = facts_->item(*table.headings.kind, std::string(name));
  lives_.resize(facts_->items().size());
  rows_.push_back({key, row.period, index});
  noteLife(index, table, key);
}

/// The years that a row tells of an item that lives through them.
void ItemFiller::noteLife(uint32_t index, const Register::Table& table, Key key) {
  const Rows::Row& row = given_->row(index);
  Life& life = lives_[static_cast<size_t>(key.item)];
  if (row.period.year != 0) life.first = std::min(life.first.value_or(row.period.year), row.period.year);
  if (!table.headings.lastYear) return;
  const std::string_view text = trimmed(cells_[*table.headings.lastYear]);
  if (text.empty()) return;
  const auto last = readPeriod(text);
  std::optional<Text> wrong;
  if (!last || last->isMonth()) {
    wrong = Text("不是年度", "not a year");
  } else if (last->year < row.period.year) {
    wrong = Text("早于本行的年度", "before the year of its row");
  } else if (life.last && *life.last != last->year) {
    const std::string line = std::to_string(given_->row(life.lastRow).line), other = std::to_string(*life.last);
    wrong = Text("与第" + line + "行的「" + other + "」不一致", "differs from `" + other + "` in line " + line);
  }
  if (wrong) // is it there after the year of this row?
    return spoil(row, tell(row, table.headings.lastYear, text, *wrong), row.period.year + 1, register_.lastYear());
  life.last = last->year;
  life.lastRow = index;
}

/// By item and period, so that each finds its place at the end of what is known already.
void ItemFiller::fillRows() {
  std::ranges::stable_sort(rows_, {}, [](const ItemRow& row) { return std::pair(row.key, row.period); });
  for (RowFacts& table : tables_) table.begin(*given_, *subject_, *facts_, *bad_);
  std::optional<Text> problem;
  for (size_t i = 0; i < rows_.size(); ++i) {
    const Rows::Row& row = given_->row(rows_[i].row);
    const bool repeated = i > 0 && rows_[i - 1].key == rows_[i].key;
    // An item stands once in a file for each period.
    for (size_t before = i; before-- > 0 && rows_[before].key == rows_[i].key && rows_[before].period == row.period;)
      if (given_->row(rows_[before].row).table == row.table) {
        tellRepeated(rows_[i], rows_[before]);
        break;
      }
    given_->cells(row, cells_, problem);
    tables_[row.table - firstTable_].fill(row, cells_, rows_[i].key, repeated);
  }
  for (RowFacts& table : tables_) table.end();
}

void ItemFiller::tellRepeated(const ItemRow& row, const ItemRow& before) {
  const Rows::Row& at = given_->row(row.row);
  const std::string& name = facts_->items()[static_cast<size_t>(row.key.item)].name;
  const std::string line = std::to_string(given_->row(before.row).line);
  tell(at, given_->tableOf(at).headings.item, name,
       {"同一期间已在第" + line + "行写过，只计一次", "stands in line " + line + " for the same period; counted once"});
}

// ------------------------------------------------------------------------------------------------------------- lists

void ItemFiller::fillLists() {
  listItems();
  const int first = register_.firstYear(), last = register_.lastYear();
  for (Lists& lists : lists_) {
    if (!lists.given) continue;
    checkCounts(lists);
    for (int year = first; year <= last; ++year)
      if (const auto& spoilt = lists.spoilt[static_cast<size_t>(year - first)])
        facts_->giveInvalidList(lists.kind, year, *spoilt);
      else
        facts_->giveList(lists.kind, year);
  }
}

/// Puts each item into the lists of the years in which it is there.
void ItemFiller::listItems() {
  const int first = register_.firstYear(), last = register_.lastYear();
  for (size_t i = 0; i < lives_.size(); ++i) {
    if (program_.itemKinds[facts_->items()[i].kind].yearly) continue;
    const Life& life = lives_[i];
    for (int year = life.first.value_or(first); year <= std::min(last, life.last.value_or(last)); ++year)
      facts_->list(Key{static_cast<int32_t>(i)}, year);
  }
  for (const ItemRow& each : rows_) {
    if (each.period.year == 0) continue;
    facts_->list(each.key, each.period.year);
    const Life& life = lives_[static_cast<size_t>(each.key.item)];
    if (!life.last || each.period.year <= *life.last) continue;
    const Rows::Row& row = given_->row(each.row);
    const auto line = given_->row(life.lastRow).line;
    const BadData& bad = tell(row, given_->tableOf(row).headings.period, calendar::toString(each.period),
                              {fmt::format("晚于第{}行所写的最后年度「{}」", line, *life.last),
                               fmt::format("after the last year `{}` that line {} says", *life.last, line)});
    spoil(row, bad, *life.last + 1, each.period.year);
  }
}

/// A list that is longer than its kind allows cannot be right.
void ItemFiller::checkCounts(Lists& lists) {
  const core::ItemKind& kind = program_.itemKinds[lists.kind];
  const int first = register_.firstYear();
  std::vector<int64_t> counts(lists.spoilt.size());
  for (const interpret::Item& item : facts_->items())
    for (const int year : item.years)
      if (item.kind == lists.kind && first <= year && year <= register_.lastYear())
        ++counts[static_cast<size_t>(year - first)];
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] <= kind.most) continue;
    const auto ofKind = [&](const ItemRow& row) {
      return facts_->items()[static_cast<size_t>(row.key.item)].kind == lists.kind;
    };
    const Rows::Row& row = given_->row(std::ranges::find_if(rows_, ofKind)->row);
    const int year = first + static_cast<int>(i);
    const Text name = textOf(kind.name);
    spoil(row,
          tell(row, std::nullopt, {},
               {fmt::format("{}年有 {} 个{}，至多应有 {} 个", year, counts[i], name.zh, kind.most),
                fmt::format("{} of {} in {}, at most {} are allowed", counts[i], name.en, year, kind.most)}),
          year, year);
  }
}

BadData& ItemFiller::tell(const Rows::Row& row, std::optional<size_t> column, std::string_view text,
                          const Text& reason) {
  BadData found = given_->bad(row, *subject_);
  if (column) found.column = trimmed(given_->tableOf(row).columns[*column]);
  found.text = text;
  found.reason = reason;
  bad_->push_back(std::move(found));
  return bad_->back();
}

void ItemFiller::spoil(const Rows::Row& row, const BadData& why, int first, int last) {
  const core::Id<core::ItemKind> kind = *given_->tableOf(row).headings.kind;
  const int begin = register_.firstYear();
  for (int year = std::max(first, begin); year <= std::min(last, register_.lastYear()); ++year) {
    auto& spoilt = lists_[kind.index].spoilt[static_cast<size_t>(year - begin)];
    if (!spoilt) spoilt = interpret::Invalid{why.text, placeText(why, language_), {why.reason.zh, why.reason.en}};
  }
}

/// Of what year is the item that this row may have named? Of one that lives on, from the row's year on.
void ItemFiller::spoilFrom(const Rows::Row& row, const BadData& why) {
  const bool yearly = program_.itemKinds[*given_->tableOf(row).headings.kind].yearly;
  if (row.period.year == 0)
    spoil(row, why, register_.firstYear(), register_.lastYear());
  else
    spoil(row, why, row.period.year, yearly ? row.period.year : register_.lastYear());
}

} // namespace tiao::driver
