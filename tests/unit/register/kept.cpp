#include "examples/register/columns.h"
#include "examples/register/special.h"
#include "runtime/table/reader.h"
#include "tests/unit/table/scratch_folder.h"

#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <set>

namespace tiao::examples {

namespace {

const std::string Kept = TIAO_ROOT "/examples/register/register.csv";

table::Reader openKept() {
  table::Result<table::Reader> reader = table::Reader::open(Kept);
  REQUIRE_FALSE(table::failureOf(reader));
  return std::get<table::Reader>(std::move(reader));
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What the generator prints.
std::string generated(const std::string& options) {
  const table::ScratchFolder folder;
  REQUIRE(std::system((TIAO_REGISTER " --output '" + folder.path("out.csv") + "' " + options).c_str()) == 0);
  return folder.contents("out.csv");
}

double money(std::string_view cell) { return cell.empty() ? 0 : std::strtod(std::string(cell).c_str(), nullptr); }

} // namespace

TEST_CASE("the register kept is what the generator prints", "[register]") {
  const std::string kept = contents(Kept);
  CHECK(kept.size() < 2'000'000);
  CHECK((generated("") == kept));
  CHECK((generated("--firms 1000 --years 2022-2025 --seed 1 --headings zh") == kept));
  const std::string english = generated("--headings en");
  CHECK((english.substr(english.find('\n')) == kept.substr(kept.find('\n'))));
  CHECK(english.starts_with("enterprise,year,district,attracted,"));
}

TEST_CASE("the register kept has mistakes of every kind and little else that is wrong", "[register]") {
  table::Reader reader = openKept();
  CHECK(reader.headings().size() == ColumnCount);
  CHECK(reader.duplicateHeadings().empty());
  std::set<std::string> subjects;
  std::map<std::pair<std::string, std::string>, int> times;
  std::set<table::Problem::Kind> problems;
  int malformed = 0;
  for (table::Row row; reader.next(row);) {
    subjects.emplace(row[Enterprise]);
    ++times[{std::string(row[Enterprise]), std::string(row[Year])}];
    malformed += !row.problems.empty();
    for (const table::Problem& problem : row.problems) problems.insert(problem.kind);
  }
  CHECK(subjects.size() == 1000);
  CHECK(malformed == 2);
  CHECK(problems == std::set{table::Problem::Kind::TooFewCells, table::Problem::Kind::TooManyCells});
  CHECK(std::count_if(times.begin(), times.end(), [](const auto& entry) { return entry.second > 1; }) == 1);

  const std::string kept = contents(Kept);
  for (const std::string mistake :
       {"约三千万", "-1200.00", "100000000000.01", "苏州市", "也许", "去年", "1234567.89", "\"12,000,000.00\""})
    CHECK(kept.find("," + mistake + ",") != std::string::npos);
  for (const std::string bound : {"10000000000.00", "9999999999.99", "20000000.00", "20000000.01", "21600000.00",
                                  "21599999.99", "100000000000.00", "26000000.00"})
    CHECK(kept.find("," + bound + ",") != std::string::npos);
}

TEST_CASE("each award of articles 一 to 六 has firms that may receive it", "[register]") {
  using table::Row;
  const auto yes = [](const Row& row, std::initializer_list<Column> columns) {
    return std::all_of(columns.begin(), columns.end(), [&](Column column) { return row[column] == "是"; });
  };
  const std::vector<std::pair<std::string, std::function<bool(const Row&)>>> awards = {
      {"attraction",
       [&](const Row& row) {
         return yes(row, {Attracted, Settled, OnPlatform, Reporting}) && money(row[Investment]) > 0;
       }},
      {"platform", [&](const Row& row) { return money(row[Volume]) >= 1e10; }},
      {"scale-up, but for its growth",
       [&](const Row& row) {
         return yes(row, {OnPlatform, Reporting}) && money(row[Revenue]) > 2e7;
       }},
      {"park",
       [&](const Row& row) {
         return yes(row, {InLineWithPlan, ClearlyPositioned, CompleteServices});
       }},
      {"scene",
       [&](const Row& row) {
         return yes(row, {ImmersiveScenes, PromotesConsumption, WorthSpreading});
       }},
      {"model", [&](const Row& row) { return yes(row, {ModelEligible}); }},
      {"Top10",
       [&](const Row& row) {
         return !row[Ranking].empty() && row[Ranking] != Rankings.back() && yes(row, {RankingEligible});
       }},
      {"Top10 moved here",
       [&](const Row& row) {
         return !row[RankedSales].empty() && yes(row, {SettledInHangzhou, OnPlatform, Reporting}) &&
                money(row[ReportedSales]) >= money(row[RankedSales]);
       }},
      {"pavilion",
       [&](const Row& row) {
         return yes(row, {Pavilion, PavilionEligible}) && money(row[PavilionInput]) > 0;
       }},
      {"new brand, but for its growth",
       [&](const Row& row) { return yes(row, {NationalStyle}) && money(row[Sales]) >= 1e7; }},
  };
  std::vector<int> firms(awards.size());
  table::Reader reader = openKept();
  for (Row row; reader.next(row);)
    for (size_t i = 0; i < awards.size(); ++i) firms[i] += awards[i].second(row);
  for (size_t i = 0; i < awards.size(); ++i) {
    CAPTURE(awards[i].first, firms[i]);
    CHECK(firms[i] >= 5);
    CHECK(firms[i] < 1000);
  }

  int aboveCeiling = 0;
  table::Reader again = openKept();
  for (Row row; again.next(row);)
    aboveCeiling += money(row[PlatformAward]) > 1e6 || money(row[ScaleUpAward]) > 1e6 || money(row[ModelAward]) > 5e5;
  CHECK(aboveCeiling >= 2);
}

} // namespace tiao::examples
