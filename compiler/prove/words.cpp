#include "compiler/prove/words.h"

#include "compiler/explain/phrase.h"
#include "compiler/source/literate.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::prove {

using explain::named;
using explain::say;
using number::Rational;

const char* questionKey(Question question) {
  switch (question) {
  case Question::Given: return "given";
  case Question::Condition: return "condition";
  case Question::Ceiling: return "ceiling";
  case Question::Limit: return "limit";
  case Question::Idle: return "idle";
  case Question::Cliff: return "cliff";
  case Question::More: return "more";
  case Question::MoreInAll: return "moreInAll";
  case Question::Split: return "split";
  case Question::Shares: return "shares";
  }
  return "";
}

const char* verdictKey(Verdict verdict) {
  switch (verdict) {
  case Verdict::Holds: return "holds";
  case Verdict::Fails: return "fails";
  case Verdict::Undecided: return "undecided";
  case Verdict::NotAsked: return "notAsked";
  }
  return "";
}

const char* whyKey(Why why) {
  switch (why) {
  case Why::Exhausted: return "exhausted";
  case Why::LeftOut: return "leftOut";
  case Why::Items: return "items";
  case Why::Years: return "years";
  case Why::Disagreement: return "disagreement";
  case Why::SolverFailed: return "solverFailed";
  case Why::Discretion: return "discretion";
  case Why::FixedAmount: return "fixedAmount";
  case Why::NoLimits: return "noLimits";
  case Why::ReadsEarlier: return "readsEarlier";
  case Why::NothingGiven: return "nothingGiven";
  }
  return "";
}

const char* changeKey(Change change) {
  switch (change) {
  case Change::Unchanged: return "unchanged";
  case Change::MoreGenerous: return "moreGenerous";
  case Change::LessGenerous: return "lessGenerous";
  case Change::BothWays: return "bothWays";
  case Change::Undecided: return "undecided";
  case Change::NotComparable: return "notComparable";
  }
  return "";
}

namespace {

Text yuan(const Rational& amount) { return explain::yuanText({amount, amount}); }

Text whyText(Why why) {
  switch (why) {
  case Why::Exhausted: return {"求解器在限定的步数内没有得出结论", "the solver did not settle it within its steps"};
  case Why::LeftOut: return {"有的算法没有编入证明", "something it computes is left out of proofs"};
  case Why::Items:
    return {"只查了每类条目不超过一个的情形", "only cases with at most one item of each kind were searched"};
  case Why::Years: return {"只查了最初的若干年", "only the first years were searched"};
  case Why::Disagreement:
    return {"解释器复算与证明不一致，这是工具的差错", "the interpreter disagrees with the proof: a fault of the tool"};
  case Why::SolverFailed: return {"求解器出错", "the solver failed"};
  case Why::Discretion: return {"金额由评审核定", "a body fixes the amount"};
  case Why::FixedAmount: return {"金额固定，不随数量变化", "the amount is fixed and hangs on no quantity"};
  case Why::NoLimits: return {"没有上限", "it has no limit"};
  case Why::ReadsEarlier:
    return {"这项事实也取以前年度的数，要分就得各年都分",
            "the fact is also read of earlier years, which would have to be divided too"};
  case Why::NothingGiven: return {"从不给予", "it never gives anything"};
  }
  return {};
}

Text leftOutText(LeftOut what) {
  switch (what) {
  case LeftOut::MovedDates: return {"两个未知日期推移后的比较", "comparing two unknown dates of which one is moved"};
  case LeftOut::ManyTerms: return {"相距很远的日期之间的足月足年", "full terms between dates that lie far apart"};
  case LeftOut::ManySets: return {"可选组合太多的择一", "a choice with too many possible sets"};
  case LeftOut::NoElection: return {"同额而没有选择的择一", "equal awards without an election"};
  }
  return {};
}

} // namespace

Text ProofWords::award(core::AwardId id) const {
  const core::Award& award = program.awards[id];
  const Text name = named(award.name), article = explain::articleText(award.article);
  return article.zh.empty() ? name : say("{}（{}）", "{} ({})", name, article);
}

Text ProofWords::proved(Question question) {
  switch (question) {
  case Question::Given: return {"有可能给予", "it can give something"};
  case Question::Condition: return {"每个条件都起作用", "each condition matters"};
  case Question::Ceiling: return {"从不超过限额", "it is never above its limits"};
  case Question::Limit: return {"每个限额都可能起作用", "each limit can bind"};
  case Question::Idle: return {"上限以下的数额起作用", "what is below the cap matters"};
  case Question::Cliff: return {"门槛处没有断崖", "no cliff at a threshold"};
  case Question::More: return {"当年多投入不少得", "more in a year never pays less that year"};
  case Question::MoreInAll: return {"各年合计多投入不少得", "more in a year never pays less over all years"};
  case Question::Split: return {"一分为二不多得", "one in two parts never pays more"};
  case Question::Shares:
    return {"分担各部分之和恒等于奖补，且只适用一种情形",
            "the parts of who pays always sum to the award, by one case only"};
  }
  return {};
}

Text ProofWords::step(core::FactId fact) const {
  if (program.facts[fact].type.unit == core::yuan()) return yuan(grainOf(program.facts[fact]));
  return explain::numberText(program, program.facts[fact].type.unit, grainOf(program.facts[fact]));
}

std::string ProofWords::where(source::Span span) const {
  if (span.begin == span.end) return {};
  const source::SourceFile& file = sources[span.file];
  return fmt::format("{}:{}", file.path(), file.place(span.begin).line);
}

Text ProofWords::limit(const Finding& finding) const {
  source::Span span;
  if (finding.limit) span = program.awards[finding.award].limits[*finding.limit].span;
  if (finding.within) span = program.exprs[*finding.within].span;
  if (finding.within) return inOwnWords(span, explain::words(program, sources, {}, *finding.within));
  return inOwnWords(span, limit(program.awards[finding.award].limits[*finding.limit]));
}

/// As the policy says it in its own language, and as these words say it in the other.
Text ProofWords::inOwnWords(source::Span span, Text words) const {
  if (span.begin == span.end) return words;
  const bool zh = sources[span.file].language() == source::Language::Zh;
  (zh ? words.zh : words.en) = source::onOneLine(sources.text(span));
  return words;
}

Text ProofWords::growth(const core::GrowthGloss& gloss) const {
  const Text of = explain::words(program, sources, {}, gloss.last);
  const Text rate = gloss.threshold ? explain::percentText(*gloss.threshold) : Text("…");
  if (gloss.growths == 1) return say("{}比上年增长 {}", "growth of {} over the year before, {}", of, rate);
  return say("{}{}年平均增速 {}", "average growth of {} over {} years, {}", of, gloss.growths, rate);
}

Text ProofWords::limit(const core::Limit& limit) const {
  const auto words = [&](core::ExprId expr) { return explain::words(program, sources, {}, expr); };
  return std::visit(
      core::match{
          [&](const core::Cap& l) {
            const Text bound = words(l.bound);
            if (l.window == core::Window::Life) return say("累计不超过 {}", "at most {} in total", bound);
            if (l.window == core::Window::Year) return say("每年不超过 {}", "at most {} a year", bound);
            return say("每期不超过 {}", "at most {} each time", bound);
          },
          [&](const core::Floor& l) { return say("不少于 {}", "at least {}", words(l.bound)); },
          [&](const core::Count& l) {
            if (l.unit == core::Per::Month) return say("最长 {} 个月", "for at most {} months", words(l.n));
            return say("最长 {} 年", "for at most {} years", words(l.n));
          },
          [&](const core::Within& l) { return say("自起算起 {} 年内", "within {} years of the start", words(l.n)); },
      },
      limit.node);
}

/// The words of the condition, threshold or limit that it is about.
Text ProofWords::quoted(const Finding& finding) const {
  if (finding.limit || finding.within) return limit(finding);
  if (!finding.expr) return {};
  // A part of a growth is told as the growth.
  for (const auto& [whole, gloss] : program.glosses) {
    const auto* list = std::get_if<core::AtLeast>(&program.exprs[whole].node);
    if (list != nullptr && std::holds_alternative<core::GrowthGloss>(gloss) &&
        std::ranges::find(list->of, *finding.expr) != list->of.end())
      return inOwnWords(program.exprs[whole].span, growth(std::get<core::GrowthGloss>(gloss)));
  }
  return explain::words(program, sources, {}, *finding.expr);
}

Text ProofWords::reasons(const Finding& finding) const {
  return reasons(finding.why, finding.leftOut, finding.failure);
}

Text ProofWords::reasons(const std::set<Why>& why, const std::set<LeftOut>& leftOut, const std::string& failure) {
  std::vector<Text> parts;
  for (const Why each : why) parts.push_back(whyText(each));
  for (const LeftOut what : leftOut) parts.push_back(leftOutText(what));
  if (why.contains(Why::SolverFailed) && !failure.empty()) parts.emplace_back(failure, failure);
  return explain::joined(parts, explain::semicolon);
}

Text ProofWords::change(const Comparison& c) {
  std::vector<Text> sizes;
  const auto size = [&](const std::optional<Difference>& difference, const char* zh, const char* en) {
    if (!difference) return;
    Rational by = difference->by;
    if (difference->readable && !difference->most)
      by = number::greatest(by, [&] {
        const auto& v = difference->readable->variants;
        const Rational d = v[1].paid.back().amount - v[0].paid.back().amount;
        return d.sign() < 0 ? -d : d;
      }());
    sizes.push_back(say(zh, en, yuan(by)));
  };
  size(c.gains, "如多得 {}", "for one, {} more");
  size(c.loses, "如少得 {}", "for one, {} less");
  const Text such = explain::joined(sizes, explain::semicolon);
  switch (c.change) {
  case Change::Unchanged: return {"不变", "is unchanged"};
  case Change::MoreGenerous: return say("更优惠，无人减少（{}）", "is more generous, and none gets less ({})", such);
  case Change::LessGenerous: return say("更严，无人增加（{}）", "is less generous, and none gets more ({})", such);
  case Change::BothWays:
    return sizes.empty() ? Text("合计相同，年度不同", "gives the same in all, in other years")
                         : say("有增有减（{}）", "gives some more and some less ({})", such);
  case Change::Undecided: return say("有变化，方向未决（{}）", "may change, undecided ({})", such);
  case Change::NotComparable: return {"不可比较", "cannot be compared"};
  }
  return {};
}

Text ProofWords::finding(const Finding& f) const {
  const Text what = quoted(f);
  const Text fact = f.fact ? named(program.facts[*f.fact].name) : Text();
  const Text certain = f.most ? Text("", "") : Text("（不止于此也未可知）", " (perhaps more)");
  switch (f.question) {
  case Question::Given: return {"在任何情形下都不给予", "it never gives anything, whatever the facts"};
  case Question::Condition:
    return say("条件「{}」不起作用：有没有它，结果都一样",
               "the condition `{}` does not matter: with or without it the result is the same", what);
  case Question::Ceiling: return {"可以超过限额", "it can be above a limit"};
  case Question::Limit: return say("限额「{}」从不起作用", "the limit `{}` never binds", what);
  case Question::Idle:
    return say("上限「{}」总是用满：被它限制的数额怎样变化，都不影响结果",
               "the cap `{}` is always reached: however the amount below it changes, the result is the same", what);
  case Question::Cliff: {
    std::vector<Text> sizes;
    if (f.gain.sign() > 0) sizes.push_back(say("多得 {}", "gains up to {}", yuan(f.gain)));
    if (f.loss.sign() > 0) sizes.push_back(say("少得 {}", "loses up to {}", yuan(f.loss)));
    return say("门槛「{}」：{}再多 {}，最多{}{}", "threshold `{}`: {} more of {} {}{}", what,
               Text(fact.zh, step(*f.fact).en), Text(step(*f.fact).zh, fact.en),
               explain::joined(sizes, {"，或者最多", ", or "}), certain);
  }
  case Question::More: return say("{}越多，当年反而可能越少", "more of {} can pay less in the same year", fact);
  case Question::MoreInAll:
    return say("{}在某一年越多，各年合计反而可能越少", "more of {} in one year can pay less over all years", fact);
  case Question::Split:
    return say("{}一分为二、各算一份，最多多得 {}{}", "{} in two parts, each counted by itself, gains up to {}{}", fact,
               yuan(f.gain), certain);
  case Question::Shares:
    return {"分担各部分之和可能不等于奖补，或者没有、不止一种情形适用",
            "the parts of who pays may not sum to the award, or no case or several apply"};
  }
  return {};
}

Text ProofWords::told(const Told& told, std::optional<int> year) const {
  const core::Program& of = told.side == 1 && second != nullptr ? *second : program;
  const core::Fact& fact = of.facts[told.fact];
  const bool said = told.period.year != 0 && (told.period.isMonth() || told.period.year != year);
  const Text name =
      said ? say("{}（{}）", "{} ({})", named(fact.name), explain::periodText(told.period)) : named(fact.name);
  if (fact.type.kind == core::Kind::Truth) return name;
  return say("{} {}", "{} {}", name, explain::constantText(of, fact.type, told.value));
}

std::vector<Text> ProofWords::example(const Example& example) const {
  // The year of the case need not be repeated.
  std::optional<int> year;
  const auto& paid = example.variants.empty() ? std::vector<Paid>() : example.variants.front().paid;
  if (paid.size() == 1 && paid.front().period.year != 0) year = paid.front().period.year;
  std::vector<Text> values, yes, no;
  bool usual = false;
  for (const Told& each : example.facts) {
    const bool* truth = std::get_if<bool>(&each.value);
    const bool changed = std::ranges::any_of(example.variants, [&](const auto& variant) {
      return std::ranges::any_of(variant.changed, [&](const Told& other) {
        return other.fact == each.fact && other.item == each.item && other.period == each.period;
      });
    });
    usual = usual || each.usual;
    if (!changed && !each.usual) (truth == nullptr ? values : *truth ? yes : no).push_back(told(each, year));
  }
  std::vector<Text> lines;
  const auto amounts = [&](const Example::Variant& variant) {
    std::vector<Text> parts;
    for (const Paid& each : variant.paid) {
      const Text when = each.period.year == 0 ? Text("合计", "in all") : explain::periodText(each.period);
      parts.push_back(say("{} {}", "{} {}", when, yuan(each.amount)));
    }
    return explain::joined(parts, explain::enumeration);
  };
  for (size_t v = 0; v < example.variants.size(); ++v) {
    std::vector<Text> changed;
    for (const Told& each : example.variants[v].changed) changed.push_back(told(each, year));
    if (v == 0) { // the values that the others change
      for (const auto& other : example.variants) {
        for (const Told& each : other.changed) {
          for (const Told& was : example.facts) {
            const Text words = told(was, year);
            if (was.fact == each.fact && was.item == each.item && was.period == each.period &&
                std::ranges::find(changed, words) == changed.end())
              changed.push_back(words);
          }
        }
      }
    }
    const Text facts = explain::joined(changed, explain::enumeration);
    lines.push_back(facts.zh.empty() ? say("得 {}", "is given {}", amounts(example.variants[v]))
                                     : say("{}：得 {}", "{}: is given {}", facts, amounts(example.variants[v])));
  }
  if (!values.empty()) lines.push_back(explain::joined(values, explain::semicolon));
  if (!yes.empty()) lines.push_back(say("是：{}", "yes: {}", explain::joined(yes, explain::enumeration)));
  if (!no.empty()) lines.push_back(say("否：{}", "no: {}", explain::joined(no, explain::enumeration)));
  if (usual) lines.emplace_back("其余条件都满足", "all other conditions are met");
  return lines;
}

} // namespace tiao::prove
