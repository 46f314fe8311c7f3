#include "tests/unit/explain/policy.h"

using namespace tiao::test;
using tiao::calendar::Period;

TEST_CASE("the limit that cut is marked, and the clause quoted") {
  const Attraction policy;
  const auto e = explained(policy, policy.met({900, 1200, 800}), policy.award, 2024);
  CHECK(zh(e) == "招引资助（第一条）2024年：800,000.00元，限额给予\n"
                 "  企业 = 杭州某某科技：招引 是；落户 是；纳入国家统计局联网直报平台 是；上报统计数据 是\n"
                 "  实际投资额 8,000,000.00 × 20% = 1,600,000.00\n"
                 "  累计不超过 5,000,000.00 − 已给予 4,200,000.00 = 800,000.00   ← 起作用的限制\n"
                 "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
  CHECK(en(e) == "attraction subsidy (Article 1) 2024: 800,000.00 yuan, limited\n"
                 "  enterprise = 杭州某某科技: attracted yes; settled yes; on the reporting platform yes; "
                 "reporting statistics yes\n"
                 "  actual investment 8,000,000.00 × 20% = 1,600,000.00\n"
                 "  at most 5,000,000.00 in total − given before 4,200,000.00 = 800,000.00   ← binding\n"
                 "  “每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元”\n");
}

TEST_CASE("a full award tells its limits without a mark") {
  const Attraction policy;
  const auto e = explained(policy, policy.met({900}), policy.award, 2022);
  CHECK(zh(e) == "招引资助（第一条）2022年：1,800,000.00元，给予\n"
                 "  企业 = 杭州某某科技：招引 是；落户 是；纳入国家统计局联网直报平台 是；上报统计数据 是\n"
                 "  实际投资额 9,000,000.00 × 20% = 1,800,000.00\n"
                 "  累计不超过 5,000,000.00\n"
                 "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
}

TEST_CASE("exhausted tells every limit that closes the award, and what was given") {
  const Attraction policy;
  const auto e = explained(policy, policy.met({900, 1200, 800, 1000}), policy.award, 2025);
  CHECK(zh(e) == "招引资助（第一条）2025年：0.00元，已用尽\n"
                 "  企业 = 杭州某某科技\n"
                 "  已获得 3 年，最长不超过 3 年   ← 起作用的限制\n"
                 "  累计不超过 5,000,000.00，已给予 5,000,000.00，已满   ← 起作用的限制\n"
                 "  历年给予：2022年 1,800,000.00；2023年 2,400,000.00；2024年 800,000.00\n"
                 "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
  CHECK(en(e) == "attraction subsidy (Article 1) 2025: 0.00 yuan, exhausted\n"
                 "  enterprise = 杭州某某科技\n"
                 "  given in 3 years, for at most 3   ← binding\n"
                 "  at most 5,000,000.00 in total, given before 5,000,000.00: used up   ← binding\n"
                 "  given before: 2022 1,800,000.00; 2023 2,400,000.00; 2024 800,000.00\n"
                 "  “每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元”\n");
}

TEST_CASE("not entitled shows the condition that failed") {
  const Attraction policy;
  Case facts = policy.subject();
  for (const FactId fact : {policy.attracted, policy.settled, policy.platform}) give(facts, fact, true);
  give(facts, policy.reporting, false);
  give(facts, policy.investment, 2022, wan(900));
  const auto e = explained(policy, facts, policy.award, 2022);
  CHECK(zh(e) == "招引资助（第一条）2022年：0.00元，不符合\n"
                 "  企业 = 杭州某某科技：招引 是；落户 是；纳入国家统计局联网直报平台 是\n"
                 "  上报统计数据 否 ✗\n"
                 "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
}

TEST_CASE("nothing to give shows how the amount came to nothing") {
  const Attraction policy;
  const auto e = explained(policy, policy.met({0}), policy.award, 2022);
  CHECK(zh(e) == "招引资助（第一条）2022年：0.00元，不符合\n"
                 "  企业 = 杭州某某科技：招引 是；落户 是；纳入国家统计局联网直报平台 是；上报统计数据 是\n"
                 "  实际投资额 0.00 × 20% = 0.00\n"
                 "  累计不超过 5,000,000.00\n"
                 "  金额为零，无可给予\n"
                 "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
}

TEST_CASE("unknown tells what is missing, and what it may come to") {
  const Attraction policy;
  Case facts = policy.met({900});
  give(facts, policy.investment, 2024, wan(800));
  const auto e = explained(policy, facts, policy.award, 2024);
  CHECK(zh(e) == "招引资助（第一条）2024年：0.00–1,600,000.00元，待补充\n"
                 "  企业 = 杭州某某科技：招引 是；落户 是；纳入国家统计局联网直报平台 是；上报统计数据 是\n"
                 "  实际投资额 8,000,000.00 × 20% = 1,600,000.00\n"
                 "  累计不超过 5,000,000.00 − 已给予 1,800,000.00–5,000,000.00 = 0.00–3,200,000.00 ?\n"
                 "  待补充：实际投资额（2023年）\n"
                 "  可能的金额：0.00–1,600,000.00元\n"
                 "  可能的结果：给予、限额给予、不符合、已用尽\n"
                 "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
  CHECK(en(e) == "attraction subsidy (Article 1) 2024: 0.00–1,600,000.00 yuan, unknown\n"
                 "  enterprise = 杭州某某科技: attracted yes; settled yes; on the reporting platform yes; "
                 "reporting statistics yes\n"
                 "  actual investment 8,000,000.00 × 20% = 1,600,000.00\n"
                 "  at most 5,000,000.00 in total − given before 1,800,000.00–5,000,000.00 = 0.00–3,200,000.00 ?\n"
                 "  missing: actual investment (2023)\n"
                 "  possible amount: 0.00–1,600,000.00 yuan\n"
                 "  possible outcomes: granted, limited, not entitled, exhausted\n"
                 "  “每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元”\n");
}

TEST_CASE("invalid tells the value as given, where, and why") {
  const Attraction policy;
  Case facts = policy.met({});
  facts.giveInvalid(policy.investment, Key{}, {2022, 0},
                    {"八百万", "第37行，实际投资额", {"不是金额", "not an amount"}});
  const auto e = explained(policy, facts, policy.award, 2022);
  CHECK(zh(e) == "招引资助（第一条）2022年：0.00–5,000,000.00元，数据有误\n"
                 "  企业 = 杭州某某科技：招引 是；落户 是；纳入国家统计局联网直报平台 是；上报统计数据 是\n"
                 "  实际投资额 有误（八百万） × 20%\n"
                 "  累计不超过 5,000,000.00 ?\n"
                 "  实际投资额（2022年） 给出的是“八百万”：不是金额（第37行，实际投资额） ✗\n"
                 "  可能的金额：0.00–5,000,000.00元\n"
                 "  可能的结果：给予、限额给予、不符合\n"
                 "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
}

TEST_CASE("not in force tells the days of the policy, or of the subject") {
  const Attraction policy;
  const auto early = explained(policy, policy.met({900}), policy.award, 2021);
  CHECK(zh(early) == "招引资助（第一条）2021年：0.00元，未施行\n"
                     "  企业 = 杭州某某科技\n"
                     "  2021年不在施行期内：2022-07-01 至 2025-12-31\n"
                     "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
  Case facts = policy.met({900});
  facts.firstYear = 2023;
  const auto young = explained(policy, facts, policy.award, 2022);
  CHECK(en(young) == "attraction subsidy (Article 1) 2022: 0.00 yuan, not in force\n"
                     "  enterprise = 杭州某某科技\n"
                     "  it did not exist in 2022, but since 2023\n"
                     "  “每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元”\n");
}

TEST_CASE("to be assessed tells by whom and up to what") {
  Policy policy;
  const auto panel = policy.role("专家评审", "expert panel");
  const FactId eligible = policy.flag("符合条件", "found eligible");
  policy.program.facts[eligible].judge = panel;
  const AwardId award =
      policy.named(policy.discretionary("model award", policy.ref(eligible), wan(50), {policy.count(1)}),
                   "示范企业奖励", "第五条", "一次性给予不超过50万元的奖励");
  const FactId fixed = policy.named(*policy.program.awards[award].assessment, "示范企业奖励核定金额");
  policy.program.facts[fixed].judge = panel;
  Case facts = policy.subject();
  give(facts, eligible, true);

  const auto open = explained(policy, facts, award, 2022);
  CHECK(zh(open) == "示范企业奖励（第五条）2022年：0.00–500,000.00元，待核定\n"
                    "  企业 = 杭州某某科技：符合条件 是（专家评审评定）\n"
                    "  示范企业奖励核定金额 待专家评审核定，最高 500,000.00 ?\n"
                    "  最高不超过 500,000.00 ?\n"
                    "  「一次性给予不超过50万元的奖励」\n");
  CHECK(en(open) == "model award (Article 5) 2022: 0.00–500,000.00 yuan, to be assessed\n"
                    "  enterprise = 杭州某某科技: found eligible yes (judged by expert panel)\n"
                    "  model award assessed: to be assessed by expert panel, at most 500,000.00 ?\n"
                    "  at most 500,000.00 ?\n"
                    "  “一次性给予不超过50万元的奖励”\n");

  give(facts, fixed, 2022, wan(60));
  const auto above = explained(policy, facts, award, 2022);
  CHECK(zh(above) == "示范企业奖励（第五条）2022年：500,000.00元，限额给予\n"
                     "  企业 = 杭州某某科技：符合条件 是（专家评审评定）\n"
                     "  示范企业奖励核定金额 600,000.00（专家评审核定）\n"
                     "  最高不超过 500,000.00   ← 起作用的限制\n"
                     "  「一次性给予不超过50万元的奖励」\n");
}

TEST_CASE("forgone tells which award won, and what each amounts to") {
  Attraction policy;
  const AwardId prize = policy.named(
      policy.Build::award("model prize", policy.ref(policy.attracted), policy.yuan(wan(200)), {policy.count(1)}),
      "示范奖励");
  policy.choice({{policy.award, prize}});
  policy.election();
  const Case facts = policy.met({900});
  const auto lost = explained(policy, facts, policy.award, 2022);
  CHECK(zh(lost) == "招引资助（第一条）2022年：0.00元，择优放弃\n"
                    "  企业 = 杭州某某科技：招引 是；落户 是；纳入国家统计局联网直报平台 是；上报统计数据 是\n"
                    "  实际投资额 9,000,000.00 × 20% = 1,800,000.00\n"
                    "  累计不超过 5,000,000.00\n"
                    "  择优：取示范奖励 2,000,000.00，放弃本项 1,800,000.00   ← 起作用的限制\n"
                    "  「每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元」\n");
  const auto won = explained(policy, facts, prize, 2022);
  CHECK(zh(won) == "示范奖励 2022年：2,000,000.00元，给予\n"
                   "  企业 = 杭州某某科技：招引 是\n"
                   "  定额 2,000,000.00\n");
  const auto later = explained(policy, policy.met({900, 900}), prize, 2023);
  CHECK(zh(later) == "示范奖励 2023年：0.00元，已用尽\n"
                     "  企业 = 杭州某某科技\n"
                     "  一次性，已经给予   ← 起作用的限制\n"
                     "  历年给予：2022年 2,000,000.00\n");
}

TEST_CASE("a decision already taken is told beside what was computed") {
  const Attraction policy;
  Ledger ledger;
  ledger.completeThrough = 2021;
  ledger.entries.push_back({policy.award, Key{}, Period{2022, 0}, wan(150), wan(150), {}});
  const auto e = explained(policy, policy.met({900}), policy.award, 2022, ledger);
  CHECK(zh(e).find("已作决定，给予 1,500,000.00；计算为 1,800,000.00") != std::string::npos);
}

TEST_CASE("the reasons of an outcome fit on one line") {
  const Attraction policy;
  const auto reasons = [&](const Case& facts, int year) {
    const Result result = run(policy, facts, year, year);
    return tiao::explain::reasonsText(policy.program, {}, find(result, policy.award, year));
  };
  const auto cut = reasons(policy.met({900, 1200, 800}), 2024);
  CHECK(cut.zh == "累计不超过 5,000,000.00，已给予 4,200,000.00");
  CHECK(cut.en == "at most 5,000,000.00 in total, given before 4,200,000.00");
  const auto closed = reasons(policy.met({900, 1200, 800, 1000}), 2025);
  CHECK(closed.zh == "已获得 3 年，最长不超过 3 年；累计不超过 5,000,000.00，已给予 5,000,000.00，已满");
  const auto open = reasons(policy.met({900}), 2023);
  CHECK(open.zh == "待补充：实际投资额（2023年）");
  CHECK(open.en == "missing: actual investment (2023)");
  Case failing = policy.met({900});
  failing.clear();
  give(failing, policy.attracted, false);
  give(failing, policy.settled, false);
  const auto failed = reasons(failing, 2022);
  CHECK(failed.zh == "不满足：招引；落户");
  CHECK(failed.en == "not met: attracted; settled");
  CHECK(reasons(policy.met({900}), 2022).zh.empty());
}

TEST_CASE("an exhausted month tells what earlier months were given") {
  Policy policy;
  const AwardId award =
      policy.award("parcel aid", policy.yes(), policy.yuan(10), {policy.cap(15, tiao::core::Window::Year)});
  policy.program.awards[award].period = tiao::core::Per::Month;
  const Case facts = policy.subject();
  const Result result = run(policy, facts, 2023, 2023);
  const auto e = tiao::explain::explain(policy.program, {}, facts, result, find(result, award, 2023, 3));
  CHECK(zh(e).find("每年不超过 15.00，已给予 15.00，已满") != std::string::npos);
  CHECK(zh(e).find("2023年1月 10.00；2023年2月 5.00\n") != std::string::npos);
}
