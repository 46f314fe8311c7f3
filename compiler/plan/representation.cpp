#include "compiler/plan/representation.h"

#include <algorithm>

namespace tiao::plan {

namespace {

/// Up to here whole numbers are reckoned exactly in doubles: their products with quotients stay below 2⁵³.
constexpr Wide mostExact = Wide{1} << 51;

} // namespace

unsigned bitsOf(Interval range) {
  const auto fits = [&](unsigned bits) {
    const Wide end = Wide{1} << (bits - 1);
    return -end <= range.lo && range.hi < end;
  };
  return fits(32) ? 32 : fits(64) ? 64 : 128;
}

Division divisionOf(Interval a, Interval b) {
  Division result;
  if (b.lo == b.hi && (b.lo & (b.lo - 1)) == 0) {
    result.how = Quotient::Shift;
    result.bits = bitsOf(a);
    return result;
  }
  result.lift = a.lo >= 0 ? 0 : (-a.lo + b.lo - 1) / b.lo;
  const Wide most = a.hi + result.lift * b.hi;
  result.bits = std::max({64U, bitsOf({0, most}), bitsOf(b)});
  if (most < mostExact && b.hi < mostExact)
    result.how = Quotient::Doubles;
  else
    result.how = result.bits == 64 ? Quotient::Words : Quotient::Wide;
  return result;
}

} // namespace tiao::plan
