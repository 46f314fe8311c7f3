#include "compiler/diagnostics/diagnostics.h"

/// How a diagnostic looks on a terminal; what it says is the business of others.

using namespace tiao;
using diagnostics::Sink;
using source::Language;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

namespace {

/// One diagnostic about bytes [begin, end) of a text.
std::string shown(const std::string& text, uint32_t begin, uint32_t end, Language language = Language::En) {
  source::SourceSet sources;
  Sink sink;
  sink.report(diag::UnknownWord, {sources.add("a.tiao", text), begin, end}, "x");
  return diagnostics::render(sink.all(), sources, {language, false, 100});
}

} // namespace

TEST_CASE("the stretch is underlined, a Chinese character by two signs") {
  CHECK(shown("条款 甲：对企业\n", 16, 22, Language::Zh) == "a.tiao:1:7: 错误 T0201：不认识「x」\n"
                                                            " 1 | 条款 甲：对企业\n"
                                                            "   |            ^^^^\n");
  CHECK(shown("ab\ncd ef\n", 6, 8) == "a.tiao:2:4: error T0201: unknown words `x`\n 2 | cd ef\n   |    ^^\n");
}

TEST_CASE("a stretch without width, beyond a line, or at the end of the file") {
  CHECK(shown("ab\n", 1, 1) == "a.tiao:1:2: error T0201: unknown words `x`\n 1 | ab\n   |  ^\n");
  CHECK(shown("ab\ncd\n", 1, 5) == "a.tiao:1:2: error T0201: unknown words `x`\n 1 | ab\n   |  ^\n");
  CHECK(shown("ab\n", 3, 3) == "a.tiao:2:1: error T0201: unknown words `x`\n 2 | \n   | ^\n");
  CHECK(shown("", 0, 0) == "a.tiao:1:1: error T0201: unknown words `x`\n 1 | \n   | ^\n");
}

TEST_CASE("what cannot be seen is shown by its number, tabs as two blanks") {
  CHECK(shown("a\tb\x01\u202E\xFF c\n", 2, 3) ==
        "a.tiao:1:3: error T0201: unknown words `x`\n 1 | a  b<01><202E><FF> c\n   |    ^\n");
}

TEST_CASE("long lines are cut around the stretch") {
  std::string line;
  for (int i = 0; i < 400; ++i) line += "条款";
  const std::string text = shown(line, 1200, 1206);
  CHECK(text.find("…") != std::string::npos);
  CHECK(text.size() < 1000);
  CHECK_FALSE(source::firstInvalidUtf8(text));
}

TEST_CASE("labels and helps follow, and messages beyond the bound are counted") {
  source::SourceSet sources;
  const uint32_t file = sources.add("a.tiao", "甲\n乙\n");
  const uint32_t other = sources.add("b.tiao", "丙\n");
  Sink sink;
  sink.report(diag::DeclaredTwice, {file, 4, 7}, "乙")
      .label(remark::FirstDeclaredHere, {file, 0, 3})
      .label(remark::FirstDeclaredHere, {other, 0, 3});
  sink.report(diag::UnknownWord, {file, 0, 3}, "甲").help(remark::DeclareIt, "甲");
  sink.report(diag::UnknownWord, {file, 0, 3}, "甲");
  sink.sort();
  CHECK(sink.all().size() == 2); // said once
  CHECK(diagnostics::render(sink.all(), sources, {Language::Zh, false, 1}) ==
        "a.tiao:1:1: 错误 T0201：不认识「甲」\n"
        " 1 | 甲\n"
        "   | ^^\n"
        "  办法：若是新名称，请先在词汇中声明，例如「- 甲：是否」\n"
        "（另有 1 条未列出）\n");
  CHECK(diagnostics::render({sink.all()[1]}, sources, {Language::En, false, 1}) ==
        "a.tiao:2:1: error T0203: `乙` is declared already\n"
        " 2 | 乙\n"
        "   | ^^\n"
        " 1 | 甲\n"
        "   | -- first declared here\n"
        "  b.tiao:1:1:\n"
        " 1 | 丙\n"
        "   | -- first declared here\n");
}

TEST_CASE("a place is known to have an error") {
  Sink sink;
  sink.report(diag::UnknownWord, {0, 10, 20}, "x");
  sink.report(diag::NameHasNumber, {0, 40, 50}, "x", "1"); // a warning
  CHECK(sink.hasErrorIn({0, 12, 14}));
  CHECK(sink.hasErrorIn({0, 5, 11}));
  CHECK(sink.hasErrorIn({0, 19, 30}));
  CHECK_FALSE(sink.hasErrorIn({0, 5, 10}));
  CHECK_FALSE(sink.hasErrorIn({0, 20, 21}));
  CHECK_FALSE(sink.hasErrorIn({1, 12, 14}));
  CHECK_FALSE(sink.hasErrorIn({0, 42, 44}));
}

TEST_CASE("every row of the catalogue has a code of its own and the same blanks in both languages") {
  std::vector<std::string> codes;
  for (const diagnostics::CatalogueRow& row : diagnostics::catalogue()) {
    codes.emplace_back(row.code);
    CHECK(codes.back().size() == 5);
  }
  CHECK(std::is_sorted(codes.begin(), codes.end()));
  CHECK(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
}
