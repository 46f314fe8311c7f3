#include "compiler/prove/encode.h"

#include <algorithm>

/// Expressions: core.md section 3 on definite operands.
namespace tiao::prove {

using core::ExprId;
using core::match;
using core::TermUnit;

Prop Encoder::prop(ExprId id, const At& at) {
  const Term value = term(id, at);
  return *std::get_if<Prop>(&value);
}
Num Encoder::num(ExprId id, const At& at) {
  const Term value = term(id, at);
  return *std::get_if<Num>(&value);
}
DateTerm Encoder::date(ExprId id, const At& at) {
  const Term value = term(id, at);
  return *std::get_if<DateTerm>(&value);
}

Term Encoder::expression(ExprId expr, Item item, Period period, std::optional<core::AwardId> award,
                         const Instead& instead) {
  Force force{program_.from, program_.to, {}};
  if (award) force = {program_.awards[*award].from, program_.awards[*award].to, {}};
  instead_ = instead.empty() ? nullptr : &instead;
  path_ = terms_.truth(true);
  const Term result = term(expr, {item, period, &force});
  instead_ = nullptr;
  return result;
}

Term Encoder::asRead(ExprId expr, Item item, Period period, core::AwardId id) {
  const core::Award& award = program_.awards[id];
  Force force{award.from, award.to, {}};
  const At at{item, period, &force};
  path_ = terms_.truth(true);
  inForce(award, force, at);
  return term(expr, at);
}

Term Encoder::term(ExprId id, const At& at) {
  if (instead_ != nullptr) {
    if (const auto found = instead_->find(id); found != instead_->end()) return terms_.truth(found->second);
  }
  const core::Expr& expr = program_.exprs[id];
  return std::visit(match{
                        [&](const core::Const& e) { return symbols_.constant(program_, expr.type, e.value); },
                        [&](const core::FactRef& e) { return symbols_.fact(program_, e.fact, at.item, at.period); },
                        [&](const core::Back& e) {
                          At earlier = at;
                          earlier.period = e.unit == TermUnit::Months ? calendar::monthsBefore(at.period, e.count)
                                                                      : calendar::yearsBefore(at.period, e.count);
                          return term(e.of, earlier);
                        },
                        [&](const core::Day& e) -> Term { return day(e, at); },
                        [&](const core::Add& e) -> Term { return terms_.add(num(e.left, at), num(e.right, at)); },
                        [&](const core::Mul& e) -> Term { return terms_.multiply(num(e.left, at), num(e.right, at)); },
                        [&](const core::Div& e) -> Term { return division(e, at); },
                        [&](const core::Least& e) -> Term { return least(e, id, at); },
                        [&](const core::Greatest& e) -> Term { return greatest(e, id, at); },
                        [&](const core::Whole& e) -> Term { return terms_.floor(num(e.of, at)); },
                        [&](const core::Round& e) -> Term { return terms_.round(num(e.of, at), e.unit, e.mode); },
                        [&](const core::If& e) { return condition(e, id, at); },
                        [&](const core::Shift& e) -> Term { return shift(e, at); },
                        [&](const core::Full& e) -> Term { return full(e, at); },
                        [&](const core::Anniversaries& e) -> Term { return anniversaries(e, at); },
                        [&](const core::Sum& e) -> Term { return sum(e, at); },
                        [&](const core::Awarded& e) -> Term { return awarded(e, at); },
                        [&](const core::Compare& e) -> Term { return comparison(e, at); },
                        [&](const core::Not& e) -> Term { return terms_.negation(prop(e.of, at)); },
                        [&](const core::AtLeast& e) -> Term {
                          std::vector<Prop> parts;
                          for (const ExprId part : e.of) parts.push_back(prop(part, at));
                          return terms_.atLeast(e.k, parts);
                        },
                    },
                    expr.node);
}

Term Encoder::chosen(Prop condition, const Term& a, const Term& b) {
  if (const auto value = terms_.constant(condition)) return *value ? a : b;
  return std::visit(match{
                        [&](Prop x) -> Term { return terms_.choose(condition, x, *std::get_if<Prop>(&b)); },
                        [&](Num x) -> Term { return terms_.choose(condition, x, *std::get_if<Num>(&b)); },
                        [&](const DateTerm& x) -> Term {
                          const auto& y = *std::get_if<DateTerm>(&b);
                          if (x.moves == y.moves) return DateTerm{terms_.choose(condition, x.day, y.day), x.moves};
                          const Rational far = 4'000'000;
                          return DateTerm{leftOutNumber(LeftOut::MovedDates, -far, far), {}};
                        },
                        [&](const MemberTerm& x) -> Term {
                          return MemberTerm{terms_.choose(condition, x.member, std::get_if<MemberTerm>(&b)->member)};
                        },
                        [&](const TextTerm& x) -> Term {
                          return TextTerm{terms_.choose(condition, x.text, std::get_if<TextTerm>(&b)->text)};
                        },
                    },
                    a);
}

/// A condition that all of those that are asked together are; in the order of the text.
void Encoder::asked(ExprId condition, const At& at, std::vector<std::pair<ExprId, Prop>>& all) {
  const auto* parts = std::get_if<core::AtLeast>(&program_.exprs[condition].node);
  if (parts == nullptr || parts->k != parts->of.size()) {
    all.emplace_back(condition, prop(condition, at));
    return;
  }
  for (const ExprId part : parts->of) asked(part, at, all);
}

void Encoder::branch(ExprId id, Prop holds) {
  if (branches_ != nullptr && !terms_.constant(holds)) branches_->push_back({id, path_, holds});
}

Term Encoder::condition(const core::If& e, ExprId id, const At& at) {
  const Prop c = prop(e.condition, at);
  branch(id, c);
  if (const auto value = terms_.constant(c)) return term(*value ? e.then : e.otherwise, at);
  const Prop before = path_;
  path_ = terms_.both(before, c);
  const Term then = term(e.then, at);
  path_ = terms_.both(before, terms_.negation(c));
  const Term otherwise = term(e.otherwise, at);
  path_ = before;
  return chosen(c, then, otherwise);
}

Num Encoder::division(const core::Div& e, const At& at) {
  const Num divisor = num(e.right, at);
  const Prop none = terms_.equal(divisor, terms_.number(0));
  if (terms_.constant(none) == std::optional(true)) return num(e.otherwise, at);
  const Num quotient = terms_.divide(num(e.left, at), divisor);
  return terms_.choose(none, num(e.otherwise, at), quotient);
}

Num Encoder::least(const core::Least& e, ExprId id, const At& at) {
  const Num left = num(e.left, at);
  const Num right = num(e.right, at);
  const Prop cuts = terms_.less(right, left);
  if (e.limit && through_ != nullptr) through_->emplace_back(id, terms_.both(path_, cuts));
  if (!e.limit) branch(id, cuts);
  return terms_.least(left, right);
}

Num Encoder::greatest(const core::Greatest& e, ExprId id, const At& at) {
  const Num left = num(e.left, at);
  const Num right = num(e.right, at);
  branch(id, terms_.less(left, right));
  return terms_.greatest(left, right);
}

Prop Encoder::comparison(const core::Compare& e, const At& at) {
  const Term left = term(e.left, at);
  const Term right = term(e.right, at);
  return std::visit(
      match{
          [&](Prop a) { return terms_.same(a, *std::get_if<Prop>(&right)); },
          [&](Num a) {
            const Num b = *std::get_if<Num>(&right);
            switch (e.op) {
            case core::Comparison::Less: return terms_.less(a, b);
            case core::Comparison::AtMost: return terms_.atMost(a, b);
            case core::Comparison::Equal: return terms_.equal(a, b);
            }
            return terms_.truth(false);
          },
          [&](const DateTerm& a) {
            const auto& b = *std::get_if<DateTerm>(&right);
            switch (e.op) {
            case core::Comparison::Less: return terms_.negation(notAfter(b, a));
            case core::Comparison::AtMost: return notAfter(a, b);
            case core::Comparison::Equal: return terms_.both(notAfter(a, b), notAfter(b, a));
            }
            return terms_.truth(false);
          },
          [&](const MemberTerm& a) { return terms_.equal(a.member, std::get_if<MemberTerm>(&right)->member); },
          [&](const TextTerm& a) { return terms_.equal(a.text, std::get_if<TextTerm>(&right)->text); },
      },
      left);
}

// --------------------------------------------------------------------------------------------------------------- sums

Num Encoder::sum(const core::Sum& e, const At& at) {
  std::vector<Num> members;
  const Prop before = path_;
  const auto member = [&](const At& inside, Prop there) {
    const Prop where = terms_.both(there, prop(e.where, inside));
    if (terms_.constant(where) == std::optional(false)) return;
    path_ = terms_.both(before, where);
    members.push_back(terms_.choose(where, num(e.value, inside), terms_.number(0)));
    path_ = before;
  };
  At inside = at;
  std::visit(match{
                 [&](const core::OverItems& d) {
                   result_.items = true;
                   for (Item item = 0; item < assumed_.items; ++item) {
                     inside.item = item;
                     member(inside, symbols_.listed(program_, d.kind, item, at.period.year));
                   }
                 },
                 [&](const core::OverMonths&) {
                   for (int m = 1; m <= 12; ++m) {
                     inside.period = {at.period.year, m};
                     member(inside, terms_.truth(true));
                   }
                 },
                 [&](const core::OverYears& d) {
                   for (int back = d.from; back <= d.to; ++back) {
                     inside.period = calendar::yearsBefore(at.period, back);
                     member(inside, terms_.truth(true));
                   }
                 },
             },
             e.domain);
  return terms_.sum(members);
}

Num Encoder::awarded(const core::Awarded& e, const At& at) {
  std::optional<Item> item;
  if (at.item != Subject && program_.awards[e.award].key) item = at.item;
  if (!item && program_.awards[e.award].key) result_.items = true;
  std::vector<Num> amounts;
  for (const Entry* entry : past(e.award, item, at.period.year)) amounts.push_back(entry->amount);
  return terms_.sum(amounts);
}

// ------------------------------------------------------------------------------------------------------- what is left

Num Encoder::leftOutNumber(LeftOut what, const Rational& lo, const Rational& hi) {
  result_.leftOut.insert(what);
  return terms_.unknown({lo, hi, Rational(1)});
}

Prop Encoder::leftOutTruth(LeftOut what) {
  result_.leftOut.insert(what);
  return terms_.unknownTruth();
}

} // namespace tiao::prove
