#include "tests/unit/driver/fairs.h"

#include <random>

// Items of a register: which lists they make, and what comes out.

using namespace tiao;
using namespace tiao::test;

namespace {

const std::string Exhibitions = "企业,展会,年度,单个展位费,标准展位数\n"
                                "甲,广交会,2022,10000,8\n"
                                "甲,消博会,2022,9000,6\n"
                                "甲,广交会,2023,5000,4\n";

} // namespace

TEST_CASE("an award counted by items has one row, whose reason names the items", "[driver]") {
  const Fairs fairs;
  const Ran ran = RegisterRun(fairs).input(TwoFirms).items(Exhibitions)();
  CHECK(ran.bad.empty());
  CHECK(rowsOf(ran, "甲,2022,展会补贴") ==
        Rows{"甲,2022,展会补贴,第八条,限额给予,100000.00,,,,,广交会：标准展位数 不超过 6；全部展会合计每年不超过 "
             "100,000.00；消博会：全部展会合计每年不超过 100,000.00"});
  CHECK(rowsOf(ran, "甲,2023,展会补贴") == Rows{"甲,2023,展会补贴,第八条,给予,20000.00,,,,,"});
  CHECK(rowsOf(ran, "甲,2022,展位总费") == Rows{"甲,2022,展位总费,,给予,134000.00,,,,,"});
  CHECK(ran.summary.find("条目 3 行") != std::string::npos);
}

TEST_CASE("with --by-item each item has a row", "[driver]") {
  const Fairs fairs;
  const Ran ran = RegisterRun(fairs).input(TwoFirms).items(Exhibitions).byItem()();
  CHECK(ran.awards.starts_with("主体,年度,条款,条目,条,状态,金额,"));
  const Rows rows = rowsOf(ran, "甲,2022,展会补贴");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].starts_with("甲,2022,展会补贴,广交会,第八条,限额给予,52631.58,"));
  CHECK(rows[1].starts_with("甲,2022,展会补贴,消博会,第八条,限额给予,47368.42,"));
  CHECK(rowsOf(ran, "甲,2022,展位总费") == Rows{"甲,2022,展位总费,,,给予,134000.00,,,,,"});
  CHECK(RegisterRun(fairs)
            .input(TwoFirms)
            .items(Exhibitions)
            .byItem()
            .english()()
            .awards.starts_with("subject,period,clause,item,article,status,amount,"));
}

TEST_CASE("a subject without rows has empty lists; without a file lists are missing", "[driver]") {
  const Fairs fairs;
  const Ran ran = RegisterRun(fairs).input(TwoFirms).items(Exhibitions)();
  CHECK(rowsOf(ran, "乙,2023,展会补贴") == Rows{"乙,2023,展会补贴,第八条,不符合,0.00,,,,,没有展会"});
  CHECK(rowsOf(ran, "乙,2023,展位总费") == Rows{"乙,2023,展位总费,,不符合,0.00,,,,,金额为零"});
  const Rows missing = rowsOf(ran, "乙,2023,网点补贴");
  REQUIRE(missing.size() == 1);
  CHECK(missing[0] == "乙,2023,网点补贴,第十五条,待补充,,0.00,500000.00,,,尚缺 网点名单（2023年）");
}

TEST_CASE("an item that lives on is listed from its first year, whatever years its other rows are of", "[driver]") {
  const Fairs fairs;
  const auto run = [&](const std::string& outlets, const std::string& more = "") {
    RegisterRun one(fairs);
    one.input("企业,年度,招引\n甲,2022,是\n甲,2023,是\n甲,2024,是\n甲,2025,是\n")
        .items(outlets)
        .years(2022, 2025)
        .byItem();
    if (!more.empty()) one.items(more);
    const Ran ran = one();
    for (const std::string& bad : ran.bad) UNSCOPED_INFO(bad);
    CHECK(ran.bad.empty());
    Rows rows;
    for (const std::string& row : ran.rows) {
      if (row.find("网点补贴") == std::string::npos) continue;
      std::istringstream cells(row);
      std::string year, item, status, skipped;
      std::getline(cells, skipped, ','), std::getline(cells, year, ','), std::getline(cells, skipped, ',');
      std::getline(cells, item, ','), std::getline(cells, skipped, ','), std::getline(cells, status, ',');
      std::string line = year;
      line.append(" ").append(item).append(" ").append(status);
      rows.push_back(line);
    }
    return rows;
  };
  CHECK(run("企业,年度,网点,投递件数\n甲,2023,一号,200\n甲,2025,一号,300\n") ==
        Rows{"2022  不符合", "2023 一号 给予", "2024 一号 待补充", "2025 一号 待补充"});
  CHECK(run("enterprise,year,village_outlet,parcels_delivered\n甲,2023,一号,200\n甲,2024,一号,0\n甲,2025,一号,300\n") ==
        Rows{"2022  不符合", "2023 一号 给予", "2024 一号 不符合", "2025 一号 给予"});
  // A file without years: in all years. Years of another file say when it began.
  CHECK(run("企业,网点,设立日期\n甲,一号,2022-09-01\n") ==
        Rows{"2022 一号 待补充", "2023 一号 待补充", "2024 一号 待补充", "2025 一号 待补充"});
  CHECK(run("企业,网点,设立日期\n甲,一号,2023-09-01\n",
            "企业,年度,网点,投递件数\n甲,2024,一号,200\n甲,2025,一号,200\n") ==
        Rows{"2022  不符合", "2023  不符合", "2024 一号 给予", "2025 一号 给予"});
  // And until the last year that it says.
  CHECK(run("企业,年度,网点,投递件数,最后年度\n甲,2022,一号,200,2023\n甲,2023,一号,200,\n") ==
        Rows{"2022 一号 给予", "2023 一号 给予", "2024  不符合", "2025  不符合"});
}

TEST_CASE("rows of a subject and of an item may be given in several files", "[driver]") {
  const Fairs fairs;
  const Ran ran = RegisterRun(fairs)
                      .input("企业,年度\n甲,2022\n甲,2023\n")
                      .input("主体,招引\n甲,是\n丙,是\n")
                      .items("企业,展会,年度,单个展位费\n甲,广交会,2022,10000\n")
                      .items("企业,展会,年度,标准展位数\n甲,广交会,2022,2\n")();
  CHECK(ran.bad.empty());
  CHECK(rowsOf(ran, "甲,2022,展会补贴") == Rows{"甲,2022,展会补贴,第八条,给予,20000.00,,,,,"});
  CHECK(rowsOf(ran, "丙,2022,展会补贴") == Rows{"丙,2022,展会补贴,第八条,不符合,0.00,,,,,没有展会"});
}

TEST_CASE("evaluating on from a ledger with items is evaluating all the years", "[driver]") {
  const Fairs fairs;
  const std::string reg = "企业,年度,招引\n甲,2022,是\n甲,2023,是\n甲,2024,是\n甲,2025,是\n";
  const std::string outlets = "企业,年度,网点,投递件数\n甲,2022,一号,200\n甲,2023,一号,300\n甲,2024,一号,300\n"
                              "甲,2025,一号,300\n甲,2023,\"二号,新\",100\n甲,2024,\"二号,新\",100\n"
                              "甲,2025,\"二号,新\",99\n";
  const std::string exhibitions = Exhibitions + "甲,广交会,2025,5000,6\n";
  RegisterRun run(fairs);
  run.input(reg).items(outlets).items(exhibitions).byItem();
  const Ran all = run.years(2022, 2025)(), before = run.years(2022, 2023)();
  Rows wanted;
  for (const std::string& row : all.rows)
    if (row.starts_with("甲,2024") || row.starts_with("甲,2025")) wanted.push_back(row);
  CHECK(run.years(2024, 2025).ledger(before.awards)().rows == wanted);
  CHECK(rowsOf(all, "甲,2024,网点补贴,二号,新,第十五条,给予,5000.00").size() == 1);
  CHECK(rowsOf(all, "甲,2024,网点补贴,一号,第十五条,已用尽,0.00").size() == 1);
}

TEST_CASE("the day of evaluation leaves out what has not begun and changes nothing else", "[driver]") {
  const Fairs fairs;
  RegisterRun run(fairs);
  run.input(TwoFirms).items(Exhibitions);
  const Ran all = run();
  CHECK(run.on(day(2023, 1, 1))().rows == all.rows);
  Rows begun = rowsOf(all, "甲,2022");
  for (const std::string& row : rowsOf(all, "乙,2022")) begun.push_back(row);
  CHECK(run.on(day(2022, 12, 31))().rows == begun);
}

TEST_CASE("items may have facts of months, in rows of months", "[driver]") {
  Fairs fairs;
  const FactId staff = fairs.named(fairs.itemFact(fairs.outlet, "wages", Money, core::Per::Month), "工资");
  const AwardId aid = fairs.named(fairs.award("wage aid", fairs.yes(), fairs.ref(staff)), "工资补贴");
  fairs.program.awards[aid].key = fairs.outlet;
  fairs.program.awards[aid].period = core::Per::Month;
  fairs.program.awards[aid].from = day(2022, 9, 1);
  fairs.program.awards[aid].overall = {fairs.cap(250, core::Window::Year)};
  const Ran ran =
      RegisterRun(fairs)
          .input("企业,年度,招引\n甲,2022,是\n")
          .items("企业,网点,期间,工资,投递件数\n甲,一号,2022-09,100,\n甲,二号,2022-09,50,\n甲,一号,2022,,70\n"
                 "甲,一号,2022-10,200,\n甲,二号,2022-10,200,\n甲,一号,2022-10,200,\n")
          .years(2022, 2022)
          .byItem()();
  CHECK(ran.bad == Rows{"items.csv 第7行「网点」：「一号」同一期间已在第5行写过，只计一次"});
  CHECK(rowsOf(ran, "甲,2022-09,工资补贴") ==
        Rows{"甲,2022-09,工资补贴,一号,,给予,100.00,,,,,", "甲,2022-09,工资补贴,二号,,给予,50.00,,,,,"});
  const Rows october = rowsOf(ran, "甲,2022-10,工资补贴");
  REQUIRE(october.size() == 2);
  CHECK(october[0].starts_with("甲,2022-10,工资补贴,一号,,限额给予,50.00,"));
  CHECK(october[1].starts_with("甲,2022-10,工资补贴,二号,,限额给予,50.00,"));
  CHECK(rowsOf(ran, "甲,2022,网点补贴").size() == 2);
}

TEST_CASE("the order of the rows of items changes no outcome, and no row of a subject is dropped silently",
          "[driver]") {
  const Fairs fairs;
  std::mt19937 random(7);
  const auto any = [&](const Rows& cells) { return cells[random() % cells.size()]; };
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> lines;
    std::set<std::string> items;
    size_t wrong = 0;
    for (int i = 0; i < 12; ++i) {
      const std::string who = any({"甲", "乙"}), item = any({"一", "二", "三", "四", "", "五"});
      const std::string year = any({"2022", "2023", "2023", "2022", "", "x"});
      const std::string fee = any({"100", "2000", "", "much"}), booths = any({"1", "7", "-1"});
      if (!item.empty() && !items.insert(who + item + year).second) continue;
      std::string line = who;
      for (const std::string& cell : {item, year, fee, booths}) line.append(",").append(cell);
      lines.push_back(line);
      const bool readable = !item.empty() && year.starts_with("2");
      wrong += readable ? (fee == "much") + (booths == "-1") : 1;
    }
    const auto runLines = [&] {
      std::string text = "企业,展会,年度,单个展位费,标准展位数\n";
      for (const std::string& line : lines) text += line + "\n";
      return RegisterRun(fairs).input(TwoFirms).items(text).byItem()();
    };
    // Which of several things found wrong is told first depends on the order, and so do lines.
    const auto outcomes = [](const Ran& ran) {
      std::multiset<std::string> cut;
      for (const std::string& row : ran.rows)
        if (const size_t reason = row.find("items.csv"); row.find(",展会补贴,") != std::string::npos)
          cut.insert(row.substr(0, reason));
      return cut;
    };
    const Ran first = runLines();
    CHECK(first.bad.size() == wrong);
    std::ranges::shuffle(lines, random);
    const Ran second = runLines();
    CHECK(outcomes(first) == outcomes(second));
    CHECK(first.bad.size() == second.bad.size());
  }
}
