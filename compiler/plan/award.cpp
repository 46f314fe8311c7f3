#include "compiler/plan/award.h"

#include "compiler/core/force.h"

#include <algorithm>

namespace tiao::plan {

using interpret::Level;
using interpret::Reason;

namespace {

Reason reasonOf(Reason::Kind kind) {
  Reason reason;
  reason.kind = kind;
  return reason;
}

} // namespace

Candidate Awarding::candidate(core::AwardId id, Period t, const std::vector<Given>& past, const Closed& closed) {
  const core::Award& award = program_.awards[id];
  Candidate c;
  c.award = id;
  c.period = t;
  if (award.key) c.domain = expressions_.domainOf(*award.key);
  const At at{c.domain, t, award.from, award.to};
  c.there = award.key ? expressions_.listed(c.domain, t.year) : g.yes;
  c.exhausted = c.ineligible = c.forgone = c.open = c.pending = c.cut = g.no;
  c.fixed = c.amount = g.number(0);

  // Row 1.
  if (award.startedIf && calendar::lastDay(t) > award.to && core::countsYears(award))
    n.refuse("series that have begun run on after its end");
  c.inForce = core::inForceUntil(award, t, award.to) ? g.bitOf(expressions_.exists(t.year).yes, c.domain) : g.no;
  if (c.inForce != g.yes) c.told.push_back({reasonOf(Reason::Kind::NotInForce), g.opposite(c.inForce)});
  if (c.inForce == g.no) {
    if (award.assessment) c.ceiling = g.number(-1);
    return c;
  }

  // Row 2.
  NodeId undecided = g.no;
  for (const Closing& closing : Limits(expressions_, g, award, award.limits, past, at).closings()) {
    Reason reason = reasonOf(Reason::Kind::UsedUp);
    reason.limit = closing.limit;
    c.told.push_back({reason, closing.closed.yes});
    c.exhausted = g.either(c.exhausted, closing.closed.yes);
    undecided = g.either(undecided, n.undecided(closing.closed));
  }
  c.told.insert(c.told.end(), closed.told.begin(), closed.told.end());
  c.exhausted = g.either(c.exhausted, g.bitOf(closed.closed.yes, c.domain));
  undecided = g.either(undecided, g.bitOf(n.undecided(closed.closed), c.domain));

  // Row 3.
  const Truth eligible = expressions_.truth(award.eligible, at);
  c.ineligible = eligible.no;
  condition(award.eligible, g.yes, at, c);

  // The amount.
  std::vector<QuantityCut> quantities;
  Running running;
  const Num amount = expressions_.amount(award.amount, at, quantities);
  running.definite = g.both(amount.definite, g.opposite(amount.doubt));
  running.x = n.greatest(n.constant(0), partOfYear(award, at, taken(g, amount)));
  for (const QuantityCut& quantity : quantities) {
    if (quantity.cut == g.no) continue;
    Reason reason = reasonOf(Reason::Kind::Cut);
    reason.level = Level::Quantity;
    reason.expr = quantity.expr;
    c.told.push_back({reason, quantity.cut});
    c.cut = g.either(c.cut, quantity.cut);
  }
  c.fixed = limited(award, at, past, running);
  for (const auto& [limit, cut] : running.cuts) {
    Reason reason = reasonOf(Reason::Kind::Cut);
    reason.limit = limit;
    c.told.push_back({reason, cut});
    c.cut = g.either(c.cut, cut);
  }
  const NodeId nothing = g.atMost(c.fixed, g.number(0));
  c.told.push_back({reasonOf(Reason::Kind::NothingToGive), g.both(g.opposite(c.cut), nothing)});

  const NodeId reached = g.both(c.inForce, g.opposite(c.exhausted));
  const NodeId open = g.both(reached, g.opposite(c.ineligible));
  c.pending = g.either(g.both(c.inForce, undecided),
                       g.either(g.both(reached, n.undecided(eligible)), g.both(open, g.opposite(running.definite))));
  c.pending = g.both(c.there, c.pending);
  c.open = g.both(c.there, open);
  c.amount = g.select(c.open, c.fixed, g.number(0));
  if (award.assessment) {
    const core::Fact& fact = program_.facts[*award.assessment];
    Running most;
    most.definite = g.yes;
    most.x = n.greatest(n.constant(0), partOfYear(award, at, n.constant(fact.hi)));
    c.ceiling = g.select(c.open, limited(award, at, past, most), g.number(-1));
  }
  return c;
}

void Awarding::forgo(Candidate& c, NodeId forgone) {
  c.forgone = g.either(c.forgone, forgone);
  c.amount = g.select(forgone, g.number(0), c.amount);
  if (!c.ceiling.none()) c.ceiling = g.select(forgone, g.number(-1), c.ceiling);
}

// Of a list of conditions its parts, of anything else itself.
void Awarding::condition(ExprId id, NodeId reached, const At& at, Candidate& c) {
  At here = at;
  if (!expressions_.ofKey(id)) here.domain = Subjects;
  if (const auto* list = std::get_if<core::AtLeast>(&program_.exprs[id].node)) {
    // The whole of it is no wherever its outcome is told.
    const NodeId fails = id == program_.awards[c.award].eligible ? g.yes : expressions_.truth(id, here).no;
    if (fails == g.no) return;
    for (const ExprId part : list->of) {
      // Where the list is of the item and its part of the subject, the list's bit would have to be told of the item.
      const Domain domain = g.isConstant(fails) && g.isConstant(reached) ? Subjects : at.domain;
      const auto in = [&](NodeId bit) { return domain == Subjects ? bit : g.bitOf(bit, domain); };
      condition(part, g.both(in(reached), in(fails)), at, c);
    }
    return;
  }
  NodeId fails = expressions_.truth(id, here).no;
  if (!g.isConstant(reached)) fails = g.both(g.bitOf(fails, g.domain(reached)), reached);
  if (fails == g.no) return;
  Reason reason = reasonOf(Reason::Kind::ConditionFailed);
  reason.expr = id;
  c.told.push_back({reason, fails});
}

// "With part = months: amount × (months of the year in force) ÷ 12."
Num Awarding::partOfYear(const core::Award& award, const At& at, const Num& amount) {
  if (award.part != core::PartOfPeriod::Months || at.period.isMonth()) return amount;
  return n.multiply(amount, n.constant(core::partOfYear(award, at.period.year, award.to)));
}

NodeId Awarding::limited(const core::Award& award, const At& at, const std::vector<Given>& past, Running& running) {
  Limits(expressions_, g, award, award.limits, past, at).apply(running);
  return fix(award, running);
}

// fixed = r if r <= U, else x rounded down
NodeId Awarding::fix(const core::Award& award, const Running& running) {
  const auto fen = wideOf(award.unit * Rational(100));
  if (!fen) n.refuse("its amounts are rounded to a part of a fen");
  Wide most = mostOfAll; // of a quotient the range says little
  if (running.most && !running.x.over.none()) most = wideOf((*running.most / award.unit).ceil()).value_or(mostOfAll);
  NodeId units = n.rounded(running.x, award.unit, award.mode, most);
  // Of a whole number of units nothing that is not above it is rounded above it.
  const bool between = running.upper && (!running.upper->over.none() || !(running.upper->unit / award.unit).isWhole());
  if (between && award.mode != core::RoundMode::Down) {
    Num rounded = n.constant(0);
    rounded.n = units;
    rounded.unit = award.unit;
    const NodeId above = n.surelyLess(*running.upper, rounded);
    units = g.select(above, n.rounded(running.x, award.unit, core::RoundMode::Down, most), units);
  }
  return g.times(units, fen.value_or(1));
}

} // namespace tiao::plan
