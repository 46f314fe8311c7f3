#include "examples/register/firm.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace tiao::examples {

namespace {

constexpr uint64_t Seed = 1;
constexpr uint64_t Firms = 20'000;
constexpr Years FullYears = {2022, 2025};

/// The rows of the firms that are not there for a reason.
const std::vector<std::vector<Cells>>& ordinaryFirms() {
  static const std::vector<std::vector<Cells>> firms = [] {
    std::vector<std::vector<Cells>> result;
    for (uint64_t firm = 0; firm < Firms; ++firm)
      if (firm % 83 != 7 && firm % 97 != 41) result.push_back(rowsOfFirm(Seed, firm, FullYears));
    return result;
  }();
  return firms;
}

/// The money in a column by year.
std::map<int, double> byYear(const std::vector<Cells>& rows, Column column) {
  std::map<int, double> values;
  for (const Cells& row : rows)
    if (!row[column].empty()) values[std::stoi(row[Year])] = std::stod(row[column]);
  return values;
}

/// Columns that every firm fills in, unless a fact is missing.
constexpr Column AlwaysGiven[] = {Attracted,         Settled,
                                  OnPlatform,        Reporting,
                                  Investment,        Volume,
                                  Revenue,           InLineWithPlan,
                                  ClearlyPositioned, CompleteServices,
                                  ImmersiveScenes,   PromotesConsumption,
                                  WorthSpreading,    ModelEligible,
                                  RankingEligible,   PavilionEligible,
                                  Ranking,           SettledInHangzhou,
                                  Pavilion,          PavilionInput,
                                  NationalStyle,     Sales};

} // namespace

TEST_CASE("a firm is the same in a register of any size", "[register]") {
  CHECK(rowsOfFirm(1, 5, FullYears) == rowsOfFirm(1, 5, FullYears));
  CHECK(rowsOfFirm(1, 5, FullYears) != rowsOfFirm(2, 5, FullYears));
}

TEST_CASE("no two firms have one name", "[register]") {
  std::set<std::string> names;
  for (uint64_t firm = 0; firm < 200'000; ++firm) names.insert(nameOfFirm(firm));
  CHECK(names.size() == 200'000);
  CHECK(nameOfFirm(0) != nameOfFirm(uint64_t{1} << 25U));
}

TEST_CASE("seven to eight in a hundred firms grow by a fifth a year over three years", "[register]") {
  int firms = 0, fast = 0;
  std::vector<double> growths;
  for (const auto& rows : ordinaryFirms()) {
    const std::map<int, double> revenue = byYear(rows, Revenue);
    for (const auto& [year, value] : revenue) {
      if (revenue.contains(year - 1)) growths.push_back(std::log(value / revenue.at(year - 1)));
      if (!revenue.contains(year - 3)) continue;
      ++firms;
      fast += value / revenue.at(year - 3) >= 1.2 * 1.2 * 1.2;
    }
  }
  const double share = static_cast<double>(fast) / firms;
  CAPTURE(firms, share);
  CHECK(share > 0.06);
  CHECK(share < 0.09);

  std::nth_element(growths.begin(), growths.begin() + static_cast<ptrdiff_t>(growths.size() / 2), growths.end());
  const double median = growths[growths.size() / 2];
  double away = 0;
  for (const double growth : growths) away += std::abs(growth - median);
  CHECK(median == Approx(0.05).margin(0.005));
  CHECK(away / static_cast<double>(growths.size()) == Approx(0.12).margin(0.005));
}

TEST_CASE("sizes have the tail of Zipf's law", "[register]") {
  std::vector<double> sizes;
  for (const auto& rows : ordinaryFirms())
    if (const auto revenue = byYear(rows, Revenue); revenue.contains(2024)) sizes.push_back(revenue.at(2024));
  std::sort(sizes.rbegin(), sizes.rend());
  // Hill's estimator over the greatest twentieth.
  const size_t tail = sizes.size() / 20;
  double sum = 0;
  for (size_t i = 0; i < tail; ++i) sum += std::log(sizes[i] / sizes[tail]);
  const double exponent = static_cast<double>(tail) / sum;
  CAPTURE(exponent);
  CHECK(exponent > 0.9);
  CHECK(exponent < 1.4);
}

TEST_CASE("every district has firms, and a few facts in a hundred are missing", "[register]") {
  std::map<std::string, int> districts;
  size_t cells = 0, missing = 0;
  for (const auto& rows : ordinaryFirms()) {
    if (!rows.empty()) ++districts[rows.front()[District]];
    for (const Cells& row : rows) {
      if (std::stoi(row[Year]) < FullYears.first) continue;
      for (const Column column : AlwaysGiven) {
        ++cells;
        missing += row[column].empty();
      }
    }
  }
  CHECK(districts.size() == Districts.size());
  for (const std::string_view district : Districts) CHECK(districts[std::string(district)] > 100);
  const double share = static_cast<double>(missing) / static_cast<double>(cells);
  CAPTURE(share);
  CHECK(share > 0.02);
  CHECK(share < 0.06);
}

TEST_CASE("firms are born and close", "[register]") {
  int later = 0, closed = 0;
  for (const auto& rows : ordinaryFirms()) {
    REQUIRE_FALSE(rows.empty());
    later += rows.front()[Year] != "2019";
    closed += rows.back()[Year] != "2025";
  }
  CHECK(later > 2'000);
  CHECK(closed > 500);
}

} // namespace tiao::examples
