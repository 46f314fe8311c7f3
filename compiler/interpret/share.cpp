#include "compiler/interpret/share.h"
#include "compiler/interpret/range.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace tiao::interpret {

namespace {

Rational roundedDown(const Rational& value, const Rational& unit) { return (value / unit).floor() * unit; }
Rational roundedUp(const Rational& value, const Rational& unit) { return (value / unit).ceil() * unit; }

/// q(x, o, U) = x if x + o ≤ U, else U·x ÷ (x + o); the part of x when the others have o.
struct Part {
  Rational value;
  bool cut = false;
};
Part part(const Rational& x, const Rational& others, const std::optional<Rational>& room) {
  if (!room || x + others <= *room) return {x, false};
  return {*room * x / (x + others), true};
}

Amount total(const std::vector<Share>& shares) {
  Amount sum;
  for (const Share& s : shares) sum.lo += s.amount.lo, sum.hi += s.amount.hi;
  return sum;
}

/// "On ranges each gets [q(xᵢ.lo, others' hi, U.lo) rounded down, min(xᵢ.hi, q(xᵢ.hi, others' lo, U.hi) rounded up)]."
Amount proportion(const Amount& x, const Amount& others, const Upper& room, const Rational& unit) {
  const Part lo = part(x.lo, others.hi, room.lo);
  const Part hi = part(x.hi, others.lo, room.hi);
  return {lo.cut ? roundedDown(lo.value, unit) : lo.value,
          hi.cut ? number::least(x.hi, roundedUp(hi.value, unit)) : hi.value};
}

/// Of many amounts each may reach what there is, whatever is known of them one by one. Their ranges are those that each
/// would have by itself, so that a list that becomes known never widens anything.
Amount proportionOfMany(const Amount& x, int64_t many, const Upper& room) {
  if (!room.hi) return x;
  return {0, number::least(x.hi, *room.hi * Rational(many))};
}

/// Surely cut if it is less than it was, whatever it was; surely not if all together are within the room.
Truth cutTruth(const Amount& before, const Amount& after, const Rational& togetherAtMost, const Upper& room) {
  return truth(after.hi < before.lo, before.hi.isZero() || togetherAtMost <= *room.lo);
}

/// "Each gets U·xᵢ ÷ Σx rounded down, and the units left over go one each to the largest remainders, equal ones by
/// name."
void shareDefinite(std::vector<Share>& shares, const Rational& room, const Rational& unit) {
  const Rational sum = total(shares).hi;
  std::vector<Rational> remainders(shares.size());
  Rational left = room;
  for (size_t i = 0; i < shares.size(); ++i) {
    const Rational exact = room * shares[i].amount.hi / sum;
    const Rational down = roundedDown(exact, unit);
    remainders[i] = exact - down;
    left -= down;
    shares[i].cut = truth(down < shares[i].amount.hi);
    shares[i].fixed = {down, down};
  }
  std::vector<size_t> order(shares.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    if (remainders[a] != remainders[b]) return remainders[b] < remainders[a];
    const Share& x = shares[a];
    const Share& y = shares[b];
    return std::tie(x.item, x.award, x.period) < std::tie(y.item, y.award, y.period);
  });
  for (const size_t i : order) {
    if (left < unit) break;
    if (remainders[i].isZero()) break;
    left -= unit;
    const Rational more = shares[i].fixed.lo + unit;
    shares[i].fixed = {more, more};
    shares[i].cut = truth(more < shares[i].amount.hi);
  }
}

void shareInOrder(std::vector<Share>& shares, const Upper& room) {
  Amount before; // what those before have taken
  for (Share& s : shares) {
    Amount left{s.fixed.lo, s.fixed.hi};
    if (room.lo) left.lo = number::least(s.fixed.lo, number::greatest(0, *room.lo - before.hi));
    if (room.hi) {
      left.hi = number::least(s.fixed.hi, number::greatest(0, *room.hi - before.lo) * Rational(s.many));
    }
    s.cut = cutTruth(s.fixed, left, before.hi + s.fixed.hi, room);
    before.lo += number::least(s.amount.lo, left.lo);
    before.hi += number::least(s.amount.hi, left.hi);
    s.fixed = left;
  }
}

} // namespace

void share(std::vector<Share>& shares, const Upper& room, const Rational& unit, bool inOrder) {
  const Amount sum = total(shares);
  if (!room.lo || sum.hi <= *room.lo) return; // nothing can be cut
  Upper whole;
  whole.lo = roundedDown(*room.lo, unit);
  if (room.hi) whole.hi = roundedDown(*room.hi, unit);
  const bool definite = whole.lo == whole.hi && std::all_of(shares.begin(), shares.end(), [](const Share& s) {
                          return s.amount.definite() && s.fixed.definite() && s.many == 1;
                        });
  if (inOrder) {
    shareInOrder(shares, whole);
  } else if (definite) {
    shareDefinite(shares, *whole.hi, unit);
  } else {
    for (Share& s : shares) {
      const Amount others{sum.lo - s.amount.lo, sum.hi - s.amount.hi};
      const Amount after =
          s.many > 1 ? proportionOfMany(s.fixed, s.many, whole) : proportion(s.fixed, others, whole, unit);
      s.cut = cutTruth(s.fixed, after, others.hi + s.fixed.hi, whole);
      s.fixed = after;
    }
  }
}

} // namespace tiao::interpret
