#include "compiler/driver/diff_report.h"
#include "compiler/driver/text_table.h"
#include "compiler/explain/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

using diff::Edit;
using diff::Law;
using diff::Pair;
using diff::Verdict;
using number::Rational;

Text verdictText(Verdict verdict, const std::vector<Text>& why) {
  const Text reasons = explain::joined(why, explain::semicolon);
  switch (verdict) {
  case Verdict::Unchanged: return {"不变（已证明）", "unchanged (proved)"};
  case Verdict::MoreGenerous: return {"更优惠（已证明：无人减少）", "more generous (proved: none gets less)"};
  case Verdict::LessGenerous: return {"更严（已证明：无人增加）", "less generous (proved: none gets more)"};
  case Verdict::BothWays: return {"有增有减", "some get more, some less"};
  case Verdict::Undecided: return explain::say("未决：{}", "undecided: {}", reasons);
  case Verdict::NotComparable: return explain::say("不可比较：{}", "cannot be compared: {}", reasons);
  }
  return {};
}

Text verdictText(const Law& law) {
  if (law.core) return {"不变", "unchanged"};
  Text words = verdictText(law.verdict, law.why);
  if (law.verdict == Verdict::BothWays && law.moved && !law.leastMore && !law.leastLess)
    words = {"合计不变，年度不同", "the same in all, in other years"};
  if (law.discretion && law.verdict != Verdict::Unchanged)
    words = explain::say("{}；金额由评审核定，比较的是同样核定时所得",
                         "{}; a body fixes the amount: the same amount fixed is compared", words);
  return words;
}

Text endText(diff::End end) {
  switch (end) {
  case diff::End::Equal: return {"两个版本意思相同", "Both versions mean the same"};
  case diff::End::NobodyLoses: return {"有变化，无人减少", "Changed, and nobody loses"};
  case diff::End::SomebodyLoses: return {"有人减少", "Somebody loses"};
  case diff::End::Undecided: return {"是否有人减少，未决", "Whether somebody loses is undecided"};
  case diff::End::InterfaceBroken: return {"数据接口不再相合", "Data feeds no longer fit"};
  case diff::End::OverBudget: return {"超出预算", "Over the budget"};
  case diff::End::Failed: return {"工具没有完成", "The tool failed"};
  }
  return {};
}

Text summaryText(const diff::Result& result) {
  const diff::Counts& c = result.counts;
  std::vector<Text> parts;
  const auto count = [&](int n, const char* zh, const char* en) {
    if (n > 0) parts.push_back(explain::say("{1} {0}", "{0} {1}", n, Text(zh, en)));
  };
  count(c.more, "更优惠", "more generous");
  count(c.less, "更严", "less generous");
  count(c.both, "有增有减", "both ways");
  count(c.undecided, "未决", result.lawAsked ? "undecided" : "not asked");
  count(c.notComparable, "不可比较", "not comparable");
  count(c.added, "新增", "added");
  count(c.removed, "删去", "removed");
  count(c.unchanged, "文字改动而意思不变", "changed in words only");
  count(c.same, "不变", "the same");
  const Text list = explain::joined(parts, {"，", ", "});
  const Text accepted = c.accepted == 0 ? Text("", "") : explain::say("；已认可的变化 {}", "; {} accepted", c.accepted);
  const Text clauses = explain::say("{} 条款", c.clauses == 1 ? "{} clause" : "{} clauses", c.clauses);
  const bool accept = c.accepted > 0 && result.end == diff::End::Equal;
  const bool perhapsOver =
      result.end == diff::End::Undecided && result.budget && result.budget->over == diff::Over::Perhaps;
  const Text end = accept        ? Text("此外没有变化", "Nothing else changed")
                   : perhapsOver ? Text("是否超出预算，未决", "Whether it is over the budget is undecided")
                                 : endText(result.end);
  return explain::say("{}：{}{}。{}", "{}: {}{}. {}", clauses, list, accepted, end);
}

namespace {

/// Values wider than this stand below each other.
constexpr uint32_t widest = 56;

class Printer {
public:
  Printer(const diff::Result& result, Language language, bool colour)
      : result_(result), language_(language), colour_(colour) {}

  std::string text() {
    head();
    general();
    for (const Pair& pair : result_.pairs)
      if (shown(pair)) clause(pair);
    interface();
    accepted();
    if (result_.registered) out_ += registerTables(*result_.registered, language_, colour_);
    if (result_.budget) out_ += budgetTables(*result_.budget, language_, colour_);
    if (result_.reasons) out_ += reasonsText(*result_.reasons, language_, colour_);
    fmt::format_to(std::back_inserter(out_), "{}\n", paint(in(summaryText(result_)), endColour()));
    return std::move(out_);
  }

private:
  [[nodiscard]] std::string say(const char* zh, const char* en) const { return language_ == Language::Zh ? zh : en; }
  [[nodiscard]] const std::string& in(const Text& text) const { return text.in(language_); }
  [[nodiscard]] std::string paint(const std::string& text, const char* colour) const {
    return colour_ && *colour != 0 ? fmt::format("\033[{}m{}\033[0m", colour, text) : text;
  }
  [[nodiscard]] const char* endColour() const {
    switch (result_.end) {
    case diff::End::Equal:
    case diff::End::NobodyLoses: return "32";
    case diff::End::Undecided: return "33";
    case diff::End::SomebodyLoses:
    case diff::End::InterfaceBroken:
    case diff::End::OverBudget:
    case diff::End::Failed: return "31";
    }
    return "";
  }
  static const char* colourOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Unchanged: return "";
    case Verdict::MoreGenerous: return "32";
    case Verdict::LessGenerous:
    case Verdict::BothWays: return "31";
    case Verdict::Undecided:
    case Verdict::NotComparable: return "33";
    }
    return "";
  }

  void line(const std::string& text) { out_ += text + "\n"; }

  void head() {
    const auto version = [&](const diff::Version& v) {
      return fmt::format("{}  {} – {}  {}", in(v.policy), v.from, v.to, v.document);
    };
    const auto told = [&](const char* zh, const char* en, const diff::Version& v) {
      std::string text = version(v);
      text.resize(text.find_last_not_of(' ') + 1);
      line(fmt::format("{}  {}  {}", say(zh, en), v.given, text));
    };
    told("原", "before", result_.before);
    told("新", "after ", result_.after);
    line("");
  }

  static bool shown(const Pair& pair) { return !pair.same && !pair.accepted; }

  void general() {
    std::vector<Edit> edits;
    for (const diff::General& general : result_.general)
      if (!general.accepted) edits.push_back(general.edit);
    if (edits.empty()) return;
    line(paint(say("全文", "the policy as a whole"), "1"));
    list(edits);
    for (const diff::General& general : result_.general)
      if (general.unproved && !general.accepted) {
        line("  " + paint(say("拨付与追回不在证明之内：谁少得，未决",
                              "no proof is about payment and recovery: who gets less is undecided"),
                          "33"));
        break;
      }
    line("");
  }

  void clause(const Pair& pair) {
    const auto names = [&](const std::vector<diff::Clause>& clauses) {
      std::string out;
      for (const diff::Clause& c : clauses) {
        const std::string article =
            in(c.article).empty() ? "" : fmt::format(fmt::runtime(say("（{}）", " ({})")), in(c.article));
        out += (out.empty() ? "" : say("、", ", ")) + in(c.name) + article;
      }
      return out;
    };
    const std::string before = names(pair.before), after = names(pair.after);
    const std::string name = before.empty()                     ? after
                             : after.empty() || before == after ? before
                                                                : before + " → " + after;
    line(paint(name, "1") + "  " + verdict(pair));
    list(pair.edits);
    for (const Law& law : pair.laws) this->law(law, pair.laws.size() > 1);
    for (const Law& law : pair.together) {
      line("  " + paint(fmt::format(fmt::runtime(say("经择一和共用的限额：{}", "by choices and shared limits: {}")),
                                    in(verdictText(law))),
                        colourOf(law.verdict)));
      if (law.madeUp)
        line("  " + say("少得的由其他条款给予：这些条款合计，无人减少（已证明）",
                        "what is lost here is given by another clause: over these clauses nobody gets less (proved)"));
      witnesses(law);
    }
    line("");
  }

  [[nodiscard]] std::string verdict(const Pair& pair) const {
    if (pair.match == diff::Match::Added) return paint(say("新增", "added"), "32");
    if (pair.match == diff::Match::Removed) return paint(say("删去", "removed"), "31");
    if (!result_.lawAsked) return say("有改动（没有证明）", "changed (no proof asked)");
    if (pair.laws.size() == 1) return paint(in(verdictText(pair.laws[0])), colourOf(pair.laws[0].verdict));
    std::vector<Text> why;
    for (const Law& law : pair.laws) why.insert(why.end(), law.why.begin(), law.why.end());
    const bool core = std::ranges::all_of(pair.laws, [](const Law& law) { return law.core; });
    return paint(core ? say("不变", "unchanged") : in(verdictText(pair.verdict, why)), colourOf(pair.verdict));
  }

  [[nodiscard]] static std::string place(const Edit& edit) {
    const auto one = [](const diff::Place& p) { return fmt::format("{}:{}", p.file, p.line); };
    if (edit.was.file.empty()) return edit.is.file.empty() ? "" : one(edit.is);
    if (edit.is.file.empty() || edit.was == edit.is) return one(edit.was);
    if (edit.was.file == edit.is.file) return fmt::format("{}:{} → :{}", edit.was.file, edit.was.line, edit.is.line);
    return one(edit.was) + " → " + one(edit.is);
  }

  /// Edits in columns; long values below.
  void list(const std::vector<Edit>& edits) {
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Left, Align::Left});
    std::vector<const Edit*> tall;
    for (const Edit& edit : edits) {
      const std::string &before = in(edit.before), &after = in(edit.after);
      const bool wide = source::displayWidth(before) + source::displayWidth(after) > widest;
      std::string values;
      if (!before.empty() && !after.empty() && before != after)
        values = fmt::format("{} → {}", before, after);
      else
        values = before.empty() ? after : before;
      if (wide) {
        flush(table);
        line("  " + in(edit.sentence) + "  " + place(edit));
        if (before == after) {
          line("      " + before);
          continue;
        }
        if (!before.empty()) line(paint("    − " + before, "31"));
        if (!after.empty()) line(paint("    + " + after, "32"));
        continue;
      }
      table.add({in(edit.sentence), values, place(edit)});
    }
    flush(table);
  }
  void flush(TextTable& table) {
    using Align = TextTable::Align;
    out_ += table.print(2);
    table = TextTable({Align::Left, Align::Left, Align::Left});
  }

  void law(const Law& law, bool several) {
    if (several && !law.core) {
      line("  " + in(law.award) + "  " + paint(in(verdictText(law)), colourOf(law.verdict)));
    }
    if (law.regions) regions(*law.regions);
    witnesses(law);
  }

  [[nodiscard]] static std::string money(const Rational& value) { return value.toFixed(2, true); }
  [[nodiscard]] static std::string change(const Rational& value) {
    if (value.isZero()) return "0";
    return (value.sign() > 0 ? "+" : "−") + money(value.sign() > 0 ? value : -value);
  }

  void regions(const diff::Regions& regions) {
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Right, Align::Right, Align::Right});
    table.add(
        {in(regions.fact) + (in(regions.scope).empty() ? "" : say("（", " (") + in(regions.scope) + say("）", ")")),
         say("原", "before"), say("新", "after"), say("变化", "change")});
    for (const diff::Region& r : regions.regions) {
      const std::string lo = r.lo.toFixed(r.lo.isWhole() ? 0 : 2, true),
                        hi = r.hi.toFixed(r.hi.isWhole() ? 0 : 2, true);
      std::string range = fmt::format(fmt::runtime(say("{} 至 {}", "{} to {}")), lo, hi);
      if (lo == hi) range = lo;
      if (r.fromLeast && r.toMost)
        range = say("任何数额", "any amount");
      else if (r.fromLeast)
        range = fmt::format(fmt::runtime(say("至 {}", "up to {}")), hi);
      else if (r.toMost)
        range = fmt::format(fmt::runtime(say("自 {} 起", "from {}")), lo);
      std::string by = r.least.isZero() && r.most.isZero() ? "—"
                       : r.least == r.most                 ? change(r.least)
                                                           : change(r.least) + " … " + change(r.most);
      if (!r.exact) by += say("之间", " or between");
      table.add({range, in(r.before), in(r.after), by});
    }
    if (!regions.regions.empty()) out_ += table.print(2);
    for (const diff::ByCondition& c : regions.conditions)
      line("  " +
           fmt::format(
               fmt::runtime(c.asks == diff::Side::Before
                                ? say("只是不符合原来条件「{}」的：{}", "who fails only the old condition `{}`: {}")
                                : say("只是不符合新的条件「{}」的：{}", "who fails only the new condition `{}`: {}")),
               in(c.condition), c.least == c.most ? change(c.least) : change(c.least) + " … " + change(c.most)));
    for (const Text& note : regions.notes) line("  " + in(note));
  }

  void witnesses(const Law& law) {
    const auto show = [&](const char* zh, const char* en, const std::optional<diff::Witness>& witness) {
      if (!witness) return;
      const std::string name = say(zh, en);
      const std::string blank(source::displayWidth(name), ' ');
      const std::string form = say("{}：原 {}元 → 新 {}元", "{}: {} yuan before → {} yuan after");
      const std::string when =
          witness->period.empty() ? say("各年合计", "over all years") : witness->period + say("年", "");
      line(fmt::format("  {}  {}", name,
                       fmt::format(fmt::runtime(form), when, money(witness->before), money(witness->after))));
      for (const Text& facts : witness->lines) line(fmt::format("  {}  {}", blank, in(facts)));
    };
    show("多得的最小例", "least that gains", law.leastMore);
    if (!sameCase(law.leastMore, law.readableMore)) show("多得的易读例", "readable gain   ", law.readableMore);
    show("少得的最小例", "least that loses", law.leastLess);
    if (!sameCase(law.leastLess, law.readableLess)) show("少得的易读例", "readable loss   ", law.readableLess);
    show("换了年度的例", "in other years  ", law.moved);
  }
  static bool sameCase(const std::optional<diff::Witness>& a, const std::optional<diff::Witness>& b) {
    return a && b && a->lines == b->lines && a->before == b->before && a->after == b->after;
  }

  void interface() {
    std::vector<Edit> breaking, others;
    for (const diff::InterfaceChange& change : result_.interface) {
      if (change.accepted) continue;
      Edit edit;
      edit.sentence = change.sentence;
      edit.before = change.before;
      edit.after = change.after;
      edit.was = change.was;
      edit.is = change.is;
      (change.breaks ? breaking : others).push_back(std::move(edit));
    }
    if (!breaking.empty()) {
      line(paint(
          say("接口：以下变化使原来的数据或账本不再相合", "interface: data or ledgers of the old version do not fit"),
          "31"));
      list(breaking);
      line("");
    }
    if (!others.empty()) {
      line(paint(say("接口", "interface"), "1"));
      list(others);
      line("");
    }
  }

  /// What was accepted before: in one line each.
  void accepted() {
    bool any = false;
    const auto tell = [&](const std::string& what, const std::optional<Text>& reason) {
      if (!reason) return;
      if (!any) line(paint(say("已认可", "accepted"), "1"));
      any = true;
      line(fmt::format("  {}：{}", what, in(*reason)));
    };
    for (const diff::General& g : result_.general) tell(in(g.edit.sentence), g.accepted);
    for (const Pair& pair : result_.pairs)
      tell(in((pair.after.empty() ? pair.before : pair.after).front().name), pair.accepted);
    for (const diff::InterfaceChange& c : result_.interface) tell(in(c.sentence), c.accepted);
    if (any) line("");
  }

  const diff::Result& result_;
  Language language_;
  bool colour_;
  std::string out_;
};

} // namespace

std::string diffText(const diff::Result& result, Language language, bool colour) {
  return Printer(result, language, colour).text();
}

} // namespace tiao::driver
