#include "examples/register/random.h"

#include <catch2/catch.hpp>

#include <cmath>

namespace tiao::examples {

TEST_CASE("the first random numbers are those of splitmix64", "[register]") {
  Random random(1234567);
  CHECK(random.next() == 6457827717110365317U);
  CHECK(random.next() == 3203168211198807973U);
  CHECK(random.next() == 9817491932198370423U);
}

TEST_CASE("integer functions are close to the real ones", "[register]") {
  for (uint64_t value = 1; value < uint64_t{1} << 62U; value = value * 3 + 1)
    CHECK(static_cast<double>(log2(value)) / (1 << FixedPlaces) ==
          Approx(std::log2(static_cast<double>(value))).margin(1e-6));
  for (int hundredths = -500; hundredths <= 500; hundredths += 7) {
    const Fixed exponent = (Fixed{hundredths} << FixedPlaces) / 100;
    CHECK(static_cast<double>(timesPowerOf2(1'000'000'007, exponent)) ==
          Approx(1'000'000'007 * std::exp2(hundredths / 100.0)).epsilon(1e-6));
  }
  CHECK(timesPowerOf2(7, 0) == 7);
  CHECK(timesPowerOf2(7, Fixed{3} << FixedPlaces) == 56);
}

TEST_CASE("bounds are kept", "[register]") {
  Random random(1);
  bool least = false, greatest = false;
  for (int i = 0; i < 1000; ++i) {
    const int64_t value = random.between(-2, 2);
    REQUIRE((value >= -2 && value <= 2));
    least |= value == -2;
    greatest |= value == 2;
    REQUIRE(random.halvings() >= 0);
  }
  CHECK(least);
  CHECK(greatest);
}

} // namespace tiao::examples
