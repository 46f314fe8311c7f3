#include "compiler/explain/lines.h"

#include <algorithm>

namespace tiao::explain {

using interpret::Outcome;
using interpret::Reason;
using interpret::Status;

namespace {

// ----------------------------------------------------------------------------------------------------- one reason each

/// A number of years or months, without its unit.
Text countOf(const Program& program, const source::SourceSet& sources, Period now, ExprId n) {
  const auto* constant = std::get_if<core::Const>(&program.exprs[n].node);
  const auto* number = constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
  return number == nullptr ? words(program, sources, now, n) : Text(number->toString());
}

Text rangeOf(const Amount& amount) {
  const std::string lo = amount.lo.toString();
  return amount.definite() ? lo : lo + "–" + amount.hi.toString();
}

Text boundOf(const Program& program, const source::SourceSet& sources, Period now, ExprId bound) {
  return words(program, sources, now, bound);
}

Text usedUp(const Program& program, const source::SourceSet& sources, const Outcome& o, const Reason& reason) {
  const core::Limit* limit = limitAt(program, o.award, reason.level, reason.limit);
  if (limit == nullptr) return {"已用尽", "used up"};
  return std::visit(match{
                        [&](const core::Cap& l) {
                          const Text bound = boundOf(program, sources, o.period, l.bound);
                          return say("{}，已给予 {}，已满", "{}, given before {}: used up",
                                     capText(program, o.award, reason.level, l, bound), moneyText(reason.amount));
                        },
                        [](const core::Floor&) { return Text(); },
                        [&](const core::Count& l) {
                          const Text n = countOf(program, sources, o.period, l.n);
                          const bool months = l.unit == core::Per::Month;
                          if (n.zh == "1" && !months) return Text("一次性，已经给予", "once only, and given before");
                          const Text word = months ? Text("个月", "months") : Text("年", "years");
                          if (l.run)
                            return say("自首次给予起，以 {} {}为限，已满", "for {} {} from the first award: over", n,
                                       word);
                          return say("已获得 {0} {2}，最长不超过 {1} {2}", "given in {0} {2}, for at most {1}",
                                     rangeOf(reason.amount), n, word);
                        },
                        [&](const core::Within& l) {
                          return say("起算后已满 {} 年，以 {} 年为限", "{} full years since the start, for at most {}",
                                     rangeOf(reason.amount), countOf(program, sources, o.period, l.n));
                        },
                    },
                    limit->node);
}

const interpret::Step* stepOf(const Outcome& outcome, const Reason& reason) {
  for (const interpret::Step& step : outcome.steps) {
    if (step.level == reason.level && step.limit == reason.limit) return &step;
  }
  return nullptr;
}

Text cut(const Program& program, const source::SourceSet& sources, const Outcome& o, const Reason& reason) {
  if (reason.level == interpret::Level::Quantity) {
    const auto* least = std::get_if<core::Least>(&program.exprs[reason.expr].node);
    if (least == nullptr) return {};
    return say("{} 不超过 {}", "{} at most {}", words(program, sources, o.period, least->left),
               words(program, sources, o.period, least->right));
  }
  const core::Limit* limit = limitAt(program, o.award, reason.level, reason.limit);
  const auto* cap = limit == nullptr ? nullptr : std::get_if<core::Cap>(&limit->node);
  if (cap == nullptr) return {};
  const interpret::Step* step = stepOf(o, reason);
  const bool known = step != nullptr && !isConst(program, cap->bound);
  const Text bound = known ? Text(moneyText(step->bound)) : boundOf(program, sources, o.period, cap->bound);
  const Text text = capText(program, o.award, reason.level, *cap, bound);
  if (step == nullptr || step->already.hi.sign() <= 0) return text;
  return say("{}，已给予 {}", "{}, given before {}", text, moneyText(step->already));
}

/// A condition that the words said as one is told as one: its gloss stands for the comparisons within.
ExprId glossed(const Program& program, ExprId expr) {
  for (const auto& [whole, gloss] : program.glosses) {
    if (whole == expr) return expr;
    std::vector<ExprId> parts{whole};
    while (!parts.empty()) {
      const ExprId part = parts.back();
      parts.pop_back();
      if (part == expr) return whole;
      const auto* list = std::get_if<core::AtLeast>(&program.exprs[part].node);
      if (list != nullptr) parts.insert(parts.end(), list->of.begin(), list->of.end());
    }
  }
  return expr;
}

} // namespace

// 年营业收入（2023年）给出的是 abc：不是金额（第37行）
Text invalidText(const Program& program, const Case* facts, const interpret::Need& need) {
  const Text name = facts == nullptr ? needText(program, need) : needText(program, *facts, need);
  const interpret::Invalid* found = facts == nullptr ? nullptr : facts->invalid(need);
  if (found == nullptr) return say("{} 有误", "{} is invalid", name);
  if (need.list) {
    const Text why = say("{} 不完整：{}", "{} is not complete: {}", name, named(found->reason));
    return found->where.empty() ? why : say("{}（{}）", "{} ({})", why, found->where);
  }
  const Text text = say("{} 给出的是“{}”：{}", "{} was given as “{}”: {}", name, found->text, named(found->reason));
  return found->where.empty() ? text : say("{}（{}）", "{} ({})", text, found->where);
}

bool beforeItBegan(const Case& facts, Period period) { return facts.firstYear && period.year < *facts.firstYear; }

// 2022年时尚不存在，自2023年起存在
Text notYetText(Period period, int firstYear) {
  return say("{}年时尚不存在，自{}年起存在", "it did not exist in {}, but since {}", period.year, firstYear);
}

Text reasonText(const Program& program, const source::SourceSet& sources, const Case* facts, const Outcome& o,
                const Reason& reason) {
  switch (reason.kind) {
  case Reason::Kind::NotInForce: {
    if (facts != nullptr && beforeItBegan(*facts, o.period)) return notYetText(o.period, *facts->firstYear);
    const core::Award& award = program.awards[o.award];
    return say("施行期为 {} 至 {}", "in force from {} to {}", calendar::toString(award.from),
               calendar::toString(award.to));
  }
  case Reason::Kind::UsedUp: return usedUp(program, sources, o, reason);
  case Reason::Kind::ConditionFailed: return conditionName(program, sources, o.period, glossed(program, reason.expr));
  case Reason::Kind::NothingToGive: return {"金额为零", "nothing to give"};
  case Reason::Kind::Cut: return cut(program, sources, o, reason);
  case Reason::Kind::LostTo: {
    return say("择优取{}", "{} was chosen instead", named(program.awards[reason.award].name));
  }
  case Reason::Kind::BarredBy:
    return say("同一事项已由{}给予 {}", "{1} was given before for the same matter by {0}",
               named(program.awards[reason.award].name), moneyText(reason.amount));
  case Reason::Kind::Missing:
    return facts == nullptr ? needText(program, reason.need) : needText(program, *facts, reason.need);
  case Reason::Kind::InvalidFact: return invalidText(program, facts, reason.need);
  }
  return {};
}

Text ruleText(const Program& program, const source::SourceSet& sources, core::AwardId award, Period period,
              const Reason& reason) {
  Outcome outcome;
  outcome.award = award;
  outcome.period = period;
  if (reason.kind == Reason::Kind::BarredBy)
    return say("同一事项已由{}给予", "given before for the same matter by {}",
               named(program.awards[reason.award].name));
  if (reason.kind != Reason::Kind::UsedUp) return reasonText(program, sources, nullptr, outcome, reason);
  const core::Limit* limit = limitAt(program, award, reason.level, reason.limit);
  if (limit == nullptr) return {"已用尽", "used up"};
  return std::visit(match{
                        [&](const core::Cap& l) {
                          return capText(program, award, reason.level, l, boundOf(program, sources, period, l.bound));
                        },
                        [](const core::Floor&) { return Text(); },
                        [&](const core::Count& l) {
                          const Text n = countOf(program, sources, period, l.n);
                          const bool months = l.unit == core::Per::Month;
                          if (n.zh == "1" && !months) return Text("一次性，已经给予", "once only, and given before");
                          return say("最长不超过 {} {}", "for at most {} {}", n,
                                     months ? Text("个月", "months") : Text("年", "years"));
                        },
                        [&](const core::Within& l) {
                          return say("起算后以 {} 年为限", "for at most {} years since the start",
                                     countOf(program, sources, period, l.n));
                        },
                    },
                    limit->node);
}

std::vector<Status> possibleOf(const Outcome& outcome) {
  std::vector<Status> possible;
  for (const Status status : {Status::Granted, Status::Limited, Status::Forgone, Status::NotEntitled, Status::Exhausted,
                              Status::NotInForce}) {
    if ((outcome.possible >> static_cast<unsigned>(status) & 1U) != 0) possible.push_back(status);
  }
  return possible;
}

// --------------------------------------------------------------------------------------------- all of them on one line

namespace {

/// Who decides what is to be assessed.
Text judgesText(const Program& program, const interpret::Needs& needs) {
  std::vector<Text> judges;
  for (const interpret::Need& need : needs) {
    if (need.list) continue;
    const Text judge = judgeText(program, need.fact);
    if (std::find(judges.begin(), judges.end(), judge) == judges.end()) judges.push_back(judge);
  }
  return joined(judges, enumeration);
}

Text assessedBy(const Program& program, const Outcome& outcome) {
  const Text judges = judgesText(program, outcome.needs);
  if (!outcome.ceiling) return say("待{}核定", "to be assessed by {}", judges);
  const std::string ceiling = outcome.ceiling->toFixed(2, true);
  return say("待{}核定，最高 {}", "to be assessed by {}, at most {}", judges, ceiling);
}

/// Before the reasons of one kind: 不满足：… / not met: …
Text heading(Reason::Kind kind) {
  switch (kind) {
  case Reason::Kind::ConditionFailed: return {"不满足：", "not met: "};
  case Reason::Kind::NotInForce:
  case Reason::Kind::UsedUp:
  case Reason::Kind::NothingToGive:
  case Reason::Kind::Cut:
  case Reason::Kind::LostTo:
  case Reason::Kind::BarredBy:
  case Reason::Kind::Missing:
  case Reason::Kind::InvalidFact: return {};
  }
  return {};
}

} // namespace

Text reasonsText(const Program& program, const source::SourceSet& sources, const Outcome& outcome) {
  std::vector<Text> parts;
  std::vector<Text> told;
  interpret::Needs missing = outcome.needs;
  if (outcome.decided) parts.emplace_back("已作决定", "decided already");
  std::optional<Reason::Kind> last;
  for (const Reason& reason : outcome.reasons) {
    if (reason.kind == Reason::Kind::Missing) continue; // the needs tell it
    if (reason.kind == Reason::Kind::InvalidFact) std::erase(missing, reason.need);
    const Text text = reasonText(program, sources, nullptr, outcome, reason);
    if (text == Text() || std::find(told.begin(), told.end(), text) != told.end()) continue;
    told.push_back(text);
    parts.push_back(last == reason.kind ? text : heading(reason.kind) + text);
    last = reason.kind;
  }
  if (outcome.status == Status::ToBeAssessed) {
    parts.push_back(assessedBy(program, outcome));
  } else if (!missing.empty()) {
    parts.push_back(say("待补充：{}", "missing: {}", needsText(program, nullptr, missing)));
  }
  return joined(parts, semicolon);
}

} // namespace tiao::explain
