#include "compiler/prove/term.h"

#include <algorithm>

namespace tiao::prove {

using Op = Node::Op;

Rational commonGrain(const Rational& a, const Rational& b) {
  if (a.isZero()) return b.sign() < 0 ? -b : b;
  if (b.isZero()) return a.sign() < 0 ? -a : a;
  const mpq_class x = a.toGmp(), y = b.toGmp();
  // gcd(p/q, r/s) = gcd(p·s, r·q) ÷ (q·s)
  const mpz_class top = gcd(mpz_class(x.get_num() * y.get_den()), mpz_class(y.get_num() * x.get_den()));
  return Rational(mpq_class(top, mpz_class(x.get_den() * y.get_den())));
}

namespace {

size_t mix(size_t seed, size_t value) { return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6U) + (seed >> 2U)); }

size_t hashOf(const Node& n) {
  size_t hash = static_cast<size_t>(n.op);
  for (const size_t part : {size_t{n.a}, size_t{n.b}, size_t{n.c}, n.constant.hash()}) hash = mix(hash, part);
  for (const auto& [factor, term] : n.parts) hash = mix(mix(hash, factor.hash()), term);
  for (const uint32_t part : n.of) hash = mix(hash, part);
  return hash;
}

bool sameTerm(const Node& x, const Node& y) {
  return x.op == y.op && x.a == y.a && x.b == y.b && x.c == y.c && x.constant == y.constant && x.parts == y.parts &&
         x.of == y.of;
}

using End = std::optional<Rational>;

End plus(const End& a, const End& b) { return a && b ? End(*a + *b) : End(); }
std::optional<Rational> grainOfBoth(const std::optional<Rational>& a, const std::optional<Rational>& b) {
  return a && b ? std::optional(commonGrain(*a, *b)) : std::nullopt;
}

Bounds scaled(const Bounds& of, const Rational& factor) {
  Bounds result = of;
  if (of.lo) result.lo = *of.lo * factor;
  if (of.hi) result.hi = *of.hi * factor;
  if (factor.sign() < 0) std::swap(result.lo, result.hi);
  if (of.grain) result.grain = *of.grain * (factor.sign() < 0 ? -factor : factor);
  return result;
}

bool isMultiple(const Bounds& of, const Rational& unit) { return of.grain && (*of.grain / unit).isWhole(); }

} // namespace

Terms::Terms() {
  Node always;
  always.op = Op::Always;
  yes_ = {intern(always)};
  Node never;
  never.op = Op::Not;
  never.a = yes_.index;
  no_ = {intern(never)};
}

uint32_t Terms::intern(Node node) {
  const size_t hash = hashOf(node);
  const auto [begin, end] = known_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    if (sameTerm(nodes_[at->second], node)) return at->second;
  }
  const auto index = static_cast<uint32_t>(nodes_.size());
  nodes_.push_back(std::move(node));
  known_.emplace(hash, index);
  return index;
}

// ------------------------------------------------------------------------------------------------------------ numbers

/// As a sum of parts.
Node Terms::linear(Num a) const {
  const Node& node = nodes_[a.index];
  if (node.op == Op::Linear) return node;
  Node sum;
  sum.parts.emplace_back(1, a.index);
  sum.bounds = node.bounds;
  return sum;
}

Num Terms::linearTerm(Node node) {
  if (node.constant.isZero() && node.parts.size() == 1 && node.parts[0].first == Rational(1)) {
    return {node.parts[0].second};
  }
  Bounds bounds{node.constant, node.constant, node.constant.sign() < 0 ? -node.constant : node.constant};
  for (const auto& [factor, term] : node.parts) {
    const Bounds part = scaled(nodes_[term].bounds, factor);
    bounds.lo = plus(bounds.lo, part.lo);
    bounds.hi = plus(bounds.hi, part.hi);
    bounds.grain = grainOfBoth(bounds.grain, part.grain);
  }
  node.bounds = std::move(bounds);
  return {intern(std::move(node))};
}

Num Terms::number(const Rational& value) {
  Node node;
  node.constant = value;
  return linearTerm(std::move(node));
}

Num Terms::unknown(Bounds bounds) {
  if (bounds.grain && bounds.lo) bounds.lo = (*bounds.lo / *bounds.grain).ceil() * *bounds.grain;
  if (bounds.grain && bounds.hi) bounds.hi = (*bounds.hi / *bounds.grain).floor() * *bounds.grain;
  Node node;
  node.op = Op::Unknown;
  node.a = static_cast<uint32_t>(unknowns_.size());
  node.bounds = std::move(bounds);
  const uint32_t index = intern(std::move(node));
  unknowns_.push_back(index);
  return {index};
}

Num Terms::add(Num a, Num b) {
  const Node x = linear(a), y = linear(b);
  Node sum;
  sum.constant = x.constant + y.constant;
  size_t i = 0, j = 0;
  while (i < x.parts.size() || j < y.parts.size()) {
    if (j == y.parts.size() || (i < x.parts.size() && x.parts[i].second < y.parts[j].second)) {
      sum.parts.push_back(x.parts[i++]);
    } else if (i == x.parts.size() || y.parts[j].second < x.parts[i].second) {
      sum.parts.push_back(y.parts[j++]);
    } else {
      const Rational factor = x.parts[i].first + y.parts[j].first;
      if (!factor.isZero()) sum.parts.emplace_back(factor, x.parts[i].second);
      ++i, ++j;
    }
  }
  return linearTerm(std::move(sum));
}

Num Terms::scale(Num a, const Rational& factor) {
  if (factor.isZero()) return number(0);
  Node node = linear(a);
  node.constant = node.constant * factor;
  for (auto& part : node.parts) part.first = part.first * factor;
  return linearTerm(std::move(node));
}

namespace {

/// The least and greatest of the products of ends; open where an end is.
Bounds productBounds(const Bounds& x, const Bounds& y) {
  Bounds result;
  if (x.grain && y.grain) result.grain = *x.grain * *y.grain;
  if (x.lo && x.hi && y.lo && y.hi) {
    const Rational ends[] = {*x.lo * *y.lo, *x.lo * *y.hi, *x.hi * *y.lo, *x.hi * *y.hi};
    result.lo = *std::min_element(std::begin(ends), std::end(ends));
    result.hi = *std::max_element(std::begin(ends), std::end(ends));
  } else if (x.lo && x.lo->sign() >= 0 && y.lo && y.lo->sign() >= 0) {
    result.lo = *x.lo * *y.lo;
  }
  return result;
}

} // namespace

Num Terms::multiply(Num a, Num b) {
  if (const auto value = constant(a)) return scale(b, *value);
  if (const auto value = constant(b)) return scale(a, *value);
  // Factors stand outside, and a choice between constants is a choice between multiples; one step deep, for more would
  // not end soon.
  const auto plain = [&](uint32_t index) { return constant(Num{index}).has_value() || nodes_[index].op != Op::Choose; };
  const auto stepwise = [&](const Node& node) {
    return node.op == Op::Choose && plain(node.b) && plain(node.c) && (constant(Num{node.b}) || constant(Num{node.c}));
  };
  for (const auto& [x, y] : {std::pair(a, b), std::pair(b, a)}) {
    const Node node = nodes_[x.index];
    if (node.op == Op::Linear && node.parts.size() == 1 && node.constant.isZero()) {
      return scale(multiply(Num{node.parts[0].second}, y), node.parts[0].first);
    }
    if (nodes_[y.index].op == Op::Choose) continue;
    if (stepwise(node)) return choose(Prop{node.a}, multiply(Num{node.b}, y), multiply(Num{node.c}, y));
    const auto counts = [&](const auto& part) {
      const Node& of = nodes_[part.second];
      return of.op == Op::Choose && constant(Num{of.b}) && constant(Num{of.c});
    };
    if (node.op == Op::Linear && std::ranges::all_of(node.parts, counts)) {
      std::vector<Num> parts{scale(y, node.constant)};
      for (const auto& [factor, term] : node.parts) parts.push_back(scale(multiply(Num{term}, y), factor));
      return sum(parts);
    }
  }
  Node node;
  node.op = Op::Product;
  node.b = std::min(a.index, b.index);
  node.c = std::max(a.index, b.index);
  node.bounds = productBounds(nodes_[a.index].bounds, nodes_[b.index].bounds);
  if (a == b && (!node.bounds.lo || node.bounds.lo->sign() < 0)) node.bounds.lo = 0;
  return {intern(std::move(node))};
}

Num Terms::divide(Num a, Num b) {
  if (const auto value = constant(b)) return value->isZero() ? number(0) : scale(a, Rational(1) / *value);
  const Node top = nodes_[a.index];
  if (top.op == Op::Linear && top.parts.size() == 1 && top.constant.isZero() && top.parts[0].first != Rational(1)) {
    return scale(divide(Num{top.parts[0].second}, b), top.parts[0].first);
  }
  if (const auto value = constant(a); value && value->isZero()) return a;
  Node node;
  node.op = Op::Quotient;
  node.b = a.index;
  node.c = b.index;
  const Bounds& x = nodes_[a.index].bounds;
  const Bounds& y = nodes_[b.index].bounds;
  if (x.lo && x.lo->sign() >= 0 && y.lo && y.lo->sign() >= 0) {
    node.bounds.lo = 0;
    // The divisor is at least its grain, where the quotient is asked for at all.
    if (x.hi && y.grain && y.grain->sign() > 0) node.bounds.hi = *x.hi / number::greatest(*y.grain, *y.lo);
  }
  return {intern(std::move(node))};
}

Num Terms::floor(Num a) {
  const Bounds& of = bounds(a);
  if (isMultiple(of, 1)) return a;
  if (const auto value = constant(a)) return number(value->floor());
  // Whole parts stand outside.
  const Node node = linear(a);
  Node rest;
  std::vector<Num> whole;
  rest.constant = node.constant - node.constant.floor();
  if (!node.constant.floor().isZero()) whole.push_back(number(node.constant.floor()));
  for (const auto& [factor, term] : node.parts) {
    if (isMultiple(scaled(nodes_[term].bounds, factor), 1)) {
      whole.push_back(scale(Num{term}, factor));
    } else {
      rest.parts.emplace_back(factor, term);
    }
  }
  const Num inner = linearTerm(std::move(rest));
  if (!whole.empty()) return add(sum(whole), floor(inner));
  Node result;
  result.op = Op::Floor;
  result.b = inner.index;
  result.bounds.grain = 1;
  if (bounds(inner).lo) result.bounds.lo = bounds(inner).lo->floor();
  if (bounds(inner).hi) result.bounds.hi = bounds(inner).hi->floor();
  if (result.bounds.lo && result.bounds.lo == result.bounds.hi) return number(*result.bounds.lo);
  return {intern(std::move(result))};
}

Num Terms::narrowed(Prop condition, Num a, Num b, std::optional<Rational> lo, std::optional<Rational> hi) {
  if (const auto value = constant(condition)) return *value ? a : b;
  if (a == b) return a;
  const Node& c = nodes_[condition.index];
  if (c.op == Op::Not) return narrowed(Prop{c.a}, b, a, std::move(lo), std::move(hi));
  const Bounds& x = bounds(a);
  const Bounds& y = bounds(b);
  Node node;
  node.op = Op::Choose;
  node.a = condition.index;
  node.b = a.index;
  node.c = b.index;
  if (x.lo && y.lo) node.bounds.lo = number::least(*x.lo, *y.lo);
  if (x.hi && y.hi) node.bounds.hi = number::greatest(*x.hi, *y.hi);
  if (lo && (!node.bounds.lo || *node.bounds.lo < *lo)) node.bounds.lo = lo;
  if (hi && (!node.bounds.hi || *hi < *node.bounds.hi)) node.bounds.hi = hi;
  node.bounds.grain = grainOfBoth(x.grain, y.grain);
  const Bounds bounds = node.bounds;
  const uint32_t index = intern(std::move(node));
  Bounds& known = nodes_[index].bounds; // the same choice may be narrower for another reason
  if (bounds.lo && (!known.lo || *known.lo < *bounds.lo)) known.lo = bounds.lo;
  if (bounds.hi && (!known.hi || *bounds.hi < *known.hi)) known.hi = bounds.hi;
  return {index};
}

Num Terms::choose(Prop condition, Num a, Num b) { return narrowed(condition, a, b, {}, {}); }

Num Terms::least(Num a, Num b) {
  const Bounds& x = bounds(a);
  const Bounds& y = bounds(b);
  End hi = x.hi;
  if (!hi || (y.hi && *y.hi < *hi)) hi = y.hi;
  return narrowed(atMost(a, b), a, b, {}, hi);
}

Num Terms::greatest(Num a, Num b) {
  const Bounds& x = bounds(a);
  const Bounds& y = bounds(b);
  End lo = x.lo;
  if (!lo || (y.lo && *lo < *y.lo)) lo = y.lo;
  return narrowed(atMost(b, a), a, b, lo, {});
}

Num Terms::sum(const std::vector<Num>& all) {
  Num total = number(0);
  for (const Num each : all) total = add(total, each);
  return total;
}

Num Terms::round(Num a, const Rational& unit, core::RoundMode mode) {
  if (isMultiple(bounds(a), unit)) return a;
  const auto up = [&](Num x) { // of x ≥ 0
    const Num units = scale(x, Rational(1) / unit);
    if (mode == core::RoundMode::Down) return scale(floor(units), unit);
    const Num moved = add(units, number(Rational(1, 2)));
    const Num nearest = floor(moved);
    if (mode == core::RoundMode::HalfUp) return scale(nearest, unit);
    const Num half = scale(nearest, Rational(1, 2));
    const Prop odd = negation(equal(half, floor(half)));
    return scale(subtract(nearest, count(both(equal(moved, nearest), odd))), unit);
  };
  const Bounds& of = bounds(a);
  if (of.lo && of.lo->sign() >= 0) return up(a);
  const Num minus = scale(a, -1);
  return choose(atMost(number(0), a), up(a), scale(up(minus), -1));
}

// ------------------------------------------------------------------------------------------------------------- truths

Prop Terms::unknownTruth() {
  Node node;
  node.op = Op::May;
  node.a = truths_++;
  return {intern(std::move(node))};
}

/// Is it a quotient, a multiple of one, or a choice or whole part of such?
bool Terms::overQuotient(uint32_t index, int depth) const {
  const Node& node = nodes_[index];
  if (node.op == Op::Quotient) return true;
  if (depth == 0) return false;
  if (node.op == Op::Linear) return node.parts.size() == 1 && overQuotient(node.parts[0].second, depth - 1);
  if (node.op == Op::Floor) return overQuotient(node.b, depth - 1);
  return node.op == Op::Choose && (overQuotient(node.b, depth - 1) || overQuotient(node.c, depth - 1));
}

// factor·(n ÷ d) + c ≤ 0 is factor·n + c·d ≤ 0 for d > 0: linear again. Through choices and whole parts likewise.
std::optional<Prop> Terms::compareQuotient(Op op, const Node& sum) {
  constexpr int Depth = 8;
  if (sum.parts.size() != 1 || !overQuotient(sum.parts[0].second, Depth)) return std::nullopt;
  const Rational factor = sum.parts[0].first;
  const Node of = nodes_[sum.parts[0].second];
  const auto with = [&](Num x) { return compare(op, add(scale(x, factor), number(sum.constant))); };
  if (of.op == Op::Choose) {
    const Prop then = with(Num{of.b});
    return choose(Prop{of.a}, then, with(Num{of.c}));
  }
  if (of.op == Op::Floor && op == Op::AtMost0) {
    const Rational bound = -sum.constant / factor; // ⌊b⌋ ≤ bound, or ≥
    if (factor.sign() > 0) return less(Num{of.b}, number(bound.floor() + 1));
    return atMost(number(bound.ceil()), Num{of.b});
  }
  if (of.op != Op::Quotient || !nodes_[of.c].bounds.lo || nodes_[of.c].bounds.lo->sign() < 0) return std::nullopt;
  const Num divisor{of.c};
  const Prop none = equal(divisor, number(0));
  const Prop there = compare(op, add(scale(Num{of.b}, factor), scale(divisor, sum.constant)));
  return choose(none, compare(op, number(sum.constant)), there);
}

/// b ≤ 0 or b = 0, the terms made small: the first factor is 1 or −1.
Prop Terms::compare(Op op, Num a) {
  const Bounds& of = bounds(a);
  if (const auto value = constant(a)) return truth(op == Op::Is0 ? value->isZero() : value->sign() <= 0);
  if (of.lo && of.lo->sign() > 0) return no_;
  if (op == Op::AtMost0 && of.hi && of.hi->sign() <= 0) return yes_;
  if (op == Op::Is0 && of.hi && of.hi->sign() < 0) return no_;
  const Node sum = linear(a);
  if (const auto multiplied = compareQuotient(op, sum)) return *multiplied;
  const Rational first = sum.parts.front().first;
  const Rational size = first.sign() < 0 && op == Op::AtMost0 ? -first : first;
  Node node;
  node.op = op;
  node.b = scale(a, Rational(1) / size).index;
  return {intern(std::move(node))};
}

Prop Terms::atMost(Num a, Num b) { return compare(Op::AtMost0, subtract(a, b)); }
Prop Terms::equal(Num a, Num b) { return compare(Op::Is0, subtract(a, b)); }

Prop Terms::negation(Prop a) {
  if (nodes_[a.index].op == Op::Not && a != no_) return {nodes_[a.index].a};
  if (a == yes_) return no_;
  if (a == no_) return yes_;
  Node node;
  node.op = Op::Not;
  node.a = a.index;
  return {intern(std::move(node))};
}

Prop Terms::all(const std::vector<Prop>& of) {
  std::vector<uint32_t> parts;
  for (const Prop each : of) {
    if (each == no_) return no_;
    if (each == yes_) continue;
    const Node& node = nodes_[each.index];
    if (node.op == Op::All)
      parts.insert(parts.end(), node.of.begin(), node.of.end());
    else
      parts.push_back(each.index);
  }
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  for (const uint32_t part : parts) {
    const Node& node = nodes_[part];
    if (node.op == Op::Not && std::binary_search(parts.begin(), parts.end(), node.a)) return no_;
  }
  if (parts.empty()) return yes_;
  if (parts.size() == 1) return {parts.front()};
  Node node;
  node.op = Op::All;
  node.of = std::move(parts);
  return {intern(std::move(node))};
}

Prop Terms::any(const std::vector<Prop>& of) {
  std::vector<Prop> none;
  none.reserve(of.size());
  for (const Prop each : of) none.push_back(negation(each));
  return negation(all(none));
}

Prop Terms::choose(Prop condition, Prop a, Prop b) {
  if (const auto value = constant(condition)) return *value ? a : b;
  if (a == b) return a;
  return either(both(condition, a), both(negation(condition), b));
}

Prop Terms::same(Prop a, Prop b) { return choose(a, b, negation(b)); }

Prop Terms::atLeast(uint32_t k, const std::vector<Prop>& of) {
  if (k == 0) return yes_;
  if (k == 1) return any(of);
  if (k == of.size()) return all(of);
  if (k > of.size()) return no_;
  std::vector<Num> counts;
  for (const Prop each : of) counts.push_back(count(each));
  return atMost(number(k), sum(counts));
}

std::optional<Rational> Terms::constant(Num a) const {
  const Node& node = nodes_[a.index];
  if (node.op == Op::Linear && node.parts.empty()) return node.constant;
  return std::nullopt;
}

std::optional<bool> Terms::constant(Prop a) const {
  if (a == yes_) return true;
  if (a == no_) return false;
  return std::nullopt;
}

namespace {

template <typename F> void eachOperand(const Node& node, F f) {
  switch (node.op) {
  case Op::Unknown:
  case Op::Always:
  case Op::May: break;
  case Op::Linear:
    for (const auto& part : node.parts) f(part.second);
    break;
  case Op::Choose: f(node.a), f(node.b), f(node.c); break;
  case Op::Product:
  case Op::Quotient: f(node.b), f(node.c); break;
  case Op::Floor:
  case Op::AtMost0:
  case Op::Is0: f(node.b); break;
  case Op::Not: f(node.a); break;
  case Op::All:
    for (const uint32_t part : node.of) f(part);
    break;
  }
}

} // namespace

std::vector<bool> Terms::cone(const std::vector<uint32_t>& roots) const {
  std::vector<bool> in(nodes_.size(), false);
  for (const uint32_t root : roots) in[root] = true;
  for (size_t i = nodes_.size(); i-- > 0;) {
    if (in[i]) eachOperand(nodes_[i], [&](uint32_t part) { in[part] = true; });
  }
  return in;
}

// The table grows as it is rebuilt: only nodes that stood in it before are looked at.
Prop Terms::with(Prop prop, const std::map<uint32_t, Rational>& values) {
  Instead instead;
  for (const auto& [unknown, value] : values) instead.numbers.emplace(unknown, number(value));
  return {with({prop.index}, instead).front()};
}

std::vector<uint32_t> Terms::with(const std::vector<uint32_t>& roots, const Instead& instead) {
  const std::vector<bool> in = cone(roots);
  const uint32_t end = roots.empty() ? 0 : *std::ranges::max_element(roots) + 1;
  std::vector<uint32_t> now(end);
  for (uint32_t i = 0; i < end; ++i) {
    if (!in[i]) continue;
    const Node n = nodes_[i];
    switch (n.op) {
    case Op::Linear: {
      std::vector<Num> parts{number(n.constant)};
      for (const auto& [factor, term] : n.parts) parts.push_back(scale(Num{now[term]}, factor));
      now[i] = sum(parts).index;
      break;
    }
    case Op::Unknown: {
      const auto other = instead.numbers.find(n.a);
      now[i] = other == instead.numbers.end() ? i : other->second.index;
      break;
    }
    case Op::Choose: now[i] = choose(Prop{now[n.a]}, Num{now[n.b]}, Num{now[n.c]}).index; break;
    case Op::Product: now[i] = multiply(Num{now[n.b]}, Num{now[n.c]}).index; break;
    case Op::Quotient: now[i] = divide(Num{now[n.b]}, Num{now[n.c]}).index; break;
    case Op::Floor: now[i] = floor(Num{now[n.b]}).index; break;
    case Op::Always: now[i] = i; break;
    case Op::May: {
      const auto other = instead.truths.find(n.a);
      now[i] = other == instead.truths.end() ? i : other->second.index;
      break;
    }
    case Op::AtMost0: now[i] = atMost(Num{now[n.b]}, number(0)).index; break;
    case Op::Is0: now[i] = equal(Num{now[n.b]}, number(0)).index; break;
    case Op::Not: now[i] = negation(Prop{now[n.a]}).index; break;
    case Op::All: {
      std::vector<Prop> parts;
      for (const uint32_t part : n.of) parts.push_back(Prop{now[part]});
      now[i] = all(parts).index;
      break;
    }
    }
  }
  std::vector<uint32_t> result;
  for (const uint32_t root : roots) result.push_back(now[root]);
  return result;
}

// ------------------------------------------------------------------------------------------------------------- values

Rational Values::of(Num a) {
  find(a.index);
  return numbers_[a.index];
}

bool Values::of(Prop a) {
  find(a.index);
  return truths_[a.index];
}

// What lies under a choice not taken is not looked at.
void Values::find(uint32_t index) {
  if (index >= known_.size()) known_.resize(terms_.size(), 0); // terms may have been made since
  if (known_[index] != 0) return;
  const Node& n = terms_.node(index);
  switch (n.op) {
  case Op::Linear: {
    Rational total = n.constant;
    for (const auto& [factor, term] : n.parts) total += factor * of(Num{term});
    numbers_[index] = total;
    break;
  }
  case Op::Unknown: numbers_[index] = n.a < given_.numbers.size() ? given_.numbers[n.a] : Rational(0); break;
  case Op::Choose: numbers_[index] = of(Prop{n.a}) ? of(Num{n.b}) : of(Num{n.c}); break;
  case Op::Product: numbers_[index] = of(Num{n.b}) * of(Num{n.c}); break;
  case Op::Quotient: {
    const Rational divisor = of(Num{n.c});
    numbers_[index] = divisor.isZero() ? Rational(0) : of(Num{n.b}) / divisor;
    break;
  }
  case Op::Floor: numbers_[index] = of(Num{n.b}).floor(); break;
  case Op::Always: truths_[index] = true; break;
  case Op::May: truths_[index] = n.a < given_.truths.size() && given_.truths[n.a]; break;
  case Op::AtMost0: truths_[index] = of(Num{n.b}).sign() <= 0; break;
  case Op::Is0: truths_[index] = of(Num{n.b}).isZero(); break;
  case Op::Not: truths_[index] = !of(Prop{n.a}); break;
  case Op::All: {
    bool all = true;
    for (const uint32_t part : n.of) all = all && of(Prop{part});
    truths_[index] = all;
    break;
  }
  }
  known_[index] = 1;
}

} // namespace tiao::prove
