#include "compiler/core/rules.h"
#include "compiler/diff/award_edits.h"
#include "compiler/explain/phrase.h"

#include <algorithm>

namespace tiao::diff {

namespace {

bool isLiteral(const core::Program& program, ExprId expr) {
  return std::holds_alternative<core::Const>(program.exprs[expr].node);
}
bool isTruth(const core::Program& program, ExprId expr, bool value) {
  const auto* constant = std::get_if<core::Const>(&program.exprs[expr].node);
  const bool* truth = constant == nullptr ? nullptr : std::get_if<bool>(&constant->value);
  return truth != nullptr && *truth == value;
}

template <typename G> const G* glossOf(const core::Program& program, ExprId expr) {
  const auto found = program.glosses.find(expr);
  return found == program.glosses.end() ? nullptr : std::get_if<G>(&found->second);
}

bool ordered(const core::Constant& a, const core::Constant& b) { return a < b; }

} // namespace

std::set<std::string> AwardEdits::facts(Side side, ExprId expr) {
  const core::Program& program = canon_.program(side);
  std::set<std::string> out;
  std::vector<ExprId> open{expr};
  while (!open.empty()) {
    const ExprId each = open.back();
    open.pop_back();
    if (const auto* fact = std::get_if<core::FactRef>(&program.exprs[each].node))
      out.insert(canon_.fact(side, fact->fact));
    core::eachOperand(program.exprs[each].node, [&](ExprId part) { open.push_back(part); });
  }
  return out;
}

/// Conditions that only one side asks: the likest two are one that was changed, the others were added or removed.
void AwardEdits::conditions(const std::vector<ExprId>& before, const std::vector<ExprId>& after) {
  std::vector<ExprId> was, is;
  std::set<Term> old, now;
  for (const ExprId part : before) old.insert(canon_.of(Side::Before, part));
  for (const ExprId part : after) now.insert(canon_.of(Side::After, part));
  std::set<Term> told;
  for (const ExprId part : before)
    if (const Term term = canon_.of(Side::Before, part); !now.contains(term) && told.insert(term).second)
      was.push_back(part);
  told.clear();
  for (const ExprId part : after)
    if (const Term term = canon_.of(Side::After, part); !old.contains(term) && told.insert(term).second)
      is.push_back(part);
  const auto likeness = [&](ExprId x, ExprId y) {
    if (canon_.shape(Side::Before, x) == canon_.shape(Side::After, y)) return size_t{1000};
    const std::set<std::string> a = facts(Side::Before, x), b = facts(Side::After, y);
    const auto shared = static_cast<size_t>(std::ranges::count_if(a, [&](const auto& f) { return b.contains(f); }));
    return std::max(a.size(), b.size()) == 0 ? size_t{0} : shared * 900 / std::max(a.size(), b.size());
  };
  for (;;) {
    size_t best = 0, i = 0, j = 0;
    for (size_t x = 0; x < was.size(); ++x)
      for (size_t y = 0; y < is.size(); ++y)
        if (const size_t like = likeness(was[x], is[y]); like > best) best = like, i = x, j = y;
    if (best == 0) break;
    condition(was[i], is[j]);
    was.erase(was.begin() + static_cast<std::ptrdiff_t>(i));
    is.erase(is.begin() + static_cast<std::ptrdiff_t>(j));
  }
  for (const ExprId part : was) removedCondition(part);
  for (const ExprId part : is) addedCondition(part);
}

void AwardEdits::addedCondition(ExprId after) {
  const core::Program& program = after_.input.program;
  const auto* version = std::get_if<core::If>(&fresh(after));
  const auto layer = after_.layer(after);
  if (version == nullptr || !layer) return add(EditKind::ConditionAdded, {}, std::nullopt, after);
  layers_.push_back(*layer);
  if (!isTruth(program, version->then, true)) add(EditKind::ConditionAdded, {}, std::nullopt, version->then);
  layers_.pop_back();
  if (!isTruth(program, version->otherwise, true)) add(EditKind::ConditionAdded, {}, std::nullopt, version->otherwise);
}

void AwardEdits::removedCondition(ExprId before) {
  const core::Program& program = before_.input.program;
  const auto* version = std::get_if<core::If>(&old(before));
  const auto layer = before_.layer(before);
  if (version == nullptr || !layer) return add(EditKind::ConditionRemoved, {}, before, std::nullopt);
  layers_.push_back(*layer);
  if (!isTruth(program, version->then, true)) add(EditKind::ConditionRemoved, {}, version->then, std::nullopt);
  layers_.pop_back();
  if (!isTruth(program, version->otherwise, true))
    add(EditKind::ConditionRemoved, {}, version->otherwise, std::nullopt);
}

void AwardEdits::condition(ExprId before, ExprId after) {
  if (same(before, after)) return;
  const bool layer = layered(before, after, [&](ExprId x, ExprId y) {
    if (same(x, y)) return;
    const core::Program& program = after_.input.program;
    if (isTruth(program, y, true)) return add(EditKind::ConditionRemoved, {}, x, std::nullopt);
    if (isTruth(before_.input.program, x, true)) return add(EditKind::ConditionAdded, {}, std::nullopt, y);
    condition(x, y);
  });
  if (layer || bounds(before, after) || growths(before, after) || held(before, after)) return;
  // The same words, and another meaning by what stands elsewhere: a definition, or a convention.
  const auto parts = [&](Side side, ExprId expr, uint32_t k) -> std::optional<std::vector<ExprId>> {
    const auto* list = std::get_if<core::AtLeast>(&canon_.program(side).exprs[expr].node);
    if (list == nullptr) return std::nullopt;
    const bool fits = k == 0 ? list->k == list->of.size() && list->k > 1 : list->k == k && list->of.size() > k;
    return fits ? std::optional(list->of) : std::nullopt;
  };
  const auto *x = std::get_if<core::AtLeast>(&old(before)), *y = std::get_if<core::AtLeast>(&fresh(after));
  if (x != nullptr && y != nullptr && x->k != y->k && x->of.size() == y->of.size())
    return add(y->k < x->k ? EditKind::ConditionWeakened : EditKind::ConditionStrengthened, {}, before, after);
  const auto all = parts(Side::Before, before, 0), both = parts(Side::After, after, 0);
  if (all && both) return conditions(*all, *both);
  switch (relate_(before, after)) {
  case prove::Change::Unchanged: return; // in other words
  case prove::Change::MoreGenerous: return add(EditKind::ConditionWeakened, {}, before, after);
  case prove::Change::LessGenerous: return add(EditKind::ConditionStrengthened, {}, before, after);
  case prove::Change::BothWays:
  case prove::Change::Undecided:
  case prove::Change::NotComparable: break;
  }
  add(EditKind::ConditionChanged, {}, before, after);
}

std::optional<AwardEdits::Bounded> AwardEdits::bounded(Side side, ExprId expr) const {
  const core::Program& program = canon_.program(side);
  bool negated = false;
  while (const auto* no = std::get_if<core::Not>(&program.exprs[expr].node)) expr = no->of, negated = !negated;
  const auto* compare = std::get_if<core::Compare>(&program.exprs[expr].node);
  if (compare == nullptr || compare->op == core::Comparison::Equal) return std::nullopt;
  const bool turned = isLiteral(program, compare->left);
  if (turned == isLiteral(program, compare->right)) return std::nullopt;
  Bounded out{turned ? compare->right : compare->left, turned ? compare->left : compare->right, turned != negated,
              (compare->op == core::Comparison::AtMost) != negated};
  return out;
}

/// 年营业收入在2000万元以上 → 在3000万元以上; 以上 → 超过.
bool AwardEdits::bounds(ExprId before, ExprId after) {
  const auto x = bounded(Side::Before, before), y = bounded(Side::After, after);
  if (!x || !y || x->atLeast != y->atLeast || !same(x->quantity, y->quantity)) return false;
  const Text what = after_.named(y->quantity);
  const auto& one = std::get<core::Const>(old(x->bound)).value;
  const auto& other = std::get<core::Const>(fresh(y->bound)).value;
  if (one.index() != other.index()) return false;
  if (one != other)
    add(ordered(one, other) ? EditKind::ThresholdRaised : EditKind::ThresholdLowered, what, x->bound, y->bound);
  if (x->included != y->included)
    add(y->included ? EditKind::BoundIncluded : EditKind::BoundExcluded, what, before, after);
  return true;
}

/// 近3年平均增速在20%以上: the rate, the years, or how growth is reckoned.
bool AwardEdits::growths(ExprId before, ExprId after) {
  const auto* x = glossOf<core::GrowthGloss>(before_.input.program, before);
  const auto* y = glossOf<core::GrowthGloss>(after_.input.program, after);
  if (x == nullptr || y == nullptr || !same(x->last, y->last)) return false;
  const Text what =
      explain::say("{}增速", "growth of {}", explain::words(after_.input.program, after_.input.sources, {}, y->last));
  const Said was = saidBefore(before), is = saidAfter(after);
  if (x->threshold && y->threshold && *x->threshold != *y->threshold) {
    add(*x->threshold < *y->threshold ? EditKind::ThresholdRaised : EditKind::ThresholdLowered, what,
        Said{{}, explain::percentText(*x->threshold), was.span},
        Said{{}, explain::percentText(*y->threshold), is.span});
    if (x->growths == y->growths) return true;
  }
  if (x->growths != y->growths)
    add(EditKind::PeriodOfFact, what, before, after);
  else
    add(EditKind::ConditionChanged, {}, before, after);
  return true;
}

/// 一年内受过处罚 → 三年内受过处罚, and a fact read of another period.
bool AwardEdits::held(ExprId before, ExprId after) {
  bool no = false;
  ExprId x = before, y = after;
  const auto *one = std::get_if<core::Not>(&old(x)), *other = std::get_if<core::Not>(&fresh(y));
  if (one != nullptr && other != nullptr) x = one->of, y = other->of, no = true;
  const auto* p = glossOf<core::HeldGloss>(before_.input.program, x);
  const auto* q = glossOf<core::HeldGloss>(after_.input.program, y);
  if (p != nullptr && q != nullptr && same(p->of, q->of)) {
    add(EditKind::PeriodOfFact, after_.expr(q->of), before, after);
    return true;
  }
  if (no) return false;
  // One fact, of this year and of another.
  const auto plain = [](const core::Program& program, ExprId expr) {
    while (const auto* back = std::get_if<core::Back>(&program.exprs[expr].node)) expr = back->of;
    return expr;
  };
  const ExprId v = plain(before_.input.program, x), w = plain(after_.input.program, y);
  if ((v != x || w != y) && same(v, w)) {
    add(EditKind::PeriodOfFact, after_.expr(w), before, after);
    return true;
  }
  const auto a = bounded(Side::Before, before), b = bounded(Side::After, after);
  if (a && b && a->atLeast == b->atLeast && same(a->bound, b->bound) && a->included == b->included) {
    const ExprId c = plain(before_.input.program, a->quantity), d = plain(after_.input.program, b->quantity);
    if ((c != a->quantity || d != b->quantity) && same(c, d)) {
      add(EditKind::PeriodOfFact, after_.expr(d), before, after);
      return true;
    }
  }
  return false;
}

/// What a layer makes of a part: looked at in the layer, and where it is not in force.
bool AwardEdits::layered(ExprId before, ExprId after, const std::function<void(ExprId, ExprId)>& each) {
  const auto was = before_.layer(before), is = after_.layer(after);
  if (!was && !is) return false;
  const auto* x = was ? std::get_if<core::If>(&old(before)) : nullptr;
  const auto* y = is ? std::get_if<core::If>(&fresh(after)) : nullptr;
  if (x == nullptr && y == nullptr) return false;
  if (x != nullptr && y != nullptr && !same(x->condition, y->condition)) {
    // Another layer, or other days of it.
    add(EditKind::OtherwiseChanged, {}, before, after);
    return true;
  }
  layers_.push_back(is ? *is : *was);
  each(x != nullptr ? x->then : before, y != nullptr ? y->then : after);
  layers_.pop_back();
  each(x != nullptr ? x->otherwise : before, y != nullptr ? y->otherwise : after);
  return true;
}

} // namespace tiao::diff
