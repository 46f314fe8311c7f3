#include "compiler/prove/encode.h"

#include <algorithm>

/// Dates: an unknown day, moved, against a known one. Moving by months or years keeps the order of days, so what is
/// asked of the moved day is asked of the unmoved one, found by bisection over the days it may be.
namespace tiao::prove {

using core::Date;
using core::TermUnit;
using std::chrono::days;

namespace {

/// So many full terms are counted one by one.
constexpr int mostTerms = 400;

Date moved(Date day, const std::vector<std::pair<int, TermUnit>>& moves) {
  for (const auto& [by, unit] : moves) day = calendar::shift(day, by, unit);
  return day;
}

/// The first day of [lo, hi] for which `holds`, which stays so from there on; the day after `hi` if there is none.
template <typename F> Date firstDay(Date lo, Date hi, F holds) {
  Date end = hi + days(1);
  while (lo < end) {
    const Date middle = lo + (end - lo) / 2;
    if (holds(middle))
      end = middle;
    else
      lo = middle + days(1);
  }
  return lo;
}

Rational numberOf(Date day) { return day.time_since_epoch().count(); }

} // namespace

std::optional<Date> Encoder::known(const DateTerm& date) const {
  const auto value = terms_.constant(date.day);
  if (!value) return std::nullopt;
  return moved(Date(days(value->toInt64().value_or(0))), date.moves);
}

std::pair<Date, Date> Encoder::range(const DateTerm& date) const {
  const Bounds& of = terms_.bounds(date.day);
  const Rational far = 4'000'000;
  const auto day = [](const Rational& value) { return Date(days(value.toInt64().value_or(0))); };
  return {day(of.lo.value_or(-far)), day(of.hi.value_or(far))};
}

Prop Encoder::notBefore(const DateTerm& a, Date b) {
  const auto [lo, hi] = range(a);
  const Date first = firstDay(lo, hi, [&](Date day) { return b <= moved(day, a.moves); });
  return terms_.atMost(terms_.number(numberOf(first)), a.day);
}

Prop Encoder::notAfter(const DateTerm& a, Date b) {
  const auto [lo, hi] = range(a);
  const Date past = firstDay(lo, hi, [&](Date day) { return b < moved(day, a.moves); });
  return terms_.less(a.day, terms_.number(numberOf(past)));
}

Prop Encoder::notAfter(const DateTerm& a, const DateTerm& b) {
  if (const auto day = known(b)) return notAfter(a, *day);
  if (const auto day = known(a)) return notBefore(b, *day);
  if (a.moves == b.moves && a.moves.empty()) return terms_.atMost(a.day, b.day);
  return leftOutTruth(LeftOut::MovedDates);
}

Prop Encoder::after(const DateTerm& a, const DateTerm& b, int days) {
  DateTerm then = b;
  if (then.moves.empty())
    then.day = terms_.add(then.day, terms_.number(days));
  else if (days != 0)
    then.moves.emplace_back(days, TermUnit::Days);
  return terms_.both(notAfter(a, then), notAfter(then, a));
}

DateTerm Encoder::day(const core::Day& e, const At& at) {
  const Date first = calendar::firstDay(at.period);
  const Date last = calendar::lastDay(at.period);
  const auto until = [&](std::optional<Date> to) {
    const Date from = std::max(first, at.force->from);
    const Date end = to ? std::min(last, *to) : last;
    if (end < from) return terms_.number(numberOf(e.last ? last : first));
    return terms_.number(numberOf(e.last ? end : from));
  };
  const Num own = until(at.force->to);
  if (!at.force->started) return {own, {}};
  return {terms_.choose(*at.force->started, until({}), own), {}};
}

DateTerm Encoder::shift(const core::Shift& e, const At& at) {
  DateTerm result = date(e.date, at);
  const Num by = terms_.floor(num(e.by, at));
  if (e.unit == TermUnit::Days && result.moves.empty()) {
    const Rational most = 100'000;
    const Num kept = terms_.least(terms_.greatest(by, terms_.number(-most)), terms_.number(most));
    result.day = terms_.add(result.day, kept);
    return result;
  }
  const auto value = terms_.constant(by);
  if (!value) return {leftOutNumber(LeftOut::MovedDates, -4'000'000, 4'000'000), {}};
  const Rational most = 100'000;
  const Rational kept = number::least(number::greatest(*value, -most), most);
  result.moves.emplace_back(static_cast<int>(kept.toInt64().value_or(0)), e.unit);
  return result;
}

// The greatest k with shift(from, k) ≤ to: one for each k from 1 on for which it holds.
Num Encoder::full(const core::Full& e, const At& at) {
  const DateTerm from = date(e.from, at);
  const DateTerm to = date(e.to, at);
  const auto fromDay = known(from);
  const auto toDay = known(to);
  const Date earliest = fromDay ? *fromDay : moved(range(from).first, from.moves);
  const Date latest = toDay ? *toDay : moved(range(to).second, to.moves);
  const int most = calendar::fullTerms(earliest, latest, e.unit);
  if ((!fromDay && !toDay) || most > mostTerms) return leftOutNumber(LeftOut::ManyTerms, 0, most);
  std::vector<Num> passed;
  for (int k = 1; k <= most; ++k) {
    if (fromDay) {
      passed.push_back(terms_.count(notBefore(to, calendar::shift(*fromDay, k, e.unit))));
    } else {
      DateTerm later = from;
      later.moves.emplace_back(k, e.unit);
      passed.push_back(terms_.count(notAfter(later, *toDay)));
    }
  }
  return terms_.sum(passed);
}

Num Encoder::anniversaries(const core::Anniversaries& e, const At& at) {
  const DateTerm of = date(e.date, at);
  const Date first = std::max(calendar::firstDay(at.period), at.force->from);
  const Date last = calendar::lastDay(at.period);
  const Num own = anniversaries(of, first, std::min(last, at.force->to));
  if (!at.force->started) return own;
  return terms_.choose(*at.force->started, anniversaries(of, first, last), own);
}

// The days whose k-th anniversary lies in [first, last] are an interval for each k; intervals that touch are one.
Num Encoder::anniversaries(const DateTerm& of, Date first, Date last) {
  if (last < first) return terms_.number(0);
  const auto [lo, hi] = range(of);
  const int most = calendar::fullTerms(moved(lo, of.moves), last, TermUnit::Years);
  if (most > mostTerms) return leftOutNumber(LeftOut::ManyTerms, 0, most);
  std::vector<std::pair<Date, Date>> intervals; // [begin, end), going back in time
  for (int k = 1; k <= most; ++k) {
    DateTerm later = of;
    later.moves.emplace_back(k, TermUnit::Years);
    const Date begin = firstDay(lo, hi, [&](Date day) { return first <= moved(day, later.moves); });
    const Date end = firstDay(lo, hi, [&](Date day) { return last < moved(day, later.moves); });
    if (end <= begin) continue;
    if (!intervals.empty() && intervals.back().first == end)
      intervals.back().first = begin;
    else
      intervals.emplace_back(begin, end);
  }
  std::vector<Num> counts;
  for (const auto& [begin, end] : intervals) {
    counts.push_back(terms_.count(terms_.both(terms_.atMost(terms_.number(numberOf(begin)), of.day),
                                              terms_.less(of.day, terms_.number(numberOf(end))))));
  }
  return terms_.sum(counts);
}

} // namespace tiao::prove
