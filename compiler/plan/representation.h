#pragma once

#include "compiler/plan/graph.h"

/// Which machine numbers hold a value whose range is proven, and how they are divided.
namespace tiao::plan {

/// The bits that hold every number of a range: 32, 64 or 128.
unsigned bitsOf(Interval range);

/// How a ÷ b is rounded down exactly.
enum class Quotient : uint8_t {
  Shift,      // b is a power of 2
  Narrow,     // b is a constant and a from 0 up to below 2³²: a product with the reciprocal in 32 bits and 32 more
  Reciprocal, // b is a constant and all is within ±2⁵⁰: doubles, whose product with the reciprocal comes near enough
  Doubles,    // both are below 2⁵¹: doubles hold them, and the remainder repairs the quotient
  Remainder, // the quotient is below 2⁴⁰, the divisor below 2⁶²: doubles come near, and the remainder modulo 2⁶⁴ tells
  Words, // 64-bit division
  Wide,  // 128-bit division
};

/// Are all numbers of a range within ±2⁵⁰, where doubles hold them and their halves?
bool isExact(Interval range);

/// A division. Where `lift` is not 0 it is lifted above 0: (a + lift × b) ÷ b − lift.
struct Division {
  Quotient how = Quotient::Words;
  Wide lift = 0;
  unsigned bits = 64; // of the lifted dividend
};
Division divisionOf(const Graph& graph, NodeId quotient);

/// A number that need not lie within 64 bits for its last 64 and its nearest double to be found: it does lie within
/// them, or is the sum or product of such numbers of which none is below 0.
bool isModular(const Graph& graph, NodeId number);

} // namespace tiao::plan
