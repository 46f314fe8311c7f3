#include "tests/unit/interpret/random_case.h"

#include <algorithm>

// Laws 5 to 8 of core.md section 11: time.

using namespace tiao;
using namespace tiao::test;
using interpret::evaluate;

namespace {

/// Everything but reasons and waterfall, which tell of the ledger in the words of the run.
void requireSame(const Outcome& a, const Outcome& b) {
  INFO("award " << a.award.index << " key " << a.key.item << " in " << calendar::toString(a.period) << ": " << text(a)
                << " against " << text(b));
  REQUIRE(a.award == b.award);
  REQUIRE(a.key == b.key);
  REQUIRE(a.period == b.period);
  REQUIRE(sameOutcome(a, b));
  REQUIRE(a.needs == b.needs);
  REQUIRE(a.computed == b.computed);
  REQUIRE(a.ceiling == b.ceiling);
}

} // namespace

TEST_CASE("Law 5: a run is its years run one after another from the ledger", "[laws]") {
  for (int seed = 0; seed < cases(8); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 10'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Case facts =
        world.told(some(random, std::vector<bool>(world.tellings.size(), true), random.chance(50) ? 100 : 85));
    Ledger start = random.chance(50) ? Ledger{} : randomLedger(random, p, random.chance(50));
    if (random.chance(40)) start = widened(random, p, start);
    const Result whole = evaluate(p.program, facts, start, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program));
    for (int k = 2022; k < 2024; ++k) {
      const Result first = evaluate(p.program, facts, start, {2022, k});
      const Result rest = evaluate(p.program, facts, first.ledger, {2022, 2024});
      REQUIRE(first.outcomes.size() + rest.outcomes.size() == whole.outcomes.size());
      for (size_t i = 0; i < whole.outcomes.size(); ++i) {
        const size_t before = first.outcomes.size();
        requireSame(i < before ? first.outcomes[i] : rest.outcomes[i - before], whole.outcomes[i]);
      }
      REQUIRE(rest.ledger.entries == whole.ledger.entries);
      REQUIRE(rest.ledger.completeThrough == whole.ledger.completeThrough);
    }
  }
}

TEST_CASE("Law 6: facts of later years never change an earlier outcome", "[laws]") {
  for (int seed = 0; seed < cases(12); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 11'000'000);
    const RandomProgram p(random, {});
    World world = randomWorld(random, p);
    Ledger start = random.chance(50) ? Ledger{} : randomLedger(random, p, false);
    if (random.chance(30)) start = widened(random, p, start);
    const int year = 2022 + random.below(2);
    const auto told = some(random, std::vector<bool>(world.tellings.size(), true), 85);
    const Result before = evaluate(p.program, world.told(told), start, {2022, 2024});
    auto otherwise = told;
    for (size_t i = 0; i < otherwise.size(); ++i) {
      Telling& t = world.tellings[i];
      if (t.listOfYear.value_or(t.period.year) <= year) continue;
      otherwise[i] = random.chance(50);
      if (!t.listOfYear)
        t.value = randomValue(random, p.program, p.program.facts[t.fact]);
      else
        world.listed[static_cast<size_t>(*t.listOfYear - World::FirstTold)][0].flip();
    }
    const Result after = evaluate(p.program, world.told(otherwise), start, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program));
    for (size_t i = 0; i < before.outcomes.size() && before.outcomes[i].period.year <= year; ++i) {
      REQUIRE(i < after.outcomes.size());
      requireSame(before.outcomes[i], after.outcomes[i]);
    }
  }
}

TEST_CASE("Law 6: what is decided of another award in a year changes nothing that is computed in it", "[laws]") {
  int compared = 0;
  for (int seed = 0; seed < cases(4); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 14'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Case facts = world.told(some(random, std::vector<bool>(world.tellings.size(), true), 90));
    Ledger with = randomLedger(random, p, true);
    Ledger without = with;
    const auto decided = [&](const interpret::Entry& entry) { return entry.period.year > *with.completeThrough; };
    std::erase_if(without.entries, decided);
    std::erase_if(with.entries, [&](const auto& entry) { return entry.period.year > RandomProgram::FirstYear; });
    const interpret::Years first{RandomProgram::FirstYear, RandomProgram::FirstYear};
    const Result before = evaluate(p.program, facts, without, first);
    INFO("seed " << seed << "\n" << core::print(p.program));
    for (const Outcome& o : evaluate(p.program, facts, with, first).outcomes) {
      const bool own = std::any_of(with.entries.begin(), with.entries.end(),
                                   [&](const auto& entry) { return entry.award == o.award && decided(entry); });
      if (own) continue;
      const Outcome& same = find(before, o.award, o.period.year, o.period.month, o.key);
      INFO("award " << o.award.index << " in " << calendar::toString(o.period) << ": " << text(o.computed)
                    << " against " << text(same.computed));
      REQUIRE(o.computed == same.computed);
      ++compared;
    }
  }
  CHECK(compared > 0);
}

TEST_CASE("Law 7: other subjects' facts never change a subject's outcome", "[laws]") {
  for (int seed = 0; seed < cases(30); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 12'000'000);
    const RandomProgram p(random, {});
    const World one = randomWorld(random, p), other = randomWorld(random, p);
    const auto told = [&](const World& world) {
      return some(random, std::vector<bool>(world.tellings.size(), true), random.chance(50) ? 100 : 85);
    };
    const auto ofOne = told(one), ofOther = told(other);
    const Result alone = evaluate(p.program, one.told(ofOne), {}, {2022, 2024});
    Case facts(p.program); // one case for all, as a run over a register has it
    other.tell(facts, ofOther);
    facts.giveInvalid(p.moneys[0], {}, {2023, 0}, {"?", "", {}});
    facts.addItem(p.outlet, "an item of the other", 2023);
    evaluate(p.program, facts, randomLedger(random, p, true), {2022, 2024});
    facts.clear();
    one.tell(facts, ofOne);
    const Result after = evaluate(p.program, facts, {}, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program));
    REQUIRE(alone.outcomes.size() == after.outcomes.size());
    for (size_t i = 0; i < alone.outcomes.size(); ++i) requireSame(alone.outcomes[i], after.outcomes[i]);
  }
}

TEST_CASE("Law 8: an award forgone and the same award ineligible have the same later outcomes", "[laws]") {
  int tried = 0;
  for (int seed = 0; seed < cases(6); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 13'000'000);
    const RandomProgram p(random, {});
    World world = randomWorld(random, p);
    const Ledger start = random.chance(50) ? Ledger{} : randomLedger(random, p, false);
    const Result before = evaluate(p.program, world.complete(), start, {2022, 2024});
    for (uint32_t a = 0; a < p.program.awards.size(); ++a) {
      // An award that is chosen at an item and then lost at the subject has kept others from that item: it is not as if
      // it had been ineligible. The law is one of a single level.
      std::vector<bool> conflictsAtItems;
      for (const core::Choice& choice : p.program.choices) {
        for (const auto& [x, y] : choice.conflicts) {
          if (x.index == a || y.index == a) conflictsAtItems.push_back(choice.level.has_value());
        }
      }
      if (std::count(conflictsAtItems.begin(), conflictsAtItems.end(), true) > 0 &&
          std::count(conflictsAtItems.begin(), conflictsAtItems.end(), false) > 0) {
        continue;
      }
      for (int year = 2022; year < 2024; ++year) {
        bool forgone = false, given = false;
        for (const Outcome& o : before.outcomes) {
          if (o.award.index != a || o.period.year != year) continue;
          forgone = forgone || o.status == Status::Forgone;
          given = given || o.amount.hi.sign() > 0;
        }
        if (!forgone || given) continue;
        ++tried;
        World ineligible = world;
        for (Telling& t : ineligible.tellings) {
          if (!t.listOfYear && t.fact == p.gates[a] && t.period.year == year) t.value = false;
        }
        const Result after = evaluate(p.program, ineligible.complete(), start, {2022, 2024});
        INFO("seed " << seed << " award " << a << " year " << year << "\n" << core::print(p.program));
        REQUIRE(before.outcomes.size() == after.outcomes.size());
        for (size_t i = 0; i < before.outcomes.size(); ++i) {
          if (before.outcomes[i].period.year > year) requireSame(before.outcomes[i], after.outcomes[i]);
        }
      }
    }
  }
  CHECK(tried > 0);
}
