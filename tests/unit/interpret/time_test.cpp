#include "tests/unit/interpret/build.h"

// Examples l and m of core.md section 12, and section 4 "In force".

using namespace tiao;
using namespace tiao::test;
using enum interpret::Status;

TEST_CASE("l: ten a month from July", "[examples]") {
  Build p;
  const FactId met = p.truth("met", core::Per::Month);
  const AwardId a = p.award("monthly", p.ref(met), p.yuan(wan(10)));
  p.program.awards[a].period = core::Per::Month;
  Case facts(p.program);
  for (int month = 7; month <= 12; ++month) {
    if (month != 11) facts.give(met, {}, {2022, month}, month != 9);
  }
  const Result result = run(p, facts, 2022, 2022);
  REQUIRE(result.outcomes.size() == 12);
  for (int month = 1; month <= 6; ++month) CHECK(text(find(result, a, 2022, month)) == text(NotInForce, 0));
  for (const int month : {7, 8, 10, 12}) CHECK(text(find(result, a, 2022, month)) == text(Granted, wan(10)));
  CHECK(text(find(result, a, 2022, 9)) == text(NotEntitled, 0));
  CHECK(text(find(result, a, 2022, 11)) == text(Unknown, 0, wan(10)));
  CHECK(text(interpret::total(p.program, result, a)) == text(Amount{wan(40), wan(50)}));
}

TEST_CASE("A year cap and a count of months see the earlier months of the year", "[months]") {
  Build p;
  const AwardId capped = p.award("capped", p.yes(), p.yuan(10), {p.cap(25, core::Window::Year)});
  const AwardId counted = p.award("counted", p.yes(), p.yuan(10), {p.count(2, core::Per::Month)});
  for (const AwardId award : {capped, counted}) p.program.awards[award].period = core::Per::Month;
  const Result result = run(p, Case(p.program), 2022, 2023);
  CHECK(text(find(result, capped, 2022, 8)) == text(Granted, 10));
  CHECK(text(find(result, capped, 2022, 9)) == text(Limited, 5));
  CHECK(text(find(result, capped, 2022, 10)) == text(Exhausted, 0));
  CHECK(text(find(result, capped, 2023, 1)) == text(Granted, 10));
  CHECK(text(find(result, counted, 2022, 8)) == text(Granted, 10));
  CHECK(text(find(result, counted, 2022, 9)) == text(Exhausted, 0));
}

TEST_CASE("What a year cap needs is what its own year was given", "[months]") {
  Build p;
  const FactId paid = p.money("paid", core::Per::Month);
  p.program.facts[paid].hi = 20;
  const AwardId a = p.award("capped", p.yes(), p.ref(paid), {p.cap(25, core::Window::Year)});
  p.program.awards[a].period = core::Per::Month;
  Case facts(p.program);
  for (int month = 7; month <= 11; ++month) facts.give(paid, {}, {2022, month}, Rational(1));
  const Result result = run(p, facts, 2022, 2023);
  CHECK(find(result, a, 2023, 1).needs == interpret::Needs{{paid, {}, {2023, 1}}});
  CHECK(find(result, a, 2023, 3).needs ==
        interpret::Needs{{paid, {}, {2023, 1}}, {paid, {}, {2023, 2}}, {paid, {}, {2023, 3}}});
}

namespace {

/// An outlet: 5 once in the year it opens, and 2 for each full year, at most 3 years.
struct Outlet : Build {
  FactId opened = fact("opened", Day, core::Per::Fixed);
  AwardId once, yearly;
  Outlet() {
    const ExprId open = atMost(ref(opened), add(Day, core::Day{true}));
    const ExprId since = atMost(date(program.from), ref(opened));
    once = award("once", all({open, since}), yuan(wan(5)), {count(1)});
    const ExprId full = add(Plain, core::Anniversaries{ref(opened)});
    yearly = award("yearly", yes(), times(full, yuan(wan(2))), {count(3)});
  }
  void seriesRunOn() { program.awards[yearly].startedIf = atMost(ref(opened), date(program.to)); }
  std::vector<std::string> years(AwardId award, core::Date on, int first, int last) {
    Case facts(program);
    facts.give(opened, {}, {}, on);
    const Result result = run(*this, facts, first, last);
    std::vector<std::string> texts;
    for (int year = first; year <= last; ++year) texts.push_back(text(find(result, award, year).amount));
    return texts;
  }
};
using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("m: opened in September, three full years", "[examples]") {
  Outlet p;
  CHECK(p.years(p.once, day(2022, 9, 1), 2022, 2025) == Texts{"50000", "0", "0", "0"});
  CHECK(p.years(p.yearly, day(2022, 9, 1), 2022, 2025) == Texts{"0", "20000", "20000", "20000"});
}

TEST_CASE("m: what is completed after the end is not given, unless series run on", "[examples]") {
  Outlet p;
  CHECK(p.years(p.once, day(2023, 3, 15), 2022, 2025) == Texts{"0", "50000", "0", "0"});
  CHECK(p.years(p.yearly, day(2023, 3, 15), 2023, 2027) == Texts{"0", "20000", "20000", "0", "0"});
  p.seriesRunOn();
  CHECK(p.years(p.yearly, day(2023, 3, 15), 2023, 2027) == Texts{"0", "20000", "20000", "20000", "0"});
  CHECK(p.years(p.yearly, day(2026, 3, 15), 2025, 2028) == Texts{"0", "0", "0", "0"});
}

TEST_CASE("m: opened on the last day of a year, or of February", "[examples]") {
  Outlet p;
  CHECK(p.years(p.yearly, day(2023, 12, 31), 2023, 2025) == Texts{"0", "20000", "20000"});
  Build q(day(2021, 1, 1), day(2025, 12, 31));
  const FactId opened = q.fact("opened", Day, core::Per::Fixed);
  const AwardId a = q.award("a", q.yes(), q.times(q.add(Plain, core::Anniversaries{q.ref(opened)}), q.yuan(2)));
  q.program.awards[a].period = core::Per::Month;
  Case facts(q.program);
  facts.give(opened, {}, {}, day(2020, 2, 29));
  const Result result = run(q, facts, 2021, 2024);
  for (int year = 2021; year <= 2024; ++year) {
    CHECK(text(find(result, a, year, 2)) == text(Granted, 2));
    CHECK(text(find(result, a, year, 3)) == text(NotEntitled, 0));
  }
}

TEST_CASE("Anniversaries of a date that is missing", "[time]") {
  Outlet p;
  const Result result = run(p, Case(p.program), 2024, 2024);
  CHECK(text(find(result, p.yearly, 2024)) == text(Unknown, 0, wan(2)));
}

TEST_CASE("Whether a series runs on may be unknown", "[time]") {
  Outlet p;
  p.seriesRunOn();
  const Result result = run(p, Case(p.program), 2026, 2026);
  const Outcome& o = find(result, p.yearly, 2026);
  CHECK(text(o) == text(Unknown, 0, wan(2)));
  CHECK((o.possible & 1U) != 0); // not in force
}

TEST_CASE("Part of a year in force: whole, by months, or not counted", "[time]") {
  Build p;
  const AwardId whole = p.award("whole", p.yes(), p.yuan(12));
  const AwardId months = p.award("months", p.yes(), p.yuan(12), {p.cap(5)});
  const AwardId none = p.award("none", p.yes(), p.yuan(12));
  p.program.awards[months].part = core::PartOfPeriod::Months;
  p.program.awards[none].part = core::PartOfPeriod::None;
  p.program.awards[months].limits.clear();
  const Result result = run(p, Case(p.program), 2021, 2023);
  CHECK(text(find(result, whole, 2021)) == text(NotInForce, 0));
  CHECK(text(find(result, whole, 2022)) == text(Granted, 12));
  CHECK(text(find(result, months, 2022)) == text(Granted, 6));
  CHECK(text(find(result, months, 2023)) == text(Granted, 12));
  CHECK(text(find(result, none, 2022)) == text(NotInForce, 0));
  CHECK(text(find(result, none, 2023)) == text(Granted, 12));
}

TEST_CASE("A subject has no periods before the first year it is said to exist", "[time]") {
  Build p;
  const AwardId a = p.award("a", p.yes(), p.yuan(1));
  Case facts(p.program);
  facts.firstYear = 2024;
  const Result result = run(p, facts, 2023, 2024);
  CHECK(text(find(result, a, 2023)) == text(NotInForce, 0));
  CHECK(text(find(result, a, 2024)) == text(Granted, 1));
}

TEST_CASE("Within counts from a start of its own", "[time]") {
  Build p;
  const FactId began = p.fact("began", Day, core::Per::Fixed);
  const ExprId elapsed = p.add(Plain, core::Full{core::TermUnit::Years, p.ref(began), p.add(Day, core::Day{true})});
  const AwardId a = p.award("a", p.yes(), p.yuan(1), {{core::Within{elapsed, p.plain(2)}, {}}});
  Case facts(p.program);
  facts.give(began, {}, {}, day(2022, 12, 31));
  const Result result = run(p, facts, 2022, 2025);
  CHECK(text(find(result, a, 2023)) == text(Granted, 1)); // one full year on its last day
  CHECK(text(find(result, a, 2024)) == text(Exhausted, 0));
}

TEST_CASE("Awarded reads what earlier years gave", "[time]") {
  Build p;
  const AwardId base = p.award("base", p.yes(), p.yuan(10));
  const AwardId share = p.award("share", p.yes(), p.times(p.add(Money, core::Awarded{base}), p.plain(Rational(1, 10))));
  const Result result = run(p, Case(p.program), 2022, 2024);
  CHECK(text(find(result, share, 2022)) == text(NotEntitled, 0));
  CHECK(text(find(result, share, 2023)) == text(Granted, 1));
  CHECK(text(find(result, share, 2024)) == text(Granted, 2));
}
