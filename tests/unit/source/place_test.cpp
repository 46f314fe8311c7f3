#include "compiler/source/source.h"

/// Lines and columns of a file, and its language.

using namespace tiao;
using source::Language;
using source::SourceFile;

TEST_CASE("places count lines and characters from 1") {
  const SourceFile file("a", "条款 甲\n\r\nab\n");
  struct Row {
    uint32_t byte, line, column;
  };
  const Row rows[] = {{0, 1, 1},  {3, 1, 2},  {7, 1, 4},  {10, 1, 5}, {11, 2, 1},
                      {13, 3, 1}, {15, 3, 3}, {16, 4, 1}, {999, 4, 1}};
  for (const Row& row : rows) {
    CAPTURE(row.byte);
    CHECK(file.place(row.byte).line == row.line);
    CHECK(file.place(row.byte).column == row.column);
  }
  CHECK(file.lineCount() == 4);
  CHECK(file.line(1) == "条款 甲");
  CHECK(file.line(2).empty());
  CHECK(file.line(3) == "ab");
  CHECK(file.line(4).empty());
  CHECK(SourceFile("b", "").lineCount() == 1);
  CHECK(SourceFile("b", "").line(1).empty());
}

TEST_CASE("lines end with LF, CR LF or CR") {
  const SourceFile file("a", "1\r2\r\n3\n4\r");
  CHECK(file.lineCount() == 5);
  CHECK(file.line(2) == "2");
  CHECK(file.line(3) == "3");
  CHECK(file.line(5).empty());
}

TEST_CASE("the language of a file is that of its text") {
  CHECK(SourceFile("a", "").language() == Language::En);
  CHECK(SourceFile("a", "clause first: grant 1 yuan.").language() == Language::En);
  CHECK(SourceFile("a", "条款 甲：给予1元。").language() == Language::Zh);
  CHECK(SourceFile("a", "clause attraction aid / 招引资助: For each enterprise, grant 1 yuan as aid.").language() ==
        Language::En);
  CHECK(SourceFile("a", "条款 招引资助 / attraction aid：对招引的新电商企业，给予资助。").language() == Language::Zh);
}

TEST_CASE("a file in memory is found by its path") {
  source::SourceSet sources;
  const uint32_t first = sources.add("a", "1");
  const uint32_t second = sources.add("b", "2");
  CHECK(sources.find("a") == first);
  CHECK(sources.find("b") == second);
  CHECK_FALSE(sources.find("c"));
}

TEST_CASE("only so many bytes are read") {
  CHECK(source::readFile("/dev/zero", 100'000)->size() == 100'000);
  CHECK_FALSE(source::readFile("/"));
  CHECK_FALSE(source::readFile("/no/such/file"));
}
