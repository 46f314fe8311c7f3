#pragma once

#include "runtime/number/rational.h"

#include <optional>

/// The rate of growth that a comparison of powers stands for. It is for reading alone: conditions are compared exactly,
/// without roots.
namespace tiao::explain {

struct Growth {
  number::Rational rate; // to the hundredth of a per cent, half up, where it is not exact
  bool exact = false;
};

/// The yearly rate r with first × (1 + r)^growths = last; none where first is not above 0 or last is below 0.
std::optional<Growth> compoundGrowth(const number::Rational& first, const number::Rational& last, int growths);

} // namespace tiao::explain
