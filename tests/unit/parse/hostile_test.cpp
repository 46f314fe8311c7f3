#include "tests/lang/front_end.h"

#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>

/// Sources that no person wrote: any bytes at all give diagnostics in bounded time, never a crash.

namespace fs = std::filesystem;
using namespace tiao;
using test::Compiled;
using test::compileText;
using test::errors;

namespace {

using Errors = std::vector<std::string>;

std::string repeat(const std::string& text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

const std::string head = "政策 样例\n施行 2022年1月1日\n对象 企业：\n- 甲：是否\n- 乙：是否\n- 收入：金额，每年\n";

/// The codes of the errors, without their words.
Errors codes(const Compiled& compiled) {
  Errors out;
  for (const std::string& error : errors(compiled)) out.push_back(error.substr(0, 5));
  return out;
}

#ifdef NDEBUG
constexpr size_t large = 5U << 20U;
#else
constexpr size_t large = 1U << 20U; // unoptimised, perhaps with sanitizers
#endif

/// Every diagnostic is about bytes of a file, and can be rendered.
void checkSound(const Compiled& compiled) {
  for (const diagnostics::Diagnostic& d : compiled.sink.all()) {
    REQUIRE(d.span.file < compiled.sources.size());
    REQUIRE(d.span.begin <= d.span.end);
    REQUIRE(d.span.end <= compiled.sources[d.span.file].text().size());
  }
  for (const auto language : {source::Language::Zh, source::Language::En}) {
    const std::string text = diagnostics::render(compiled.sink.all(), compiled.sources, {language, false, 100});
    CHECK_FALSE(source::firstInvalidUtf8(text));
  }
}

} // namespace

TEST_CASE("bytes that are no text") {
  struct Row {
    const char* what;
    std::string text;
    Errors errors;
  };
  using namespace std::string_literals;
  const Row rows[] = {
      {"an empty file", "", {"T0106 「」"}},
      {"blanks alone", "  \n\t\n\r\n", {"T0106 「」"}},
      {"a comment alone", "# 没有声明\n", {"T0106 「」"}},
      {"a byte order mark alone", "\xEF\xBB\xBF", {"T0106 「」"}},
      {"a NUL byte", "政策 甲\n施行 \0 2022年\n"s, {"T0109 「\0」"s}},
      {"an escape", "政策 \x1B[31m甲\n", {"T0109 「\x1B」"}},
      {"a carriage return alone", "政策 甲\r施行 2022年1月1日\n", {"T0109 「」"}},
      {"a mark of direction", "政策 甲\u202E乙\n", {"T0109 「\u202E」"}},
      {"a blank without width", "政策 甲\u200B乙\n", {"T0109 「\u200B」"}},
      {"a byte order mark in the middle", "政策 甲\n\xEF\xBB\xBF施行 2022年1月1日\n", {"T0109 「\uFEFF」"}},
      {"a lone continuation byte", "政策 \x80\n", {"T0102 「\x80」"}},
      {"an overlong form", "政策 \xC0\x80\n", {"T0102 「\xC0」"}},
      {"a character cut short at the end", "政策 \xE4\xB8", {"T0102 「\xE4」"}},
      {"a surrogate", "政策 \xED\xA0\x80\n", {"T0102 「\xED」"}},
      {"beyond Unicode", "政策 \xF4\x90\x80\x80\n", {"T0102 「\xF4」"}},
      {"GB18030", "\xD5\xFE\xB2\xDF \xD1\xF9\xC0\xFD\n", {"T0102 「\xD5」"}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      for (const char* path : {"policy.tiao", "policy.tiao.md"}) {
        const Compiled compiled = compileText(row.text, path);
        CHECK(errors(compiled) == row.errors);
        checkSound(compiled);
      }
    }
  }
}

TEST_CASE("a file in GB18030 is recognised") {
  const Compiled compiled = compileText("\xD5\xFE\xB2\xDF \xD1\xF9\xC0\xFD\n");
  REQUIRE(compiled.sink.all().size() == 1);
  REQUIRE(compiled.sink.all()[0].helps.size() == 1);
  CHECK(compiled.sink.all()[0].helps[0].en.find("GB18030") != std::string::npos);
}

TEST_CASE("random bytes") {
  std::mt19937_64 random(20221122);
  for (int i = 0; i < 200; ++i) {
    std::string text(random() % 2000, '\0');
    for (char& c : text) c = static_cast<char>(random() % 256);
    const Compiled compiled = compileText(text, i % 2 == 0 ? "policy.tiao" : "policy.tiao.md");
    CHECK(compiled.sink.hasErrors());
    checkSound(compiled);
  }
}

TEST_CASE("line ends and byte order marks mean nothing") {
  const std::string plain = head + "条款 丙：\n  对甲的企业，\n  给予1万元的奖励。\n";
  std::string crlf = plain;
  for (size_t at = crlf.find('\n'); at != std::string::npos; at = crlf.find('\n', at + 2)) crlf.replace(at, 1, "\r\n");
  const std::string tree = test::printTree(compileText(plain));
  CHECK(tree.find("clause") != std::string::npos);
  for (const std::string& text :
       {crlf, "\xEF\xBB\xBF" + plain, "\xEF\xBB\xBF" + crlf, plain.substr(0, plain.size() - 1)}) {
    const Compiled compiled = compileText(text);
    CHECK(errors(compiled).empty());
    CHECK(test::printTree(compiled) == tree);
    const Compiled literate = compileText("\xEF\xBB\xBF# （三）题\r\n```tiao\r\n" + crlf + "```\r\n", "policy.tiao.md");
    CHECK(errors(literate).empty());
    CHECK(literate.checked->program.awards[{0}].article == "第三条");
  }
}

TEST_CASE("an error after a carriage return is underlined without it") {
  CHECK(errors(compileText("对象 企业：\r\n- 甲：是\r\n- 乙\r\n")) == Errors{"T0201 「是」", "T0302 「乙」"});
}

TEST_CASE("unusual characters in names and text") {
  struct Row {
    const char* what;
    const char* name;
  };
  const Row rows[] = {
      {"combining marks", "cafe\u0301 owner"},
      {"right to left", "\u05E9\u05DC\u05D5\u05DD"},
      {"emoji", "获得🏆"},
      {"emoji joined", "家庭👨\u200D👩\u200D👧农场"},
      {"outside the first plane", "𠮷野家"},
      {"full-width letters", "ＡＢＣ认证"},
      {"Greek", "ποιότητα"},
      {"circled digits", "第①类"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      const std::string name = row.name;
      const Compiled compiled =
          compileText(head + "- " + name + "：是否\n条款 丙：对" + name + "的企业，给予1万元的奖励。\n");
      CHECK(errors(compiled).empty());
      checkSound(compiled);
      const Compiled unknown = compileText(head + "条款 丙：对" + name + "的企业，给予1万元的奖励。\n");
      CHECK(errors(unknown) == Errors{"T0201 「" + name + "」"});
      checkSound(unknown);
    }
  }
}

TEST_CASE("full-width digits and signs are those of ASCII") {
  CHECK(errors(compileText(head + "条款 丙：对收入＞１００万元的企业，给予１万元的奖励。\n")) == Errors{});
}

TEST_CASE("sizes have bounds") {
  SECTION("a line of one megabyte") {
    const Compiled compiled = compileText(head + "条款 丙：" + repeat("对", 350'000) + "\n- 甲：是否\n");
    CHECK(codes(compiled) == Errors{"T0103"});
    checkSound(compiled);
  }
  SECTION("a file of more than sixteen megabytes") {
    const Compiled compiled = compileText(repeat("# 注释注释注释注释\n", 700'000));
    CHECK(codes(compiled) == Errors{"T0104"});
  }
  SECTION("a file without end") {
    const Compiled compiled = test::compile("/dev/zero");
    CHECK(codes(compiled) == Errors{"T0104"});
  }
  SECTION("a number of ten thousand digits") {
    const std::string digits(10'000, '9');
    CHECK(errors(compileText(head + "定义 大数 = 收入 + " + digits + "元。\n")) == Errors{"T0213 「" + digits + "」"});
    CHECK(codes(compileText(head + "定义 大数 = 收入 + 0." + digits + "元。\n")) == Errors{"T0213"});
    CHECK(codes(compileText(head + "定义 大数 = 收入 + 1" + repeat(",000", 2'500) + "元。\n")).front() == "T0213");
  }
}

TEST_CASE("nesting has bounds") {
  const size_t deep = 10'000;
  struct Row {
    const char* what;
    std::string value;
    Errors errors;
  };
  const Row rows[] = {
      {"brackets", repeat("（", deep) + "收入" + repeat("）", deep), {"T0108"}},
      {"brackets never closed", repeat("（", deep), {"T0108"}},
      {"brackets never opened", "收入" + repeat("）", deep), {"T0110"}},
      {"cases", repeat("若甲则收入否则\n", deep) + "收入", {"T0108"}},
      {"negations", "若" + repeat("未", deep) + "甲则收入否则收入", {"T0110"}},
      {"signs", repeat("−", deep) + "收入", {"T0110"}},
      {"sums", "收入" + repeat("+收入\n", deep), {"T0110"}},
      {"products", "收入" + repeat("×2", deep), {"T0110"}},
      {"conditions", "若甲" + repeat("且乙", deep) + "则收入否则收入", {"T0110"}},
      {"shares", repeat("10% of\n", deep) + "收入", {"T0110"}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      const Compiled compiled = compileText(head + "定义 深 =\n" + row.value + "。\n条款 丙：给予1万元的奖励。\n");
      CHECK(codes(compiled) == row.errors);
      checkSound(compiled);
    }
  }
}

TEST_CASE("a sentence as long as can be is read by every phase") {
  const Compiled sum =
      compileText(head + "定义 长 = 收入" + repeat("+收入", 498) + "。\n条款 丙：按长的1%给予奖励。\n");
  CHECK(errors(sum) == Errors{});
  const Compiled conditions = compileText(head + "条款 丙：对甲" + repeat("且乙", 490) + "的企业，给予1万元的奖励。\n");
  CHECK(errors(conditions) == Errors{});
}

TEST_CASE("large files are read in bounded time") {
  const std::clock_t began = std::clock();
  SECTION("megabytes of clauses") {
    std::string text = head;
    for (int i = 0; text.size() < large; ++i)
      text += "条款 第" + std::to_string(i) + "款：对甲的企业，给予1万元的奖励。\n";
    const Compiled compiled = compileText(text);
    CHECK(errors(compiled).empty());
  }
  SECTION("megabytes of facts") {
    std::string text = head;
    for (int i = 0; text.size() < large; ++i)
      text += "- 事实" + std::to_string(i) + "：其一（子" + std::to_string(i) + "、丑" + std::to_string(i) + "）\n";
    CHECK(errors(compileText(text)).empty());
  }
  SECTION("broken facts") {
    std::string text = head;
    for (int i = 0; i < 5'000; ++i) text += "- 事实" + std::to_string(i) + "：其一（\n";
    CHECK(errors(compileText(text)).size() >= 5'000);
  }
  SECTION("unknown words") {
    std::string text = head;
    for (int i = 0; i < 5'000; ++i) text += "条款 第" + std::to_string(i) + "款：对某某的企业，给予1万元的奖励。\n";
    CHECK(errors(compileText(text)).size() == 5'000);
  }
  SECTION("opening quotation marks") {
    CHECK(compileText(head + "条款 丙：\n" + repeat(repeat("「", 1000) + "\n", 300)).sink.hasErrors());
  }
  SECTION("names that are almost there") {
    const std::string name = repeat("条", 99);
    CHECK(compileText(head + "- " + name + "乙：是否\n条款 丙：\n" + repeat(repeat("条", 1000) + "\n", 300))
              .sink.hasErrors());
  }
  // Of the processor, not of the clock on the wall: what else the machine does is no fault of ours.
  const double took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  CHECK(took < 120); // minutes would be hours for a file of sixteen megabytes
}

TEST_CASE("two hundred errors are all reported, once each, and rendered up to a bound") {
  std::string text = head;
  for (int i = 0; i < 200; ++i) text += "条款 第" + std::to_string(i) + "款：对落户的企业，给予1万元的奖励。\n";
  const Compiled compiled = compileText(text);
  const Errors told = errors(compiled);
  REQUIRE(told.size() == 200);
  CHECK(told[7] == "T0201 「落户」");
  const std::string shown =
      diagnostics::render(compiled.sink.all(), compiled.sources, {source::Language::En, false, 100});
  size_t messages = 0;
  for (size_t at = shown.find(": error T"); at != std::string::npos; at = shown.find(": error T", at + 1)) ++messages;
  CHECK(messages == 100);
  CHECK(shown.ends_with("more not shown)\n"));
}

TEST_CASE("files that cannot be read") {
  const auto only = [](const std::string& path) { return errors(test::compile(path)); };
  CHECK(only("没有这个文件.tiao") == Errors{"T0101 「」"});
  const fs::path folder = fs::temp_directory_path() / ("tiao_hostile_" + std::to_string(std::random_device{}()));
  fs::create_directories(folder / "empty");
  CHECK(only((folder / "empty").string()) == Errors{"T0101 「」"});
  std::ofstream(folder / "a.tiao") << "引用 b.tiao\n政策 甲\n";
  std::ofstream(folder / "b.tiao") << "引用 a.tiao\n角色 乙\n";
  CHECK(only((folder / "a.tiao").string()) == Errors{"T0107 「引用 a.tiao」"});
  std::ofstream(folder / "c.tiao") << "引用 d.tiao\n引用 d.tiao # 一次就够\n政策 甲\n";
  std::ofstream(folder / "d.tiao") << "角色 乙\n";
  CHECK(only((folder / "c.tiao").string()).empty());
  std::ofstream(folder / "e.tiao") << "引用\n引用 \n政策 甲\n";
  CHECK(only((folder / "e.tiao").string()) == Errors{"T0302 「引用」", "T0302 「引用」"});
  fs::remove_all(folder);
}

TEST_CASE("quotations are looked for in bounded time") {
  std::string official;
  for (size_t i = 0; i < large / 100; ++i) official += "> " + repeat("甲", 30) + "\n";
  std::string code = head;
  for (int i = 0; i < 4'000; ++i) code += "非规则（倡导）「乙」。\n非规则（倡导）「“甲」。\n";
  const std::clock_t begin = std::clock();
  const Compiled compiled = compileText("# 题\n\n" + official + "\n```tiao\n" + code + "```\n", "policy.tiao.md");
  CHECK(codes(compiled).back() == "T0591");
  for (const char* mark : {"「", "“", "\"", "「“\""}) {
    checkSound(compileText(head + "非规则（倡导）" + repeat(mark, large / 50) + "。\n"));
    checkSound(
        compileText(head + "条款 丙：\n  依据" + repeat(mark, large / 50) + "。\n  对甲的企业，给予1万元的奖励。\n"));
  }
  CHECK(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC < 60);
}

TEST_CASE("code inside a quotation is not read") {
  const Compiled compiled =
      compileText("> 引文\n>\n> ```tiao\n> 条款 甲：给予1万元的奖励。\n> ```\n", "policy.tiao.md");
  CHECK(errors(compiled) == Errors{"T0105 「> ```tiao」"});
}
