#include "tests/lang/front_end.h"

#include <random>

/// The checker returns a program only if there were no errors, whatever it is given, and a program that core finds
/// sound. Here it is given policies whose words have been dropped, doubled and exchanged.

using namespace tiao;

namespace {

const std::vector<std::string> words = {
    "对",     "企业",   "甲",     "乙",    "的",         "，",    "、",   "。",   "且",     "或",
    "未",     "收入",   "件数",   "近3年", "平均增速",   "在",    "20%",  "以上", "超过",   "100万元",
    "不超过", "3年",    "每年",   "给予",  "1万元",      "奖励",  "按",   "最高", "累计",   "最长不超过",
    "再",     "一次性", "从",     "起",    "（",         "）",    "若",   "则",   "否则",   "+",
    "−",      "×",      "÷",      "上年",  "较上年增量", "部分",  "增长", "区县", "上城区", "为",
    "园区",   "根据",   "取整到", "万元",  "单价",       "合计额"};

const std::string head = R"(政策 样例
施行 2022年7月1日 至 2025年6月30日
角色 园区
对象 企业：
- 甲：是否，每年
- 乙：是否，每年，按条款
- 收入：金额，每年
- 件数：数量（件），每年
- 区县：其一（上城区、下城区）
参数 单价 = 3元/件。
定义 合计额 = 收入 × 2。
)";

const std::vector<std::string> sentences = {
    "对甲且未乙的企业，每年按收入的20%给予奖励，最长不超过3年，累计不超过100万元。",
    "对收入超过100万元且近3年平均增速在20%以上的企业，给予不超过1万元的一次性奖励。",
    "对企业，从甲起，给予园区件数×单价的奖励，取整到万元。",
    "对区县为上城区的企业，按合计额给予不超过100万元的奖励。",
    "对企业，按若甲则收入较上年增量否则上年收入给予奖励，不低于1万元。",
};

} // namespace

TEST_CASE("whatever is written, a program comes out only without errors") {
  std::mt19937_64 random(1);
  size_t sound = 0;
  for (int i = 0; i < 2'000; ++i) {
    std::string sentence = sentences[random() % sentences.size()];
    for (uint64_t changes = random() % 3; changes > 0; --changes) {
      size_t at = random() % sentence.size();
      while ((static_cast<unsigned char>(sentence[at]) & 0xC0U) == 0x80) --at;
      if (random() % 2 == 0)
        sentence.erase(at, source::decode(sentence, at).length);
      else
        sentence.insert(at, words[random() % words.size()]);
    }
    CAPTURE(sentence);
    const test::Compiled compiled = test::compileText(head + "条款 丙：" + sentence + "\n");
    CHECK(compiled.checked.has_value() == !compiled.sink.hasErrors());
    for (const diagnostics::Diagnostic& d : compiled.sink.all())
      CHECK(d.code != "T0599"); // the compiler contradicts itself
    if (compiled.checked) ++sound;
  }
  CHECK(sound > 500);
}
