#include "compiler/cover/search.h"
#include "compiler/cover/stride.h"
#include "compiler/driver/clauses.h"
#include "compiler/driver/generated.h"
#include "compiler/driver/source_test.h"

#include <fmt/format.h>

/// What tests reach, and what they do not though they come close: a side counts where it decides and is asked for.

using namespace tiao;
using cover::Side;

namespace {

const std::string policy = R"(政策 样例 / sample
施行 2022年1月1日 至 2025年12月31日
单位 台 / device
对象 企业 / enterprise：
- 落户 / settled：是否，每年
- 上报 / reporting：是否，每年
- 收入 / revenue：金额，每年
- 台数 / devices：数量（台 / device），每年
- 投资 / investment：金额，每年
条款 落户奖 / settling award：
  对落户、上报且收入达到1000万元的企业，按投资的20%给予不超过100万元的一次性奖励。
条款 增长奖 / growth award：
  对收入增长20%以上的企业，给予1万元的一次性奖励。
条款 台数奖 / device award：
  对台数不少于10台的企业，每年给予1万元的奖励，最长不超过2年。
阶梯 档 / steps 按 收入：
- 1000万元以上不满3000万元：8万元
- 3000万元以上：20万元
条款 分档奖 / steps award：
  对企业，每年按档给予奖励，累计不超过50万元。
)";

/// The tests after the policy, and what they reach.
struct Covered {
  explicit Covered(const std::string& tests)
      : compiled(driver::compileText("sample.tiao", policy + tests)), sites(cover::sitesOf(compiled->program())),
        measure(compiled->program(), sites) {
    INFO(diagnostics::render(compiled->sink.all(), compiled->sources, {}));
    REQUIRE(compiled->checked);
    const core::Program& program = compiled->program();
    for (size_t i = 0; i < compiled->checked->tests.size(); ++i) {
      const check::Test& test = compiled->checked->tests[i];
      const driver::TestCase given = driver::caseOf(test, program);
      measure.begin(i, driver::askedBy(test, program));
      evaluate(program, given.facts, given.ledger, given.years, interpret::Detail::Full, &measure);
      measure.end();
    }
  }

  /// The site with these words, in this clause or definition.
  [[nodiscard]] size_t site(const std::string& words) const {
    for (size_t i = 0; i < sites.all.size(); ++i)
      if (driver::wordsOf(*compiled, sites.all[i]).words.zh == words) return i;
    FAIL("no site " << words);
    return 0;
  }
  [[nodiscard]] bool has(const std::string& words, Side side) const { return measure.reached().has(site(words), side); }

  std::unique_ptr<driver::Compiled> compiled;
  cover::Sites sites;
  cover::Measure measure;
};

} // namespace

TEST_CASE("A condition counts only where it decides", "[cover]") {
  const Covered alone("测试 甲：\n  企业：未落户，上报，收入 2000万元。\n  期望 落户奖：2022年 0元。\n");
  REQUIRE(alone.has("落户", Side::No));
  REQUIRE(!alone.has("落户", Side::Yes));
  REQUIRE(!alone.has("上报", Side::Yes)); // the other condition fails anyway
  const Covered both("测试 甲：\n  企业：未落户，未上报，收入 2000万元。\n  期望 落户奖：2022年 0元。\n");
  REQUIRE(!both.has("落户", Side::No));
  REQUIRE(!both.has("上报", Side::No));
  const Covered unknown("测试 甲：\n  企业：未落户，收入 2000万元。\n  期望 落户奖：2022年 0元。\n");
  REQUIRE(!unknown.has("落户", Side::No)); // it is not known whether the other would have held
}

TEST_CASE("Nothing counts of which the test expects nothing", "[cover]") {
  const Covered other(
      "测试 甲：\n  企业：落户，上报，收入 2000万元，投资 1万元。\n  期望 增长奖：2022年 0元 至 1万元。\n");
  REQUIRE(!other.has("落户", Side::Yes));
  const Covered later("测试 甲：\n  企业：落户，上报，收入 2000万元，投资 0元。\n  期望 落户奖：2023年 0元。\n");
  REQUIRE(later.has("落户", Side::Yes));
  const Covered year("测试 甲：\n  企业：落户 2022年 是、2023年 否，上报，收入 2000万元，投资 0元。\n"
                     "  期望 落户奖：2023年 0元。\n");
  REQUIRE(!year.has("落户", Side::Yes));
  REQUIRE(year.has("落户", Side::No));
}

TEST_CASE("A bound is reached within a step of it", "[cover]") {
  const auto at = [](const std::string& revenue) {
    return Covered("测试 甲：\n  企业：落户，上报，收入 " + revenue +
                   "，投资 1万元。\n  期望 落户奖：2022年 0元 至 2000元。\n");
  };
  const std::string bound = "收入达到1000万元";
  REQUIRE(at("9999999.99元").has(bound, Side::Below));
  REQUIRE(!at("9999999.98元").has(bound, Side::Below));
  REQUIRE(at("1000万元").has(bound, Side::At));
  REQUIRE(at("10000000.01元").has(bound, Side::Above));
  REQUIRE(!at("2000万元").has(bound, Side::Above));
  REQUIRE(!at("1000万元").has(bound, Side::Above));
}

TEST_CASE("A growth is measured by what it grew to, to the fen", "[cover]") {
  const auto grown = [](const std::string& to) {
    return Covered("测试 甲：\n  企业：收入 2021年 100元、2022年 " + to + "。\n  期望 增长奖：2022年 0元 至 1万元。\n");
  };
  const std::string bound = "收入增长20%以上";
  REQUIRE(grown("119.99元").has(bound, Side::Below));
  REQUIRE(grown("120元").has(bound, Side::At));
  REQUIRE(grown("120.01元").has(bound, Side::Above));
  REQUIRE(!grown("121元").has(bound, Side::Above));
}

TEST_CASE("A limit is free, or it cuts; years are open, or used up", "[cover]") {
  const auto invested = [](const std::string& sum) {
    return Covered("测试 甲：\n  企业：落户，上报，收入 2000万元，投资 " + sum + "。\n  期望 落户奖：2022年 1元。\n");
  };
  REQUIRE(invested("500万元").has("不超过100万元", Side::Free));
  REQUIRE(!invested("500万元").has("不超过100万元", Side::Cut));
  REQUIRE(invested("5000000.05元").has("不超过100万元", Side::Cut));
  REQUIRE(!invested("0元").has("不超过100万元", Side::Free)); // there is nothing to cut
  const Covered years("测试 甲：\n  企业：台数 10台。\n  期望 台数奖：2022年 1万元、2024年 0元。\n");
  REQUIRE(!years.has("最长不超过2年", Side::Open)); // of the two years the first is asked of
  REQUIRE(years.has("最长不超过2年", Side::UsedUp));
  const Covered last("测试 甲：\n  企业：台数 10台。\n  期望 台数奖：2023年 1万元。\n");
  REQUIRE(last.has("最长不超过2年", Side::Open));
}

TEST_CASE("A line of a scale counts where it gives the value", "[cover]") {
  const Covered low("测试 甲：\n  企业：收入 1000万元。\n  期望 分档奖：2022年 8万元。\n");
  size_t reached = 0, lines = 0;
  for (size_t i = 0; i < low.sites.all.size(); ++i)
    if (low.sites.all[i].kind == cover::Site::Kind::Line) {
      ++lines;
      reached += low.measure.reached().has(i, Side::Applied) ? 1 : 0;
    }
  REQUIRE(lines == 2);
  REQUIRE(reached == 1);
}

TEST_CASE("The step of a value", "[cover]") {
  const Covered none("");
  const core::Program& program = none.compiled->program();
  std::map<std::string, core::Rational> steps;
  for (const core::Fact& fact : program.facts) steps[fact.name.zh] = cover::stepOf(fact);
  REQUIRE(steps["收入"] == core::Rational(1, 100));
  REQUIRE(steps["台数"] == core::Rational(1));
  const cover::Site& growth = none.sites.all[none.site("收入增长20%以上")];
  REQUIRE(growth.stride == core::Rational(6, 100)); // 6 × last year's against 5 × this year's, in fen
}

TEST_CASE("Of a pair of made cases one fact differs, and each is as plain as it can be", "[cover]") {
  const Covered none("");
  const core::Program& program = none.compiled->program();
  const std::vector<size_t> clauses = driver::clauseNumbers(*none.compiled);
  const auto found = [&](const cover::Aim& aim) { return std::get<cover::Found>(cover::search(aim)); };
  const cover::Aim holds{program, none.sites, clauses, none.site("落户"), Side::Yes};
  const cover::Aim fails{program, none.sites, clauses, none.site("落户"), Side::No};
  const cover::Found first = found(holds);
  cover::Found second = found(fails);
  // What the second has of its own is given up, not what makes it the other side.
  cover::Facts other(program, second.facts.years());
  for (const auto& [place, value] : second.facts.given())
    other.give(place.fact, place.period,
               std::holds_alternative<core::Rational>(value) ? core::Constant(core::Rational(70'000'000)) : value);
  second.facts = other;
  REQUIRE(cover::shows(fails, second));
  cover::alike(fails, second, first.facts);
  REQUIRE(cover::shows(fails, second));
  size_t differ = 0;
  for (const auto& [place, value] : second.facts.given()) {
    const auto there = first.facts.given().find(place);
    differ += there == first.facts.given().end() || there->second != value ? 1 : 0;
  }
  REQUIRE(differ == 1);
  const size_t before = second.facts.given().size();
  REQUIRE(second.facts.give(core::FactId{3}, {2022, 0}, core::Rational(5))); // the devices, which nothing asks for
  cover::plain(fails, second);
  REQUIRE(second.facts.given().size() <= before);
  REQUIRE(cover::shows(fails, second));
}

TEST_CASE("The tests that are made pass, and reach every side", "[cover]") {
  for (const auto language : {source::Language::Zh, source::Language::En}) {
    const Covered none("");
    const driver::Generated made =
        driver::generateTests(*none.compiled, none.sites, none.measure.reached(), "made.tiao", language, 2'000'000);
    INFO(made.text);
    REQUIRE(made.unreached.empty());
    REQUIRE(made.before.reached == 0);
    REQUIRE(made.after.reached == made.after.sides);
    // Again, beside the policy: without its import they are the policy's own tests.
    std::string own;
    for (size_t at = 0; at < made.text.size();) {
      const size_t end = made.text.find('\n', at) + 1;
      const std::string line = made.text.substr(at, end - at);
      if (!line.starts_with("引用") && !line.starts_with("import")) own += line;
      at = end;
    }
    const Covered whole(own);
    for (const check::Test& test : whole.compiled->checked->tests) {
      const driver::TestCase given = driver::caseOf(test, whole.compiled->program());
      const interpret::Result result = evaluate(whole.compiled->program(), given.facts, given.ledger, given.years);
      REQUIRE(driver::compare(test, whole.compiled->program(), given.facts,
                              interpret::rows(whole.compiled->program(), result.outcomes))
                  .empty());
    }
    for (size_t i = 0; i < whole.sites.all.size(); ++i)
      for (const Side side : whole.sites.all[i].sides) REQUIRE(whole.measure.reached().has(i, side));
  }
}
