#include "compiler/interpret/outcome.h"

#include <algorithm>
#include <bit>

namespace tiao::interpret {

namespace {

/// Rows 1 to 7 in order: every status that applies in some world that the ranges allow. A row that surely applies ends
/// the list.
uint16_t possibleStatuses(const Candidate& c) {
  uint16_t possible = 0;
  const auto row = [&](Truth applies, Status status) {
    if (applies != Truth::No) possible = static_cast<uint16_t>(possible | bit(status));
    return applies == Truth::Yes;
  };
  if (row(negation(c.inForce), Status::NotInForce)) return possible;
  if (row(c.exhausted, Status::Exhausted)) return possible;
  if (row(negation(c.eligible), Status::NotEntitled)) return possible;
  if (row(c.forgone, Status::Forgone)) return possible;
  // Row 5: nothing is cut and the fixed amount is 0. Row 6: some limit cut it. Row 7: otherwise.
  const Truth nothing = truth(c.fixed.hi.sign() <= 0, c.fixed.lo.sign() > 0);
  if (row(both(negation(c.cut), nothing), Status::NotEntitled)) return possible;
  if (row(c.cut, Status::Limited)) return possible;
  row(negation(nothing), Status::Granted);
  return possible;
}

/// Among several items of a list that is not given, each may have any of the statuses of one, and there may be none.
uint16_t possibleOfUnlisted(const Candidate& c) {
  return static_cast<uint16_t>(possibleStatuses(c) | bit(c.ownDates ? Status::NotEntitled : Status::NotInForce));
}

Status onlyOne(uint16_t possible) { return static_cast<Status>(std::countr_zero(possible)); }

/// The three pending outcomes.
Status pending(const core::Program& program, const Case& facts, const Candidate& c, const Needs& needs) {
  bool onlyAssessments = true;
  for (const Need& need : needs) {
    if (facts.invalid(need) != nullptr) return Status::Invalid;
    onlyAssessments = onlyAssessments && !need.list && program.facts[need.fact].origin == core::FactOrigin::Assessment;
  }
  const bool entitled = c.eligible == Truth::Yes && c.assessmentMissing && onlyAssessments;
  return entitled ? Status::ToBeAssessed : Status::Unknown;
}

void addMissing(const Case& facts, const Needs& needs, Detail detail, std::vector<Reason>& reasons) {
  for (const Need& need : needs) {
    const bool invalid = facts.invalid(need) != nullptr;
    if (!invalid && detail == Detail::Brief) continue; // the needs tell it
    Reason reason;
    reason.kind = invalid ? Reason::Kind::InvalidFact : Reason::Kind::Missing;
    reason.need = need;
    reasons.push_back(reason);
  }
}

/// Which of what was noted on the way tells why this status applies.
bool tells(Status status, Reason::Kind kind) {
  switch (status) {
  case Status::NotInForce: return kind == Reason::Kind::NotInForce;
  case Status::Exhausted: return kind == Reason::Kind::UsedUp;
  case Status::NotEntitled: return kind == Reason::Kind::ConditionFailed || kind == Reason::Kind::NothingToGive;
  case Status::Forgone: return kind == Reason::Kind::LostTo || kind == Reason::Kind::BarredBy;
  case Status::Limited:
  case Status::Granted: return false;
  case Status::ToBeAssessed:
  case Status::Unknown:
  case Status::Invalid: return kind != Reason::Kind::LostTo && kind != Reason::Kind::BarredBy;
  }
  return false;
}

/// A decision already taken stands. What was computed is told beside it (core.md section 5).
Outcome decidedOutcome(Candidate& c) {
  Outcome o;
  o.award = c.award;
  o.key = c.key;
  o.period = c.period;
  o.decided = true;
  o.amount = c.amount();
  o.computed = c.computed;
  o.ceiling = c.ceiling;
  o.steps = std::move(c.steps);
  const Truth nothing = truth(o.amount.hi.sign() <= 0, o.amount.lo.sign() > 0);
  if (nothing != Truth::No) o.possible = bit(Status::NotEntitled);
  if (nothing != Truth::Yes) o.possible = static_cast<uint16_t>(o.possible | bit(Status::Granted));
  const bool definite = std::popcount(o.possible) == 1 && o.amount.definite();
  o.status = definite ? onlyOne(o.possible) : Status::Unknown;
  if (!definite) o.needs = c.decision->needs;
  if (o.status == Status::NotEntitled) {
    Reason reason;
    reason.kind = Reason::Kind::NothingToGive;
    o.reasons.push_back(reason);
  }
  return o;
}

} // namespace

Outcome outcomeOf(const core::Program& program, const Case& facts, Candidate c, Detail detail) {
  if (c.decision != nullptr) return decidedOutcome(c);
  Outcome o;
  o.award = c.award;
  o.key = c.key;
  o.period = c.period;
  o.amount = c.amount();
  o.computed = std::move(c.computed);
  o.possible = c.unlisted ? possibleOfUnlisted(c) : possibleStatuses(c);
  o.steps = std::move(c.steps);

  // "If it is undecided which, or the amount is not definite, the outcome is pending."
  if (std::popcount(o.possible) == 1 && o.amount.definite()) {
    o.status = onlyOne(o.possible);
  } else {
    c.needs(o.needs);
    normalise(o.needs);
    o.status = pending(program, facts, c, o.needs);
  }

  if (c.ceiling && c.open() != Truth::No) o.ceiling = c.assessmentMissing ? o.amount.hi : *c.ceiling;
  for (Reason& reason : c.reasons) {
    if (tells(o.status, reason.kind)) o.reasons.push_back(std::move(reason));
  }
  if (o.status == Status::NotEntitled && o.reasons.empty()) {
    Reason reason;
    reason.kind = Reason::Kind::NothingToGive;
    o.reasons.push_back(reason);
  }
  const bool computed = c.open() != Truth::No;
  if (computed && o.status != Status::Granted) {
    for (Reason& reason : c.cuts) o.reasons.push_back(std::move(reason));
  }
  addMissing(facts, o.needs, detail, o.reasons);
  return o;
}

} // namespace tiao::interpret
