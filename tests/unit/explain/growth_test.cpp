#include "compiler/explain/growth.h"
#include "tests/unit/explain/policy.h"

using namespace tiao::test;
using tiao::explain::compoundGrowth;

TEST_CASE("a compound rate is exact only where it is") {
  const auto twenty = compoundGrowth(1000, 1728, 3);
  REQUIRE(twenty);
  CHECK(twenty->rate == Rational(1, 5));
  CHECK(twenty->exact);
  const auto rounded = compoundGrowth(1500, 2100, 2); // √1.4 − 1 = 0.183215…
  REQUIRE(rounded);
  CHECK(rounded->rate == Rational(1832, 10'000));
  CHECK_FALSE(rounded->exact);
  CHECK(compoundGrowth(3, 4, 1)->rate == Rational(1, 3));
  CHECK(compoundGrowth(3, 4, 1)->exact);
  CHECK(compoundGrowth(8, 1, 3)->rate == Rational(-1, 2));
  CHECK(compoundGrowth(8, 0, 3)->rate == Rational(-1));
  CHECK_FALSE(compoundGrowth(0, 1, 3));
  CHECK_FALSE(compoundGrowth(1, -1, 3));
}

namespace {

/// Growth of at least 20% over some years, as the checker writes it.
struct Growing : Policy {
  FactId revenue = yearly("年营业收入", "revenue");
  AwardId award;

  explicit Growing(int growths) {
    const auto last = ref(revenue);
    const auto first = back(last, growths);
    const auto a = tiao::number::power(6, static_cast<unsigned>(growths));
    const auto b = tiao::number::power(5, static_cast<unsigned>(growths));
    const auto condition = all({less(yuan(0), first), atMost(times(first, plain(a)), times(last, plain(b)))});
    program.glosses[condition] = tiao::core::GrowthGloss{back(last, growths), last, growths, Rational(1, 5)};
    award = Build::award("prize", condition, yuan(wan(10)));
  }
  std::string line(const std::vector<std::pair<int, Rational>>& revenues, Language language) const {
    Case facts = subject();
    for (const auto& [year, value] : revenues) give(facts, revenue, year, value);
    const auto lines = explained(*this, facts, award, 2024).lines;
    REQUIRE(lines.size() > 1);
    return lines[1].text.in(language);
  }
};

} // namespace

TEST_CASE("a growth condition tells both values, the rate and the bar") {
  const Growing three(3);
  CHECK(three.line({{2021, wan(1000)}, {2024, wan(1728)}}, Language::Zh) ==
        "年营业收入近3年平均增速：10,000,000.00 → 17,280,000.00，20.00%，达到 20%");
  CHECK(three.line({{2021, wan(1000)}, {2024, wan(1728)}}, Language::En) ==
        "average growth of revenue over 3 years: 10,000,000.00 → 17,280,000.00, 20.00%, at least 20%");
  const Growing two(2);
  CHECK(two.line({{2022, wan(1500)}, {2024, wan(2100)}}, Language::Zh) ==
        "年营业收入近2年平均增速：15,000,000.00 → 21,000,000.00，约18.32%，未达到 20%");
  CHECK(two.line({{2022, wan(1500)}, {2024, wan(2100)}}, Language::En) ==
        "average growth of revenue over 2 years: 15,000,000.00 → 21,000,000.00, about 18.32%, less than 20%");
}

TEST_CASE("a growth that is bounded above says so") {
  Policy policy;
  const FactId emission = policy.yearly("排放费", "emission fees");
  const auto last = policy.ref(emission);
  const auto condition = policy.all(
      {policy.less(policy.yuan(0), policy.back(last, 1)),
       policy.less(policy.times(last, policy.plain(10)), policy.times(policy.back(last, 1), policy.plain(11)))});
  policy.program.glosses[condition] = tiao::core::GrowthGloss{policy.back(last, 1), last, 1, Rational(1, 10)};
  const AwardId award = policy.award("prize", condition, policy.yuan(wan(10)));
  Case facts = policy.subject();
  give(facts, emission, 2023, wan(100));
  give(facts, emission, 2024, wan(120));
  CHECK(explained(policy, facts, award, 2024).lines[1].text.zh ==
        "排放费较上年增速：1,000,000.00 → 1,200,000.00，20.00%，不低于 10%");
}

TEST_CASE("a growth that cannot be told says why") {
  const Growing growing(1);
  CHECK(growing.line({{2023, 0}, {2024, wan(100)}}, Language::Zh) ==
        "年营业收入较上年增速：0.00 → 1,000,000.00，基期为零，无法计算，须达到 20%");
  CHECK(
      growing.line({{2023, 0}, {2024, wan(100)}}, Language::En) ==
      "growth of revenue over the previous year: 0.00 → 1,000,000.00, the base is zero, so it cannot be told, must be "
      "at least 20%");
  CHECK(growing.line({{2024, wan(100)}}, Language::Zh) == "年营业收入较上年增速：未提供 → 1,000,000.00，须达到 20%");
}

TEST_CASE("a mean of yearly rates is told as the mean") {
  Policy policy;
  const FactId revenue = policy.yearly("年营业收入", "revenue");
  const auto last = policy.ref(revenue);
  const auto first = policy.back(last, 2);
  const auto ratio = policy.add(Plain, tiao::core::Div{last, policy.back(last, 1), policy.plain(0)});
  const auto sum = policy.add(Plain, tiao::core::Sum{tiao::core::OverYears{0, 1}, policy.yes(), ratio});
  const auto condition =
      policy.all({policy.less(policy.yuan(0), first), policy.less(policy.yuan(0), policy.back(last, 1)),
                  policy.atMost(policy.plain(Rational(24, 10)), sum)});
  policy.program.glosses[condition] = tiao::core::GrowthGloss{first, last, 2, Rational(1, 5)};
  const AwardId award = policy.award("prize", condition, policy.yuan(wan(10)));
  Case facts = policy.subject();
  give(facts, revenue, 2022, wan(1500));
  give(facts, revenue, 2023, wan(2400));
  give(facts, revenue, 2024, wan(2100));
  const auto e = explained(policy, facts, award, 2024);
  CHECK(e.lines[1].text.zh == "年营业收入近2年平均增速：15,000,000.00 → 21,000,000.00，23.75%，达到 20%");
}

TEST_CASE("growth of every year is told year by year") {
  Policy policy;
  const FactId revenue = policy.yearly("年营业收入", "revenue");
  const auto last = policy.ref(revenue);
  std::vector<tiao::core::ExprId> years;
  for (const int back : {2, 1}) {
    const auto from = policy.back(last, back);
    const auto to = back == 1 ? last : policy.back(last, back - 1);
    years.push_back(policy.all({policy.less(policy.yuan(0), from), policy.atMost(policy.times(from, policy.plain(6)),
                                                                                 policy.times(to, policy.plain(5)))}));
  }
  const auto condition = policy.all(years);
  policy.program.glosses[condition] = tiao::core::GrowthGloss{policy.back(last, 2), last, 2, Rational(1, 5)};
  const AwardId award = policy.award("prize", condition, policy.yuan(wan(10)));
  Case facts = policy.subject();
  give(facts, revenue, 2022, wan(1500));
  give(facts, revenue, 2023, wan(2400));
  give(facts, revenue, 2024, wan(2100));
  CHECK(zh(explained(policy, facts, award, 2024)) ==
        "prize 2024年：0.00元，不符合\n"
        "  企业 = 杭州某某科技\n"
        "  年营业收入近2年各年增速：15,000,000.00 → 21,000,000.00，未达到 20% ✗\n"
        "    2023年：15,000,000.00 → 24,000,000.00，60.00%\n"
        "    2024年：24,000,000.00 → 21,000,000.00，-12.50%\n");
  const Result result = run(policy, facts, 2024, 2024);
  CHECK(tiao::explain::reasonsText(policy.program, {}, find(result, award, 2024)).zh ==
        "不满足：年营业收入近2年各年增速达到 20%");
}
