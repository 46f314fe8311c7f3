#include "compiler/official/account.h"

#include "tests/lang/front_end.h"

/// The account of small policies: what is operative, what is no rule, what is open.

using namespace tiao;
using official::Account;
using official::Claim;
using official::SectionAccount;

namespace {

struct Accounted {
  test::Compiled compiled;
  Account account;

  [[nodiscard]] std::string shown(const SectionAccount& section, official::Stretch s) const {
    return official::shown(compiled.sources, section.text.words, s);
  }
  /// What nothing accounts for, parted by `|`.
  [[nodiscard]] std::string open() const {
    std::string out;
    for (const SectionAccount& section : account.sections)
      for (const official::SentenceAccount& sentence : section.sentences)
        for (const official::Stretch s : sentence.open) out += shown(section, s) + "|";
    return out;
  }
  /// The words that rules compute, with their likeness.
  [[nodiscard]] std::string rules() const {
    std::string out;
    for (const SectionAccount& section : account.sections)
      for (const Claim& claim : section.claims)
        if (claim.kind == Claim::Kind::Rule)
          out += official::decimal(claim.likeness) + " " + shown(section, claim.official) + "|";
    return out;
  }
  [[nodiscard]] size_t withoutText() const {
    size_t count = 0;
    for (const SectionAccount& section : account.sections) count += section.withoutText.size();
    return count;
  }
  [[nodiscard]] size_t overlaps() const {
    size_t count = 0;
    for (const SectionAccount& section : account.sections) count += section.overlaps.size();
    return count;
  }
};

/// One section: official text and code.
Accounted account(const std::string& official, const std::string& code) {
  const std::string text = "```tiao\n政策 样例\n施行 2022年1月1日\n对象 企业 / enterprise：\n- 落户：是否\n- "
                           "上报：是否\n- 注册：是否\n- 投资额：金额，每年\n"
                           "```\n\n## （一）题\n\n" +
                           official + "\n\n```tiao\n" + code + "\n```\n";
  Accounted out{test::compileText(text, "policy.tiao.md"), {}};
  CAPTURE(test::errors(out.compiled));
  REQUIRE(test::errors(out.compiled).empty());
  out.account = official::account(out.compiled.parsed, out.compiled.sources);
  return out;
}

} // namespace

TEST_CASE("a clause computes the words that are most like its sentence") {
  const Accounted one =
      account("> 推动落户。对落户的企业，给予1万元的一次性奖励。", "条款 甲：对落户的企业，给予1万元的一次性奖励。");
  CHECK(one.rules() == "1.000 对落户的企业，给予1万元的一次性奖励|");
  CHECK(one.open() == "推动落户|");
}

TEST_CASE("what stands before the clause's own words in a sentence is open until it is declared") {
  const std::string text = "> 鼓励落户，对落户的企业，给予1万元的一次性奖励。",
                    clause = "条款 甲：对落户的企业，给予1万元的一次性奖励。";
  CHECK(account(text, clause).open() == "鼓励落户|");
  CHECK(account(text, "非规则（倡导）「鼓励落户」。\n" + clause).open() == "");
}

TEST_CASE("some words may differ, but no figure") {
  const std::string clause = "条款 甲：对落户的企业，按投资额的20%给予一次性奖励，最高不超过30万元。";
  const Accounted alike = account("> 对落户企业，按投资额的20%给予一次性奖励，最高不超过30万元。", clause);
  CHECK(alike.rules() == "0.968 对落户企业，按投资额的20%给予一次性奖励，最高不超过30万元|");
  CHECK(alike.open() == "");
  const Accounted other = account("> 对落户企业，按投资额的25%给予一次性奖励，最高不超过30万元。", clause);
  CHECK(other.rules() == "");
  CHECK(other.open() == "对落户企业，按投资额的25%给予一次性奖励，最高不超过30万元|");
  REQUIRE(other.withoutText() == 1);
  REQUIRE(other.account.sections.back().withoutText[0].near);
  CHECK(other.account.sections.back().withoutText[0].near->numbersDiffer);
}

TEST_CASE("a clause that is like no official words is told") {
  const Accounted none = account("> 推动上报。", "条款 甲：对落户的企业，给予1万元的一次性奖励。");
  CHECK(none.withoutText() == 1);
  CHECK_FALSE(none.account.sections.back().withoutText[0].near);
  CHECK(account("", "条款 甲：对落户的企业，给予1万元的一次性奖励。").withoutText() == 1);
}

TEST_CASE("a quotation claims its words whatever the clause's own are") {
  const Accounted quoted = account("> 落户有奖，奖一万。上报也有奖。",
                                   "条款 甲：\n  依据「落户有奖」。\n  对落户的企业，给予1万元的一次性奖励。");
  CHECK(quoted.rules().ends_with(" 落户有奖|"));
  CHECK(quoted.open() == "奖一万|上报也有奖|");
}

TEST_CASE("one clause may compute a run of sentences, and several clauses one sentence") {
  const std::string both =
      "条款 甲：\n  对落户的企业，给予1万元的一次性奖励。\n  对上报的企业，给予2万元的一次性奖励。";
  CHECK(account("> 对落户的企业，给予1万元的一次性奖励；对上报的企业，给予2万元的一次性奖励。", both).open() == "");
  CHECK(account("> 对落户的企业，给予1万元的一次性奖励，对上报的企业，给予2万元的一次性奖励。",
                "条款 甲：对落户的企业，给予1万元的一次性奖励。\n条款 乙：对上报的企业，给予2万元的一次性奖励。")
            .open() == "");
}

TEST_CASE("of equal words the first that nothing has claimed yet is taken") {
  const Accounted twice = account("> 另有规定。另有规定。", "非规则（另有规定）「另有规定」。");
  CHECK(twice.open() == "另有规定|");
  CHECK(
      account("> 另有规定。另有规定。", "非规则（另有规定）「另有规定」。\n非规则（另有规定）「另有规定」。").open() ==
      "");
}

TEST_CASE("signs, numbers of items and joining words need no account") {
  const Accounted joined =
      account("> 1.推动落户，并且，推动上报。", "非规则（倡导）「推动落户」。\n非规则（倡导）「推动上报」。");
  CHECK(joined.open() == "");
  CHECK(joined.account.sections.back().open == 0);
  CHECK(account("> 推动落户，不推动上报。", "非规则（倡导）「推动落户」。\n非规则（倡导）「推动上报」。").open() ==
        "不|");
}

TEST_CASE("words claimed as a rule and as none, or twice as none, are told") {
  const std::string clause = "条款 甲：对落户的企业，给予1万元的一次性奖励。";
  const std::string text = "> 推动落户。对落户的企业，给予1万元的一次性奖励。";
  CHECK(account(text, "非规则（裁量）「给予1万元的一次性奖励」。\n" + clause).overlaps() == 1);
  CHECK(account(text, "非规则（倡导）「推动落户」。\n非规则（倡导）「落户。对落户」。\n" + clause).overlaps() == 2);
  CHECK(account(text, "非规则（倡导）「推动落户」。\n" + clause).overlaps() == 0);
}

TEST_CASE("the policy's dates may quote the sentence that sets them") {
  const Accounted dates =
      account("> 本意见自2022年1月1日起施行。", "施行 2022年1月1日，依据「本意见自2022年1月1日起施行」。");
  CHECK(dates.open() == "");
}

TEST_CASE("what the budget does not allow to compare is told") {
  const Accounted one =
      account("> 推动落户。对落户的企业，给予1万元的一次性奖励。", "条款 甲：对落户的企业，给予1万元的一次性奖励。");
  CHECK_FALSE(one.account.cutOff);
  CHECK(official::account(one.compiled.parsed, one.compiled.sources, {100}).cutOff);
}
