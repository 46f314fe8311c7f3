#include "runtime/calendar/calendar.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

namespace tiao::calendar {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr Date FirstDate = year::min() / std::chrono::January / 1;
constexpr Date LastDate = year::max() / std::chrono::December / 31;

Date onCalendar(Date date) { return std::clamp(date, FirstDate, LastDate); }

year_month_day fields(Date date) { return year_month_day(onCalendar(date)); }

/// Months since January of year 0.
int monthIndex(const year_month_day& date) {
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

struct YearAndMonth {
  int64_t year;
  unsigned month;
};

YearAndMonth fromMonthIndex(int64_t index) {
  const int64_t inYear = (index % 12 + 12) % 12;
  return {(index - inYear) / 12, static_cast<unsigned>(inYear) + 1};
}

Date shiftMonths(Date date, int64_t n) {
  const year_month_day from = fields(date);
  const YearAndMonth to = fromMonthIndex(monthIndex(from) + n);
  if (to.year < static_cast<int>(year::min())) return FirstDate;
  if (to.year > static_cast<int>(year::max())) return LastDate;
  const year_month target = year(static_cast<int>(to.year)) / month(to.month);
  return target / std::min(from.day(), (target / std::chrono::last).day());
}

/// `text` as a number if it is from `least` to `most` digits and nothing else.
std::optional<unsigned> readDigits(std::string_view text, size_t least, size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

} // namespace

std::optional<Date> makeDate(int yearNumber, unsigned monthNumber, unsigned dayNumber) {
  if (yearNumber < static_cast<int>(year::min()) || yearNumber > static_cast<int>(year::max())) return std::nullopt;
  if (monthNumber > 12 || dayNumber > 31) return std::nullopt;
  const year_month_day date = year(yearNumber) / month(monthNumber) / day(dayNumber);
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<Date> parseDate(std::string_view text) {
  const size_t first = text.find_first_of("-/");
  if (first == std::string_view::npos) return std::nullopt;
  const char separator = text[first];
  const size_t second = text.find(separator, first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const size_t leastDigits = separator == '-' ? 2 : 1;
  const auto y = readDigits(text.substr(0, first), 4, 4);
  const auto m = readDigits(text.substr(first + 1, second - first - 1), leastDigits, 2);
  const auto d = readDigits(text.substr(second + 1), leastDigits, 2);
  if (!y || !m || !d) return std::nullopt;
  return makeDate(static_cast<int>(*y), *m, *d);
}

std::string toString(Date date) {
  const year_month_day ymd = fields(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string toString(Period period) {
  return period.isMonth() ? fmt::format("{:04}-{:02}", period.year, period.month) : fmt::format("{:04}", period.year);
}

int yearOf(Date date) { return static_cast<int>(fields(date).year()); }

Date shift(Date date, int n, TermUnit unit) {
  switch (unit) {
  case TermUnit::Days: return onCalendar(onCalendar(date) + days(n));
  case TermUnit::Months: return shiftMonths(date, n);
  case TermUnit::Years: return shiftMonths(date, int64_t{n} * 12);
  }
  return date;
}

int fullTerms(Date from, Date to, TermUnit unit) {
  if (to < from) return 0;
  // The term that ends in the month or year of `to`: the last that can be full, and every one before it is.
  int latest = 0;
  switch (unit) {
  case TermUnit::Days: return static_cast<int>((onCalendar(to) - onCalendar(from)).count());
  case TermUnit::Months: latest = monthIndex(fields(to)) - monthIndex(fields(from)); break;
  case TermUnit::Years: latest = yearOf(to) - yearOf(from); break;
  }
  return shift(from, latest, unit) <= onCalendar(to) ? latest : latest - 1;
}

int anniversaries(Date date, Date first, Date last) {
  const int before = fullTerms(date, onCalendar(first) - days(1), TermUnit::Years);
  return std::max(0, fullTerms(date, last, TermUnit::Years) - before);
}

Date firstDay(Period period) {
  const auto firstMonth = period.isMonth() ? static_cast<unsigned>(period.month) : 1;
  return year(period.year) / month(firstMonth) / 1;
}

Date lastDay(Period period) {
  const auto lastMonth = period.isMonth() ? static_cast<unsigned>(period.month) : 12;
  return year(period.year) / month(lastMonth) / std::chrono::last;
}

Period yearsBefore(Period period, int n) { return {period.year - n, period.month}; }

Period monthsBefore(Period period, int n) {
  assert(period.isMonth());
  const YearAndMonth before = fromMonthIndex(int64_t{period.year} * 12 + period.month - 1 - n);
  return {static_cast<int>(before.year), static_cast<int>(before.month)};
}

} // namespace tiao::calendar
