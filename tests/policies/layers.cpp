#include "tests/policies/hangzhou.h"
#include "tests/policies/layered.h"

#include "examples/register/cases.h"

#include <catch2/catch.hpp>

#include <map>
#include <random>

/// Law 16: a layer that changes nothing is the identity; consolidating then evaluating = evaluating with the layers.
namespace tiao::policies {

namespace {

const std::vector<std::string> Layers = {Folder + "rules-2023-76/rules.tiao", Folder + "districts/yuhang.tiao",
                                         Folder + "districts/binjiang.tiao"};

test::Compiled layered() {
  return test::compileWith(Layers, [](source::SourceSet&) {});
}

// ------------------------------------------------------------------------------------------------------ evaluating

/// A firm of the register, with what the layers ask beyond it.
interpret::Case firm(const core::Program& program, size_t number) {
  interpret::Case facts = examples::RegisterCases(program).firm(number);
  for (uint32_t i = 0; i < program.facts.size(); ++i) {
    const core::Fact& fact = program.facts[core::FactId{i}];
    const bool asked = facts.find(core::FactId{i}, {}, {fact.per == core::Per::Fixed ? 0 : 2023, 0}).index() != 0;
    if (asked || fact.type.kind != core::Kind::Truth || fact.per == core::Per::Month) continue;
    for (int year = 2022; year <= 2025; ++year) {
      // The same for both programs, whose facts may be numbered apart.
      std::seed_seq seed{static_cast<size_t>(year), number, std::hash<std::string>()(fact.name.zh)};
      std::mt19937 random(seed);
      const auto drawn = random() % 8;
      if (drawn == 0) continue; // missing
      if (fact.per == core::Per::Year) facts.give({i}, {}, {year, 0}, drawn == 1);
    }
    if (fact.per == core::Per::Fixed) facts.give({i}, {}, {}, number % 2 == 0);
  }
  return facts;
}

} // namespace

TEST_CASE("a layer that changes nothing is the identity", "[policies][layers]") {
  const test::Compiled base = test::compile(Chinese);
  REQUIRE(base.checked);
  for (const char* head :
       {"政策 空，依据 杭州新电商\n", "政策 空，依据 杭州新电商，适用于 余杭区\n施行 2024年1月1日 起\n"}) {
    const test::Compiled same =
        test::compileText(std::string("引用 policy.tiao.md\n") + head, Folder + "empty_layer.tiao");
    CAPTURE(test::errors(same));
    REQUIRE(same.checked);
    CHECK((coreWithoutWords(same) == coreWithoutWords(base)));
  }
}

TEST_CASE("the consolidated text compiles to the layered policy as it stands", "[policies][layers]") {
  const test::Compiled policy = layered();
  CAPTURE(test::errors(policy));
  REQUIRE(policy.checked);
  for (const int year : {2022, 2023, 2024, 2025})
    for (const char* district : {"余杭区", "滨江区", "西湖区"})
      for (const source::Language language : {source::Language::Zh, source::Language::En}) {
        const layers::Standing at = standing(policy, year, district);
        const test::Compiled text = consolidated(policy, at, language);
        CAPTURE(year, district, test::errors(text));
        REQUIRE(text.checked);
        // The same without going through text.
        diagnostics::Sink sink;
        parse::Parsed there = policy.parsed;
        there.tree =
            layers::consolidate(policy.parsed.tree, layers::policiesOf(policy.parsed.tree, policy.sources, sink), at)
                .tree;
        test::Compiled direct;
        direct.checked = check::check(there, policy.sources, sink);
        REQUIRE(direct.checked);
        CHECK((coreWithoutWords(text) == coreWithoutWords(direct)));
      }
}

TEST_CASE("of a choice of two of which one is stopped the consolidated text says nothing", "[policies][layers]") {
  for (const char* choice :
       {"择一：甲、乙同一年度只享受一项，从高。\n", "择一：同一企业同一年度只享受一项，从高。\n"}) {
    const test::Compiled policy =
        test::compileText(std::string("政策 样例 / sample\n施行 2022年1月1日 至 2023年12月31日\n对象 企业 / firm：\n"
                                      "- 落户 / settled：是否，每年\n- 投资额 / investment：金额，每年，0 至 1亿元\n"
                                      "条款 甲 / first：对落户的企业，每年给予10万元的奖励。\n"
                                      "条款 乙 / second：对落户的企业，每年给予20万元的奖励。\n") +
                          choice + "政策 细则 / rules，依据 样例\n施行 2023年1月1日 起\n停止 乙。\n");
    CAPTURE(choice, test::errors(policy));
    REQUIRE(policy.checked);
    for (const source::Language language : {source::Language::Zh, source::Language::En}) {
      const test::Compiled text = consolidated(policy, {*calendar::makeDate(2023, 12, 31), {}}, language);
      CAPTURE(test::errors(text));
      REQUIRE(text.checked);
      CHECK(text.checked->program.choices.empty());
      CHECK(text.checked->program.awards.size() == 1);
    }
  }
}

TEST_CASE("consolidating then evaluating is evaluating with the layers", "[policies][layers]") {
  const test::Compiled policy = layered();
  REQUIRE(policy.checked);
  const core::Program& program = policy.checked->program;
  std::map<std::pair<int, std::string>, test::Compiled> texts;
  size_t compared = 0, differ = 0;
  const test::Compiled base = test::compile(Chinese);
  for (size_t number = 0; number < 150; ++number) {
    const interpret::Case facts = firm(program, number);
    const std::string district = districtOf(program, facts);
    if (district.empty()) continue;
    for (int year = 2022; year <= 2025; ++year) {
      const auto key = std::pair(year, district);
      if (!texts.contains(key))
        texts.emplace(key, consolidated(policy, standing(policy, year, district), source::Language::Zh));
      CAPTURE(year, district, test::errors(texts.at(key)));
      REQUIRE(texts.at(key).checked);
      const core::Program& whole = texts.at(key).checked->program;
      const interpret::Result with = interpret::evaluate(program, facts, {}, {year, year});
      interpret::Ledger before;
      if (year > 2022) before = interpret::evaluate(program, facts, {}, {year - 1, year - 1}).ledger;
      const interpret::Result alone =
          interpret::evaluate(whole, firm(whole, number), carried(program, before, whole), {year, year});
      const auto left = outcomes(program, with, year), right = outcomes(whole, alone, year);
      for (const auto& [award, outcome] : right) {
        CAPTURE(number, year, district, award);
        CHECK(left.at(award) == outcome);
        ++compared;
      }
      const auto plain = outcomes(base.checked->program,
                                  interpret::evaluate(base.checked->program, firm(base.checked->program, number),
                                                      carried(program, before, base.checked->program), {year, year}),
                                  year);
      for (const auto& [award, outcome] : plain) differ += left.at(award) == outcome ? 0 : 1;
    }
  }
  CHECK(compared > 4000);
  CHECK(differ > 50); // the layers do change something
}

} // namespace tiao::policies
