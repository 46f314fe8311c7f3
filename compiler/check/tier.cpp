#include "compiler/check/checker.h"

/// 对年营业收入达到2000万元、5000万元的企业，分别给予20万元、50万元的奖励: the amount of the highest bound that is met.
namespace tiao::check {

namespace diag = diagnostics::diag;

/// Notes the bounds of a comparison for the 分别 of its sentence. Each must ask more than the one before.
bool Checker::noteTiers(const syntax::Comparison& c, const Typed& left, const Typed& first) {
  if (c.further.empty()) return true;
  Tiers tiers{left, c.bound, {first.id}, false};
  const bool up = c.bound == syntax::Bound::AtLeast || c.bound == syntax::Bound::More;
  bool ordered = true;
  std::optional<Rational> last;
  if (const auto* number = std::get_if<core::Const>(&program_.exprs[first.id].node))
    if (const auto* value = std::get_if<Rational>(&number->value)) last = *value;
  for (const syntax::ExprId id : c.further) {
    const Lowered bound = value(id);
    const Span span = tree_.exprs[id].span;
    if (!bound || !sameUnit(left, *bound, span)) return false;
    const auto* number = std::get_if<core::Const>(&program_.exprs[bound->id].node);
    const auto* value = number == nullptr ? nullptr : std::get_if<Rational>(&number->value);
    if (ordered && value != nullptr && last && (up ? !(*last < *value) : !(*value < *last))) {
      sink_.report(diag::TiersOrder, span, quoted(span));
      ordered = false;
    }
    if (value != nullptr) last = *value;
    tiers.bounds.push_back(bound->id);
  }
  tiers_ = std::move(tiers);
  return ordered;
}

/// The amount of the highest tier that is met; `first` is that of the lowest.
Lowered Checker::tiered(const syntax::Grant& grant, Typed first, Span span) {
  if (grant.further.empty()) return first;
  if (!tiers_ || tiers_->bounds.size() != grant.further.size() + 1) {
    sink_.report(diag::TiersDiffer, span, static_cast<uint64_t>(grant.further.size() + 1),
                 static_cast<uint64_t>(tiers_ ? tiers_->bounds.size() : 0));
    return std::nullopt;
  }
  tiers_->used = true;
  for (size_t i = 0; i < grant.further.size(); ++i) {
    const Lowered amount = number(grant.further[i]);
    if (!amount || !sameUnit(first, *amount, span)) return std::nullopt;
    const Typed bound{tiers_->bounds[i + 1], tiers_->left.type};
    const core::ExprId met = compared(tiers_->bound, tiers_->left, bound, {});
    first.id = add(core::If{met, amount->id, first.id}, first.type, span);
  }
  return first;
}

} // namespace tiao::check
