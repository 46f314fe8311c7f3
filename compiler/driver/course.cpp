#include "compiler/driver/course.h"

#include "compiler/explain/explain.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

namespace {

using interpret::Amount;
using interpret::Event;
using interpret::Illegal;
using interpret::Outcome;

/// What the award comes to in the period: its outcomes, or what the ledger has of years that are not computed.
std::optional<Amount> amountOf(const interpret::Result& result, const AwardEvents& events) {
  std::optional<Amount> sum;
  const auto add = [&](const core::Rational& lo, const core::Rational& hi) {
    if (!sum) sum.emplace();
    sum->lo += lo;
    sum->hi += hi;
  };
  for (const Outcome& outcome : result.outcomes)
    if (outcome.award == events.award && outcome.period == events.period) add(outcome.amount.lo, outcome.amount.hi);
  if (sum) return sum;
  for (const interpret::Entry& entry : result.ledger.entries)
    if (entry.award == events.award && entry.period == events.period) add(entry.lo, entry.hi);
  return sum;
}

/// The date of a recovery that follows a payment.
std::optional<core::Date> recoveryOf(const AwardEvents& events, const interpret::Progress& progress) {
  bool paid = false;
  for (size_t i = progress.read; i < events.events.size(); ++i) {
    paid = paid || events.events[i].kind == Event::Kind::Paid;
    if (paid && events.events[i].kind == Event::Kind::Recovered) return events.events[i].date;
  }
  return std::nullopt;
}

Text stageName(const core::Program& program, uint32_t stage) {
  return quoted(textOf(program.procedure->stages[stage].name));
}

Text why(const core::Program& program, const Illegal& illegal) {
  const auto expected = [&](const Text& words) {
    if (!illegal.expected) return words;
    const Text stage = stageName(program, *illegal.expected);
    return Text{words.zh + "；此时应办的环节是" + stage.zh, words.en + "; the stage expected is " + stage.en};
  };
  const std::string amount = illegal.amount ? explain::moneyText({*illegal.amount, *illegal.amount}) : std::string();
  switch (illegal.why) {
  case Illegal::Why::WrongStage: return expected({"环节次序不对", "the stage is out of order"});
  case Illegal::Why::BeforeLast: return expected({"日期早于上一事件", "the date is before that of the last event"});
  case Illegal::Why::Decided: return {"程序已经结束，不能再有这个环节", "the procedure is over; this cannot follow"};
  case Illegal::Why::NotApproved: return expected({"尚未批准，不能拨付", "it is not approved, so it cannot be paid"});
  case Illegal::Why::NotAwarded: return {"没有确定的金额可以拨付", "there is no definite amount to pay"};
  case Illegal::Why::NothingDue: return {"没有应拨付的款项", "nothing is due"};
  case Illegal::Why::OtherAmount: return {"本期应拨付 " + amount + " 元", "the instalment is " + amount + " yuan"};
  case Illegal::Why::TooMuch: return {"只剩 " + amount + " 元未拨付", "only " + amount + " yuan are left to pay"};
  case Illegal::Why::NotPaid:
    return {"尚未拨付，不能停止或追回", "nothing is paid yet, so nothing can be stopped or recovered"};
  case Illegal::Why::NotRecovered: return {"政策没有写追回", "the policy says nothing of recovery"};
  case Illegal::Why::Over: return {"已经追回，不能再有事件", "it is recovered; nothing can follow"};
  }
  return {};
}

/// The courses of a subject, evaluated with the recoveries in `recovered`.
class Follower {
public:
  Follower(const core::Program& program, const interpret::Case& facts, const interpret::Ledger& ledger,
           const std::vector<AwardEvents>& events, interpret::Years show, interpret::Detail detail)
      : program_(program), facts_(facts), ledger_(ledger), events_(events), show_(show), detail_(detail) {
    for (const AwardEvents& each : events_) {
      progress_.push_back(interpret::proceed(program_, each.events));
      recovered_.push_back(progress_.back().illegal ? std::nullopt : recoveryOf(each, progress_.back()));
      show_.first = std::min(show_.first, each.period.year);
      decide(each, progress_.back());
    }
  }

  Followed run() {
    // A recovery bars the years after it, if it is found to be one when the payments are followed; each round drops one
    // that is not.
    for (;;) {
      interpret::Case facts = facts_;
      Followed followed{evaluated(facts), std::move(facts), {}, {}};
      bool all = true;
      for (size_t i = 0; i < events_.size(); ++i) {
        followed.courses.push_back(courseOf(followed.result, i));
        if (!recovered_[i] || followed.courses.back().payments.recoveredOn) continue;
        recovered_[i].reset();
        all = false;
      }
      if (all) return followed;
    }
  }

private:
  void decide(const AwardEvents& each, const interpret::Progress& progress) {
    const bool complete = ledger_.completeThrough && each.period.year <= *ledger_.completeThrough;
    if (progress.decided && !progress.illegal && !complete)
      ledger_.entries.push_back({each.award, interpret::Key{}, each.period, *progress.decided, *progress.decided, {}});
  }

  /// Tells the case whom the recoveries bar, and evaluates it.
  interpret::Result evaluated(interpret::Case& facts) const {
    std::vector<interpret::GivenBack> back;
    for (size_t i = 0; i < events_.size(); ++i) {
      if (!recovered_[i]) continue;
      const int year = calendar::yearOf(*recovered_[i]);
      for (int later = year + 1; program_.barred && later <= show_.last; ++later)
        facts.give(*program_.barred, interpret::Key{}, {later, 0}, true);
      if (program_.schedule && program_.schedule->roomGivenBack)
        back.push_back({events_[i].award, events_[i].period, year});
    }
    return evaluate(program_, facts, ledger_, back, show_, detail_);
  }

  Course courseOf(const interpret::Result& result, size_t i) const {
    const AwardEvents& each = events_[i];
    Course course{each.award, each.period, progress_[i], {}};
    const auto firstPaid = std::ranges::find(each.events, Event::Kind::Paid, &Event::kind);
    std::optional<int> stop;
    if (firstPaid != each.events.end())
      stop = interpret::stopYear(program_, facts_, ledger_, calendar::yearOf(firstPaid->date), show_.last);
    course.payments =
        interpret::pay(program_, amountOf(result, each).value_or(Amount{}), progress_[i], each.events, stop);
    return course;
  }

  const core::Program& program_;
  const interpret::Case& facts_;
  interpret::Ledger ledger_;
  const std::vector<AwardEvents>& events_;
  interpret::Years show_;
  interpret::Detail detail_;
  std::vector<interpret::Progress> progress_;
  std::vector<std::optional<core::Date>> recovered_;
};

} // namespace

const Course* Followed::of(const interpret::Outcome& outcome) const {
  const auto found = std::ranges::find_if(
      courses, [&](const Course& course) { return course.award == outcome.award && course.period == outcome.period; });
  return found == courses.end() ? nullptr : &*found;
}

Followed follow(const core::Program& program, const interpret::Case& facts, const interpret::Ledger& ledger,
                const std::vector<AwardEvents>* events, interpret::Years show, interpret::Detail detail) {
  if (events == nullptr) return {evaluate(program, facts, ledger, show, detail), {}, {}, {}};
  Followed followed = Follower(program, facts, ledger, *events, show, detail).run();
  for (size_t i = 0; i < events->size(); ++i) {
    const AwardEvents& each = (*events)[i];
    const Course& course = followed.courses[i];
    const auto& illegal = course.progress.illegal ? course.progress.illegal : course.payments.illegal;
    if (!illegal) continue;
    const Text award = textOf(program.awards[each.award].name), reason = why(program, *illegal);
    const std::string period = calendar::toString(each.period);
    followed.errors.emplace_back(
        fmt::format("第{}行：{} {} {}：{}", each.lines[illegal->event], facts.subject, award.zh, period, reason.zh),
        fmt::format("line {}: {} {} {}: {}", each.lines[illegal->event], facts.subject, award.en, period, reason.en));
  }
  std::erase_if(followed.result.outcomes, [&](const Outcome& outcome) { return outcome.period.year < show.first; });
  return followed;
}

Course untouched(const core::Program& program, const Outcome& outcome) {
  Course course{outcome.award, outcome.period, interpret::proceed(program, {}), {}};
  course.payments = interpret::pay(program, outcome.amount, course.progress, {}, {});
  return course;
}

Text standingText(interpret::Standing standing) {
  switch (standing) {
  case interpret::Standing::Computed: return {"已算出", "computed"};
  case interpret::Standing::Recommended: return {"已推荐", "recommended"};
  case interpret::Standing::Approved: return {"已批准", "approved"};
  case interpret::Standing::Refused: return {"不予批准", "refused"};
  }
  return {};
}

Text stageText(const core::Program& program, const Course& course) {
  if (!program.procedure || course.progress.stage >= program.procedure->stages.size()) return {};
  const core::Stage& stage = program.procedure->stages[course.progress.stage];
  const Text name = textOf(stage.name);
  if (!stage.body || program.roles[*stage.body].name == stage.name) return name;
  const Text body = textOf(program.roles[*stage.body].name);
  return {name.zh + "（" + body.zh + "）", name.en + " (" + body.en + ")"};
}

Text paidText(const core::Program& program, const interpret::Case& facts, const Course& course) {
  const bool recovered = course.payments.recoveredOn.has_value();
  const core::Rational& yuan = recovered ? course.payments.recovered : course.payments.paid;
  if (yuan.isZero()) return {};
  const std::string sum = explain::moneyText({yuan, yuan});
  Text text = recovered ? Text{"已追回 " + sum + "元", "recovered " + sum + " yuan"}
                        : Text{"已拨付 " + sum + "元", "paid " + sum + " yuan"};
  if (!program.split) return text;
  // What was paid is split as a whole, so that a recovery returns to each payer what it paid.
  const interpret::Sharing sharing = interpret::sharing(program, facts, {}, course.period);
  const std::vector<Amount> parts = interpret::parts(*program.split, sharing, {yuan, yuan});
  for (size_t i = 0; i < parts.size(); ++i) {
    const Text payer = textOf(program.roles[program.split->payers[i]].name);
    const std::string part = explain::moneyText(parts[i]);
    text.zh += fmt::format("{}{} {}元", i == 0 ? (recovered ? "，退回 " : "，其中 ") : "、", payer.zh, part);
    text.en += fmt::format("{}{} {} yuan", i == 0 ? (recovered ? ", back to " : ", of which ") : ", ", payer.en, part);
  }
  return text;
}

} // namespace tiao::driver
