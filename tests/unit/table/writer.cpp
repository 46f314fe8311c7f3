#include "runtime/table/writer.h"
#include "tests/unit/table/read_all.h"
#include "tests/unit/table/scratch_folder.h"

namespace tiao::table {

namespace {

std::string written(const std::vector<std::vector<std::string_view>>& rows) {
  const ScratchFolder folder;
  Result<OutputFile> created = OutputFile::create(folder.path("out.csv"));
  REQUIRE_FALSE(failureOf(created));
  auto& file = std::get<OutputFile>(created);
  Writer writer(file);
  for (const auto& row : rows) writer.row(row);
  REQUIRE_FALSE(file.commit());
  return folder.contents("out.csv");
}

} // namespace

TEST_CASE("only cells that need quotes have them", "[table][writer]") {
  const auto [text, cell] = GENERATE(Catch::Generators::table<std::string, std::string>({
      {"", ""},
      {"杭州", "杭州"},
      {" a b ", " a b "},
      {"a,b", "\"a,b\""},
      {"\"", "\"\"\"\""},
      {"a\"\"b", "\"a\"\"\"\"b\""},
      {"one\ntwo", "\"one\ntwo\""},
      {"\r", "\"\r\""},
      {"\uFEFFa", "\"\uFEFFa\""},
  }));
  std::string out;
  appendCell(out, text);
  CHECK(out == cell);
  CHECK(written({{"x", text}}) == "x," + cell + "\n");
}

TEST_CASE("a row of one empty cell is not a blank line", "[table][writer]") {
  const std::string out = written({{"a"}, {""}, {"", ""}, {}});
  CHECK(out == "a\n\"\"\n,\n\n");
  CHECK(rowsOf(out).size() == 2);
}

TEST_CASE("what is written is read again", "[table][writer]") {
  const std::vector<std::vector<std::string_view>> rows = {
      {"企业", "a,b", ""}, {"\"", "\n\r\n\r", "\"\"x"}, {std::string_view("\0\x01", 2), "\t", "\uFEFF"}};
  Reader reader = readerOf(written(rows));
  CHECK(reader.headings() == rows[0]);
  Row row;
  for (size_t i = 1; i < rows.size(); ++i) {
    REQUIRE(reader.next(row));
    CHECK(row.cells == rows[i]);
  }
}

TEST_CASE("cells longer than the buffer are written", "[table][writer]") {
  const std::string large(1'000'000, 'x');
  CHECK(written({{large, "b", large}}) == large + ",b," + large + "\n");
}

} // namespace tiao::table
