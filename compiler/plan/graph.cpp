#include "compiler/plan/graph.h"

#include <algorithm>
#include <cassert>

namespace tiao::plan {

bool isBit(Op op) { return op < Op::Number; }

size_t Graph::Hash::operator()(const Node& node) const {
  size_t hash = static_cast<size_t>(node.op);
  const auto mix = [&](uint64_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15U ^ hash >> 29U; };
  mix(static_cast<uint64_t>(static_cast<int64_t>(node.domain)));
  mix(node.a.index);
  mix(node.b.index);
  mix(node.c.index);
  mix(node.input);
  mix(static_cast<uint64_t>(node.k));
  mix(static_cast<uint64_t>(node.k >> 64));
  return hash;
}

Graph::Graph() {
  no = make({Op::Bit, Subjects, {}, {}, {}, 0, 0});
  yes = make({Op::Bit, Subjects, {}, {}, {}, 0, 1});
}

// A range beyond all is held at the end, so that nothing below overflows; what is made of it is noted.
NodeId Graph::make(const Node& node, Interval range) {
  const auto [at, isNew] = ids_.try_emplace(node, static_cast<uint32_t>(nodes_.size()));
  const NodeId id{at->second};
  const bool beyond = range.lo < -mostOfAll || mostOfAll < range.hi;
  if (isNew) {
    nodes_.push_back(node);
    ranges_.push_back({std::max(range.lo, -mostOfAll), std::min(range.hi, mostOfAll)});
    if (beyond) lastBeyond_ = nodes_.size();
  } else if (beyond) {
    lastBeyond_ = nodes_.size() + 1; // again, in something new
  }
  return id;
}

// What a constant is joined to says whose values they are.
Domain Graph::joined(NodeId a, NodeId b) {
  if (isConstant(a)) return domain(b);
  if (isConstant(b)) return domain(a);
  assert(domain(a) == domain(b));
  return domain(a);
}

// -------------------------------------------------------------------------------------------------------------- bits

NodeId Graph::known(uint32_t input, Domain domain) { return make({Op::Known, domain, {}, {}, {}, input, 0}); }
NodeId Graph::isSet(uint32_t input, Domain domain) { return make({Op::IsSet, domain, {}, {}, {}, input, 0}); }
NodeId Graph::isByte(uint32_t input, Domain domain, Wide k) { return make({Op::IsByte, domain, {}, {}, {}, input, k}); }

NodeId Graph::both(NodeId a, NodeId b) {
  if (a == no || b == no) return no;
  if (a == yes || a == b) return b;
  if (b == yes) return a;
  if (opposite(a) == b) return no;
  if (b.index < a.index) std::swap(a, b);
  return make({Op::And, joined(a, b), a, b, {}, 0, 0});
}

NodeId Graph::either(NodeId a, NodeId b) {
  if (a == yes || b == yes) return yes;
  if (a == no || a == b) return b;
  if (b == no) return a;
  if (opposite(a) == b) return yes;
  if (b.index < a.index) std::swap(a, b);
  return make({Op::Or, joined(a, b), a, b, {}, 0, 0});
}

NodeId Graph::opposite(NodeId a) {
  if (a == no) return yes;
  if (a == yes) return no;
  if (nodes_[a.index].op == Op::Not) return nodes_[a.index].a;
  return make({Op::Not, domain(a), a, {}, {}, 0, 0});
}

NodeId Graph::less(NodeId a, NodeId b) {
  if (range(a).hi < range(b).lo) return yes;
  if (range(b).hi <= range(a).lo) return no;
  return make({Op::Less, joined(a, b), a, b, {}, 0, 0});
}

NodeId Graph::equal(NodeId a, NodeId b) {
  if (a == b) return yes;
  if (range(a).hi < range(b).lo || range(b).hi < range(a).lo) return no;
  if (b.index < a.index) std::swap(a, b);
  return make({Op::Equal, joined(a, b), a, b, {}, 0, 0});
}

NodeId Graph::atLeast(size_t k, const std::vector<NodeId>& of) {
  if (k == 0) return yes;
  if (k > of.size()) return no;
  if (k == 1 || k == of.size()) {
    // From the last: what many lists end with, as every clause does with the requirements of its policy, is one node.
    NodeId result = of.back();
    for (size_t i = of.size() - 1; i-- > 0;) result = k == of.size() ? both(of[i], result) : either(of[i], result);
    return result;
  }
  NodeId count = number(0);
  for (const NodeId each : of) count = add(count, select(each, number(1), number(0)));
  return less(number(static_cast<Wide>(k) - 1), count);
}

NodeId Graph::bitOf(NodeId a, Domain items) {
  if (isConstant(a) || domain(a) == items) return a;
  // A bit is fetched once for all that is said of it.
  if (nodes_[a.index].op == Op::Not) return opposite(bitOf(nodes_[a.index].a, items));
  return make({Op::BitOf, items, a, {}, {}, 0, 0});
}

NodeId Graph::anyItem(NodeId a) {
  if (a == no) return no;
  return make({Op::AnyItem, Subjects, a, {}, {}, 0, 0});
}

// ----------------------------------------------------------------------------------------------------------- numbers

NodeId Graph::number(Wide k) { return make({Op::Number, Subjects, {}, {}, {}, 0, k}, {k, k}); }

NodeId Graph::cell(uint32_t input, Domain domain, Interval range) {
  if (range.lo == range.hi) return number(range.lo);
  return make({Op::Cell, domain, {}, {}, {}, input, 0}, range);
}

NodeId Graph::add(NodeId a, NodeId b) {
  const Interval x = range(a), y = range(b);
  if (isConstant(a) && isConstant(b)) return number(x.lo + y.lo);
  if (isConstant(a) && x.lo == 0) return b;
  if (isConstant(b) && y.lo == 0) return a;
  if (isConstant(a) || (!isConstant(b) && b.index < a.index)) std::swap(a, b); // a constant stands last
  return make({Op::Add, joined(a, b), a, b, {}, 0, 0}, {x.lo + y.lo, x.hi + y.hi});
}

namespace {

/// The product, or an end beyond all.
Wide product(Wide a, Wide b) {
  Wide result = 0;
  if (!__builtin_mul_overflow(a, b, &result)) return std::clamp(result, -2 * mostOfAll, 2 * mostOfAll);
  return (a < 0) == (b < 0) ? 2 * mostOfAll : -2 * mostOfAll;
}

Wide floorOf(Wide a, Wide b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

} // namespace

Interval productOf(Interval x, Interval y) {
  const auto [lo, hi] =
      std::minmax({product(x.lo, y.lo), product(x.lo, y.hi), product(x.hi, y.lo), product(x.hi, y.hi)});
  return {lo, hi};
}

NodeId Graph::multiply(NodeId a, NodeId b) {
  const auto [lo, hi] = productOf(range(a), range(b));
  if (isConstant(a) && isConstant(b) && hi <= mostOfAll && -mostOfAll <= lo) return number(lo);
  if (isConstant(a)) std::swap(a, b);
  if (isConstant(b)) {
    const Wide k = nodes_[b.index].k;
    if (k == 0) return b;
    if (k == 1) return a;
    // (x · j) · k = x · (j · k)
    const Node inner = nodes_[a.index];
    if (inner.op == Op::Multiply && isConstant(inner.b)) {
      const Wide jk = product(nodes_[inner.b.index].k, k);
      if (-mostOfAll <= jk && jk <= mostOfAll) return multiply(inner.a, number(jk));
    }
  } else if (b.index < a.index) {
    std::swap(a, b);
  }
  return make({Op::Multiply, joined(a, b), a, b, {}, 0, 0}, {lo, hi});
}

NodeId Graph::least(NodeId a, NodeId b) {
  const Interval x = range(a), y = range(b);
  if (a == b || x.hi <= y.lo) return a;
  if (y.hi <= x.lo) return b;
  if (b.index < a.index) std::swap(a, b);
  return make({Op::Least, joined(a, b), a, b, {}, 0, 0}, {std::min(x.lo, y.lo), std::min(x.hi, y.hi)});
}

NodeId Graph::greatest(NodeId a, NodeId b) {
  const Interval x = range(a), y = range(b);
  if (a == b || y.hi <= x.lo) return a;
  if (x.hi <= y.lo) return b;
  if (b.index < a.index) std::swap(a, b);
  return make({Op::Greatest, joined(a, b), a, b, {}, 0, 0}, {std::max(x.lo, y.lo), std::max(x.hi, y.hi)});
}

NodeId Graph::select(NodeId condition, NodeId a, NodeId b) {
  if (condition == yes || a == b) return a;
  if (condition == no) return b;
  if (nodes_[condition.index].op == Op::Not) return select(nodes_[condition.index].a, b, a);
  // One of two numbers by one bit, however many are asked for it.
  for (const bool inFirst : {true, false}) {
    const NodeId nested = inFirst ? a : b, other = inFirst ? b : a;
    const Node inner = nodes_[nested.index];
    if (inner.op != Op::Select || !isConstant(other)) continue;
    const NodeId here = inFirst ? condition : opposite(condition);
    if (inner.c == other) return select(both(here, inner.a), inner.b, other);
    if (inner.b == other) return select(both(here, opposite(inner.a)), inner.c, other);
  }
  const Interval x = range(a), y = range(b);
  Domain domain = this->domain(condition);
  assert(isConstant(a) || this->domain(a) == domain);
  assert(isConstant(b) || this->domain(b) == domain);
  return make({Op::Select, domain, condition, a, b, 0, 0}, {std::min(x.lo, y.lo), std::max(x.hi, y.hi)});
}

NodeId Graph::divide(NodeId a, NodeId b, Wide most) {
  const Interval x = range(a), y = range(b);
  assert(y.lo > 0);
  if (isConstant(b) && y.lo == 1) return a;
  const auto [lo, hi] =
      std::minmax({floorOf(x.lo, y.lo), floorOf(x.lo, y.hi), floorOf(x.hi, y.lo), floorOf(x.hi, y.hi)});
  if (lo == hi) return number(lo);
  return make({Op::Divide, joined(a, b), a, b, {}, 0, 0}, {lo, most < lo ? hi : std::min(hi, most)});
}

NodeId Graph::numberOf(NodeId a, Domain items) {
  if (isConstant(a) || domain(a) == items) return a;
  return make({Op::NumberOf, items, a, {}, {}, 0, 0}, range(a));
}

NodeId Graph::sumItems(NodeId a, NodeId where, Wide most) {
  const Interval x = range(a);
  if (where == no || (x.lo == 0 && x.hi == 0)) return number(0);
  const Wide lo = product(std::min<Wide>(x.lo, 0), most), hi = product(std::max<Wide>(x.hi, 0), most);
  return make({Op::SumItems, Subjects, a, where, {}, 0, 0}, {lo, hi});
}

} // namespace tiao::plan
