#include "tests/unit/interpret/build.h"

// Items: example k of core.md section 12, lists, overall limits and the sharing of their cuts.

using namespace tiao;
using namespace tiao::test;
using enum interpret::Status;
using interpret::Level;

namespace {

/// Parcels: half of each one's cost, at most 2 yuan, at most 200,000 yuan a year. Quantities are numbers without a
/// unit.
struct Parcels : Build {
  core::Id<core::ItemKind> lot = program.itemKinds.add({{"", "lot"}, 10, {}});
  FactId cost = itemFact(lot, "cost", Money);
  FactId number = itemFact(lot, "number", Plain);
  ExprId each = times(least(times(ref(cost), plain(Rational(1, 2))), yuan(2), true), ref(number));

  Case twoLots() const {
    Case facts(program);
    facts.giveList(lot, 2022);
    facts.giveList(lot, 2023);
    give(facts, facts.addItem(lot, "first", 2023), 3, 60'000);
    give(facts, facts.addItem(lot, "second", 2023), 5, 80'000);
    return facts;
  }
  void give(Case& facts, Key key, int64_t price, int64_t count) const {
    facts.give(cost, key, {2023, 0}, Rational(price));
    facts.give(number, key, {2023, 0}, Rational(count));
  }
};

} // namespace

TEST_CASE("k: item caps stand inside the sum", "[examples]") {
  Parcels p;
  p.program.facts[p.number].lo = 0;
  const ExprId sum = p.add(Money, core::Sum{core::OverItems{p.lot}, p.yes(), p.each});
  const AwardId a = p.award("parcels", p.yes(), sum, {p.cap(200'000)});
  const Result result = run(p, p.twoLots(), 2023, 2023);
  const Outcome& o = find(result, a, 2023);
  CHECK(text(o) == text(Limited, 200'000));
  REQUIRE(o.reasons.size() == 2); // limited by both
  CHECK(o.reasons[0].level == Level::Quantity);
  CHECK(o.reasons[1].level == Level::Key);
  CHECK(o.reasons[1].amount == Amount{50'000, 50'000});
}

TEST_CASE("k: items with limits of their own share the yearly cap", "[examples]") {
  Parcels p;
  const AwardId a = p.award("parcels", p.yes(), p.each);
  p.program.awards[a].key = p.lot;
  p.program.awards[a].overall = {p.cap(200'000)};
  const Case facts = p.twoLots();
  const Result result = run(p, facts, 2023, 2023);
  CHECK(text(find(result, a, 2023, 0, Key{0})) == text(Limited, 72'000));
  CHECK(text(find(result, a, 2023, 0, Key{1})) == text(Limited, 128'000));
  REQUIRE(result.ledger.entries.size() == 2);
  CHECK(result.ledger.entries[0].hi == 72'000);
  CHECK(result.ledger.entries[1].hi == 128'000);
  const auto rows = interpret::rows(p.program, result.outcomes);
  REQUIRE(rows.size() == 1);
  CHECK(text(rows[0]) == text(Limited, 200'000));
}

TEST_CASE("A missing list is not an empty one", "[items]") {
  Parcels p;
  p.program.facts[p.number].lo = 0;
  p.program.facts[p.number].hi = 100;
  const ExprId sum = p.add(Money, core::Sum{core::OverItems{p.lot}, p.yes(), p.each});
  const AwardId bySubject = p.award("by subject", p.yes(), sum);
  const AwardId byItem = p.award("by item", p.yes(), p.each);
  p.program.awards[byItem].key = p.lot;

  Case facts(p.program);
  const interpret::Needs list{{{}, {}, {2023, 0}, p.lot}};
  const Result missing = run(p, facts, 2023, 2023);
  CHECK(text(find(missing, bySubject, 2023)) == text(Unknown, 0, 2000)); // 10 items, 100 parcels, 2 yuan
  CHECK(find(missing, bySubject, 2023).needs == list);
  CHECK(text(find(missing, byItem, 2023)) == text(Unknown, 0, 2000));
  CHECK(find(missing, byItem, 2023).needs == list);

  facts.giveList(p.lot, 2022);
  facts.giveList(p.lot, 2023);
  const Result empty = run(p, facts, 2023, 2023);
  CHECK(text(find(empty, bySubject, 2023)) == text(NotEntitled, 0));
  CHECK(text(find(empty, byItem, 2023)) == text(NotEntitled, 0));
}

TEST_CASE("An item is the same item in every year, and limits on it count its own awards", "[items]") {
  Build p;
  const auto outlet = p.program.itemKinds.add({{"", "outlet"}, 10, {}});
  const AwardId a = p.award("once", p.yes(), p.yuan(5), {p.count(1)});
  p.program.awards[a].key = outlet;
  p.program.awards[a].overall = {p.life(12)};
  Case facts(p.program);
  for (int year = 2022; year <= 2025; ++year) facts.giveList(outlet, year);
  const Key first = facts.addItem(outlet, "first", 2022);
  REQUIRE(facts.addItem(outlet, "first", 2023) == first);
  const Key second = facts.addItem(outlet, "second", 2023);
  const Key third = facts.addItem(outlet, "third", 2024);
  const Key fourth = facts.addItem(outlet, "fourth", 2025);
  const Result result = run(p, facts, 2022, 2025);
  CHECK(text(find(result, a, 2022, 0, first)) == text(Granted, 5));
  CHECK(text(find(result, a, 2023, 0, first)) == text(Exhausted, 0));
  CHECK(text(find(result, a, 2023, 0, second)) == text(Granted, 5));
  CHECK(text(find(result, a, 2024, 0, third)) == text(Limited, 2));
  CHECK(text(find(result, a, 2025, 0, fourth)) == text(Exhausted, 0));
  CHECK(find(result, a, 2025, 0, fourth).reasons.at(0).level == Level::Overall);
  CHECK(interpret::rows(p.program, result.outcomes).size() == 4);
}

TEST_CASE("Equal remainders of a shared cut go by the item's name", "[items]") {
  Build p;
  const auto outlet = p.program.itemKinds.add({{"", "outlet"}, 10, {}});
  const AwardId a = p.award("each", p.yes(), p.yuan(1));
  p.program.awards[a].key = outlet;
  p.program.awards[a].overall = {p.cap(1)};
  const auto shares = [&](std::vector<std::string> names) {
    Case facts(p.program);
    facts.giveList(outlet, 2022);
    for (const std::string& name : names) facts.addItem(outlet, name, 2022);
    const Result result = run(p, facts, 2022, 2022);
    std::map<std::string, std::string> byName;
    for (const Outcome& o : result.outcomes)
      byName[facts.items()[static_cast<size_t>(o.key.item)].name] = text(o.amount);
    return byName;
  };
  const std::map<std::string, std::string> expected{{"a", "0.34"}, {"b", "0.33"}, {"c", "0.33"}};
  CHECK(shares({"a", "b", "c"}) == expected);
  CHECK(shares({"c", "b", "a"}) == expected);
}

TEST_CASE("A choice at items is made item by item", "[items]") {
  Build p;
  const auto outlet = p.program.itemKinds.add({{"", "outlet"}, 10, {}});
  const FactId size = p.itemFact(outlet, "size", Money);
  const AwardId flat = p.award("flat", p.yes(), p.yuan(10));
  const AwardId bySize = p.award("by size", p.yes(), p.ref(size));
  for (const AwardId award : {flat, bySize}) p.program.awards[award].key = outlet;
  p.choice({{flat, bySize}}).level = outlet;
  p.election(outlet);
  Case facts(p.program);
  facts.giveList(outlet, 2022);
  const Key small = facts.addItem(outlet, "small", 2022);
  const Key large = facts.addItem(outlet, "large", 2022);
  facts.give(size, small, {2022, 0}, Rational(3));
  facts.give(size, large, {2022, 0}, Rational(30));
  const Result result = run(p, facts, 2022, 2022);
  CHECK(text(find(result, flat, 2022, 0, small)) == text(Granted, 10));
  CHECK(text(find(result, bySize, 2022, 0, small)) == text(Forgone, 0));
  CHECK(text(find(result, flat, 2022, 0, large)) == text(Forgone, 0));
  CHECK(text(find(result, bySize, 2022, 0, large)) == text(Granted, 30));
}
