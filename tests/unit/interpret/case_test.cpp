#include "tests/unit/interpret/build.h"

using namespace tiao;
using namespace tiao::test;
using interpret::Datum;
using interpret::Invalid;

namespace {

bool invalid(const Datum& datum) { return std::holds_alternative<Invalid>(datum); }
bool missing(const Datum& datum) { return std::holds_alternative<std::monostate>(datum); }

} // namespace

TEST_CASE("Values are found by fact, key and period", "[case]") {
  Build p;
  const FactId revenue = p.money("revenue");
  Case facts(p.program);
  facts.give(revenue, {}, {2023, 0}, Rational(5));
  facts.give(revenue, {}, {2022, 0}, Rational(4));
  CHECK(facts.find(revenue, {}, {2023, 0}) == Datum(core::Constant(Rational(5))));
  CHECK(facts.find(revenue, {}, {2022, 0}) == Datum(core::Constant(Rational(4))));
  CHECK(missing(facts.find(revenue, {}, {2024, 0})));
  facts.clear();
  CHECK(missing(facts.find(revenue, {}, {2023, 0})));
}

TEST_CASE("A value of a wrong type or outside its range is invalid", "[case]") {
  Build p;
  const FactId revenue = p.money("revenue");
  const FactId listed = p.truth("listed");
  const FactId opened = p.fact("opened", Day, core::Per::Fixed);
  Case facts(p.program);
  facts.give(revenue, {}, {2022, 0}, std::string("abc"), "line 3");
  facts.give(revenue, {}, {2023, 0}, Rational(-1));
  facts.give(listed, {}, {2022, 0}, Rational(1));
  facts.give(opened, {}, {}, day(1800, 1, 1));
  CHECK(invalid(facts.find(revenue, {}, {2022, 0})));
  CHECK(std::get<Invalid>(facts.find(revenue, {}, {2022, 0})).where == "line 3");
  CHECK(std::get<Invalid>(facts.find(revenue, {}, {2022, 0})).reason.en == "not an amount of money");
  CHECK(invalid(facts.find(revenue, {}, {2023, 0})));
  CHECK(invalid(facts.find(listed, {}, {2022, 0})));
  CHECK(invalid(facts.find(opened, {}, {})));
}

TEST_CASE("Given twice: the same value is one value, different values are invalid", "[case]") {
  Build p;
  const FactId revenue = p.money("revenue");
  Case facts(p.program);
  facts.give(revenue, {}, {2022, 0}, Rational(5));
  facts.give(revenue, {}, {2022, 0}, Rational(5));
  CHECK_FALSE(invalid(facts.find(revenue, {}, {2022, 0})));
  facts.give(revenue, {}, {2022, 0}, Rational(6));
  CHECK(invalid(facts.find(revenue, {}, {2022, 0})));
  facts.give(revenue, {}, {2022, 0}, Rational(5));
  CHECK(invalid(facts.find(revenue, {}, {2022, 0})));
}

TEST_CASE("A list is given whole or missing", "[case]") {
  Build p;
  const auto kind = p.program.itemKinds.add({{"", "outlet"}, 10, {}});
  Case facts(p.program);
  const Key key = facts.addItem(kind, "first", 2023);
  CHECK(facts.addItem(kind, "first", 2022) == key);
  CHECK(facts.items().at(0).years == std::vector{2022, 2023});
  CHECK_FALSE(facts.listGiven(kind, 2023));
  facts.giveList(kind, 2023);
  CHECK(facts.listGiven(kind, 2023));
  CHECK_FALSE(facts.listGiven(kind, 2022));
}
