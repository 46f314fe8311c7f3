#include "compiler/driver/diff_words.h"

#include "compiler/explain/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

using diff::Law;
using diff::Match;
using diff::Pair;
using diff::Verdict;
using explain::say;
using number::Rational;

Tone toneOf(Verdict verdict) {
  switch (verdict) {
  case Verdict::Unchanged: return Tone::Same;
  case Verdict::MoreGenerous: return Tone::Gain;
  case Verdict::LessGenerous: return Tone::Loss;
  case Verdict::BothWays: return Tone::Mixed;
  case Verdict::Undecided:
  case Verdict::NotComparable: return Tone::Open;
  }
  return Tone::Open;
}

Tone toneOf(const Pair& pair, bool asked) {
  if (pair.match == Match::Added) return Tone::Gain;
  if (pair.match == Match::Removed) return Tone::Loss;
  if (!asked) return Tone::Open;
  if (pair.verdict == Verdict::Unchanged && !pair.together.empty()) {
    const bool loss = std::ranges::any_of(pair.together, diff::loses);
    return loss ? Tone::Loss : toneOf(pair.together.front().verdict);
  }
  return toneOf(pair.verdict);
}

Tone toneOf(diff::End end) {
  switch (end) {
  case diff::End::Equal: return Tone::Same;
  case diff::End::NobodyLoses: return Tone::Gain;
  case diff::End::Undecided: return Tone::Open;
  case diff::End::SomebodyLoses:
  case diff::End::InterfaceBroken:
  case diff::End::OverBudget:
  case diff::End::Failed: return Tone::Loss;
  }
  return Tone::Open;
}

Text verdictText(Verdict verdict, const std::vector<Text>& why) {
  const Text reasons = explain::joined(why, explain::semicolon);
  switch (verdict) {
  case Verdict::Unchanged: return {"不变（已证明）", "unchanged (proved)"};
  case Verdict::MoreGenerous: return {"更优惠（已证明：无人减少）", "more generous (proved: none gets less)"};
  case Verdict::LessGenerous: return {"更严（已证明：无人增加）", "less generous (proved: none gets more)"};
  case Verdict::BothWays: return {"有增有减", "some get more, some less"};
  case Verdict::Undecided: return say("未决：{}", "undecided: {}", reasons);
  case Verdict::NotComparable: return say("不可比较：{}", "cannot be compared: {}", reasons);
  }
  return {};
}

Text verdictText(const Law& law) {
  if (law.core) return {"不变", "unchanged"};
  Text words = verdictText(law.verdict, law.why);
  if (law.verdict == Verdict::BothWays && law.moved && !law.leastMore && !law.leastLess)
    words = {"合计不变，年度不同", "the same in all, in other years"};
  if (law.discretion && law.verdict != Verdict::Unchanged)
    words = say("{}；金额由评审核定，比较的是同样核定时所得",
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
    if (n > 0) parts.push_back(say("{1} {0}", "{0} {1}", n, Text(zh, en)));
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
  const Text accepted = c.accepted == 0 ? Text("", "") : say("；已认可的变化 {}", "; {} accepted", c.accepted);
  const Text clauses = say("{} 条款", c.clauses == 1 ? "{} clause" : "{} clauses", c.clauses);
  const bool accept = c.accepted > 0 && result.end == diff::End::Equal;
  const bool perhapsOver =
      result.end == diff::End::Undecided && result.budget && result.budget->over == diff::Over::Perhaps;
  const Text end = accept        ? Text("此外没有变化", "Nothing else changed")
                   : perhapsOver ? Text("是否超出预算，未决", "Whether it is over the budget is undecided")
                                 : endText(result.end);
  return say("{}：{}{}。{}", "{}: {}{}. {}", clauses, list, accepted, end);
}

bool told(const Pair& pair) { return !pair.same && !pair.accepted; }

Text titleText(const Pair& pair) {
  const auto names = [](const std::vector<diff::Clause>& clauses) {
    std::vector<Text> parts;
    for (const diff::Clause& c : clauses)
      parts.push_back(c.article.zh.empty() && c.article.en.empty() ? c.name
                                                                   : say("{}（{}）", "{} ({})", c.name, c.article));
    return explain::joined(parts, explain::enumeration);
  };
  const Text before = names(pair.before), after = names(pair.after);
  if (pair.before.empty()) return after;
  if (pair.after.empty() || before == after) return before;
  return say("{} → {}", "{} → {}", before, after);
}

Text verdictText(const Pair& pair, bool asked) {
  if (pair.match == Match::Added) return {"新增", "added"};
  if (pair.match == Match::Removed) return {"删去", "removed"};
  if (!asked) return {"有改动（没有证明）", "changed (no proof asked)"};
  if (pair.laws.size() == 1) return verdictText(pair.laws[0]);
  if (std::ranges::all_of(pair.laws, &Law::core)) return {"不变", "unchanged"};
  std::vector<Text> why;
  for (const Law& law : pair.laws) why.insert(why.end(), law.why.begin(), law.why.end());
  return verdictText(pair.verdict, why);
}

std::string placeText(const diff::Place& was, const diff::Place& is) {
  const auto one = [](const diff::Place& p) { return fmt::format("{}:{}", p.file, p.line); };
  if (was.file.empty()) return is.file.empty() ? "" : one(is);
  if (is.file.empty() || was == is) return one(was);
  if (was.file == is.file) return fmt::format("{}:{} → :{}", was.file, was.line, is.line);
  return one(was) + " → " + one(is);
}

Text valuesText(const Text& before, const Text& after) {
  const auto one = [](const std::string& was, const std::string& is) {
    if (!was.empty() && !is.empty() && was != is) return was + " → " + is;
    return was.empty() ? is : was;
  };
  return {one(before.zh, after.zh), one(before.en, after.en)};
}

Text factText(const diff::Regions& regions) {
  if (regions.scope.zh.empty() && regions.scope.en.empty()) return regions.fact;
  return say("{}（{}）", "{} ({})", regions.fact, regions.scope);
}

std::string numberText(const Rational& value) { return value.toFixed(value.isWhole() ? 0 : 2, true); }

Text rangeText(const diff::Region& r) {
  const std::string lo = numberText(r.lo), hi = numberText(r.hi);
  if (r.fromLeast && r.toMost) return {"任何数额", "any amount"};
  if (r.fromLeast) return say("至 {}", "up to {}", hi);
  if (r.toMost) return say("自 {} 起", "from {}", lo);
  if (lo == hi) return Text(lo);
  return say("{} 至 {}", "{} to {}", lo, hi);
}

std::string changeText(const Rational& change) {
  if (change.isZero()) return "0";
  return (change.sign() > 0 ? "+" : "−") + (change.sign() > 0 ? change : -change).toFixed(2, true);
}

namespace {

std::string between(const Rational& least, const Rational& most) {
  return least == most ? changeText(least) : changeText(least) + " … " + changeText(most);
}

} // namespace

Text changeText(const diff::Region& r) {
  const Text by(r.least.isZero() && r.most.isZero() ? "—" : between(r.least, r.most));
  return r.exact ? by : say("{}之间", "{} or between", by);
}

Text conditionText(const diff::ByCondition& c) {
  const Text by(between(c.least, c.most));
  return c.asks == diff::Side::Before
             ? say("只是不符合原来条件「{}」的：{}", "who fails only the old condition `{}`: {}", c.condition, by)
             : say("只是不符合新的条件「{}」的：{}", "who fails only the new condition `{}`: {}", c.condition, by);
}

Text togetherText(const Law& law) {
  return say("经择一和共用的限额：{}", "by choices and shared limits: {}", verdictText(law));
}
Text madeUpText() {
  return {"少得的由其他条款给予：这些条款合计，无人减少（已证明）",
          "what is lost here is given by another clause: over these clauses nobody gets less (proved)"};
}
Text unprovedText() {
  return {"拨付与追回不在证明之内：谁少得，未决", "no proof is about payment and recovery: who gets less is undecided"};
}

std::vector<Example> examplesOf(const Law& law) {
  std::vector<Example> out;
  const auto add = [&](const Text& name, const std::optional<diff::Witness>& witness) {
    if (!witness) return;
    const bool again = std::ranges::any_of(out, [&](const Example& e) {
      return e.witness->lines == witness->lines && e.witness->before == witness->before &&
             e.witness->after == witness->after;
    });
    if (!again) out.push_back({name, &*witness});
  };
  add({"多得的最小例", "least that gains"}, law.leastMore);
  add({"多得的易读例", "readable gain"}, law.readableMore);
  add({"少得的最小例", "least that loses"}, law.leastLess);
  add({"少得的易读例", "readable loss"}, law.readableLess);
  add({"换了年度的例", "in other years"}, law.moved);
  return out;
}

Text givenText(const diff::Witness& witness) {
  const std::string& p = witness.period;
  Text when("各年合计", "over all years");
  if (!p.empty()) when = {p + "年", p};
  if (const size_t dash = p.find('-'); dash != std::string::npos)
    when = {fmt::format("{}年{}月", p.substr(0, dash), std::stoi(p.substr(dash + 1))), p};
  return say("{}：原 {}元 → 新 {}元", "{}: {} yuan before → {} yuan after", when, witness.before.toFixed(2, true),
             witness.after.toFixed(2, true));
}

Text registerText(const diff::Register& r) {
  const Text words = say("名册中的 {} 家：{} 家增加，{} 家减少", "Of {} subjects in the register {} get more, {} less",
                         r.subjects, r.more, r.less);
  const Text pending = r.pending == 0 ? Text("", "") : say("，{} 家尚不能确定", ", {} cannot yet be told", r.pending);
  const Text median = r.more + r.less == 0 ? Text("", "")
                                           : say("；有变化的，变化的中位数 {}元",
                                                 "; the median change of those is {} yuan", changeText(r.medianChange));
  return say("{}{}{}。", "{}{}{}.", words, pending, median);
}

std::string changeText(const diff::Sum& sum) { return between(sum.least, sum.most); }

std::string amountText(const Rational& surely, const Rational& most) {
  return surely == most ? surely.toFixed(2, true) : surely.toFixed(2, true) + " … " + most.toFixed(2, true);
}

Text budgetText(const diff::Budget& b) {
  const Text all =
      say("合计 {}元 → {}元，{}元", "In all {} yuan → {} yuan, {} yuan", amountText(b.total.before, b.total.mostBefore),
          amountText(b.total.after, b.total.mostAfter), changeText(b.total));
  if (!b.allowed) return all;
  Text over;
  switch (b.over) {
  case diff::Over::No: over = {"未超出", "within it"}; break;
  case diff::Over::Perhaps: over = {"可能超出，取决于缺失的事实", "perhaps over it, by facts that are missing"}; break;
  case diff::Over::Yes: over = {"超出", "over it"}; break;
  }
  return say("{}；允许增加 {}元：{}", "{}; an increase of {} yuan is allowed: {}", all, b.allowed->toFixed(2, true),
             over);
}

} // namespace tiao::driver
