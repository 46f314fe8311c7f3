#include "compiler/plan/number.h"

#include <algorithm>
#include <gmpxx.h>

namespace tiao::plan {

using core::RoundMode;

std::optional<Wide> wideOf(const Rational& value) {
  if (!value.isWhole()) return std::nullopt;
  if (const auto small = value.toInt64()) return *small;
  const mpz_class n = value.toGmp().get_num();
  if (mpz_sizeinbase(n.get_mpz_t(), 2) > 125) return std::nullopt;
  const mpz_class magnitude = abs(n);
  const mpz_class high = magnitude >> 62, low = magnitude & ((mpz_class(1) << 62) - 1);
  const Wide result = (static_cast<Wide>(high.get_si()) << 62) | static_cast<Wide>(low.get_si());
  return sgn(n) < 0 ? -result : result;
}

Rational rationalOf(Wide value) {
  const auto high = static_cast<int64_t>(value >> 62);
  const auto low = static_cast<int64_t>(value & ((Wide{1} << 62) - 1));
  return Rational(high) * Rational(int64_t{1} << 62) + Rational(low);
}

Rational commonUnit(const Rational& a, const Rational& b) {
  const mpq_class x = a.toGmp(), y = b.toGmp();
  mpz_class n, d;
  mpz_gcd(n.get_mpz_t(), x.get_num().get_mpz_t(), y.get_num().get_mpz_t());
  mpz_lcm(d.get_mpz_t(), x.get_den().get_mpz_t(), y.get_den().get_mpz_t());
  return Rational(mpq_class(n, d));
}

// ------------------------------------------------------------------------------------------------------------- truth

Truth Numbers::atLeast(size_t k, const std::vector<Truth>& of) {
  std::vector<NodeId> yes, no;
  NodeId doubt = g.no;
  for (const Truth& each : of) {
    yes.push_back(each.yes);
    no.push_back(each.no);
    doubt = g.either(doubt, each.doubt);
  }
  return {g.atLeast(k, yes), k > of.size() ? g.yes : g.atLeast(of.size() - k + 1, no), doubt};
}

// "a, or b; hull of both if c is either."
Truth Numbers::choose(const Truth& c, const Truth& then, const Truth& otherwise) {
  const auto side = [&](NodeId t, NodeId o) {
    return g.either(g.either(g.both(c.yes, t), g.both(c.no, o)), g.both(t, o));
  };
  const NodeId doubt = g.either(c.doubt, g.either(then.doubt, otherwise.doubt));
  return {side(then.yes, otherwise.yes), side(then.no, otherwise.no), doubt};
}

// ----------------------------------------------------------------------------------------------------------- numbers

Num Numbers::constant(const Rational& value) {
  Num result;
  result.definite = g.yes;
  result.doubt = g.no;
  if (value.isZero()) {
    result.n = g.number(0);
  } else { // of a fraction, its unit is what is left of it
    const mpq_class exact = value.toGmp();
    const auto n = wideOf(Rational(mpq_class(exact.get_num())));
    if (!n) refuse("a number of the policy is too great");
    result.n = g.number(n.value_or(0));
    result.unit = Rational(mpq_class(mpz_class(1), exact.get_den()));
  }
  return result;
}

Num Numbers::cell(NodeId value, NodeId known, const Rational& unit, Interval missing) {
  Num result;
  result.n = value;
  result.unit = unit;
  result.definite = known;
  result.missing = missing;
  result.doubt = g.no;
  if (missing.lo == missing.hi) result.definite = g.yes;
  return result;
}

Num Numbers::inUnit(const Num& a, const Rational& unit) {
  if (a.unit == unit) return a;
  const auto k = wideOf(a.unit / unit);
  if (!k) {
    refuse("the fractions of a sum have no common denominator that is small enough");
    return a;
  }
  Num result = a;
  result.unit = unit;
  result.n = g.times(a.n, *k);
  const auto scaled = [&](Wide value) { return g.range(g.times(g.number(value), *k)).lo; };
  result.missing = {scaled(a.missing.lo), scaled(a.missing.hi)};
  if (!a.lo.none()) result.lo = g.times(a.lo, *k), result.hi = g.times(a.hi, *k);
  return result;
}

Numbers::Pair Numbers::alike(const Num& a, const Num& b) {
  const bool aIsZero = g.isConstant(a.n) && g.range(a.n).lo == 0;
  const bool bIsZero = g.isConstant(b.n) && g.range(b.n).lo == 0;
  const Rational unit = aIsZero ? b.unit : bIsZero ? a.unit : commonUnit(a.unit, b.unit);
  Pair pair{aIsZero ? a : inUnit(a, unit), bIsZero ? b : inUnit(b, unit)};
  pair.a.unit = pair.b.unit = unit;
  if (pair.a.over == pair.b.over) return pair;
  const NodeId overA = pair.a.over, overB = pair.b.over;
  const auto by = [&](Num& x, NodeId over) {
    if (over.none()) return;
    x.n = g.multiply(x.n, over);
  };
  by(pair.a, overB);
  by(pair.b, overA);
  const NodeId over = overA.none() ? overB : overB.none() ? overA : g.multiply(overA, overB);
  for (Num* each : {&pair.a, &pair.b}) {
    each->over = over;
    each->doubt = g.either(each->doubt, g.opposite(each->definite));
    each->whole = false;
    each->lo = each->hi = each->n;
  }
  return pair;
}

/// Does all of both hang on the same one fact, or on none?
bool Numbers::asOne(const Num& a, const Num& b) const {
  return a.whole && b.whole && (a.definite == g.yes || b.definite == g.yes || a.definite == b.definite);
}

void Numbers::ends(Num& a) {
  if (!a.lo.none()) return;
  if (a.definite == g.yes) {
    a.lo = a.hi = a.n;
    return;
  }
  a.lo = g.select(a.definite, a.n, g.number(a.missing.lo));
  a.hi = g.select(a.definite, a.n, g.number(a.missing.hi));
}

namespace {

/// What it may be, whether definite or not, for a number that hangs on one fact.
Interval missingOf(const Graph& g, const Num& a) {
  if (a.definite == g.yes) return g.range(a.n);
  return a.missing;
}

} // namespace

/// `node` makes (lo, hi) of two operands' ends; `interval` the same of constant ones.
template <typename F, typename S> Num Numbers::combined(const Num& x, const Num& y, F node, S interval) {
  Num a = x, b = y;
  Num result;
  result.unit = a.unit;
  result.over = a.over;
  result.definite = g.both(a.definite, b.definite);
  result.doubt = g.either(a.doubt, b.doubt);
  const bool asOne = this->asOne(a, b);
  result.whole = asOne;
  if (asOne) {
    result.n = node(a.n, a.n, b.n, b.n).first;
    // Of the one that does not hang on it only what is constant can be joined to what is missing.
    const bool fixedA = a.definite != g.yes || g.isConstant(a.n);
    const bool fixedB = b.definite != g.yes || g.isConstant(b.n);
    if (result.definite == g.yes || (fixedA && fixedB)) {
      result.missing = interval(missingOf(g, a), missingOf(g, b));
      return result;
    }
    result.whole = false;
  }
  if (result.n.none()) result.n = node(a.n, a.n, b.n, b.n).first;
  ends(a);
  ends(b);
  std::tie(result.lo, result.hi) = node(a.lo, a.hi, b.lo, b.hi);
  return result;
}

Num Numbers::add(const Num& x, const Num& y) {
  const auto [a, b] = alike(x, y);
  return combined(
      a, b, [&](NodeId al, NodeId ah, NodeId bl, NodeId bh) { return std::pair(g.add(al, bl), g.add(ah, bh)); },
      [](Interval p, Interval q) {
        return Interval{p.lo + q.lo, p.hi + q.hi};
      });
}

// "A definite 0 times anything is a definite 0": where the graph can tell.
Num Numbers::multiply(const Num& a, const Num& b) {
  if (g.isConstant(a.n) && a.definite == g.yes && g.range(a.n).lo == 0) return a;
  if (g.isConstant(b.n) && b.definite == g.yes && g.range(b.n).lo == 0) return b;
  const auto node = [&](NodeId al, NodeId ah, NodeId bl, NodeId bh) -> std::pair<NodeId, NodeId> {
    if (al == ah && bl == bh) {
      const NodeId n = g.multiply(al, bl);
      return {n, n};
    }
    if (g.range(al).lo >= 0 && g.range(bl).lo >= 0) return {g.multiply(al, bl), g.multiply(ah, bh)};
    const NodeId ll = g.multiply(al, bl), lh = g.multiply(al, bh), hl = g.multiply(ah, bl), hh = g.multiply(ah, bh);
    return {g.least(g.least(ll, lh), g.least(hl, hh)), g.greatest(g.greatest(ll, lh), g.greatest(hl, hh))};
  };
  Num result = combined(a, b, node, productOf);
  result.unit = a.unit * b.unit;
  result.over = a.over.none() ? b.over : b.over.none() ? a.over : g.multiply(a.over, b.over);
  return result;
}

// "a ÷ b over the b ≠ 0 in b's range, and `otherwise` if b may be 0."
Num Numbers::divide(const Num& a, const Num& b, const Num& otherwise) {
  if (g.isConstant(b.n) && b.definite == g.yes && b.over.none()) {
    const Wide k = g.range(b.n).lo;
    if (k == 0) return otherwise;
    if (k == static_cast<int64_t>(k)) {
      Num result = a;
      result.unit = a.unit / (b.unit * Rational(static_cast<int64_t>(k)));
      if (result.unit.sign() < 0) {
        result.unit = -result.unit;
        return multiply(result, constant(-1));
      }
      return result;
    }
  }
  if (g.range(b.n).lo < 0 || (b.definite != g.yes && b.whole && b.missing.lo < 0)) {
    refuse("a divisor may be below 0");
    return a;
  }
  const NodeId isZero = g.equal(b.n, g.number(0));
  Num quotient;
  quotient.n = b.over.none() ? a.n : g.multiply(a.n, b.over);
  quotient.unit = a.unit / b.unit;
  const NodeId divisor = g.greatest(b.n, g.number(1)); // where it is 0 it is not used
  quotient.over = a.over.none() ? divisor : g.multiply(a.over, divisor);
  quotient.definite = g.both(a.definite, b.definite);
  quotient.doubt = g.either(g.either(a.doubt, b.doubt), g.opposite(quotient.definite));
  quotient.whole = false;
  quotient.lo = quotient.hi = quotient.n;
  auto [q, e] = alike(quotient, otherwise);
  Num result = q;
  result.n = result.lo = result.hi = g.select(isZero, e.n, q.n);
  result.definite = g.both(b.definite, g.either(g.both(isZero, e.definite), a.definite));
  result.doubt = g.opposite(result.definite);
  result.whole = false;
  return result;
}

Num Numbers::least(const Num& x, const Num& y) {
  const auto [a, b] = alike(x, y);
  return combined(
      a, b, [&](NodeId al, NodeId ah, NodeId bl, NodeId bh) { return std::pair(g.least(al, bl), g.least(ah, bh)); },
      [](Interval p, Interval q) {
        return Interval{std::min(p.lo, q.lo), std::min(p.hi, q.hi)};
      });
}

Num Numbers::greatest(const Num& x, const Num& y) {
  const auto [a, b] = alike(x, y);
  return combined(
      a, b,
      [&](NodeId al, NodeId ah, NodeId bl, NodeId bh) { return std::pair(g.greatest(al, bl), g.greatest(ah, bh)); },
      [](Interval p, Interval q) {
        return Interval{std::max(p.lo, q.lo), std::max(p.hi, q.hi)};
      });
}

/// n × perUnit ÷ over, as a whole number.
NodeId Numbers::roundedOf(NodeId n, const Rational& perUnit, NodeId over, RoundMode mode, Wide most) {
  const mpq_class ratio = perUnit.toGmp();
  const auto p = wideOf(Rational(mpq_class(ratio.get_num()))), q = wideOf(Rational(mpq_class(ratio.get_den())));
  if (!p || !q) {
    refuse("a fraction has too great a denominator");
    return n;
  }
  const NodeId a = g.times(n, *p);
  const NodeId b = over.none() ? g.number(*q) : g.times(over, *q);
  if (g.isConstant(b) && g.range(b).lo == 1) return a;
  // ⌊(2x + b) ÷ 2b⌋, which for a whole number b is ⌊(x + ⌊b/2⌋) ÷ b⌋.
  const auto halfUp = [&](NodeId x) {
    if (g.isConstant(b)) return g.divide(g.add(x, g.number(g.range(b).lo / 2)), b, most);
    return g.divide(g.add(g.times(x, 2), b), g.times(b, 2), most);
  };
  const auto ofPositive = [&](NodeId x) {
    switch (mode) {
    case RoundMode::Down: return g.divide(x, b, most);
    case RoundMode::HalfUp: return halfUp(x);
    case RoundMode::HalfEven: {
      const NodeId up = halfUp(x);
      const NodeId isHalf = g.equal(g.add(g.times(x, 2), b), g.multiply(up, g.times(b, 2)));
      const NodeId isOdd = g.equal(g.subtract(up, g.times(g.divide(up, g.number(2)), 2)), g.number(1));
      return g.select(g.both(isHalf, isOdd), g.subtract(up, g.number(1)), up);
    }
    }
    return x;
  };
  if (g.range(a).lo >= 0) return ofPositive(a);
  const NodeId magnitude = g.greatest(a, g.times(a, -1));
  const NodeId rounded = ofPositive(magnitude);
  return g.select(g.less(a, g.number(0)), g.times(rounded, -1), rounded);
}

NodeId Numbers::rounded(const Num& a, const Rational& unit, RoundMode mode, Wide most) {
  return roundedOf(a.n, a.unit / unit, a.over, mode, most);
}

Num Numbers::round(const Num& a, const Rational& unit, RoundMode mode) {
  Num result = a;
  result.unit = unit;
  result.over = {};
  result.n = rounded(a, unit, mode);
  if (a.definite == g.yes) {
    result.lo = result.hi = {};
    return result;
  }
  Num of = a;
  ends(of);
  result.whole = false;
  result.lo = roundedOf(of.lo, a.unit / unit, a.over, mode);
  result.hi = roundedOf(of.hi, a.unit / unit, a.over, mode);
  return result;
}

Num Numbers::wholePart(const Num& a) {
  const mpq_class ratio = a.unit.toGmp();
  const auto p = wideOf(Rational(mpq_class(ratio.get_num()))), q = wideOf(Rational(mpq_class(ratio.get_den())));
  if (!p || !q) {
    refuse("a fraction has too great a denominator");
    return a;
  }
  const auto down = [&](NodeId n) {
    const NodeId b = a.over.none() ? g.number(*q) : g.times(a.over, *q);
    return g.divide(g.times(n, *p), b);
  };
  Num result = a;
  result.unit = 1;
  result.over = {};
  result.n = down(a.n);
  if (a.definite == g.yes) {
    result.lo = result.hi = {};
    return result;
  }
  Num of = a;
  ends(of);
  result.whole = false;
  result.lo = down(of.lo);
  result.hi = down(of.hi);
  return result;
}

Num Numbers::choose(const Truth& c, const Num& then, const Num& otherwise) {
  if (c.yes == g.yes) return then;
  if (c.no == g.yes) return otherwise;
  auto [a, b] = alike(then, otherwise);
  Num result;
  result.unit = a.unit;
  result.over = a.over;
  result.n = g.select(c.yes, a.n, b.n);
  result.definite = g.either(g.both(c.yes, a.definite), g.both(c.no, b.definite));
  result.doubt = g.either(g.both(g.opposite(c.no), a.doubt), g.both(g.opposite(c.yes), b.doubt));
  result.whole = result.definite == g.yes;
  if (result.whole) return result;
  ends(a);
  ends(b);
  if (c.no == g.opposite(c.yes)) { // always decided
    result.lo = g.select(c.yes, a.lo, b.lo);
    result.hi = g.select(c.yes, a.hi, b.hi);
  } else {
    result.lo = g.select(c.yes, a.lo, g.select(c.no, b.lo, g.least(a.lo, b.lo)));
    result.hi = g.select(c.yes, a.hi, g.select(c.no, b.hi, g.greatest(a.hi, b.hi)));
  }
  return result;
}

Num Numbers::ofItems(const Num& a, Domain items) {
  Num result = a;
  result.n = g.numberOf(a.n, items);
  if (!a.over.none()) result.over = g.numberOf(a.over, items);
  result.definite = g.bitOf(a.definite, items);
  result.doubt = g.bitOf(a.doubt, items);
  if (!a.lo.none()) result.lo = g.numberOf(a.lo, items), result.hi = g.numberOf(a.hi, items);
  return result;
}

// ------------------------------------------------------------------------------------------------------- comparisons

NodeId Numbers::surelyLess(const Num& x, const Num& y) {
  const auto [a, b] = alike(x, y);
  return g.less(a.n, b.n);
}

Truth Numbers::less(const Num& x, const Num& y) {
  auto [a, b] = alike(x, y);
  const NodeId definite = g.both(a.definite, b.definite);
  if (definite == g.yes) return certain(g.less(a.n, b.n));
  const NodeId doubt = g.either(a.doubt, b.doubt);
  const auto fixed = [&](const Num& n) { return n.definite != g.yes || g.isConstant(n.n); };
  if (asOne(a, b) && fixed(a) && fixed(b)) {
    // All of it hangs on one fact: where that is missing the answer is always the same.
    const Interval p = missingOf(g, a), q = missingOf(g, b);
    const NodeId yes = g.less(a.n, b.n);
    const bool surely = p.hi < q.lo, surelyNot = q.hi <= p.lo;
    const NodeId open = g.opposite(definite);
    return {g.either(g.both(definite, yes), g.both(open, g.bit(surely))),
            g.either(g.both(definite, g.opposite(yes)), g.both(open, g.bit(surelyNot))), doubt};
  }
  ends(a);
  ends(b);
  return {g.less(a.hi, b.lo), g.atMost(b.hi, a.lo), doubt};
}

// "Yes only if both are definite and equal, no if they have no common member."
Truth Numbers::equal(const Num& x, const Num& y) {
  auto [a, b] = alike(x, y);
  const NodeId definite = g.both(a.definite, b.definite);
  const NodeId same = g.equal(a.n, b.n);
  if (definite == g.yes) return certain(same);
  const NodeId doubt = g.either(a.doubt, b.doubt);
  ends(a);
  ends(b);
  // A range with one member is definite, however it came to be one.
  const NodeId one = g.both(g.equal(a.lo, a.hi), g.equal(b.lo, b.hi));
  return {g.both(one, g.equal(a.lo, b.lo)), g.either(g.less(a.hi, b.lo), g.less(b.hi, a.lo)), doubt};
}

} // namespace tiao::plan
