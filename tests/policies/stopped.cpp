#include "tests/policies/layered.h"

#include "compiler/layers/consolidated_text.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>

/// Law 16 where a clause stands no longer and what it gave in earlier years still bars another.
namespace tiao::policies {

namespace {

struct Stop {
  std::string claim;
  std::string base, layers; // what stands in the policy, and what under it
  std::string given;        // the clause that was given in 2022
  int barred = 0;           // the first year in which 甲 is barred by it; 0: in none
};

const std::vector<Stop> Stops{
    {"stopped by a layer", "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n", "乙", 2023},
    {"one matter",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n同类：甲、乙。\n"
     "不重复：本意见与本市各级其他同类政策有重叠的，按照“从优、就高、不重复”的原则执行。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n", "乙", 2023},
    {"stopped within a year", "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年5月1日 起\n停止 乙。\n", "乙", 2023},
    {"stopped within a year, of which the first day decides",
     "约定：\n- 年中修改 按 期初版本\n"
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年5月1日 起\n停止 乙。\n", "乙", 2023},
    {"stopped, in force again, and stopped again",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 早 / early，依据 样例\n施行 2023年1月1日 至 2023年12月31日\n停止 乙。\n"
     "政策 晚 / late，依据 样例\n施行 2025年1月1日 起\n停止 乙。\n",
     "乙", 2023},
    {"stopped by one layer after the other",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 早 / early，依据 样例\n施行 2023年1月1日 至 2023年12月31日\n停止 乙。\n"
     "政策 晚 / late，依据 样例\n施行 2024年1月1日 起\n停止 乙。\n",
     "乙", 2023},
    {"stopped by two layers at once",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 早 / early，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n"
     "政策 晚 / late，依据 早\n施行 2023年1月1日 起\n停止 乙。\n",
     "乙", 2023},
    {"one of its sentences begins after it is stopped",
     "条款 乙 / second：自2024年1月1日起，对大型的企业，每年给予30万元的奖励。\n"
     "  对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n", "乙（第2句）", 2023},
    {"a series that would run on",
     "约定：\n- 到期后 按 已开始的继续\n"
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励，最长不超过3年。\n不重复：甲 与 乙，从优就高。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n", "乙", 2023},
    {"with definitions and a table of its own",
     "参数 乙额 / sum of second = 20万元。\n定义 乙企业 / firm of second：上报且大型。\n"
     "阶梯 乙档 / steps of second，按 投资额：\n- 低于 1000万元：乙额\n- 1000万元以上：30万元\n"
     "条款 乙 / second：对乙企业的企业，每年给予乙档的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n修改 乙额：改为 1万元。\n", "乙", 2023},
    {"which overrides another while it lasts",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励，优先于丙。\n"
     "条款 丙 / third：对上报的企业，每年给予1万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n", "乙", 2023},
    {"stopped in the district",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 区规定 / district rules，依据 样例，适用于 东区\n施行 2023年1月1日 起\n停止 乙。\n", "乙", 2023},
    {"never given where the firm has moved",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n",
     "政策 区规定 / district rules，依据 样例，适用于 东区\n停止 乙。\n", "乙", 2023},
    {"a clause of a layer that has ended", "",
     "政策 早 / early，依据 样例\n施行 2022年1月1日 至 2022年12月31日\n"
     "新增 条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n"
     "政策 晚 / late，依据 样例\n施行 2022年1月1日 起\n不重复：甲 与 乙，从优就高。\n",
     "乙", 2023},
    {"a clause of a layer that has ended, whose series runs on", "约定：\n- 到期后 按 已开始的继续\n",
     "政策 早 / early，依据 样例\n施行 2022年1月1日 至 2022年12月31日\n"
     "新增 条款 乙 / second：对上报的企业，每年给予20万元的奖励，最长不超过2年。\n",
     "乙", 0},
    {"a clause of a layer that ends within the year", "择一：同一企业同一年度只享受一项，从高。\n",
     "政策 早 / early，依据 样例\n施行 2022年1月1日 至 2023年4月30日\n"
     "新增 条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n",
     "乙", 0},
    {"stopped by the policy itself",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n不重复：甲 与 乙，从优就高。\n"
     "停止 乙，自2023年1月1日起。\n",
     "政策 细则 / rules，依据 样例\n施行 2024年1月1日 起\n停止 乙。\n", "乙", 2023},
    {"a choice of one year",
     "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n择一：甲、乙 同一年度只享受一项，从高。\n",
     "政策 细则 / rules，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n", "乙", 0},
};

test::Compiled compiled(const Stop& stop) {
  return test::compileText(fmt::format("政策 样例 / sample\n施行 2022年1月1日 至 2025年12月31日\n对象 企业 / firm：\n"
                                       "- 落户 / settled：是否，每年\n- 上报 / reporting：是否，每年\n"
                                       "- 大型 / large：是否，每年\n- 投资额 / investment：金额，每年，0 至 1亿元\n"
                                       "- 区县 / district：其一（东区 / east、西区 / west），每年，按此汇总\n"
                                       "条款 甲 / first：对落户的企业，每年给予10万元的奖励。\n{}{}",
                                       stop.base, stop.layers));
}

/// Settled from 2023 on, then in 东区; reporting always; in 2022 in 西区.
interpret::Case firm(const core::Program& program) {
  interpret::Case facts(program);
  for (uint32_t i = 0; i < program.facts.size(); ++i) {
    const core::Fact& fact = program.facts[core::FactId{i}];
    if (fact.origin == core::FactOrigin::Event || fact.origin == core::FactOrigin::Election) continue;
    for (int year = 2022; year <= 2025; ++year) {
      core::Constant value = fact.name.zh != "落户" || year > 2022;
      if (fact.type.kind == core::Kind::Number) value = number::Rational(5'000'000);
      if (fact.type.kind == core::Kind::Member) value = core::Member{year == 2022 ? 1U : 0U};
      facts.give({i}, {}, {year, 0}, value);
    }
  }
  return facts;
}

} // namespace

TEST_CASE("Law 16: what a clause gave before it was stopped is not repeated", "[policies][layers]") {
  for (const Stop& stop : Stops)
    for (const source::Language language : {source::Language::Zh, source::Language::En}) {
      const test::Compiled policy = compiled(stop);
      CAPTURE(stop.claim, test::errors(policy));
      REQUIRE(policy.checked);
      const core::Program& program = policy.checked->program;
      const interpret::Case facts = firm(program);
      const auto forgone = std::to_string(static_cast<int>(interpret::Status::Forgone)) + " 0 0";
      const auto nothing = std::to_string(static_cast<int>(interpret::Status::NotEntitled)) + " 0 0";
      interpret::Ledger before;
      for (int year = 2022; year <= 2025; ++year) {
        const interpret::Result with = interpret::evaluate(program, facts, before, {year, year});
        const auto left = outcomes(program, with, year);
        if (year == 2022) {
          REQUIRE(left.contains(stop.given));
          CHECK(left.at(stop.given) != nothing);
        }
        if (stop.barred > 0 && year >= stop.barred) CHECK(left.at("甲") == forgone);
        const layers::Standing at = standing(policy, year, year == 2022 ? "西区" : "东区");
        const test::Compiled text = consolidated(policy, at, language);
        CAPTURE(year, test::errors(text), layers::consolidatedText(policy.parsed, policy.sources, at, language));
        REQUIRE(text.checked);
        const core::Program& alone = text.checked->program;
        const interpret::Result same =
            interpret::evaluate(alone, firm(alone), carried(program, before, alone), {year, year});
        const auto right = outcomes(alone, same, year);
        CHECK(right.contains("甲"));
        for (const auto& [award, outcome] : right) {
          CAPTURE(award);
          CHECK(left.at(award) == outcome);
        }
        for (const auto& [award, outcome] : left) // what the text leaves out gives nothing
          if (!right.contains(award)) CHECK(outcome.ends_with(" 0 0"));
        before = with.ledger;
      }
    }
}

TEST_CASE("a stopped clause stays only where what it gave bars another", "[policies][layers]") {
  const auto text = [](const std::string& base, source::Language language) {
    const test::Compiled policy =
        compiled({"", base, "政策 细则 / rules，依据 样例\n施行 2023年5月1日 起\n停止 乙、丙。\n", "", 0});
    CAPTURE(test::errors(policy));
    REQUIRE(policy.checked);
    return layers::consolidatedText(policy.parsed, policy.sources, standing(policy, 2024, "东区"), language);
  };
  const std::string clauses = "条款 乙 / second：对上报的企业，每年给予20万元的奖励。\n"
                              "条款 丙 / third：对上报的企业，每年给予30万元的奖励。\n";
  const std::string two = clauses + "不重复：甲 与 乙，从优就高。\n";
  CHECK_THAT(text(two, source::Language::Zh), Catch::Contains("停止 乙，自2023年5月1日起。") &&
                                                  Catch::Contains("不重复：甲、乙，从高。") &&
                                                  !Catch::Contains("条款 丙"));
  CHECK_THAT(text(two, source::Language::En), Catch::Contains("stop second from 2023-05-01.") &&
                                                  Catch::Contains("no repeat: first and second") &&
                                                  !Catch::Contains("clause third"));
  // Of two that are both stopped nothing more can be given.
  const std::string both = clauses + "不重复：乙 与 丙，从优就高。\n";
  CHECK_THAT(text(both, source::Language::Zh), !Catch::Contains("条款 乙") && !Catch::Contains("不重复"));
}

} // namespace tiao::policies
