#include "compiler/interpret/limit.h"

#include <algorithm>

namespace tiao::interpret {

using core::match;
using core::Window;

// --------------------------------------------------------------------------------------------------------- exhausted

Truth Limits::usedUp(std::vector<Reason>& reasons) {
  const size_t before = expressions_.mark();
  Truth result = Truth::No;
  for (uint32_t i = 0; i < limits_.size(); ++i) {
    const size_t mark = expressions_.mark();
    Amount told;
    const Truth closed = closes(limits_[i], told);
    if (closed != Truth::Either) expressions_.drop(mark);
    if (closed == Truth::Yes) {
      Reason reason;
      reason.kind = Reason::Kind::UsedUp;
      reason.level = level_;
      reason.limit = i;
      reason.amount = told;
      reasons.push_back(reason);
    }
    result = any(result, closed);
  }
  if (result != Truth::Either) expressions_.drop(before);
  return result;
}

Truth Limits::closes(const core::Limit& limit, Amount& told) {
  return std::visit(match{
                        [&](const core::Cap& l) { return closes(l, told); },
                        [](const core::Floor&) { return Truth::No; },
                        [&](const core::Count& l) { return closes(l, limit, told); },
                        [&](const core::Within& l) { return closes(l, limit, told); },
                    },
                    limit.node);
}

// Count n paid: open if t's own year (month) has an entry above 0 already, or used < n.
// Count n run:  open if nothing was awarded yet, or t's year (month) comes before first + n.
Truth Limits::closes(const core::Count& limit, const core::Limit& whole, Amount& told) {
  const NumberRange n = expressions_.number(limit.n, at_);
  const Used years = used(past_, at_.period, limit.unit);
  told = {years.surely, years.possibly};
  NumberRange sofar = between(years.surely, years.possibly);
  Truth open = Truth::No;
  if (limit.run) {
    // Years since the first entry: none is known to be the first, so from never yet up to since the earliest possible.
    NumberRange since{0, 0, true, false};
    Truth nothing = Truth::Yes;
    bool some = false;
    for (const Line& line : past_) {
      const Rational ago = indexOf(at_.period, limit.unit) - indexOf(line.entry->period, limit.unit);
      if (line.possibly()) {
        since.hi = some ? number::greatest(since.hi, ago) : ago;
        some = true;
        if (nothing == Truth::Yes) nothing = Truth::Either;
      }
      if (line.surely()) {
        since.lo = since.loInfinite ? ago : number::greatest(since.lo, ago);
        since.loInfinite = false;
        nothing = Truth::No;
      }
    }
    open = nothing == Truth::Yes ? Truth::Yes : any(nothing, less(since, n));
    sofar = nothing == Truth::Yes ? exactly(0) : since;
  } else {
    open = any(ownUsed(past_, at_.period, limit.unit), less(sofar, n));
  }
  if (Observer* const seen = expressions_.observer()) seen->counted(whole, sofar, n);
  if (open == Truth::Either) {
    for (const Line& line : past_) {
      if (line.possibly() && !line.surely()) expressions_.need(line.entry->needs);
    }
  }
  return negation(open);
}

// Within e n: open if e < n.
Truth Limits::closes(const core::Within& limit, const core::Limit& whole, Amount& told) {
  const NumberRange elapsed = expressions_.number(limit.elapsed, at_);
  told = finite(elapsed);
  const NumberRange n = expressions_.number(limit.n, at_);
  if (Observer* const seen = expressions_.observer()) seen->counted(whole, elapsed, n);
  return negation(less(elapsed, n));
}

// Cap e year|life: used up if room = 0 and sum > 0; room = max(0, e − sum) is 0 when e <= sum.
Truth Limits::closes(const core::Cap& limit, Amount& told) {
  if (limit.window == Window::Period || past_.empty()) return Truth::No;
  const NumberRange sum = given(limit.window);
  told = finite(sum);
  return both(less(exactly(0), sum), atMost(expressions_.number(limit.bound, at_), sum));
}

// ------------------------------------------------------------------------------------------------------------ amount

// sum(w), "hi: sum of their hi; with a Count n limit, only the surely positive years' (months') hi and the greatest
// n − (number of those) others'". Nothing need be known of what is summed while the ends are equal.
NumberRange Limits::given(Window window) {
  if (past_.empty()) return exactly(0);
  Amount total = sum(past_, window, at_.period);
  if (total.definite()) return exactly(total.lo);
  for (const core::Limit& limit : limits_) {
    if (const auto* count = std::get_if<core::Count>(&limit.node)) {
      const NumberRange n = expressions_.number(count->n, at_);
      total.hi = number::least(total.hi, mostWithCount(past_, window, at_.period, count->unit, n));
    }
  }
  for (const Line& line : past_) {
    if (!line.definite() && inWindow(line, window, at_.period)) expressions_.need(line.entry->needs);
  }
  return between(total.lo, total.hi);
}

void Limits::apply(Running& running, bool withSteps) {
  for (uint32_t i = 0; i < limits_.size(); ++i) {
    std::visit(match{
                   [&](const core::Cap& l) { cap(l, i, running, withSteps); },
                   [&](const core::Floor& l) { floor(l, i, running, withSteps); },
                   [](const core::Count&) {},
                   [](const core::Within&) {},
               },
               limits_[i].node);
  }
}

namespace {

NumberRange minus(const NumberRange& a) { return multiply(a, exactly(-1)); }

/// max(0, e − sum).
NumberRange room(const NumberRange& bound, const NumberRange& already) {
  return greatest(exactly(0), already.definite() && already.lo.isZero() ? bound : add(bound, minus(already)));
}

void tighten(Upper& upper, const NumberRange& by) {
  if (!by.loInfinite && (!upper.lo || by.lo < *upper.lo)) upper.lo = by.lo;
  if (!by.hiInfinite && (!upper.hi || by.hi < *upper.hi)) upper.hi = by.hi;
}

void lift(Upper& upper, const NumberRange& by) {
  if (upper.lo && !by.loInfinite && *upper.lo < by.lo) upper.lo = by.lo;
  if (upper.hi && by.hiInfinite)
    upper.hi.reset();
  else if (upper.hi && *upper.hi < by.hi)
    upper.hi = by.hi;
}

} // namespace

// Cap e period     b = max(0, e);  it cuts if x > b;     x := min(x, b);    U := min(U, b)
// Cap e year|life  as a period cap with b = room
// A decision already taken for another item of the same period uses room first, of a period cap too.
void Limits::cap(const core::Cap& limit, uint32_t index, Running& running, bool withSteps) {
  const size_t mark = expressions_.mark();
  const NumberRange bound = expressions_.number(limit.bound, at_);
  const NumberRange already = given(limit.window);
  const NumberRange b = room(bound, already);
  const Truth cuts = less(b, running.x);
  if (Observer* const seen = expressions_.observer()) seen->limited(limits_[index], running.x, b);
  NumberRange after = cuts == Truth::No ? running.x : least(running.x, b);
  if (withSteps) {
    running.steps.push_back(
        {level_, index, finite(bound), finite(already), finite(running.x), finite(after), cuts != Truth::No});
  }
  if (cuts == Truth::Yes) {
    const Amount before = finite(running.x);
    const Amount left = finite(after);
    Reason reason;
    reason.kind = Reason::Kind::Cut;
    reason.level = level_;
    reason.limit = index;
    reason.amount = {number::greatest(0, before.lo - left.hi), before.hi - left.lo};
    running.cuts.push_back(reason);
  }
  if (!running.tightest) {
    running.uncapped = running.x;
    running.cutBefore = running.cut;
    running.cut = any(running.cutBefore, cuts);
    running.tightest = b;
  } else {
    running.tightest = least(*running.tightest, b);
    running.cut = any(running.cutBefore, less(*running.tightest, running.uncapped));
  }
  // "A cap at the bound of its amount's range changes nothing": what is surely above the amount, however it is rounded,
  // and comes after every floor, needs nothing either.
  const bool far = cuts == Truth::No && expressions_.mark() != mark && !floorAfter(index) &&
                   atMost(add(running.x, exactly(running.unit)), b) == Truth::Yes;
  if (far) expressions_.drop(mark);
  running.x = std::move(after);
  tighten(running.upper, b);
}

bool Limits::floorAfter(uint32_t index) const {
  return std::any_of(limits_.begin() + index + 1, limits_.end(),
                     [](const core::Limit& limit) { return std::holds_alternative<core::Floor>(limit.node); });
}

// Floor e          x := max(x, e);    U := max(U, e)
void Limits::floor(const core::Floor& limit, uint32_t index, Running& running, bool withSteps) {
  const NumberRange bound = expressions_.number(limit.bound, at_);
  if (Observer* const seen = expressions_.observer()) seen->limited(limits_[index], running.x, bound);
  NumberRange after = greatest(running.x, bound);
  if (withSteps) {
    running.steps.push_back({level_, index, finite(bound), {}, finite(running.x), finite(after), false});
  }
  running.x = std::move(after);
  running.tightest.reset();
  lift(running.upper, bound);
}

NumberRange Limits::upperEnd(NumberRange x, Upper& upper) {
  const size_t before = expressions_.mark();
  Running running;
  running.x = std::move(x);
  running.upper = std::move(upper);
  apply(running, false);
  expressions_.drop(before);
  upper = std::move(running.upper);
  return std::move(running.x);
}

void Limits::note(TotalBound& bound) {
  const size_t before = expressions_.mark();
  std::optional<Rational> cap; // the least of this list
  const auto raise = [](std::optional<Rational>& greatest, const Rational& value) {
    if (!greatest || *greatest < value) greatest = value;
  };
  for (const core::Limit& limit : limits_) {
    std::visit(match{
                   [&](const core::Cap& l) {
                     if (l.window != Window::Life) return;
                     const Amount e = finite(expressions_.number(l.bound, at_));
                     if (!cap || e.hi < *cap) cap = e.hi;
                   },
                   [](const core::Floor&) {},
                   [&](const core::Count& l) {
                     if (l.unit != core::Per::Year) return;
                     if (level_ == Level::Key) raise(bound.years, finite(expressions_.number(l.n, at_)).hi);
                   },
                   [](const core::Within&) {},
               },
               limit.node);
  }
  if (cap) raise(level_ == Level::Key ? bound.lifeCap : bound.overallCap, *cap);
  expressions_.drop(before);
}

Amount fix(const NumberRange& x, const Upper& upper, const core::Award& award) {
  const Amount amount = finite(x);
  const auto fixed = [&](const Rational& value, const std::optional<Rational>& bound) {
    Rational r = value.roundTo(award.unit, award.mode);
    if (!bound || r <= *bound) return r;
    return value.roundTo(award.unit, core::RoundMode::Down);
  };
  Amount result;
  result.lo = fixed(amount.lo, upper.lo);
  result.hi = x.definite() && upper.lo == upper.hi ? result.lo : fixed(amount.hi, upper.hi);
  return result;
}

} // namespace tiao::interpret
