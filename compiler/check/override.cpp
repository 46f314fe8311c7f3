#include "compiler/check/checker.h"

#include <algorithm>

/// Overrides: 优先于. Where the conditions of the one hold, those of the other do not. It is the conditions that
/// override, not the amount, and it is the conditions as they stand before any override: of three that override one
/// another in turn only the first is left where all three apply.
namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

/// Does the sentence say nothing but which clauses this one overrides?
bool Checker::onlyOverrides(const syntax::Sentence& sentence) {
  return !sentence.target && std::ranges::all_of(sentence.phrases, [](const syntax::Phrase& p) {
    return std::holds_alternative<syntax::Overriding>(p.node) || std::holds_alternative<syntax::Quoting>(p.node);
  });
}

/// Notes what a sentence overrides: with its own award, or with all of its clause.
void Checker::noteOverrides(const syntax::Sentence& sentence, std::optional<core::AwardId> award) {
  for (const syntax::Phrase& p : sentence.phrases)
    if (const auto* over = std::get_if<syntax::Overriding>(&p.node))
      for (const syntax::Name& name : over->clauses)
        if (name.symbol) overrides_.push_back({*clause_, award, *name.symbol, p.span});
}

/// The conditions of an award, in the periods in which its clause is in force.
core::ExprId Checker::appliesIn(const core::Award& award) {
  const core::Type date{core::Kind::Date, {}, {}};
  std::vector<core::ExprId> parts{award.eligible};
  if (program_.from < award.from)
    parts.push_back(
        compare(core::Comparison::AtMost, add(core::Const{award.from}, date), add(core::Day{true}, date), award.span));
  if (award.to < program_.to) {
    core::ExprId lasts =
        compare(core::Comparison::AtMost, add(core::Day{false}, date), add(core::Const{award.to}, date), award.span);
    if (award.startedIf) lasts = add(core::AtLeast{1, {lasts, *award.startedIf}}, truth(), award.span);
    parts.push_back(lasts);
  }
  return all(parts, award.span);
}

void Checker::joinOverrides() {
  if (overridesCycle()) return;
  std::vector<std::vector<core::ExprId>> against(program_.awards.size()); // by award: Not the conditions of another
  for (const Override& over : overrides_) {
    const std::vector<core::AwardId> own = over.award ? std::vector{*over.award} : awards_[over.clause];
    for (const core::AwardId above : own)
      for (const core::AwardId below : awards_[over.over]) {
        const core::Award& upper = program_.awards[above];
        const core::Award& lower = program_.awards[below];
        if ((upper.period == core::Per::Month && lower.period != core::Per::Month) ||
            (upper.key && upper.key != lower.key)) {
          sink_.report(diag::OverrideDiffers, over.span, shown(over.clause), shown(over.over))
              .label(remark::DeclaredHere, lower.span);
          continue;
        }
        const core::ExprId applies = appliesIn(upper);
        const core::ExprId without = add(core::Not{applies}, truth(), over.span);
        program_.glosses[without] = core::OverrideGloss{above, applies};
        against[below.index].push_back(without);
      }
  }
  for (uint32_t i = 0; i < against.size(); ++i) {
    if (against[i].empty()) continue;
    core::Award& award = program_.awards[core::AwardId{i}];
    against[i].insert(against[i].begin(), award.eligible);
    award.eligible = all(against[i], award.span);
  }
}

/// Reports the first override that closes a cycle. Clauses are taken away while nothing that is left overrides them:
/// what remains stands in cycles or below them.
bool Checker::overridesCycle() {
  std::vector<const Override*> left;
  for (const Override& over : overrides_) left.push_back(&over);
  for (bool fewer = true; fewer;) {
    const std::vector<const Override*> before = left;
    std::erase_if(left, [&](const Override* o) {
      const auto overridden = [&](const Override* p) { return p->over == o->clause; };
      const auto overriding = [&](const Override* p) { return p->clause == o->over; };
      return std::ranges::none_of(before, overridden) || std::ranges::none_of(before, overriding);
    });
    fewer = left.size() < before.size();
  }
  if (left.empty()) return false;
  sink_.report(diag::OverrideCycle, left.front()->span, shown(left.front()->clause));
  return true;
}

} // namespace tiao::check
