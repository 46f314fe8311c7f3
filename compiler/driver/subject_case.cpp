#include "compiler/driver/subject_case.h"

#include <algorithm>

namespace tiao::driver {

CaseFiller::CaseFiller(const core::Program& program, const Register& reg, const ValueReader& values, Language language)
    : register_(reg), items_(program, reg, values, language) {
  for (uint16_t i = 0; i < reg.tables().size() && !reg.tables()[i].headings.kind; ++i)
    tables_.emplace_back(program, reg, i, values, language);
}

void CaseFiller::fill(const Register::Subject& subject, interpret::Case& facts, std::vector<BadData>& bad) {
  facts.clear();
  facts.subject = subject.name;
  seen_.reset();
  for (RowFacts& table : tables_) table.begin(subject, facts, bad);
  int firstYear = INT32_MAX;
  for (uint32_t i = subject.rows.first; i != Register::Row::None; i = register_.row(i).next) {
    const Register::Row& row = register_.row(i);
    const bool dated = row.period.year != 0;
    const size_t year = dated ? static_cast<size_t>(row.period.year - FirstYear) : 0;
    const bool repeated = dated && seen_[year];
    if (dated) {
      firstYear = std::min(firstYear, row.period.year);
      seen_.set(year);
    }
    std::optional<Text> problem;
    register_.cells(row, cells_, problem);
    if (problem)
      tables_[row.table].spoil(row, *problem);
    else
      tables_[row.table].fill(row, cells_, interpret::Key{}, repeated);
  }
  for (RowFacts& table : tables_) table.end();
  const bool begins = firstYear != INT32_MAX && !subject.periodUnread;
  if (begins && firstYear > register_.firstYear()) facts.firstYear = firstYear;
  firstYear_ = facts.firstYear;
  items_.fill(subject, facts, bad);
}

unsigned CaseFiller::yearsWithoutRow(interpret::Years years) const {
  unsigned count = 0;
  for (int year = std::max(years.first, firstYear_.value_or(years.first)); year <= years.last; ++year)
    count += year < FirstYear || year > LastYear || !seen_[static_cast<size_t>(year - FirstYear)];
  return count;
}

} // namespace tiao::driver
