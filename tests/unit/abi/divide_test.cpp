#include "tests/random.h"

#include <catch2/catch.hpp>

// The evaluators' own 128-bit division, by another name than that of the compiler's library.
#define __udivti3 ownDivision // NOLINT
#include "runtime/abi/divide.cpp"
#undef __udivti3

TEST_CASE("the quotient of 128-bit numbers is the compiler's") {
  tiao::test::Random random(1);
  const auto draw = [&] {
    const auto part = [&] { return static_cast<Wide>(static_cast<uint32_t>(random.below(INT32_MAX)) * 2U + 1U); };
    return ((part() << 96) | (part() << 64) | (part() << 32) | part()) >> random.below(128);
  };
  for (int i = 0; i < 200'000; ++i) {
    const Wide a = draw();
    Wide b = draw();
    if (random.chance(20))
      b = a / static_cast<Wide>(random.below(5) + 1) + static_cast<Wide>(random.below(3)); // close by
    if (b == 0) continue;
    if (ownDivision(a, b) != a / b) FAIL("another quotient");
  }
  const Wide all = ~Wide{0};
  CHECK((ownDivision(all, 1) == all));
  CHECK((ownDivision(all, all) == 1));
  CHECK((ownDivision(all - 1, all) == 0));
  CHECK((ownDivision(0, 7) == 0));
}
