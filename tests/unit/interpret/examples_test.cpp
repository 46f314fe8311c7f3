#include "tests/unit/interpret/build.h"

// The worked examples of core.md section 12, a to g and o to q: limits through the years, rounding, growth.

using namespace tiao;
using namespace tiao::test;
using Kind = interpret::Reason::Kind;
using enum interpret::Status;

namespace {

/// Article 1: 20% of the year's investment, three years with an award, 5 million in all.
struct Attraction : Build {
  FactId invested = money("investment");
  AwardId a;
  Case facts;

  explicit Attraction(int64_t cap = 500)
      : Attraction([cap](Build& b) {
          return std::vector{b.count(3), b.life(wan(cap))};
        }) {}
  template <typename Limits>
  explicit Attraction(Limits limits)
      : a(award("attraction", yes(), times(ref(invested), plain(Rational(1, 5))), limits(*this))), facts(program) {}

  void invest(int year, int64_t amount) { facts.give(invested, {}, {year, 0}, wan(amount)); }
  std::string in(const Result& result, int year) const { return text(find(result, a, year)); }
};

} // namespace

TEST_CASE("a: the life cap binds in the third year, and then money and years are used up", "[examples]") {
  Attraction p;
  p.invest(2022, 900), p.invest(2023, 1200), p.invest(2024, 800), p.invest(2025, 1000);
  const Result result = run(p, p.facts, 2022, 2025);
  CHECK(p.in(result, 2022) == text(Granted, wan(180)));
  CHECK(p.in(result, 2023) == text(Granted, wan(240)));
  CHECK(p.in(result, 2024) == text(Limited, wan(80)));
  CHECK(p.in(result, 2025) == text(Exhausted, 0));
  REQUIRE(has(find(result, p.a, 2024), Kind::Cut, 1));
  CHECK(find(result, p.a, 2024).reasons[0].amount == Amount{wan(80), wan(80)});
  CHECK(has(find(result, p.a, 2025), Kind::UsedUp, 0));
  CHECK(has(find(result, p.a, 2025), Kind::UsedUp, 1));
  CHECK(text(interpret::total(p.program, result, p.a)) == wan(500).toString());
}

TEST_CASE("b: a year without an award is not counted, unless the years run on", "[examples]") {
  Attraction p;
  p.invest(2022, 900), p.invest(2023, 0), p.invest(2024, 800), p.invest(2025, 1000);
  const Result result = run(p, p.facts, 2022, 2025);
  CHECK(p.in(result, 2022) == text(Granted, wan(180)));
  CHECK(p.in(result, 2023) == text(NotEntitled, 0));
  CHECK(has(find(result, p.a, 2023), Kind::NothingToGive));
  CHECK(p.in(result, 2024) == text(Granted, wan(160)));
  CHECK(p.in(result, 2025) == text(Limited, wan(160)));

  Attraction q([](Build& b) { return std::vector{b.consecutive(3), b.life(wan(500))}; });
  q.invest(2022, 900), q.invest(2023, 0), q.invest(2024, 800), q.invest(2025, 1000);
  const Result running = run(q, q.facts, 2022, 2025);
  CHECK(q.in(running, 2022) == text(Granted, wan(180)));
  CHECK(q.in(running, 2023) == text(NotEntitled, 0));
  CHECK(q.in(running, 2024) == text(Granted, wan(160)));
  CHECK(q.in(running, 2025) == text(Exhausted, 0));
  CHECK(has(find(running, q.a, 2025), Kind::UsedUp, 0));
  CHECK_FALSE(has(find(running, q.a, 2025), Kind::UsedUp, 1));
}

TEST_CASE("c: a missing year leaves ranges, each with its needs", "[examples]") {
  Attraction p;
  p.invest(2022, 900), p.invest(2024, 800), p.invest(2025, 1000);
  const Result result = run(p, p.facts, 2022, 2025);
  CHECK(p.in(result, 2022) == text(Granted, wan(180)));
  CHECK(p.in(result, 2023) == text(Unknown, 0, wan(320)));
  CHECK(p.in(result, 2024) == text(Unknown, 0, wan(160)));
  CHECK(p.in(result, 2025) == text(Unknown, 0, wan(200)));
  CHECK(text(interpret::total(p.program, result, p.a)) == text(Amount{wan(180), wan(500)}));
  for (int year = 2023; year <= 2025; ++year) {
    CHECK(find(result, p.a, year).needs == interpret::Needs{{p.invested, {}, {2023, 0}}});
  }
}

TEST_CASE("c: an award used up stays exhausted though a fact is missing", "[examples]") {
  Attraction p;
  p.invest(2022, 2500), p.invest(2024, 800), p.invest(2025, 1000);
  const Result result = run(p, p.facts, 2022, 2025);
  CHECK(p.in(result, 2022) == text(Granted, wan(500)));
  for (int year = 2023; year <= 2025; ++year) {
    CHECK(p.in(result, year) == text(Exhausted, 0));
    CHECK(find(result, p.a, year).needs.empty());
  }
}

TEST_CASE("f: a cap raised by a layer from 2024", "[examples]") {
  Attraction p([](Build& b) {
    const ExprId since = b.atMost(b.date(day(2024, 1, 1)), b.add(Day, core::Day{true}));
    const ExprId bound = b.add(Money, core::If{since, b.yuan(wan(800)), b.yuan(wan(500))});
    return std::vector{b.count(3), core::Limit{core::Cap{bound, core::Window::Life}, {}}};
  });
  p.invest(2022, 900), p.invest(2023, 1200), p.invest(2024, 800), p.invest(2025, 1000);
  const Result result = run(p, p.facts, 2022, 2025);
  CHECK(p.in(result, 2022) == text(Granted, wan(180)));
  CHECK(p.in(result, 2023) == text(Granted, wan(240)));
  CHECK(p.in(result, 2024) == text(Granted, wan(160)));
  CHECK(p.in(result, 2025) == text(Exhausted, 0));
  CHECK(has(find(result, p.a, 2025), Kind::UsedUp, 0));
  CHECK_FALSE(has(find(result, p.a, 2025), Kind::UsedUp, 1));
}

TEST_CASE("g: asked for 2024 alone, from a ledger and without one", "[examples]") {
  Attraction p;
  p.invest(2024, 800);
  Ledger ledger;
  ledger.completeThrough = 2023;
  ledger.entries = {{p.a, {}, {2022, 0}, wan(180), wan(180), {}}, {p.a, {}, {2023, 0}, wan(240), wan(240), {}}};
  const Result known = run(p, p.facts, 2024, 2024, ledger);
  CHECK(p.in(known, 2024) == text(Limited, wan(80)));
  CHECK(known.outcomes.size() == 1);
  CHECK(known.ledger.completeThrough == 2024);
  CHECK(known.ledger.entries.size() == 3);

  const Result unknown = run(p, p.facts, 2024, 2024);
  CHECK(p.in(unknown, 2024) == text(Unknown, 0, wan(160)));
  CHECK(unknown.outcomes.size() == 1);
}

TEST_CASE("o: rounding comes last, and never above a cap", "[examples]") {
  Build p;
  const FactId base = p.money("base");
  const AwardId fifth = p.award("a fifth", p.yes(), p.times(p.ref(base), p.plain(Rational(1, 5))));
  const ExprId limit = p.times(p.yuan(Rational(3350, 100)), p.plain(Rational(3, 100)));
  const AwardId five = p.award("five", p.yes(), p.yuan(5), {{core::Cap{limit, core::Window::Period}, {}}});
  Case facts(p.program);
  facts.give(base, {}, {2022, 0}, Rational(3, 100));
  const Result result = run(p, facts, 2022, 2022);
  CHECK(text(find(result, fifth, 2022)) == text(Granted, Rational(1, 100)));
  CHECK(text(find(result, five, 2022)) == text(Limited, 1));
}

TEST_CASE("A cap is asked of the amount as it is, not as it will be rounded", "[limits]") {
  Build p;
  const Rational amount(1005, 1000); // rounds to 1.01, above the cap; the cap itself is above the amount
  const AwardId a = p.award("a", p.yes(), p.yuan(amount), {p.cap(Rational(1007, 1000))});
  const AwardId b = p.award("b", p.yes(), p.yuan(amount), {p.life(Rational(1007, 1000))});
  const Result result = run(p, Case(p.program), 2022, 2022);
  CHECK(text(find(result, a, 2022)) == text(Granted, 1));
  CHECK(text(find(result, b, 2022)) == text(Granted, 1));
}

TEST_CASE("p: a floor never lifts above a cap that comes later, nor reopens what is used up", "[examples]") {
  Build p;
  const AwardId a = p.award("a", p.yes(), p.yuan(6));
  p.program.awards[a].limits = {p.floor(10), p.life(25)};
  const Case facts(p.program);
  const Result result = run(p, facts, 2022, 2025);
  CHECK(text(find(result, a, 2022)) == text(Granted, 10));
  CHECK(text(find(result, a, 2023)) == text(Granted, 10));
  CHECK(text(find(result, a, 2024)) == text(Limited, 5));
  CHECK(text(find(result, a, 2025)) == text(Exhausted, 0));
}

TEST_CASE("q: growth by cross-multiplication, exactly", "[examples]") {
  Build p;
  const FactId value = p.money("value");
  const auto ago = [&](int years) { return p.back(p.ref(value), years); };
  // 0 < v0 and v0·6ⁿ <= vₙ·5ⁿ
  const auto compound = [&](int n) {
    const ExprId base = ago(n);
    return p.all(
        {p.less(p.yuan(0), base), p.atMost(p.times(base, p.plain(number::power(6, static_cast<unsigned>(n)))),
                                           p.times(ago(0), p.plain(number::power(5, static_cast<unsigned>(n)))))});
  };
  const auto growth = [&](int n) {
    const ExprId difference = p.plus(ago(n), p.times(p.plain(-1), ago(n + 1)));
    return p.add(Plain, core::Div{difference, ago(n + 1), p.plain(0)});
  };
  const ExprId compound2 = compound(2);
  const ExprId compound3 = compound(3);
  const ExprId mean2 = p.times(p.plus(growth(0), growth(1)), p.plain(Rational(1, 2)));
  const ExprId arithmetic2 = p.atMost(p.plain(Rational(1, 5)), mean2);
  const ExprId below3 =
      p.all({p.less(p.yuan(0), ago(3)), p.less(p.times(ago(0), p.plain(125)), p.times(ago(3), p.plain(216)))});
  const AwardId a = p.award("a", p.yes(), p.yuan(1));
  REQUIRE(core::broken(p.program).empty());
  const auto given = [&](std::vector<std::pair<int, int64_t>> values) {
    Case facts(p.program);
    for (const auto& [year, v] : values) facts.give(value, {}, {year, 0}, Rational(v));
    return facts;
  };
  const auto read = [&](const Case& facts, ExprId e) {
    return interpret::evaluate(p.program, facts, {}, e, {}, {2025, 0}, a);
  };
  using interpret::Truth;
  const Case two = given({{2023, 1500}, {2024, 2400}, {2025, 2100}});
  CHECK(std::get<Truth>(read(two, compound2).set) == Truth::No);
  CHECK(std::get<Truth>(read(two, arithmetic2).set) == Truth::Yes);
  CHECK(std::get<interpret::NumberRange>(read(two, mean2).set).lo == Rational(2375, 10000));
  const Case exact = given({{2022, 1000}, {2023, 1}, {2024, 1}, {2025, 1728}});
  CHECK(std::get<Truth>(read(exact, compound3).set) == Truth::Yes);
  const Case zero = given({{2022, 0}, {2025, 1728}});
  CHECK(std::get<Truth>(read(zero, compound3).set) == Truth::No);
  CHECK(std::get<Truth>(read(zero, below3).set) == Truth::No);
  const Case missing = given({{2025, 1728}});
  CHECK(std::get<Truth>(read(missing, compound3).set) == Truth::Either);
  CHECK(read(missing, compound3).needs == interpret::Needs{{value, {}, {2022, 0}}});
}
