#pragma once

#include <cstdint>

/// Random numbers and the two functions of real analysis that the generator needs, all in integers: the same on every
/// machine, whatever its floating point and its mathematical library.
namespace tiao::examples {

/// A fraction with 24 binary places.
using Fixed = int64_t;
constexpr int FixedPlaces = 24;

/// base-2 logarithm of `value` ≥ 1, to about 2^-24.
Fixed log2(uint64_t value);
/// `value` × 2^exponent, for 0 ≤ value < 2^47; at most about 2^62.
int64_t timesPowerOf2(int64_t value, Fixed exponent);

/// splitmix64 (Steele, Lea and Flood, 2014).
class Random {
public:
  explicit Random(uint64_t seed) : state_(seed) {}
  /// The stream of random numbers of one firm: independent of all others, so that firm n is the same in a register of
  /// any size.
  Random(uint64_t seed, uint64_t firm) : state_(mix(mix(seed) ^ firm)) {}

  uint64_t next() { return mix(state_ += 0x9E3779B97F4A7C15U); }
  /// From 0 to bound − 1, for a bound below 2^32.
  int64_t below(int64_t bound) { return static_cast<int64_t>(((next() >> 32U) * static_cast<uint64_t>(bound)) >> 32U); }
  /// Both ends included.
  int64_t between(int64_t least, int64_t greatest) { return least + below(greatest - least + 1); }
  bool chance(int64_t permille) { return below(1000) < permille; }
  /// −log2 of a uniform number in (0, 1]: exponential, with mean 1 ÷ ln 2.
  Fixed halvings() { return (Fixed{64} << FixedPlaces) - log2(next() | 1U); }

private:
  static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  uint64_t state_;
};

} // namespace tiao::examples
