#include "tests/unit/prove/sampled_pair.h"

#include "tests/unit/interpret/random_case.h"
#include "tests/unit/prove/pair.h"

#include <fmt/format.h>
#include <map>

namespace tiao::test {

namespace {

using prove::Change;
using ByYear = std::map<int, Rational>;

/// What an award gives, by year; of a complete world every amount is known.
ByYear given(const core::Program& program, AwardId award, World world, std::string& contradiction) {
  world.program = &program;
  const Result result =
      interpret::evaluate(program, world.complete(), {}, {RandomProgram::FirstYear, RandomProgram::LastYear});
  ByYear years;
  for (const Outcome& o : result.outcomes) {
    if (o.award != award) continue;
    if (!o.amount.definite()) contradiction = "every fact is told, and an amount is not known";
    years[o.period.year] += o.amount.lo;
  }
  return years;
}

Rational total(const ByYear& years) {
  Rational all;
  for (const auto& [year, amount] : years) all += amount;
  return all;
}

bool holds(Change verdict, const ByYear& before, const ByYear& after) {
  switch (verdict) {
  case Change::Unchanged: return before == after;
  case Change::MoreGenerous: return total(before) <= total(after);
  case Change::LessGenerous: return total(after) <= total(before);
  case Change::BothWays:
  case Change::Undecided: return true;
  case Change::NotComparable: return false; // no change of one thing does that
  }
  return false;
}

/// What is shown was computed; it must also show what is said.
bool shows(const std::optional<prove::Difference>& difference, int sign) {
  if (!difference || !difference->least) return true;
  const auto& paid = difference->least->variants;
  const auto amount = [&](size_t i) { return paid.at(i).paid.empty() ? Rational(0) : paid.at(i).paid.back().amount; };
  return (amount(1) - amount(0)).sign() == sign;
}

} // namespace

std::optional<SampledPair> samplePair(uint64_t seed) {
  Random random(seed);
  Shape shape;
  shape.items = false;
  shape.pools = random.chance(30);
  shape.choices = random.chance(50);
  const RandomProgram first(random, shape);
  core::Program second = first.program;
  const AwardId award{static_cast<uint32_t>(random.below(static_cast<int>(first.program.awards.size())))};
  const std::string what = mutate(random, second, award);
  if (what.empty() || !core::broken(second).empty()) return std::nullopt;
  prove::CompareOptions few;
  few.steps = 500'000;
  few.exactly = false;
  const prove::Comparison verdict = prove::compare(first.program, award, second, award, few);
  SampledPair pair;
  pair.change = verdict.change;
  pair.programs = fmt::format("seed {}: {}, award {}\n{}\n--- becomes\n{}", seed, what, award.index,
                              core::print(first.program), core::print(second));
  for (int round = 0; round < 12; ++round) {
    World world = randomWorld(random, first);
    world.firstYear.reset(); // a proof speaks of subjects that are there from the beginning
    const ByYear before = given(first.program, award, world, pair.contradiction);
    const ByYear after = given(second, award, world, pair.contradiction);
    if (before != after) ++pair.differing;
    if (!holds(verdict.change, before, after)) pair.contradiction = fmt::format("subject {} contradicts it", round);
  }
  if (!shows(verdict.gains, 1)) pair.contradiction = "the example that gains does not gain";
  if (!shows(verdict.loses, -1)) pair.contradiction = "the example that loses does not lose";
  return pair;
}

} // namespace tiao::test
