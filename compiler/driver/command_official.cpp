#include "compiler/driver/coverage.h"

#include "compiler/parse/nearest.h"

#include <fmt/format.h>

/// tiao check --official: each sentence of the official text, and what accounts for it.
namespace tiao::driver {

namespace {

using official::Claim;
using official::SectionAccount;

/// The report in one language.
class Report {
public:
  Report(const Compiled& policy, Language language) : policy_(policy), language_(language) {}

  void section(const SectionAccount& account) {
    Coverage coverage;
    coverage.add(account);
    total_.add(coverage);
    fmt::print("{}{}{}\n", titleOf(policy_, account, language_), say("：", ": "), counts(coverage));
    for (const Claim& claim : account.claims)
      if (claim.kind == Claim::Kind::Rule) rule(account, claim);
    for (const official::SentenceAccount& sentence : account.sentences)
      for (const official::Stretch open : sentence.open) {
        const std::string words = official::shown(policy_.sources, account.text.words, open);
        fmt::print("  {} {}\n    {}\n", lineOf(policy_, official::placeOf(account.text.words, open)),
                   say("没有对应：", "is not accounted for:"), notRuleLine(words, language_));
      }
    for (const official::Overlap& overlap : account.overlaps) {
      const std::string words = official::shown(policy_.sources, account.text.words, overlap.stretch);
      fmt::print("  {} {}\n    {}\n", lineOf(policy_, official::placeOf(account.text.words, overlap.stretch)),
                 say("两处声明说的是同样的文字：", "two declarations claim the same words:"), quoted(words));
      for (const size_t i : {overlap.first, overlap.second})
        fmt::print("    {} {}\n", lineOf(policy_, account.claims[i].declared), what(account.claims[i]));
    }
    for (const official::WithoutText& rule : account.withoutText) withoutText(rule);
  }

  /// Returns whether everything is accounted for.
  bool close(const official::Account& account) {
    for (const Span translation : account.translations)
      fmt::print("{}\n", say(lineOf(policy_, translation) + "：译文，没有官方文本；请对原文件运行 --official",
                             lineOf(policy_, translation) +
                                 ": a translation, which has no official text; run --official on the original"));
    if (total_.sentences == 0) {
      fmt::print("{}\n", say("没有官方文本：原文是以「> 」开头的引文",
                             "there is no official text: official text is block quotes, lines that begin with `> `"));
      return true;
    }
    if (account.cutOff)
      fmt::print("{}\n", say("文字太长，没有全部比较：有的规则没有找过原文",
                             "the text is too long to compare all of it: some rules were not looked for"));
    fmt::print("{}{}\n", say("合计：", "in all: "), counts(total_));
    if (total_.rules > 0)
      fmt::print("{}\n",
                 say(fmt::format("规则 {} 处，与原文的平均相似度 {}", total_.rules, thousandths(total_.meanLikeness())),
                     fmt::format("{} with a mean likeness of {}",
                                 counted(total_.rules, "stretch of rules", "stretches of rules"),
                                 thousandths(total_.meanLikeness()))));
    if (total_.open > 0)
      fmt::print("{}\n", say(fmt::format("可用的理由：{}", fmt::join(parse::grounds(true), "、")),
                             fmt::format("the reasons are {}", fmt::join(parse::grounds(false), ", "))));
    return total_.complete() && !account.cutOff;
  }

private:
  using Span = source::Span;
  [[nodiscard]] std::string say(std::string zh, std::string en) const {
    return language_ == Language::Zh ? std::move(zh) : std::move(en);
  }
  [[nodiscard]] std::string quoted(const std::string& words) const { return driver::quoted(Text(words)).in(language_); }
  static std::string thousandths(size_t n) { return fmt::format("{}.{:03}", n / 1000, n % 1000); }
  static std::string counted(size_t n, const char* one, const char* many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
  }

  /// 3 句：规则 1，非规则 2（倡导 2）；文字已对应 100.0%
  [[nodiscard]] std::string counts(const Coverage& c) const {
    if (c.sentences == 0) return say("没有原文", "no official text");
    std::string reasons;
    for (const parse::Keyword& row : parse::keywords()) {
      if (row.token != "GROUND") continue;
      if (const auto found = c.notRules.find(row.id); found != c.notRules.end())
        reasons += fmt::format("{}{} {}", reasons.empty() ? "" : say("，", ", "), groundWord(row.id, language_),
                               found->second);
    }
    const std::string share = fmt::format("{}.{}%", c.share() / 10, c.share() % 10);
    if (language_ == Language::Zh)
      return fmt::format("{} 句：规则 {}，非规则 {}{}，没有对应 {}；文字已对应 {}", c.sentences, c.operative,
                         c.notRule(), reasons.empty() ? "" : "（" + reasons + "）", c.open, share);
    return fmt::format("{}: {} operative, {} not rules{}, {} open; {} of the text accounted for",
                       counted(c.sentences, "sentence", "sentences"), c.operative, c.notRule(),
                       reasons.empty() ? "" : " (" + reasons + ")", c.open, share);
  }

  [[nodiscard]] std::string nameOf(const syntax::NewName& name, Span declared) const {
    const core::Name both{name.zh, name.en};
    const std::string& shown = driver::shown(both, language_);
    return shown.empty() ? source::onOneLine(policy_.sources.text(declared)) : shown;
  }
  [[nodiscard]] std::string what(const Claim& claim) const {
    if (claim.kind == Claim::Kind::Rule) return nameOf(claim.name, claim.declared);
    return notRule(claim.ground);
  }
  [[nodiscard]] std::string notRule(const std::string& ground) const {
    const parse::Keyword& word = parse::keyword("NOTRULE");
    return say(word.zh.front() + "（" + groundWord(ground, Language::Zh) + "）",
               word.en.front() + " (" + groundWord(ground, Language::En) + ")");
  }

  /// 「A」→「B」 for what differs.
  [[nodiscard]] std::string changes(const std::vector<official::Difference>& differences) const {
    std::string out;
    for (const official::Difference& d : differences)
      out += (out.empty() ? "" : say("，", ", ")) + quoted(official::utf8(d.before)) + "→" +
             quoted(official::utf8(d.after));
    return out;
  }

  void rule(const SectionAccount& account, const Claim& claim) {
    fmt::print("  {}  {}{}{}\n", official::decimal(claim.likeness), nameOf(claim.name, claim.declared), say("：", ": "),
               quoted(official::shown(policy_.sources, account.text.words, claim.official)));
    if (!claim.differences.empty())
      fmt::print("         {}{}\n", say("原文→条款：", "official → rule: "), changes(claim.differences));
  }

  void withoutText(const official::WithoutText& rule) {
    const std::string name = quoted(nameOf(rule.name, rule.declared));
    if (!rule.near) {
      fmt::print("  {} {}\n", lineOf(policy_, rule.declared),
                 say("条款" + name + "没有相近的原文", "clause " + name + " is like no official words"));
      return;
    }
    fmt::print("  {} {}\n", lineOf(policy_, rule.declared),
               say("条款" + name + "与原文相近（" + official::decimal(rule.near->likeness) + "），但数字不同：",
                   "clause " + name + " is like the official words (" + official::decimal(rule.near->likeness) +
                       "), but its figures differ: ") +
                   changes(rule.differences));
  }

  const Compiled& policy_;
  Language language_;
  Coverage total_;
};

} // namespace

bool printCoverage(const Compiled& policy, const Console& console) {
  const official::Account account = official::account(policy.parsed, policy.sources);
  Report report(policy, console.language);
  for (const SectionAccount& section : account.sections) report.section(section);
  return report.close(account);
}

} // namespace tiao::driver
