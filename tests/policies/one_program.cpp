#include "tests/policies/hangzhou.h"

#include <catch2/catch.hpp>

#include <cctype>
#include <fmt/format.h>
#include <span>

/// The Chinese and the English text are one program, and a slip in either of them is seen.
namespace tiao::policies {

namespace {

/// A word of a sentence and what a slip of the pen makes of it.
struct Slip {
  std::string_view word, instead;
  bool treeOnly = false; // what the text then leaves open is read the same by a default: only the trees differ
};

constexpr Slip ChineseSlips[] = {
    {"以上", "以下"},       {"以上", "以内"},
    {"突破", "达到"},       {"突破", "不满"},
    {"达到", "突破"},       {"不低于", "超过"},
    {"不低于", "不超过"},   {"不超过", "超过"},
    {"不超过", "不低于"},   {"给予不超过", "给予"},
    {"（含）", "（不含）"}, {"累计", "每年"},
    {"累计", ""},           {"总额", "每年"},
    {"总额", ""},           {"一次性", "", true},
    {"每年", "每月"},       {"每年按", "按", true},
    {"且", "或"},           {"并", "或"},
    {"或其他", "且其他"},   {"万元", "元"},
    {"亿元", "万元"},       {"3年", "3个月"},
    {"2年", "2个月"},       {"%", ""},
    {"的20%", ""},          {"从其", "其"},
};

constexpr Slip EnglishSlips[] = {
    {"at least", "at most"},
    {"at least", "less than"},
    {"at least its", "more than its"},
    {"at least 10,", "more than 10,"},
    {"at most", "at least"},
    {"at most", "less than"},
    {"exceeds", "reaches"},
    {"exceeds", "is below"},
    {"(inclusive)", "(exclusive)"},
    {"in total", "each year"},
    {" in total", ""},
    {" once", "", true},
    {" each year", " each month"},
    {" each year", "", true},
    {" and ", " or "},
    {" or another", " and another"},
    {" yuan", ""},
    {" years", " months"},
    {"%", ""},
    {"20% of ", ""},
    {"up to ", ""},
    {"since it is", "that is"},
};

/// The stretches of the text that are sentences of clauses.
std::vector<std::pair<size_t, size_t>> sentences(const std::string& text, std::string_view opening) {
  std::vector<std::pair<size_t, size_t>> stretches;
  for (size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at + 1)) {
    const size_t line = text.find('\n', at + 1); // the clause's name is none of its words
    const size_t next = text.find(opening, line), fence = text.find("\n```", line);
    stretches.emplace_back(line, std::min(next, fence));
  }
  return stretches;
}

struct Slipped {
  std::string text, what;
  bool treeOnly = false;
};

/// Every number greater by one in its last digit. A digit inside a name (Top10) is none.
void slipNumbers(const std::string& text, size_t from, size_t to, std::vector<Slipped>& out) {
  const auto digit = [&](size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  for (size_t at = from; at < to; ++at) {
    if (!digit(at) || (digit(at + 1) || text[at + 1] == ',')) continue;
    size_t begin = at;
    while (digit(begin - 1) || text[begin - 1] == ',') --begin;
    if (std::isalpha(static_cast<unsigned char>(text[begin - 1])) != 0) continue;
    std::string slipped = text;
    slipped[at] = text[at] == '9' ? '8' : static_cast<char>(text[at] + 1);
    out.push_back({slipped, fmt::format("{} made {}", text.substr(begin, at + 1 - begin),
                                        slipped.substr(begin, at + 1 - begin))});
  }
}

std::vector<Slipped> slips(const std::string& text, std::string_view opening, std::span<const Slip> words) {
  std::vector<Slipped> out;
  for (const auto& [from, to] : sentences(text, opening)) {
    slipNumbers(text, from, to, out);
    for (const Slip& slip : words)
      for (size_t at = text.find(slip.word, from); at < to; at = text.find(slip.word, at + 1)) {
        std::string slipped = text;
        slipped.replace(at, slip.word.size(), slip.instead);
        const std::string around =
            text.substr(text.rfind('\n', at) + 1, text.find('\n', at) - text.rfind('\n', at) - 1);
        out.push_back(
            {slipped, fmt::format("「{}」 made 「{}」 in {}", slip.word, slip.instead, around), slip.treeOnly});
      }
  }
  return out;
}

/// Compares each slipped text with the policy of the other language.
void checkSlips(const std::string& path, std::string_view opening, std::span<const Slip> words,
                const test::Compiled& other) {
  const std::string text = contents(path);
  const std::string trees = clauseTrees(other), core = coreWithoutWords(other);
  size_t refused = 0, seenInTree = 0;
  const std::vector<Slipped> all = slips(text, opening, words);
  for (const Slipped& slip : all) {
    CAPTURE(slip.what);
    const test::Compiled slipped = test::compileText(slip.text, Folder + "slipped.tiao.md");
    if (!slipped.checked) {
      ++refused;
      continue;
    }
    CHECK((clauseTrees(slipped) != trees));
    if (!slip.treeOnly) CHECK((coreWithoutWords(slipped) != core));
    ++seenInTree;
  }
  fmt::print("{} slips: {} do not compile, {} differ\n", all.size(), refused, seenInTree);
  CHECK(all.size() > 60);
  CHECK(seenInTree > 30); // a test of slips that are all refused would be a test of the parser
}

} // namespace

TEST_CASE("the Chinese and the English policy are one tree and one core", "[policies]") {
  const test::Compiled zh = test::compile(Chinese), en = test::compile(English);
  REQUIRE(zh.checked);
  REQUIRE(en.checked);
  CHECK(clausesOf(zh).size() == 28);
  CHECK(clauseTrees(zh) == clauseTrees(en));
  CHECK(coreWithoutWords(zh) == coreWithoutWords(en));
}

TEST_CASE("a slip in the Chinese text is seen", "[policies]") {
  checkSlips(Chinese, "\n条款 ", ChineseSlips, test::compile(English));
}

TEST_CASE("a slip in the English text is seen", "[policies]") {
  checkSlips(English, "\nclause ", EnglishSlips, test::compile(Chinese));
}

} // namespace tiao::policies
