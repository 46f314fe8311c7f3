#include "compiler/driver/subject_case.h"

#include <algorithm>

namespace tiao::driver {

using calendar::Period;
using interpret::Key;

namespace {

/// The period that a fact of this column has in a row: none of its own when it is fixed.
std::optional<Period> periodOf(const core::Fact& fact, Period row) {
  switch (fact.per) {
  case core::Per::Fixed: return Period{};
  case core::Per::Year: return Period{row.year, 0};
  case core::Per::Month: return row.isMonth() ? std::optional(row) : std::nullopt;
  }
  return std::nullopt;
}

/// May a value of the right type still be outside its declared range?
bool outside(const core::Fact& fact, const core::Constant& value) {
  if (const auto* number = std::get_if<core::Rational>(&value)) return *number < fact.lo || fact.hi < *number;
  if (const auto* date = std::get_if<core::Date>(&value)) return *date < fact.dateLo || fact.dateHi < *date;
  return false;
}

} // namespace

CaseFiller::CaseFiller(const core::Program& program, const Register& reg, const ValueReader& values, Language language)
    : register_(reg), values_(values), language_(language) {
  for (const FactColumn& heading : reg.headings().facts)
    columns_.push_back(
        {&heading,
         heading.fact,
         &program.facts[heading.fact],
         language == Language::Zh ? "行「" + heading.heading + "」" : ", column `" + heading.heading + "`",
         {}});
}

void CaseFiller::fill(const Register::Subject& subject, interpret::Case& facts, std::vector<BadData>& bad) {
  facts.clear();
  facts.subject = subject.name;
  subject_ = &subject;
  facts_ = &facts;
  bad_ = &bad;
  spoilt_ = nullptr;
  seen_.reset();
  for (Column& column : columns_) column.before = {};
  int firstYear = INT32_MAX;
  for (uint32_t i = subject.first; i != Register::Row::None; i = register_.row(i).next) {
    const Register::Row& row = register_.row(i);
    firstYear = std::min(firstYear, row.period.year);
    fillRow(row);
  }
  if (spoilt_ != nullptr) spoilFixed();
  const bool begins = subject.first != Register::Row::None && !subject.periodUnread;
  if (begins && firstYear > register_.firstYear()) facts.firstYear = firstYear;
}

unsigned CaseFiller::yearsWithoutRow(interpret::Years years) const {
  unsigned count = 0;
  for (int year = std::max(years.first, facts_->firstYear.value_or(years.first)); year <= years.last; ++year)
    count += year < FirstYear || year > LastYear || !seen_[static_cast<size_t>(year - FirstYear)];
  return count;
}

void CaseFiller::fillRow(const Register::Row& row) {
  std::optional<Text> problem;
  register_.cells(row, cells_, problem);
  const auto year = static_cast<size_t>(row.period.year - FirstYear);
  const bool repeated = seen_[year];
  seen_.set(year);
  if (problem) return spoil(row, *problem);
  where_ = (language_ == Language::Zh ? "第" : "line ") + std::to_string(row.line);
  wherePrefix_ = where_.size();
  for (Column& column : columns_)
    if (const std::string_view text = trimmed(cells_[column.heading->column]); !text.empty())
      fillCell(column, text, row, repeated);
}

void CaseFiller::fillCell(Column& column, std::string_view text, const Register::Row& row, bool repeated) {
  const bool fixed = column.declared->per == core::Per::Fixed;
  if (fixed && text == column.before) return;
  const std::optional<Period> period = periodOf(*column.declared, row.period);
  if (!period)
    return giveUp(column, row, text,
                  Text("是每月的事实，这一行没有写明月份", "is a monthly fact, and the row names no month"), true);
  Reading reading = values_.read(column.fact, text);
  if (const auto* why = std::get_if<Text>(&reading)) return giveUp(column, row, text, *why, true);
  auto& value = std::get<core::Constant>(reading);
  if (fixed || repeated) {
    const interpret::Datum& before = facts_->find(column.fact, Key{}, *period);
    if (const auto* earlier = std::get_if<core::Constant>(&before); earlier != nullptr && *earlier != value)
      return giveUp(column, row, text, differs(column, row), true);
  }
  where_.resize(wherePrefix_);
  where_ += column.where;
  const bool wrong = outside(*column.declared, value);
  facts_->give(column.fact, Key{}, *period, std::move(value), where_);
  if (fixed) column.before = text;
  if (!wrong) return;
  const auto* invalid = std::get_if<interpret::Invalid>(&facts_->find(column.fact, Key{}, *period));
  BadData found = bad(row);
  found.column = column.heading->heading;
  found.text = text;
  if (invalid != nullptr) found.reason = textOf(invalid->reason);
  bad_->push_back(std::move(found));
}

/// The cell's fact is invalid, and that is told unless it is told of the whole row.
void CaseFiller::giveUp(Column& column, const Register::Row& row, std::string_view text, const Text& reason,
                        bool tell) {
  BadData found = bad(row);
  found.text = text;
  found.reason = reason;
  if (tell) found.column = column.heading->heading;
  const Period period = periodOf(*column.declared, row.period).value_or(row.period);
  facts_->giveInvalid(column.fact, Key{}, period, {found.text, placeText(found, language_), {reason.zh, reason.en}});
  if (tell) bad_->push_back(std::move(found));
}

/// A row whose cells cannot be told apart: no fact of its period can be used. Fixed facts may stand in other rows.
void CaseFiller::spoil(const Register::Row& row, const Text& problem) {
  for (Column& column : columns_)
    if (column.declared->per != core::Per::Fixed) giveUp(column, row, {}, problem, false);
  spoilt_ = &row;
  spoiltBy_ = problem;
  BadData found = bad(row);
  found.reason = problem;
  bad_->push_back(std::move(found));
}

/// Fixed facts that only the spoilt row may have held.
void CaseFiller::spoilFixed() {
  for (Column& column : columns_)
    if (column.declared->per == core::Per::Fixed &&
        std::holds_alternative<std::monostate>(facts_->find(column.fact, Key{}, Period{})))
      giveUp(column, *spoilt_, {}, spoiltBy_, false);
}

/// Which row gave another value before.
Text CaseFiller::differs(const Column& column, const Register::Row& row) const {
  std::vector<std::string_view> cells;
  std::optional<Text> problem;
  for (uint32_t i = subject_->first; i != Register::Row::None; i = register_.row(i).next) {
    const Register::Row& other = register_.row(i);
    if (other.line == row.line) break;
    if (periodOf(*column.declared, other.period) != periodOf(*column.declared, row.period)) continue;
    register_.cells(other, cells, problem);
    if (problem || trimmed(cells[column.heading->column]).empty()) continue;
    const std::string line = std::to_string(other.line);
    const Text value = quoted(Text(trimmed(cells[column.heading->column])));
    return {"与第" + line + "行的" + value.zh + "不一致", "differs from " + value.en + " in line " + line};
  }
  return {"与前面的行不一致", "differs from an earlier line"};
}

BadData CaseFiller::bad(const Register::Row& row) const {
  return {row.line, {}, {}, {}, std::string(subject_->name), calendar::toString(row.period)};
}

} // namespace tiao::driver
