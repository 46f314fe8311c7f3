#include "compiler/interpret/year.h"

#include <algorithm>

/// Step 3 of a year: the choices between the candidates of its awards (core.md section 6; choice.h finds the sets).
namespace tiao::interpret {

// Choice

/// The candidates of an award that a group's choice for `key` is about: all of them, or those of one item.
template <typename F> void Settlement::eachOf(AwardId award, const Group& group, Key key, F f) {
  const Stretch& stretch = stretches_[award.index];
  for (size_t i = stretch.begin; i < stretch.end; ++i) {
    if (!group.level || candidates_[i].key == key) f(candidates_[i]);
  }
}

// "`span: matter` … also bars a if an award in conflict with it has an entry above 0 in an earlier year."
void Settlement::bars(int year) {
  for (const core::Choice& choice : program_.choices) {
    if (!choice.matter || !inForce(program_, choice, year)) continue;
    for (const auto& [a, b] : choice.conflicts) {
      bar(choice, a, b, year);
      bar(choice, b, a, year);
    }
  }
}

// "a is forgone (`later: nothing`), or reduced by those entries (`later: difference`)." What is reduced is cut by them.
void Settlement::bar(const core::Choice& choice, AwardId barred, AwardId by, int year) {
  const Stretch stretch = stretches_[barred.index];
  for (size_t i = stretch.begin; i < stretch.end; ++i) {
    Candidate& c = candidates_[i];
    past_.clear();
    if (choice.level)
      book_.collect(by, c.unlisted ? Unlisted : c.key, year, past_);
    else
      book_.collectAll(by, year, past_);
    std::erase_if(past_, [&](const Line& line) { return line.entry->period.year >= year; });
    if (past_.empty()) continue;
    const Amount before = sum(past_, core::Window::Life, {year, 0});
    Needs needs;
    for (const Line& line : past_) {
      if (!line.definite()) needs.insert(needs.end(), line.entry->needs.begin(), line.entry->needs.end());
    }
    Reason reason;
    reason.kind = Reason::Kind::BarredBy;
    reason.award = by;
    reason.amount = before;
    const Truth given = truth(before.lo.sign() > 0, before.hi.sign() <= 0);
    if (given == Truth::No) continue;
    if (!choice.difference) {
      c.forgone = any(c.forgone, given);
      if (given == Truth::Either)
        c.forgoneNeeds.insert(c.forgoneNeeds.end(), needs.begin(), needs.end());
      else
        c.reasons.push_back(reason);
      continue;
    }
    const Truth something = truth(c.fixed.lo.sign() > 0, c.fixed.hi.sign() <= 0);
    c.fixed = {number::greatest(0, c.fixed.lo - before.hi), number::greatest(0, c.fixed.hi - before.lo)};
    c.cut = any(c.cut, both(given, something));
    if (both(given, something) == Truth::Yes) c.cuts.push_back(reason);
    c.amountNeeds.insert(c.amountNeeds.end(), needs.begin(), needs.end());
  }
}

void Settlement::choices(int year, Result& result, bool wanted) {
  for (const Group& group : *groups_) {
    if (!group.level) {
      settleGroup(group, Key{}, year, result, wanted);
      continue;
    }
    const std::vector<Item>& items = facts_.items();
    for (size_t i = 0; i < items.size(); ++i) {
      if (items[i].kind == *group.level) settleGroup(group, {static_cast<int32_t>(i)}, year, result, wanted);
    }
    chooseUnlisted(group);
  }
}

/// Of the items of a missing list each may be forgone where another award may give it something, as one of that list or
/// by a decision. Of the sum of many such choices nothing more is told: their amounts stand.
void Settlement::chooseUnlisted(const Group& group) {
  // What each award may be lost to is gathered before any is marked: nothing hangs on the order of the awards.
  std::vector<Truth> lost(group.awards.size(), Truth::No);
  std::vector<Needs> needs(group.awards.size());
  for (uint32_t i = 0; i < group.awards.size(); ++i) {
    for (uint32_t j = 0; j < group.awards.size(); ++j) {
      if ((group.conflicts[i] >> j & 1U) == 0) continue;
      const Stretch& others = stretches_[group.awards[j].index];
      for (size_t o = others.begin; o < others.end; ++o) {
        if (candidates_[o].amount().hi.sign() <= 0) continue;
        lost[i] = Truth::Either;
        candidates_[o].needs(needs[i]);
      }
    }
  }
  for (uint32_t i = 0; i < group.awards.size(); ++i) {
    eachOf(group.awards[i], group, Key{}, [&](Candidate& c) {
      if (!c.unlisted) return;
      c.forgone = any(c.forgone, lost[i]);
      c.forgoneNeeds.insert(c.forgoneNeeds.end(), needs[i].begin(), needs[i].end());
    });
  }
}

namespace {

/// The award that an election of `elected` decides for: itself, or where it gives nothing another that stands and falls
/// with it, as the awards of one clause do.
uint32_t standsFor(const Group& group, uint32_t elected, const Offer& offer) {
  if (offer.amounts[elected].hi.sign() > 0) return elected;
  for (uint32_t i = 0; i < group.awards.size(); ++i) {
    if (group.conflicts[i] == group.conflicts[elected] && offer.amounts[i].hi.sign() > 0) return i;
  }
  return elected;
}

} // namespace

void Settlement::settleGroup(const Group& group, Key key, int year, Result& result, bool wanted) {
  Offer offer;
  Needs needs; // of the amounts that are not definite
  Amount most;
  for (uint32_t i = 0; i < group.awards.size(); ++i) {
    Amount total;
    eachOf(group.awards[i], group, key, [&](const Candidate& c) {
      const Amount amount = c.amount();
      total.lo += amount.lo;
      total.hi += amount.hi;
      if (!amount.definite()) c.needs(needs);
      if (c.decision != nullptr && c.decision->lo.sign() > 0) offer.decided |= uint64_t{1} << i;
    });
    most.hi += total.hi;
    offer.amounts.push_back(std::move(total));
  }
  if (most.hi.sign() <= 0) return; // nothing to choose from
  Need election;
  if (group.election) {
    const core::Fact& fact = program_.facts[*group.election];
    const Period period = fact.per == core::Per::Fixed ? Period{} : Period{year, 0};
    election = {*group.election, fact.item ? key : Key{}, period};
    const Datum& datum = facts_.find(election.fact, election.key, election.period);
    if (const auto* value = std::get_if<core::Constant>(&datum)) {
      offer.electionKnown = true;
      const auto* member = std::get_if<core::Member>(value);
      for (uint32_t i = 0; i < group.awards.size(); ++i) {
        if (member != nullptr && member->index == group.awards[i].index) offer.elected = standsFor(group, i, offer);
      }
    }
  }
  const Verdict verdict = choose(group, offer);
  if (verdict.electionNeeded && group.election) needs.push_back(election);
  normalise(needs);
  for (uint32_t i = 0; i < group.awards.size(); ++i) {
    eachOf(group.awards[i], group, key, [&](Candidate& c) {
      if (c.decision != nullptr) return;
      // "0 if in none": one that would surely give something has then lost it to another; what is not forgone although
      // it is in no possible set had nothing to give.
      const bool lost = verdict.held[i] == Held::InNone && c.fixed.lo.sign() > 0;
      const Truth forgone = lost ? Truth::Yes : verdict.forgone[i];
      if (verdict.held[i] == Held::InNone) c.fixed = {};
      if (forgone == Truth::Either) c.forgoneNeeds.insert(c.forgoneNeeds.end(), needs.begin(), needs.end());
      c.forgone = any(c.forgone, forgone);
      if (forgone != Truth::Yes) return;
      for (uint32_t j = 0; j < group.awards.size(); ++j) {
        if ((verdict.lostTo[i] >> j & 1U) == 0) continue;
        Reason reason;
        reason.kind = Reason::Kind::LostTo;
        reason.award = group.awards[j];
        c.reasons.push_back(reason);
      }
    });
  }
  if (wanted) result.groups.push_back({year, key, group.awards, verdict.total});
}

} // namespace tiao::interpret
