#include "tests/unit/interpret/random_case.h"
#include "tests/unit/prove/pair.h"

#include "compiler/prove/regions.h"

#include <map>

/// Where a change begins and ends, against the interpreter: every fen around each bound, samples inside each region,
/// and the values of other facts where a region is proved of all.
namespace tiao::test {
namespace {

using core::Window;
using prove::Partial;
using prove::Path;
using prove::Region;
using prove::Regions;
using prove::Scope;

/// A clause of one fact that may decide and another that may not; small numbers, so that bounds lie close together.
struct Clause : Build {
  FactId base = money("base"), other = money("other");
  FactId gate = truth("gate");
  AwardId award;
  Clause() = default;
  explicit Clause(Random& random) {
    std::vector<ExprId> asked{ref(gate)};
    if (random.chance(40)) asked.push_back(atMost(yuan(random.below(50)), ref(base)));
    if (random.chance(20)) asked.push_back(less(ref(base), yuan(400 + random.below(50))));
    const auto rate = [&] { return plain(Rational(5 * (1 + random.below(9)), 100)); };
    ExprId amount = times(ref(base), rate());
    if (random.chance(25)) amount = add(Money, core::If{less(ref(base), yuan(100)), amount, yuan(30)});
    if (random.chance(25)) amount = least(amount, yuan(20 + random.below(20)), true);
    if (random.chance(20)) amount = plus(amount, times(ref(other), rate()));
    if (random.chance(15)) amount = yuan(10 + random.below(20));
    std::vector<core::Limit> limits;
    if (random.chance(30)) limits.push_back(floor(random.below(8)));
    if (random.chance(60)) limits.push_back(cap(10 + random.below(60)));
    if (random.chance(30)) limits.push_back(count(1 + random.below(3)));
    if (random.chance(50)) limits.push_back(life(20 + random.below(90)));
    award = Build::award("aid", all(asked), amount, limits);
    if (random.chance(30)) program.awards[award].mode = core::RoundMode::Down;
  }
};

/// Both versions by the interpreter, along the table's driver.
class Scan {
public:
  Scan(const core::Program& a, const core::Program& b, AwardId award, const Regions& table)
      : a_(a), b_(b), award_(award), table_(table) {
    REQUIRE(table.context);
    for (const prove::Told& told : table.context->facts) context_[{told.fact.index, told.period}] = told.value;
    const int year = table.period.year;
    years_ = table.scope == Scope::OneYear ? interpret::Years{year, year} : interpret::Years{2022, 2025};
  }

  struct Both {
    Rational before, after;
  };
  /// `others`: other values of the facts that are neither the driver nor yes or no.
  Both at(const Rational& x, Random* others = nullptr) { return {paid(a_, x, others), paid(b_, x, others)}; }

private:
  Rational paid(const core::Program& program, const Rational& x, const Random* others) {
    Random random = others == nullptr ? Random(0) : *others; // the same for both versions
    Case facts(program);
    for (uint32_t f = 0; f < program.facts.size(); ++f) {
      const core::Fact& fact = program.facts[FactId{f}];
      for (int year = 2015; year <= 2025; ++year) {
        const calendar::Period period = fact.per == core::Per::Fixed ? calendar::Period{} : calendar::Period{year, 0};
        const auto told = context_.find({f, period});
        core::Constant value = fact.type.kind == core::Kind::Truth ? core::Constant(false) : core::Constant(fact.lo);
        if (told != context_.end()) value = told->second;
        const bool decides = table_.driver && table_.driver->fact.index == f &&
                             (table_.scope != Scope::OneYear || period == table_.period);
        if (decides)
          value = x;
        else if (others != nullptr && fact.type.kind == core::Kind::Number && f != table_.driver->fact.index)
          value = Rational(random.below(40'000), 100);
        facts.give({f}, {}, period, value);
      }
    }
    Rational all;
    for (const Outcome& o : interpret::evaluate(program, facts, {}, years_).outcomes) {
      if (o.award != award_) continue;
      REQUIRE(o.amount.definite());
      all += o.amount.lo;
    }
    return all;
  }

  const core::Program& a_;
  const core::Program& b_;
  AwardId award_;
  const Regions& table_;
  std::map<std::pair<uint32_t, calendar::Period>, core::Constant> context_;
  interpret::Years years_;
};

void requireWithin(const Region& region, const Scan::Both& found) {
  const Rational change = found.after - found.before;
  REQUIRE(region.least <= change);
  REQUIRE(change <= region.most);
  if (region.before.amount) REQUIRE(found.before == *region.before.amount);
  if (region.after.amount) REQUIRE(found.after == *region.after.amount);
  if (region.mixed) return;
  for (const auto& [path, paid] : {std::pair(region.before, found.before), std::pair(region.after, found.after)}) {
    if (path.status != Path::Status::Entitled) REQUIRE(paid.isZero());
  }
}

Rational changeOf(const prove::Example& example) {
  const auto paid = [&](size_t i) {
    return example.variants.at(i).paid.empty() ? Rational(0) : example.variants.at(i).paid.back().amount;
  };
  return paid(1) - paid(0);
}

/// Everything that a table says, against the interpreter. Returns how many bounds were looked at.
int hold(const core::Program& a, const core::Program& b, AwardId award, const Regions& table, Random& random) {
  for (const Region& region : table.regions) {
    if (region.same()) continue;
    REQUIRE(region.atLeast);
    if (region.exact) REQUIRE(changeOf(*region.atLeast) == region.least);
    if (region.atMost && region.exact) REQUIRE(changeOf(*region.atMost) == region.most);
  }
  if (!table.driver) return 0;
  REQUIRE_FALSE(table.regions.empty());
  const Rational step(1, 100);
  Scan scan(a, b, award, table);
  const auto& regions = table.regions;
  CHECK(regions.front().fromLeast);
  if (!table.partial.contains(Partial::TooMany)) CHECK(regions.back().toMost);
  const auto regionOf = [&](const Rational& x) -> const Region& {
    for (const Region& region : regions) {
      if (region.lo <= x && x <= region.hi) return region;
    }
    FAIL("no region has " << x.toString());
    return regions.front();
  };
  int bounds = 0;
  for (size_t i = 0; i < regions.size(); ++i) {
    const Region& region = regions[i];
    if (i > 0) REQUIRE(region.lo == regions[i - 1].hi + step);
    INFO("region " << region.lo.toString() << " to " << region.hi.toString());
    for (const Rational& end : {region.lo, region.hi}) {
      ++bounds;
      for (int away = -3; away <= 3; ++away) {
        const Rational x = end + step * away;
        if (x < regions.front().lo || regions.back().hi < x) continue;
        INFO("at " << x.toString());
        requireWithin(regionOf(x), scan.at(x));
      }
    }
    for (const prove::Point& point : {region.first, region.last}) {
      const Scan::Both found = scan.at(point.at);
      REQUIRE(found.before == point.before);
      REQUIRE(found.after == point.after);
    }
    // What changes begins exactly where nothing changed.
    if (!region.same() && i > 0 && regions[i - 1].same()) REQUIRE(region.first.before != region.first.after);
    if (!region.same() && i + 1 < regions.size() && regions[i + 1].same())
      REQUIRE(region.last.before != region.last.after);
    const auto steps = ((region.hi - region.lo) / step).toInt64().value_or(1);
    for (int sample = 0; sample < 8; ++sample) {
      const Rational x = region.lo + step * random.below(static_cast<int>(std::min<int64_t>(steps, 40'000)) + 1);
      INFO("at " << x.toString());
      requireWithin(region, scan.at(x));
      if (region.proved) {
        Random others(static_cast<uint64_t>(random.below(1'000'000)));
        requireWithin(region, scan.at(x, &others));
      }
    }
  }
  return bounds;
}

// ------------------------------------------------------------------------------------------------------------- by hand

struct Share : Build {
  FactId base = money("base");
  AwardId award;
  Share(const Rational& rate, std::vector<core::Limit> (*limits)(Build&)) {
    award = Build::award("aid", yes(), times(ref(base), plain(rate)), limits(*this));
  }
};
template <int64_t Bound> std::vector<core::Limit> inAll(Build& b) { return {b.count(3), b.life(Bound)}; }
template <int64_t Bound> std::vector<core::Limit> each(Build& b) { return {b.count(3), b.cap(Bound)}; }
template <int Years> std::vector<core::Limit> years(Build& b) { return {b.count(Years)}; }

Regions cut(const Share& a, const Share& b, Random& random) {
  const Regions table = prove::regions(a.program, a.award, b.program, b.award, {});
  hold(a.program, b.program, a.award, table, random);
  return table;
}

std::string bounds(const Regions& table) {
  std::string text;
  for (const Region& r : table.regions) {
    text += fmt::format("{} to {}: {} to {}{}\n", r.lo.toString(), r.hi.toString(), r.least.toString(),
                        r.most.toString(), r.proved ? "" : " here");
  }
  return text;
}

TEST_CASE("a cap in total raised: the bounds of the design page", "[prove]") {
  Random random(1);
  const Share five(Rational(1, 5), inAll<5'000'000>), eight(Rational(1, 5), inAll<8'000'000>);
  const Regions table = cut(five, eight, random);
  CHECK(table.partial.empty());
  CHECK(table.scope == Scope::OneYear);
  CHECK(bounds(table) == "0 to 25000000.02: 0 to 0\n"
                         "25000000.03 to 39999999.97: 0.01 to 2999999.99\n"
                         "39999999.98 to 10000000000: 3000000 to 3000000\n");
  CHECK(table.regions[0].before.limits.empty());
  CHECK(table.regions[1].before.limits == std::vector<uint32_t>{1});
  CHECK(table.regions[1].after.limits.empty());
  CHECK(table.regions[2].after.limits == std::vector<uint32_t>{1});
  CHECK(table.regions[2].after.amount == Rational(8'000'000));
}

TEST_CASE("rounded down, the bounds move by the fen", "[prove]") {
  Random random(2);
  Share five(Rational(1, 5), inAll<500>), eight(Rational(1, 5), inAll<800>);
  five.program.awards[five.award].mode = eight.program.awards[eight.award].mode = core::RoundMode::Down;
  CHECK(bounds(cut(five, eight, random)) == "0 to 2500.04: 0 to 0\n"
                                            "2500.05 to 3999.99: 0.01 to 299.99\n"
                                            "4000 to 10000000000: 300 to 300\n");
}

TEST_CASE("a year's cap made one in total shows where every year is the same", "[prove]") {
  Random random(3);
  const Regions table = cut(Share(Rational(1, 5), each<500>), Share(Rational(1, 5), inAll<500>), random);
  CHECK(table.scope == Scope::EachYear);
  CHECK(table.partial.empty());
  CHECK(bounds(table) == "0 to 833.32: 0 to 0\n"
                         "833.33 to 1249.97: -249.97 to -0.01\n"
                         "1249.98 to 2499.97: -999.97 to -250\n"
                         "2499.98 to 10000000000: -1000 to -1000\n");
}

TEST_CASE("more years show where every year is the same", "[prove]") {
  Random random(4);
  const Regions table = cut(Share(Rational(1, 5), years<2>), Share(Rational(1, 5), years<3>), random);
  CHECK(table.scope == Scope::EachYear);
  CHECK(table.regions.size() == 2);
  CHECK(table.regions[1].lo == Rational(3, 100));
  CHECK(table.regions[1].proved);
}

/// 20% of a base that meets a threshold.
struct Threshold : Build {
  FactId base = money("base"), size = money("size");
  FactId gate = truth("gate");
  AwardId award;
  Threshold(bool included, int64_t bound, bool gated) {
    const ExprId met = included ? atMost(yuan(bound), ref(size)) : less(yuan(bound), ref(size));
    award =
        Build::award("aid", gated ? all({met, ref(gate)}) : met, times(ref(base), plain(Rational(1, 5))), {cap(100)});
  }
};

TEST_CASE("以上 made 超过: one fen loses all", "[prove]") {
  Random random(5);
  const Threshold from(true, 1000, false), above(false, 1000, false);
  const Regions table = prove::regions(from.program, from.award, above.program, above.award, {});
  hold(from.program, above.program, from.award, table, random);
  REQUIRE(table.driver);
  CHECK(table.driver->fact == from.size);
  CHECK(table.partial.empty());
  CHECK(bounds(table) == "0 to 999.99: 0 to 0\n"
                         "1000 to 1000: -100 to 0\n"
                         "1000.01 to 10000000000: 0 to 0\n");
  CHECK(table.regions[1].after.status == Path::Status::NotEntitled);
  CHECK(table.regions[1].after.failing.size() == 1);
}

TEST_CASE("a condition that is no longer asked is told by itself", "[prove]") {
  Random random(6);
  const Threshold gated(true, 1000, true), open(true, 1000, false);
  const Regions table = prove::regions(gated.program, gated.award, open.program, open.award, {});
  hold(gated.program, open.program, gated.award, table, random);
  REQUIRE(table.conditions.size() == 1);
  CHECK(table.conditions[0].side == 0);
  CHECK(table.conditions[0].least == Rational(0));
  CHECK(table.conditions[0].most == Rational(100));
  REQUIRE(table.conditions[0].atMost);
  CHECK(changeOf(*table.conditions[0].atMost) == Rational(100));
}

TEST_CASE("a fixed amount raised needs no fact to go by", "[prove]") {
  Random random(7);
  Build a, b;
  const AwardId award = a.award("aid", a.ref(a.truth("gate")), a.yuan(100));
  b.award("aid", b.ref(b.truth("gate")), b.yuan(150));
  const Regions table = prove::regions(a.program, award, b.program, award, {});
  hold(a.program, b.program, award, table, random);
  CHECK_FALSE(table.driver);
  REQUIRE(table.regions.size() == 1);
  CHECK(table.regions[0].least == Rational(50));
  CHECK(table.regions[0].most == Rational(50));
  CHECK(table.partial.empty());
}

TEST_CASE("where another fact moves the bounds, the table says that it is of one case", "[prove]") {
  Random random(8);
  const auto version = [](int64_t bound) {
    Clause c;
    const ExprId fifth = c.times(c.ref(c.base), c.plain(Rational(1, 5)));
    c.award =
        c.Build::award("aid", c.yes(), c.plus(fifth, c.times(c.ref(c.other), c.plain(Rational(1, 5)))), {c.cap(bound)});
    return c;
  };
  const Clause a = version(500), b = version(800);
  const Regions table = prove::regions(a.program, a.award, b.program, b.award, {});
  hold(a.program, b.program, a.award, table, random);
  CHECK(table.partial.contains(Partial::OtherFacts));
  CHECK(std::ranges::any_of(table.regions, [](const Region& r) { return !r.proved; }));
}

TEST_CASE("a sign that changes along one way is told apart", "[prove]") {
  Random random(9);
  Build a, b;
  const FactId base = a.money("base");
  b.money("base");
  const AwardId award = a.award("aid", a.yes(), a.yuan(100));
  b.award("aid", b.yes(), b.times(b.ref(base), b.plain(Rational(1, 5))));
  const Regions table = prove::regions(a.program, award, b.program, award, {});
  hold(a.program, b.program, award, table, random);
  CHECK(bounds(table) == "0 to 499.97: -100 to -0.01\n"
                         "499.98 to 500.02: 0 to 0\n"
                         "500.03 to 10000000000: 0.01 to 1999999900\n");
}

TEST_CASE("what is the same has no regions", "[prove]") {
  const Share a(Rational(1, 5), inAll<500>), b(Rational(1, 5), inAll<500>);
  CHECK(prove::regions(a.program, a.award, b.program, b.award, {}).regions.empty());
}

// -------------------------------------------------------------------------------------------------------------- random

TEST_CASE("regions of random pairs agree with the interpreter to the fen", "[prove]") {
  const int pairs = cases(60);
  int tables = 0, complete = 0, changed = 0, looked = 0;
  for (int seed = 0; seed < pairs; ++seed) {
    Random random(static_cast<uint64_t>(seed) + 77'000);
    const Clause first(random);
    core::Program second = first.program;
    const std::string what = mutate(random, second, first.award);
    if (what.empty() || !core::broken(second).empty()) continue;
    prove::CompareOptions few;
    few.steps = 1'000'000;
    INFO("seed " << seed << ": " << what << "\n" << core::print(first.program) << core::print(second));
    const Regions table = prove::regions(first.program, first.award, second, first.award, few);
    INFO(bounds(table));
    looked += hold(first.program, second, first.award, table, random);
    if (table.regions.empty()) continue;
    ++changed;
    if (!table.driver) continue;
    ++tables;
    if (table.partial.empty()) ++complete;
  }
  INFO("changed " << changed << ", tables " << tables << ", complete " << complete << ", bounds " << looked);
  CHECK(changed * 3 > pairs);
  CHECK(complete * 2 > tables);
  CHECK(looked > tables);
}

} // namespace
} // namespace tiao::test
