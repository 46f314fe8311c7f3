#include "compiler/cover/measure.h"

#include "compiler/interpret/range.h"

namespace tiao::cover {

using interpret::At;
using interpret::NumberRange;
using interpret::Truth;

void Measure::begin(size_t test, Asked asked) {
  commit();
  test_ = test;
  asked_ = std::move(asked);
}

void Measure::candidate(core::AwardId award, interpret::Key /*key*/, interpret::Period period) {
  commit();
  award_ = award;
  wanted_ = asked_.contains({award, period});
}

void Measure::reach(const Hit& hit) {
  Reached::OfSite& site = reached_.sites[hit.site];
  if (hit.side) {
    site.first.emplace(*hit.side, test_);
    return;
  }
  std::optional<Rational>& nearest = hit.off.sign() < 0 ? site.below : site.above;
  const Rational off = hit.off.sign() < 0 ? -hit.off : hit.off;
  if (!nearest || off < *nearest) nearest = off;
}

/// The candidate before is over.
void Measure::commit() {
  if (wanted_) {
    const auto reachAll = [&](const Hits& hits) {
      for (const Hit& hit : hits) reach(hit);
    };
    reachAll(conditions_);
    reachAll(shared_);
    if (eligible_ == Truth::Yes) {
      reachAll(amounts_);
      if (closed_.empty()) reachAll(open_);
    }
    if (closed_.size() == 1) reachAll(closed_);
  }
  award_.reset();
  wanted_ = false;
  eligible_.reset();
  truths_.clear();
  differences_.clear();
  inside_.clear();
  for (Hits* hits : {&conditions_, &amounts_, &shared_, &open_, &closed_}) hits->clear();
}

// --------------------------------------------------------------------------------------------------------- expressions

void Measure::found(ExprId expr, const At& at, const interpret::Set& value) {
  if (!wanted_) return;
  if (const auto* truth = std::get_if<Truth>(&value)) {
    truths_[{expr, at.key, at.period}] = *truth;
    if (sites_.roots.contains(expr)) {
      Hits& hits = inside_[expr];
      decide(expr, at, hits);
    }
    if (expr == program_.awards[*award_].eligible && !eligible_) {
      eligible_ = *truth;
      decide(expr, at, conditions_);
      inside_.clear();
    }
    return;
  }
  Hits& hits = eligible_ ? amounts_ : conditions_;
  if (const auto lines = sites_.lines.find(expr); lines != sites_.lines.end())
    for (const size_t line : lines->second) hits.push_back({line, Side::Applied, {}});
  if (const auto parts = sites_.parts.find(expr); parts != sites_.parts.end())
    if (const auto* part = std::get_if<NumberRange>(&value); part->definite() && part->lo.sign() > 0)
      for (const size_t line : parts->second) hits.push_back({line, Side::Applied, {}});
  if (eligible_) // the conditions that an amount was chosen by
    if (const auto* choice = std::get_if<core::If>(&program_.exprs[expr].node)) take(choice->condition, amounts_);
  if (eligible_)
    if (const auto* sum = std::get_if<core::Sum>(&program_.exprs[expr].node)) take(sum->where, amounts_);
}

void Measure::take(ExprId root, Hits& hits) {
  const auto found = inside_.find(root);
  if (found == inside_.end()) return;
  hits.insert(hits.end(), found->second.begin(), found->second.end());
  inside_.erase(found);
}

/// Value − bound of a comparison; of a quantity, how much is above its limit. Dates in days.
std::optional<Rational> Measure::difference(const Site& site, const interpret::Set& left,
                                            const interpret::Set& right) const {
  const interpret::Set& value = site.turned ? right : left;
  const interpret::Set& bound = site.turned ? left : right;
  if (!interpret::definite(value) || !interpret::definite(bound)) return std::nullopt;
  if (const auto* number = std::get_if<NumberRange>(&value)) return number->lo - std::get_if<NumberRange>(&bound)->lo;
  if (const auto* date = std::get_if<interpret::DateRange>(&value))
    return Rational((date->lo - std::get_if<interpret::DateRange>(&bound)->lo).count());
  return std::nullopt;
}

void Measure::compared(ExprId expr, const At& at, const interpret::Set& left, const interpret::Set& right) {
  if (!wanted_) return;
  const auto found = sites_.of.find(expr);
  if (found == sites_.of.end()) return;
  const Site& site = sites_.all[found->second];
  const std::optional<Rational> by = difference(site, left, right);
  differences_[{expr, at.key, at.period}] = by;
  if (site.kind != Site::Kind::Quantity || !by || !eligible_) return;
  const auto* quantity = std::get_if<NumberRange>(&left);
  if (by->sign() > 0 || quantity->lo.sign() > 0)
    amounts_.push_back({found->second, by->sign() > 0 ? Side::Cut : Side::Free, {}});
}

std::optional<Truth> Measure::truthAt(ExprId expr, const At& at) const {
  if (const auto* constant = std::get_if<core::Const>(&program_.exprs[expr].node))
    return interpret::truth(std::get<bool>(constant->value));
  const auto found = truths_.find({expr, at.key, at.period});
  return found == truths_.end() ? std::nullopt : std::optional(found->second);
}

/// The conditions in `expr` that its value hangs on alone.
void Measure::decide(ExprId expr, const At& at, Hits& hits) {
  if (sites_.of.contains(expr) || !isTransparent(program_, expr)) {
    leaf(expr, at, hits);
    return;
  }
  const core::Node& node = program_.exprs[expr].node;
  if (const auto* negated = std::get_if<core::Not>(&node)) {
    decide(negated->of, at, hits);
  } else if (const auto* back = std::get_if<core::Back>(&node)) {
    At earlier = at;
    earlier.period = back->unit == core::TermUnit::Months ? calendar::monthsBefore(at.period, back->count)
                                                          : calendar::yearsBefore(at.period, back->count);
    decide(back->of, earlier, hits);
  } else if (const auto* choice = std::get_if<core::If>(&node)) {
    const std::optional<Truth> chosen = truthAt(choice->condition, at);
    if (chosen == Truth::Yes) decide(choice->then, at, hits);
    if (chosen == Truth::No) decide(choice->otherwise, at, hits);
  } else if (const auto* list = std::get_if<core::AtLeast>(&node)) {
    size_t yes = 0, unsure = 0;
    for (const ExprId part : list->of) {
      const std::optional<Truth> truth = truthAt(part, at);
      if (truth == Truth::Yes) ++yes;
      if (!truth || truth == Truth::Either) ++unsure;
    }
    for (const ExprId part : list->of) {
      const std::optional<Truth> truth = truthAt(part, at);
      if (unsure > 0 || !truth) continue;
      const size_t others = yes - (truth == Truth::Yes ? 1 : 0);
      if (others + 1 == list->k) decide(part, at, hits);
    }
  }
}

void Measure::leaf(ExprId expr, const At& at, Hits& hits) {
  if (const auto inside = sites_.inside.find(expr); inside != sites_.inside.end())
    for (const ExprId root : inside->second) take(root, hits);
  const auto found = sites_.of.find(expr);
  const std::optional<Truth> truth = truthAt(expr, at);
  if (found == sites_.of.end() || !truth || truth == Truth::Either) return;
  const Site& site = sites_.all[found->second];
  if (site.kind == Site::Kind::Condition) {
    hits.push_back({found->second, truth == Truth::Yes ? Side::Yes : Side::No, {}});
    return;
  }
  const auto difference = differences_.find({expr, at.key, at.period});
  if (difference == differences_.end() || !difference->second) return;
  const Rational& by = *difference->second;
  Hit hit{found->second, std::nullopt, by};
  if (by.isZero())
    hit.side = Side::At;
  else if (by.sign() < 0 && -by <= site.stride)
    hit.side = Side::Below;
  else if (by.sign() > 0 && by <= site.stride)
    hit.side = Side::Above;
  hits.push_back(hit);
}

// -------------------------------------------------------------------------------------------------------------- limits

void Measure::limited(const core::Limit& limit, const NumberRange& amount, const NumberRange& bound) {
  const auto found = sites_.limits.find(&limit);
  if (!wanted_ || found == sites_.limits.end()) return;
  const bool floor = std::holds_alternative<core::Floor>(limit.node);
  // Where a limit holds in another version only.
  if (!bound.definite() || core::noLimit() <= bound.lo || (floor && bound.lo.isZero())) return;
  Hits& hits = sites_.all[found->second].overall ? shared_ : amounts_;
  const Truth cut = floor ? interpret::less(amount, bound) : interpret::less(bound, amount);
  if (cut == Truth::Yes) hits.push_back({found->second, Side::Cut, {}});
  const bool something = !amount.loInfinite && amount.lo.sign() > 0;
  if (cut == Truth::No && something) hits.push_back({found->second, Side::Free, {}});
}

void Measure::counted(const core::Limit& limit, const NumberRange& used, const NumberRange& most) {
  const auto found = sites_.limits.find(&limit);
  if (!wanted_ || found == sites_.limits.end() || !used.definite() || !most.definite()) return;
  if (most.lo <= used.lo)
    closed_.push_back({found->second, Side::UsedUp, {}});
  else if (most.lo <= used.lo + Rational(1))
    open_.push_back({found->second, Side::Open, {}});
}

} // namespace tiao::cover
