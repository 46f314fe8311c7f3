#include "tests/unit/explain/policy.h"

using namespace tiao::test;
using tiao::core::Window;

namespace {

std::string body(const Policy& policy, const Case& facts, AwardId award, int year, Key key = {}) {
  const std::string text = zh(explained(policy, facts, award, year, {}, key));
  return text.substr(text.find('\n') + 1);
}

} // namespace

TEST_CASE("every limit has a line, in the order in which it applied") {
  Policy policy;
  const FactId sales = policy.yearly("销售额", "sales");
  const AwardId award = policy.award("prize", policy.yes(), policy.ref(sales),
                                     {policy.floor(wan(10)), policy.cap(wan(60)), policy.life(wan(100))});
  Case facts = policy.subject();
  give(facts, sales, 2022, wan(80));
  give(facts, sales, 2023, wan(5));
  give(facts, sales, 2024, wan(80));
  CHECK(body(policy, facts, award, 2022) == "  企业 = 杭州某某科技\n"
                                            "  销售额 800,000.00\n"
                                            "  不低于 100,000.00\n"
                                            "  每年不超过 600,000.00   ← 起作用的限制\n"
                                            "  累计不超过 1,000,000.00\n");
  CHECK(body(policy, facts, award, 2023) == "  企业 = 杭州某某科技\n"
                                            "  销售额 50,000.00\n"
                                            "  不低于 100,000.00   ← 起作用的限制\n"
                                            "  每年不超过 600,000.00\n"
                                            "  累计不超过 1,000,000.00 − 已给予 600,000.00 = 400,000.00\n");
  CHECK(body(policy, facts, award, 2024) ==
        "  企业 = 杭州某某科技\n"
        "  销售额 800,000.00\n"
        "  不低于 100,000.00\n"
        "  每年不超过 600,000.00   ← 起作用的限制\n"
        "  累计不超过 1,000,000.00 − 已给予 700,000.00 = 300,000.00   ← 起作用的限制\n");
}

TEST_CASE("a bound that is computed tells how") {
  Policy policy;
  const FactId sales = policy.yearly("销售额", "sales");
  const FactId revenue = policy.yearly("营业收入", "revenue");
  const auto bound = policy.times(policy.back(policy.ref(revenue), 1), policy.plain(Rational(4, 100)));
  const AwardId award =
      policy.award("prize", policy.yes(), policy.ref(sales), {{tiao::core::Cap{bound, Window::Period}, {}}});
  Case facts = policy.subject();
  give(facts, sales, 2024, wan(80));
  give(facts, revenue, 2023, wan(1000));
  CHECK(body(policy, facts, award, 2024) ==
        "  企业 = 杭州某某科技\n"
        "  销售额 800,000.00\n"
        "  每年不超过 营业收入（2023年） 10,000,000.00 × 4% = 400,000.00   ← 起作用的限制\n");
}

TEST_CASE("a limit on all items together tells the sum and the part") {
  Policy policy;
  const auto kind = policy.program.itemKinds.add({{"网点", "outlet"}, 10, {}});
  const FactId parcels = policy.named(policy.itemFact(kind, "parcels", Money), "投递额");
  const AwardId award =
      policy.named(policy.award("outlet subsidy", policy.yes(), policy.ref(parcels)), "网点补助", "第十三条");
  policy.program.awards[award].key = kind;
  policy.program.awards[award].overall = {policy.cap(wan(10))};
  Case facts = policy.subject();
  facts.giveList(kind, 2024);
  const Key east = facts.addItem(kind, "东村", 2024);
  const Key west = facts.addItem(kind, "西村", 2024);
  facts.give(parcels, east, {2024, 0}, wan(12));
  facts.give(parcels, west, {2024, 0}, wan(8));
  CHECK(zh(explained(policy, facts, award, 2024, {}, east)) ==
        "网点补助·东村（第十三条）2024年：60,000.00元，限额给予\n"
        "  企业 = 杭州某某科技\n"
        "  投递额 120,000.00\n"
        "  全部网点合计每年不超过 100,000.00   ← 起作用的限制\n"
        "    合计 200,000.00\n"
        "  按比例分得 60,000.00\n");
  CHECK(en(explained(policy, facts, award, 2024, {}, west)) ==
        "outlet subsidy, 西村 (Article 13) 2024: 40,000.00 yuan, limited\n"
        "  enterprise = 杭州某某科技\n"
        "  parcels 80,000.00\n"
        "  all outlets together: at most 100,000.00 a year   ← binding\n"
        "    together 200,000.00\n"
        "  its part, in proportion: 40,000.00\n");

  Case none = policy.subject();
  none.giveList(kind, 2024);
  CHECK(body(policy, none, award, 2024) == "  企业 = 杭州某某科技\n"
                                           "  没有网点 ✗\n");
  CHECK(body(policy, policy.subject(), award, 2024).find("待补充：网点名单（2024年）") != std::string::npos);
}

TEST_CASE("a pool names the awards that share it") {
  Policy policy;
  const AwardId a = policy.named(policy.award("a", policy.yes(), policy.yuan(wan(30))), "甲奖");
  const AwardId b = policy.named(policy.award("b", policy.yes(), policy.yuan(wan(10))), "乙奖");
  policy.program.pools.push_back({{a, b}, {policy.cap(wan(20), Window::Year)}, false});
  const std::string text = body(policy, policy.subject(), a, 2024);
  CHECK(text == "  企业 = 杭州某某科技\n"
                "  定额 300,000.00\n"
                "  甲奖、乙奖合计每年不超过 200,000.00   ← 起作用的限制\n"
                "    合计 400,000.00\n"
                "  按比例分得 150,000.00\n");
}
