#include <catch2/catch.hpp>

#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "runtime/calendar/calendar.h"

using namespace tiao::calendar;

namespace {

Date read(std::string_view text) {
  const auto date = parseDate(text);
  REQUIRE(date);
  return *date;
}

const Date Early = Date::min();
const Date Late = Date::max();

/// The definition of fullTerms, one term after the other.
int scanFullTerms(Date from, Date to, TermUnit unit) {
  int k = 0;
  while (shift(from, k + 1, unit) <= to) ++k;
  return k;
}

} // namespace

TEST_CASE("A date is read and printed") {
  const std::pair<const char*, const char*> rows[] = {
      {"2022-07-01", "2022-07-01"}, {"2022/7/1", "2022-07-01"},   {"2022/07/01", "2022-07-01"},
      {"2022/12/31", "2022-12-31"}, {"2024-02-29", "2024-02-29"}, {"2000-02-29", "2000-02-29"},
      {"0001-01-01", "0001-01-01"}, {"9999-12-31", "9999-12-31"},
  };
  for (const auto& [text, printed] : rows) {
    CAPTURE(text);
    CHECK(toString(read(text)) == printed);
  }
}

TEST_CASE("Nothing else is a date") {
  const std::string_view texts[] = {
      "",
      "2022",
      "2022-07",
      "2022-7-1",
      "2022-07-1",
      "2022-7-01",
      "22-07-01",
      "02022-07-01",
      "2022-07-001",
      "2022/007/1",
      "2022-07/01",
      "2022/07-01",
      "2022-13-01",
      "2022-00-01",
      "2022-01-00",
      "2022-01-32",
      "2023-02-29",
      "1900-02-29",
      "2022-04-31",
      " 2022-07-01",
      "2022-07-01 ",
      "-2022-07-01",
      "2022--7-01",
      "2022-+7-01",
      "2022-07-01T",
      "2022-07-01-",
      "2022.07.01",
      "20220701",
      "2022年7月1日",
      "2022/7/",
      "//",
      "2022-0a-01",
      "20a2-01-01",
      "2022//1",
      "２０２２-07-01",
  };
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK_FALSE(parseDate(text));
  }
}

TEST_CASE("A day is made only if there is one") {
  CHECK(makeDate(2024, 2, 29) == read("2024-02-29"));
  CHECK_FALSE(makeDate(2023, 2, 29));
  CHECK_FALSE(makeDate(2023, 0, 1));
  CHECK_FALSE(makeDate(2023, 1, 0));
  CHECK_FALSE(makeDate(2023, 257, 1));
  CHECK_FALSE(makeDate(2023, 1, 257));
  CHECK_FALSE(makeDate(67559, 1, 1));
  CHECK(yearOf(read("2023-12-31")) == 2023);
  CHECK(yearOf(read("2024-01-01")) == 2024);
}

TEST_CASE("A shift to a day that the month lacks ends on its last day") {
  struct Row {
    const char* from;
    int n;
    TermUnit unit;
    const char* to;
  };
  const Row rows[] = {
      {"2024-01-31", 1, TermUnit::Months, "2024-02-29"},   {"2023-01-31", 1, TermUnit::Months, "2023-02-28"},
      {"2023-01-31", 2, TermUnit::Months, "2023-03-31"},   {"2023-03-31", -1, TermUnit::Months, "2023-02-28"},
      {"2023-10-31", 1, TermUnit::Months, "2023-11-30"},   {"2023-11-30", 3, TermUnit::Months, "2024-02-29"},
      {"2023-12-15", 1, TermUnit::Months, "2024-01-15"},   {"2023-01-15", -1, TermUnit::Months, "2022-12-15"},
      {"2023-01-15", -13, TermUnit::Months, "2021-12-15"}, {"2023-12-15", 12, TermUnit::Months, "2024-12-15"},
      {"2020-02-29", 1, TermUnit::Years, "2021-02-28"},    {"2020-02-29", 4, TermUnit::Years, "2024-02-29"},
      {"2020-02-29", -4, TermUnit::Years, "2016-02-29"},   {"2020-02-29", -120, TermUnit::Years, "1900-02-28"},
      {"2024-02-28", 1, TermUnit::Days, "2024-02-29"},     {"2024-03-01", -1, TermUnit::Days, "2024-02-29"},
      {"2023-02-28", 1, TermUnit::Days, "2023-03-01"},     {"2023-12-31", 1, TermUnit::Days, "2024-01-01"},
      {"2023-05-17", 0, TermUnit::Months, "2023-05-17"},   {"2020-02-29", 0, TermUnit::Years, "2020-02-29"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.from, row.n, static_cast<int>(row.unit));
    CHECK(toString(shift(read(row.from), row.n, row.unit)) == row.to);
  }
}

TEST_CASE("A shift beyond the calendar ends on its first or last day") {
  const Date first = *makeDate(-32767, 1, 1);
  const Date last = *makeDate(32767, 12, 31);
  const Date today = read("2022-07-01");
  for (const TermUnit unit : {TermUnit::Days, TermUnit::Months, TermUnit::Years}) {
    CHECK(shift(today, std::numeric_limits<int>::max(), unit) == last);
    CHECK(shift(today, std::numeric_limits<int>::min(), unit) == first);
    CHECK(shift(Late, 1, unit) == last);
    CHECK(shift(Early, -1, unit) == first);
    CHECK(fullTerms(Late, Early, unit) == 0);
  }
  CHECK(fullTerms(Early, Late, TermUnit::Years) == 65534);
  CHECK(anniversaries(today, Early, Late) == 32767 - 2022);
  CHECK(yearOf(Late) == 32767);
}

TEST_CASE("Full terms") {
  struct Row {
    const char* from;
    const char* to;
    TermUnit unit;
    int terms;
  };
  const Row rows[] = {
      {"2022-09-01", "2023-08-31", TermUnit::Years, 0},  {"2022-09-01", "2023-09-01", TermUnit::Years, 1},
      {"2022-09-01", "2025-12-31", TermUnit::Years, 3},  {"2020-02-29", "2021-02-27", TermUnit::Years, 0},
      {"2020-02-29", "2021-02-28", TermUnit::Years, 1},  {"2020-02-29", "2024-02-28", TermUnit::Years, 3},
      {"2020-02-29", "2024-02-29", TermUnit::Years, 4},  {"2023-12-31", "2023-12-31", TermUnit::Years, 0},
      {"2023-12-31", "2024-12-30", TermUnit::Years, 0},  {"2023-12-31", "2024-12-31", TermUnit::Years, 1},
      {"2023-01-31", "2023-02-27", TermUnit::Months, 0}, {"2023-01-31", "2023-02-28", TermUnit::Months, 1},
      {"2023-01-31", "2023-03-30", TermUnit::Months, 1}, {"2023-01-31", "2024-02-29", TermUnit::Months, 13},
      {"2022-12-31", "2023-01-01", TermUnit::Months, 0}, {"2023-01-01", "2023-03-01", TermUnit::Days, 59},
      {"2024-01-01", "2024-03-01", TermUnit::Days, 60},  {"2023-01-02", "2023-01-01", TermUnit::Days, 0},
      {"2023-01-02", "2023-01-01", TermUnit::Months, 0}, {"2023-01-02", "2022-01-01", TermUnit::Years, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.from, row.to, static_cast<int>(row.unit));
    CHECK(fullTerms(read(row.from), read(row.to), row.unit) == row.terms);
  }
}

TEST_CASE("Full terms are what counting one term after the other finds") {
  std::mt19937 random(20220701);
  std::uniform_int_distribution<int> day(0, 5 * 1461);
  const Date start = read("2019-01-01");
  for (int i = 0; i < 3000; ++i) {
    const Date from = start + std::chrono::days(day(random));
    const Date to = start + std::chrono::days(day(random));
    CAPTURE(toString(from), toString(to));
    for (const TermUnit unit : {TermUnit::Days, TermUnit::Months, TermUnit::Years})
      CHECK(fullTerms(from, to, unit) == scanFullTerms(from, to, unit));
  }
}

TEST_CASE("Full terms count up on every day near a month's end") {
  const Date last = read("2025-03-02");
  for (const char* text : {"2020-01-28", "2020-01-29", "2020-01-30", "2020-01-31", "2020-02-28", "2020-02-29"}) {
    const Date from = read(text);
    for (Date to = from - std::chrono::days(1); to <= last; to += std::chrono::days(1)) {
      CAPTURE(text, toString(to));
      CHECK(fullTerms(from, to, TermUnit::Months) == scanFullTerms(from, to, TermUnit::Months));
      CHECK(fullTerms(from, to, TermUnit::Years) == scanFullTerms(from, to, TermUnit::Years));
    }
  }
}

TEST_CASE("Anniversaries of an opening, year by year") {
  struct Row {
    const char* opened;
    std::vector<std::string> days;
  };
  const Row rows[] = {
      {"2022-09-01", {"2023-09-01", "2024-09-01", "2025-09-01"}},
      {"2023-03-15", {"2024-03-15", "2025-03-15"}},
      {"2023-12-31", {"2024-12-31", "2025-12-31"}},
      {"2020-02-29", {"2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29", "2025-02-28"}},
  };
  for (const Row& row : rows) {
    const Date opened = read(row.opened);
    std::vector<std::string> found;
    for (Date day = read("2019-01-01"); day <= read("2025-12-31"); day += std::chrono::days(1)) {
      if (anniversaries(opened, day, day) == 1) found.push_back(toString(day));
    }
    CAPTURE(row.opened);
    CHECK(found == row.days);
    CHECK(anniversaries(opened, read("2019-01-01"), read("2025-12-31")) == static_cast<int>(row.days.size()));
  }
}

TEST_CASE("Anniversaries count from the first full year, within both days") {
  const Date opened = read("2023-12-31");
  CHECK(anniversaries(opened, firstDay({2023, 0}), lastDay({2023, 0})) == 0);
  CHECK(anniversaries(opened, firstDay({2024, 0}), lastDay({2024, 0})) == 1);
  CHECK(anniversaries(opened, read("2024-12-31"), read("2025-12-31")) == 2);
  CHECK(anniversaries(opened, read("2025-01-01"), read("2024-01-01")) == 0);
  CHECK(anniversaries(opened, read("2000-01-01"), read("2020-01-01")) == 0);
}

TEST_CASE("Periods") {
  const Period year{2022, 0};
  const Period february{2024, 2};
  CHECK_FALSE(year.isMonth());
  CHECK(february.isMonth());
  CHECK(toString(year) == "2022");
  CHECK(toString(february) == "2024-02");
  CHECK(toString(firstDay(year)) == "2022-01-01");
  CHECK(toString(lastDay(year)) == "2022-12-31");
  CHECK(toString(firstDay(february)) == "2024-02-01");
  CHECK(toString(lastDay(february)) == "2024-02-29");
  CHECK(toString(lastDay({2023, 2})) == "2023-02-28");
  CHECK(yearsBefore(year, 2) == Period{2020, 0});
  CHECK(yearsBefore(february, 1) == Period{2023, 2});
  CHECK(monthsBefore(february, 1) == Period{2024, 1});
  CHECK(monthsBefore(february, 2) == Period{2023, 12});
  CHECK(monthsBefore(february, 26) == Period{2021, 12});
  CHECK(monthsBefore(february, 0) == february);
  CHECK(monthsBefore(february, -11) == Period{2025, 1});
  CHECK(Period{2022, 3} < Period{2022, 4});
  CHECK(Period{2022, 12} < Period{2023, 1});
}
