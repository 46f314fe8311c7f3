#include "tests/unit/interpret/random_case.h"

// Laws 1 to 4 of core.md section 11: facts and ranges.

using namespace tiao;
using namespace tiao::test;
using interpret::evaluate;
using interpret::Truth;

namespace {

constexpr interpret::Years Shown{RandomProgram::FirstYear, RandomProgram::LastYear};

} // namespace

TEST_CASE("Laws 1 to 3: definite, sound, monotone", "[laws]") {
  for (int seed = 0; seed < cases(4); ++seed) {
    Random random(static_cast<uint64_t>(seed));
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Ledger ledger = random.chance(50) ? Ledger{} : randomLedger(random, p, random.chance(50));
    const auto everything = std::vector<bool>(world.tellings.size(), true);
    const auto more = some(random, everything, random.chance(50) ? 95 : 60);
    const auto fewer = some(random, more, random.chance(50) ? 95 : 60);
    const Ledger rather = random.chance(70) ? ledger : widened(random, p, ledger);
    const Ledger hardly = random.chance(70) ? rather : widened(random, p, rather);
    const Result complete = evaluate(p.program, world.told(everything), ledger, Shown);
    const Result known = evaluate(p.program, world.told(more), rather, Shown);
    const Result little = evaluate(p.program, world.told(fewer), hardly, Shown);

    INFO("seed " << seed << "\n" << core::print(p.program));
    INFO("complete:\n" << text(complete) << "more:\n" << text(known) << "fewer:\n" << text(little));
    for (const Outcome& o : complete.outcomes) { // law 1
      INFO("award " << o.award.index << " key " << o.key.item << " in " << calendar::toString(o.period));
      REQUIRE(o.amount.definite());
      REQUIRE(o.needs.empty());
      REQUIRE(o.possible == 1U << static_cast<unsigned>(o.status));
      REQUIRE(o.amount.lo.sign() >= 0); // law 9
    }
    const auto within = [](const Result& a, const Result& b) {
      for (const Outcome& o : a.outcomes) {
        const Outcome* other = counterpart(b, o);
        if (other == nullptr) continue;
        INFO("award " << o.award.index << " key " << o.key.item << " in " << calendar::toString(o.period) << "\n"
                      << text(o) << "\nagainst\n"
                      << text(*other));
        REQUIRE(keepsWithin(o, *other));
        if (other->needs.empty() && other->key == o.key) REQUIRE(o.status == other->status);
        if (other->needs.empty()) REQUIRE(other->amount.definite());
      }
    };
    within(complete, known); // law 2
    within(complete, little);
    within(known, little); // law 3
    for (uint32_t a = 0; a < p.program.awards.size(); ++a) {
      const Amount all = interpret::total(p.program, complete, {a});
      const Amount part = interpret::total(p.program, little, {a});
      INFO("total of award " << a << ": " << text(all) << " against " << text(part));
      REQUIRE(part.lo <= all.lo);
      REQUIRE(all.hi <= part.hi);
    }
    const auto rowsOf = [&](const Result& r) { return interpret::rows(p.program, r.outcomes); };
    const auto rows = rowsOf(complete);
    const auto littleRows = rowsOf(little);
    REQUIRE(rows.size() == littleRows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      INFO("row of award " << rows[i].award.index << " in " << calendar::toString(rows[i].period) << ": "
                           << text(rows[i]) << " against " << text(littleRows[i]));
      REQUIRE(littleRows[i].amount.lo <= rows[i].amount.lo);
      REQUIRE(rows[i].amount.hi <= littleRows[i].amount.hi);
      REQUIRE((rows[i].possible & ~littleRows[i].possible) == 0);
    }
  }
}

TEST_CASE("Law 2: a choice's total under complete facts is within its total under fewer", "[laws]") {
  for (int seed = 0; seed < cases(12); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 5'000'000);
    const RandomProgram p(random, {});
    if (p.program.choices.empty()) continue;
    const World world = randomWorld(random, p);
    const auto fewer = some(random, std::vector<bool>(world.tellings.size(), true), 85);
    const Result complete = evaluate(p.program, world.complete(), {}, Shown);
    const Result little = evaluate(p.program, world.told(fewer), {}, Shown);
    INFO("seed " << seed << "\n" << core::print(p.program));
    for (const auto& group : complete.groups) {
      for (const auto& other : little.groups) {
        if (group.year != other.year || group.key != other.key || group.awards != other.awards) continue;
        INFO(text(group.total) << " against " << text(other.total));
        REQUIRE(other.total.lo <= group.total.lo);
        REQUIRE(group.total.hi <= other.total.hi);
      }
    }
  }
}

TEST_CASE("Law 3: facts outside an outcome's needs never change it", "[laws]") {
  for (int seed = 0; seed < cases(8); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 1'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Ledger ledger = random.chance(50) ? Ledger{} : randomLedger(random, p, random.chance(30));
    const auto told = some(random, std::vector<bool>(world.tellings.size(), true), 90);
    const Result known = evaluate(p.program, world.told(told), ledger, Shown);
    if (known.outcomes.empty()) continue;
    const Outcome& o = random.of(known.outcomes);
    auto others = told;
    for (size_t i = 0; i < others.size(); ++i) {
      const Telling& t = world.tellings[i];
      bool needed = false;
      for (const auto& need : o.needs) {
        needed = needed || (need.list ? t.listOfYear == need.period.year
                                      : !t.listOfYear && need.fact == t.fact && need.key.item == t.item &&
                                            need.period == t.period);
      }
      if (!needed) others[i] = true;
    }
    const Result more = evaluate(p.program, world.told(others), ledger, Shown);
    INFO("seed " << seed << "\n" << core::print(p.program));
    INFO("award " << o.award.index << " key " << o.key.item << " in " << calendar::toString(o.period) << ": "
                  << text(o));
    INFO(text(known) << "became\n" << text(more));
    for (const Outcome& same : more.outcomes) {
      if (counterpart(known, same) != &o) continue;
      INFO("became " << text(same));
      if (same.key == o.key)
        REQUIRE(sameOutcome(o, same));
      else
        REQUIRE(keepsWithin(same, o)); // an item of a list that o stood for
    }
  }
}

TEST_CASE("Law 3: an invalid fact is a missing one that is told", "[laws]") {
  for (int seed = 0; seed < cases(20); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 2'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    auto told = std::vector<bool>(world.tellings.size(), true);
    size_t bad = 0;
    do bad = static_cast<size_t>(random.below(static_cast<int>(told.size())));
    while (world.tellings[bad].listOfYear);
    told[bad] = false;
    const Case missing = world.told(told);
    Case invalid = world.told(told);
    invalid.giveInvalid(world.tellings[bad].fact, Key{world.tellings[bad].item}, world.tellings[bad].period,
                        {"?", "", {}});
    const Result a = evaluate(p.program, missing, {}, Shown);
    const Result b = evaluate(p.program, invalid, {}, Shown);
    INFO("seed " << seed << "\n" << core::print(p.program));
    REQUIRE(a.outcomes.size() == b.outcomes.size());
    for (size_t i = 0; i < a.outcomes.size(); ++i) {
      REQUIRE(a.outcomes[i].amount == b.outcomes[i].amount);
      REQUIRE(a.outcomes[i].possible == b.outcomes[i].possible);
      REQUIRE(b.outcomes[i].needs == a.outcomes[i].needs);
      REQUIRE((b.outcomes[i].status == Status::Invalid) == !a.outcomes[i].needs.empty());
    }
  }
}

TEST_CASE("Law 4: De Morgan, and order and repetition of conditions", "[laws]") {
  for (int seed = 0; seed < cases(8); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 3'000'000);
    RandomProgram p(random, {});
    std::vector<ExprId> parts, negated;
    for (const core::Award& award : p.program.awards) {
      if (award.key || award.period == core::Per::Month) continue;
      parts.push_back(award.eligible);
    }
    for (const FactId id : p.truths) parts.push_back(p.ref(id));
    for (const ExprId part : parts) negated.push_back(p.negation(part));
    const auto n = static_cast<uint32_t>(parts.size());
    const auto k = static_cast<uint32_t>(1 + random.below(static_cast<int>(n)));
    const auto atLeast = [&](uint32_t least, std::vector<ExprId> of) {
      return p.add(Yes, core::AtLeast{least, std::move(of)});
    };
    const ExprId left = p.negation(atLeast(k, parts));
    const ExprId right = atLeast(n - k + 1, negated);
    std::vector<ExprId> shuffled = parts;
    shuffled.push_back(random.of(parts));
    random.shuffle(shuffled);
    const ExprId allOf = atLeast(n, parts), allOf2 = atLeast(n + 1, shuffled);
    const ExprId anyOf = atLeast(1, parts), anyOf2 = atLeast(1, shuffled);
    const World world = randomWorld(random, p);
    const Case facts = world.told(some(random, std::vector<bool>(world.tellings.size(), true), 70));
    const auto read = [&](ExprId e) { return evaluate(p.program, facts, {}, e, {}, {2023, 0}, AwardId{0}); };
    INFO("seed " << seed << "\n" << core::print(p.program, left));
    REQUIRE(read(left).set == read(right).set);
    REQUIRE(read(left).needs == read(right).needs);
    REQUIRE(read(allOf).set == read(allOf2).set);
    REQUIRE(read(anyOf).set == read(anyOf2).set);
  }
}
