#include "compiler/interpret/split.h"

#include "tests/unit/interpret/random_program.h"

using namespace tiao;
using namespace tiao::test;

/// core.md section 8, "Split", and law 15: splits sum to the amount, every payer but the named one within one fen below
/// its share; on ranges they hold every part that the complete facts may give.

namespace {

using interpret::Sharing;

Rational fen(int64_t n) { return {n, 100}; }

/// A split of one case, the last payer taking the rest.
core::Split oneCase(Build& p, const std::vector<Rational>& shares) {
  core::Split split;
  core::SplitCase each;
  each.condition = p.yes();
  for (const Rational& share : shares) {
    const auto payer = p.program.roles.add({{"", fmt::format("payer {}", split.payers.size())}});
    split.payers.push_back(payer);
    each.portions.push_back({payer, share});
  }
  split.cases.push_back(each);
  split.rest = split.payers.back();
  return split;
}

std::vector<Amount> partsOf(const core::Split& split, const Amount& amount) {
  return interpret::parts(split, Sharing{{0}, {}}, amount);
}

} // namespace

TEST_CASE("Example n: 75/25, the rest to the city", "[split]") {
  Build p;
  const core::Split split = oneCase(p, {Rational(75, 100), Rational(25, 100)});
  for (const auto& [award, district, city] : {std::tuple(1, 0, 1), std::tuple(2, 1, 1), std::tuple(3, 2, 1)}) {
    const std::vector<Amount> parts = partsOf(split, {fen(award), fen(award)});
    CHECK(parts == std::vector<Amount>{{fen(district), fen(district)}, {fen(city), fen(city)}});
  }
}

TEST_CASE("Law 15: splits sum to the award, and only the named payer is above its share", "[split]") {
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    Random random(seed);
    Build p;
    const std::vector<Rational> shares = randomShares(random);
    const core::Split split = oneCase(p, shares);
    const Rational award = fen(random.below(5000));
    const std::vector<Amount> parts = partsOf(split, {award, award});
    Rational sum;
    for (size_t i = 0; i < parts.size(); ++i) {
      CAPTURE(seed, i, award.toString());
      REQUIRE(parts[i].definite());
      REQUIRE((parts[i].lo * 100).isWhole());
      const Rational exact = shares[i] * award;
      if (i + 1 < parts.size()) REQUIRE((parts[i].lo <= exact && exact - parts[i].lo < fen(1)));
      if (i + 1 == parts.size()) REQUIRE(exact <= parts[i].lo);
      sum += parts[i].lo;
    }
    REQUIRE(sum == award);
  }
}

TEST_CASE("A split of a range holds the split of every amount in it, and its ends are reached by the floors",
          "[split]") {
  for (uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    Build p;
    const core::Split split = oneCase(p, randomShares(random));
    const int lo = random.below(300), hi = lo + 1 + random.below(200);
    const std::vector<Amount> range = partsOf(split, {fen(lo), fen(hi)});
    for (int award = lo; award <= hi; ++award) {
      const std::vector<Amount> parts = partsOf(split, {fen(award), fen(award)});
      for (size_t i = 0; i < parts.size(); ++i) {
        CAPTURE(seed, i, award);
        REQUIRE((range[i].lo <= parts[i].lo && parts[i].hi <= range[i].hi));
        if (i + 1 < parts.size() && award == lo) REQUIRE(parts[i].lo == range[i].lo);
        if (i + 1 < parts.size() && award == hi) REQUIRE(parts[i].hi == range[i].hi);
      }
    }
  }
}

TEST_CASE("Where the district is missing, each part is the hull over the cases that may apply", "[split]") {
  Build p;
  core::Enumeration districts;
  districts.members = {{"", "far"}, {"", "near"}};
  const core::Type type{core::Kind::Member, {}, p.program.enumerations.add(districts)};
  const FactId district = p.fact("district", type, core::Per::Fixed);
  core::Split split = oneCase(p, {Rational(75, 100), Rational(25, 100)});
  const auto is = [&](uint32_t member) {
    return p.compare(p.ref(district), core::Comparison::Equal, p.add(type, core::Const{core::Member{member}}));
  };
  split.cases.push_back(split.cases.front());
  split.cases[0].condition = is(0);
  split.cases[1].condition = is(1);
  split.cases[1].portions[0].share = split.cases[1].portions[1].share = Rational(1, 2);
  p.program.split = split;
  REQUIRE(core::broken(p.program).empty());

  Case facts(p.program);
  const Sharing either = interpret::sharing(p.program, facts, {}, {2022, 0});
  CHECK(either.cases == std::vector<uint32_t>{0, 1});
  REQUIRE(either.needs.size() == 1);
  CHECK(either.needs.front().fact == district);
  CHECK(interpret::parts(split, either, {100, 100}) == std::vector<Amount>{{50, 75}, {25, 50}});

  facts.give(district, {}, {}, core::Member{1});
  const Sharing near = interpret::sharing(p.program, facts, {}, {2022, 0});
  CHECK(near.cases == std::vector<uint32_t>{1});
  CHECK(near.needs.empty());
  CHECK(interpret::parts(split, near, {100, 100}) == std::vector<Amount>{{50, 50}, {50, 50}});
}

TEST_CASE("A well-formed split: shares are whole, every member is in one case", "[split][core]") {
  const auto says = [](const core::Program& program, const std::string& rule) {
    for (const std::string& sentence : core::broken(program))
      if (sentence.find(rule) != std::string::npos) return true;
    return false;
  };
  Build p;
  p.program.split = oneCase(p, {Rational(75, 100), Rational(24, 100)});
  CHECK(says(p.program, "the shares of a case sum to 1"));
  p.program.split = oneCase(p, {Rational(125, 100), Rational(-25, 100)});
  CHECK(says(p.program, "a share is not negative"));
  p.program.split = oneCase(p, {Rational(1)});
  CHECK(core::broken(p.program).empty());
  p.program.split->cases.push_back(p.program.split->cases.front());
  CHECK(says(p.program, "do not overlap"));
  p.program.split->cases.clear();
  CHECK(says(p.program, "leave no gap"));
  p.program.split = oneCase(p, {Rational(1)});
  p.program.split->cases.front().condition = p.ref(p.truth("settled"));
  CHECK(says(p.program, "compare one fact with its members"));
}
