#include "tests/unit/format/programs.h"

#include <catch2/catch.hpp>

/// What is not code: comments stay beside what they were written beside, empty lines part declarations, and a literate
/// file changes in its fences alone.
namespace tiao {

using source::Language;
using test::formatted;

namespace {

const std::string Words = "对象 企业 / enterprise：\n- 落户 / settled：是否，每年\n- 投资额 / investment：金额，每年\n";

} // namespace

TEST_CASE("comments stay with their bullets, sentences and declarations", "[format]") {
  const std::string text = "# 词汇\n"
                           "\n"
                           "\n"
                           "# 两段说明\n"
                           "对象 企业 / enterprise：   # 谁\n"
                           "   # 是否落户\n"
                           "-  落户 / settled:是否,每年 # 逐年看\n"
                           "\n"
                           "#金额\n"
                           "- 投资额/investment / 投资：金额\n"
                           "# 第一条\n"
                           "条款 甲 / first：对企业，给予1万元的奖励。  对落户的企业,给予2万元的奖励。# 两句\n"
                           "  # 条款的最后一行\n"
                           "# 文件的最后一行\n"
                           "\n";
  CHECK(formatted(text) == "# 词汇\n"
                           "\n"
                           "# 两段说明\n"
                           "对象 企业 / enterprise：  # 谁\n"
                           "# 是否落户\n"
                           "- 落户 / settled：是否，每年  # 逐年看\n"
                           "\n"
                           "#金额\n"
                           "- 投资额/investment / 投资：金额\n"
                           "# 第一条\n"
                           "条款 甲 / first：\n"
                           "  对企业，给予1万元的奖励。\n"
                           "  对落户的企业，给予2万元的奖励。  # 两句\n"
                           "  # 条款的最后一行\n"
                           "# 文件的最后一行\n");
}

TEST_CASE("comments inside a sentence stay between the same words", "[format]") {
  const std::string text = Words + "条款 甲：\n"
                                   "  # 谁\n"
                                   "  对落户的   # 落户见词汇\n"
                                   "  企业，\n"
                                   "  # 多少\n"
                                   "  给予1万元的奖励。\n";
  CHECK(formatted(text) == Words + "条款 甲：\n"
                                   "  # 谁\n"
                                   "  对落户的  # 落户见词汇\n"
                                   "  企业，\n"
                                   "  # 多少\n"
                                   "  给予1万元的奖励。\n");
}

TEST_CASE("comments are translated with what they stand beside", "[format]") {
  const std::string text = "对象 企业 / enterprise：  # 谁\n"
                           "# 是否落户\n"
                           "- 落户 / settled：是否，每年  # 逐年看\n"
                           "\n"
                           "- 又称 平台 / platform  # 别名\n"
                           "\n"
                           "# 条款\n"
                           "条款 甲 / first：\n"
                           "  # 第一句\n"
                           "  对企业，  # 全部企业\n"
                           "  给予1万元的奖励。  # 一次\n"
                           "  # 第二句\n"
                           "  对落户的企业，给予2万元的奖励。\n"
                           "\n"
                           "测试 两个主体 / two：\n"
                           "  企业：落户。  # 甲\n"
                           "  # 乙\n"
                           "  企业：落户 2023年 是。\n"
                           "  期望 甲：2023年 3万元。  # 合计\n";
  const std::string english = "subject enterprise / 企业:  # 谁\n"
                              "# 是否落户\n"
                              "- settled / 落户: yes or no, each year  # 逐年看\n"
                              "\n"
                              "- also called platform / 平台  # 别名\n"
                              "\n"
                              "# 条款\n"
                              "clause first / 甲:\n"
                              "  # 第一句\n"
                              "  # 全部企业\n"
                              "  For each enterprise, grant 10,000 yuan as an award.  # 一次\n"
                              "  # 第二句\n"
                              "  For each enterprise that is settled, grant 20,000 yuan as an award.\n"
                              "\n"
                              "test two / 两个主体:\n"
                              "  # 乙\n"
                              "  enterprise: settled, settled 2023: yes.  # 甲\n"
                              "  expect first: 2023: 30,000 yuan.  # 合计\n";
  CHECK(formatted(text, Language::En) == english);
}

TEST_CASE("a literate file changes in its fences alone", "[format]") {
  const std::string head =
      "# 标题  \n\n\n\n> 引文 , 一字不改\n\n- 说明   \n\n    缩进的代码\n\n```\n条款  甲：不是代码\n```\n\n";
  const std::string tail = "```\n\n  结尾   \n\n\n没有换行";
  const std::string text = head + "```tiao\n\n\n" + Words + "\n\n条款 甲:给予1万元的奖励.\n\n" + tail;
  const std::string after = head + "```tiao\n" + Words + "\n条款 甲：\n  给予1万元的奖励。\n" + tail;
  CHECK(formatted(text, std::nullopt, "policy.tiao.md") == after);
  CHECK(formatted("```tiao\n" + Words + "\n\n", std::nullopt, "policy.tiao.md") == "```tiao\n" + Words);
}

TEST_CASE("the byte order mark and the kind of line ends stay", "[format]") {
  CHECK(formatted("\xEF\xBB\xBF单位  台\r\n\r\n\r\n单位 件\n") == "\xEF\xBB\xBF单位 台\r\n\r\n单位 件\r\n");
  CHECK(formatted("# 标题\r\n\r\n```tiao\r\n单位  台\r\n```\r\n文字\n", std::nullopt, "a.tiao.md") ==
        "# 标题\r\n\r\n```tiao\r\n单位 台\r\n```\r\n文字\n");
  CHECK(formatted("单位 台") == "单位 台\n");
}

TEST_CASE("layout follows from the words alone", "[format]") {
  const auto sentence = [](const std::string& words) {
    return formatted(Words + "条款 甲:" + words).substr(Words.size());
  };
  // Width of punctuation, blanks around signs, and none between Chinese words.
  CHECK(sentence("对 落户 的 企业 , 给予 1万元 的 奖励 .") == "条款 甲：\n  对落户的企业，给予1万元的奖励。\n");
  // A sentence of several lines breaks behind its target and its start.
  CHECK(
      sentence(
          "对落户且投资额达到1000万元的企业，从落户起，每年按其投资额的20%给予资助，最长不超过3年，累计不超过500万元，"
          "每年不超过200万元。") ==
      "条款 甲：\n"
      "  对落户且投资额达到1000万元的企业，\n"
      "  从落户起，\n"
      "  每年按其投资额的20%给予资助，最长不超过3年，累计不超过500万元，每年不超过200万元。\n");
  CHECK(formatted("定义 双倍=投资额*2+1万元-投资额。" + std::string("\n") + Words)
            .starts_with("定义 双倍 = 投资额 × 2 + 1万元 - 投资额。\n"));
  CHECK(formatted("subject enterprise :\n- sales:money , 0 to 1000000000 yuan\n") ==
        "subject enterprise:\n- sales: money, 0 to 1,000,000,000 yuan\n");
}

TEST_CASE("an item of a list goes over several lines, and is read from them", "[format]") {
  std::string bullet = "- 区县：其一（";
  for (const char* name : {"上城区", "拱墅区", "西湖区", "滨江区", "萧山区", "余杭区", "临平区", "钱塘区", "富阳区",
                           "临安区", "桐庐县", "淳安县", "建德市"})
    bullet += std::string(name) + "、";
  const std::string text =
      "对象 企业：\n" + bullet + "其他），每年，按条款\n条款 甲：对区县为其他的企业，给予1万元的奖励。\n";
  const std::string form = formatted(text);
  CHECK(form.find("、\n  ") < form.find("，按条款"));
  CHECK(formatted(form) == form);
}

TEST_CASE("a blank that parts words stays", "[format]") {
  // Without it the sentence would be about another fact.
  const std::string text = "对象 企业：\n- 投资：金额，每年\n- 投资增长：比率，每年\n"
                           "条款 甲：对投资 增长20%以上的企业 ，给予1万元的奖励。\n";
  CHECK(formatted(text) == text);
}

TEST_CASE("names without a translation are told, and written as they are", "[format]") {
  const std::string text =
      "单位 台\n对象 企业 / enterprise：\n- 落户：是否\n- 台数 / machines：数量（台）\n条款 甲 / first：\n"
      "  对落户且台数达到3台的企业，给予1万元的奖励。\n";
  source::SourceSet sources;
  sources.add("policy.tiao", text);
  diagnostics::Sink sink;
  const auto result = format::formatFile("policy.tiao", Language::En, sources, sink);
  REQUIRE(result);
  CHECK(!result->lost);
  REQUIRE(result->untranslated.size() == 2);
  CHECK(result->untranslated[0].name == "台");
  CHECK(result->untranslated[1].name == "落户");
  CHECK(sources[0].place(result->untranslated[1].declared.begin).line == 3);
  CHECK(result->text.find("that is 落户 and whose machines is at least 3 台") != std::string::npos);
}

TEST_CASE("a file with errors is left alone", "[format]") {
  source::SourceSet sources;
  sources.add("policy.tiao", "条款 甲：对很好的企业，给予1万元的奖励。\n");
  diagnostics::Sink sink;
  CHECK(!format::formatFile("policy.tiao", std::nullopt, sources, sink));
  CHECK(sink.hasErrors());
}

} // namespace tiao
