#include "tests/unit/interpret/build.h"

#include "compiler/prove/prove.h"

#include <algorithm>

/// Each question on a policy for which the answer is yes, and on one for which it is no.
namespace tiao::test {
namespace {

using prove::Finding;
using prove::Question;
using prove::Verdict;

std::vector<Finding> ask(const Build& b, AwardId award, const prove::Options& options = {}) {
  REQUIRE(core::broken(b.program).empty());
  return prove::prove(b.program, award, options);
}

/// The findings of one question.
std::vector<Finding> of(const std::vector<Finding>& all, Question question) {
  std::vector<Finding> result;
  std::ranges::copy_if(all, std::back_inserter(result), [&](const Finding& f) { return f.question == question; });
  return result;
}

const Finding& only(const std::vector<Finding>& findings) {
  REQUIRE(findings.size() == 1);
  return findings.front();
}

Rational paid(const prove::Example& example, size_t variant) { return example.variants.at(variant).paid.back().amount; }

/// 20% of a base, with these limits.
struct Share : Build {
  FactId base = money("base");
  AwardId award;
  explicit Share(std::vector<core::Limit> limits) {
    award = Build::award("share", yes(), times(ref(base), plain(Rational(1, 5))), std::move(limits));
  }
  Share(std::initializer_list<int64_t> caps, int years) {
    std::vector<core::Limit> limits;
    for (const int64_t each : caps) limits.push_back(cap(each));
    if (years > 0) limits.push_back(count(years));
    award = Build::award("share", yes(), times(ref(base), plain(Rational(1, 5))), std::move(limits));
  }
};

core::Span words(uint32_t n) { return {0, n * 10, n * 10 + 5}; }

TEST_CASE("a clause that can give nothing is found", "[prove]") {
  Build b;
  const FactId size = b.money("size");
  const ExprId never = b.all({b.less(b.ref(size), b.yuan(10)), b.less(b.yuan(20), b.ref(size))});
  const AwardId dead = b.award("dead", never, b.yuan(100));
  const AwardId alive = b.award("alive", b.less(b.yuan(20), b.ref(size)), b.yuan(100));
  CHECK(only(of(ask(b, dead), Question::Given)).verdict == Verdict::Fails);
  CHECK(ask(b, dead).size() == 1); // and nothing more is asked of it
  CHECK(only(of(ask(b, alive), Question::Given)).verdict == Verdict::Holds);
}

TEST_CASE("a condition that the others imply is found, and one that is never met beside another", "[prove]") {
  Build b;
  const FactId size = b.money("size");
  const FactId good = b.truth("good");
  std::vector<ExprId> parts{b.less(b.yuan(10), b.ref(size)), b.less(b.yuan(20), b.ref(size)), b.ref(good)};
  for (uint32_t i = 0; i < parts.size(); ++i) b.program.exprs[parts[i]].span = words(i + 1);
  const AwardId award = b.award("award", b.all(parts), b.yuan(100));
  const std::vector<Finding> found = of(ask(b, award), Question::Condition);
  REQUIRE(found.size() == 3);
  CHECK(found[0].expr == parts[0]);
  CHECK(found[0].verdict == Verdict::Fails);
  CHECK(found[1].verdict == Verdict::Holds);
  CHECK(found[2].verdict == Verdict::Holds);
}

TEST_CASE("a floor that lifts above the cap before it is found", "[prove]") {
  Share within({100}, 0);
  CHECK(only(of(ask(within, within.award), Question::Ceiling)).verdict == Verdict::Holds);
  Build b;
  const FactId base = b.money("base");
  const AwardId above = b.award("above", b.yes(), b.ref(base), {b.cap(100), b.floor(150)});
  const Finding finding = only(of(ask(b, above), Question::Ceiling));
  CHECK(finding.verdict == Verdict::Fails);
  REQUIRE(finding.least);
  CHECK(paid(*finding.least, 0) > Rational(100));
  Share unlimited({}, 0);
  CHECK(only(of(ask(unlimited, unlimited.award), Question::Ceiling)).verdict == Verdict::NotAsked);
}

TEST_CASE("a cap that another keeps from binding is found, and a number of years that cannot be reached", "[prove]") {
  Share caps({100, 200}, 5); // in force in four years
  const std::vector<Finding> found = of(ask(caps, caps.award), Question::Limit);
  REQUIRE(found.size() == 3);
  CHECK(found[0].verdict == Verdict::Holds);
  CHECK(found[1].verdict == Verdict::Fails);
  CHECK(found[2].verdict == Verdict::Fails);
}

TEST_CASE("a cap that is always reached makes what is below it void", "[prove]") {
  Build b;
  const FactId growth = b.fact("growth", Plain);
  const ExprId raised = b.times(b.yuan(100), b.plus(b.plain(1), b.ref(growth)));
  const ExprId grows = b.atMost(b.plain(1), b.ref(growth));
  const AwardId idle = b.award("idle", grows, raised, {b.cap(100)});
  const AwardId works = b.award("works", grows, raised, {b.cap(300)});
  CHECK(only(of(ask(b, idle), Question::Idle)).verdict == Verdict::Fails);
  CHECK(only(of(ask(b, works), Question::Idle)).verdict == Verdict::Holds);
}

TEST_CASE("a cliff is found with its size and its place", "[prove]") {
  Build b;
  const FactId size = b.money("size");
  const AwardId award = b.award("award", b.less(b.yuan(20'000), b.ref(size)), b.yuan(5'000));
  const Finding cliff = only(of(ask(b, award), Question::Cliff));
  CHECK(cliff.verdict == Verdict::Fails);
  CHECK(cliff.gain == Rational(5'000));
  CHECK(cliff.loss == Rational(0));
  CHECK(cliff.most);
  REQUIRE(cliff.least);
  CHECK(paid(*cliff.least, 0) == Rational(0));
  CHECK(paid(*cliff.least, 1) == Rational(5'000));
  REQUIRE(cliff.least->variants[1].changed.size() == 1);
  CHECK(cliff.least->variants[1].changed[0].value == core::Constant(Rational(2'000'001, 100)));

  // A threshold where nothing jumps: what lies above it begins at nothing.
  const ExprId excess = b.add(Money, core::Greatest{b.plus(b.ref(size), b.yuan(-20'000)), b.yuan(0)});
  const AwardId smooth = b.award("smooth", b.less(b.yuan(20'000), b.ref(size)), excess);
  CHECK(only(of(ask(b, smooth), Question::Cliff)).verdict == Verdict::Holds);
}

TEST_CASE("more that pays less is found, in its year and over all years", "[prove]") {
  Build b;
  const FactId size = b.money("size");
  const AwardId small = b.award("for small ones", b.atMost(b.ref(size), b.yuan(1'000)), b.ref(size));
  const Finding less = only(of(ask(b, small), Question::More));
  CHECK(less.verdict == Verdict::Fails);
  REQUIRE(less.least);
  CHECK(paid(*less.least, 1) < paid(*less.least, 0));

  Share capped(std::vector<core::Limit>{}); // nothing is used up
  CHECK(only(of(ask(capped, capped.award), Question::More)).verdict == Verdict::Holds);
  CHECK(only(of(ask(capped, capped.award), Question::MoreInAll)).verdict == Verdict::Holds);
  Share once({}, 1); // a little, early, is all there is
  const Finding early = only(of(ask(once, once.award), Question::MoreInAll));
  CHECK(early.verdict == Verdict::Fails);
  REQUIRE(early.readable);
  CHECK(paid(*early.readable, 0) - paid(*early.readable, 1) >= Rational(1'000'000));
}

TEST_CASE("two parts of one gain what a cap cuts", "[prove]") {
  Share capped({100}, 0);
  const Finding finding = only(of(ask(capped, capped.award), Question::Split));
  CHECK(finding.verdict == Verdict::Fails);
  CHECK(finding.gain == Rational(100));
  CHECK(finding.most);
  Share open({}, 0);
  CHECK(only(of(ask(open, open.award), Question::Split)).verdict == Verdict::Holds);
}

TEST_CASE("the shares of who pays sum, or a case is shown", "[prove]") {
  Build b;
  const auto city = b.program.roles.add({{"", "city"}});
  const auto district = b.program.roles.add({{"", "district"}});
  const FactId far = b.truth("far", core::Per::Fixed);
  core::Split split;
  split.payers = {district, city};
  split.rest = city;
  split.cases.push_back({b.ref(far), {{district, Rational(3, 4)}, {city, Rational(1, 4)}}, {}});
  split.cases.push_back({b.negation(b.ref(far)), {{district, Rational(1, 2)}, {city, Rational(1, 2)}}, {}});
  b.program.split = split;
  CHECK(prove::proveShares(b.program, {})->verdict == Verdict::Holds);
  b.program.split->cases.pop_back();
  const auto gap = prove::proveShares(b.program, {});
  CHECK(gap->verdict == Verdict::Fails);
  CHECK(gap->least);
}

TEST_CASE("what the solver does not settle is undecided, never proved", "[prove]") {
  Share share({100}, 3);
  prove::Options few;
  few.steps = 1;
  for (const Finding& f : ask(share, share.award, few)) {
    INFO(static_cast<int>(f.question));
    CHECK(f.verdict == Verdict::Undecided);
    CHECK(f.why.contains(prove::Why::Exhausted));
  }
}

TEST_CASE("a proof that hangs on how many items there are is undecided", "[prove]") {
  Build b;
  const auto outlet = b.program.itemKinds.add({{"", "outlet"}, 10, {}});
  const FactId cost = b.itemFact(outlet, "cost", Money);
  const ExprId sum = b.add(Money, core::Sum{core::OverItems{outlet}, b.yes(), b.ref(cost)});
  const AwardId award = b.award("award", b.yes(), sum, {b.cap(100)});
  const Finding ceiling = only(of(ask(b, award), Question::Ceiling));
  CHECK(ceiling.verdict == Verdict::Undecided);
  CHECK(ceiling.why.contains(prove::Why::Items));
}

} // namespace
} // namespace tiao::test
