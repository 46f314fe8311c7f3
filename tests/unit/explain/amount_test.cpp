#include "tests/unit/explain/policy.h"

using namespace tiao::test;

namespace {

/// The explanation of one award, without its heading.
std::string body(const Policy& policy, const Case& facts, AwardId award, Language language) {
  const std::string text = tiao::explain::render(explained(policy, facts, award, 2024), language, false);
  return text.substr(text.find('\n') + 1);
}

} // namespace

TEST_CASE("only the step of a scale that applies is told") {
  Policy policy;
  const FactId revenue = policy.yearly("年营业收入", "revenue");
  const auto at = [&](int64_t bound) { return policy.atMost(policy.yuan(wan(bound)), policy.ref(revenue)); };
  const auto step = [&](tiao::core::ExprId c, int64_t then, tiao::core::ExprId otherwise) {
    return policy.add(Money, tiao::core::If{c, policy.yuan(wan(then)), otherwise});
  };
  const auto scale = step(at(5000), 20, step(at(3000), 15, step(at(1000), 8, policy.yuan(0))));
  const AwardId award = policy.award("prize", policy.yes(), scale);
  Case facts = policy.subject();
  give(facts, revenue, 2024, wan(3200));
  CHECK(body(policy, facts, award, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                    "  150,000.00\n"
                                                    "    年营业收入 32,000,000.00 ≥ 30,000,000.00 ✓\n");
  Case small = policy.subject();
  give(small, revenue, 2024, wan(900));
  CHECK(body(policy, small, award, Language::En) == "  enterprise = 杭州某某科技\n"
                                                    "  0.00\n"
                                                    "    revenue 9,000,000.00 ≥ 10,000,000.00 ✗\n"
                                                    "  the amount is zero: nothing to give\n");
}

TEST_CASE("a sum over items tells each item, and the limit on a quantity where it cuts") {
  Policy policy;
  policy.program.units.add({{"个", "booth"}});
  const tiao::core::Unit booth{{{1U, 1}}};
  const tiao::core::Type booths{tiao::core::Kind::Number, booth, {}};
  const tiao::core::Type perBooth{tiao::core::Kind::Number, tiao::core::yuan() / booth, {}};
  const auto kind = policy.program.itemKinds.add({{"展会", "exhibition"}, 10, {}});
  const FactId fee = policy.named(policy.itemFact(kind, "fee per booth", perBooth), "单个展位费");
  const FactId number = policy.named(policy.itemFact(kind, "booths", booths), "标准展位数");
  policy.program.facts[fee].lo = policy.program.facts[number].lo = 0;
  policy.program.facts[fee].hi = policy.program.facts[number].hi = 100;
  const auto limited = policy.least(policy.ref(number), policy.add(booths, tiao::core::Const{Rational(6)}), true);
  const auto each = policy.times(policy.times(policy.ref(fee), limited), policy.plain(Rational(7, 10)));
  policy.program.exprs[each].type = Money;
  const auto total = policy.add(Money, tiao::core::Sum{tiao::core::OverItems{kind}, policy.yes(), each});
  const AwardId award = policy.award("booth subsidy", policy.yes(), total);

  Case facts = policy.subject();
  facts.giveList(kind, 2024);
  const Key canton = facts.addItem(kind, "广交会", 2024);
  const Key yiwu = facts.addItem(kind, "义博会", 2024);
  facts.give(fee, canton, {2024, 0}, Rational(100));
  facts.give(number, canton, {2024, 0}, Rational(8));
  facts.give(fee, yiwu, {2024, 0}, Rational(50));
  facts.give(number, yiwu, {2024, 0}, Rational(1));
  CHECK(body(policy, facts, award, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                    "  各展会之和 = 455.00\n"
                                                    "    广交会：单个展位费 100元/个 × 标准展位数 6个 × 70% = 420.00\n"
                                                    "      标准展位数 8个，不超过 6个   ← 起作用的限制\n"
                                                    "    义博会：单个展位费 50元/个 × 标准展位数 1个 × 70% = 35.00\n"
                                                    "      标准展位数 1个，不超过 6个\n");
  CHECK(body(policy, facts, award, Language::En) ==
        "  enterprise = 杭州某某科技\n"
        "  the sum over exhibitions = 455.00\n"
        "    广交会: fee per booth 100 yuan/booth × booths 6 booths × 70% = 420.00\n"
        "      booths 8 booths, at most 6 booths   ← binding\n"
        "    义博会: fee per booth 50 yuan/booth × booths 1 booth × 70% = 35.00\n"
        "      booths 1 booth, at most 6 booths\n");
  const Result result = run(policy, facts, 2024, 2024);
  CHECK(tiao::explain::reasonsText(policy.program, {}, find(result, award, 2024)).zh == "标准展位数 不超过 6个");

  CHECK(body(policy, policy.subject(), award, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                               "  各展会之和\n"
                                                               "    展会名单（2024年） 未提供 ?\n"
                                                               "  待补充：展会名单（2024年）\n"
                                                               "  可能的金额：0.00–4,200.00元\n"
                                                               "  可能的结果：给予、限额给予、不符合\n");
}

TEST_CASE("addends that depend on conditions have lines of their own") {
  Policy policy;
  const FactId national = policy.flag("国家级", "national");
  const FactId sales = policy.yearly("销售额", "sales");
  const auto more = policy.add(Money, tiao::core::If{policy.ref(national), policy.yuan(wan(10)), policy.yuan(0)});
  const auto amount = policy.plus(policy.times(policy.ref(sales), policy.plain(Rational(1, 100))), more);
  const AwardId award = policy.award("prize", policy.yes(), amount);
  Case facts = policy.subject();
  give(facts, national, true);
  give(facts, sales, 2024, wan(300));
  CHECK(body(policy, facts, award, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                    "  30,000.00 + 100,000.00 = 130,000.00\n"
                                                    "    销售额 3,000,000.00 × 1% = 30,000.00\n"
                                                    "    100,000.00\n"
                                                    "      国家级 是 ✓\n");
}

TEST_CASE("rounding is told where it changes the amount") {
  Policy policy;
  const FactId sales = policy.yearly("销售额", "sales");
  const AwardId award =
      policy.award("prize", policy.yes(), policy.times(policy.ref(sales), policy.plain(Rational(3, 100))));
  Case facts = policy.subject();
  give(facts, sales, 2024, Rational(3350, 100));
  CHECK(body(policy, facts, award, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                    "  销售额 33.50 × 3% = 1.005\n"
                                                    "  舍入到 0.01元：1.005 → 1.01\n");
}
