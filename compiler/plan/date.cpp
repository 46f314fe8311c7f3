#include "compiler/plan/expression.h"

#include <algorithm>

/// Dates as days since 1970-01-01. Civil dates of the proleptic Gregorian calendar are reckoned in years that begin in
/// March, so that the leap day is the last of its year: then days and months are quotients of whole numbers.
namespace tiao::plan {

namespace {

constexpr Wide epoch = 719'468; // days from March 1 of year 0 to 1970-01-01

int32_t daysOf(Date date) { return static_cast<int32_t>(date.time_since_epoch().count()); }

/// The parts of a civil date.
struct Civil {
  NodeId month; // months since March of year 0
  NodeId day;   // of the month, from 0
};

class Calendar {
public:
  explicit Calendar(Graph& graph) : g(graph) {}

  Civil civil(NodeId days) {
    const NodeId z = g.add(days, g.number(epoch));
    const NodeId era = by(z, 146'097); // of 400 years
    const NodeId ofEra = g.subtract(z, g.times(era, 146'097));
    // Years of 365 days, after the days that leap years add are taken away.
    const NodeId plain = g.subtract(g.add(g.subtract(ofEra, by(ofEra, 1'460)), by(ofEra, 36'524)), by(ofEra, 146'096));
    const NodeId year = by(plain, 365); // of the era
    const NodeId ofYear = g.subtract(ofEra, daysBefore(year));
    const NodeId month = by(g.add(g.times(ofYear, 5), g.number(2)), 153);
    const NodeId years = g.add(year, g.times(era, 400));
    return {g.add(g.times(years, 12), month), g.subtract(ofYear, monthBegins(month))};
  }

  /// The first day of a month, counted since March of year 0.
  NodeId firstDay(NodeId months) {
    const NodeId year = by(months, 12);
    const NodeId month = g.subtract(months, g.times(year, 12));
    const NodeId leaps = g.add(g.subtract(by(year, 4), by(year, 100)), by(year, 400));
    return g.add(g.add(g.add(g.times(year, 365), leaps), monthBegins(month)), g.number(-epoch));
  }

  /// `n` months later; a day that the month lacks becomes its last day.
  NodeId later(const Civil& date, NodeId n) {
    const NodeId month = g.add(date.month, n);
    const NodeId first = firstDay(month);
    const NodeId next = firstDay(g.add(month, g.number(1)));
    return g.least(g.add(first, date.day), g.subtract(next, g.number(1)));
  }

private:
  NodeId by(NodeId a, Wide k) { return g.divide(a, g.number(k)); }
  NodeId daysBefore(NodeId yearOfEra) {
    return g.subtract(g.add(g.times(yearOfEra, 365), by(yearOfEra, 4)), by(yearOfEra, 100));
  }
  /// Days from March 1 to the first day of the n-th month after it.
  NodeId monthBegins(NodeId month) { return by(g.add(g.times(month, 153), g.number(2)), 5); }

  Graph& g;
};

} // namespace

Num Expressions::day(Date date) {
  Num result = n.constant(0);
  result.n = g.number(daysOf(date));
  return result;
}

// "The first or last day of this period that lies in force (of the period itself, if none does)."
Num Expressions::dayOf(const core::Day& e, const At& at) {
  const Date first = calendar::firstDay(at.period), last = calendar::lastDay(at.period);
  const Date from = std::max(first, at.from), until = std::min(last, at.to);
  if (until < from) return day(e.last ? last : first);
  return day(e.last ? until : from);
}

Num Expressions::shifted(const Num& date, const Num& by, core::TermUnit unit) {
  if (!by.over.none() || !by.unit.isWhole()) {
    n.refuse("a date is moved by a part of a unit");
    return date;
  }
  Num days = date, moved = by;
  const auto k = wideOf(by.unit);
  const auto shift = [&](NodeId from, NodeId n) {
    n = g.times(n, k.value_or(1));
    if (unit == core::TermUnit::Days) return g.add(from, n);
    Calendar calendar(g);
    return calendar.later(calendar.civil(from), unit == core::TermUnit::Years ? g.times(n, 12) : n);
  };
  Num result = date;
  result.n = shift(date.n, by.n);
  result.definite = g.both(date.definite, by.definite);
  result.doubt = g.either(date.doubt, g.either(by.doubt, g.opposite(result.definite)));
  result.whole = false;
  result.lo = result.hi = result.n;
  if (result.definite == g.yes) result.whole = true, result.lo = result.hi = {};
  return result;
}

// "Full years or months from d to d'; 0 when d' is before d."
Num Expressions::fullTerms(const Num& from, const Num& to, core::TermUnit unit) {
  Calendar calendar(g);
  NodeId terms;
  if (unit == core::TermUnit::Days) {
    terms = g.subtract(to.n, from.n);
  } else {
    const Civil start = calendar.civil(from.n), end = calendar.civil(to.n);
    // January is the tenth month of a year that begins in March.
    const auto yearOf = [&](NodeId months) { return g.divide(g.add(months, g.number(2)), g.number(12)); };
    const bool years = unit == core::TermUnit::Years;
    const NodeId latest =
        years ? g.subtract(yearOf(end.month), yearOf(start.month)) : g.subtract(end.month, start.month);
    const NodeId day = calendar.later(start, years ? g.times(latest, 12) : latest);
    terms = g.select(g.less(to.n, day), g.subtract(latest, g.number(1)), latest);
  }
  Num result = n.constant(0);
  result.n = g.greatest(g.number(0), terms);
  result.definite = g.both(from.definite, to.definite);
  if (result.definite == g.yes) return result;
  result.doubt = g.either(g.either(from.doubt, to.doubt), g.opposite(result.definite));
  result.whole = false;
  result.lo = result.hi = result.n;
  return result;
}

/// Does an anniversary of the date, from the first year on, fall into [first, last], days of this year?
NodeId Expressions::anniversaryIn(NodeId date, int year, Date first, Date last) {
  const Wide before = daysOf(calendar::firstDay({year, 0})); // of the years before, the date is
  const NodeId earlier = g.less(date, g.number(before));
  const bool wholeYear = first == calendar::firstDay({year, 0}) && last == calendar::lastDay({year, 0});
  if (wholeYear) return earlier;
  Calendar calendar(g);
  const Civil civil = calendar.civil(date);
  // The month of the calendar year, March = 0, and its anniversary in this year: of January and February the March year
  // is the one before.
  const NodeId month = g.subtract(civil.month, g.times(g.divide(civil.month, g.number(12)), 12));
  const NodeId inMarchYear =
      g.select(g.less(month, g.number(10)), g.number(Wide{year} * 12), g.number(Wide{year - 1} * 12));
  const NodeId day = calendar.later({g.add(inMarchYear, month), civil.day}, g.number(0));
  const NodeId within = g.both(g.atMost(g.number(daysOf(first)), day), g.atMost(day, g.number(daysOf(last))));
  return g.both(earlier, within);
}

// "Full years of d that are completed on a day of this period in force": at most one in a year.
Num Expressions::anniversaries(const Num& date, const At& at) {
  const Date first = std::max(calendar::firstDay(at.period), at.from);
  const Date last = std::min(calendar::lastDay(at.period), at.to);
  Num result = n.constant(0);
  if (last < first) return result;
  const auto count = [&](NodeId day) {
    return g.select(anniversaryIn(day, at.period.year, first, last), g.number(1), g.number(0));
  };
  result.n = count(date.n);
  result.definite = date.definite;
  if (result.definite == g.yes) return result;
  result.doubt = g.opposite(result.definite);
  result.whole = false;
  result.lo = result.hi = result.n;
  return result;
}

} // namespace tiao::plan
