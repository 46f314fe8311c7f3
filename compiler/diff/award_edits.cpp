#include "compiler/diff/award_edits.h"

#include "compiler/explain/words.h"

#include <algorithm>

namespace tiao::diff {

namespace {

struct Row {
  const char *id, *zh, *en;
};
#define EDIT(name, id, zh, en) Row{id, zh, en},
const Row rows[] = {
#include "compiler/diff/edits.def"
};
#undef EDIT

Text frequency(core::Per per) {
  switch (per) {
  case core::Per::Fixed: return {"一次", "once"};
  case core::Per::Year: return {"每年", "each year"};
  case core::Per::Month: return {"每月", "each month"};
  }
  return {};
}

Text rounding(const core::Award& a) {
  const Text unit = explain::say("{}元", "{} yuan", a.unit.toString());
  switch (a.mode) {
  case number::RoundMode::HalfUp: return explain::say("四舍五入到{}", "half up to {}", unit);
  case number::RoundMode::HalfEven: return explain::say("四舍六入五成双到{}", "half even to {}", unit);
  case number::RoundMode::Down: return explain::say("舍去到{}", "down to {}", unit);
  }
  return {};
}

Text part(core::PartOfPeriod part) {
  switch (part) {
  case core::PartOfPeriod::Whole: return {"全年计入", "counts whole"};
  case core::PartOfPeriod::Months: return {"按月折算", "by months"};
  case core::PartOfPeriod::None: return {"不计", "does not count"};
  }
  return {};
}

} // namespace

const char* editKey(EditKind kind) { return rows[static_cast<size_t>(kind)].id; }

Text editSentence(EditKind kind, const Text& what) {
  const Row& row = rows[static_cast<size_t>(kind)];
  const bool takes = std::string_view(row.zh).find("{}") != std::string_view::npos;
  return takes ? explain::say(row.zh, row.en, what) : Text(row.zh, row.en);
}

void AwardEdits::add(EditKind kind, const Text& what, const Said& before, const Said& after) {
  Edit edit{kind,       editSentence(kind, what),   before.text,
            after.text, before_.place(before.span), after_.place(after.span)};
  for (const Text& layer : layers_) edit.sentence = explain::say("{}（{}）", "{} ({})", edit.sentence, layer);
  edits_.push_back(std::move(edit));
}

void AwardEdits::add(EditKind kind, const Text& what, std::optional<ExprId> before, std::optional<ExprId> after) {
  add(kind, what, before ? saidBefore(*before) : Said{}, after ? saidAfter(*after) : Said{});
}

std::vector<Edit> AwardEdits::of(AwardId before, AwardId after) {
  edits_.clear();
  const core::Award& a = before_.input.program.awards[before];
  const core::Award& b = after_.input.program.awards[after];
  const auto own = [](const Canon& canon, const Wording& wording, Side side, ExprId eligible) {
    std::vector<ExprId> out;
    for (const ExprId part : canon.parts(side, eligible))
      if (!wording.required(part)) out.push_back(part);
    return out;
  };
  // What every clause asks is told of the policy; a condition that went there is still asked here.
  std::vector<ExprId> old = own(canon_, before_, Side::Before, a.eligible);
  std::vector<ExprId> now = own(canon_, after_, Side::After, b.eligible);
  const auto asked = [&](Side side, ExprId eligible) {
    std::set<Term> out;
    for (const ExprId part : canon_.parts(side, eligible)) out.insert(canon_.of(side, part));
    return out;
  };
  const std::set<Term> was = asked(Side::Before, a.eligible), is = asked(Side::After, b.eligible);
  std::erase_if(old, [&](ExprId part) { return is.contains(canon_.of(Side::Before, part)); });
  std::erase_if(now, [&](ExprId part) { return was.contains(canon_.of(Side::After, part)); });
  conditions(old, now);
  if (a.assessment && !b.assessment) {
    const auto* cap = a.limits.empty() ? nullptr : std::get_if<core::Cap>(&a.limits.front().node);
    const Said most = cap == nullptr ? Said{} : saidBefore(cap->bound);
    add(EditKind::UpToToFixed, {"金额", "amount"}, Said{{}, explain::say("不超过{}", "up to {}", most.text), most.span},
        saidAfter(b.amount));
  } else if (!a.assessment && b.assessment) {
    const auto* cap = b.limits.empty() ? nullptr : std::get_if<core::Cap>(&b.limits.front().node);
    const Said most = cap == nullptr ? Said{} : saidAfter(cap->bound);
    add(EditKind::FixedToUpTo, {"金额", "amount"}, saidBefore(a.amount),
        Said{{}, explain::say("不超过{}", "up to {}", most.text), most.span});
  } else {
    amount(a.amount, b.amount, Role::Amount);
  }
  limits(a, b, false);
  limits(a, b, true);
  head(a, b);
  join();
  return std::move(edits_);
}

std::vector<Edit> AwardEdits::ofConditions(const std::vector<ExprId>& before, const std::vector<ExprId>& after) {
  edits_.clear();
  conditions(before, after);
  return std::move(edits_);
}

/// What an award has beside conditions, amount and limits.
void AwardEdits::head(const core::Award& a, const core::Award& b) {
  const core::Program& one = before_.input.program;
  const core::Program& other = after_.input.program;
  const auto tell = [&](EditKind kind, const Text& what, const Text& before, const Text& after) {
    add(kind, what, Said{{}, before, a.span}, Said{{}, after, b.span});
  };
  if (a.period != b.period) tell(EditKind::FrequencyChanged, {}, frequency(a.period), frequency(b.period));
  const auto key = [](const core::Program& program, const core::Award& award) {
    return award.key ? explain::named(program.itemKinds[*award.key].name) : explain::named(program.subject);
  };
  const auto kind = [](const core::Program& program, const core::Award& award) {
    return award.key ? program.itemKinds[*award.key].name : core::Name{};
  };
  if (a.key.has_value() != b.key.has_value() || (a.key && !prove::sameName(kind(one, a), kind(other, b))))
    tell(EditKind::CountedBy, {}, key(one, a), key(other, b));
  const auto payee = [](const core::Program& program, const core::Award& award) {
    return award.payee ? explain::named(program.roles[*award.payee].name) : explain::named(program.subject);
  };
  if (a.payee.has_value() != b.payee.has_value() ||
      (a.payee && canon_.role(Side::Before, *a.payee) != canon_.role(Side::After, *b.payee)))
    tell(EditKind::PayeeChanged, {}, payee(one, a), payee(other, b));
  if (a.unit != b.unit || a.mode != b.mode) tell(EditKind::RoundingChanged, {}, rounding(a), rounding(b));
  if (a.part != b.part) tell(EditKind::PartOfPeriod, {}, part(a.part), part(b.part));
  const auto runsOn = [](const core::Award& award) {
    return award.startedIf ? Text("续给", "runs on") : Text("不再给", "ends");
  };
  if (a.startedIf.has_value() != b.startedIf.has_value()) tell(EditKind::RunsOn, {}, runsOn(a), runsOn(b));
  // A day that is the policy's in both is told of the policy.
  const bool from = a.from != b.from && (a.from != one.from || b.from != other.from);
  const bool to = a.to != b.to && (a.to != one.to || b.to != other.to);
  if (from) tell(EditKind::DatesChanged, {"起始日", "first day"}, dateText(a.from), dateText(b.from));
  if (to) tell(EditKind::DatesChanged, {"截止日", "last day"}, dateText(a.to), dateText(b.to));
}

/// A cap taken from the base and put on the award, and the like: one edit of its level.
void AwardEdits::join() {
  const auto joined = [&](EditKind removed, EditKind added, EditKind whole) {
    for (size_t i = 0; i < edits_.size(); ++i) {
      if (edits_[i].kind != removed) continue;
      for (size_t j = 0; j < edits_.size(); ++j) {
        if (edits_[j].kind != added || edits_[j].after != edits_[i].before) continue;
        Edit one = edits_[i];
        one.kind = whole;
        one.sentence = editSentence(whole, {});
        // Without their verbs: 取消基数的上限 and 增加上限 become 基数的上限 and 上限.
        const auto thing = [](const Edit& edit, EditKind kind) {
          const Text bare = editSentence(kind, {});
          Text what = edit.sentence;
          if (what.zh.starts_with(bare.zh)) what.zh = what.zh.substr(bare.zh.size());
          if (what.en.ends_with(bare.en)) what.en.resize(what.en.size() - bare.en.size());
          return explain::say("{}{}", "{} {}", what, kind == EditKind::CapRemoved ? edit.before : edit.after);
        };
        if (whole == EditKind::CapLevel) {
          one.before = thing(edits_[i], removed);
          one.after = thing(edits_[j], added);
        }
        one.is = edits_[j].is;
        edits_[i] = one;
        edits_.erase(edits_.begin() + static_cast<std::ptrdiff_t>(j));
        return true;
      }
    }
    return false;
  };
  while (joined(EditKind::CapRemoved, EditKind::CapAdded, EditKind::CapLevel)) {
  }
  // A rounding that is gone in one place, and stands or changes in another.
  std::vector<size_t> rounding;
  for (size_t i = 0; i < edits_.size(); ++i)
    if (edits_[i].kind == EditKind::RoundingChanged) rounding.push_back(i);
  if (rounding.size() != 2) return;
  Edit &inner = edits_[rounding[0]], &outer = edits_[rounding[1]];
  if (!inner.before.zh.empty() && !inner.after.zh.empty()) return;
  inner.kind = EditKind::RoundingMoved;
  inner.sentence = editSentence(EditKind::RoundingMoved, {});
  if (inner.before.zh.empty()) inner.before = outer.before;
  if (inner.after.zh.empty()) inner.after = outer.after;
  if (inner.was.file.empty()) inner.was = outer.was;
  if (inner.is.file.empty()) inner.is = outer.is;
  edits_.erase(edits_.begin() + static_cast<std::ptrdiff_t>(rounding[1]));
}

} // namespace tiao::diff
