#include "compiler/interpret/expression.h"

#include <algorithm>
#include <cassert>

namespace tiao::interpret {

using core::Date;
using core::ExprId;
using core::match;
using core::TermUnit;

void normalise(Needs& needs) {
  std::sort(needs.begin(), needs.end());
  needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
}

Needs Expressions::take(size_t mark) {
  Needs taken(needs_.begin() + static_cast<ptrdiff_t>(mark), needs_.end());
  drop(mark);
  normalise(taken);
  return taken;
}

// "A definite result has no needs; otherwise its needs are those of the operands that are not definite."
Set Expressions::set(ExprId id, const At& at) {
  const size_t before = mark();
  Set result = node(id, at);
  if (mark() != before && definite(result)) drop(before);
  if (Observer* const seen = observer()) seen->found(id, at, result);
  return result;
}

// The types of a well-formed program say which set an expression has.
Truth Expressions::truth(ExprId id, const At& at) {
  if (const core::Constant* value = plain(id, at)) {
    const Truth result = interpret::truth(*std::get_if<bool>(value));
    if (Observer* const seen = observer()) seen->found(id, at, result);
    return result;
  }
  const Set result = set(id, at);
  assert(std::holds_alternative<Truth>(result));
  return *std::get_if<Truth>(&result);
}

NumberRange Expressions::number(ExprId id, const At& at) {
  Set result = set(id, at);
  assert(std::holds_alternative<NumberRange>(result));
  return std::move(*std::get_if<NumberRange>(&result));
}

DateRange Expressions::date(ExprId id, const At& at) {
  const Set result = set(id, at);
  assert(std::holds_alternative<DateRange>(result));
  return *std::get_if<DateRange>(&result);
}

NumberRange Expressions::amount(ExprId id, const At& at, std::vector<QuantityCut>& cuts) {
  cuts_ = &cuts;
  NumberRange result = number(id, at);
  cuts_ = nullptr;
  return result;
}

Set Expressions::node(ExprId id, const At& at) {
  const core::Expr& expr = program_.exprs[id];
  return std::visit(
      match{
          [&](const core::Const& e) { return known(program_, expr.type, e.value); },
          [&](const core::FactRef& e) { return fact(e.fact, at); },
          [&](const core::Back& e) {
            At earlier = at;
            earlier.period = e.unit == TermUnit::Months ? calendar::monthsBefore(at.period, e.count)
                                                        : calendar::yearsBefore(at.period, e.count);
            return set(e.of, earlier);
          },
          [&](const core::Day& e) { return day(e, at); },
          [&](const core::Add& e) -> Set { return add(number(e.left, at), number(e.right, at)); },
          [&](const core::Mul& e) -> Set { return multiply(number(e.left, at), number(e.right, at)); },
          [&](const core::Div& e) { return division(e, at); },
          [&](const core::Least& e) { return least(e, id, at); },
          [&](const core::Greatest& e) -> Set { return greatest(number(e.left, at), number(e.right, at)); },
          [&](const core::Whole& e) -> Set { return whole(number(e.of, at)); },
          [&](const core::Round& e) -> Set { return rounded(number(e.of, at), e.unit, e.mode); },
          [&](const core::If& e) { return condition(e, at); },
          [&](const core::Shift& e) -> Set { return shifted(date(e.date, at), number(e.by, at), e.unit); },
          [&](const core::Full& e) -> Set { return fullTerms(date(e.from, at), date(e.to, at), e.unit); },
          [&](const core::Anniversaries& e) { return anniversaries(e, at); },
          [&](const core::Sum& e) { return sum(e, at); },
          [&](const core::Awarded& e) { return awarded(e, at); },
          [&](const core::Compare& e) { return comparison(e, id, at); },
          [&](const core::Not& e) -> Set { return negation(truth(e.of, at)); },
          [&](const core::AtLeast& e) { return atLeast(e, at); },
      },
      expr.node);
}

// ------------------------------------------------------------------------------------------------------------- facts

namespace {

/// Where a fact is looked up: its own key and its own kind of period.
std::pair<Key, Period> place(const core::Fact& fact, const At& at) {
  const Key key = fact.item ? at.key : Key{};
  switch (fact.per) {
  case core::Per::Fixed: return {key, {}};
  case core::Per::Year: return {key, {at.period.year, 0}};
  case core::Per::Month: return {key, at.period};
  }
  return {key, {}};
}

} // namespace

/// The value of an expression that is plainly one value: a literal, or a fact that is given. Null for all others.
const core::Constant* Expressions::plain(ExprId id, const At& at) const {
  const core::Node& node = program_.exprs[id].node;
  if (const auto* literal = std::get_if<core::Const>(&node)) return &literal->value;
  const auto* fact = std::get_if<core::FactRef>(&node);
  if (fact == nullptr) return nullptr;
  const auto [key, period] = place(program_.facts[fact->fact], at);
  return key == Unlisted ? nullptr : std::get_if<core::Constant>(&facts_.find(fact->fact, key, period));
}

// "Fact f: this key's or its subject's fact, in this period." A missing fact is the whole declared range; an invalid
// one counts as missing. Of an unlisted item nothing is known: its facts are not needs, its list is.
Set Expressions::fact(core::FactId id, const At& at) {
  const core::Fact& declaration = program_.facts[id];
  const auto [key, period] = place(declaration, at);
  if (key != Unlisted) {
    const Datum& datum = facts_.find(id, key, period);
    if (const auto* value = std::get_if<core::Constant>(&datum)) return known(program_, declaration.type, *value);
    // Events are given whole, as a ledger is: what is not told did not happen.
    if (declaration.origin == core::FactOrigin::Event && std::holds_alternative<std::monostate>(datum))
      return Truth::No;
    need({id, key, period});
  }
  return declared(program_, declaration);
}

// --------------------------------------------------------------------------------------------- conditions and ranges

template <typename F> auto Expressions::unsurely(size_t mark, F evaluate) {
  const size_t before = unsureNeeds_.size();
  if (cuts_ != nullptr) {
    unsureNeeds_.insert(unsureNeeds_.end(), needs_.begin() + static_cast<ptrdiff_t>(mark), needs_.end());
  }
  ++unsure_;
  auto result = evaluate();
  --unsure_;
  unsureNeeds_.resize(before, Need{});
  return result;
}

// "If c a b: a, or b; hull of both if c is either."
Set Expressions::condition(const core::If& e, const At& at) {
  const size_t before = mark();
  const Truth c = truth(e.condition, at);
  if (c == Truth::Yes) return set(e.then, at);
  if (c == Truth::No) return set(e.otherwise, at);
  return unsurely(before, [&] {
    Set then = set(e.then, at);
    return hull(std::move(then), set(e.otherwise, at));
  });
}

// "Div a b else e: hull of a÷b over the b ≠ 0 in b's range, and of e if b may be 0."
Set Expressions::division(const core::Div& e, const At& at) {
  const size_t before = mark();
  const NumberRange divisor = number(e.right, at);
  if (!contains(divisor, 0)) return quotient(number(e.left, at), divisor);
  if (divisor.definite()) return set(e.otherwise, at);
  return unsurely(before, [&]() -> Set {
    const NumberRange result = quotient(number(e.left, at), divisor);
    return hull(result, number(e.otherwise, at));
  });
}

// "(limit): told as a limit when it cuts": when left > right.
Set Expressions::least(const core::Least& e, ExprId id, const At& at) {
  const size_t before = mark();
  const NumberRange left = number(e.left, at);
  const NumberRange right = number(e.right, at);
  if (e.limit && cuts_ != nullptr) {
    Truth cut = less(right, left);
    if (cut == Truth::Yes && unsure_ > 0) cut = Truth::Either;
    if (cut != Truth::No) tellCut(id, cut, left, right, before);
  }
  if (Observer* const seen = observer(); seen != nullptr && e.limit) seen->compared(id, at, left, right);
  return interpret::least(left, right);
}

/// A limit in a sum may cut several members: they are told as one.
void Expressions::tellCut(ExprId id, Truth cut, const NumberRange& left, const NumberRange& right, size_t mark) {
  auto told = std::find_if(cuts_->begin(), cuts_->end(), [&](const QuantityCut& c) { return c.expr == id; });
  if (told == cuts_->end()) told = cuts_->insert(cuts_->end(), QuantityCut{id, Truth::No, {}, {}});
  told->cut = any(told->cut, cut);
  const Amount l = finite(left), r = finite(right);
  if (cut == Truth::Yes) told->by.lo += l.lo - r.hi;
  told->by.hi += l.hi - r.lo;
  if (cut != Truth::Either) return;
  told->needs.insert(told->needs.end(), needs_.begin() + static_cast<ptrdiff_t>(mark), needs_.end());
  told->needs.insert(told->needs.end(), unsureNeeds_.begin(), unsureNeeds_.end());
}

Set Expressions::comparison(const core::Compare& e, ExprId id, const At& at) {
  // "On definite operands each node has its ordinary exact meaning": most comparisons, without making ranges of them.
  if (const core::Constant* a = plain(e.left, at))
    if (const core::Constant* b = plain(e.right, at)) {
      if (Observer* const seen = observer())
        seen->compared(id, at, known(program_, program_.exprs[e.left].type, *a),
                       known(program_, program_.exprs[e.right].type, *b));
      switch (e.op) {
      case core::Comparison::Less: return interpret::truth(*a < *b);
      case core::Comparison::AtMost: return interpret::truth(*a <= *b);
      case core::Comparison::Equal: return interpret::truth(*a == *b);
      }
    }
  const Set left = set(e.left, at);
  const Set right = set(e.right, at);
  if (Observer* const seen = observer()) seen->compared(id, at, left, right);
  if (e.op == core::Comparison::Equal) return equal(left, right);
  if (const auto* a = std::get_if<NumberRange>(&left)) {
    const auto& b = *std::get_if<NumberRange>(&right);
    return e.op == core::Comparison::Less ? less(*a, b) : atMost(*a, b);
  }
  const auto& a = *std::get_if<DateRange>(&left);
  const auto& b = *std::get_if<DateRange>(&right);
  return e.op == core::Comparison::Less ? less(a, b) : atMost(a, b);
}

// "AtLeast is yes if at least k are yes, no if fewer than k are yes or either, otherwise either."
Set Expressions::atLeast(const core::AtLeast& e, const At& at) {
  size_t yes = 0;
  size_t open = e.of.size(); // yes, either, or not looked at yet
  for (const ExprId part : e.of) {
    switch (truth(part, at)) {
    case Truth::Yes: ++yes; break;
    case Truth::No: --open; break;
    case Truth::Either: break;
    }
    if (observer_ == nullptr && (yes >= e.k || open < e.k)) break; // settled, whatever the others are
  }
  return interpret::truth(yes >= e.k, open < e.k);
}

// ------------------------------------------------------------------------------------------------------------- dates

// "The first or last day of this period that lies in force (of the period itself, if none does)."
Set Expressions::day(const core::Day& e, const At& at) {
  const Date first = calendar::firstDay(at.period);
  const Date last = calendar::lastDay(at.period);
  const auto inForce = [&](Date to) {
    const Date from = std::max(first, at.force->from);
    const Date until = std::min(last, to);
    if (until < from) return e.last ? last : first;
    return e.last ? until : from;
  };
  const Date a = inForce(at.force->to);
  const Date b = inForce(at.force->toAtMost);
  if (a != b) need(at.force->needs);
  return DateRange{std::min(a, b), std::max(a, b)};
}

// "Full years of d that are completed on a day of this period in force."
Set Expressions::anniversaries(const core::Anniversaries& e, const At& at) {
  const DateRange of = date(e.date, at);
  const Date first = std::max(calendar::firstDay(at.period), at.force->from);
  const Date last = calendar::lastDay(at.period);
  const auto until = [&](Date to) {
    const Date day = std::min(last, to);
    return day < first ? exactly(0) : interpret::anniversaries(of, first, day);
  };
  NumberRange result = until(at.force->to);
  if (at.force->toAtMost != at.force->to) {
    const NumberRange atMost = until(at.force->toAtMost);
    if (!(atMost == result)) need(at.force->needs);
    result = hull(result, atMost);
  }
  return result;
}

// -------------------------------------------------------------------------------------------------------------- sums

// "Each member adds e if c is yes, hull(0, e) if c is either, nothing if c is no."
NumberRange Expressions::member(const core::Sum& e, const At& at) {
  const size_t before = mark();
  const Truth c = truth(e.where, at);
  if (c == Truth::No) return exactly(0);
  if (c == Truth::Yes) return number(e.value, at);
  NumberRange result = unsurely(before, [&] { return hull(exactly(0), number(e.value, at)); });
  if (result.definite()) drop(before);
  return result;
}

Set Expressions::sum(const core::Sum& e, const At& at) {
  return std::visit(match{
                        [&](const core::OverItems& d) { return sumOverItems(e, d.kind, at); },
                        [&](const core::OverMonths&) -> Set {
                          NumberRange total;
                          At month = at;
                          for (int m = 1; m <= 12; ++m) {
                            month.period = {at.period.year, m};
                            total = add(total, member(e, month));
                          }
                          return total;
                        },
                        [&](const core::OverYears& d) -> Set {
                          NumberRange total;
                          At year = at;
                          for (int back = d.from; back <= d.to; ++back) {
                            year.period = calendar::yearsBefore(at.period, back);
                            // "A subject [has no periods] before the first year it is said to exist."
                            if (facts_.firstYear && year.period.year < *facts_.firstYear) break;
                            total = add(total, member(e, year));
                          }
                          return total;
                        },
                    },
                    e.domain);
}

// "List missing: any number of members up to the declared most, each anything e may be."
Set Expressions::sumOverItems(const core::Sum& e, core::Id<core::ItemKind> kind, const At& at) {
  At inside = at;
  if (!facts_.listGiven(kind, at.period.year)) {
    inside.key = Unlisted;
    const size_t before = mark();
    need({{}, Key{}, {at.period.year, 0}, kind});
    const NumberRange any = unsurely(before, [&] { return hull(exactly(0), member(e, inside)); });
    return multiply(any, exactly(program_.itemKinds[kind].most));
  }
  NumberRange total;
  const std::vector<Item>& items = facts_.items();
  for (size_t i = 0; i < items.size(); ++i) {
    inside.key = {static_cast<int32_t>(i)};
    if (items[i].kind == kind && listed(inside.key, at.period.year) == Truth::Yes)
      total = add(total, member(e, inside));
  }
  return total;
}

Truth Expressions::listed(Key key, int year) const {
  const Item& item = facts_.items()[static_cast<size_t>(key.item)];
  if (!facts_.listGiven(item.kind, year)) return Truth::Either;
  return interpret::truth(std::binary_search(item.years.begin(), item.years.end(), year));
}

// "The sum of a's entries of earlier years, as ranges." An award counted by the subject gave its items' subject; one
// counted by items gave the subject what it gave all of them.
Set Expressions::awarded(const core::Awarded& e, const At& at) {
  History past;
  if (at.key.isSubject())
    book_.collectAll(e.award, at.period.year, past);
  else
    book_.collect(e.award, at.key, at.period.year, past);
  NumberRange total;
  for (const Line& line : past) {
    if (line.entry->period.year >= at.period.year) continue;
    total = add(total, between(line.lo(), line.hi()));
    if (!line.definite()) need(line.entry->needs);
  }
  return total;
}

} // namespace tiao::interpret
