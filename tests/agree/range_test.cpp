#include "compiler/plan/representation.h"
#include "tests/agree/bounded_case.h"
#include "tests/agree/native_agree.h"
#include "tests/lang/front_end.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cfenv>
#include <fmt/format.h>
#include <set>

/// At the ends of what is declared, and in every pattern of what is missing: compiled code says what the interpreter
/// says, however it is compiled, and however the program that calls it has doubles rounded.
namespace tiao::test {

namespace {

using core::Rational;
using interpret::Case;
using interpret::Key;

core::FactId factOf(const core::Program& program, const std::string& name) {
  for (uint32_t i = 0; i < program.facts.size(); ++i)
    if (program.facts[{i}].name.zh == name) return {i};
  FAIL("there is no fact " << name);
  return {};
}

Compiled compiledText(const std::string& text) {
  Compiled policy = compileText(text);
  INFO(diagnostics::render(policy.sink.all(), policy.sources, {}));
  REQUIRE(policy.checked);
  return policy;
}

/// How many outcomes were compared.
size_t requireAgreement(const core::Program& program, const plan::Plan& plan, const std::vector<Case>& cases) {
  for (const batch::Group& group : plan.layout.groups) {
    INFO(group.why);
    REQUIRE(group.compiled);
  }
  const Agreement graph = graphAgreement(program, plan, cases);
  if (!graph.disagreement.empty()) FAIL("the graph: " << graph.disagreement);
  for (const native::Effort effort : {native::Effort::None, native::Effort::Full}) {
    const TwoCodes native = bothCodes(plan, effort);
    for (const int rounding : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO, FE_TONEAREST}) {
      std::fesetround(rounding);
      const bool isUpOrDown = rounding == FE_UPWARD || rounding == FE_DOWNWARD;
      const Agreement code = nativeAgreement(program, plan, isUpOrDown ? native.compiled : native.kept, cases);
      const bool isKept = std::fegetround() == rounding;
      std::fesetround(FE_TONEAREST);
      CHECK(isKept);
      if (!code.disagreement.empty())
        FAIL("effort " << static_cast<int>(effort) << ", rounding " << rounding << ": " << code.disagreement);
    }
  }
  return graph.compared;
}

/// Values about the ends of a fact's range and about others, a step to either side, never beyond the range.
std::vector<Rational> about(const core::Fact& fact, const Rational& step, std::vector<Rational> middle) {
  middle.insert(middle.end(), {fact.lo, fact.hi});
  std::vector<Rational> values;
  for (const Rational& each : middle)
    for (const int side : {-1, 0, 1}) {
      const Rational value = each + step * Rational(side);
      if (fact.lo <= value && value <= fact.hi) values.push_back(value);
    }
  return values;
}

} // namespace

TEST_CASE("numbers that need more than 64 bits on the way are exact at both ends of their ranges") {
  const Compiled policy = compiledText(R"(政策 大额
施行 2022年1月1日 至 2025年12月31日
对象 企业 / enterprise：
- 投资额 / investment：金额，每年，0 至 90000亿元
条款 投资奖：
  对企业，每年按其投资额的33.3333%给予资助，累计不超过70000亿元。
)");
  const core::Program& program = policy.checked->program;
  const core::FactId investment = factOf(program, "投资额");
  const std::vector<Rational> values =
      about(program.facts[investment], Rational(1, 100),
            {Rational(3), Rational(30'000), Rational(7'000'000'000'000), Rational(21'000'021'000'021, 10)});
  std::vector<Case> cases;
  Random random(11);
  for (size_t first = 0; first < values.size(); ++first)
    for (int i = 0; i < 20; ++i) {
      Case facts(program);
      facts.subject = "a firm";
      facts.give(investment, Key{}, {2022, 0}, values[first]);
      for (int year = 2023; year <= 2025; ++year) facts.give(investment, Key{}, {year, 0}, random.of(values));
      cases.push_back(std::move(facts));
    }
  const plan::Plan plan = plan::plan(program, 2025);
  bool isWide = false;
  for (uint32_t i = 0; i < plan.graph.size(); ++i) {
    const plan::Interval range = plan.graph.range({i});
    isWide = isWide || range.hi > INT64_MAX;
  }
  CHECK(isWide);
  CHECK(requireAgreement(program, plan, cases) == cases.size() * 4);
}

TEST_CASE("quotients by constants are exact up to the ends of what each way of dividing is for") {
  struct Range {
    const char *fact, *inEnglish, *most;
    int64_t fen;
  };
  // Below 2³², below 2⁵⁰, below 2⁵¹ and beyond.
  const Range ranges[] = {{"设备投资额", "devices", "4294万元", 4'294'000'000},
                          {"研发投资额", "research", "11258900000000元", 1'125'890'000'000'000},
                          {"土地投资额", "land", "22517900000000元", 2'251'790'000'000'000},
                          {"建设投资额", "buildings", "80000000000000元", 8'000'000'000'000'000}};
  const std::pair<const char*, int64_t> shares[] = {
      {"20%", 5}, {"0.7%", 1000}, {"33.3333%", 1'000'000}, {"14%", 50}, {"10%", 10}};
  std::string facts, clauses;
  for (const Range& range : ranges) {
    facts += fmt::format("- {} / {}：金额，每年，0 至 {}\n", range.fact, range.inEnglish, range.most);
    for (const auto& [share, over] : shares)
      clauses +=
          fmt::format("条款 {}奖励{}：\n  对企业，每年按其{}的{}给予资助。\n", range.fact, over, range.fact, share);
  }
  const Compiled policy =
      compiledText("政策 样例\n施行 2022年1月1日 至 2022年12月31日\n对象 企业 / enterprise：\n" + facts + clauses);
  const core::Program& program = policy.checked->program;
  Random random(3);
  std::vector<Case> cases;
  for (int i = 0; i < 1000; ++i) {
    Case values(program);
    values.subject = "a firm";
    for (const Range& range : ranges) {
      // At the end of the range, or where half a fen is rounded up.
      const int64_t over = shares[static_cast<size_t>(random.below(static_cast<int>(std::size(shares))))].second;
      const int64_t wholes = range.fen / over, whole = wholes - 1 - random.below(1 << 30) % wholes;
      const int64_t half = whole * over + over / 2 + random.below(3) - 1;
      const int64_t fen = random.chance(25) ? range.fen - random.below(4) : half;
      values.give(factOf(program, range.fact), Key{}, {2022, 0}, Rational(fen, 100));
    }
    cases.push_back(std::move(values));
  }
  const plan::Plan plan = plan::plan(program, 2022);
  std::set<plan::Quotient> ways;
  for (uint32_t i = 0; i < plan.graph.size(); ++i)
    if (plan.graph[{i}].op == plan::Op::Divide) ways.insert(plan::divisionOf(plan.graph, {i}).how);
  for (const auto way : {plan::Quotient::Narrow, plan::Quotient::Reciprocal, plan::Quotient::Words})
    CHECK(ways.contains(way));
  CHECK(requireAgreement(program, plan, cases) == cases.size() * std::size(ranges) * std::size(shares));
}

TEST_CASE("a quotient of two facts is exact however great they are, and where the divisor is nothing") {
  const Compiled policy = compiledText(R"(政策 样例
施行 2022年1月1日 至 2025年12月31日
单位 家 / firm
对象 企业 / enterprise：
- 监测企业数量 / monitored：数量（家/firm），每年，0 至 1000000000000家
条款 监测奖：
  对监测企业数量50家以上的企业，每年给予10万元的资助，对监测企业数量增长20%以上的，给予同比例递增的资助，最高不超过10万元。
)");
  const core::Program& program = policy.checked->program;
  const core::FactId monitored = factOf(program, "监测企业数量");
  const std::vector<Rational> values =
      about(program.facts[monitored], Rational(1),
            {Rational(50), Rational(60), Rational(100), Rational(120), Rational(833'333'333'333), Rational(7'777'777)});
  std::vector<Case> cases;
  for (const Rational& before : values)
    for (const Rational& now : values) {
      Case facts(program);
      facts.subject = "a firm";
      for (int year = 2021; year <= 2025; ++year) facts.give(monitored, Key{}, {year, 0}, year % 2 == 0 ? now : before);
      cases.push_back(std::move(facts));
    }
  CHECK(requireAgreement(program, plan::plan(program, 2025), cases) > cases.size() * 4);
}

TEST_CASE("sums beyond 64 bits are exact, and amounts beyond them are left to the interpreter, which is told") {
  const Compiled sums = compiledText(R"(政策 样例
施行 2022年1月1日 至 2025年12月31日
对象 企业 / enterprise：
- 投资额 / investment：金额，每年，0 至 9000000000亿元
条款 投资奖：
  对企业，每年按其投资额的100%给予资助，累计不超过900000000亿元。
)");
  const core::Program& program = sums.checked->program;
  const core::FactId investment = factOf(program, "投资额");
  // A column holds up to 2⁶² fen: four years of it are more than the cap, and more than 64 bits.
  const Rational most = Rational(int64_t{1} << 62, 100);
  std::vector<Case> cases;
  Random random(5);
  for (int i = 0; i < 500; ++i) {
    Case facts(program);
    facts.subject = "a firm";
    for (int year = 2022; year <= 2025; ++year)
      facts.give(investment, Key{}, {year, 0},
                 random.of(std::vector<Rational>{most, most - Rational(1, 100), Rational(int64_t{1} << 61, 100),
                                                 Rational(1, 100), Rational(0)}));
    cases.push_back(std::move(facts));
  }
  CHECK(requireAgreement(program, plan::plan(program, 2025), cases) == cases.size() * 4);

  const Compiled amounts = compiledText(R"(政策 样例
施行 2022年1月1日 至 2025年12月31日
单位 件 / parcel
对象 企业 / enterprise：
- 投递件数 / parcels：数量（件/parcel），每年，0 至 1000000000000000000件
条款 投递补贴：
  对投递件数，按照1000元/件的标准进行补贴。
)");
  const plan::Plan plan = plan::plan(amounts.checked->program, 2025);
  REQUIRE(plan.layout.groups.size() == 1);
  CHECK_FALSE(plan.layout.groups[0].compiled);
  CHECK(plan.layout.groups[0].why == "its amounts may be beyond 90 000 000 000 000 000 yuan");
  CHECK(plan.layout.outputs.empty());
}

TEST_CASE("every pattern of missing facts comes to what the interpreter says") {
  const Compiled policy = compiledText(R"(政策 缺失
施行 2022年1月1日 至 2023年12月31日
对象 企业 / enterprise：
- 招引 / attracted：是否
- 落户 / settled：是否，每年
- 上报统计数据 / reporting：是否，每年
- 实际投资额 / investment：金额，每年，0 至 1000亿元
条款 招引资助：
  对招引的企业，从其落户并上报统计数据起，每年按其实际投资额的20%给予资助，最长不超过1年，累计不超过500万元。
)");
  const core::Program& program = policy.checked->program;
  const core::FactId attracted = factOf(program, "招引"), investment = factOf(program, "实际投资额");
  const core::FactId flags[] = {factOf(program, "落户"), factOf(program, "上报统计数据")};
  // Seven facts; each is missing, or one of two values.
  std::vector<Case> cases;
  for (int pattern = 0; pattern < 2187; ++pattern) {
    int rest = pattern;
    const auto next = [&] {
      const int which = rest % 3;
      rest /= 3;
      return which;
    };
    Case facts(program);
    facts.subject = "a firm";
    if (const int which = next(); which != 0) facts.give(attracted, Key{}, {}, which == 1);
    for (int year = 2022; year <= 2023; ++year) {
      for (const core::FactId flag : flags)
        if (const int which = next(); which != 0) facts.give(flag, Key{}, {year, 0}, which == 1);
      if (const int which = next(); which != 0)
        facts.give(investment, Key{}, {year, 0}, which == 1 ? Rational(25'000'000) : Rational(2, 100));
    }
    cases.push_back(std::move(facts));
  }
  CHECK(requireAgreement(program, plan::plan(program, 2023), cases) > 1000);
}

} // namespace tiao::test
