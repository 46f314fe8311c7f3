#include "compiler/explain/lines.h"

/// What each status itself says, beyond conditions and amounts.
namespace tiao::explain {

using interpret::Outcome;
using interpret::Reason;
using interpret::Status;
using Mark = Line::Mark;

namespace {

Line line(Mark mark, Text text) { return {mark, std::move(text), {}}; }

/// What this award gave before, period by period.
Line historyLine(const View& view) {
  std::vector<Text> given;
  for (const interpret::Entry& entry : view.result.ledger.entries) {
    const bool own = entry.key == view.outcome.key || view.outcome.key.isSubject();
    const bool before = entry.period < view.outcome.period; // earlier months of the same year too
    if (entry.award != view.outcome.award || !own || !before || entry.hi.sign() <= 0) continue;
    given.push_back(periodText(entry.period) + " " + moneyText({entry.lo, entry.hi}));
  }
  if (given.empty()) return {};
  return line(Mark::None, say("历年给予：{}", "given before: {}", joined(given, semicolon)));
}

/// What the other award gives in this year.
Amount amountOf(const View& view, interpret::AwardId award) {
  Amount sum;
  for (const Outcome& other : view.result.outcomes) {
    const bool sameKey = view.outcome.key.isSubject() || other.key.isSubject() || other.key == view.outcome.key;
    if (other.award != award || other.period.year != view.outcome.period.year || !sameKey) continue;
    sum.lo += other.amount.lo;
    sum.hi += other.amount.hi;
  }
  return sum;
}

Line notInForceLine(const View& view) {
  const calendar::Period at = view.outcome.period;
  if (beforeItBegan(view.facts, at)) return line(Mark::None, notYetText(at, *view.facts.firstYear));
  return line(Mark::None, say("{}不在施行期内：{} 至 {}", "{} is not in force: {} to {}", periodText(at),
                              calendar::toString(view.award().from), calendar::toString(view.award().to)));
}

Lines exhaustedLines(const View& view) {
  Lines lines;
  for (const Reason& reason : view.outcome.reasons) {
    if (reason.kind != Reason::Kind::UsedUp) continue;
    lines.push_back(line(Mark::Binding, reasonText(view.program, view.sources, &view.facts, view.outcome, reason)));
  }
  if (Line history = historyLine(view); history.text != Text()) lines.push_back(std::move(history));
  return lines;
}

Line nothingLine(const View& view) {
  const auto kind = view.award().key;
  if (kind && view.outcome.key.isSubject() && view.facts.listGiven(*kind, view.outcome.period.year)) {
    return line(Mark::NotMet, noItemsText(view.program, *kind));
  }
  return line(Mark::None, {"金额为零，无可给予", "the amount is zero: nothing to give"});
}

Lines forgoneLines(const View& view) {
  Lines lines;
  for (const Reason& reason : view.outcome.reasons) {
    if (reason.kind == Reason::Kind::LostTo) {
      const Text other = named(view.program.awards[reason.award].name);
      lines.push_back(
          line(Mark::Binding, say("择优：取{} {}，放弃本项 {}", "one award only: {} of {} is chosen, {} is forgone",
                                  other, moneyText(amountOf(view, reason.award)), moneyText(view.outcome.computed))));
    }
    if (reason.kind == Reason::Kind::BarredBy) {
      lines.push_back(line(Mark::Binding, reasonText(view.program, view.sources, &view.facts, view.outcome, reason)));
    }
  }
  return lines;
}

/// Its own assessment has a line as the amount; those of other years and awards may still change it.
Lines assessedLines(const View& view) {
  const auto own = view.award().assessment;
  interpret::Needs others;
  for (const interpret::Need& need : view.outcome.needs) {
    const bool mine = !need.list && own && need.fact == *own && need.period == view.outcome.period;
    if (!mine) others.push_back(need);
  }
  if (others.empty()) return {};
  const Text names = needsText(view.program, &view.facts, others);
  return {line(Mark::None, say("还取决于尚未核定的：{}", "it depends also on what is not assessed yet: {}", names))};
}

/// Those needs that are missing, not invalid.
interpret::Needs missingOf(const Case& facts, const interpret::Needs& needs) {
  interpret::Needs missing;
  for (const interpret::Need& need : needs) {
    if (facts.invalid(need) == nullptr) missing.push_back(need);
  }
  return missing;
}

Lines pendingLines(const View& view) {
  const Outcome& outcome = view.outcome;
  Lines lines;
  for (const interpret::Need& need : outcome.needs) {
    if (view.facts.invalid(need) == nullptr) continue;
    lines.push_back(line(Mark::NotMet, invalidText(view.program, &view.facts, need)));
  }
  const interpret::Needs missing = missingOf(view.facts, outcome.needs);
  if (!missing.empty()) {
    lines.push_back(line(Mark::None, say("待补充：{}", "missing: {}", needsText(view.program, &view.facts, missing))));
  }
  lines.push_back(line(Mark::None, say("可能的金额：{}", "possible amount: {}", yuanText(outcome.amount))));
  std::vector<Text> possible;
  for (const Status status : possibleOf(outcome)) possible.push_back(statusText(status));
  if (possible.size() > 1) {
    lines.push_back(line(Mark::None, say("可能的结果：{}", "possible outcomes: {}", joined(possible, enumeration))));
  }
  return lines;
}

Lines limitedLines(const View& view) {
  Lines lines;
  for (const Reason& reason : view.outcome.reasons) {
    if (reason.kind != Reason::Kind::BarredBy) continue;
    lines.push_back(
        line(Mark::Binding, say("{}，只给差额", "{}: the difference is given",
                                reasonText(view.program, view.sources, &view.facts, view.outcome, reason))));
  }
  return lines;
}

Lines ownLines(const View& view) {
  switch (view.outcome.status) {
  case Status::NotInForce: return {notInForceLine(view)};
  case Status::Exhausted: return exhaustedLines(view);
  case Status::NotEntitled:
    for (const Reason& reason : view.outcome.reasons) {
      if (reason.kind == Reason::Kind::NothingToGive) return {nothingLine(view)};
    }
    return {};
  case Status::Forgone: return forgoneLines(view);
  case Status::Limited: return limitedLines(view);
  case Status::Granted: return {};
  case Status::ToBeAssessed: return assessedLines(view);
  case Status::Unknown:
  case Status::Invalid: return pendingLines(view);
  }
  return {};
}

} // namespace

Text noItemsText(const Program& program, core::Id<core::ItemKind> kind) {
  const Text name = named(program.itemKinds[kind].name);
  return say("没有{}", "no {}", Text(name.zh, plural(name.en)));
}

Lines statusLines(const View& view) {
  Lines lines = ownLines(view);
  if (view.outcome.decided) {
    lines.push_back(line(Mark::Binding, say("已作决定，给予 {}；计算为 {}", "decided already: {}; computed: {}",
                                            moneyText(view.outcome.amount), moneyText(view.outcome.computed))));
  }
  return lines;
}

} // namespace tiao::explain
