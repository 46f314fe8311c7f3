#include "runtime/table/source.h"

#include "runtime/table/row_stream.h"
#include "runtime/table/structure.h"
#include "tests/unit/table/read_all.h"
#include "tests/unit/table/scratch_folder.h"

#include <random>

namespace tiao::table {

namespace {

Source sourceOf(const std::string& path) {
  Result<Source> source = Source::open(path);
  REQUIRE_FALSE(failureOf(source));
  return std::get<Source>(std::move(source));
}

std::string textOf(const Source& source) {
  std::string text(source.size(), '\0');
  REQUIRE(source.read(0, text.size(), text.data()));
  return text;
}

/// All rows of a stream, and what is wrong with them.
std::vector<KeptRow> streamed(const Source& source, size_t cells) {
  RowStream stream(source, 0, 1, cells);
  std::vector<KeptRow> rows;
  for (Row row; stream.next(row);) {
    rows.push_back({row.line, {row.cells.begin(), row.cells.end()}, {}, std::string(row.text)});
    for (const Problem& problem : row.problems) rows.back().problems.push_back(problem.kind);
    std::string text(row.text.size(), '\0');
    REQUIRE(source.read(stream.rowOffset(), text.size(), text.data()));
    REQUIRE(text == row.text);
  }
  REQUIRE_FALSE(stream.failure());
  return rows;
}

} // namespace

TEST_CASE("a source is read where it lies, without its byte order mark", "[table][source]") {
  const ScratchFolder folder;
  folder.put("a.csv", "\xEF\xBB\xBF企业,年度\n");
  const Source source = sourceOf(folder.path("a.csv"));
  CHECK(textOf(source) == "企业,年度\n");
  char byte = 0;
  CHECK_FALSE(source.read(source.size(), 1, &byte));
  CHECK_FALSE(source.changed());
}

TEST_CASE("a source that is changed while it is read is told", "[table][source]") {
  const ScratchFolder folder;
  folder.put("a.csv", std::string(1000, 'x'));
  const Source source = sourceOf(folder.path("a.csv"));
  folder.put("a.csv", std::string(100, 'x'));
  std::string text(1000, '\0');
  CHECK_FALSE(source.read(0, text.size(), text.data()));
  CHECK(source.changed());
  CHECK(source.failure().kind == Failure::Kind::Changed);
  CHECK(describe(source.failure()).en == folder.path("a.csv") + " was changed while it was being read; run again");
}

TEST_CASE("a source is converted block by block as a text is as a whole", "[table][source]") {
  // Characters of one to four bytes and bad bytes, so many that they fall on every bound between blocks.
  const std::string gb18030 = "\xC6\xF3\xD2\xB5,\xC4\xEA\xB6\xC8\n\x81\x39\xEF\x31,2024\n";
  std::string large = "a", mixed;
  while (large.size() < (3U << 20U)) large += gb18030;
  for (int i = 0; i < 300'000; ++i) mixed += i % 5000 == 0 ? "\xFF" : i % 3 == 0 ? "企" : "xy";
  const ScratchFolder folder;
  for (const std::string& bytes : {large, mixed, gb18030, std::string("企业\xFF\n")}) {
    folder.put("a.csv", bytes);
    Source source = sourceOf(folder.path("a.csv"));
    const auto failure = source.convert();
    Result<Text> text = Text::decode(bytes);
    REQUIRE(failure.has_value() == (failureOf(text) != nullptr));
    REQUIRE_FALSE(failure);
    CHECK(source.encoding() == std::get<Text>(text).encoding());
    CHECK(source.badOffsets() == std::get<Text>(text).badOffsets());
    CHECK((textOf(source) == std::get<Text>(text).bytes()));
  }
}

TEST_CASE("what is no text is refused with the line, as a text is", "[table][source]") {
  const ScratchFolder folder;
  folder.put("a.csv", "a,b\n1,2\n" + std::string(100, '\xFF'));
  Source source = sourceOf(folder.path("a.csv"));
  const auto failure = source.convert();
  REQUIRE(failure);
  CHECK(failure->kind == Failure::Kind::NotText);
  CHECK(failure->line == 3);
  folder.put("b.csv", "\xFF\xFE\x01\x4F");
  CHECK(failureOf(Source::open(folder.path("b.csv")))->kind == Failure::Kind::Utf16);
  folder.put("c.csv", "PK\x03\x04 and the rest");
  CHECK(failureOf(Source::open(folder.path("c.csv")))->kind == Failure::Kind::Workbook);
  CHECK(failureOf(Source::open("/nowhere.csv"))->kind == Failure::Kind::CannotOpen);
  CHECK(failureOf(Source::open("/"))->kind == Failure::Kind::CannotRead);
}

TEST_CASE("a stream has the rows of the whole, whatever stands at the ends of its pieces", "[table][source]") {
  std::mt19937_64 random(11);
  const std::vector<std::string> cells = {"",         "企业",   "\"a,b\"", "\"one\ntwo\"", "\"\"\"x\"\"\"",
                                          "5\" disk", "\"x\"y", " 1 "};
  const ScratchFolder folder;
  for (int round = 0; round < 6; ++round) {
    std::string bytes;
    while (bytes.size() < (5U << 19U)) {
      for (int cell = 0; cell < 3; ++cell) bytes += (cell == 0 ? "" : ",") + cells[random() % cells.size()];
      if (random() % 50'000 == 0) bytes += ",\"" + std::string(1U << 20U, 'z') + "\"";
      bytes += random() % 3 == 0 ? "\r\n" : random() % 9 == 0 ? "\r" : "\n";
    }
    if (round % 2 == 0) bytes += "\"never closed\n1,2,3\n";
    folder.put("a.csv", bytes);
    const Source source = sourceOf(folder.path("a.csv"));
    const std::vector<KeptRow> found = streamed(source, 3);
    Text text = std::get<Text>(Text::decode(bytes));
    std::pmr::monotonic_buffer_resource memory;
    RowReader whole({.bytes = text.bytes()}, 3, text.badOffsets(), memory);
    size_t i = 0;
    for (Row row; whole.next(row); ++i) {
      REQUIRE(i < found.size());
      REQUIRE(found[i].line == row.line);
      REQUIRE((found[i].text == row.text));
      REQUIRE(found[i].cells.size() == row.cells.size());
      REQUIRE(std::equal(row.cells.begin(), row.cells.end(), found[i].cells.begin()));
      REQUIRE(found[i].problems.size() == row.problems.size());
    }
    REQUIRE(i == found.size());
  }
}

TEST_CASE("the ends of lines and cells are found many at a time as one by one", "[table][source]") {
  std::mt19937_64 random(5);
  const std::string bytes = ",\nab\r\"";
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (size_t left = random() % 200; left > 0; --left) text += bytes[random() % (i % 2 == 0 ? 4 : bytes.size())];
    if (random() % 9 == 0) text += '\0';
    std::vector<uint32_t> lines, both, ofLines, out(text.size() + RoomForEnds), which(text.size() + RoomForEnds);
    for (uint32_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') lines.push_back(at);
      if (text[at] == '\n') ofLines.push_back(static_cast<uint32_t>(both.size()));
      if (text[at] == '\n' || text[at] == ',') both.push_back(at);
    }
    Unusual unusual;
    const size_t count = lineEnds(text, out.data(), unusual);
    REQUIRE(std::vector(out.begin(), out.begin() + static_cast<ptrdiff_t>(count)) == lines);
    CHECK(unusual.quote == (text.find('"') != std::string::npos));
    CHECK(unusual.nul == (text.find('\0') != std::string::npos));
    CHECK(unusual.carriageReturn == (text.find('\r') != std::string::npos));
    const Ends all = cellEnds(text, out.data(), which.data(), unusual);
    REQUIRE(std::vector(out.begin(), out.begin() + static_cast<ptrdiff_t>(all.cells)) == both);
    REQUIRE(std::vector(which.begin(), which.begin() + static_cast<ptrdiff_t>(all.lines)) == ofLines);
  }
  CHECK(onlyCrLf("a\r\nb\r\n"));
  CHECK_FALSE(onlyCrLf("a\rb"));
  CHECK_FALSE(onlyCrLf("a\r"));
}

} // namespace tiao::table
