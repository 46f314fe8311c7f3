#include "compiler/interpret/limit.h"
#include "compiler/interpret/share.h"
#include "tests/unit/interpret/random_case.h"

#include <map>

// Laws 9 to 11, 13 and 15 of core.md section 11: limits, rounding, shares.

using namespace tiao;
using namespace tiao::test;
using interpret::evaluate;
using interpret::Upper;

TEST_CASE("Law 9: no award is above its caps or beyond its years, whatever the ledger", "[laws]") {
  for (int seed = 0; seed < cases(8); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 20'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Ledger start = randomLedger(random, p, false);
    const Result result = evaluate(p.program, world.complete(), start, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program) << text(result));
    const auto constant = [&](ExprId e) -> std::optional<Rational> {
      const auto* c = std::get_if<core::Const>(&p.program.exprs[e].node);
      return c == nullptr ? std::nullopt : std::optional(std::get<Rational>(c->value));
    };
    struct Given {
      Rational before, all;
      std::map<int, bool> yearsBefore, years;
    };
    std::map<std::pair<uint32_t, Key>, Given> given;
    for (size_t i = 0; i < result.ledger.entries.size(); ++i) {
      const auto& entry = result.ledger.entries[i];
      Given& g = given[{entry.award.index, entry.key}];
      g.all += entry.hi;
      if (entry.hi.sign() > 0) g.years[entry.period.year] = true;
      if (i >= result.given) continue;
      g.before += entry.hi;
      if (entry.hi.sign() > 0) g.yearsBefore[entry.period.year] = true;
    }
    for (const auto& [key, g] : given) {
      const core::Award& award = p.program.awards[AwardId{key.first}];
      for (const core::Limit& limit : award.limits) {
        if (const auto* cap = std::get_if<core::Cap>(&limit.node)) {
          const auto bound = constant(cap->bound);
          if (bound && cap->window == core::Window::Life) REQUIRE(g.all <= number::greatest(g.before, *bound));
        }
        if (const auto* count = std::get_if<core::Count>(&limit.node);
            count != nullptr && count->unit == core::Per::Year) {
          const auto n = static_cast<size_t>(constant(count->n)->toInt64().value());
          REQUIRE(g.years.size() <= std::max(g.yearsBefore.size(), n));
        }
      }
    }
    for (const Outcome& o : result.outcomes) {
      REQUIRE(o.amount.lo.sign() >= 0);
      bool flooredLater = false;
      const auto& limits = p.program.awards[o.award].limits;
      for (size_t i = limits.size(); i-- > 0;) {
        flooredLater = flooredLater || std::holds_alternative<core::Floor>(limits[i].node);
        const auto* cap = std::get_if<core::Cap>(&limits[i].node);
        const auto bound = cap == nullptr ? std::nullopt : constant(cap->bound);
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
    const auto window = random.chance(50) ? core::Window::Period : core::Window::Life;
    const auto with = [&](std::vector<ExprId> bounds) {
      core::Program changed = p.program;
      auto& limits = changed.awards[a].limits;
      for (const ExprId e : bounds) {
        limits.insert(window == core::Window::Period ? limits.begin() : limits.end(),
                      core::Limit{core::Cap{e, window}, {}});
      }
      return evaluate(changed, facts, {}, {2022, 2024});
    };
    const Result xy = with({x, y}), yx = with({y, x}), lesser = with({p.least(x, y)}), none = with({});
    const Result unbounded = with({p.yuan(wan(1'000'000'000))});
    INFO("seed " << seed << " award " << a.index << "\n" << core::print(p.program));
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

namespace {

std::vector<interpret::Share> sharesOf(const std::vector<Amount>& amounts, const std::vector<std::string>& names) {
  std::vector<interpret::Share> shares;
  for (size_t i = 0; i < amounts.size(); ++i)
    shares.push_back({amounts[i], amounts[i], interpret::Truth::No, 1, names[i], {}, {}});
  return shares;
}

} // namespace

TEST_CASE("Law 15: shared cuts sum to the room, each within one unit of its proportion", "[laws]") {
  Random random(24);
  const Rational unit(1, 100);
  const std::vector<std::string> names{"a", "b", "c", "d", "e"};
  for (int i = 0; i < cases(6); ++i) {
    const size_t n = static_cast<size_t>(1 + random.below(5));
    std::vector<Amount> exact, ranges;
    Rational sum;
    for (size_t j = 0; j < n; ++j) {
      const Rational x = Rational(random.below(500), 100);
      exact.push_back({x, x});
      const Rational less =
          random.chance(50) ? x : Rational(random.below(static_cast<int>((x * 100).toInt64().value()) + 1), 100);
      ranges.push_back({less, random.chance(50) ? x : x + Rational(random.below(100), 100)});
      sum += x;
    }
    const Rational room = Rational(random.below(1500), 100);
    const bool inOrder = random.chance(30);
    auto shares = sharesOf(exact, names);
    interpret::share(shares, Upper{room, room}, unit, inOrder);
    Rational shared;
    for (size_t j = 0; j < n; ++j) {
      shared += shares[j].fixed.hi;
      REQUIRE(shares[j].fixed.definite());
      REQUIRE(shares[j].fixed.hi <= exact[j].hi);
      REQUIRE((shares[j].cut == interpret::Truth::Yes) == (shares[j].fixed.hi < exact[j].hi));
      if (inOrder || sum <= room) continue;
      const Rational off = shares[j].fixed.hi - room * exact[j].hi / sum;
      REQUIRE(off < unit);
      REQUIRE(-off < unit);
    }
    REQUIRE(shared == number::least(room, sum));
    // And on ranges the parts hold what they may be.
    const Rational lower = random.chance(50) ? room : room * Rational(1, 2);
    auto wide = sharesOf(ranges, names);
    interpret::share(wide, Upper{lower, room}, unit, inOrder);
    for (size_t j = 0; j < n; ++j) {
      REQUIRE(wide[j].fixed.lo <= shares[j].fixed.lo);
      REQUIRE(shares[j].fixed.hi <= wide[j].fixed.hi);
      if (wide[j].cut != interpret::Truth::Either) REQUIRE(wide[j].cut == shares[j].cut);
    }
  }
}
