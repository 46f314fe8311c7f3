#include "tests/unit/interpret/random_case.h"

#include "compiler/prove/compare.h"

/// Two versions of an award: the verdict, and a case for each direction that the interpreter has computed.
namespace tiao::test {
namespace {

using prove::Change;
using prove::Comparison;

struct Version : Build {
  FactId base = money("base");
  AwardId award;
  Version(const Rational& rate, std::vector<core::Limit> (*limits)(Build&)) {
    award = Build::award("aid", yes(), times(ref(base), plain(rate)), limits(*this));
  }
};

std::vector<core::Limit> none(Build&) { return {}; }
template <int64_t Bound> std::vector<core::Limit> inAll(Build& b) { return {b.count(3), b.life(Bound)}; }
template <int64_t Bound> std::vector<core::Limit> inAllFirst(Build& b) { return {b.life(Bound)}; }

Comparison compare(const Version& a, const Version& b) {
  return prove::compare(a.program, a.award, b.program, b.award, {});
}

TEST_CASE("the same in other words is proved unchanged", "[prove]") {
  Version a(Rational(1, 5), inAll<500>);
  Version b(Rational(20, 100), inAll<500>);
  // 2 × base ÷ 10, written as a sum
  const ExprId tenth = b.times(b.ref(b.base), b.plain(Rational(1, 10)));
  b.program.awards[b.award].amount = b.plus(tenth, tenth);
  CHECK(compare(a, b).change == Change::Unchanged);
}

TEST_CASE("a cap raised is more generous, and lowered less, with a case that shows it", "[prove]") {
  const Version five(Rational(1, 5), inAll<500>);
  const Version eight(Rational(1, 5), inAll<800>);
  const Comparison up = compare(five, eight);
  CHECK(up.change == Change::MoreGenerous);
  REQUIRE(up.gains);
  REQUIRE(up.gains->least);
  CHECK(up.gains->least->variants[0].paid.back().amount < up.gains->least->variants[1].paid.back().amount);
  CHECK_FALSE(up.loses);
  CHECK(compare(eight, five).change == Change::LessGenerous);
}

TEST_CASE("a higher rate under a lower cap goes both ways", "[prove]") {
  const Version a(Rational(1, 5), inAllFirst<500>);
  const Version b(Rational(3, 10), inAllFirst<400>);
  const Comparison both = compare(a, b);
  CHECK(both.change == Change::BothWays);
  CHECK(both.gains);
  CHECK(both.loses);
}

TEST_CASE("a fact of another type cannot be compared, and too few steps decide nothing", "[prove]") {
  const Version a(Rational(1, 5), none);
  Version b(Rational(3, 10), none);
  prove::CompareOptions few;
  few.steps = 1;
  CHECK(prove::compare(a.program, a.award, b.program, b.award, few).change == Change::Undecided);
  b.program.facts[b.base].per = core::Per::Fixed;
  const Comparison other = compare(a, b);
  CHECK(other.change == Change::NotComparable);
  CHECK(other.fact == a.base);
}

TEST_CASE("random programs are unchanged against themselves", "[prove]") {
  int proved = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed + 300);
    Shape shape;
    shape.items = false;
    const RandomProgram program(random, shape);
    const core::Program copy = program.program;
    const Comparison same = prove::compare(program.program, {0}, copy, {0}, {});
    INFO(core::print(program.program));
    CHECK((same.change == Change::Unchanged || same.change == Change::Undecided));
    proved += same.change == Change::Unchanged ? 1 : 0;
  }
  CHECK(proved >= 10);
}

} // namespace
} // namespace tiao::test
