#include "compiler/driver/subject_case.h"

#include <algorithm>

namespace tiao::driver {

CaseFiller::CaseFiller(const core::Program& program, const Register& reg, const ValueReader& values, Language language)
    : register_(reg), items_(program, reg, values, language) {
  for (uint16_t i = 0; i < reg.tables().size() && !reg.tables()[i].headings.kind; ++i)
    tables_.emplace_back(program, reg, i, values, language);
}

void CaseFiller::fill(const Rows& rows, const Rows::Subject& subject, interpret::Case& facts,
                      std::vector<BadData>& bad) {
  facts.clear();
  facts.subject = subject.name;
  seen_.reset();
  for (RowFacts& table : tables_) table.begin(rows, subject, facts, bad);
  int firstYear = INT32_MAX;
  for (uint32_t i = subject.rows.first; i != Rows::Row::None; i = rows.row(i).next) {
    const Rows::Row& row = rows.row(i);
    const bool dated = row.period.year != 0;
    const size_t year = dated ? static_cast<size_t>(row.period.year - FirstYear) : 0;
    const bool repeated = dated && seen_[year];
    if (dated) {
      firstYear = std::min(firstYear, row.period.year);
      seen_.set(year);
    }
    std::optional<Text> problem;
    rows.cells(row, cells_, problem);
    if (problem)
      tables_[row.table].spoil(row, *problem);
    else
      tables_[row.table].fill(row, cells_, interpret::Key{}, repeated);
  }
  for (RowFacts& table : tables_) table.end();
  const bool begins = firstYear != INT32_MAX && !subject.periodUnread;
  if (begins && firstYear > register_.firstYear()) facts.firstYear = firstYear;
  firstYear_ = facts.firstYear;
  items_.fill(rows, subject, facts, bad);
}

unsigned CaseFiller::yearsWithoutRow(interpret::Years years) const {
  unsigned count = 0;
  for (int year = std::max(years.first, firstYear_.value_or(years.first)); year <= years.last; ++year)
    count += year < FirstYear || year > LastYear || !seen_[static_cast<size_t>(year - FirstYear)];
  return count;
}

} // namespace tiao::driver
