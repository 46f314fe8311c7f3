#include "compiler/interpret/range.h"

#include <algorithm>
#include <cassert>

namespace tiao::interpret {

using core::Date;
using core::match;
using core::TermUnit;

namespace {

/// One end of a range, which may be infinite.
struct End {
  Rational value;
  int infinity = 0; // -1, 0 or 1
};

End lower(const NumberRange& a) { return a.loInfinite ? End{0, -1} : End{a.lo, 0}; }
End upper(const NumberRange& a) { return a.hiInfinite ? End{0, 1} : End{a.hi, 0}; }

int sign(const End& a) { return a.infinity != 0 ? a.infinity : a.value.sign(); }

bool operator<(const End& a, const End& b) {
  if (a.infinity != b.infinity) return a.infinity < b.infinity;
  return a.infinity == 0 && a.value < b.value;
}

/// Zero times anything is zero, also at an infinite end: the value there is never infinite, only unbounded.
End times(const End& a, const End& b) {
  if (sign(a) == 0 || sign(b) == 0) return {0, 0};
  if (a.infinity != 0 || b.infinity != 0) return {0, sign(a) * sign(b)};
  return {a.value * b.value, 0};
}

NumberRange range(const End& lo, const End& hi) { return {lo.value, hi.value, lo.infinity<0, hi.infinity> 0}; }

/// 1 ÷ b, where b is not 0 and has one sign (0 may be an end that is left out).
NumberRange reciprocal(const End& lo, const End& hi) {
  const bool positive = sign(lo) >= 0;
  const auto turned = [&](const End& end) -> End {
    if (end.infinity != 0) return {0, 0};
    if (end.value.isZero()) return {0, positive ? 1 : -1};
    return {Rational(1) / end.value, 0};
  };
  return range(turned(hi), turned(lo));
}

} // namespace

// ----------------------------------------------------------------------------------------------------------- numbers

NumberRange exactly(const Rational& value) { return {value, value}; }
NumberRange between(const Rational& lo, const Rational& hi) { return {lo, hi}; }

NumberRange add(const NumberRange& a, const NumberRange& b) {
  if (a.definite() && b.definite()) return exactly(a.lo + b.lo);
  NumberRange result{0, 0, a.loInfinite || b.loInfinite, a.hiInfinite || b.hiInfinite};
  if (!result.loInfinite) result.lo = a.lo + b.lo;
  if (!result.hiInfinite) result.hi = a.hi + b.hi;
  return result;
}

NumberRange multiply(const NumberRange& a, const NumberRange& b) {
  if (a.definite() && b.definite()) return exactly(a.lo * b.lo);
  const End products[] = {times(lower(a), lower(b)), times(lower(a), upper(b)), times(upper(a), lower(b)),
                          times(upper(a), upper(b))};
  const auto [lo, hi] = std::minmax_element(std::begin(products), std::end(products));
  return range(*lo, *hi);
}

bool contains(const NumberRange& range, const Rational& value) {
  return (range.loInfinite || range.lo <= value) && (range.hiInfinite || value <= range.hi);
}

NumberRange quotient(const NumberRange& a, const NumberRange& b) {
  if (a.definite() && b.definite()) return exactly(a.lo / b.lo);
  const bool below = sign(lower(b)) < 0;
  const bool above = sign(upper(b)) > 0;
  assert(below || above);
  const End zero{0, 0};
  if (!below) return multiply(a, reciprocal(lower(b), upper(b)));
  if (!above) return multiply(a, reciprocal(lower(b), upper(b)));
  return hull(multiply(a, reciprocal(lower(b), zero)), multiply(a, reciprocal(zero, upper(b))));
}

NumberRange least(const NumberRange& a, const NumberRange& b) {
  if (a.definite() && b.definite()) return a.lo <= b.lo ? a : b;
  return range(std::min(lower(a), lower(b)), std::min(upper(a), upper(b)));
}

NumberRange greatest(const NumberRange& a, const NumberRange& b) {
  if (a.definite() && b.definite()) return a.lo >= b.lo ? a : b;
  return range(std::max(lower(a), lower(b)), std::max(upper(a), upper(b)));
}

NumberRange whole(const NumberRange& a) { return {a.lo.floor(), a.hi.floor(), a.loInfinite, a.hiInfinite}; }

NumberRange rounded(const NumberRange& a, const Rational& unit, core::RoundMode mode) {
  return {a.lo.roundTo(unit, mode), a.hi.roundTo(unit, mode), a.loInfinite, a.hiInfinite};
}

NumberRange hull(const NumberRange& a, const NumberRange& b) {
  return range(std::min(lower(a), lower(b)), std::max(upper(a), upper(b)));
}

Truth less(const NumberRange& a, const NumberRange& b) {
  if (a.definite() && b.definite()) return truth(a.lo < b.lo);
  return truth(upper(a) < lower(b), !(lower(a) < upper(b)));
}

Truth atMost(const NumberRange& a, const NumberRange& b) { return negation(less(b, a)); }

Amount finite(const NumberRange& range) {
  static const Rational more = number::power(10, 30); // yuan: more than there is
  return {range.loInfinite ? -more : range.lo, range.hiInfinite ? more : range.hi};
}

// ------------------------------------------------------------------------------------------------------------- dates

namespace {

/// The whole number not above an end, kept within 100,000 so that every shift stays on the calendar.
int steps(const End& end) {
  const int most = 100'000;
  if (end.infinity != 0) return end.infinity * most;
  const Rational whole = end.value.floor();
  if (whole < Rational(-most)) return -most;
  if (Rational(most) < whole) return most;
  return static_cast<int>(whole.toInt64().value_or(0));
}

} // namespace

DateRange shifted(const DateRange& date, const NumberRange& by, TermUnit unit) {
  return {calendar::shift(date.lo, steps(lower(by)), unit), calendar::shift(date.hi, steps(upper(by)), unit)};
}

NumberRange fullTerms(const DateRange& from, const DateRange& to, TermUnit unit) {
  return between(calendar::fullTerms(from.hi, to.lo, unit), calendar::fullTerms(from.lo, to.hi, unit));
}

NumberRange anniversaries(const DateRange& date, Date first, Date last) {
  if (date.lo == date.hi) return exactly(calendar::anniversaries(date.lo, first, last));
  // Of the dates that may be, one of each day of the year tells for all that are older: nine years hold them all, with
  // a 29 February. Dates after `last` have none.
  const Date end = std::min(date.hi, last);
  const Date begin = std::max(date.lo, end - std::chrono::days(9 * 366));
  int fewest = date.hi > last ? 0 : 1;
  int most = 0;
  for (Date day = begin; day <= end && !(fewest == 0 && most == 1); day += std::chrono::days(1)) {
    const int full = calendar::anniversaries(day, first, last);
    fewest = std::min(fewest, full);
    most = std::max(most, full);
  }
  return between(fewest, most);
}

Truth less(const DateRange& a, const DateRange& b) { return truth(a.hi < b.lo, a.lo >= b.hi); }
Truth atMost(const DateRange& a, const DateRange& b) { return negation(less(b, a)); }

// ---------------------------------------------------------------------------------------------------------- all sets

Truth equal(const Set& a, const Set& b) {
  const bool settled = definite(a) && definite(b);
  return std::visit(match{
                        [&](Truth s) {
                          return truth(settled && s == *std::get_if<Truth>(&b),
                                       settled && s != *std::get_if<Truth>(&b));
                        },
                        [&](const NumberRange& s) {
                          const auto& other = *std::get_if<NumberRange>(&b);
                          const bool apart = upper(s) < lower(other) || upper(other) < lower(s);
                          return truth(settled && !apart, apart);
                        },
                        [&](const DateRange& s) {
                          const auto& other = *std::get_if<DateRange>(&b);
                          const bool apart = s.hi < other.lo || other.hi < s.lo;
                          return truth(settled && !apart, apart);
                        },
                        [&](const MemberSet& s) {
                          const auto& other = *std::get_if<MemberSet>(&b);
                          bool common = false;
                          for (size_t i = 0; i < s.may.size() && i < other.may.size(); ++i)
                            common |= s.may[i] && other.may[i];
                          return truth(settled && common, !common);
                        },
                        [&](const TextSet& s) {
                          const auto& other = *std::get_if<TextSet>(&b);
                          return truth(settled && s.only == other.only, settled && s.only != other.only);
                        },
                    },
                    a);
}

Set hull(Set a, Set b) {
  return std::visit(
      match{
          [&](Truth s) -> Set { return hull(s, *std::get_if<Truth>(&b)); },
          [&](const NumberRange& s) -> Set { return hull(s, *std::get_if<NumberRange>(&b)); },
          [&](const DateRange& s) -> Set {
            const auto& other = *std::get_if<DateRange>(&b);
            return DateRange{std::min(s.lo, other.lo), std::max(s.hi, other.hi)};
          },
          [&](const MemberSet& s) -> Set {
            MemberSet result = *std::get_if<MemberSet>(&b);
            for (size_t i = 0; i < s.may.size(); ++i) result.may[i] = result.may[i] || s.may[i];
            return result;
          },
          [&](const TextSet& s) -> Set { return s.only == std::get_if<TextSet>(&b)->only ? s : TextSet{}; },
      },
      a);
}

Set known(const core::Program& program, const core::Type& type, const core::Constant& value) {
  return std::visit(match{
                        [](bool v) -> Set { return truth(v); },
                        [](const Rational& v) -> Set { return exactly(v); },
                        [](Date v) -> Set {
                          return DateRange{v, v};
                        },
                        [&](core::Member v) -> Set {
                          MemberSet one;
                          one.may.resize(program.enumerations[type.enumeration].members.size());
                          one.may[v.index] = true;
                          return one;
                        },
                        [](const std::string& v) -> Set { return TextSet{v}; },
                    },
                    value);
}

Set declared(const core::Program& program, const core::Fact& fact) {
  switch (fact.type.kind) {
  case core::Kind::Truth: return Truth::Either;
  case core::Kind::Number: return between(fact.lo, fact.hi);
  case core::Kind::Date: return DateRange{fact.dateLo, fact.dateHi};
  case core::Kind::Member: {
    MemberSet all;
    all.may.assign(program.enumerations[fact.type.enumeration].members.size(), true);
    return all;
  }
  case core::Kind::Text: return TextSet{};
  }
  return Truth::Either;
}

} // namespace tiao::interpret
