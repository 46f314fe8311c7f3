#include "compiler/interpret/award.h"

#include "compiler/core/force.h"

#include <algorithm>

namespace tiao::interpret {

using core::Date;

// --------------------------------------------------------------------------------------------------------- candidate

Truth Candidate::open() const { return both(both(inForce, negation(exhausted)), both(eligible, negation(forgone))); }

Amount Candidate::amount() const {
  if (decision != nullptr) return {decision->lo, decision->hi};
  switch (open()) {
  case Truth::Yes: return fixed;
  case Truth::No: return {};
  case Truth::Either: return {0, fixed.hi};
  }
  return {};
}

void Candidate::needs(Needs& out) const {
  if (decision != nullptr) {
    out.insert(out.end(), decision->needs.begin(), decision->needs.end());
    return;
  }
  const auto add = [&](const Needs& part) { out.insert(out.end(), part.begin(), part.end()); };
  add(rowNeeds);
  if (forgone == Truth::Either) add(forgoneNeeds);
  if (open() != Truth::No) add(amountNeeds);
}

Candidate Awarding::candidate(AwardId id, Key key, Period t, const History& past, const Closed& closed,
                              TotalBound& bound) {
  const core::Award& award = program_.awards[id];
  Candidate c;
  c.award = id;
  c.key = key == Unlisted ? Key{} : key;
  c.period = t;
  c.unlisted = key == Unlisted;
  c.ownDates = !c.unlisted || inForceUntil(award, t, award.to);
  Force force{award.from, award.to, award.to, {}};
  At at{key, t, &force};
  const size_t mark = expressions_.mark();
  if (Observer* const seen = expressions_.observer()) seen->candidate(id, c.key, t);

  // Row 1.
  c.inForce = inForce(award, at, force);
  if (c.inForce == Truth::No) {
    Reason reason;
    reason.kind = Reason::Kind::NotInForce;
    c.reasons.push_back(reason);
    return c;
  }

  // Row 2.
  Limits limits(expressions_, award.limits, Level::Key, past, at);
  limits.note(bound);
  c.exhausted = any(limits.usedUp(c.reasons), closed.exhausted);
  c.reasons.insert(c.reasons.end(), closed.reasons.begin(), closed.reasons.end());
  if (c.exhausted == Truth::Either) expressions_.need(closed.needs);
  if (c.exhausted != Truth::Yes) {
    // Row 3.
    c.eligible = expressions_.truth(award.eligible, at);
    if (c.eligible == Truth::No) failing(award.eligible, at, c.reasons);
  }
  c.rowNeeds = expressions_.take(mark);
  if (c.open() == Truth::No) return c;

  findAmount(award, at, past, c);
  c.computed = c.amount();
  return c;
}

// ------------------------------------------------------------------------------------------------------------- row 1

// "Period t is in force if it overlaps [from, to] (part = none: lies within it). … After `to` nothing is in force
// (accrued), or, for `started c`, the periods of a key whose c is yes, for an award with Count or Within. … a subject
// has none before the first year it is said to exist." A series that runs on is in force from `from` without end; its
// condition itself is read by the award's own dates.
Truth Awarding::inForce(const core::Award& award, At& at, Force& force) {
  if (!award.startedIf || calendar::lastDay(at.period) <= award.to || !countsYears(award)) {
    return truth(inForceUntil(award, at.period, award.to));
  }
  const size_t mark = expressions_.mark();
  const Truth started = expressions_.truth(*award.startedIf, at);
  if (started != Truth::No) force.toAtMost = core::forever();
  if (started == Truth::Yes) force.to = core::forever();
  force.needs = expressions_.take(mark);
  const Truth result =
      hull(truth(inForceUntil(award, at.period, force.to)), truth(inForceUntil(award, at.period, force.toAtMost)));
  if (result == Truth::Either) expressions_.need(force.needs);
  return result;
}

bool Awarding::inForceUntil(const core::Award& award, Period t, Date to) const {
  if (facts_.firstYear && t.year < *facts_.firstYear) return false;
  return core::inForceUntil(award, t, to);
}

// "A subject without items is not entitled"; it has no series that could run on after the award's end.
Candidate Awarding::withoutItems(AwardId id, Period t) const {
  Candidate c;
  c.award = id;
  c.period = t;
  c.noItems = true;
  c.ownDates = inForceUntil(program_.awards[id], t, program_.awards[id].to);
  c.inForce = truth(c.ownDates);
  c.eligible = Truth::No;
  Reason reason;
  reason.kind = c.ownDates ? Reason::Kind::NothingToGive : Reason::Kind::NotInForce;
  c.reasons.push_back(reason);
  return c;
}

// ------------------------------------------------------------------------------------------------------------- row 3

/// The smallest conditions that are surely no: of a list of conditions its parts, of anything else itself.
void Awarding::failing(core::ExprId condition, const At& at, std::vector<Reason>& reasons) {
  if (const auto* list = std::get_if<core::AtLeast>(&program_.exprs[condition].node)) {
    for (const core::ExprId part : list->of) {
      const size_t mark = expressions_.mark();
      const bool fails = expressions_.truth(part, at) == Truth::No;
      expressions_.drop(mark);
      if (fails) failing(part, at, reasons);
    }
    return;
  }
  Reason reason;
  reason.kind = Reason::Kind::ConditionFailed;
  reason.expr = condition;
  reasons.push_back(reason);
}

// ------------------------------------------------------------------------------------------------------------ amount

// "With part = months: amount × (months of the year in force) ÷ 12." A month is in force if it overlaps the award's
// days.
NumberRange Awarding::partOfYear(const core::Award& award, const Force& force, Period t) {
  const Rational fewest = core::partOfYear(award, t.year, force.to);
  const Rational most = core::partOfYear(award, t.year, force.toAtMost);
  if (fewest != most) expressions_.need(force.needs);
  return between(fewest, most);
}

namespace {

bool known(const core::Program& program, const Case& facts, core::FactId fact, const At& at) {
  const core::Per per = program.facts[fact].per;
  const Period period = per == core::Per::Month  ? at.period
                        : per == core::Per::Year ? Period{at.period.year, 0}
                                                 : Period{};
  return std::holds_alternative<core::Constant>(facts.find(fact, program.facts[fact].item ? at.key : Key{}, period));
}

} // namespace

// x, U := max(0, amount), ∞; then the limits in order; then fixed.
void Awarding::findAmount(const core::Award& award, const At& at, const History& past, Candidate& c) {
  const size_t mark = expressions_.mark();
  const bool monthsOnly = award.part == core::PartOfPeriod::Months && !at.period.isMonth();
  std::vector<QuantityCut> quantities;
  Running running;
  running.unit = award.unit;
  running.x = expressions_.amount(award.amount, at, quantities);
  if (monthsOnly) running.x = multiply(running.x, partOfYear(award, *at.force, at.period));
  running.x = greatest(exactly(0), running.x);
  for (const QuantityCut& quantity : quantities) {
    running.cut = any(running.cut, quantity.cut);
    if (quantity.cut == Truth::Either) expressions_.need(quantity.needs);
    if (quantity.cut != Truth::Yes) continue;
    Reason reason;
    reason.kind = Reason::Kind::Cut;
    reason.level = Level::Quantity;
    reason.expr = quantity.expr;
    reason.amount = quantity.by;
    running.cuts.push_back(reason);
  }
  Limits(expressions_, award.limits, Level::Key, past, at).apply(running, detail_ == Detail::Full);
  c.fixed = fix(running.x, running.upper, award);
  c.cut = running.cut;
  c.cuts = std::move(running.cuts);
  c.steps = std::move(running.steps);
  if (c.fixed.definite() && c.cut != Truth::Either)
    expressions_.drop(mark);
  else
    c.amountNeeds = expressions_.take(mark);
  if (award.assessment && !c.unlisted) findCeiling(award, at, past, c);
}

// "Ceiling is the amount's upper end with the assessment taken as missing."
void Awarding::findCeiling(const core::Award& award, const At& at, const History& past, Candidate& c) {
  c.assessmentMissing = !known(program_, facts_, *award.assessment, at);
  if (c.assessmentMissing) {
    c.ceiling = c.fixed.hi;
    return;
  }
  const size_t mark = expressions_.mark();
  const core::Fact& assessment = program_.facts[*award.assessment];
  NumberRange x = between(assessment.lo, assessment.hi);
  if (award.part == core::PartOfPeriod::Months && !at.period.isMonth()) {
    x = multiply(x, partOfYear(award, *at.force, at.period));
  }
  expressions_.drop(mark);
  Upper upper;
  x = Limits(expressions_, award.limits, Level::Key, past, at).upperEnd(greatest(exactly(0), x), upper);
  c.ceiling = fix(x, upper, award).hi;
}

} // namespace tiao::interpret
