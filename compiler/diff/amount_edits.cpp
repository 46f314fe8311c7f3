#include "compiler/diff/award_edits.h"
#include "compiler/explain/phrase.h"

#include <algorithm>

namespace tiao::diff {

namespace {

template <typename N> const N* as(const core::Node& node) { return std::get_if<N>(&node); }

const Rational* number(const core::Node& node) {
  const auto* constant = std::get_if<core::Const>(&node);
  return constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
}

/// The operands of nested sums, products or minima of one kind.
template <typename N> void gather(const core::Program& program, ExprId expr, std::vector<ExprId>& out) {
  if (const auto* node = std::get_if<N>(&program.exprs[expr].node)) {
    gather<N>(program, node->left, out);
    gather<N>(program, node->right, out);
  } else {
    out.push_back(expr);
  }
}

template <typename N> std::vector<ExprId> operands(const core::Program& program, ExprId expr) {
  std::vector<ExprId> out;
  gather<N>(program, expr, out);
  return out;
}

/// Leaves out what stands on both sides.
template <typename Same> void cancel(std::vector<ExprId>& x, std::vector<ExprId>& y, const Same& same) {
  std::erase_if(x, [&](ExprId v) {
    const auto w = std::ranges::find_if(y, [&](ExprId each) { return same(v, each); });
    if (w == y.end()) return false;
    y.erase(w);
    return true;
  });
}

const Text amountText{"金额", "amount"};
const Text baseText{"基数", "base"};

} // namespace

void AwardEdits::amount(ExprId before, ExprId after, Role role) {
  if (same(before, after)) return;
  const core::Node &x = old(before), &y = fresh(after);
  if (layered(before, after, [&](ExprId v, ExprId w) { amount(v, w, role); })) return;
  if (scales(before, after)) return;
  if (as<core::Const>(x) != nullptr && as<core::Const>(y) != nullptr) return literals(before, after, role);
  if (capped(before, after, role) || rounded(before, after, role)) return;
  if (product(before, after) || sum(before, after, role)) return;
  if (const auto* p = as<core::If>(x), *q = as<core::If>(y); p != nullptr && q != nullptr) {
    condition(p->condition, q->condition);
    amount(p->then, q->then, role);
    amount(p->otherwise, q->otherwise, role);
    return;
  }
  if (const auto* p = as<core::Whole>(x), *q = as<core::Whole>(y); p != nullptr && q != nullptr)
    return amount(p->of, q->of, role);
  if (const auto* p = as<core::Div>(x), *q = as<core::Div>(y); p != nullptr && q != nullptr) {
    amount(p->left, q->left, role == Role::Amount ? Role::Base : role);
    amount(p->right, q->right, Role::Factor);
    amount(p->otherwise, q->otherwise, role);
    return;
  }
  if (const auto* p = as<core::Sum>(x), *q = as<core::Sum>(y);
      p != nullptr && q != nullptr && p->domain.index() == q->domain.index()) {
    const size_t told = edits_.size();
    condition(p->where, q->where);
    amount(p->value, q->value, role);
    if (edits_.size() == told) add(EditKind::PeriodOfFact, after_.expr(q->value), before, after);
    return;
  }
  otherwise(before, after, role);
}

/// 20% → 25%, 50万元 → 80万元, a bound.
void AwardEdits::literals(ExprId before, ExprId after, Role role) {
  const Rational *n = number(old(before)), *m = number(fresh(after));
  if (n == nullptr || m == nullptr) return otherwise(before, after, role);
  const std::string unit = canon_.unit(Side::Before, before_.input.program.exprs[before].type.unit);
  if (unit != canon_.unit(Side::After, after_.input.program.exprs[after].type.unit))
    return add(EditKind::UnitChanged, role == Role::Amount ? amountText : Text("标准", "standard"), before, after);
  const bool raised = *n < *m;
  switch (role) {
  case Role::Rate: return add(raised ? EditKind::RateRaised : EditKind::RateLowered, {"比例", "rate"}, before, after);
  case Role::Cap: return add(raised ? EditKind::CapRaised : EditKind::CapLowered, {"上限", "cap"}, before, after);
  case Role::Amount:
  case Role::Base: return add(raised ? EditKind::AmountRaised : EditKind::AmountLowered, amountText, before, after);
  case Role::Factor:
    return add(raised ? EditKind::AmountRaised : EditKind::AmountLowered, {"标准", "standard"}, before, after);
  }
}

/// A limit inside the amount: on the base, on a quantity.
bool AwardEdits::capped(ExprId before, ExprId after, Role role) {
  const auto *x = as<core::Least>(old(before)), *y = as<core::Least>(fresh(after));
  if (x == nullptr && y == nullptr) return false;
  const auto inner = [&](const Wording& wording, ExprId expr) {
    const Text of = wording.expr(expr);
    return explain::say("「{}」的上限", "cap on `{}`", of);
  };
  if (x != nullptr && y != nullptr) {
    const size_t told = edits_.size();
    amount(x->left, y->left, role);
    if (!same(x->right, y->right)) {
      const Rational *n = number(old(x->right)), *m = number(fresh(y->right));
      const EditKind kind = n == nullptr || m == nullptr ? EditKind::CapChanged
                            : *n < *m                    ? EditKind::CapRaised
                                                         : EditKind::CapLowered;
      add(kind, inner(after_, y->left), x->right, y->right);
    }
    return edits_.size() > told;
  }
  if (y != nullptr) {
    add(EditKind::CapAdded, inner(after_, y->left), std::nullopt, y->right);
    amount(before, y->left, role);
  } else {
    add(EditKind::CapRemoved, inner(before_, x->left), x->right, std::nullopt);
    amount(x->left, after, role);
  }
  return true;
}

bool AwardEdits::rounded(ExprId before, ExprId after, Role role) {
  const auto *x = as<core::Round>(old(before)), *y = as<core::Round>(fresh(after));
  if (x == nullptr && y == nullptr) return false;
  if (x != nullptr && y != nullptr && x->unit == y->unit && x->mode == y->mode) {
    amount(x->of, y->of, role);
    return true;
  }
  add(EditKind::RoundingChanged, {}, x != nullptr ? std::optional(before) : std::nullopt,
      y != nullptr ? std::optional(after) : std::nullopt);
  amount(x != nullptr ? x->of : before, y != nullptr ? y->of : after, role);
  return true;
}

/// A rate of a base, a price of each: factors that are the same fall out, those of one sort are compared.
bool AwardEdits::product(ExprId before, ExprId after) {
  if (as<core::Mul>(old(before)) == nullptr || as<core::Mul>(fresh(after)) == nullptr) return false;
  std::vector<ExprId> x = operands<core::Mul>(before_.input.program, before);
  std::vector<ExprId> y = operands<core::Mul>(after_.input.program, after);
  cancel(x, y, [&](ExprId v, ExprId w) { return same(v, w); });
  if (x.size() != y.size()) return false;
  const auto rank = [](const Wording& wording) {
    return [&wording](ExprId expr) { return number(wording.input.program.exprs[expr].node) == nullptr ? 1 : 0; };
  };
  std::ranges::stable_sort(x, {}, rank(before_));
  std::ranges::stable_sort(y, {}, rank(after_));
  for (size_t i = 0; i < x.size(); ++i) {
    const bool literal = number(old(x[i])) != nullptr && number(fresh(y[i])) != nullptr;
    const bool plain = before_.input.program.exprs[x[i]].type.unit.powers.empty();
    amount(x[i], y[i], !literal ? Role::Base : plain ? Role::Rate : Role::Factor);
  }
  return true;
}

bool AwardEdits::sum(ExprId before, ExprId after, Role role) {
  if (as<core::Add>(old(before)) == nullptr || as<core::Add>(fresh(after)) == nullptr) return false;
  std::vector<ExprId> x = operands<core::Add>(before_.input.program, before);
  std::vector<ExprId> y = operands<core::Add>(after_.input.program, after);
  cancel(x, y, [&](ExprId v, ExprId w) { return same(v, w); });
  if (x.size() != y.size()) return false;
  for (size_t i = 0; i < x.size(); ++i) amount(x[i], y[i], role);
  return true;
}

/// Scales and tables line by line.
bool AwardEdits::scales(ExprId before, ExprId after) {
  const core::ScaleGloss* x = explain::scaleAt(before_.input.program, before);
  const core::ScaleGloss* y = explain::scaleAt(after_.input.program, after);
  if (x == nullptr || y == nullptr) return false;
  const Text name = explain::named(y->name);
  const auto value = [](const core::ScaleGloss::Line& of) { return of.rate ? *of.rate : of.value; };
  const auto line = [&](const Wording& wording, const core::ScaleGloss::Line& of) {
    return explain::say("{}：{}", "{}: {}", explain::named(of.words), wording.expr(value(of)));
  };
  const auto sameWords = [](const core::Name& a, const core::Name& b) { return prove::sameName(a, b); };
  const size_t told = edits_.size();
  for (size_t i = 0; i < std::max(x->lines.size(), y->lines.size()); ++i) {
    const auto* p = i < x->lines.size() ? &x->lines[i] : nullptr;
    const auto* q = i < y->lines.size() ? &y->lines[i] : nullptr;
    if (p != nullptr && q != nullptr && sameWords(p->words, q->words)) {
      if (same(value(*p), value(*q))) continue;
      const Rational *n = number(old(value(*p))), *m = number(fresh(value(*q)));
      const bool known = n != nullptr && m != nullptr;
      const Text what = explain::say("{}（{}）", "{} ({})", name, explain::named(q->words));
      const bool rate = q->rate.has_value();
      add(!known    ? EditKind::AmountChanged
          : *n < *m ? (rate ? EditKind::RateRaised : EditKind::AmountRaised)
                    : (rate ? EditKind::RateLowered : EditKind::AmountLowered),
          what, value(*p), value(*q));
      continue;
    }
    add(EditKind::AmountChanged, name, p == nullptr ? Said{} : Said{{}, line(before_, *p), before_.span(value(*p))},
        q == nullptr ? Said{} : Said{{}, line(after_, *q), after_.span(value(*q))});
  }
  if (x->otherwise && y->otherwise) amount(*x->otherwise, *y->otherwise, Role::Amount);
  for (size_t i = 0; i < std::min(x->keys.size(), y->keys.size()); ++i)
    if (!same(x->keys[i], y->keys[i])) add(EditKind::BaseChanged, name, x->keys[i], y->keys[i]);
  if (edits_.size() == told) add(EditKind::AmountChanged, name, before, after);
  return true;
}

/// The one is not the other with something changed: both are told whole.
void AwardEdits::otherwise(ExprId before, ExprId after, Role role) {
  const bool base = role == Role::Base;
  add(base ? EditKind::BaseChanged : EditKind::AmountChanged, base ? baseText : amountText, before, after);
}

} // namespace tiao::diff
