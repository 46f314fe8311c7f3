#include "compiler/plan/representation.h"

#include <algorithm>

namespace tiao::plan {

namespace {

/// Up to here whole numbers are divided exactly in doubles: products of quotient and divisor stay below 2⁵³.
constexpr Wide mostExact = Wide{1} << 51;
/// Up to here without a remainder, where the divisor is a constant: Doubles::byReciprocal says why.
constexpr Wide mostWithoutRemainder = Wide{1} << 50;

/// A quotient below this, made of doubles that are some roundings away, is off by far less than one.
constexpr Wide mostNear = Wide{1} << 40;
/// The remainder of a quotient that is one too great, or right, lies between −b and b: 64 bits hold it.
constexpr Wide mostDivisor = Wide{1} << 62;

} // namespace

unsigned bitsOf(Interval range) {
  const auto fits = [&](unsigned bits) {
    const Wide end = Wide{1} << (bits - 1);
    return -end <= range.lo && range.hi < end;
  };
  return fits(32) ? 32 : fits(64) ? 64 : 128;
}

bool isExact(Interval range) { return -mostWithoutRemainder < range.lo && range.hi < mostWithoutRemainder; }

bool isModular(const Graph& graph, NodeId number) {
  if (graph.range(number).lo < 0) return false;
  if (bitsOf(graph.range(number)) <= 64) return true;
  const Node& node = graph[number];
  if (node.op != Op::Add && node.op != Op::Multiply) return false;
  return isModular(graph, node.a) && isModular(graph, node.b);
}

Division divisionOf(const Graph& graph, NodeId quotient) {
  const Node& node = graph[quotient];
  const Interval a = graph.range(node.a), b = graph.range(node.b);
  const bool isConstant = b.lo == b.hi;
  Division result;
  if (isConstant && (b.lo & (b.lo - 1)) == 0) {
    result.how = Quotient::Shift;
    result.bits = bitsOf(a);
    return result;
  }
  if (isConstant && a.lo >= 0 && std::max(a.hi, b.lo) < Wide{1} << 32) {
    result.how = Quotient::Narrow;
    result.bits = 32;
    return result;
  }
  if (isConstant && isExact(a) && isExact(b)) {
    result.how = Quotient::Reciprocal;
    return result;
  }
  result.lift = a.lo >= 0 ? 0 : (-a.lo + b.lo - 1) / b.lo;
  const Wide most = a.hi + result.lift * b.hi;
  result.bits = std::max({64U, bitsOf({0, most}), bitsOf(b)});
  if (most < mostExact && b.hi < mostExact) {
    result.how = Quotient::Doubles;
  } else if (result.lift == 0 && graph.range(quotient).hi < mostNear && b.hi < mostDivisor &&
             isModular(graph, node.a)) {
    result.how = Quotient::Remainder;
    result.bits = 64;
  } else {
    result.how = result.bits == 64 ? Quotient::Words : Quotient::Wide;
  }
  return result;
}

} // namespace tiao::plan
