#pragma once

#include "compiler/core/program.h"

#include <algorithm>

/// When an award is in force, as far as its dates alone tell (core.md section 4, "In force").
namespace tiao::core {

/// Every day that a period may have comes before it: the end of what is in force without end.
inline Date forever() { return Date(std::chrono::days(4'000'000)); }

/// Does it limit a number of years or months, so that a series that has begun may run on after its end?
inline bool countsYears(const Award& award) {
  return std::any_of(award.limits.begin(), award.limits.end(), [](const Limit& limit) {
    return std::holds_alternative<Count>(limit.node) || std::holds_alternative<Within>(limit.node);
  });
}

/// "Period t is in force if it overlaps [from, to] (part = none: lies within it)", where it ends on `to`.
inline bool inForceUntil(const Award& award, calendar::Period t, Date to) {
  const Date first = calendar::firstDay(t), last = calendar::lastDay(t);
  if (award.part == PartOfPeriod::None) return award.from <= first && last <= to;
  return award.from <= last && first <= to;
}

/// The part of a year in which it is in force until `to`, by months: a month is, if it overlaps the award's days.
inline Rational partOfYear(const Award& award, int year, Date to) {
  int months = 0;
  for (int m = 1; m <= 12; ++m) {
    const calendar::Period month{year, m};
    if (award.from <= calendar::lastDay(month) && calendar::firstDay(month) <= to) ++months;
  }
  return {months, 12};
}

/// The first year in which something may be in force.
inline int firstYearInForce(const Program& program) {
  int first = calendar::yearOf(program.from);
  for (const Award& award : program.awards) first = std::min(first, calendar::yearOf(award.from));
  return first;
}

} // namespace tiao::core
