#include "tests/unit/table/read_all.h"

#include <algorithm>

namespace tiao::table {

using namespace std::string_literals;
using Cells = std::vector<std::string>;
using Kind = Problem::Kind;

TEST_CASE("rows are cells", "[table][reader]") {
  const auto [row, cells] = GENERATE(Catch::Generators::table<std::string, Cells>({
      {"1,2,3", {"1", "2", "3"}},
      {",,", {"", "", ""}},
      {" 1 , 2,3 ", {" 1 ", " 2", "3 "}},
      {"\"1\",\"\",3", {"1", "", "3"}},
      {"\"a,b\",\"c\"\"d\",\"\"\"\"", {"a,b", "c\"d", "\""}},
      {"\"one\ntwo\",\"\r\n\",3", {"one\ntwo", "\r\n", "3"}},
      {"5\" disk,a\"\"b,3", {"5\" disk", "a\"\"b", "3"}},
      {"杭州，甲,“乙”,丙", {"杭州，甲", "“乙”", "丙"}},
  }));
  const auto [lineEnd, last] = GENERATE(Catch::Generators::table<std::string, std::string>(
      {{"\n", "\n"}, {"\r\n", "\r\n"}, {"\r", "\r"}, {"\n", ""}, {"\r\n", ""}, {"\r", ""}}));
  const std::vector<KeptRow> rows = rowsOf("a,b,c" + lineEnd + row + lineEnd + "x,y,z" + last);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].cells == cells);
  CHECK(rows[0].problems.empty());
  CHECK(rows[0].text == row);
  CHECK(rows[0].line == 2);
  CHECK(rows[1].cells == Cells{"x", "y", "z"});
  CHECK(rows[1].line == 3 + std::count(row.begin(), row.end(), '\n'));
}

TEST_CASE("blank lines are passed over and counted", "[table][reader]") {
  const std::vector<KeptRow> rows = rowsOf("\n\r\na\n\n1\r\r\n\"\"\n\n");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].cells == Cells{"1"});
  CHECK(rows[0].line == 5);
  CHECK(rows[1].cells == Cells{""});
  CHECK(rows[1].line == 7);
}

TEST_CASE("what is wrong with a row stays with the row", "[table][reader]") {
  const auto [row, problem, cells] = GENERATE(Catch::Generators::table<std::string, Kind, Cells>({
      {"1", Kind::TooFewCells, {"1"}},
      {"1,2,3", Kind::TooManyCells, {"1", "2", "3"}},
      {"\"1\"x,2", Kind::TextAfterQuote, {"1x", "2"}},
      {"1,\"2\" ", Kind::TextAfterQuote, {"1", "2 "}},
      {"\"a\"\"b\"\"\"c\"d,2", Kind::TextAfterQuote, {"a\"b\"c\"d", "2"}},
      {"1\0,2"s, Kind::NulByte, {"1\0"s, "2"}},
      {"\"1\0\",2"s, Kind::NulByte, {"1\0"s, "2"}},
      {"\0,\0\0"s, Kind::NulByte, {"\0"s, "\0\0"s}},
      {"1,\xFF", Kind::BadBytes, {"1", "\uFFFD"}},
  }));
  const std::vector<KeptRow> rows = rowsOf("a,b\n0,0\n" + row + "\n8,9\n");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].problems.empty());
  CHECK(rows[1].problems == std::vector{problem});
  CHECK(rows[1].cells == cells);
  CHECK(rows[1].line == 3);
  CHECK(rows[2].problems.empty());
  CHECK(rows[2].cells == Cells{"8", "9"});
}

TEST_CASE("an unterminated quote costs its own line", "[table][reader]") {
  SECTION("at the end of a file that was cut") {
    const std::vector<KeptRow> rows = rowsOf("a,b\n1,2\n3,\"4");
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].problems == std::vector{Kind::UnterminatedQuote});
    CHECK(rows[1].cells == Cells{"3", "4"});
  }
  SECTION("in the middle") {
    const std::vector<KeptRow> rows = rowsOf("a,b\n\"1,2\r\n3,\"\"\n5,6\n");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].problems == std::vector{Kind::UnterminatedQuote, Kind::TooFewCells});
    CHECK(rows[0].cells == Cells{"1,2"});
    CHECK(rows[1].cells == Cells{"3", ""});
    CHECK(rows[1].line == 3);
    CHECK(rows[2].cells == Cells{"5", "6"});
  }
  SECTION("as the last byte") { CHECK(rowsOf("a\n\"")[0].cells == Cells{""}); }
}

TEST_CASE("many stray quotes take no more than linear time", "[table][reader]") {
  std::string bytes = "a,b\n";
  for (int i = 0; i < 200'000; ++i) bytes += "\"\"\"\"\"\",\"\"x\n";
  bytes += "\"1,2\n";
  for (int i = 0; i < 200'000; ++i) bytes += "\"\"\"\"\"\",\"\"\n";
  CHECK(rowsOf(bytes).size() == 400'001);
}

TEST_CASE("cells live as long as the reader", "[table][reader]") {
  Reader reader = readerOf("a,b\n\"x\"\"1\",plain\n\"x\"\"2\",other\n");
  Row first, second;
  REQUIRE(reader.next(first));
  REQUIRE(reader.next(second));
  Reader moved = std::move(reader);
  CHECK(first[0] == "x\"1");
  CHECK(first[1] == "plain");
  CHECK(second[0] == "x\"2");
  CHECK(second[2].empty());
  CHECK(moved.headings()[1] == "b");
  CHECK_FALSE(moved.next(first));
  CHECK(moved.bytesRead() == moved.bytesInAll());
}

TEST_CASE("the header is looked up by name", "[table][reader]") {
  const Reader reader = readerOf("企业,年度,a,,a,\"b\"\"\",,a,\"b\"\"\"\n");
  CHECK(reader.columnOf("年度") == 1);
  CHECK(reader.columnOf("月份") == std::nullopt);
  CHECK(reader.duplicateHeadings() == std::vector<std::string_view>{"a", "b\""});
}

TEST_CASE("a file without a usable header is a failure", "[table][reader]") {
  CHECK(failureOfBytes("").kind == Failure::Kind::NoHeader);
  CHECK(failureOfBytes("\xEF\xBB\xBF\r\n\n").kind == Failure::Kind::NoHeader);
  const Failure cut = failureOfBytes("\na,\"b");
  CHECK(cut.kind == Failure::Kind::BadHeader);
  CHECK(describe(cut).en == "register.csv has a bad header on line 2: the quote of cell 2 is not closed");
  CHECK(failureOfBytes("a,b\0\n"s).kind == Failure::Kind::BadHeader);
}

} // namespace tiao::table
