#include "compiler/interpret/schedule.h"

#include "compiler/interpret/expression.h"

#include <algorithm>

namespace tiao::interpret {
namespace {

/// The amounts of the instalments: shares rounded down to the fen, the last taking the rest.
std::vector<Rational> instalmentsOf(const core::Schedule& schedule, const Rational& award) {
  std::vector<Rational> amounts;
  Rational sum;
  for (const core::Instalment& instalment : schedule.instalments) {
    amounts.push_back((instalment.share * award).roundTo(Rational(1, 100), core::RoundMode::Down));
    sum += amounts.back();
  }
  if (!amounts.empty()) amounts.back() += award - sum;
  return amounts;
}

/// The payments of one award, event by event.
class Account {
public:
  Account(const core::Schedule& schedule, const Rational& award)
      : schedule_(schedule), award_(award), amounts_(instalmentsOf(schedule, award)) {
    due_ = !amounts_.empty();
  }

  using Why = Illegal::Why;
  /// Nothing, or why the event cannot be.
  std::optional<Illegal> read(const Event& event) {
    if (result.recoveredOn) return wrong(Why::Over);
    switch (event.kind) {
    case Event::Kind::Passed:
    case Event::Kind::Returned:
    case Event::Kind::Refused: return wrong(Why::Decided);
    case Event::Kind::Performed:
      if (result.stopped || amounts_.empty() || due_ || next_ >= amounts_.size()) return wrong(Why::NothingDue);
      due_ = true;
      return std::nullopt;
    case Event::Kind::Paid: return pay(event);
    case Event::Kind::Stopped:
      if (!result.firstPaid) return wrong(Why::NotPaid);
      result.stopped = true;
      return std::nullopt;
    case Event::Kind::Recovered:
      if (!result.firstPaid) return wrong(Why::NotPaid);
      if (!schedule_.recovery && !schedule_.stop) return wrong(Why::NotRecovered);
      result.recoveredOn = event.date;
      result.stopped = true;
      return std::nullopt;
    }
    return std::nullopt;
  }

  void stop() { result.stopped = result.stopped || result.firstPaid.has_value(); }

  /// Each fen in its place.
  Payments finish() {
    result.paid = paid_;
    const Rational left = award_ - paid_;
    if (result.stopped)
      result.withheld = left;
    else if (due_ && next_ < amounts_.size())
      result.due = amounts_[next_];
    result.toCome = left - result.withheld - result.due;
    if (result.recoveredOn) std::swap(result.recovered, result.paid);
    return result;
  }

  Payments result;

private:
  [[nodiscard]] std::optional<Illegal> wrong(Why why, std::optional<Rational> amount = {}) const {
    return Illegal{0, why, {}, std::move(amount)};
  }
  std::optional<Illegal> pay(const Event& event) {
    if (result.stopped) return wrong(Why::NothingDue);
    const Rational left = award_ - paid_;
    Rational amount = event.amount.value_or(left);
    if (!amounts_.empty()) {
      if (!due_ || next_ >= amounts_.size()) return wrong(Why::NothingDue);
      if (event.amount && *event.amount != amounts_[next_]) return wrong(Why::OtherAmount, amounts_[next_]);
      amount = amounts_[next_++];
      due_ = next_ < amounts_.size() && !schedule_.instalments[next_].byPerformance;
    }
    if (left.isZero()) return wrong(Why::NothingDue);
    if (left < amount) return wrong(Why::TooMuch, left);
    paid_ += amount;
    if (!result.firstPaid) result.firstPaid = event.date;
    return std::nullopt;
  }

  const core::Schedule& schedule_;
  Rational award_, paid_;
  std::vector<Rational> amounts_;
  size_t next_ = 0;  // the first instalment not yet paid
  bool due_ = false; // is it due?
};

} // namespace

Payments pay(const core::Program& program, const Amount& award, const Progress& progress, std::span<const Event> events,
             std::optional<int> stop) {
  Payments none;
  const bool approved = progress.standing == Standing::Approved || !program.procedure;
  const bool payable = approved && award.definite() && award.hi.sign() > 0;
  if (!program.schedule || !payable || progress.illegal) {
    if (award.definite() && progress.standing != Standing::Refused) none.toCome = award.hi;
    if (!progress.illegal && progress.read < events.size())
      none.illegal = Illegal{progress.read, Illegal::Why::NotAwarded, {}, {}};
    return none;
  }
  Account account(*program.schedule, award.hi);
  std::optional<Illegal> illegal;
  for (size_t i = progress.read; i < events.size() && !illegal; ++i) {
    if (stop && calendar::yearOf(events[i].date) > *stop) account.stop();
    illegal = i > 0 && events[i].date < events[i - 1].date ? Illegal{0, Illegal::Why::BeforeLast, {}, {}}
                                                           : account.read(events[i]);
    if (illegal) illegal->event = i;
  }
  if (stop) account.stop();
  Payments result = account.finish();
  result.illegal = illegal;
  return result;
}

std::optional<int> stopYear(const core::Program& program, const Case& facts, const Ledger& ledger, int first,
                            int last) {
  if (!program.schedule || !program.schedule->stop) return std::nullopt;
  const Book book(program, facts, ledger);
  Expressions expressions(program, facts, book);
  const Force force{program.from, program.to, program.to, {}};
  for (int year = first; year <= last; ++year) {
    const bool stops = expressions.truth(*program.schedule->stop, At{Key{}, {year, 0}, &force}) == Truth::Yes;
    expressions.drop(0);
    if (stops) return year;
  }
  return std::nullopt;
}

namespace {

/// From here on what was recovered counts as 0.
void giveBack(const GivenBack& recovery, Ledger& ledger) {
  for (Entry& entry : ledger.entries)
    if (entry.award == recovery.award && entry.period == recovery.period) {
      entry.lo = entry.hi = 0;
      entry.needs.clear();
    }
}

/// Adds the outcomes of the years that follow.
void append(Result& all, Result&& next) {
  const auto greater = [](std::optional<Rational>& into, const std::optional<Rational>& other) {
    if (other && (!into || *into < *other)) into = other;
  };
  std::ranges::move(next.outcomes, std::back_inserter(all.outcomes));
  std::ranges::move(next.groups, std::back_inserter(all.groups));
  all.bounds.resize(next.bounds.size());
  for (size_t i = 0; i < all.bounds.size(); ++i) {
    greater(all.bounds[i].lifeCap, next.bounds[i].lifeCap);
    greater(all.bounds[i].overallCap, next.bounds[i].overallCap);
    greater(all.bounds[i].years, next.bounds[i].years);
  }
  all.ledger = std::move(next.ledger);
}

} // namespace

// "Given back, as an entry of 0": the years up to the recovery are settled with what was awarded, the later ones from a
// ledger in which it is 0. Evaluating on from a ledger is the same as evaluating all years (law 5).
Result evaluate(const core::Program& program, const Case& facts, const Ledger& ledger,
                std::span<const GivenBack> recoveries, Years show, Detail detail) {
  if (recoveries.empty()) return evaluate(program, facts, ledger, show, detail);
  std::vector<GivenBack> inOrder(recoveries.begin(), recoveries.end());
  std::ranges::sort(inOrder, {}, &GivenBack::year);
  Result all;
  all.ledger = ledger;
  for (const GivenBack& recovery : inOrder) {
    if (recovery.year >= show.last) break;
    if (recovery.year > all.ledger.completeThrough.value_or(recovery.year - 1)) {
      const Years until{std::min(show.first, recovery.year + 1), recovery.year};
      append(all, evaluate(program, facts, all.ledger, until, detail));
    }
    giveBack(recovery, all.ledger);
  }
  append(all, evaluate(program, facts, all.ledger, show, detail));
  all.given = ledger.entries.size();
  return all;
}

} // namespace tiao::interpret
