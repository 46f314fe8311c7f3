#include "compiler/interpret/ledger.h"
#include "compiler/interpret/limit.h"
#include "tests/unit/interpret/random_case.h"

#include <map>

// Laws 9 to 11 and 13 of core.md section 11: limits and rounding.

using namespace tiao;
using namespace tiao::test;
using interpret::evaluate;
using interpret::Upper;

namespace {

/// What some keys were given, before a run and in all.
struct Given {
  Rational before, all;
  std::map<int, Rational> years;      // sums by year
  std::map<int, bool> positive[2][2]; // years, months that have an award: before, in all
  void add(const interpret::Entry& entry, bool earlier) {
    all += entry.hi;
    if (earlier) before += entry.hi;
    years[entry.period.year] += entry.hi;
    if (entry.hi.sign() <= 0) return;
    for (const core::Per unit : {core::Per::Year, core::Per::Month}) {
      const int at = unit == core::Per::Year ? 0 : 1;
      positive[at][1][interpret::indexOf(entry.period, unit)] = true;
      if (earlier) positive[at][0][interpret::indexOf(entry.period, unit)] = true;
    }
  }
};

void requireWithin(const core::Program& program, const std::vector<core::Limit>& limits, const Given& g) {
  for (const core::Limit& limit : limits) {
    if (const auto* cap = std::get_if<core::Cap>(&limit.node)) {
      const auto bound = literal(program, cap->bound);
      if (bound && cap->window == core::Window::Life) REQUIRE(g.all <= number::greatest(g.before, *bound));
      if (bound && cap->window == core::Window::Year) {
        for (const auto& [year, sum] : g.years) {
          if (year >= RandomProgram::FirstYear) REQUIRE(sum <= *bound);
        }
      }
    }
    const auto* count = std::get_if<core::Count>(&limit.node);
    const auto n = count == nullptr ? std::nullopt : literal(program, count->n);
    if (!n) continue;
    const auto& [before, all] = g.positive[count->unit == core::Per::Year ? 0 : 1];
    const auto most = static_cast<int>(n->toInt64().value());
    if (!count->run) REQUIRE(all.size() <= std::max(before.size(), static_cast<size_t>(most)));
    for (const auto& [at, yes] : all) {
      if (count->run && !before.contains(at)) REQUIRE(at < all.begin()->first + most);
    }
  }
}

} // namespace

TEST_CASE("Law 9: no award is above its caps or beyond its years, whatever the ledger", "[laws]") {
  for (int seed = 0; seed < cases(8); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 20'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Ledger start = randomLedger(random, p, false);
    const Result result = evaluate(p.program, world.complete(), start, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program) << text(result));
    std::map<std::pair<uint32_t, Key>, Given> ofKeys;
    std::map<uint32_t, Given> ofAwards;
    for (size_t i = 0; i < result.ledger.entries.size(); ++i) {
      const auto& entry = result.ledger.entries[i];
      ofKeys[{entry.award.index, entry.key}].add(entry, i < result.given);
      ofAwards[entry.award.index].add(entry, i < result.given);
    }
    for (const auto& [key, g] : ofKeys) requireWithin(p.program, p.program.awards[AwardId{key.first}].limits, g);
    for (const auto& [award, g] : ofAwards) requireWithin(p.program, p.program.awards[AwardId{award}].overall, g);
    for (const core::Pool& pool : p.program.pools) {
      Given g;
      for (size_t i = 0; i < result.ledger.entries.size(); ++i) {
        const auto& entry = result.ledger.entries[i];
        if (std::find(pool.awards.begin(), pool.awards.end(), entry.award) != pool.awards.end()) {
          g.add(entry, i < result.given);
        }
      }
      requireWithin(p.program, pool.limits, g);
    }
    for (const Outcome& o : result.outcomes) {
      REQUIRE(o.amount.lo.sign() >= 0);
      bool flooredLater = false;
      const auto& limits = p.program.awards[o.award].limits;
      for (size_t i = limits.size(); i-- > 0;) {
        flooredLater = flooredLater || std::holds_alternative<core::Floor>(limits[i].node);
        const auto* cap = std::get_if<core::Cap>(&limits[i].node);
        const auto bound = cap == nullptr ? std::nullopt : literal(p.program, cap->bound);
        if (bound && !flooredLater) REQUIRE(o.amount.hi <= *bound);
      }
    }
  }
}

TEST_CASE("Law 10: caps of one level commute, and two are the lesser", "[laws]") {
  for (int seed = 0; seed < cases(10); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 21'000'000);
    RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Case facts = world.told(some(random, std::vector<bool>(world.tellings.size(), true), 85));
    const AwardId a{static_cast<uint32_t>(random.below(static_cast<int>(p.program.awards.size())))};
    const ExprId x = p.yuan(5 + random.below(30));
    const ExprId y = p.ref(random.of(p.moneys));
    // On each key, on all items together, or on a pool, if there are such.
    const bool inPool = !p.program.pools.empty() && random.chance(40);
    const bool overall = !inPool && p.program.awards[a].key && random.chance(50);
    auto window = random.of(std::vector{core::Window::Period, core::Window::Year, core::Window::Life});
    if (window == core::Window::Period && inPool) window = core::Window::Year;
    const auto with = [&](std::vector<ExprId> bounds) {
      core::Program changed = p.program;
      auto& limits = inPool ? changed.pools[0].limits : overall ? changed.awards[a].overall : changed.awards[a].limits;
      const auto at = [&] { // before the caps for life, behind them, or before all
        if (window == core::Window::Period) return limits.begin();
        if (window == core::Window::Life) return limits.end();
        return std::find_if(limits.begin(), limits.end(), [](const core::Limit& l) {
          const auto* cap = std::get_if<core::Cap>(&l.node);
          return cap != nullptr && cap->window == core::Window::Life;
        });
      };
      for (const ExprId e : bounds) limits.insert(at(), core::Limit{core::Cap{e, window}, {}});
      return evaluate(changed, facts, {}, {2022, 2024});
    };
    const Result xy = with({x, y}), yx = with({y, x}), lesser = with({p.least(x, y)}), none = with({});
    const Result unbounded = with({p.yuan(wan(1'000'000'000))});
    INFO("seed " << seed << " award " << a.index << " pool " << inPool << " overall " << overall << "\n"
                 << core::print(p.program));
    for (size_t i = 0; i < xy.outcomes.size(); ++i) {
      INFO(text(xy.outcomes[i]) << ", " << text(yx.outcomes[i]) << ", " << text(lesser.outcomes[i]));
      REQUIRE(sameOutcome(xy.outcomes[i], yx.outcomes[i]));
      REQUIRE(xy.outcomes[i].amount == lesser.outcomes[i].amount);
      REQUIRE(xy.outcomes[i].possible == lesser.outcomes[i].possible);
      REQUIRE(sameOutcome(unbounded.outcomes[i], none.outcomes[i]));
      REQUIRE(unbounded.outcomes[i].needs == none.outcomes[i].needs);
    }
  }
}

TEST_CASE("Law 11: telescoping holds for any one award, for each key, whatever its amount", "[laws]") {
  int cut = 0;
  for (int seed = 0; seed < cases(10); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 25'000'000);
    RandomProgram p(random, {.choices = false, .pools = false});
    const World world = randomWorld(random, p);
    const AwardId a{static_cast<uint32_t>(random.below(static_cast<int>(p.program.awards.size())))};
    core::Award& award = p.program.awards[a];
    award.overall.clear();
    std::erase_if(award.limits, [&](const core::Limit& limit) { // period caps and floors stay
      const auto* c = std::get_if<core::Cap>(&limit.node);
      return !std::holds_alternative<core::Floor>(limit.node) && (c == nullptr || c->window != core::Window::Period);
    });
    const Rational most = award.unit * random.below(6000 / std::max(1, random.below(100)));
    const Result uncapped = evaluate(p.program, world.complete(), {}, {2022, 2024});
    award.limits.push_back(p.life(most));
    const Result capped = evaluate(p.program, world.complete(), {}, {2022, 2024});
    INFO("seed " << seed << " award " << a.index << " at most " << most.toString() << "\n"
                 << core::print(p.program) << text(uncapped) << "capped\n"
                 << text(capped));
    std::map<Key, Rational> worth, given;
    for (size_t i = 0; i < capped.outcomes.size(); ++i) {
      const Outcome& o = capped.outcomes[i];
      if (o.award != a) continue;
      worth[o.key] += uncapped.outcomes[i].amount.hi;
      given[o.key] += o.amount.hi;
      REQUIRE(given[o.key] == number::least(most, worth[o.key]));
      cut += o.status == Status::Limited && worth[o.key] > most ? 1 : 0;
    }
  }
  CHECK(cut > 0);
}

TEST_CASE("Law 11: the first k years sum to the lesser of the cap and what they were worth", "[laws]") {
  for (int seed = 0; seed < cases(10); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 22'000'000);
    Build p(day(2015, 1, 1), day(2030, 12, 31));
    const FactId base = p.money("base");
    const Rational cap = random.below(300);
    const AwardId a = p.award("a", p.yes(), p.ref(base), {p.life(cap)});
    Case facts(p.program);
    std::vector<Rational> worth;
    for (int year = 2015; year <= 2030; ++year) {
      worth.emplace_back(random.below(60));
      facts.give(base, {}, {year, 0}, worth.back());
    }
    const Result result = evaluate(p.program, facts, {}, {2015, 2030});
    Rational sum, uncapped;
    for (size_t i = 0; i < worth.size(); ++i) {
      sum += find(result, a, 2015 + static_cast<int>(i)).amount.hi;
      uncapped += worth[i];
      REQUIRE(sum == number::least(cap, uncapped));
    }
  }
}

TEST_CASE("Law 13: rounding is last, once, and never above a cap", "[laws]") {
  Random random(23);
  for (int i = 0; i < 5 * cases(10); ++i) {
    core::Award award;
    award.unit = Rational(1 + random.below(3), random.of(std::vector{1, 10, 100}));
    award.mode = random.of(std::vector{core::RoundMode::HalfUp, core::RoundMode::Down, core::RoundMode::HalfEven});
    const Rational cap(random.below(1000), 1 + random.below(60));
    const Rational raw(random.below(1000), 1 + random.below(60));
    const Rational x = number::least(raw, cap);
    const Amount fixed = interpret::fix(interpret::NumberRange{x, x}, Upper{cap, cap}, award);
    INFO(x.toString() << " of " << raw.toString() << " at most " << cap.toString() << " by " << award.unit.toString());
    REQUIRE(fixed.definite());
    REQUIRE(fixed.lo <= cap);
    REQUIRE(fixed.lo - x < award.unit);
    REQUIRE(x - fixed.lo < award.unit);
    REQUIRE((fixed.lo / award.unit).isWhole());
    const Amount again = interpret::fix(interpret::NumberRange{fixed.lo, fixed.lo}, Upper{cap, cap}, award);
    REQUIRE(again == fixed);
    if ((cap / award.unit).isWhole()) REQUIRE(fixed.lo == x.roundTo(award.unit, award.mode));
  }
}

TEST_CASE("Law 13: every amount is a whole number of its award's unit", "[laws]") {
  for (int seed = 0; seed < cases(15); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 26'000'000);
    const RandomProgram p(random, {});
    // What a later, higher award is reduced by was given in units of another.
    if (std::any_of(p.program.choices.begin(), p.program.choices.end(), [](const auto& c) { return c.difference; })) {
      continue;
    }
    const World world = randomWorld(random, p);
    const Ledger start = random.chance(50) ? Ledger{} : randomLedger(random, p, false);
    const Result result = evaluate(p.program, world.complete(), start, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program) << text(result));
    for (const Outcome& o : result.outcomes) {
      INFO("award " << o.award.index << " in " << calendar::toString(o.period) << ": " << text(o));
      REQUIRE((o.amount.hi / p.program.awards[o.award].unit).isWhole());
    }
  }
}
