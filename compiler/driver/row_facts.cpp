#include "compiler/driver/row_facts.h"

#include <algorithm>

namespace tiao::driver {

using calendar::Period;
using interpret::Key;

namespace {

/// May a value of the right type still be outside its declared range?
bool outside(const core::Fact& fact, const core::Constant& value) {
  if (const auto* number = std::get_if<core::Rational>(&value)) return *number < fact.lo || fact.hi < *number;
  if (const auto* date = std::get_if<core::Date>(&value)) return *date < fact.dateLo || fact.dateHi < *date;
  return false;
}

core::Per perOf(Period row) {
  return row.year == 0 ? core::Per::Fixed : row.isMonth() ? core::Per::Month : core::Per::Year;
}

} // namespace

std::optional<Period> periodIn(const core::Fact& fact, Period row) {
  switch (fact.per) {
  case core::Per::Fixed: return Period{};
  case core::Per::Year: return Period{row.year, 0};
  case core::Per::Month: return row.isMonth() ? std::optional(row) : std::nullopt;
  }
  return std::nullopt;
}

RowFacts::RowFacts(const core::Program& program, const Register& reg, uint16_t table, const ValueReader& values,
                   Language language)
    : values_(values), language_(language) {
  const bool zh = language == Language::Zh;
  const std::string& file = reg.tables()[table].name;
  wherePrefix_ = (file.empty() ? "" : file + " ") + (zh ? "第" : "line ");
  for (const FactColumn& heading : reg.tables()[table].headings.facts)
    columns_.push_back({&heading,
                        heading.fact,
                        &program.facts[heading.fact],
                        zh ? "行「" + heading.heading + "」" : ", column `" + heading.heading + "`",
                        {}});
}

void RowFacts::begin(const Rows& rows, const Rows::Subject& subject, interpret::Case& facts,
                     std::vector<BadData>& bad) {
  rows_ = &rows;
  subject_ = &subject;
  facts_ = &facts;
  bad_ = &bad;
  key_ = {};
  spoilt_.clear();
  undated_.clear();
  for (Column& column : columns_) column.before = {};
}

void RowFacts::fill(const Rows::Row& row, const std::vector<std::string_view>& cells, Key key, bool repeated) {
  if (key != key_)
    for (Column& column : columns_) column.before = {};
  key_ = key;
  where_ = wherePrefix_;
  where_ += std::to_string(row.line);
  whereLine_ = where_.size();
  for (Column& column : columns_)
    if (const std::string_view text = trimmed(cells[column.heading->column]); !text.empty())
      fillCell(column, text, row, repeated);
}

void RowFacts::fillCell(Column& column, std::string_view text, const Rows::Row& row, bool repeated) {
  const bool fixed = column.declared->per == core::Per::Fixed;
  if (fixed && text == column.before) return;
  const std::optional<Period> period = periodIn(*column.declared, row.period);
  if (!period) {
    tell(column, row, text, {"是每月的事实，这一行没有写明月份", "is a monthly fact, and the row names no month"});
    undated_.push_back({column.fact, key_, row.period.year, invalidOf(bad_->back())});
    return;
  }
  Reading reading = values_.read(column.fact, text);
  if (const auto* why = std::get_if<Text>(&reading)) {
    tell(column, row, text, *why);
    return giveInvalid(column, *period, bad_->back());
  }
  auto& value = std::get<core::Constant>(reading);
  if (fixed || repeated) {
    const interpret::Datum& before = facts_->find(column.fact, key_, *period);
    if (const auto* earlier = std::get_if<core::Constant>(&before); earlier != nullptr && *earlier != value) {
      tell(column, row, text, differs(column, row, *period, *earlier));
      return giveInvalid(column, *period, bad_->back());
    }
  }
  where_.resize(whereLine_);
  where_ += column.where;
  const bool wrong = outside(*column.declared, value);
  facts_->give(column.fact, key_, *period, std::move(value), where_);
  if (fixed) column.before = text;
  if (!wrong) return;
  const auto* invalid = std::get_if<interpret::Invalid>(&facts_->find(column.fact, key_, *period));
  tell(column, row, text, invalid == nullptr ? Text() : textOf(invalid->reason));
}

void RowFacts::tell(const Column& column, const Rows::Row& row, std::string_view text, const Text& reason) {
  BadData found = rows_->bad(row, *subject_);
  found.column = column.heading->heading;
  found.text = text;
  found.reason = reason;
  bad_->push_back(std::move(found));
}

interpret::Invalid RowFacts::invalidOf(const BadData& bad) const {
  return {bad.text, placeText(bad, language_), {bad.reason.zh, bad.reason.en}};
}

void RowFacts::giveInvalid(const Column& column, Period period, const BadData& bad) {
  facts_->giveInvalid(column.fact, key_, period, invalidOf(bad));
}

void RowFacts::giveInvalidIfMissing(core::FactId fact, Key key, Period period, const interpret::Invalid& invalid) {
  if (std::holds_alternative<std::monostate>(facts_->find(fact, key, period)))
    facts_->giveInvalid(fact, key, period, invalid);
}

void RowFacts::spoil(const Rows::Row& row, const Text& problem) {
  BadData found = rows_->bad(row, *subject_);
  found.reason = problem;
  key_ = {};
  for (const Column& column : columns_)
    if (column.declared->per == perOf(row.period) && column.declared->per != core::Per::Fixed)
      giveInvalid(column, *periodIn(*column.declared, row.period), found);
  bad_->push_back(std::move(found));
  spoilt_.push_back({&row, problem});
}

void RowFacts::end() {
  // Fixed facts, and those of longer periods than a spoilt row's own, may stand in other rows.
  for (const Spoilt& spoilt : spoilt_) {
    BadData found = rows_->bad(*spoilt.row, *subject_);
    found.reason = spoilt.problem;
    for (const Column& column : columns_)
      if (column.declared->per == core::Per::Fixed || column.declared->per < perOf(spoilt.row->period))
        giveInvalidIfMissing(column.fact, Key{}, *periodIn(*column.declared, spoilt.row->period), invalidOf(found));
  }
  for (const Undated& undated : undated_)
    for (int month = 1; month <= 12; ++month)
      giveInvalidIfMissing(undated.fact, undated.key, {undated.year, month}, undated.invalid);
}

/// Which row gave the value that is kept.
Text RowFacts::differs(const Column& column, const Rows::Row& row, Period period, const core::Constant& earlier) const {
  std::vector<std::string_view> cells;
  std::optional<Text> problem;
  const bool items = column.declared->item.has_value();
  for (uint32_t i = items ? subject_->items.first : subject_->rows.first; i != Rows::Row::None;
       i = rows_->row(i).next) {
    const Rows::Row& other = rows_->row(i);
    const Register::Table& table = rows_->tableOf(other);
    const auto found = std::ranges::find(table.headings.facts, column.fact, &FactColumn::fact);
    if (&other == &row || found == table.headings.facts.end() || periodIn(*column.declared, other.period) != period)
      continue;
    rows_->cells(other, cells, problem);
    if (problem) continue;
    if (items && trimmed(cells[*table.headings.item]) != facts_->items()[static_cast<size_t>(key_.item)].name) continue;
    const std::string_view text = trimmed(cells[found->column]);
    if (text.empty() || values_.read(column.fact, text) != Reading(earlier)) continue;
    BadData place = rows_->bad(other, *subject_);
    if (other.table == row.table) place.file.clear();
    const Text value = quoted(Text(text));
    return {"与" + placeText(place, Language::Zh) + "的" + value.zh + "不一致",
            "differs from " + value.en + " in " + placeText(place, Language::En)};
  }
  return {"与前面的行不一致", "differs from an earlier line"};
}

} // namespace tiao::driver
