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

/// 100, or 100 where the cubes of three facts sum to three times their product at least: which they always do.
struct Means : Build {
  AwardId award;
  explicit Means(bool asked) {
    std::vector<ExprId> of;
    for (const char* name : {"first", "second", "third"}) {
      const FactId id = fact(name, Plain);
      program.facts[id].lo = 0;
      of.push_back(ref(id));
    }
    const auto product = [&](ExprId x, ExprId y, ExprId z) { return times(times(x, y), z); };
    const ExprId cubes =
        plus(product(of[0], of[0], of[0]), plus(product(of[1], of[1], of[1]), product(of[2], of[2], of[2])));
    const ExprId met = atMost(times(product(of[0], of[1], of[2]), plain(3)), cubes);
    award = Build::award("aid", asked ? met : yes(), yuan(100));
  }
};

TEST_CASE("what can neither be proved nor refuted is undecided, never unchanged", "[prove]") {
  const Means a(true), b(false);
  prove::CompareOptions few;
  few.steps = 200'000;
  const Comparison same = prove::compare(a.program, a.award, b.program, b.award, few);
  CHECK(same.change == Change::Undecided);
  CHECK(same.why.contains(prove::Why::Exhausted));
  CHECK_FALSE(same.gains);
  CHECK_FALSE(same.loses);
}

TEST_CASE("half up made down is less generous, by a fen at most", "[prove]") {
  Version up(Rational(1, 5), none), down(Rational(1, 5), none);
  down.program.awards[down.award].mode = core::RoundMode::Down;
  prove::CompareOptions most;
  most.most = true;
  up.program.to = up.program.awards[up.award].to = day(2022, 12, 31); // one year
  down.program.to = down.program.awards[down.award].to = day(2022, 12, 31);
  const Comparison change = prove::compare(up.program, up.award, down.program, down.award, most);
  CHECK(change.change == Change::LessGenerous);
  REQUIRE(change.loses);
  CHECK(change.loses->by == Rational(1, 100));
  CHECK(change.loses->most);
}

TEST_CASE("a cap before the rate is another than one after it", "[prove]") {
  Version before(Rational(1, 5), none), after(Rational(1, 5), none);
  before.program.awards[before.award].amount =
      before.times(before.least(before.ref(before.base), before.yuan(500), true), before.plain(Rational(1, 5)));
  after.program.awards[after.award].limits = {after.cap(500)};
  CHECK(compare(before, after).change == Change::MoreGenerous);
}

TEST_CASE("compound growth made that of the arithmetic mean lets more in", "[prove]") {
  // v₃ ≥ 1.44 v₁ over two years, against (v₂ ÷ v₁ + v₃ ÷ v₂) ÷ 2 ≥ 1.2, multiplied out
  const auto version = [](bool compound) {
    Build b;
    const FactId sales = b.money("sales");
    const ExprId now = b.ref(sales), last = b.back(now, 1), first = b.back(now, 2);
    const ExprId there = b.all({b.less(b.yuan(0), first), b.less(b.yuan(0), last)});
    ExprId grown = b.atMost(b.times(first, b.plain(Rational(144, 100))), now);
    if (!compound) {
      const ExprId all = b.plus(b.times(last, last), b.times(now, first));
      grown = b.atMost(b.times(b.times(first, last), b.plain(Rational(24, 10))), all);
    }
    b.award("aid", b.all({there, grown}), b.yuan(100));
    return b;
  };
  const Build a = version(true), b = version(false);
  prove::CompareOptions few;
  few.steps = 1'000'000;
  const Comparison change = prove::compare(a.program, {0}, b.program, {0}, few);
  CHECK(change.gains);
  CHECK_FALSE(change.loses);
  CHECK((change.change == Change::MoreGenerous || change.change == Change::Undecided));
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
