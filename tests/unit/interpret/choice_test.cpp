#include "tests/unit/interpret/build.h"

// The worked examples of core.md section 12 that choose between awards: d, e, i, j; and matters, pools, decisions.

using namespace tiao;
using namespace tiao::test;
using Kind = interpret::Reason::Kind;
using enum interpret::Status;

namespace {

struct AttractionAndPrize : Build {
  FactId invested = money("investment");
  AwardId a = award("attraction", yes(), times(ref(invested), plain(Rational(1, 5))), {count(3), life(wan(500))});
  AwardId prize = award("prize", yes(), yuan(wan(200)), {count(1)});
  Case facts;

  explicit AttractionAndPrize(std::vector<int64_t> amounts) : facts((choice({{a, prize}}), election(), program)) {
    for (size_t i = 0; i < amounts.size(); ++i) {
      facts.give(invested, {}, {2022 + static_cast<int>(i), 0}, wan(amounts[i]));
    }
  }
};

} // namespace

TEST_CASE("d: an award forgone uses up neither a year nor money", "[examples]") {
  AttractionAndPrize p({900, 1200, 800, 1000});
  const Result result = run(p, p.facts, 2022, 2025);
  CHECK(text(find(result, p.prize, 2022)) == text(Granted, wan(200)));
  CHECK(text(find(result, p.a, 2022)) == text(Forgone, 0));
  CHECK(find(result, p.a, 2022).computed == Amount{wan(180), wan(180)});
  CHECK(find(result, p.a, 2022).reasons[0].kind == Kind::LostTo);
  CHECK(find(result, p.a, 2022).reasons[0].award == p.prize);
  CHECK(text(find(result, p.a, 2023)) == text(Granted, wan(240)));
  CHECK(text(find(result, p.prize, 2023)) == text(Exhausted, 0));
  CHECK(text(find(result, p.a, 2024)) == text(Granted, wan(160)));
  CHECK(text(find(result, p.a, 2025)) == text(Limited, wan(100)));
}

TEST_CASE("e: the greatest sum is sought year by year", "[examples]") {
  AttractionAndPrize p({900, 1200, 1200, 0});
  const Result result = run(p, p.facts, 2022, 2025);
  CHECK(text(find(result, p.prize, 2022)) == text(Granted, wan(200)));
  CHECK(text(find(result, p.a, 2023)) == text(Granted, wan(240)));
  CHECK(text(find(result, p.a, 2024)) == text(Granted, wan(240)));
  CHECK(text(find(result, p.a, 2025)) == text(NotEntitled, 0));
  Rational sum;
  for (const Outcome& o : result.outcomes) sum += o.amount.hi;
  CHECK(sum == wan(680));
}

namespace {

struct OneOf : Build {
  AwardId upTo = discretionary("up to 100", yes(), wan(100));
  AwardId fixed;
  explicit OneOf(int64_t amount) : fixed(award("fixed", yes(), yuan(wan(amount)))) {
    choice({{upTo, fixed}});
    election();
  }
};

} // namespace

TEST_CASE("i: one of an award yet to be assessed and a fixed one", "[examples]") {
  OneOf p(80);
  const Case facts(p.program);
  const Result result = run(p, facts, 2022, 2022);
  const FactId assessed = *p.program.awards[p.upTo].assessment;
  CHECK(text(find(result, p.upTo, 2022)) == text(ToBeAssessed, 0, wan(100)));
  CHECK(find(result, p.upTo, 2022).ceiling == wan(100));
  CHECK(text(find(result, p.fixed, 2022)) == text(Unknown, 0, wan(80)));
  CHECK(find(result, p.fixed, 2022).needs == interpret::Needs{{assessed, {}, {2022, 0}}});
  REQUIRE(result.groups.size() == 1);
  CHECK(result.groups[0].total == Amount{wan(80), wan(100)});

  OneOf q(120);
  const Case none(q.program);
  const Result settled = run(q, none, 2022, 2022);
  CHECK(text(find(settled, q.upTo, 2022)) == text(Forgone, 0));
  CHECK(text(find(settled, q.fixed, 2022)) == text(Granted, wan(120)));
}

TEST_CASE("j: two equal awards wait for the election", "[examples]") {
  Build p;
  const AwardId a = p.award("a", p.yes(), p.yuan(wan(100)));
  const AwardId b = p.award("b", p.yes(), p.yuan(wan(100)));
  p.choice({{a, b}});
  const FactId election = p.election();
  Case facts(p.program);
  const Result open = run(p, facts, 2022, 2022);
  for (const AwardId award : {a, b}) {
    CHECK(text(find(open, award, 2022)) == text(Unknown, 0, wan(100)));
    CHECK(find(open, award, 2022).needs == interpret::Needs{{election, {}, {2022, 0}}});
  }
  CHECK(open.groups.at(0).total == Amount{wan(100), wan(100)});

  facts.give(election, {}, {2022, 0}, core::Member{b.index});
  const Result settled = run(p, facts, 2022, 2022);
  CHECK(text(find(settled, a, 2022)) == text(Forgone, 0));
  CHECK(text(find(settled, b, 2022)) == text(Granted, wan(100)));

  p.program.choices[0].rank = {a, b};
  CHECK(text(find(run(p, Case(p.program), 2022, 2022), a, 2022)) == text(Granted, wan(100)));
}

TEST_CASE("The best set is found, not the best award", "[choice]") {
  Build p;
  const AwardId left = p.award("left", p.yes(), p.yuan(60));
  const AwardId middle = p.award("middle", p.yes(), p.yuan(100));
  const AwardId right = p.award("right", p.yes(), p.yuan(50));
  p.choice({{left, middle}, {middle, right}});
  p.election();
  const Result result = run(p, Case(p.program), 2022, 2022);
  CHECK(text(find(result, left, 2022)) == text(Granted, 60));
  CHECK(text(find(result, middle, 2022)) == text(Forgone, 0));
  CHECK(text(find(result, right, 2022)) == text(Granted, 50));
}

TEST_CASE("By election: the elected award decides, whatever it gives", "[choice]") {
  Build p;
  const AwardId more = p.award("more", p.yes(), p.yuan(100));
  const AwardId lesser = p.award("less", p.yes(), p.yuan(10));
  p.choice({{more, lesser}}).elected = true;
  const FactId election = p.election();
  Case facts(p.program);
  CHECK(text(find(run(p, facts, 2022, 2022), more, 2022)) == text(Unknown, 0, 100));
  facts.give(election, {}, {2022, 0}, core::Member{lesser.index});
  const Result result = run(p, facts, 2022, 2022);
  CHECK(text(find(result, more, 2022)) == text(Forgone, 0));
  CHECK(text(find(result, lesser, 2022)) == text(Granted, 10));
}

TEST_CASE("One matter through the years: a later award gives nothing, or the difference", "[choice]") {
  Build p;
  const FactId second = p.truth("second");
  const AwardId small = p.award("small", p.negation(p.ref(second)), p.yuan(60), {p.count(1)});
  const AwardId large = p.award("large", p.ref(second), p.yuan(100), {p.count(1)});
  core::Choice& matter = p.choice({{small, large}});
  matter.matter = true;
  p.election();
  Case facts(p.program);
  facts.give(second, {}, {2022, 0}, false);
  facts.give(second, {}, {2023, 0}, true);
  const Result nothing = run(p, facts, 2022, 2023);
  CHECK(text(find(nothing, small, 2022)) == text(Granted, 60));
  CHECK(text(find(nothing, large, 2023)) == text(Forgone, 0));
  CHECK(find(nothing, large, 2023).reasons.at(0).kind == Kind::BarredBy);
  CHECK(find(nothing, large, 2023).reasons.at(0).award == small);

  p.program.choices[0].difference = true;
  const Result difference = run(p, facts, 2022, 2023);
  CHECK(text(find(difference, large, 2023)) == text(Limited, 40));
}

TEST_CASE("A pool cuts its awards in proportion, or in order", "[pool]") {
  Build p;
  const AwardId a = p.award("a", p.yes(), p.yuan(100));
  const AwardId b = p.award("b", p.yes(), p.yuan(200));
  p.program.pools.push_back({{a, b}, {p.cap(100, core::Window::Year), p.life(250)}, false});
  const Result shared = run(p, Case(p.program), 2022, 2025);
  CHECK(text(find(shared, a, 2022)) == text(Limited, Rational(3333, 100)));
  CHECK(text(find(shared, b, 2022)) == text(Limited, Rational(6667, 100)));
  CHECK(text(find(shared, a, 2024)) == text(Limited, Rational(1667, 100)));
  CHECK(text(find(shared, b, 2024)) == text(Limited, Rational(3333, 100)));
  CHECK(text(find(shared, a, 2025)) == text(Exhausted, 0));
  CHECK(find(shared, a, 2025).reasons.at(0).level == interpret::Level::Pool);

  p.program.pools[0].inOrder = true;
  const Result ordered = run(p, Case(p.program), 2022, 2025);
  CHECK(text(find(ordered, a, 2022)) == text(Granted, 100));
  CHECK(text(find(ordered, b, 2022)) == text(Limited, 0));
  CHECK(text(find(ordered, a, 2024)) == text(Limited, 50));
}

TEST_CASE("A decision already taken stands, and uses room first", "[ledger]") {
  Build p;
  const AwardId a = p.award("a", p.yes(), p.yuan(100));
  const AwardId b = p.award("b", p.yes(), p.yuan(200));
  p.program.pools.push_back({{a, b}, {p.cap(150, core::Window::Year)}, false});
  Ledger ledger;
  ledger.entries = {{a, {}, {2023, 0}, 120, 120, {}}};
  ledger.completeThrough = 2022;
  const Result result = run(p, Case(p.program), 2023, 2024, ledger);
  const Outcome& decided = find(result, a, 2023);
  CHECK(decided.decided);
  CHECK(text(decided) == text(Granted, 120));
  CHECK(decided.computed == Amount{100, 100});
  CHECK(text(find(result, b, 2023)) == text(Limited, 30));
  CHECK(text(find(result, a, 2024)) == text(Limited, 50));
  CHECK(result.ledger.entries.size() == 4);
}

TEST_CASE("A decision already taken is in every allowed set", "[ledger]") {
  Build p;
  const AwardId a = p.award("a", p.yes(), p.yuan(100));
  const AwardId b = p.award("b", p.yes(), p.yuan(200));
  p.choice({{a, b}});
  p.election();
  Ledger ledger;
  ledger.entries = {{a, {}, {2022, 0}, 100, 100, {}}};
  const Result result = run(p, Case(p.program), 2022, 2023, ledger);
  CHECK(text(find(result, a, 2022)) == text(Granted, 100));
  CHECK(text(find(result, b, 2022)) == text(Forgone, 0));
  CHECK(text(find(result, b, 2023)) == text(Granted, 200));
}
