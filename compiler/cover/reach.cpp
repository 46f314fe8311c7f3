#include "compiler/cover/reach.h"

#include "compiler/cover/stride.h"

namespace tiao::cover {

using core::match;
using interpret::NumberRange;
using interpret::Truth;

namespace {

/// So many ways are tried for one side; beyond them there is none.
constexpr size_t mostSteps = 4'000;

interpret::Key keyOf(const Place& at, const Facts& facts) { return at.item ? facts.keyOf(*at.item) : interpret::Key{}; }

} // namespace

Place before(const Place& at, int count, core::TermUnit unit) {
  const bool months = unit == core::TermUnit::Months && at.period.isMonth();
  return {months ? calendar::monthsBefore(at.period, count) : calendar::yearsBefore(at.period, count), at.item};
}

interpret::Value Reach::value(ExprId expr, const Place& at, const Facts& facts) const {
  return facts.value(expr, keyOf(at, facts), at.period, award_);
}

std::optional<Rational> Reach::number(ExprId expr, const Place& at, const Facts& facts) const {
  const interpret::Value found = value(expr, at, facts);
  const auto* range = std::get_if<NumberRange>(&found.set);
  return range != nullptr && range->definite() ? std::optional(range->lo) : std::nullopt;
}

std::optional<core::Date> Reach::date(ExprId expr, const Place& at, const Facts& facts) const {
  const interpret::Value found = value(expr, at, facts);
  const auto* range = std::get_if<interpret::DateRange>(&found.set);
  return range != nullptr && range->lo == range->hi ? std::optional(range->lo) : std::nullopt;
}

// -------------------------------------------------------------------------------------------------------------- needs

bool Reach::fill(const interpret::Need& need, Facts& facts) {
  if (need.list) {
    if (facts.items().contains(*need.list)) return false;
    facts.addItem(*need.list);
    return true;
  }
  const core::Fact& fact = program_.facts[need.fact];
  switch (fact.type.kind) {
  case core::Kind::Truth: return facts.give(need.fact, need.period, false);
  case core::Kind::Member: return facts.give(need.fact, need.period, core::Member{0});
  case core::Kind::Text: return facts.give(need.fact, need.period, std::string("1"));
  case core::Kind::Date: return facts.give(need.fact, need.period, std::clamp(day_, fact.dateLo, fact.dateHi));
  case core::Kind::Number: break;
  }
  const bool money = fact.type.unit == core::yuan();
  if (fact.origin == core::FactOrigin::Assessment) // little, so that no ceiling cuts it
    return facts.give(need.fact, need.period, number::greatest(1, usual_ / Rational(100)));
  Rational free = money ? usual_ : number::greatest(1, (usual_ / Rational(10'000)).floor());
  if (stepOf(fact) < Rational(1) && !money) free = Rational(1, 10); // a rate; a price keeps to its range
  if (fact.type.unit.powers.contains(0) && !money) free = number::greatest(1, usual_ / Rational(1'000));
  free = number::greatest(fact.lo, number::least(fact.hi, free));
  return facts.give(need.fact, need.period, free);
}

bool Reach::settle(ExprId expr, const Place& at, Facts& facts) {
  for (int round = 0; round < 60; ++round) {
    const interpret::Value found = value(expr, at, facts);
    if (interpret::definite(found.set)) return true;
    if (found.needs.empty() || !fill(found.needs.front(), facts)) return false;
  }
  return false;
}

// ---------------------------------------------------------------------------------------------------------- conditions

bool Reach::makeAll(const std::vector<Goal>& goals, size_t from, Facts facts, const Then& then) {
  if (from == goals.size()) return then(facts);
  const Goal& goal = goals[from];
  return make(goal.condition, goal.at, goal.wanted, std::move(facts),
              [&, from](Facts& made) { return makeAll(goals, from + 1, made, then); });
}

bool Reach::make(ExprId id, const Place& at, bool wanted, Facts facts, const Then& then) {
  if (++steps_ > mostSteps) return false;
  const interpret::Value now = value(id, at, facts);
  const auto* truth = std::get_if<Truth>(&now.set);
  if (truth == nullptr) return false;
  if (*truth != Truth::Either) return (*truth == Truth::Yes) == wanted && then(facts);
  const core::Node& node = program_.exprs[id].node;
  if (const auto* fact = std::get_if<core::FactRef>(&node))
    return facts.give(fact->fact, at.period, wanted) && then(facts);
  if (const auto* negated = std::get_if<core::Not>(&node))
    return make(negated->of, at, !wanted, std::move(facts), then);
  if (const auto* back = std::get_if<core::Back>(&node))
    return make(back->of, before(at, back->count, back->unit), wanted, std::move(facts), then);
  if (const auto* choice = std::get_if<core::If>(&node)) {
    for (const bool chosen : {true, false}) {
      const std::vector<Goal> goals{{choice->condition, at, chosen},
                                    {chosen ? choice->then : choice->otherwise, at, wanted}};
      if (makeAll(goals, 0, facts, then)) return true;
    }
    return false;
  }
  if (const auto* list = std::get_if<core::AtLeast>(&node)) {
    // Not (at least k of n) is at least n − k + 1 of the opposites.
    const size_t k = wanted ? list->k : list->of.size() - list->k + 1;
    for (size_t first = 0; first + k <= list->of.size(); ++first) { // k of them, beginning at each
      std::vector<Goal> goals;
      for (size_t i = 0; i < k; ++i) goals.push_back({list->of[first + i], at, wanted});
      if (makeAll(goals, 0, facts, then)) return true;
    }
    return false;
  }
  if (const auto* e = std::get_if<core::Compare>(&node)) return compare(*e, id, at, wanted, facts, then);
  return false;
}

/// Values on one side of a bound: well beyond it first, as a reader would choose them, then closer.
std::vector<Rational> Reach::beside(const Rational& bound, const Rational& stride, bool above) const {
  const Rational step = stride.isZero() ? Rational(1) : stride;
  const auto whole = [&](const Rational& value) { return (value / step).floor() * step; };
  if (above && bound.isZero()) return {whole(usual_), step};
  if (above) return {whole(bound * Rational(2)), bound + step, whole(bound + usual_), whole(bound * Rational(11, 10))};
  return {whole(bound / Rational(2)), bound - step, 0, whole(bound * Rational(9, 10)), whole(bound / Rational(1000))};
}

bool Reach::compare(const core::Compare& e, ExprId id, const Place& at, bool wanted, const Facts& facts,
                    const Then& then) {
  const auto content = [&](Facts& made) {
    const interpret::Value found = value(id, at, made);
    const auto* truth = std::get_if<Truth>(&found.set);
    return truth != nullptr && *truth == interpret::truth(wanted) && then(made);
  };
  const core::Kind kind = program_.exprs[e.left].type.kind;
  if (kind == core::Kind::Member || kind == core::Kind::Truth || kind == core::Kind::Text) {
    const Place place = at;
    const auto tryFact = [&](ExprId side) {
      Place there = place;
      ExprId of = side;
      while (const auto* back = std::get_if<core::Back>(&program_.exprs[of].node)) {
        there = before(there, back->count, back->unit);
        of = back->of;
      }
      const auto* fact = std::get_if<core::FactRef>(&program_.exprs[of].node);
      if (fact == nullptr) return false;
      std::vector<core::Constant> values;
      if (kind == core::Kind::Truth) values = {true, false};
      if (kind == core::Kind::Text) values = {std::string("1"), std::string("2")};
      if (kind == core::Kind::Member)
        for (auto i = static_cast<uint32_t>(program_.enumerations[program_.exprs[of].type.enumeration].members.size());
             i-- > 0;) // the last first: often the one that says none
          values.emplace_back(core::Member{i});
      for (const core::Constant& each : values) {
        Facts made = facts;
        if (made.give(fact->fact, there.period, each) && content(made)) return true;
      }
      return false;
    };
    return tryFact(e.left) || tryFact(e.right);
  }
  // 0 < the years in which something holds: this year, or in none of them.
  if (const auto* sum = std::get_if<core::Sum>(&program_.exprs[e.right].node))
    if (const auto* years = std::get_if<core::OverYears>(&sum->domain);
        years != nullptr && std::holds_alternative<core::Const>(program_.exprs[sum->value].node)) {
      std::vector<Goal> goals;
      for (int back = years->from; back <= (wanted ? years->from : years->to); ++back)
        goals.push_back({sum->where, before(at, back, core::TermUnit::Years), wanted});
      return makeAll(goals, 0, facts, [&](Facts& made) { return content(made); });
    }
  for (const bool leftFree : {std::holds_alternative<core::Const>(program_.exprs[e.right].node),
                              !std::holds_alternative<core::Const>(program_.exprs[e.right].node)}) {
    const ExprId free = leftFree ? e.left : e.right;
    const ExprId bound = leftFree ? e.right : e.left;
    Facts known = facts;
    if (!settle(bound, at, known)) continue;
    const bool above = leftFree != wanted;
    if (const std::optional<core::Date> day = date(bound, at, known)) {
      for (const int days : {0, 1, 400}) {
        Facts made = known;
        if (reach(free, at, *day + std::chrono::days(above ? days : -days), made) && content(made)) return true;
      }
      continue;
    }
    const std::optional<Rational> number = this->number(bound, at, known);
    if (!number) continue;
    std::vector<Rational> values = e.op == core::Comparison::Equal && wanted
                                       ? std::vector<Rational>{*number}
                                       : beside(*number, strideOf(program_, free), above);
    if (e.op != core::Comparison::Less || !wanted) values.push_back(*number);
    for (const Rational& each : values) {
      Facts made = known;
      if (reach(free, at, each, made) && content(made)) return true;
    }
  }
  return false;
}

// ------------------------------------------------------------------------------------------------------------- values

bool Reach::product(ExprId a, ExprId b, const Place& at, const Rational& value, Facts& facts) {
  Facts known = facts;
  if (!settle(b, at, known)) return false;
  const std::optional<Rational> by = number(b, at, known);
  if (!by || by->isZero() || !reach(a, at, value / *by, known)) return false;
  facts = std::move(known);
  return true;
}

bool Reach::sum(const core::Sum& e, const Place& at, const Rational& value, Facts& facts) {
  const auto holds = [&](const Place& there) {
    Facts made = facts;
    if (!make(e.where, there, true, facts, [&](Facts& found) {
          made = found;
          return true;
        }))
      return false;
    facts = std::move(made);
    return true;
  };
  return std::visit(match{
                        [&](const core::OverItems& d) {
                          facts.addItem(d.kind);
                          const Place there{at.period, d.kind};
                          return holds(there) && reach(e.value, there, value, facts);
                        },
                        [&](const core::OverMonths&) {
                          for (int month = 2; month <= 12; ++month)
                            if (!reach(e.value, {{at.period.year, month}, at.item}, 0, facts)) return false;
                          const Place first{{at.period.year, 1}, at.item};
                          return holds(first) && reach(e.value, first, value, facts);
                        },
                        [&](const core::OverYears& d) {
                          for (int back = d.from + 1; back <= d.to; ++back)
                            if (!reach(e.value, before(at, back, core::TermUnit::Years), 0, facts)) return false;
                          const Place first = before(at, d.from, core::TermUnit::Years);
                          return holds(first) && reach(e.value, first, value, facts);
                        },
                    },
                    e.domain);
}

bool Reach::reach(ExprId id, const Place& at, const Rational& value, Facts& facts) {
  if (++steps_ > mostSteps) return false;
  const core::Node& node = program_.exprs[id].node;
  if (const std::optional<Rational> already = number(id, at, facts)) return *already == value;
  const auto none = [] { return false; };
  /// One of two, the other being whatever it may.
  const auto either = [&](ExprId a, ExprId b, auto rest) {
    for (const auto& [free, other] : {std::pair(a, b), std::pair(b, a)}) {
      Facts known = facts;
      if (!settle(other, at, known)) continue;
      const std::optional<Rational> by = number(other, at, known);
      if (!by || !reach(free, at, rest(*by), known) || number(id, at, known) != value) continue;
      facts = std::move(known);
      return true;
    }
    return false;
  };
  return std::visit(
      match{
          [&](const core::Const&) { return none(); },
          [&](const core::FactRef& e) { return facts.give(e.fact, at.period, value); },
          [&](const core::Back& e) { return reach(e.of, before(at, e.count, e.unit), value, facts); },
          [&](const core::Day&) { return none(); },
          [&](const core::Add& e) { return either(e.left, e.right, [&](const Rational& by) { return value - by; }); },
          [&](const core::Mul& e) {
            return product(e.left, e.right, at, value, facts) || product(e.right, e.left, at, value, facts);
          },
          [&](const core::Div& e) {
            Facts known = facts;
            if (!settle(e.right, at, known)) return false;
            const std::optional<Rational> by = number(e.right, at, known);
            if (!by || by->isZero() || !reach(e.left, at, value * *by, known)) return false;
            facts = std::move(known);
            return true;
          },
          [&](const core::Least& e) { return either(e.left, e.right, [&](const Rational&) { return value; }); },
          [&](const core::Greatest& e) { return either(e.left, e.right, [&](const Rational&) { return value; }); },
          [&](const core::Whole& e) { return value.isWhole() && reach(e.of, at, value, facts); },
          [&](const core::Round& e) { return reach(e.of, at, value, facts); },
          [&](const core::If& e) {
            for (const bool chosen : {true, false}) {
              const bool made = make(e.condition, at, chosen, facts, [&](Facts& found) {
                if (!reach(chosen ? e.then : e.otherwise, at, value, found)) return false;
                facts = found;
                return true;
              });
              if (made) return true;
            }
            return false;
          },
          [&](const core::Shift&) { return none(); },
          [&](const core::Full& e) { // begun so many terms before
            if (!value.isWhole() || value.sign() < 0 || !settle(e.to, at, facts)) return false;
            const std::optional<core::Date> to = date(e.to, at, facts);
            const auto terms = value.toInt64();
            return to && terms && *terms < 1000 &&
                   reach(e.from, at, calendar::shift(*to, -static_cast<int>(*terms), e.unit), facts);
          },
          [&](const core::Anniversaries& e) {
            const core::Date last = calendar::lastDay(at.period);
            return reach(e.date, at, value == Rational(1) ? calendar::shift(last, -1, core::TermUnit::Years) : last,
                         facts);
          },
          [&](const core::Sum& e) { return sum(e, at, value, facts); },
          [&](const core::Awarded&) { return none(); },
          [&](const core::Compare&) { return none(); },
          [&](const core::Not&) { return none(); },
          [&](const core::AtLeast&) { return none(); },
      },
      node);
}

bool Reach::reach(ExprId id, const Place& at, core::Date value, Facts& facts) {
  const core::Node& node = program_.exprs[id].node;
  if (const std::optional<core::Date> already = date(id, at, facts)) return *already == value;
  if (const auto* fact = std::get_if<core::FactRef>(&node)) return facts.give(fact->fact, at.period, value);
  if (const auto* back = std::get_if<core::Back>(&node))
    return reach(back->of, before(at, back->count, back->unit), value, facts);
  if (const auto* shift = std::get_if<core::Shift>(&node)) {
    const std::optional<Rational> by = number(shift->by, at, facts);
    const auto count = by ? by->toInt64() : std::nullopt;
    if (!count || *count < -100'000 || 100'000 < *count) return false;
    return reach(shift->date, at, calendar::shift(value, -static_cast<int>(*count), shift->unit), facts);
  }
  return false;
}

} // namespace tiao::cover
