#include "tests/unit/interpret/build.h"

using namespace tiao;
using namespace tiao::test;
using enum interpret::Status;

TEST_CASE("A row's status is the first that an item has", "[rows]") {
  Build p;
  const auto outlet = p.program.itemKinds.add({{"", "outlet"}, 10, {}});
  const FactId size = p.itemFact(outlet, "size", Money);
  const FactId good = p.itemFact(outlet, "good", Yes);
  const AwardId a = p.award("a", p.ref(good), p.ref(size), {p.cap(50)});
  p.program.awards[a].key = outlet;
  const auto row = [&](std::vector<std::pair<std::optional<bool>, int64_t>> items) {
    Case facts(p.program);
    facts.giveList(outlet, 2023);
    for (size_t i = 0; i < items.size(); ++i) {
      const Key key = facts.addItem(outlet, "outlet " + std::to_string(i), 2023);
      if (items[i].first) facts.give(good, key, {2023, 0}, *items[i].first);
      facts.give(size, key, {2023, 0}, Rational(items[i].second));
    }
    const auto rows = interpret::rows(p.program, run(p, facts, 2023, 2023).outcomes);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].key.isSubject());
    return text(rows[0]);
  };
  CHECK(row({{true, 10}, {false, 20}}) == text(Granted, 10));
  CHECK(row({{true, 10}, {true, 60}}) == text(Limited, 60));
  CHECK(row({{true, 10}, {std::nullopt, 20}}) == text(Unknown, 10, 30));
  CHECK(row({{false, 10}, {false, 20}}) == text(NotEntitled, 0));
  CHECK(row({}) == text(NotEntitled, 0));
}
