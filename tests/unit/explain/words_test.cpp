#include "compiler/explain/words.h"
#include "tests/unit/explain/policy.h"

using namespace tiao::test;
using tiao::explain::Text;

TEST_CASE("numbers read as people write them") {
  Policy policy;
  policy.program.units.add({{"件", "parcel"}});
  const tiao::core::Unit parcel{{{1U, 1}}};
  const auto text = [&](const tiao::core::Unit& unit, Rational value) {
    return tiao::explain::numberText(policy.program, unit, value);
  };
  CHECK(text(tiao::core::yuan(), 1'234'567) == Text("1,234,567.00"));
  CHECK(text(tiao::core::yuan(), Rational(1, 200)) == Text("0.005"));
  CHECK(text(tiao::core::yuan(), Rational(100, 3)) == Text("约33.33", "about 33.33"));
  CHECK(text(parcel, 120'000) == Text("120,000件", "120,000 parcels"));
  CHECK(text(parcel, 1) == Text("1件", "1 parcel"));
  CHECK(text(tiao::core::yuan() / parcel, Rational(3, 10)) == Text("0.3元/件", "0.3 yuan/parcel"));
  CHECK(text({}, Rational(1, 5)) == Text("20%"));
  CHECK(text({}, Rational(1, 3)) == Text("约33.33%", "about 33.33%"));
  CHECK(text({}, 6) == Text("6"));
  CHECK(tiao::explain::moneyText({wan(1), wan(2)}) == "10,000.00–20,000.00");
}

TEST_CASE("a name in one language stands for the other") {
  CHECK(tiao::explain::named({"招引", ""}) == Text("招引"));
  CHECK(tiao::explain::named({"", "attracted"}) == Text("attracted"));
  CHECK(tiao::explain::articleText("第十三条") == Text("第十三条", "Article 13"));
  CHECK(tiao::explain::articleText("附则") == Text("附则"));
  CHECK(tiao::explain::plural("company") == "companies");
  CHECK(tiao::explain::plural("day") == "days");
  CHECK(tiao::explain::plural("box") == "boxes");
}

TEST_CASE("needs of one fact are told together") {
  const Attraction policy;
  const tiao::interpret::Needs needs{
      {policy.settled, Key{}, {}}, {policy.investment, Key{}, {2022, 0}}, {policy.investment, Key{}, {2023, 0}}};
  CHECK(tiao::explain::needsText(policy.program, nullptr, needs) ==
        Text("落户；实际投资额（2022年、2023年）", "settled; actual investment (2022, 2023)"));
  const auto run = [&](std::vector<int> years) {
    tiao::interpret::Needs all;
    for (const int year : years) all.push_back({policy.investment, Key{}, {year, 0}});
    return tiao::explain::needsText(policy.program, nullptr, all);
  };
  CHECK(run({2020, 2022, 2023, 2024}) ==
        Text("实际投资额（2020年、2022年至2024年）", "actual investment (2020, 2022 to 2024)"));
  CHECK(tiao::explain::needText(policy.program, needs[1]).zh == "实际投资额（2022年）");
}

TEST_CASE("values of every kind have words") {
  Policy policy;
  const auto districts = policy.program.enumerations.add({{{"上城区", "shangcheng"}, {"萧山区", "xiaoshan"}}});
  const tiao::core::Type district{tiao::core::Kind::Member, {}, districts};
  using namespace tiao::interpret;
  const auto text = [&](const tiao::core::Type& type, Set set) {
    return tiao::explain::valueText(policy.program, type, {std::move(set), {}});
  };
  CHECK(text(Yes, Truth::Yes) == Text("是", "yes"));
  CHECK(text(Yes, Truth::Either) == Text("未定", "undecided"));
  CHECK(text(Money, NumberRange{wan(1), wan(1)}) == Text("10,000.00"));
  CHECK(text(Money, NumberRange{wan(1), 0, false, true}) == Text("不低于 10,000.00", "at least 10,000.00"));
  CHECK(text(::Day, DateRange{day(2022, 7, 1), day(2022, 7, 1)}) == Text("2022-07-01"));
  CHECK(text(district, MemberSet{{false, true}}) == Text("萧山区", "xiaoshan"));
  CHECK(text(district, MemberSet{{true, true}}) == Text("上城区 或 萧山区", "shangcheng or xiaoshan"));
  CHECK(text({tiao::core::Kind::Text, {}, {}}, TextSet{"甲"}) == Text("「甲」", "“甲”"));
}
