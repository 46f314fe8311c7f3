#include "tests/unit/interpret/random_case.h"
#include "tests/unit/prove/pair.h"

#include "compiler/prove/compare.h"

#include <map>

/// No case that is tried contradicts what two versions are said to be: random programs with one thing changed, each
/// compared and then computed by the interpreter on random subjects.
namespace tiao::test {
namespace {

using prove::Change;

/// What an award gives, by year.
std::map<int, Rational> given(const core::Program& program, AwardId award, World world) {
  world.program = &program;
  const Result result =
      interpret::evaluate(program, world.complete(), {}, {RandomProgram::FirstYear, RandomProgram::LastYear});
  std::map<int, Rational> years;
  for (const Outcome& o : result.outcomes) {
    if (o.award != award) continue;
    REQUIRE(o.amount.definite());
    years[o.period.year] += o.amount.lo;
  }
  return years;
}

Rational total(const std::map<int, Rational>& years) {
  Rational all;
  for (const auto& [year, amount] : years) all += amount;
  return all;
}

struct Tally {
  int unchanged = 0, oneWay = 0, bothWays = 0, undecided = 0, differing = 0;
};

void tryPair(uint64_t seed, Tally& tally) {
  Random random(seed);
  Shape shape;
  shape.items = false;
  shape.pools = random.chance(30);
  shape.choices = random.chance(50);
  const RandomProgram first(random, shape);
  core::Program second = first.program;
  const AwardId award{static_cast<uint32_t>(random.below(static_cast<int>(first.program.awards.size())))};
  const std::string what = mutate(random, second, award);
  if (what.empty() || !core::broken(second).empty()) return;
  prove::CompareOptions few;
  few.steps = 500'000;
  few.exactly = false;
  const prove::Comparison verdict = prove::compare(first.program, award, second, award, few);
  INFO("seed " << seed << ": " << what << ", award " << award.index << "\n"
               << core::print(first.program) << "\n--- becomes\n"
               << core::print(second));
  REQUIRE(verdict.change != Change::NotComparable);
  for (int round = 0; round < 12; ++round) {
    World world = randomWorld(random, first);
    world.firstYear.reset(); // a proof speaks of subjects that are there from the beginning
    const auto before = given(first.program, award, world), after = given(second, award, world);
    if (before != after) ++tally.differing;
    if (verdict.change == Change::Unchanged) REQUIRE(before == after);
    if (verdict.change == Change::MoreGenerous) REQUIRE(total(before) <= total(after));
    if (verdict.change == Change::LessGenerous) REQUIRE(total(after) <= total(before));
  }
  switch (verdict.change) {
  case Change::Unchanged: ++tally.unchanged; break;
  case Change::MoreGenerous:
  case Change::LessGenerous: ++tally.oneWay; break;
  case Change::BothWays: ++tally.bothWays; break;
  case Change::Undecided: ++tally.undecided; break;
  case Change::NotComparable: break;
  }
  // What is shown was computed; it must also show what is said.
  for (const auto& [difference, sign] : {std::pair(verdict.gains, 1), std::pair(verdict.loses, -1)}) {
    if (!difference || !difference->least) continue;
    const auto& paid = difference->least->variants;
    const auto amount = [&](size_t i) { return paid.at(i).paid.empty() ? Rational(0) : paid.at(i).paid.back().amount; };
    REQUIRE((amount(1) - amount(0)).sign() == sign);
  }
}

TEST_CASE("no sampled case contradicts the verdict on a random pair", "[prove]") {
  Tally tally;
  const int pairs = cases(60);
  for (int seed = 0; seed < pairs; ++seed) tryPair(static_cast<uint64_t>(seed) + 41'000, tally);
  INFO("unchanged " << tally.unchanged << ", one way " << tally.oneWay << ", both ways " << tally.bothWays
                    << ", undecided " << tally.undecided << ", samples that differ " << tally.differing);
  // The pairs are of every kind, and the samples see differences.
  CHECK(tally.unchanged * 20 > pairs);
  CHECK(tally.oneWay * 10 > pairs);
  CHECK(tally.bothWays * 40 > pairs);
  CHECK(tally.differing > pairs / 2);
  CHECK(tally.undecided * 3 < pairs * 2); // dates that are moved, products, more items than one
}

} // namespace
} // namespace tiao::test
