#include "tests/unit/driver/fairs.h"

// Rows of items that cannot be used: each is named with its file, line and column, and what depends on it is invalid.

using namespace tiao;
using namespace tiao::test;

namespace {

/// The bad data of a run over these exhibitions of 甲 and 乙, and the status of 展会补贴.
struct Bad {
  Rows sentences;
  std::string first, second; // of 甲 in 2022 and 2023
};

std::string statusOf(const Ran& ran, const std::string& begin) {
  const Rows rows = rowsOf(ran, begin);
  REQUIRE(rows.size() == 1);
  std::istringstream cells(rows[0]);
  std::string cell;
  for (int i = 0; i < 5; ++i) std::getline(cells, cell, ',');
  return cell;
}

Bad runFairs(const std::string& rows) {
  const Fairs fairs;
  const Ran ran = RegisterRun(fairs).input(TwoFirms).items("企业,展会,年度,单个展位费,标准展位数\n" + rows)();
  return {ran.bad, statusOf(ran, "甲,2022,展会补贴"), statusOf(ran, "甲,2023,展会补贴")};
}

Bad runOutlets(const std::string& rows) {
  const Fairs fairs;
  const Ran ran = RegisterRun(fairs).input(TwoFirms).items("企业,网点,年度,投递件数,最后年度\n" + rows)();
  return {ran.bad, statusOf(ran, "甲,2022,网点补贴"), statusOf(ran, "甲,2023,网点补贴")};
}

std::string whyNot(const std::vector<std::string>& inputs, const std::vector<std::string>& items) {
  const Fairs fairs;
  RegisterRun run(fairs);
  for (const std::string& text : inputs) run.input(text);
  for (const std::string& text : items) run.items(text);
  const auto opened = run.open();
  const auto* why = std::get_if<driver::Text>(&opened);
  return why == nullptr ? "" : why->zh.substr(why->zh.rfind(".csv：") + 4);
}

} // namespace

TEST_CASE("a row whose subject is not in the register is told, and no list suffers", "[driver]") {
  const Bad bad = runFairs("甲,广交会,2022,100,1\n丁,广交会,2022,100,1\n,广交会,2022,100,1\n");
  CHECK(bad.sentences == Rows{"items.csv 第3行「企业」：「丁」不在名册中", "items.csv 第4行：没有写明是谁"});
  CHECK(bad.first == "给予");
}

TEST_CASE("a row that names no item makes the list of its year invalid", "[driver]") {
  const Bad bad = runFairs("甲,广交会,2022,100,1\n甲, ,2022,100,1\n甲,广交会,2023,100,1\n");
  CHECK(bad.sentences == Rows{"items.csv 第3行「展会」：没有写明条目的名称"});
  CHECK(bad.first == "数据有误");
  CHECK(bad.second == "给予");
}

TEST_CASE("a row whose cells cannot be told apart makes the list of its year invalid", "[driver]") {
  const Bad bad = runFairs("甲,广交会,2023\n");
  REQUIRE(bad.sentences.size() == 1);
  CHECK(bad.sentences[0].starts_with("items.csv 第2行：只有3个单元格，应有5个"));
  CHECK(bad.first == "不符合");
  CHECK(bad.second == "数据有误");
}

TEST_CASE("a row without a year may belong to any year", "[driver]") {
  const Bad bad = runFairs("甲,广交会,,100,1\n甲,消博会,去年,100,1\n");
  CHECK(bad.sentences == Rows{"items.csv 第2行「年度」：没有写明年度", "items.csv 第3行「年度」：「去年」不是年度"});
  CHECK(bad.first == "数据有误");
  CHECK(bad.second == "数据有误");
}

TEST_CASE("an item that stands twice in a year counts once, and values that differ are invalid", "[driver]") {
  const Bad same = runFairs("甲,广交会,2022,100,1\n甲,广交会,2022,100,1\n");
  CHECK(same.sentences == Rows{"items.csv 第3行「展会」：「广交会」同一期间已在第2行写过，只计一次"});
  CHECK(same.first == "给予");
  const Bad other = runFairs("甲,广交会,2022,100,1\n甲,广交会,2022,100,2\n");
  CHECK(other.sentences == Rows{"items.csv 第3行「展会」：「广交会」同一期间已在第2行写过，只计一次",
                                "items.csv 第3行「标准展位数」：「2」与第2行的「1」不一致"});
  CHECK(other.first == "数据有误");
}

TEST_CASE("a cell that cannot be used makes its item invalid, and no other", "[driver]") {
  const Fairs fairs;
  const Ran ran = RegisterRun(fairs)
                      .input(TwoFirms)
                      .items("企业,展会,年度,单个展位费,标准展位数\n甲,广交会,2022,很多,1\n甲,消博会,2022,100,-1\n"
                             "甲,交易会,2022,100,1\n")
                      .byItem()();
  CHECK(ran.bad == Rows{"items.csv 第2行「单个展位费」：「很多」不是金额",
                        "items.csv 第3行「标准展位数」：「-1」不在0至1,000,000之间"});
  const Rows rows = rowsOf(ran, "甲,2022,展会补贴");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].starts_with("甲,2022,展会补贴,广交会,第八条,数据有误,,0.00,60000.00,"));
  CHECK(rows[0].ends_with("items.csv 第2行「单个展位费」：「很多」不是金额"));
  CHECK(rows[1].starts_with("甲,2022,展会补贴,消博会,第八条,数据有误,"));
  CHECK(rows[2].starts_with("甲,2022,展会补贴,交易会,第八条,给予,100.00,"));
}

TEST_CASE("a list that is longer than its kind allows is invalid", "[driver]") {
  std::string rows;
  for (int i = 1; i <= 101; ++i) rows += "甲,展会" + std::to_string(i) + ",2022,1,1\n";
  const Bad bad = runFairs(rows);
  CHECK(bad.sentences == Rows{"items.csv 第2行：2022年有 101 个展会，至多应有 100 个"});
  CHECK(bad.first == "数据有误");
  CHECK(bad.second == "不符合");
}

TEST_CASE("an item that lives on and cannot be read may be in every later list", "[driver]") {
  const Bad unnamed = runOutlets("甲,一号,2022,200,\n甲,,2023,100,\n");
  CHECK(unnamed.first == "给予");
  CHECK(unnamed.second == "数据有误");
  const Bad earlier = runOutlets("甲,,2022,200,\n甲,一号,2023,100,\n");
  CHECK(earlier.first == "数据有误");
  CHECK(earlier.second == "数据有误");
}

TEST_CASE("a last year that cannot be is told, and lists after its row are invalid", "[driver]") {
  const Bad word = runOutlets("甲,一号,2022,200,今年\n");
  CHECK(word.sentences == Rows{"items.csv 第2行「最后年度」：「今年」不是年度"});
  CHECK(word.first == "给予");
  CHECK(word.second == "数据有误");
  CHECK(runOutlets("甲,一号,2023,200,2022\n").sentences == Rows{"items.csv 第2行「最后年度」：「2022」早于本行的年度"});
  CHECK(runOutlets("甲,一号,2022,200,2023\n甲,一号,2023,200,2024\n").sentences ==
        Rows{"items.csv 第3行「最后年度」：「2024」与第2行的「2023」不一致"});
  const Bad after = runOutlets("甲,一号,2022,200,2022\n甲,一号,2023,200,\n");
  CHECK(after.sentences == Rows{"items.csv 第3行「年度」：「2023」晚于第2行所写的最后年度「2022」"});
  CHECK(after.second == "数据有误");
}

TEST_CASE("files of items that cannot be used at all", "[driver]") {
  CHECK(whyNot({TwoFirms}, {"企业,年度,单个展位费\n"}) == "：没有写明条目名称的列：表头应有「展会」「网点」之一");
  CHECK(whyNot({TwoFirms}, {"企业,展会,网点,年度\n"}) == "：表头「展会」与「网点」都是条目，一个文件只能有一种");
  CHECK(whyNot({TwoFirms}, {"企业,展会,单个展位费\n"}) ==
        "：没有年度的列：表头应有「年度」，因为「单个展位费」随时间变化");
  CHECK(whyNot({TwoFirms}, {"企业,展会\n"}) == "：没有年度的列：表头应有「年度」，因为「展会」每年各有名单");
  CHECK(whyNot({TwoFirms}, {"企业,网点,投递件数\n"}) == "：没有年度的列：表头应有「年度」，因为「投递件数」随时间变化");
  CHECK(whyNot({TwoFirms}, {"展会,年度\n"}) == "：没有写明是谁的列：表头应有「企业」或「主体」");
  CHECK(whyNot({"企业,招引\n甲,是\n"}, {}) == "：没有年度的列：表头应有「年度」");
}
