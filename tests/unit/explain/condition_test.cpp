#include "tests/unit/explain/policy.h"

using namespace tiao::test;
using tiao::core::Comparison;

namespace {

/// The lines of the conditions of an award of 100,000 yuan, between the heading and the amount.
std::string conditions(Policy& policy, tiao::core::ExprId eligible, const Case& facts, Language language) {
  const AwardId award = policy.award("prize", eligible, policy.yuan(wan(10)));
  const std::string text = tiao::explain::render(explained(policy, facts, award, 2024), language, false);
  const size_t begin = text.find('\n') + 1;
  const size_t amount = text.find(language == Language::Zh ? "  定额" : "  fixed amount");
  return text.substr(begin, amount - begin);
}

} // namespace

TEST_CASE("a comparison shows the value and the bound, however the core has turned it") {
  Policy policy;
  const FactId revenue = policy.yearly("年营业收入", "revenue");
  Case facts = policy.subject();
  give(facts, revenue, 2024, Rational(21'500'000));
  const auto above = policy.less(policy.yuan(wan(2000)), policy.ref(revenue));
  CHECK(conditions(policy, above, facts, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                          "  年营业收入 21,500,000.00 > 20,000,000.00 ✓\n");
  const auto atLeast = policy.atMost(policy.yuan(wan(3000)), policy.ref(revenue));
  CHECK(conditions(policy, atLeast, facts, Language::En) == "  enterprise = 杭州某某科技\n"
                                                            "  revenue 21,500,000.00 ≥ 30,000,000.00 ✗\n");
  const auto notAbove = policy.negation(above);
  CHECK(conditions(policy, notAbove, facts, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                             "  年营业收入 21,500,000.00 ≤ 20,000,000.00 ✗\n");
  const auto than = policy.less(policy.back(policy.ref(revenue), 2), policy.ref(revenue));
  CHECK(conditions(policy, than, facts, Language::Zh) ==
        "  企业 = 杭州某某科技\n"
        "  年营业收入（2022年） 未提供 < 年营业收入 21,500,000.00 ?\n");
}

TEST_CASE("a computed side is told by name and value, and how it came about below") {
  Policy policy;
  const FactId online = policy.yearly("网上销售额", "online sales");
  const FactId shops = policy.yearly("门店销售额", "shop sales");
  Case facts = policy.subject();
  give(facts, online, 2024, wan(300));
  give(facts, shops, 2024, wan(50));
  const auto enough = policy.atMost(policy.yuan(wan(400)), policy.plus(policy.ref(online), policy.ref(shops)));
  CHECK(conditions(policy, enough, facts, Language::Zh) ==
        "  企业 = 杭州某某科技\n"
        "  网上销售额 + 门店销售额 3,500,000.00 ≥ 4,000,000.00 ✗\n"
        "    网上销售额 3,000,000.00 + 门店销售额 500,000.00 = 3,500,000.00\n");
}

TEST_CASE("any of and all of nest, and each part has its mark") {
  Policy policy;
  const FactId a = policy.flag("省级平台", "provincial platform");
  const FactId b = policy.flag("国家级平台", "national platform");
  const FactId revenue = policy.yearly("年营业收入", "revenue");
  const FactId listed = policy.flag("上市", "listed");
  Case facts = policy.subject();
  give(facts, a, false);
  give(facts, b, false);
  give(facts, revenue, 2024, wan(1500));
  const auto both = policy.all({policy.ref(listed), policy.atMost(policy.yuan(wan(1000)), policy.ref(revenue))});
  const auto any = policy.add(Yes, tiao::core::AtLeast{1, {policy.ref(a), policy.ref(b), both}});
  CHECK(conditions(policy, any, facts, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                        "  满足以下之一 ?\n"
                                                        "    省级平台 否 ✗\n"
                                                        "    国家级平台 否 ✗\n"
                                                        "    同时满足 ?\n"
                                                        "      上市 未提供 ?\n"
                                                        "      年营业收入 15,000,000.00 ≥ 10,000,000.00 ✓\n");
  CHECK(conditions(policy, any, facts, Language::En) == "  enterprise = 杭州某某科技\n"
                                                        "  any of these ?\n"
                                                        "    provincial platform no ✗\n"
                                                        "    national platform no ✗\n"
                                                        "    all of these ?\n"
                                                        "      listed not given ?\n"
                                                        "      revenue 15,000,000.00 ≥ 10,000,000.00 ✓\n");
  const auto neither = policy.negation(policy.add(Yes, tiao::core::AtLeast{1, {policy.ref(a), policy.ref(listed)}}));
  CHECK(conditions(policy, neither, facts, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                            "  同时满足 ?\n"
                                                            "    省级平台 否 ✓\n"
                                                            "    上市 未提供 ?\n");
}

TEST_CASE("what must not be says so where it is") {
  Policy policy;
  const FactId punished = policy.flag("受过处罚", "punished");
  Case facts = policy.subject();
  give(facts, punished, true);
  const auto clean = policy.negation(policy.ref(punished));
  CHECK(conditions(policy, clean, facts, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                          "  受过处罚 是，须为否 ✗\n");
  CHECK(conditions(policy, clean, facts, Language::En) == "  enterprise = 杭州某某科技\n"
                                                          "  punished yes, must be no ✗\n");
}

TEST_CASE("one of several values is told as one condition") {
  Policy policy;
  const auto districts =
      policy.program.enumerations.add({{{"上城区", "shangcheng"}, {"萧山区", "xiaoshan"}, {"余杭区", "yuhang"}}});
  const tiao::core::Type type{tiao::core::Kind::Member, {}, districts};
  const FactId district = policy.named(policy.fact("district", type, tiao::core::Per::Fixed), "所在区县");
  const auto is = [&](uint32_t member) {
    return policy.compare(policy.ref(district), Comparison::Equal,
                          policy.add(type, tiao::core::Const{tiao::core::Member{member}}));
  };
  const auto eligible = policy.add(Yes, tiao::core::AtLeast{1, {is(0), is(1)}});
  Case facts = policy.subject();
  give(facts, district, tiao::core::Member{2});
  CHECK(conditions(policy, eligible, facts, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                             "  所在区县 余杭区，须为 上城区、萧山区 之一 ✗\n");
  Case other = policy.subject();
  give(other, district, tiao::core::Member{1});
  CHECK(conditions(policy, eligible, other, Language::En) == "  enterprise = 杭州某某科技\n"
                                                             "  district xiaoshan ✓\n");
}

TEST_CASE("a start tells since when it was met") {
  Policy policy;
  const FactId settled = policy.named(policy.truth("settled"), "落户");
  const auto condition = policy.ref(settled);
  const auto years = policy.add(Plain, tiao::core::Sum{tiao::core::OverYears{0, 3}, condition, policy.plain(1)});
  const auto start = policy.less(policy.plain(0), years);
  policy.program.glosses[start] = tiao::core::StartGloss{condition};
  Case facts = policy.subject();
  for (const int year : {2021, 2022}) give(facts, settled, year, false);
  give(facts, settled, 2023, true);
  give(facts, settled, 2024, false);
  CHECK(conditions(policy, start, facts, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                          "  自 落户 起：2023年起满足 ✓\n");
  CHECK(conditions(policy, start, facts, Language::En) == "  enterprise = 杭州某某科技\n"
                                                          "  since settled: met since 2023 ✓\n");
  Case never = policy.subject();
  for (int year = 2021; year <= 2024; ++year) give(never, settled, year, false);
  CHECK(conditions(policy, start, never, Language::Zh) == "  企业 = 杭州某某科技\n"
                                                          "  自 落户 起：尚未满足 ✗\n"
                                                          "    落户 否 ✗\n");
}

TEST_CASE("full years tell both days and the number") {
  Policy policy;
  const FactId settled = policy.named(policy.fact("settled on", Day, tiao::core::Per::Fixed), "落户日期");
  const auto last = policy.add(Day, tiao::core::Day{true});
  const auto years = policy.add(Plain, tiao::core::Full{tiao::calendar::TermUnit::Years, policy.ref(settled), last});
  Case facts = policy.subject();
  give(facts, settled, day(2022, 9, 1));
  const auto enough = policy.atMost(policy.plain(3), years);
  CHECK(conditions(policy, enough, facts, Language::Zh) ==
        "  企业 = 杭州某某科技\n"
        "  自 落户日期 2022-09-01 至 期末日 2024-12-31 满 2年 ≥ 3 ✗\n");
  CHECK(conditions(policy, enough, facts, Language::En) ==
        "  enterprise = 杭州某某科技\n"
        "  2 full years from settled on 2022-09-01 to the last day 2024-12-31 ≥ 3 ✗\n");
}

TEST_CASE("conditions have short names for lists") {
  Policy policy;
  const auto districts = policy.program.enumerations.add({{{"上城区", "shangcheng"}, {"萧山区", "xiaoshan"}}});
  const tiao::core::Type type{tiao::core::Kind::Member, {}, districts};
  const FactId district = policy.named(policy.fact("district", type, tiao::core::Per::Fixed), "所在区县");
  const FactId settled = policy.flag("落户", "settled");
  const FactId listed = policy.flag("上市", "listed");
  const auto is = [&](uint32_t member) {
    return policy.compare(policy.ref(district), Comparison::Equal,
                          policy.add(type, tiao::core::Const{tiao::core::Member{member}}));
  };
  const auto reasons = [&](tiao::core::ExprId eligible) {
    Case facts = policy.subject();
    give(facts, settled, true);
    give(facts, listed, true);
    give(facts, district, tiao::core::Member{0});
    const AwardId award = policy.award("prize", policy.negation(eligible), policy.yuan(wan(10)));
    return tiao::explain::reasonsText(policy.program, {}, find(run(policy, facts, 2024, 2024), award, 2024));
  };
  CHECK(reasons(policy.all({policy.ref(settled), policy.ref(listed)})).en == "not met: not (settled and listed)");
  CHECK(reasons(policy.add(Yes, tiao::core::AtLeast{1, {is(0), is(1)}})).zh ==
        "不满足：非 （所在区县 为 上城区、萧山区 之一）");
  CHECK(reasons(is(0)).zh == "不满足：所在区县 ≠ 上城区");
}
