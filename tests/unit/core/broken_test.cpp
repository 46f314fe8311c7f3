#include "tests/unit/interpret/build.h"

#include <algorithm>

using namespace tiao;
using namespace tiao::test;

namespace {

bool says(const Build& p, const std::string& rule) {
  const auto sentences = core::broken(p.program);
  for (const std::string& sentence : sentences) UNSCOPED_INFO(sentence);
  return std::any_of(sentences.begin(), sentences.end(),
                     [&](const std::string& s) { return s.find(rule) != std::string::npos; });
}

} // namespace

TEST_CASE("Units: one unit is added, and money is awarded", "[core]") {
  Build p;
  p.add(Money, core::Add{p.yuan(1), p.plain(1)});
  CHECK(says(p, "Add takes one unit"));
  Build q;
  q.award("a", q.yes(), q.plain(1));
  CHECK(says(q, "`amount` is money"));
}

TEST_CASE("Levels: limits stand from the inside out", "[core]") {
  Build p;
  p.award("a", p.yes(), p.yuan(1), {p.life(10), p.cap(5)});
  CHECK(says(p, "limits stand from the inside out"));
  Build q;
  q.award("a", q.yes(), q.yuan(1), {q.cap(5), q.count(3), q.life(10)});
  CHECK(core::broken(q.program).empty());
}

TEST_CASE("A Count is of a positive whole number of years", "[core]") {
  Build p;
  p.award("a", p.yes(), p.yuan(1), {p.count(0)});
  CHECK(says(p, "n in Count and Within is a positive whole number"));
}

TEST_CASE("Time: no definition contains itself, and months are read in months", "[core]") {
  Build p;
  const ExprId a = p.yuan(1);
  p.program.exprs[a].node = core::Add{a, a};
  CHECK(says(p, "definitions have no cycle"));
  Build q;
  const FactId month = q.truth("month", core::Per::Month);
  const AwardId award = q.award("a", q.ref(month), q.yuan(1));
  CHECK(says(q, "a monthly fact is read in a monthly award"));
  q.program.awards[award].period = core::Per::Month;
  CHECK(core::broken(q.program).empty());
}

TEST_CASE("Awarded does not come back to its own award", "[core]") {
  Build p;
  const AwardId a = p.award("a", p.yes(), p.yuan(1));
  const AwardId b = p.award("b", p.yes(), p.add(Money, core::Awarded{a}));
  CHECK(core::broken(p.program).empty());
  p.program.awards[a].amount = p.add(Money, core::Awarded{b});
  CHECK(says(p, "does not come back to itself"));
}

TEST_CASE("An item's fact is read at an item of its kind", "[core]") {
  Build p;
  const auto kind = p.program.itemKinds.add({{"", "outlet"}, 10, {}});
  const FactId size = p.itemFact(kind, "size", Money);
  const AwardId a = p.award("a", p.yes(), p.ref(size));
  CHECK(says(p, "an item's fact is read at an item of its kind"));
  p.program.awards[a].key = kind;
  CHECK(core::broken(p.program).empty());
  p.program.awards[a].overall = {p.floor(1)};
  CHECK(says(p, "`overall` has no Floor"));
}

TEST_CASE("Choices: settled when equal; pools hold all of them or none", "[core]") {
  Build p;
  const AwardId a = p.award("a", p.yes(), p.yuan(1));
  const AwardId b = p.award("b", p.yes(), p.yuan(1));
  p.choice({{a, b}});
  CHECK(says(p, "equal awards are settled by a rank of all of them or by an election"));
  p.election();
  CHECK(core::broken(p.program).empty());
  p.program.pools.push_back({{a}, {p.life(5)}, false});
  CHECK(says(p, "a pool holds all the awards that hang together"));
}

namespace {

/// A program of so many awards, and of these conflicts between their numbers.
Build conflicting(uint32_t awards, const std::vector<std::pair<uint32_t, uint32_t>>& conflicts) {
  Build p;
  for (uint32_t i = 0; i < awards; ++i) p.award("award " + std::to_string(i), p.yes(), p.yuan(1));
  std::vector<std::pair<AwardId, AwardId>> pairs;
  for (const auto& [a, b] : conflicts) pairs.emplace_back(AwardId{a}, AwardId{b});
  p.choice(pairs);
  p.election();
  return p;
}

} // namespace

TEST_CASE("Choices: as many awards and sets as can be searched through", "[core]") {
  std::vector<std::pair<uint32_t, uint32_t>> all; // one award of all
  for (uint32_t a = 0; a < 64; ++a)
    for (uint32_t b = 0; b < a; ++b) all.emplace_back(a, b);
  CHECK(core::broken(conflicting(64, all).program).empty());
  for (uint32_t a = 0; a < 64; ++a) all.emplace_back(a, 64);
  CHECK(says(conflicting(65, all), "at most 64 awards hang together"));

  // One of each pair, joined by an award that conflicts with all: 2 to the number of pairs, and one.
  const auto pairs = [](uint32_t count) {
    std::vector<std::pair<uint32_t, uint32_t>> conflicts;
    for (uint32_t i = 0; i < count; ++i) {
      conflicts.emplace_back(2 * i, 2 * i + 1);
      conflicts.emplace_back(2 * i, 2 * count);
      conflicts.emplace_back(2 * i + 1, 2 * count);
    }
    return conflicting(2 * count + 1, conflicts);
  };
  CHECK(core::broken(pairs(10).program).empty());
  CHECK(says(pairs(11), "allow at most 1458 sets"));
}
