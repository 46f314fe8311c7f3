#include "compiler/diff/award_edits.h"
#include "compiler/explain/words.h"

#include <algorithm>

namespace tiao::diff {

namespace {

/// Limits of one kind are compared with each other.
size_t sort(const core::Limit& limit) {
  return std::visit(core::match{
                        [](const core::Cap& l) -> size_t { return static_cast<size_t>(l.window); },
                        [](const core::Floor&) -> size_t { return 3; },
                        [](const core::Count& l) -> size_t { return l.unit == core::Per::Month ? 4 : 5; },
                        [](const core::Within&) -> size_t { return 5; },
                    },
                    limit.node);
}

const core::ExprId& bound(const core::Limit& limit) {
  return std::visit(core::match{
                        [](const core::Cap& l) -> const core::ExprId& { return l.bound; },
                        [](const core::Floor& l) -> const core::ExprId& { return l.bound; },
                        [](const core::Count& l) -> const core::ExprId& { return l.n; },
                        [](const core::Within& l) -> const core::ExprId& { return l.n; },
                    },
                    limit.node);
}

const Rational* literal(const core::Program& program, core::ExprId expr) {
  const auto* constant = std::get_if<core::Const>(&program.exprs[expr].node);
  return constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
}

struct Kinds {
  EditKind raised, lowered, added, removed, changed;
};
Kinds kindsOf(const core::Limit& limit) {
  if (sort(limit) < 3)
    return {EditKind::CapRaised, EditKind::CapLowered, EditKind::CapAdded, EditKind::CapRemoved, EditKind::CapChanged};
  if (sort(limit) == 3)
    return {EditKind::FloorRaised, EditKind::FloorLowered, EditKind::FloorAdded, EditKind::FloorRemoved,
            EditKind::AmountChanged};
  return {EditKind::YearsExtended, EditKind::YearsShortened, EditKind::YearsAdded, EditKind::YearsRemoved,
          EditKind::YearsCounted};
}

/// 一次性: one year with an award.
bool once(const core::Program& program, const core::Limit& limit) {
  const auto* count = std::get_if<core::Count>(&limit.node);
  const Rational* n = count == nullptr ? nullptr : literal(program, count->n);
  return n != nullptr && !count->run && *n == Rational(1) && count->unit == core::Per::Year;
}

} // namespace

void AwardEdits::limits(const core::Award& a, const core::Award& b, bool overall) {
  const core::Program& one = before_.input.program;
  const core::Program& other = after_.input.program;
  std::vector<core::Limit> was = overall ? a.overall : a.limits, is = overall ? b.overall : b.limits;
  const std::vector<core::Limit> wasAll = was, isAll = is;
  // The ceiling of a discretionary amount has been told with it.
  if (!overall && a.assessment && !b.assessment && !was.empty()) was.erase(was.begin());
  if (!overall && !a.assessment && b.assessment && !is.empty()) is.erase(is.begin());
  const size_t told = edits_.size();
  const auto term = [&](Side side, const core::Limit& l) { return canon_.limit(side, l); };
  for (auto x = was.begin(); x != was.end();) {
    const auto y =
        std::ranges::find_if(is, [&](const core::Limit& l) { return term(Side::After, l) == term(Side::Before, *x); });
    if (y == is.end()) {
      ++x;
      continue;
    }
    is.erase(y);
    x = was.erase(x);
  }
  const auto said = [&](const Wording& wording, const core::Limit& l) {
    return Said{{}, wording.limitValue(l), l.span};
  };
  const auto change = [&](const core::Limit& x, const core::Limit& y, const Text& what) {
    const Kinds kinds = kindsOf(y);
    const Rational *n = literal(one, bound(x)), *m = literal(other, bound(y));
    if (x.node.index() != y.node.index() || (n != nullptr && m != nullptr && *n == *m && sort(x) == sort(y)))
      return add(EditKind::YearsCounted, what, said(before_, x), said(after_, y));
    const bool layer = layered(bound(x), bound(y), [&](ExprId v, ExprId w) {
      if (same(v, w)) return;
      const Rational *c = literal(one, v), *d = literal(other, w);
      add(c == nullptr || d == nullptr ? kinds.changed : *c < *d ? kinds.raised : kinds.lowered, what, v, w);
    });
    if (layer) return;
    add(n == nullptr || m == nullptr ? kinds.changed
        : *n < *m                    ? kinds.raised
                                     : kinds.lowered,
        what, said(before_, x), said(after_, y));
  };
  // Of the same kind; then caps of another window: the level changed.
  for (auto x = was.begin(); x != was.end();) {
    const auto y = std::ranges::find_if(
        is, [&](const core::Limit& l) { return sort(l) == sort(*x) && once(one, *x) == once(other, l); });
    if (y == is.end()) {
      ++x;
      continue;
    }
    change(*x, *y, after_.limitName(b, *y, overall));
    is.erase(y);
    x = was.erase(x);
  }
  for (auto x = was.begin(); x != was.end();) {
    const auto y = std::ranges::find_if(is, [&](const core::Limit& l) { return sort(*x) < 3 && sort(l) < 3; });
    if (y == is.end()) {
      ++x;
      continue;
    }
    const auto whole = [&](const Wording& wording, const core::Award& award, const core::Limit& l) {
      const Text name = wording.limitName(award, l, overall), value = wording.limitValue(l);
      return Said{{}, {name.zh + value.zh, name.en + " " + value.en}, l.span};
    };
    add(EditKind::CapLevel, {}, whole(before_, a, *x), whole(after_, b, *y));
    is.erase(y);
    x = was.erase(x);
  }
  const Text onceText{"一次性", "once"};
  const auto years = [&](const std::vector<core::Limit>& all, const Wording& wording) {
    for (const core::Limit& l : all)
      if (sort(l) == 5 && !once(wording.input.program, l)) return wording.limitValue(l);
    return Text("每年", "each year");
  };
  for (const core::Limit& x : was) {
    if (once(one, x)) {
      const Text now = years(is, after_);
      std::erase_if(is, [&](const core::Limit& l) { return sort(l) == 5; });
      add(EditKind::FrequencyChanged, {}, Said{{}, onceText, x.span}, Said{{}, now, b.span});
    } else if (std::ranges::any_of(is, [&](const core::Limit& l) { return once(other, l); }) && sort(x) == 5) {
      add(EditKind::FrequencyChanged, {}, said(before_, x), Said{{}, onceText, b.span});
      std::erase_if(is, [&](const core::Limit& l) { return once(other, l); });
    } else {
      add(kindsOf(x).removed, before_.limitName(a, x, overall), said(before_, x), Said{});
    }
  }
  for (const core::Limit& y : is) {
    if (once(other, y))
      add(EditKind::FrequencyChanged, {}, Said{{}, {"每年", "each year"}, a.span}, Said{{}, onceText, y.span});
    else
      add(kindsOf(y).added, after_.limitName(b, y, overall), Said{}, said(after_, y));
  }
  if (edits_.size() > told || wasAll.size() != isAll.size()) return;
  for (size_t i = 0; i < wasAll.size(); ++i) {
    if (term(Side::Before, wasAll[i]) == term(Side::After, isAll[i])) continue;
    const auto order = [&](const Wording& wording, const core::Award& award, const std::vector<core::Limit>& all) {
      std::vector<Text> out;
      for (const core::Limit& l : all) {
        const Text name = wording.limitName(award, l, overall), value = wording.limitValue(l);
        out.emplace_back(name.zh + value.zh, name.en + " " + value.en);
      }
      return Said{{}, explain::joined(out, {"，再", ", then "}), award.span};
    };
    return add(EditKind::LimitsReordered, {}, order(before_, a, wasAll), order(after_, b, isAll));
  }
}

} // namespace tiao::diff
