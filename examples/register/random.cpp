#include "examples/register/random.h"

#include <array>
#include <bit>

namespace tiao::examples {

namespace {

constexpr uint64_t One = uint64_t{1} << 31U; // mantissas have 31 binary places

constexpr uint64_t squareRoot(uint64_t value) {
  uint64_t root = 0;
  for (uint64_t bit = uint64_t{1} << 31U; bit != 0; bit >>= 1U)
    if ((root + bit) * (root + bit) <= value) root += bit;
  return root;
}

/// 2^(1/2), 2^(1/4), 2^(1/8), …
constexpr std::array<uint64_t, FixedPlaces> RootsOf2 = [] {
  std::array<uint64_t, FixedPlaces> roots{};
  uint64_t root = 2 * One;
  for (uint64_t& next : roots) next = root = squareRoot(root * One);
  return roots;
}();

} // namespace

Fixed log2(uint64_t value) {
  const auto whole = static_cast<int>(std::bit_width(value)) - 1;
  uint64_t mantissa = value << static_cast<unsigned>(63 - whole) >> 32U; // from One to 2 × One
  Fixed result = whole;
  for (int place = 0; place < FixedPlaces; ++place) {
    mantissa = mantissa * mantissa / One;
    const bool twoOrMore = mantissa >= 2 * One;
    mantissa >>= twoOrMore ? 1U : 0U;
    result = result * 2 + (twoOrMore ? 1 : 0);
  }
  return result;
}

int64_t timesPowerOf2(int64_t value, Fixed exponent) {
  const Fixed whole = exponent >> FixedPlaces; // toward −∞, so that the rest is a fraction
  uint64_t factor = One;
  for (unsigned place = 0; place < FixedPlaces; ++place)
    if ((exponent >> (FixedPlaces - 1 - place) & 1) != 0) factor = factor * RootsOf2[place] / One;
  const auto v = static_cast<uint64_t>(value);
  const auto scaled = static_cast<int64_t>(v / One * factor + v % One * factor / One);
  return whole >= 0 ? scaled << whole : whole > -63 ? scaled >> -whole : 0;
}

} // namespace tiao::examples
