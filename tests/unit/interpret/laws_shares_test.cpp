#include "compiler/interpret/ledger.h"
#include "compiler/interpret/limit.h"
#include "compiler/interpret/share.h"
#include "compiler/interpret/split.h"
#include "tests/unit/interpret/random_case.h"

#include <map>

// Law 15 of core.md section 11: shared cuts and splits. Splits of amounts alone are in split_test.cpp.

using namespace tiao;
using namespace tiao::test;
using interpret::evaluate;
using interpret::Upper;

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

namespace {

/// What the caps of a list leave, if all of them are literals.
std::optional<Rational> roomOf(const core::Program& program, const std::vector<core::Limit>& limits,
                               const interpret::History& past, calendar::Period t) {
  std::optional<Rational> room;
  for (const core::Limit& limit : limits) {
    const auto* cap = std::get_if<core::Cap>(&limit.node);
    if (cap == nullptr) continue;
    const auto bound = literal(program, cap->bound);
    if (!bound) return std::nullopt;
    const Rational left = number::greatest(0, *bound - interpret::sum(past, cap->window, t).hi);
    room = room ? number::least(*room, left) : left;
  }
  return room;
}

bool cutAt(const Outcome& o, interpret::Level level) {
  return std::any_of(o.reasons.begin(), o.reasons.end(), [&](const auto& reason) {
    return reason.kind == interpret::Reason::Kind::Cut && reason.level == level;
  });
}

} // namespace

TEST_CASE("Law 15: what items or awards of a random program share sums to the room", "[laws]") {
  int ofItems = 0, ofPools = 0;
  for (int seed = 0; seed < cases(6); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 27'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Ledger start = random.chance(50) ? Ledger{} : randomLedger(random, p, false);
    const Result result = evaluate(p.program, world.complete(), start, {2022, 2024});
    INFO("seed " << seed << "\n" << core::print(p.program) << text(result));
    /// The entries of some awards before a period.
    const auto before = [&](const std::vector<AwardId>& awards, calendar::Period t) {
      interpret::History past;
      for (const auto& entry : result.ledger.entries) {
        const bool of = std::find(awards.begin(), awards.end(), entry.award) != awards.end();
        if (of && entry.period < t) past.push_back({&entry, false});
      }
      return past;
    };
    // By award and period (a pool: by pool and year): what was shared, and whether it was cut.
    std::map<std::pair<uint32_t, calendar::Period>, Rational> items;
    std::map<std::pair<uint32_t, calendar::Period>, bool> itemsCut;
    std::map<int, Rational> pool;
    std::map<int, bool> poolCut;
    for (const Outcome& o : result.outcomes) {
      const auto& pools = p.program.pools;
      if (!pools.empty() && o.award.index < pools[0].awards.size()) {
        pool[o.period.year] += o.amount.hi;
        poolCut[o.period.year] = poolCut[o.period.year] || cutAt(o, interpret::Level::Pool);
      }
      const auto at = std::pair(o.award.index, o.period);
      items[at] += o.computed.hi;
      itemsCut[at] = itemsCut[at] || (o.status == Status::Limited && cutAt(o, interpret::Level::Overall));
    }
    for (const auto& [at, cut] : itemsCut) {
      const core::Award& award = p.program.awards[AwardId{at.first}];
      // Months of one year that a choice or a pool then takes from share against what they were given at first.
      if (!cut || award.period == core::Per::Month) continue;
      const auto room = roomOf(p.program, award.overall, before({AwardId{at.first}}, at.second), at.second);
      if (!room) continue;
      ++ofItems;
      REQUIRE(items[at] == room->roundTo(award.unit, core::RoundMode::Down));
    }
    for (const auto& [year, cut] : poolCut) {
      if (!cut) continue;
      const core::Pool& of = p.program.pools[0];
      const auto room = roomOf(p.program, of.limits, before(of.awards, {year, 0}), {year, 0});
      if (!room) continue;
      ++ofPools;
      REQUIRE(pool[year] == room->roundTo(p.program.awards[of.awards[0]].unit, core::RoundMode::Down));
    }
  }
  CHECK(ofItems > 0);
  CHECK(ofPools > 0);
}

TEST_CASE("Law 15: splits of random programs sum to the award, and on ranges hold what complete facts give", "[laws]") {
  int either = 0;
  for (int seed = 0; seed < cases(12); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 28'000'000);
    const RandomProgram p(random, {});
    if (!p.program.split) continue;
    const core::Split& split = *p.program.split;
    const World world = randomWorld(random, p);
    const Case all = world.complete();
    const Case few = world.told(some(random, std::vector<bool>(world.tellings.size(), true), 80));
    const auto rowsOf = [&](const Case& facts) {
      return interpret::rows(p.program, evaluate(p.program, facts, {}, {2022, 2024}).outcomes);
    };
    const auto rows = rowsOf(all), wide = rowsOf(few);
    INFO("seed " << seed << "\n" << core::print(p.program));
    REQUIRE(rows.size() == wide.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      const Amount whole = rows[i].amount;
      if (!(whole.lo * 100).isWhole()) continue; // rounded to a unit that is no whole number of fen
      const auto sharing = interpret::sharing(p.program, all, {}, rows[i].period);
      REQUIRE(sharing.cases.size() == 1);
      REQUIRE(sharing.needs.empty());
      const auto parts = interpret::parts(split, sharing, whole);
      const auto unsure = interpret::sharing(p.program, few, {}, rows[i].period);
      const auto ranges = interpret::parts(split, unsure, wide[i].amount);
      either += unsure.cases.size() > 1 ? 1 : 0;
      REQUIRE(unsure.needs.empty() == (unsure.cases.size() == 1));
      Rational sum;
      for (size_t j = 0; j < parts.size(); ++j) {
        INFO("payer " << j << " of " << text(whole) << ": " << text(parts[j]) << " in " << text(ranges[j]));
        REQUIRE(parts[j].definite());
        REQUIRE(ranges[j].lo <= parts[j].lo);
        REQUIRE(parts[j].hi <= ranges[j].hi);
        sum += parts[j].lo;
        Rational share;
        for (const core::Portion& portion : split.cases[sharing.cases[0]].portions) {
          if (portion.payer == split.payers[j]) share = portion.share;
        }
        const Rational below = whole.lo * share - parts[j].lo;
        if (split.payers[j] == split.rest) REQUIRE(below.sign() <= 0);
        if (split.payers[j] != split.rest) REQUIRE((below.sign() >= 0 && below < Rational(1, 100)));
      }
      REQUIRE(sum == whole.lo);
    }
  }
  CHECK(either > 0);
}
