#include "compiler/check/cases.h"

#include <algorithm>
#include <random>

/// Which lines of a scale hold where: every gap and overlap, exactly.

using namespace tiao::check;
using tiao::number::Rational;

namespace {

constexpr size_t plenty = 100'000;

Interval from(int lo, bool loIn, int hi, bool hiIn) { return {End{lo, loIn}, End{hi, hiIn}}; }
Interval atLeast(int lo) { return {End{lo, true}, std::nullopt}; }
Interval above(int lo) { return {End{lo, false}, std::nullopt}; }
Interval below(int hi) { return {std::nullopt, End{hi, false}}; }
Interval atMost(int hi) { return {std::nullopt, End{hi, true}}; }

std::vector<Place> places(const std::vector<Box>& lines, const Box& within) {
  Box everywhere;
  for (const Side& side : within)
    everywhere.push_back(std::holds_alternative<Interval>(side) ? Side(Interval{})
                                                                : Side(Members(std::get<Members>(side).size(), true)));
  const auto cases = casesOf(lines, everywhere, plenty);
  REQUIRE(cases);
  return placesOf(*cases, within);
}

/// The places where no line holds, and those where several do.
std::vector<Box> gaps(const std::vector<Box>& lines, const Box& within) {
  std::vector<Box> out;
  for (const Place& place : places(lines, within))
    if (place.lines.empty()) out.push_back(place.where);
  return out;
}
std::vector<Box> overlaps(const std::vector<Box>& lines, const Box& within) {
  std::vector<Box> out;
  for (const Place& place : places(lines, within))
    if (place.lines.size() > 1) out.push_back(place.where);
  return out;
}

bool contains(const Side& side, const Rational& value) {
  if (const auto* members = std::get_if<Members>(&side)) return (*members)[static_cast<size_t>(*value.toInt64())];
  const auto& i = std::get<Interval>(side);
  const bool lo = !i.lo || i.lo->at < value || (i.lo->included && i.lo->at == value);
  const bool hi = !i.hi || value < i.hi->at || (i.hi->included && i.hi->at == value);
  return lo && hi;
}
bool contains(const Box& box, const std::vector<Rational>& point) {
  for (size_t i = 0; i < box.size(); ++i)
    if (!contains(box[i], point[i])) return false;
  return true;
}

} // namespace

TEST_CASE("lines that meet leave no gap and do not overlap") {
  const std::vector<Box> lines{{below(10)}, {from(10, true, 30, false)}, {atLeast(30)}};
  CHECK(gaps(lines, {Interval{}}).empty());
  CHECK(overlaps(lines, {Interval{}}).empty());
}

TEST_CASE("a gap of one value, of an interval, and on either side") {
  const std::vector<Box> lines{{from(10, true, 30, false)}, {from(30, false, 50, true)}, {from(60, false, 70, true)}};
  const std::vector<Box> all = gaps(lines, {Interval{}});
  REQUIRE(all.size() == 4);
  CHECK(all[0] == Box{below(10)});
  CHECK(all[1] == Box{from(30, true, 30, true)});
  CHECK(all[2] == Box{from(50, false, 60, true)});
  CHECK(all[3] == Box{above(70)});
}

TEST_CASE("only gaps that the declared range reaches are told, and those whole") {
  const std::vector<Box> lines{{from(10, true, 30, false)}, {from(40, true, 50, true)}};
  const std::vector<Box> inside = gaps(lines, {Interval{End{10, true}, End{35, true}}});
  REQUIRE(inside.size() == 1);
  CHECK(inside[0] == Box{from(30, true, 40, false)});
  CHECK(gaps(lines, {Interval{End{10, true}, End{20, true}}}).empty());
  CHECK(gaps(lines, {Interval{End{50, true}, End{50, true}}}).empty());
}

TEST_CASE("an overlap of one value and of an interval") {
  const std::vector<Box> lines{{atMost(30)}, {from(30, true, 50, true)}, {atLeast(45)}};
  const std::vector<Box> all = overlaps(lines, {Interval{}});
  REQUIRE(all.size() == 2);
  CHECK(all[0] == Box{from(30, true, 30, true)});
  CHECK(all[1] == Box{from(45, true, 50, true)});
}

TEST_CASE("gaps and overlaps of several keys are boxes") {
  const Members both{true, true};
  const std::vector<Box> lines{
      {atLeast(10), Members{false, true}}, {atLeast(20), Members{true, false}}, {below(15), both}};
  const std::vector<Box> open = gaps(lines, {Interval{}, both});
  REQUIRE(open.size() == 1);
  CHECK(open[0] == Box{from(15, true, 20, false), Members{true, false}});
  const std::vector<Box> twice = overlaps(lines, {Interval{}, both});
  REQUIRE(twice.size() == 1);
  CHECK(twice[0] == Box{from(10, true, 15, false), Members{false, true}});
}

TEST_CASE("no line at all leaves everything open") { CHECK(gaps({}, {Interval{}}) == std::vector<Box>{{Interval{}}}); }

TEST_CASE("too many cases are refused, not computed") {
  std::vector<Box> lines;
  for (int i = 0; i < 100; ++i)
    lines.push_back({from(i, true, 1000 - i, true), from(7 * i % 100, true, 1000 - i, true)});
  CHECK_FALSE(casesOf(lines, {Interval{}, Interval{}}, 1000));
}

TEST_CASE("the case of a point has the lines that contain it") {
  std::mt19937_64 random(7);
  const auto number = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  for (int round = 0; round < 300; ++round) {
    std::vector<Box> lines;
    for (int i = number(6); i >= 0; --i) {
      Box box;
      for (int key = 0; key < 2; ++key) {
        Interval side;
        const int lo = number(8);
        if (number(4) > 0) side.lo = End{lo, number(1) == 0};
        if (number(4) > 0) side.hi = End{lo + 1 + number(4), number(1) == 0};
        box.emplace_back(side);
      }
      box.emplace_back(Members{number(1) == 0, number(1) == 0, true});
      lines.push_back(std::move(box));
    }
    const Box everywhere{Interval{}, Interval{}, Members{true, true, true}};
    const auto cases = casesOf(lines, everywhere, plenty);
    REQUIRE(cases);
    for (int probe = 0; probe < 60; ++probe) {
      const std::vector<Rational> point{Rational(number(28), 2), Rational(number(28), 2), Rational(number(2))};
      std::vector<size_t> hold;
      for (size_t i = 0; i < lines.size(); ++i)
        if (contains(lines[i], point)) hold.push_back(i);
      size_t at = cases->root;
      for (size_t key = 0; key < point.size(); ++key) {
        const auto& branches = cases->nodes[at].branches;
        REQUIRE(std::ranges::count_if(branches, [&](const auto& b) { return contains(b.where, point[key]); }) == 1);
        at = std::ranges::find_if(branches, [&](const auto& b) { return contains(b.where, point[key]); })->next;
      }
      CHECK(cases->nodes[at].lines == hold);
    }
  }
}
