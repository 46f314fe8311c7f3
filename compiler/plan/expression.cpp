#include "compiler/plan/expression.h"

#include "compiler/core/rules.h"

#include <algorithm>

namespace tiao::plan {

using batch::Cell;
using batch::Input;
using batch::InputKind;
using core::FactId;
using core::match;

namespace {

/// Does an expression read something of the item at hand? Those of a sum over items are other items.
std::vector<bool> readOfKey(const core::Program& program) {
  std::vector<bool> result(program.exprs.size());
  // Operands need not stand before what they are operands of.
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = 0; i < program.exprs.size(); ++i) {
      const core::Node& node = program.exprs[{i}].node;
      bool own = false;
      if (const auto* fact = std::get_if<core::FactRef>(&node)) own = program.facts[fact->fact].item.has_value();
      if (const auto* awarded = std::get_if<core::Awarded>(&node)) own = program.awards[awarded->award].key.has_value();
      const auto* sum = std::get_if<core::Sum>(&node);
      if (sum == nullptr || !std::holds_alternative<core::OverItems>(sum->domain))
        core::eachOperand(node, [&](ExprId part) { own = own || result[part.index]; });
      if (own != result[i]) result[i] = changed = true;
    }
  }
  return result;
}

int32_t daysOf(Date date) { return static_cast<int32_t>(date.time_since_epoch().count()); }

/// What a number of this fact is counted in: fen for money and prices, hundredths of a per cent for what has no unit,
/// else wholes.
int64_t scaleOf(const core::Type& type) {
  if (type.unit.powers.contains(0)) return 100;
  return type.unit.powers.empty() ? 10'000 : 1;
}

} // namespace

Expressions::Expressions(const core::Program& program, Graph& graph, batch::Layout& layout)
    : n(graph), given(program.awards.size()), program_(program), g(graph), layout_(layout), ofKey_(readOfKey(program)) {
}

// ------------------------------------------------------------------------------------------------------------ inputs

uint32_t Expressions::input(const Input& input) {
  const std::tuple key(static_cast<int>(input.kind), input.fact, input.itemKind, input.year, input.month);
  const auto [at, isNew] = inputs_.try_emplace(key, static_cast<uint32_t>(layout_.inputs.size()));
  if (isNew) layout_.inputs.push_back(input);
  return at->second;
}

Domain Expressions::domainOf(core::Id<core::ItemKind> kind) {
  const auto found = std::ranges::find(layout_.itemKinds, kind.index);
  if (found != layout_.itemKinds.end()) return static_cast<Domain>(found - layout_.itemKinds.begin());
  layout_.itemKinds.push_back(kind.index);
  return static_cast<Domain>(layout_.itemKinds.size() - 1);
}

NodeId Expressions::listGiven(Domain items, int year) {
  Input in;
  in.kind = InputKind::ListGiven;
  in.itemKind = items;
  in.year = year;
  in.hi = 1;
  return g.isSet(input(in), Subjects);
}

NodeId Expressions::listed(Domain items, int year) {
  Input in;
  in.kind = InputKind::Listed;
  in.itemKind = items;
  in.year = year;
  in.hi = 1;
  return g.isSet(input(in), items);
}

// "A subject [has no periods] before the first year it is said to exist."
Truth Expressions::exists(int year) {
  Input in;
  in.kind = InputKind::FirstYear;
  in.cell = Cell::Int;
  in.lo = 1;
  in.hi = 9999;
  const uint32_t index = input(in);
  const NodeId later = g.both(g.known(index, Subjects), g.less(g.number(year), g.cell(index, Subjects, {1, 9999})));
  return n.opposite(n.certain(later));
}

std::pair<uint32_t, Domain> Expressions::factInput(FactId id, const At& at) {
  const core::Fact& fact = program_.facts[id];
  Input in;
  in.fact = id.index;
  in.itemKind = fact.item ? domainOf(*fact.item) : Subjects;
  if (fact.per != core::Per::Fixed) in.year = at.period.year;
  if (fact.per == core::Per::Month) in.month = at.period.month;
  switch (fact.type.kind) {
  case core::Kind::Truth: in.hi = 1; break;
  case core::Kind::Member: {
    const size_t members = program_.enumerations[fact.type.enumeration].members.size();
    if (members > 256) n.refuse("a list has more than 256 members");
    in.hi = static_cast<int64_t>(std::min<size_t>(members, 256)) - 1;
    break;
  }
  case core::Kind::Date:
    in.cell = Cell::Int;
    in.lo = daysOf(fact.dateLo);
    in.hi = daysOf(fact.dateHi);
    break;
  case core::Kind::Number: {
    in.scale = scaleOf(fact.type);
    // What is beyond 2⁶² is for the interpreter.
    constexpr int64_t most = int64_t{1} << 62;
    const auto end = [&](const Rational& value) {
      const std::optional<Wide> wide = wideOf(value);
      return static_cast<int64_t>(std::clamp<Wide>(wide.value_or(value.sign() < 0 ? -most : most), -most, most));
    };
    in.lo = end((fact.lo * Rational(in.scale)).ceil());
    in.hi = end((fact.hi * Rational(in.scale)).floor());
    const bool small = in.lo >= INT32_MIN && in.hi <= INT32_MAX;
    in.cell = small ? Cell::Int : Cell::Long;
    break;
  }
  case core::Kind::Text: n.refuse("a text is compared"); break;
  }
  return {input(in), in.itemKind};
}

Truth Expressions::truthFact(FactId id, const At& at) {
  const auto [in, domain] = factInput(id, at);
  const NodeId known = g.known(in, domain);
  const NodeId set = g.isSet(in, domain);
  // Events are given whole, as a ledger is: what is not told did not happen.
  if (program_.facts[id].origin == core::FactOrigin::Event) return n.certain(g.both(known, set));
  return {g.both(known, set), g.both(known, g.opposite(set)), g.no};
}

Num Expressions::numberFact(FactId id, const At& at) {
  const core::Fact& fact = program_.facts[id];
  const auto [in, domain] = factInput(id, at);
  const Input& input = layout_.inputs[in];
  const NodeId value = g.cell(in, domain, {input.lo, input.hi});
  if (fact.type.kind == core::Kind::Date) return n.cell(value, g.known(in, domain), 1, {input.lo, input.hi});
  const Rational scale(input.scale);
  const auto lo = wideOf(fact.lo * scale), hi = wideOf(fact.hi * scale);
  if (!lo || !hi) n.refuse("the declared range of a fact does not end on a whole number of its smallest part");
  return n.cell(value, g.known(in, domain), Rational(1, input.scale), {lo.value_or(0), hi.value_or(0)});
}

// ------------------------------------------------------------------------------------------------------- expressions

/// What is the subject's is made once, for the subject, and told of its items.
template <typename F> auto Expressions::ofSubject(const At& at, F f) {
  At outside = at;
  outside.domain = Subjects;
  return n.ofItems(f(outside), at.domain);
}

/// What was made before, with why it cannot be compiled.
template <typename T, typename F> T Expressions::kept(Kept<T>& values, const std::pair<ExprId, At>& key, F make) {
  if (const auto known = values.find(key); known != values.end()) {
    if (!known->second.second.empty()) n.refuse(known->second.second);
    return known->second.first;
  }
  const std::string before = std::exchange(n.why, {});
  T made = make();
  values.emplace(key, std::pair(made, n.why));
  if (!before.empty()) n.why = before;
  return made;
}

Truth Expressions::truth(ExprId id, const At& at) {
  if (cuts_ != nullptr) return makeTruth(id, at);
  if (at.domain != Subjects && !ofKey_[id.index])
    return ofSubject(at, [&](const At& outside) { return truth(id, outside); });
  return kept(truths_, {id, at}, [&] { return makeTruth(id, at); });
}

Num Expressions::number(ExprId id, const At& at) {
  if (cuts_ != nullptr) return makeNumber(id, at);
  if (at.domain != Subjects && !ofKey_[id.index])
    return ofSubject(at, [&](const At& outside) { return number(id, outside); });
  return kept(numbers_, {id, at}, [&] { return makeNumber(id, at); });
}

Num Expressions::amount(ExprId id, const At& at, std::vector<QuantityCut>& cuts) {
  cuts_ = &cuts;
  path_ = g.yes;
  Num result = number(id, at);
  cuts_ = nullptr;
  return result;
}

/// Makes what is reached only where the condition holds.
template <typename F> auto Expressions::onPath(NodeId condition, F f) {
  if (cuts_ == nullptr) return f();
  const NodeId before = path_;
  path_ = g.both(path_, condition);
  auto result = f();
  path_ = before;
  return result;
}

At Expressions::earlier(const core::Back& e, const At& at) {
  At result = at;
  result.period = e.unit == core::TermUnit::Months ? calendar::monthsBefore(at.period, e.count)
                                                   : calendar::yearsBefore(at.period, e.count);
  return result;
}

Truth Expressions::makeTruth(ExprId id, const At& at) {
  const auto other = [&]() -> Truth {
    n.refuse("an expression is of no kind that is compiled");
    return n.truth(false);
  };
  return std::visit(match{
                        [&](const core::Const& e) {
                          const bool* value = std::get_if<bool>(&e.value);
                          return value == nullptr ? other() : n.truth(*value);
                        },
                        [&](const core::FactRef& e) {
                          const Truth fact = truthFact(e.fact, at);
                          return program_.facts[e.fact].item ? fact : n.ofItems(fact, at.domain);
                        },
                        [&](const core::Back& e) { return truth(e.of, earlier(e, at)); },
                        [&](const core::If& e) {
                          const Truth c = truth(e.condition, at);
                          const Truth then = onPath(c.yes, [&] { return truth(e.then, at); });
                          return n.choose(c, then, onPath(c.no, [&] { return truth(e.otherwise, at); }));
                        },
                        [&](const core::Compare& e) { return comparison(e, at); },
                        [&](const core::Not& e) { return n.opposite(truth(e.of, at)); },
                        [&](const core::AtLeast& e) { return list(e, at); },
                        [&](const auto&) { return other(); },
                    },
                    program_.exprs[id].node);
}

/// Of an item, what is its subject's is joined for the subject first.
Truth Expressions::list(const core::AtLeast& e, const At& at) {
  std::vector<Truth> of, ofSubject;
  const bool joins = at.domain != Subjects && (e.k == 1 || e.k == e.of.size());
  At outside = at;
  outside.domain = Subjects;
  for (const ExprId part : e.of) {
    if (joins && !ofKey_[part.index])
      ofSubject.push_back(truth(part, outside));
    else
      of.push_back(truth(part, at));
  }
  if (!ofSubject.empty()) of.push_back(n.ofItems(n.atLeast(e.k == 1 ? 1 : ofSubject.size(), ofSubject), at.domain));
  return n.atLeast(e.k == 1 ? 1 : e.k == e.of.size() ? of.size() : e.k, of);
}

Num Expressions::makeNumber(ExprId id, const At& at) {
  const auto other = [&]() -> Num {
    n.refuse("an expression is of no kind that is compiled");
    return n.constant(0);
  };
  return std::visit(match{
                        [&](const core::Const& e) {
                          if (const auto* value = std::get_if<Rational>(&e.value)) return n.constant(*value);
                          if (const auto* date = std::get_if<Date>(&e.value)) return day(*date);
                          return other();
                        },
                        [&](const core::FactRef& e) {
                          const Num fact = numberFact(e.fact, at);
                          return program_.facts[e.fact].item || at.domain == Subjects ? fact
                                                                                      : n.ofItems(fact, at.domain);
                        },
                        [&](const core::Back& e) { return number(e.of, earlier(e, at)); },
                        [&](const core::Day& e) { return dayOf(e, at); },
                        [&](const core::Add& e) { return n.add(number(e.left, at), number(e.right, at)); },
                        [&](const core::Mul& e) { return n.multiply(number(e.left, at), number(e.right, at)); },
                        [&](const core::Div& e) {
                          // Where the divisor is 0 the dividend is not read, and else the other is not.
                          const Num divisor = number(e.right, at);
                          const Truth isZero = n.equal(divisor, n.constant(0));
                          const Num left = onPath(isZero.no, [&] { return number(e.left, at); });
                          return n.divide(left, divisor, onPath(isZero.yes, [&] { return number(e.otherwise, at); }));
                        },
                        [&](const core::Least& e) { return least(e, id, at); },
                        [&](const core::Greatest& e) { return n.greatest(number(e.left, at), number(e.right, at)); },
                        [&](const core::Whole& e) { return n.wholePart(number(e.of, at)); },
                        [&](const core::Round& e) { return n.round(number(e.of, at), e.unit, e.mode); },
                        [&](const core::If& e) {
                          const Truth c = truth(e.condition, at);
                          if (c.yes == g.yes) return number(e.then, at);
                          if (c.no == g.yes) return number(e.otherwise, at);
                          const Num then = onPath(c.yes, [&] { return number(e.then, at); });
                          Num result = n.choose(c, then, onPath(c.no, [&] { return number(e.otherwise, at); }));
                          result.doubt = g.either(result.doubt, c.doubt);
                          return result;
                        },
                        [&](const core::Shift& e) { return shifted(number(e.date, at), number(e.by, at), e.unit); },
                        [&](const core::Full& e) { return fullTerms(number(e.from, at), number(e.to, at), e.unit); },
                        [&](const core::Anniversaries& e) { return anniversaries(number(e.date, at), at); },
                        [&](const core::Sum& e) { return sum(e, at); },
                        [&](const core::Awarded& e) { return awarded(e.award, at); },
                        [&](const auto&) { return other(); },
                    },
                    program_.exprs[id].node);
}

Num Expressions::least(const core::Least& e, ExprId id, const At& at) {
  const Num left = number(e.left, at);
  const Num right = number(e.right, at);
  if (e.limit && cuts_ != nullptr) {
    const NodeId cut = g.both(path_, n.surelyLess(right, left));
    const auto told = std::ranges::find(*cuts_, id, &QuantityCut::expr);
    if (told == cuts_->end())
      cuts_->push_back({id, cut});
    else
      told->cut = g.either(told->cut, cut);
  }
  return n.least(left, right);
}

// ------------------------------------------------------------------------------------------------------- comparisons

Truth Expressions::comparison(const core::Compare& e, const At& at) {
  const core::Kind kind = program_.exprs[e.left].type.kind;
  if (kind == core::Kind::Member) return equalMembers(e.left, e.right, at);
  if (kind == core::Kind::Text) {
    n.refuse("a text is compared");
    return n.truth(false);
  }
  if (kind == core::Kind::Truth) { // equality of truths
    const Truth a = truth(e.left, at), b = truth(e.right, at);
    return n.either(n.both(a, b), n.both(n.opposite(a), n.opposite(b)));
  }
  if (const std::optional<Truth> some = someOf(e, at)) return *some;
  const Num a = number(e.left, at), b = number(e.right, at);
  switch (e.op) {
  case core::Comparison::Less: return n.less(a, b);
  case core::Comparison::AtMost: return n.atMost(a, b);
  case core::Comparison::Equal: return n.equal(a, b);
  }
  return n.truth(false);
}

/// 0 < the sum of a number above 0 over those years or months where a condition holds: it holds in some.
std::optional<Truth> Expressions::someOf(const core::Compare& e, const At& at) {
  const auto constant = [&](ExprId id) -> std::optional<Rational> {
    const auto* c = std::get_if<core::Const>(&program_.exprs[id].node);
    const auto* value = c == nullptr ? nullptr : std::get_if<Rational>(&c->value);
    return value == nullptr ? std::nullopt : std::optional(*value);
  };
  const auto* sum = std::get_if<core::Sum>(&program_.exprs[e.right].node);
  if (e.op != core::Comparison::Less || sum == nullptr || cuts_ != nullptr) return std::nullopt;
  const std::optional<Rational> bound = constant(e.left), value = constant(sum->value);
  if (!bound || !bound->isZero() || !value || value->sign() <= 0) return std::nullopt;
  Truth some = n.truth(false);
  At member = at;
  if (std::holds_alternative<core::OverMonths>(sum->domain)) {
    for (int m = 1; m <= 12; ++m) {
      member.period = {at.period.year, m};
      some = n.either(some, truth(sum->where, member));
    }
    return some;
  }
  const auto* years = std::get_if<core::OverYears>(&sum->domain);
  if (years == nullptr) return std::nullopt;
  for (int back = years->from; back <= years->to; ++back) {
    member.period = calendar::yearsBefore(at.period, back);
    some = n.either(some, n.both(n.ofItems(exists(member.period.year), at.domain), truth(sum->where, member)));
  }
  return some;
}

// Of a member only facts and constants are compared.
Truth Expressions::equalMembers(ExprId left, ExprId right, const At& at) {
  struct Side {
    std::optional<uint32_t> constant, input;
    Domain domain = Subjects;
    size_t members = 0;
  };
  const auto side = [&](ExprId id) {
    Side result;
    At here = at;
    const core::Node* node = &program_.exprs[id].node;
    while (const auto* back = std::get_if<core::Back>(node)) {
      here = earlier(*back, here);
      node = &program_.exprs[back->of].node;
    }
    if (const auto* fact = std::get_if<core::FactRef>(node)) {
      std::tie(result.input, result.domain) = factInput(fact->fact, here);
      result.members = program_.enumerations[program_.facts[fact->fact].type.enumeration].members.size();
    } else if (const auto* constant = std::get_if<core::Const>(node)) {
      if (const auto* member = std::get_if<core::Member>(&constant->value)) result.constant = member->index;
    } else {
      n.refuse("a member is chosen by a condition");
    }
    return result;
  };
  Side a = side(left), b = side(right);
  if (a.constant && b.constant) return n.truth(*a.constant == *b.constant);
  if (a.constant) std::swap(a, b);
  if (!a.input || !b.constant) {
    n.refuse("two members are compared with each other");
    return n.truth(false);
  }
  if (a.members == 1) return n.truth(true); // of one member only, it is known without being given
  const NodeId known = g.known(*a.input, a.domain);
  const NodeId is = g.isByte(*a.input, a.domain, *b.constant);
  const Truth result{g.both(known, is), g.both(known, g.opposite(is)), g.no};
  return a.domain == Subjects ? n.ofItems(result, at.domain) : result;
}

// -------------------------------------------------------------------------------------------------------------- sums

Num Expressions::sum(const core::Sum& e, const At& at) {
  Num total = n.constant(0);
  const auto add = [&](const At& member, const Truth& in) {
    const Truth where = n.both(in, truth(e.where, member));
    Num value = onPath(where.yes, [&] { return number(e.value, member); });
    value = n.where(where, value);
    value.doubt = g.either(value.doubt, where.doubt);
    total = n.add(total, value);
  };
  At member = at;
  std::visit(match{
                 [&](const core::OverItems& d) { total = sumOverItems(e, d.kind, at); },
                 [&](const core::OverMonths&) {
                   for (int m = 1; m <= 12; ++m) {
                     member.period = {at.period.year, m};
                     add(member, n.truth(true));
                   }
                 },
                 [&](const core::OverYears& d) {
                   for (int back = d.from; back <= d.to; ++back) {
                     member.period = calendar::yearsBefore(at.period, back);
                     add(member, n.ofItems(exists(member.period.year), at.domain));
                   }
                 },
             },
             e.domain);
  return total;
}

// Where a list is missing, or something of an item is, what the sum may be is for the interpreter.
Num Expressions::sumOverItems(const core::Sum& e, core::Id<core::ItemKind> kind, const At& at) {
  if (at.domain != Subjects) {
    n.refuse("the sum over items stands in an award that is counted by items");
    return n.constant(0);
  }
  At inside = at;
  inside.domain = domainOf(kind);
  std::vector<QuantityCut> cuts;
  std::vector<QuantityCut>* outside = std::exchange(cuts_, cuts_ == nullptr ? nullptr : &cuts);
  const NodeId path = std::exchange(path_, g.yes);
  const Truth where = n.both(n.certain(listed(inside.domain, at.period.year)), truth(e.where, inside));
  const Num value = number(e.value, inside);
  cuts_ = outside;
  path_ = path;
  for (const QuantityCut& each : cuts) {
    const NodeId cut = g.both(path_, g.anyItem(g.both(where.yes, each.cut)));
    const auto told = std::ranges::find(*cuts_, each.expr, &QuantityCut::expr);
    if (told == cuts_->end())
      cuts_->push_back({each.expr, cut});
    else
      told->cut = g.either(told->cut, cut);
  }
  if (!value.over.none()) n.refuse("a sum over items is of quotients");
  Num result;
  result.unit = value.unit;
  result.n = g.sumItems(value.n, where.yes, program_.itemKinds[kind].most);
  const NodeId open = g.either(n.undecided(where), g.both(where.yes, g.opposite(value.definite)));
  const NodeId isIn = listed(inside.domain, at.period.year);
  result.definite = g.both(listGiven(inside.domain, at.period.year), g.opposite(g.anyItem(g.both(isIn, open))));
  result.doubt = g.opposite(result.definite);
  result.whole = false;
  result.lo = result.hi = result.n;
  return result;
}

// "The sum of a's entries of earlier years."
Num Expressions::awarded(core::AwardId award, const At& at) {
  const core::Award& of = program_.awards[award];
  NodeId total = g.number(0);
  for (const Given& entry : given[award.index]) {
    if (entry.period.year >= at.period.year) continue;
    NodeId amount = entry.amount;
    if (of.key) {
      const Domain items = domainOf(*of.key);
      if (at.domain == Subjects)
        amount = g.sumItems(amount, g.less(g.number(0), amount), program_.itemKinds[*of.key].most);
      else if (at.domain != items)
        n.refuse("an award reads what another gave items of another kind");
    } else {
      amount = g.numberOf(amount, at.domain);
    }
    total = g.add(total, amount);
  }
  Num result = n.constant(0);
  result.n = total;
  result.unit = Rational(1, 100);
  return result;
}

} // namespace tiao::plan
