#include "tests/unit/interpret/random_case.h"

#include "compiler/prove/assertion.h"

#include <algorithm>

/// What is proved of a program is so in every case that is drawn, choices and shared totals included; what is refuted
/// has an example, and by how much.
namespace tiao::test {
namespace {

using core::Claim;
using prove::Asserted;
using prove::Assignment;
using prove::Verdict;

/// Two awards of which one is given, the higher: 20% of a base, and a fixed amount.
struct Rivals : Build {
  FactId base = money("base");
  FactId settled = truth("settled");
  AwardId share = award("share", ref(settled), times(ref(base), plain(Rational(1, 5))));
  AwardId fixed = award("fixed", yes(), yuan(100));
  Rivals() {
    core::Choice choice;
    choice.conflicts = {{share, fixed}};
    choice.rank = {share, fixed};
    program.choices.push_back(choice);
    REQUIRE(core::broken(program).empty());
  }
  Asserted ask(const Claim& claim) { return prove::proveAssertion(program, claim, {}); }
};

TEST_CASE("an assertion is of the program whole", "[prove]") {
  Rivals r;
  Claim apart;
  apart.kind = Claim::Kind::Apart;
  apart.clauses = {{r.share}, {r.fixed}};
  const Asserted together = r.ask(apart);
  CHECK(together.verdict == Verdict::Holds);
  CHECK(together.asWhole); // what the choice takes decides it
  r.program.choices.clear();
  const Asserted without = r.ask(apart);
  REQUIRE(without.verdict == Verdict::Fails);
  CHECK(without.year == 2022);
  REQUIRE(without.least);
  CHECK(without.least->variants.size() == 2);
}

TEST_CASE("an upper bound is proved whatever the choice takes", "[prove]") {
  Rivals r;
  Claim atMost;
  atMost.clauses = {{r.fixed}};
  atMost.bound = r.yuan(100);
  const Asserted found = r.ask(atMost);
  CHECK(found.verdict == Verdict::Holds);
  CHECK(!found.asWhole);
  atMost.op = Claim::Bound::AtLeast; // the choice may take it
  CHECK(r.ask(atMost).verdict == Verdict::Fails);
  atMost.whenGiven = true;
  CHECK(r.ask(atMost).verdict == Verdict::Holds);
}

TEST_CASE("the example of a bound is the smallest, and says what it is held against", "[prove]") {
  Rivals r;
  Claim claim;
  claim.clauses = {{r.share}};
  claim.bound = r.times(r.ref(r.base), r.plain(Rational(1, 5))); // rounding goes above it
  claim.condition = r.ref(r.settled);
  const Asserted found = r.ask(claim);
  REQUIRE(found.verdict == Verdict::Fails);
  REQUIRE(found.found);
  CHECK(*found.found == Rational(100));           // less, and the other is chosen
  CHECK(*found.bound == Rational(99996, 1000));   // of 499.98
  claim.condition = r.negation(r.ref(r.settled)); // it speaks of nothing then
  CHECK(r.ask(claim).verdict == Verdict::Holds);
}

/// A random value for each unknown, within its bounds.
Assignment drawn(Random& random, const prove::Terms& terms) {
  Assignment result;
  for (uint32_t i = 0; i < terms.numbers(); ++i) {
    const prove::Bounds& of = terms.boundsOfUnknown(i);
    const Rational grain = of.grain.value_or(1);
    const int64_t steps = ((*of.hi - *of.lo) / grain).floor().toInt64().value_or(1000);
    result.numbers.push_back(*of.lo +
                             grain * Rational(random.below(static_cast<int>(std::min<int64_t>(steps, 4000)) + 1)));
    if (random.chance(10)) result.numbers.back() = random.chance(50) ? *of.lo : *of.hi;
  }
  for (size_t i = 0; i < terms.truths(); ++i) result.truths.push_back(random.chance(75));
  return result;
}

TEST_CASE("no case that is drawn contradicts a proof", "[prove]") {
  constexpr int first = RandomProgram::FirstYear, last = RandomProgram::LastYear;
  const int programs = cases(400);
  int proved = 0, refuted = 0;
  for (int seed = 0; seed < programs; ++seed) {
    Random random(static_cast<uint64_t>(seed) + 31'000);
    Shape shape;
    shape.items = false;
    RandomProgram program(random, shape);
    prove::Terms terms;
    prove::Symbols symbols(terms);
    std::vector<AwardId> awards;
    for (uint32_t i = 0; i < program.program.awards.size(); ++i) awards.push_back({i});
    prove::Encoder(terms, symbols, program.program, {1, first, last}).encode(awards);
    std::vector<interpret::Result> results;
    for (int round = 0; round < 40; ++round)
      results.push_back(interpret::evaluate(
          program.program, symbols.caseOf(program.program, drawn(random, terms), 2015, 2025, 1), {}, {first, last}));
    const auto most = [&](AwardId award) {
      Rational found;
      for (const interpret::Result& result : results)
        for (int year = first; year <= last; ++year) {
          Rational sum;
          for (const Outcome& o : result.outcomes)
            if (o.award == award && o.period.year == year) sum += o.amount.lo;
          found = number::greatest(found, sum);
        }
      return found;
    };
    for (const AwardId award : awards) {
      const Rational reached = most(award);
      for (const Rational& bound : {reached / 2, reached * 4 + 1000}) {
        Claim claim;
        claim.clauses = {{award}};
        claim.bound = program.yuan(bound);
        prove::Options options;
        options.steps = 100'000;
        const Asserted found = prove::proveAssertion(program.program, claim, options);
        INFO("seed " << seed << " award " << award.index << " bound " << bound.toString());
        CHECK(!found.why.contains(prove::Why::Disagreement));
        CHECK(!found.why.contains(prove::Why::SolverFailed));
        if (found.verdict == Verdict::Holds) {
          ++proved;
          CHECK(reached <= bound);
        }
        if (found.verdict == Verdict::Fails) {
          ++refuted;
          CHECK(*found.bound < *found.found);
        }
      }
    }
  }
  CHECK(proved > 5);
  CHECK(refuted > 5);
}

} // namespace
} // namespace tiao::test
