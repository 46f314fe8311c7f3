#include "tests/unit/interpret/random_case.h"

#include <numeric>

// Law 12 of core.md section 11: shuffling awards, facts, items, rows, conflicts or pools changes no outcome.

using namespace tiao;
using namespace tiao::test;
using interpret::evaluate;

namespace {

/// The same program with its awards in another order: `to[old]` is an award's new place.
core::Program reordered(const core::Program& program, const std::vector<uint32_t>& to, Random& random) {
  core::Program result = program;
  for (uint32_t a = 0; a < to.size(); ++a) result.awards[AwardId{to[a]}] = program.awards[AwardId{a}];
  const auto move = [&](AwardId& id) { id = {to[id.index]}; };
  for (core::Expr& expr : result.exprs) {
    if (auto* e = std::get_if<core::Awarded>(&expr.node)) move(e->award);
    if (auto* e = std::get_if<core::AtLeast>(&expr.node)) random.shuffle(e->of);
  }
  for (core::Choice& choice : result.choices) {
    for (auto& [a, b] : choice.conflicts) {
      move(a), move(b);
      if (random.chance(50)) std::swap(a, b);
    }
    random.shuffle(choice.conflicts);
    for (AwardId& id : choice.rank) move(id);
  }
  random.shuffle(result.choices);
  for (core::Pool& pool : result.pools) {
    for (AwardId& id : pool.awards) move(id);
    if (!pool.inOrder) random.shuffle(pool.awards);
  }
  random.shuffle(result.pools);
  return result;
}

} // namespace

TEST_CASE("Law 12: order changes no outcome", "[laws]") {
  for (int seed = 0; seed < cases(6); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 40'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const auto told = some(random, std::vector<bool>(world.tellings.size(), true), random.chance(50) ? 100 : 85);
    Ledger ledger = random.chance(40) ? Ledger{} : randomLedger(random, p, random.chance(50));
    if (random.chance(30)) ledger = widened(random, p, ledger);
    const Result before = evaluate(p.program, world.told(told), ledger, {2022, 2024});

    std::vector<uint32_t> to(p.program.awards.size());
    std::iota(to.begin(), to.end(), 0U);
    random.shuffle(to);
    const core::Program other = reordered(p.program, to, random);
    // The same world, told in another order, its items named in another order.
    World shuffled = world;
    shuffled.program = &other;
    std::vector<int> itemTo(world.names.size());
    std::iota(itemTo.begin(), itemTo.end(), 0);
    random.shuffle(itemTo);
    for (size_t i = 0; i < world.names.size(); ++i) {
      const auto at = static_cast<size_t>(itemTo[i]);
      shuffled.names[at] = world.names[i];
      for (size_t y = 0; y < world.listed.size(); ++y) shuffled.listed[y][at] = world.listed[y][i];
    }
    std::vector<Telling> tellings;
    for (size_t i = 0; i < told.size(); ++i) {
      if (!told[i]) continue;
      Telling t = world.tellings[i];
      if (t.item >= 0) t.item = itemTo[static_cast<size_t>(t.item)];
      if (!t.listOfYear && p.program.facts[t.fact].origin == core::FactOrigin::Election) {
        t.value = core::Member{to[std::get<core::Member>(t.value).index]};
      }
      tellings.push_back(t);
    }
    random.shuffle(tellings);
    shuffled.tellings = tellings;
    Ledger shuffledLedger = ledger;
    for (interpret::Entry& entry : shuffledLedger.entries) {
      entry.award = {to[entry.award.index]};
      if (!entry.key.isSubject()) entry.key = Key{itemTo[static_cast<size_t>(entry.key.item)]};
    }
    random.shuffle(shuffledLedger.entries);
    const Result after = evaluate(other, shuffled.complete(), shuffledLedger, {2022, 2024});

    INFO("seed " << seed << "\n" << core::print(p.program) << text(before) << "shuffled\n" << text(after));
    REQUIRE(before.outcomes.size() == after.outcomes.size());
    for (const Outcome& o : before.outcomes) {
      const Key key{o.key.isSubject() ? o.key.item : itemTo[static_cast<size_t>(o.key.item)]};
      const Outcome& same = find(after, {to[o.award.index]}, o.period.year, o.period.month, key);
      INFO("award " << o.award.index << " key " << o.key.item << " in " << calendar::toString(o.period));
      REQUIRE(sameOutcome(o, same));
      REQUIRE(o.needs.size() == same.needs.size());
    }
  }
}
