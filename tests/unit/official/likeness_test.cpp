#include "compiler/official/likeness.h"

/// Likeness, differences, figures, and the nearest official words.

using namespace tiao;
using official::Likeness;

namespace {

Likeness like(const std::string& a, const std::string& b) {
  return official::likeness(official::characters(a), official::characters(b));
}
std::string changes(const std::string& before, const std::string& after) {
  std::string out;
  for (const official::Difference& d : official::differences(official::characters(before), official::characters(after)))
    out += "[" + official::utf8(d.before) + "|" + official::utf8(d.after) + "]";
  return out;
}
std::string figures(const std::string& text) {
  std::string out;
  for (const std::u32string& n : official::numbers(official::characters(text))) out += official::utf8(n) + " ";
  return out;
}
std::string nearest(const std::string& words, const std::string& text) {
  const std::u32string in = official::characters(text);
  const auto found = official::nearest(official::characters(words), in);
  return found ? official::utf8(std::u32string_view(in).substr(found->begin, found->size())) : "none";
}

} // namespace

TEST_CASE("likeness counts characters kept in order") {
  CHECK(like("条款", "条款").whole());
  CHECK(like("条款", "条文") == Likeness{1, 2});
  CHECK(like("奖励企业", "企业奖励") == Likeness{2, 4});
  CHECK(like("一二三四", "一三") == Likeness{2, 4});
  CHECK(like("甲", "乙") == Likeness{0, 1});
  CHECK(like("", "甲") == Likeness{0, 1});
}

TEST_CASE("likeness is a fraction, told in thousandths and rounded down") {
  CHECK(official::decimal({2, 3}) == "0.666");
  CHECK(official::decimal({999'999, 1'000'000}) == "0.999");
  CHECK(official::decimal({5, 5}) == "1.000");
  CHECK(Likeness{89, 100} < Likeness{9, 10});
  CHECK_FALSE(Likeness{9, 10} < Likeness{90, 100});
}

TEST_CASE("differences keep numbers and words whole") {
  CHECK(changes("按其20%给予", "按其25%给予") == "[20|25]");
  CHECK(changes("给予奖励", "再给予奖励") == "[|再]");
  CHECK(changes("给予一次性奖励", "给予奖励") == "[一次性|]");
  CHECK(changes("at most 100 yuan", "at most 120 yuan") == "[100|120]");
  CHECK(changes("甲乙丙", "甲丁丙戊") == "[乙|丁][|戊]");
  CHECK(changes("同", "同").empty());
}

TEST_CASE("the figures of a text, without the numbers of items") {
  CHECK(figures("按0.3元/件，每年最多3万元，５０家") == "0.3 3 50 ");
  CHECK(figures("1.服务50家以上；2.增长20%") == "50 20 ");
  CHECK(figures("at most 5,000,000 yuan. 2. Then 7") == "5000000 7 ");
  CHECK(figures("没有") == "");
}

TEST_CASE("the stretch that the fewest changes turn into the words") {
  CHECK(nearest("给予1万元的奖励", "推动落户。对落户的企业，给予2万元的奖励，最长3年。") == "给予2万元的奖励");
  CHECK(nearest("推动企业迁来", "推动企业落户。给予奖励。") == "推动企业落户");
  CHECK(nearest("完全不同的话", "推动企业落户。") == "none");
  CHECK(nearest("甲", "") == "none");
  CHECK(nearest("", "甲") == "none");
}

TEST_CASE("what is too long to compare is not compared") {
  const std::u32string longText(5'000, U'甲');
  CHECK_FALSE(official::nearest(longText, longText));
  CHECK(official::differences(longText, longText + U"乙").empty());
}
