#include "compiler/interpret/choice.h"
#include "tests/unit/interpret/random_case.h"

#include <map>
#include <numeric>

// Law 14 of core.md section 11: the chosen set, against all sets.

using namespace tiao;
using namespace tiao::test;
using namespace tiao::interpret;

namespace {

Group randomGroup(Random& random, uint32_t n, int density) {
  Group group;
  group.conflicts.resize(n);
  for (uint32_t a = 0; a < n; ++a) {
    group.awards.push_back({a});
    for (uint32_t b = 0; b < a; ++b) {
      if (!random.chance(density)) continue;
      group.conflicts[a] |= uint64_t{1} << b;
      group.conflicts[b] |= uint64_t{1} << a;
    }
  }
  group.byName.resize(n);
  std::iota(group.byName.begin(), group.byName.end(), 0U);
  group.elected = random.chance(20);
  if (random.chance(30)) {
    group.rank = group.byName;
    random.shuffle(group.rank);
    group.rank.resize(static_cast<size_t>(random.below(static_cast<int>(n) + 1)));
  }
  return group;
}

/// Every set of awards above 0 without a conflict that cannot be enlarged, by trying all.
std::vector<uint64_t> allAllowed(const Group& group, const std::vector<Rational>& c) {
  const size_t n = group.awards.size();
  uint64_t positive = 0;
  for (size_t i = 0; i < n; ++i) positive |= c[i].sign() > 0 ? uint64_t{1} << i : 0;
  std::vector<uint64_t> result;
  for (uint64_t set = 0; set < uint64_t{1} << n; ++set) {
    if ((set & ~positive) != 0) continue;
    uint64_t against = 0;
    for (size_t i = 0; i < n; ++i) against |= (set >> i & 1U) != 0 ? group.conflicts[i] : 0;
    if ((set & against) == 0 && (positive & ~set & ~against) == 0) result.push_back(set);
  }
  return result;
}

Rational sumOf(uint64_t set, const std::vector<Rational>& c) {
  Rational sum;
  for (size_t i = 0; i < c.size(); ++i) {
    if ((set >> i & 1U) != 0) sum += c[i];
  }
  return sum;
}

} // namespace

TEST_CASE("Law 14: the chosen set is allowed and has the greatest sum of all", "[laws]") {
  for (int seed = 0; seed < cases(3); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 30'000'000);
    const auto n = static_cast<uint32_t>(2 + random.below(7));
    Group group = randomGroup(random, n, 20 + random.below(60));
    group.elected = false;
    std::vector<Rational> c;
    Offer offer;
    for (uint32_t i = 0; i < n; ++i) {
      c.emplace_back(random.below(6));
      offer.amounts.push_back({c[i], c[i]});
    }
    offer.electionKnown = true;
    if (random.chance(70)) offer.elected = static_cast<uint32_t>(random.below(static_cast<int>(n)));
    const Verdict verdict = choose(group, offer);
    uint64_t chosen = 0;
    for (uint32_t i = 0; i < n; ++i) {
      REQUIRE(verdict.held[i] != Held::InSome);
      REQUIRE(verdict.forgone[i] != Truth::Either);
      if (verdict.held[i] == Held::InAll) chosen |= uint64_t{1} << i;
      const bool against = (verdict.lostTo[i] & chosen) != 0;
      if (c[i].sign() > 0) REQUIRE((verdict.held[i] == Held::InAll) == (verdict.forgone[i] == Truth::No));
      if (against) REQUIRE(verdict.forgone[i] == Truth::Yes);
    }
    const auto allowed = allAllowed(group, c);
    Rational greatest;
    for (const uint64_t set : allowed) greatest = number::greatest(greatest, sumOf(set, c));
    INFO("seed " << seed);
    REQUIRE(std::find(allowed.begin(), allowed.end(), chosen) != allowed.end());
    REQUIRE(sumOf(chosen, c) == greatest);
    REQUIRE(verdict.total == Amount{greatest, greatest});
  }
}

TEST_CASE("Law 14: on ranges every choice that some amounts would make is possible", "[laws]") {
  for (int seed = 0; seed < cases(3); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 31'000'000);
    const auto n = static_cast<uint32_t>(2 + random.below(6));
    const Group group = randomGroup(random, n, 20 + random.below(60));
    Offer wide, exact;
    for (uint32_t i = 0; i < n; ++i) {
      const Rational lo = random.below(4), hi = lo + Rational(random.chance(50) ? 0 : random.below(4));
      wide.amounts.push_back({lo, hi});
      const Rational x = lo + Rational(random.below(static_cast<int>((hi - lo).toInt64().value()) + 1));
      exact.amounts.push_back({x, x});
    }
    exact.electionKnown = true;
    if (random.chance(70)) exact.elected = static_cast<uint32_t>(random.below(static_cast<int>(n)));
    wide.electionKnown = random.chance(50);
    if (wide.electionKnown) wide.elected = exact.elected;
    const Verdict some = choose(group, wide);
    const Verdict one = choose(group, exact);
    INFO("seed " << seed);
    REQUIRE(some.total.lo <= one.total.lo);
    REQUIRE(one.total.hi <= some.total.hi);
    for (uint32_t i = 0; i < n; ++i) {
      INFO("award " << i);
      const bool positive = exact.amounts[i].lo.sign() > 0;
      if (one.held[i] == Held::InAll) REQUIRE(some.held[i] != Held::InNone);
      if (one.held[i] == Held::InNone && positive) REQUIRE(some.held[i] != Held::InAll);
      if (some.forgone[i] != Truth::Either) REQUIRE(some.forgone[i] == one.forgone[i]);
    }
  }
}

TEST_CASE("Law 14: adding an award never lowers the total of the choice", "[laws]") {
  for (int seed = 0; seed < cases(6); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 32'000'000);
    const auto n = static_cast<uint32_t>(2 + random.below(7));
    Group group = randomGroup(random, n, 50);
    group.elected = false;
    Offer offer;
    for (uint32_t i = 0; i < n; ++i) {
      const Rational lo = random.below(6);
      offer.amounts.push_back({lo, lo + Rational(random.below(3))});
    }
    const Verdict with = choose(group, offer);
    offer.amounts[static_cast<size_t>(random.below(static_cast<int>(n)))] = {};
    const Verdict without = choose(group, offer);
    REQUIRE(without.total.lo <= with.total.lo);
    REQUIRE(without.total.hi <= with.total.hi);
  }
}

TEST_CASE("Law 14: adding an award without conflicts changes no other outcome", "[laws]") {
  for (int seed = 0; seed < cases(12); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 33'000'000);
    RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Case facts = world.told(some(random, std::vector<bool>(world.tellings.size(), true), 85));
    const Result before = evaluate(p.program, facts, {}, {2022, 2024});
    core::Program more = p.program; // its elections still name the awards there were
    core::Award extra = more.awards[AwardId{0}];
    extra.name = {"", "extra"};
    more.awards.add(extra);
    const Result after = evaluate(more, facts, {}, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program));
    size_t next = 0;
    for (const Outcome& o : after.outcomes) {
      if (o.award.index + 1 == more.awards.size()) continue;
      REQUIRE(next < before.outcomes.size());
      REQUIRE(sameOutcome(before.outcomes[next], o));
      ++next;
    }
    REQUIRE(next == before.outcomes.size());
  }
}

TEST_CASE("Law 14: in a random program no two awards in conflict are given, and nothing better could be", "[laws]") {
  int settled = 0, kept = 0;
  for (int seed = 0; seed < cases(6); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 34'000'000);
    const RandomProgram p(random, {});
    if (p.program.choices.empty()) continue;
    const World world = randomWorld(random, p);
    const Ledger start = random.chance(50) ? Ledger{} : randomLedger(random, p, false);
    const Result result = evaluate(p.program, world.complete(), start, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program) << text(result));
    bool plain = true; // nothing but this year's highest, at one level
    for (const core::Choice& choice : p.program.choices) {
      plain = plain && !choice.matter && !choice.elected && choice.level == p.program.choices[0].level;
    }
    for (int year = 2022; year <= 2024; ++year) {
      // What each award was given, and what was computed, by key of the choice.
      std::map<std::pair<uint32_t, Key>, Rational> given, computed;
      for (const Outcome& o : result.outcomes) {
        if (o.period.year != year) continue;
        for (const Key key : o.key.isSubject() ? std::vector{Key{}} : std::vector{Key{}, o.key}) {
          given[{o.award.index, key}] += o.amount.hi;
          computed[{o.award.index, key}] += o.computed.hi;
        }
      }
      for (const core::Choice& choice : p.program.choices) {
        if (!inForce(p.program, choice, year)) continue;
        for (const auto& [a, b] : choice.conflicts) {
          for (int item = -1; item < 3; ++item) {
            if ((item >= 0) != choice.level.has_value()) continue;
            REQUIRE((given[{a.index, Key{item}}].isZero() || given[{b.index, Key{item}}].isZero()));
            kept += (given[{a.index, Key{item}}] + given[{b.index, Key{item}}]).sign();
          }
        }
      }
      if (!plain) continue;
      for (const auto& told : result.groups) {
        if (told.year != year) continue;
        Group group;
        std::vector<Rational> c;
        group.awards = told.awards;
        group.conflicts.resize(group.awards.size());
        for (size_t i = 0; i < group.awards.size(); ++i) {
          c.push_back(computed[{group.awards[i].index, told.key}]);
          for (const core::Choice& choice : p.program.choices) {
            if (!inForce(p.program, choice, year)) continue;
            for (const auto& [a, b] : choice.conflicts) {
              for (size_t j = 0; j < group.awards.size(); ++j) {
                const bool here =
                    (a == group.awards[i] && b == group.awards[j]) || (b == group.awards[i] && a == group.awards[j]);
                if (here) group.conflicts[i] |= uint64_t{1} << j;
              }
            }
          }
        }
        Rational greatest;
        for (const uint64_t set : allAllowed(group, c)) greatest = number::greatest(greatest, sumOf(set, c));
        INFO(year << ": " << text(told.total) << " against " << greatest.toString());
        REQUIRE(told.total == Amount{greatest, greatest});
        ++settled;
      }
    }
  }
  CHECK(settled > 0);
  CHECK(kept > 0);
}
