#include "tests/lang/front_end.h"

#include <algorithm>

/// Two sentences of a clause that can both apply are told, and no others: against trying all values.

using namespace tiao;

namespace {

struct Bound {
  const char* words;
  bool (*holds)(int halves, int yuan); // the fact in half yuan, the bound in yuan
};

const std::vector<Bound> bounds = {
    {"达到", [](int halves, int yuan) { return halves >= 2 * yuan; }},
    {"不超过", [](int halves, int yuan) { return halves <= 2 * yuan; }},
    {"超过", [](int halves, int yuan) { return halves > 2 * yuan; }},
    {"不满", [](int halves, int yuan) { return halves < 2 * yuan; }},
};

const std::string head = R"(政策 样例
施行 2022年1月1日 至 2025年12月31日
对象 企业：
- 收入：金额，每年，0 至 3元
条款 甲：
)";

size_t overlaps(const test::Compiled& compiled) {
  return static_cast<size_t>(
      std::ranges::count(compiled.sink.all(), std::string("T0589"), &diagnostics::Diagnostic::code));
}

} // namespace

TEST_CASE("sentences overlap exactly where some value meets both") {
  for (const Bound& a : bounds)
    for (const Bound& b : bounds)
      for (const bool excepted : {false, true})
        for (int x = 1; x <= 3; ++x)
          for (int y = 1; y <= 3; ++y) {
            const std::string first = std::string("收入") + a.words + std::to_string(x) + "元";
            const std::string second = std::string("收入") + b.words + std::to_string(y) + "元";
            const std::string other = excepted ? "除" + second + "外" : second;
            std::string text = head;
            text.append("  对").append(first).append("的企业，给予1元的一次性奖励。\n");
            text.append("  对").append(other).append("的企业，给予1元的一次性奖励。\n");
            bool both = false;
            for (int halves = 0; halves <= 6; ++halves) both |= a.holds(halves, x) && b.holds(halves, y) != excepted;
            CAPTURE(text);
            const test::Compiled compiled = test::compileText(text);
            CHECK(compiled.checked.has_value());
            CHECK(overlaps(compiled) == (both ? 1 : 0));
          }
}

TEST_CASE("sentences that exclude each other are not told") {
  CHECK(overlaps(test::compile(TIAO_ROOT "/tests/lang/sentence/that_exclude_each_other.tiao")) == 0);
}
