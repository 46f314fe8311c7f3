#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

/// Calendar rules of a policy: days of the proleptic Gregorian calendar, terms of months and years, anniversaries.
/// Source: Civil Code of the PRC, articles 200–204 (the day of an event is not counted in a term that follows it; a
/// term of months or years ends on the day of the same number, or on the month's last day where there is none). The
/// calendar has the years of std::chrono::year, −32767 to 32767: a day beyond it, given or reached, is taken as its
/// first or last day, so that the end of an open range can be any far day.
namespace tiao::calendar {

using Date = std::chrono::sys_days;

enum class TermUnit { Days, Months, Years };

/// A period of a policy: a calendar year (month = 0), or a month of one (1–12). Ordered by time within one kind.
struct Period {
  int year = 0;
  int month = 0;
  [[nodiscard]] bool isMonth() const { return month != 0; }
  auto operator<=>(const Period&) const = default;
};

/// `year`-`month`-`day`, if there is such a day.
std::optional<Date> makeDate(int year, unsigned month, unsigned day);
/// Reads `2022-07-01`; also `2022/7/1`. Nothing else is a date here.
std::optional<Date> parseDate(std::string_view text);
/// `2022-07-01`.
std::string toString(Date date);
/// `2022`, or `2022-07` for a month.
std::string toString(Period period);
int yearOf(Date date);

/// `n` units later (earlier when negative). A day that the month lacks becomes the month's last day.
Date shift(Date date, int n, TermUnit unit);
/// The greatest k ≥ 0 with shift(from, k, unit) <= to; 0 when `to` is before `from`.
int fullTerms(Date from, Date to, TermUnit unit);
/// How many k ≥ 1 have shift(date, k, Years) within [first, last].
int anniversaries(Date date, Date first, Date last);

Date firstDay(Period period);
Date lastDay(Period period);
/// The period `n` years (or months, for a month) before `period`. A year is moved by years only: the precondition of
/// monthsBefore is that `period` is a month.
Period yearsBefore(Period period, int n);
Period monthsBefore(Period period, int n);

} // namespace tiao::calendar
