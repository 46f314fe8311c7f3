#include "compiler/interpret/range.h"

#include <catch2/catch.hpp>

using namespace tiao;
using namespace tiao::interpret;

namespace {

NumberRange range(int64_t lo, int64_t hi) { return between(lo, hi); }
const NumberRange Below{0, 0, true, false}; // (-∞, 0]
const NumberRange Above{0, 0, false, true}; // [0, ∞)
const NumberRange Any{0, 0, true, true};

} // namespace

TEST_CASE("Products reach their ends at ends of the operands", "[range]") {
  CHECK(multiply(range(-2, 3), range(-5, 7)) == range(-15, 21));
  CHECK(multiply(range(0, 0), Any) == range(0, 0));
  CHECK(multiply(range(-1, 2), Above) == Any);
  CHECK(multiply(range(1, 2), Below) == Below);
}

TEST_CASE("Quotients over divisors that may be 0", "[range]") {
  CHECK(quotient(range(6, 12), range(2, 3)) == range(2, 6));
  CHECK(quotient(range(1, 2), range(0, 4)) == NumberRange{Rational(1, 4), 0, false, true});
  CHECK(quotient(range(1, 2), range(-4, 0)) == NumberRange{0, Rational(-1, 4), true, false});
  CHECK(quotient(range(1, 2), range(-4, 4)) == Any);
  CHECK(quotient(range(0, 0), range(-4, 4)) == range(0, 0));
  CHECK(quotient(range(-1, 1), range(0, 4)) == Any);
}

TEST_CASE("Comparisons of ranges", "[range]") {
  CHECK(less(range(1, 2), range(3, 4)) == Truth::Yes);
  CHECK(less(range(1, 3), range(3, 4)) == Truth::Either);
  CHECK(less(range(3, 4), range(1, 3)) == Truth::No);
  CHECK(atMost(range(1, 3), range(3, 4)) == Truth::Yes);
  CHECK(less(Above, range(3, 4)) == Truth::Either);
  CHECK(less(Below, range(1, 4)) == Truth::Yes);
  CHECK(equal(range(1, 1), range(1, 1)) == Truth::Yes);
  CHECK(equal(range(1, 2), range(2, 3)) == Truth::Either);
  CHECK(equal(range(1, 2), range(3, 4)) == Truth::No);
}

TEST_CASE("Sets of members and texts", "[range]") {
  CHECK(equal(MemberSet{{true, false, false}}, MemberSet{{true, false, false}}) == Truth::Yes);
  CHECK(equal(MemberSet{{true, true, false}}, MemberSet{{true, false, false}}) == Truth::Either);
  CHECK(equal(MemberSet{{true, true, false}}, MemberSet{{false, false, true}}) == Truth::No);
  CHECK(equal(TextSet{"a"}, TextSet{"b"}) == Truth::No);
  CHECK(equal(TextSet{"a"}, TextSet{}) == Truth::Either);
  CHECK(hull(Set(TextSet{"a"}), Set(TextSet{"b"})) == Set(TextSet{}));
  CHECK(hull(Set(range(1, 2)), Set(range(5, 5))) == Set(range(1, 5)));
}

TEST_CASE("Anniversaries of a range of dates are those that some date in it has", "[range]") {
  using calendar::makeDate;
  const auto on = [](int y, unsigned m, unsigned d) { return *makeDate(y, m, d); };
  const DateRange march{on(2020, 3, 1), on(2020, 3, 31)};
  CHECK(anniversaries(march, on(2022, 1, 1), on(2022, 12, 31)) == range(1, 1));
  CHECK(anniversaries(march, on(2022, 3, 15), on(2022, 12, 31)) == range(0, 1));
  CHECK(anniversaries(march, on(2022, 4, 1), on(2022, 12, 31)) == range(0, 0));
  const DateRange ages{on(1900, 1, 1), on(1950, 1, 1)};
  CHECK(anniversaries(ages, on(2022, 1, 1), on(2022, 12, 31)) == range(1, 1));
  CHECK(anniversaries(ages, on(2022, 2, 1), on(2022, 12, 31)) == range(0, 1));
}
