#include "compiler/driver/answer.h"
#include "tests/unit/driver/fairs.h"

#include <nlohmann/json.hpp>

// Items of a case that is written as JSON, and the answers of tiao eval.

using namespace tiao;
using namespace tiao::test;
using driver::GivenCase;
using nlohmann::json;

namespace {

struct Read {
  std::optional<GivenCase> given;
  Rows errors;
};

Read readText(const Fairs& fairs, const std::string& text) {
  const driver::Compiled policy = fairs.policy();
  std::vector<driver::Text> errors;
  Read read;
  read.given = driver::readCaseText(text, policy.program(), errors);
  for (const driver::Text& error : errors) read.errors.push_back(error.zh);
  return read;
}

Rows errorsOf(const std::string& facts) { return readText(Fairs(), "{\"facts\": {" + facts + "}}").errors; }

Result evaluated(const Fairs& fairs, const GivenCase& given, int first, int last) {
  return interpret::evaluate(fairs.program, given.facts, given.ledger, {first, last});
}

const std::string Fair = R"({"subject": "甲", "facts": {"招引": true,
  "展会": [{"名称": "广交会", "年度": 2023, "单个展位费": 10000, "标准展位数": 8},
          {"name": "消博会", "year": 2023, "fee per booth": "9000元", "booths": 6},
          {"名称": "广交会", "年度": 2024, "fee_per_booth": 100, "标准展位数": 1}],
  "village_outlet": [{"名称": "一号", "设立日期": "2023-03-01", "投递件数": {"2023": 200, "2024": 50, "2025": null}},
          {"名称": "二号", "年度": 2024, "最后年度": 2024, "投递件数": 300}]}})";

} // namespace

TEST_CASE("items in a case: names in either language or ids", "[driver]") {
  const Fairs fairs;
  const Read read = readText(fairs, Fair);
  CHECK(read.errors.empty());
  REQUIRE(read.given);
  const Result result = evaluated(fairs, *read.given, 2022, 2025);
  const auto& items = read.given->facts.items();
  REQUIRE(items.size() == 4);
  CHECK(items[0].years == std::vector<int>{2023, 2024});
  CHECK(items[1].years == std::vector<int>{2023});
  CHECK(items[2].years == std::vector<int>{2023, 2024, 2025}); // from the first year named
  CHECK(items[3].years == std::vector<int>{2024});
  CHECK(text(find(result, fairs.fairAid, 2023, 0, Key{0})) == text(Status::Limited, Rational(5263158, 100)));
  CHECK(text(find(result, fairs.fairAid, 2022)) == text(Status::NotEntitled, 0)); // complete, and empty
  CHECK(text(find(result, fairs.outletAid, 2023, 0, Key{2})) == text(Status::Granted, 5'000));
  CHECK(text(find(result, fairs.outletAid, 2025, 0, Key{2})) == text(Status::Unknown, 0, 5'000));
}

TEST_CASE("an empty list is not a missing one", "[driver]") {
  const Fairs fairs;
  const Read empty = readText(fairs, R"({"facts": {"招引": true, "展会": [], "网点": null}})");
  REQUIRE(empty.given);
  const Result result = evaluated(fairs, *empty.given, 2023, 2023);
  CHECK(text(find(result, fairs.fairAid, 2023)) == text(Status::NotEntitled, 0));
  CHECK(find(result, fairs.outletAid, 2023).status == Status::Unknown);
}

TEST_CASE("errors of items are told with their line and place", "[driver]") {
  CHECK(errorsOf("\"展会\": {}") == Rows{"第1行「展会」：是条目，应是一个列表 […]，没有则写 []"});
  CHECK(errorsOf("\n\"展会\": [7]") == Rows{"第2行「展会[0]」：应是一个对象 {…}"});
  CHECK(errorsOf(R"("展会": [{"年度": 2023}])") == Rows{"第1行「展会[0]」：没有写明名称（\"名称\"）"});
  CHECK(errorsOf(R"("展会": [{"名称": "甲"}])") == Rows{"第1行「展会[0]」：没有写明年度（\"年度\"）"});
  CHECK(errorsOf(R"("展会": [{"名称": "甲", "年度": null}])") == Rows{"第1行「展会[0]」：没有写明年度（\"年度\"）"});
  CHECK(errorsOf(R"("展会": [{"名称": "甲", "年度": "去年"}])") ==
        Rows{"第1行「展会[0]」：「去年」不是年度（如 2022）"});
  CHECK(errorsOf(R"("展会": [{"名称": "甲", "年度": 2022, "标准展位": 1}])") ==
        Rows{"第1行「展会[0].标准展位」：不认识；是否想写「标准展位数」"});
  CHECK(errorsOf(R"("展会": [{"名称": "甲", "年度": 2022, "标准展位数": {"2022": 1}}])") ==
        Rows{"第1行「展会[0].标准展位数」：年度已经写明，应是一个值"});
  CHECK(errorsOf("\"展会\": [{\"名称\": \"甲\", \"年度\": 2022},\n{\"名称\": \"甲\", \"年度\": 2022}]") ==
        Rows{"第2行「展会[1]」：「甲」写了两次"});
  CHECK(errorsOf(R"("展会": [{"名称": "甲", "年度": 2022, "单个展位费": "很多"}])") ==
        Rows{"第1行「展会[0].单个展位费 2022」：「很多」不是金额"});
  CHECK(errorsOf(R"("网点": [{"名称": "一号", "年度": 2024, "最后年度": 2023}])") ==
        Rows{"第1行「网点[0]」：最后年度早于年度"});
  CHECK(errorsOf(R"("网点": [{"名称": "一号"}, {"名称": "一号"}])") == Rows{"第1行「网点[1]」：「一号」写了两次"});
  CHECK(errorsOf(R"("网点": [{"名称": "一号", "设立日期": {"2022": "2022-01-01"}}])") ==
        Rows{"第1行「网点[0].设立日期」：不分年度，应是一个值"});
  CHECK(errorsOf(R"("单个展位费": 1)") == Rows{"第1行「单个展位费」：是条目的事实，应写在「展会」的列表中"});
}

TEST_CASE("a ledger in the case names its items", "[driver]") {
  const Fairs fairs;
  const std::string facts = R"({"facts": {"招引": true, "网点": [{"名称": "一号", "投递件数": 200}]}, "ledger": )";
  const Read read = readText(fairs, facts + R"({"completeThrough": 2023, "awards": [
    {"award": "网点补贴", "item": "一号", "year": 2022, "amount": 5000},
    {"award": "网点补贴", "item": "一号", "year": 2023, "amount": 5000}]}})");
  REQUIRE(read.errors.empty());
  CHECK(text(find(evaluated(fairs, *read.given, 2024, 2024), fairs.outletAid, 2024, 0, Key{0})) ==
        text(Status::Exhausted, 0));
  CHECK(readText(fairs, facts + R"({"awards": [{"award": "网点补贴", "year": 2022, "amount": 5000}]}})").errors ==
        Rows{"第1行「item」：此条款按「网点」计，应写明是哪一个（tiao run --by-item 如此写出）"});
  CHECK(readText(fairs, facts + R"({"awards": [{"award": "展位总费", "item": "一号", "year": 2022, "amount": 5}]}})")
            .errors == Rows{"第1行「item」：此条款不按条目计，不应写条目"});
}

TEST_CASE("the answer explains each item, then what they come to together", "[driver]") {
  const Fairs fairs;
  const driver::Compiled policy = fairs.policy();
  const Read read = readText(fairs, Fair);
  REQUIRE(read.given);
  const driver::Followed followed{evaluated(fairs, *read.given, 2022, 2025), {}, {}, {}};
  const driver::Answer answer(policy, *read.given, followed, {});
  const auto has = [](const std::string& all, const std::string& words) {
    INFO(all);
    CHECK(all.find(words) != std::string::npos);
  };
  const std::string zh = answer.text({driver::Language::Zh, true, false, false});
  has(zh, "甲 · 展会政策\n事实：2023–2025年；政策：展会政策，施行 2022-07-01 至 2025-12-31；计算日：未指明\n");
  has(zh, "展会补贴·广交会（第八条）2023年：52,631.58元，限额给予\n");
  has(zh, "  标准展位数 8，不超过 6   ← 起作用的限制\n");
  has(zh, "  全部展会合计每年不超过 100,000.00   ← 起作用的限制\n    合计 114,000.00\n  按比例分得 52,631.58\n");
  has(zh, "展会补贴（第八条）2023年，2 个展会合计：100,000.00元，限额给予\n");
  has(zh, "  网点补贴·一号（第十五条）2024年：不满足：投递件数 ≥ 100.00\n");
  has(zh, "  网点补贴（第十五条）2025年：尚缺 一号的投递件数（2025年）\n");
  has(zh, "  展会补贴（第八条）2022、2025年：没有展会\n");
  const std::string en = answer.text({driver::Language::En, true, false, false});
  has(en, "facts: 2023–2025; policy: fair policy, in force 2022-07-01 to 2025-12-31; day of evaluation: not given\n");
  has(en, "exhibition aid, 广交会 (Article 8) 2023: 52,631.58 yuan, limited\n");
  has(en, "exhibition aid (Article 8) 2023, 2 exhibitions together: 100,000.00 yuan, limited\n");
  has(en, "outlet aid, 一号 (Article 15) 2024: not met");

  const json all = json::parse(answer.json());
  CHECK(all["dates"]["facts"]["first"] == 2023);
  CHECK(all["dates"]["evaluation"].is_null());
  bool found = false;
  for (const json& outcome : all["outcomes"])
    found = found || (outcome.value("item", "") == "广交会" && outcome["amount"]["low"] == "52631.58");
  CHECK(found);
  found = false;
  for (const json& sum : all["sums"])
    found = found || (sum["period"] == "2023" && sum["highest"] == "100000" && sum["status"] == "limited");
  CHECK(found);
}

TEST_CASE("the answer on a day: what has not begun is left out, what is under way is marked", "[driver]") {
  const Fairs fairs;
  const driver::Compiled policy = fairs.policy();
  const Read read = readText(fairs, Fair);
  REQUIRE(read.given);
  const driver::Followed followed{evaluated(fairs, *read.given, 2022, 2024), {}, {}, {}};
  const driver::Answer answer(policy, *read.given, followed, {{}, false, day(2023, 6, 30)});
  const std::string zh = answer.text({driver::Language::Zh, true, false, false});
  INFO(zh);
  CHECK(zh.find("计算日：2023-06-30") != std::string::npos);
  CHECK(zh.find("  2023年至2023-06-30尚未结束，按现有事实计算\n") != std::string::npos);
  CHECK(zh.find("展会补贴·广交会（第八条）2023年：52,631.58元") != std::string::npos);
  CHECK(zh.find("2024年") == std::string::npos);
  CHECK(zh.find("展会补贴  100,000.00") != std::string::npos); // without 2024
  const json all = json::parse(answer.json());
  CHECK(all["dates"]["evaluation"] == "2023-06-30");
  for (const json& outcome : all["outcomes"]) {
    CHECK(outcome["period"] != "2024");
    CHECK(outcome["underWay"] == (outcome["period"] == "2023"));
  }
}
