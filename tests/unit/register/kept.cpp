#include "examples/register/columns.h"
#include "examples/register/files.h"
#include "examples/register/special.h"
#include "runtime/table/reader.h"
#include "tests/unit/table/scratch_folder.h"

#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <set>

namespace tiao::examples {

namespace {

const std::string Folder = TIAO_ROOT "/examples/register/";
const std::string Kept = Folder + "register.csv";

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
  CHECK((generated("--firms 1000 --years 2022-2025 --seed 1 --headings zh --file register") == kept));
  const std::string english = generated("--headings en");
  CHECK((english.substr(english.find('\n')) == kept.substr(kept.find('\n'))));
  CHECK(english.starts_with("enterprise,year,district,attracted,"));
}

TEST_CASE("the files beside the register are what the generator writes, together or each alone", "[register]") {
  const table::ScratchFolder folder;
  REQUIRE(std::system((TIAO_REGISTER " --folder '" + folder.path("all") + "'").c_str()) == 0);
  CHECK(files().front().name == "register");
  for (const File& file : files()) {
    const std::string name = std::string(file.name) + ".csv";
    CAPTURE(name);
    const std::string kept = contents(Folder + name);
    CHECK(!kept.empty());
    CHECK((folder.contents("all/" + name) == kept));
    CHECK((generated("--file " + std::string(file.name)) == kept));
  }
}

TEST_CASE("the generator says what is wrong with its options", "[register]") {
  const table::ScratchFolder folder;
  const auto run = [&](const std::string& options) {
    const int status =
        std::system((TIAO_REGISTER " " + options + " > /dev/null 2> '" + folder.path("errors") + "'").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  CHECK(run("--file exhibition") != 0);
  CHECK(folder.contents("errors").find("exhibitions") != std::string::npos); // what there is
  CHECK(run("--folder x --file months") != 0);
  CHECK(folder.contents("errors").find("--file excludes --folder") != std::string::npos);
  CHECK(run("--years last") == 3);
  CHECK(folder.contents("errors") == "tiao-register: --years is a year or two, as in 2022-2025\n");
  CHECK(run("--folder ''") != 0);
  CHECK(folder.contents("errors").starts_with("--folder: names no folder"));
  CHECK(run("--folder /dev/null/x") == 3);
  CHECK(folder.contents("errors").starts_with("tiao-register: cannot make the folder /dev/null/x"));
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

TEST_CASE("the files beside it have mistakes and bounds of every kind", "[register]") {
  const std::map<std::string, std::vector<std::string>> values = {
      {"months", {"基本落实", "2025-13", "2人"}},
      {"exhibitions",
       {"面议", "-2", "100000.01", "待定", "（筹）", "12345.67", ",10000.00,6,42000.00", ",10000.00,6,42000.01",
        ",10000.00,7,42000.01", ",0.01,1,0.01", ",100000.00,1000,420000.00"}},
      {"cabinets",
       {"若干", "-100.00", "10001", "1600元/个", "1234.56", "（筹）", ",50,1666.66", ",50,1666.67", ",0,2000.00",
        ",1,0.05", ",10000,1600.00", ",20,100000.00"}},
      {"centres", {"在建"}},
      {"outlets",
       {"约八万", "2023-02-30", ",10000001,", "改建", "4321", "去年三月", "（筹）", ",-1,", ",100000,", ",100001,",
        ",99999,", "2024-02-29", "2024-12-31", "2025-01-01", "2022-07-01", ",10000000,"}},
      {"rules", {"无"}},
      {"bases", {"不详", "3000000.00"}},
  };
  for (const auto& [name, expected] : values) {
    const std::string kept = contents(Folder + name + ".csv");
    for (const std::string& value : expected) {
      CAPTURE(name, value);
      CHECK(kept.find(value) != std::string::npos);
    }
  }
}

TEST_CASE("a firm has the same items in a register of any size, and few facts of them are missing", "[register]") {
  std::map<std::string_view, int> firms, cells, missing;
  for (uint64_t number = 0; number < 4'000; ++number) {
    const Firm firm = firmOf(1, number, {2022, 2025});
    if (firm.onBound || firm.mistaken) continue;
    for (const File& file : files().subspan(1)) {
      const std::vector<Cells> rows = file.rows(firm);
      CHECK(rows == file.rows(firmOf(1, number, {2022, 2025})));
      firms[file.name] += rows.empty() ? 0 : 1;
      for (const Cells& row : rows) {
        CHECK(row.size() == file.headings.size());
        CHECK(row.front() == firm.name);
      }
      // The third column of these is a fact of every row; of an item the fourth.
      const bool items = file.name != "months" && file.name != "rules" && file.name != "bases";
      if (file.name == "months") continue;
      for (const Cells& row : rows) {
        ++cells[file.name];
        missing[file.name] += row[items ? 3 : 2].empty() ? 1 : 0;
      }
    }
  }
  const auto share = [&](std::string_view name) { return missing[name] / static_cast<double>(cells[name]); };
  for (const std::string_view name : {"exhibitions", "cabinets", "centres", "outlets", "rules", "bases"}) {
    CAPTURE(name, cells[name], share(name));
    CHECK(cells[name] > 40);
    CHECK(share(name) < 0.08);
  }
  // Of 4,000: one in five goes to exhibitions, one in twenty-five places cabinets, couriers are few.
  CHECK(firms["exhibitions"] > 600);
  CHECK(firms["exhibitions"] < 850);
  CHECK(firms["cabinets"] > 90);
  CHECK(firms["cabinets"] < 200);
  CHECK(firms["outlets"] > 60);
  CHECK(firms["outlets"] < 200);
  CHECK(firms["centres"] > 20);
  CHECK(firms["centres"] < firms["outlets"]);
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
