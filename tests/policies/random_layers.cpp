#include "tests/lang/random_policy.h"
#include "tests/policies/hangzhou.h"
#include "tests/policies/layered.h"

#include "compiler/layers/consolidated_text.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <numeric>

/// Law 16 over random policies: a layer that changes nothing is the identity, and consolidating then evaluating is
/// evaluating with the layers, in every year and district.
namespace tiao::policies {

using number::Rational;

namespace {

const std::vector<std::string> Districts{"余杭区", "萧山区", "上城区"};

int cases(int parts) {
  const char* asked = std::getenv("TIAO_CASES");
  return std::max(1, (asked == nullptr ? 6000 : std::atoi(asked)) / parts);
}

test::Compiled compiled(uint64_t seed, bool layers) {
  test::Random random(seed);
  return test::compileText(test::randomPolicy(random, layers));
}

/// What hangs on the fact's name, the period and the item, and on nothing of the program that it stands in.
std::mt19937_64 drawing(const core::Fact& fact, calendar::Period period, int item, uint64_t seed) {
  std::seed_seq from{static_cast<size_t>(seed), static_cast<size_t>(period.year * 13 + period.month),
                     static_cast<size_t>(item + 1), std::hash<std::string>()(fact.name.zh)};
  return std::mt19937_64(from);
}

core::Constant drawn(const core::Program& program, const core::Fact& fact, std::mt19937_64& random) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<uint64_t>(n)); };
  switch (fact.type.kind) {
  case core::Kind::Truth: return below(10) < 8;
  case core::Kind::Number: {
    const Rational most = number::least(fact.hi, fact.lo + 20'000'000);
    return fact.lo + ((most - fact.lo) * Rational(below(11), 10)).floor();
  }
  case core::Kind::Date: return *calendar::makeDate(2020 + below(5), static_cast<unsigned>(1 + below(12)), 10);
  case core::Kind::Member: {
    const auto& members = program.enumerations[fact.type.enumeration].members;
    return core::Member{static_cast<uint32_t>(below(static_cast<int>(members.size())))};
  }
  case core::Kind::Text: return std::string("a");
  }
  return false;
}

std::vector<calendar::Period> periodsOf(const core::Fact& fact) {
  if (fact.per == core::Per::Fixed) return {{}};
  std::vector<calendar::Period> periods;
  for (int year = 2018; year <= 2025; ++year)
    for (int month = fact.per == core::Per::Month ? 1 : 0; month <= (fact.per == core::Per::Month ? 12 : 0); ++month)
      periods.push_back({year, month});
  return periods;
}

/// A firm of a random policy, in a district. One value in sixteen is missing.
interpret::Case firm(const core::Program& program, uint64_t seed, const std::string& district) {
  interpret::Case facts(program);
  for (uint32_t kind = 0; kind < program.itemKinds.size(); ++kind)
    for (int year = 2018; year <= 2025; ++year) {
      for (const char* name : {"东村", "西村"}) facts.addItem({kind}, name, year);
      facts.giveList({kind}, year);
    }
  for (uint32_t i = 0; i < program.facts.size(); ++i) {
    const core::Fact& fact = program.facts[core::FactId{i}];
    if (core::FactId{i} == program.district) {
      const auto& members = program.enumerations[fact.type.enumeration].members;
      const auto found = std::ranges::find(members, district, &core::Name::zh);
      facts.give({i}, {}, {}, core::Member{static_cast<uint32_t>(found - members.begin())});
      continue;
    }
    // An election names an award by its number, which is another in another program.
    if (fact.origin == core::FactOrigin::Event || fact.origin == core::FactOrigin::Election) continue;
    for (int item = fact.item ? 0 : -1; item < (fact.item ? 2 : 0); ++item)
      for (const calendar::Period period : periodsOf(fact)) {
        std::mt19937_64 random = drawing(fact, period, item, seed);
        if (random() % 16 != 0) facts.give({i}, interpret::Key{item}, period, drawn(program, fact, random));
      }
  }
  return facts;
}

/// Does the version change within a year in which months are settled? Each month has a version of its own, and the
/// text of the year's last day is not that of its first months.
bool monthsApart(const test::Compiled& policy, int year) {
  const core::Program& program = policy.checked->program;
  bool monthly = false;
  for (uint32_t i = 0; i < program.awards.size(); ++i)
    monthly |= program.awards[core::AwardId{i}].period == core::Per::Month;
  if (!monthly) return false;
  diagnostics::Sink told;
  const layers::Policies policies = layers::policiesOf(policy.parsed.tree, policy.sources, told);
  for (uint32_t i = 0; i < policies.all().size(); ++i) {
    const calendar::Date from = policies.from(i), to = policies.to(i);
    const calendar::Period whole{year, 0};
    const bool begins = calendar::yearOf(from) == year && from != calendar::firstDay(whole);
    const bool ends = calendar::yearOf(to) == year && to != calendar::lastDay(whole);
    if (policies[i].isLayer() && (begins || ends)) return true;
  }
  return false;
}

/// Where a layer gives a clause other days, the program with its layers has one award for the days of all versions: it
/// is not entitled, or exhausted, where the consolidated one is not in force. Both give nothing.
bool agree(const std::string& layered, const std::string& consolidated) {
  return layered == consolidated || (consolidated.starts_with("0 ") && layered.ends_with(" 0 0"));
}

} // namespace

TEST_CASE("random policies compile", "[policies][layers]") {
  for (int seed = 0; seed < cases(40); ++seed) {
    const test::Compiled policy = compiled(static_cast<uint64_t>(seed), seed % 2 == 0);
    CAPTURE(seed, test::errors(policy));
    REQUIRE(policy.checked);
  }
}

TEST_CASE("Law 16: a layer that changes nothing is the identity on random policies", "[policies][layers]") {
  for (int seed = 0; seed < cases(150); ++seed) {
    test::Random random(static_cast<uint64_t>(seed) + 1'000'000);
    const std::string text = test::randomPolicy(random, false);
    const test::Compiled base = test::compileText(text);
    CAPTURE(seed, text, test::errors(base));
    REQUIRE(base.checked);
    for (const char* head : {"政策 空 / empty，依据 随机政策\n", "政策 空 / empty，依据 随机政策，适用于 余杭区\n"}) {
      const test::Compiled same = test::compileText(text + head + "施行 2023年3月1日 起\n");
      REQUIRE(same.checked);
      CHECK((coreWithoutWords(same) == coreWithoutWords(base)));
    }
  }
}

TEST_CASE("Law 16: consolidating then evaluating is evaluating with the layers, on random policies",
          "[policies][layers]") {
  size_t compared = 0, differ = 0;
  std::vector<int> seeds(static_cast<size_t>(cases(150)));
  std::iota(seeds.begin(), seeds.end(), 0);
  seeds.insert(seeds.end(), {51, 59, 578}); // a clause is stopped, or ends, and what it gave still counts
  for (const int seed : seeds) {
    const test::Compiled policy = compiled(static_cast<uint64_t>(seed) + 2'000'000, true);
    REQUIRE(policy.checked);
    const core::Program& program = policy.checked->program;
    const std::string& district = Districts[static_cast<size_t>(seed) % Districts.size()];
    const interpret::Case facts = firm(program, static_cast<uint64_t>(seed), district);
    interpret::Ledger before;
    for (int year = 2022; year <= 2025; ++year) {
      const source::Language language = seed % 2 == 0 ? source::Language::Zh : source::Language::En;
      const layers::Standing at = standing(policy, year, district);
      const test::Compiled whole = consolidated(policy, at, language);
      CAPTURE(seed, year, district, test::errors(whole),
              layers::consolidatedText(policy.parsed, policy.sources, at, language));
      REQUIRE(whole.checked);
      const core::Program& alone = whole.checked->program;
      const interpret::Result with = interpret::evaluate(program, facts, before, {year, year});
      const interpret::Result same = interpret::evaluate(alone, firm(alone, static_cast<uint64_t>(seed), district),
                                                         carried(program, before, alone), {year, year});
      const bool apart = monthsApart(policy, year);
      const auto left = outcomes(program, with, year), right = outcomes(alone, same, year);
      for (const auto& [award, outcome] : right) {
        CAPTURE(award);
        REQUIRE(left.contains(award));
        CAPTURE(left.at(award), outcome);
        if (!apart) CHECK(agree(left.at(award), outcome));
        compared += apart ? 0 : 1;
      }
      const test::Compiled first = consolidated(policy, standing(policy, 2022, district), source::Language::Zh);
      differ += coreWithoutWords(first) == coreWithoutWords(whole) ? 0 : 1;
      before = with.ledger;
    }
  }
  CHECK(compared > 100);
  CHECK(differ > 5); // the layers do change something
}

} // namespace tiao::policies
