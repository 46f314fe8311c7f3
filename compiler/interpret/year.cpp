#include "compiler/interpret/year.h"
#include "compiler/interpret/outcome.h"

#include <algorithm>

namespace tiao::interpret {

Settlement::Settlement(const core::Program& program, const Case& facts, Book& book, Detail detail)
    : program_(program), facts_(facts), book_(book), detail_(detail), expressions_(program, facts, book),
      awarding_(program, facts, expressions_, detail), groups_(groupsOf(program)), stretches_(program.awards.size()),
      poolOf_(program.awards.size(), -1) {
  for (size_t p = 0; p < program.pools.size(); ++p) {
    for (const AwardId award : program.pools[p].awards) poolOf_[award.index] = static_cast<int>(p);
  }
}

void Settlement::settle(int year, bool wanted, Result& result) {
  candidates_.clear();
  closedPools_.clear();
  for (const core::Pool& pool : program_.pools) closedPools_.push_back(closedPool(pool, year));
  for (uint32_t i = 0; i < program_.awards.size(); ++i) candidates({i}, year, result.bounds[i]);
  bars(year);
  choices(year, result, wanted);
  pools(year);
  enter(year, wanted, result);
}

std::string_view Settlement::nameOf(const Candidate& c) const {
  return c.key.isSubject() ? std::string_view() : std::string_view(facts_.items()[static_cast<size_t>(c.key.item)].name);
}

// -------------------------------------------------------------------------------------- 1. Candidates, and 2. Overall

namespace {

bool decidedBefore(const Entry& entry, Period t) { return entry.period != t; }

} // namespace

/// The items in the year's list, and those with a decision already taken: a decision stands whatever the list says.
std::vector<Key> Settlement::keys(const core::Award& award, AwardId id, int year) const {
  std::vector<Key> result;
  const std::vector<Item>& items = facts_.items();
  for (size_t i = 0; i < items.size(); ++i) {
    const Key key{static_cast<int32_t>(i)};
    if (items[i].kind == *award.key && expressions_.listed(key, year) == Truth::Yes) result.push_back(key);
  }
  for (const Key key : book_.decidedKeys(id, year)) {
    if (!key.isSubject() && static_cast<size_t>(key.item) < items.size()) result.push_back(key);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

// "For every award, its periods of the year in order, for every key." An award counted by items goes through its overall
// limits period by period, so that a month sees what earlier months were given.
void Settlement::candidates(AwardId id, int year, TotalBound& bound) {
  const core::Award& award = program_.awards[id];
  stretches_[id.index].begin = candidates_.size();
  std::vector<Key> keysOfYear;
  if (award.key) keysOfYear = keys(award, id, year);
  std::vector<Entry> earlier; // found for earlier months of this year
  const bool monthly = award.period == core::Per::Month;
  for (int m = monthly ? 1 : 0; m <= (monthly ? 12 : 0); ++m) {
    const size_t before = candidates_.size();
    addPeriod(id, {year, m}, keysOfYear, earlier, bound);
    if (!monthly) break;
    for (size_t i = before; i < candidates_.size(); ++i) {
      const Candidate& c = candidates_[i];
      const Amount amount = c.amount();
      if (c.decision != nullptr || amount.hi.sign() <= 0) continue;
      Needs needs;
      if (!amount.definite()) c.needs(needs);
      earlier.push_back({c.award, c.key, c.period, amount.lo, amount.hi, std::move(needs)});
    }
  }
  stretches_[id.index].end = candidates_.size();
}

void Settlement::addPeriod(AwardId id, Period t, const std::vector<Key>& keysOfYear, const std::vector<Entry>& earlier,
                           TotalBound& bound) {
  const core::Award& award = program_.awards[id];
  const size_t begin = candidates_.size();

  // What closes the award for all keys: its overall limits against the entries of all items, and its pool.
  Closed closed;
  History all;
  if (!award.overall.empty()) {
    book_.collectAll(id, t.year, all);
    for (const Entry& entry : earlier) all.push_back({&entry, false});
    const Force force{award.from, award.to, award.to, {}};
    const At at{Key{}, t, &force};
    const size_t mark = expressions_.mark();
    Limits limits(expressions_, award.overall, Level::Overall, all, at);
    limits.note(bound);
    closed.exhausted = limits.usedUp(closed.reasons);
    closed.needs = expressions_.take(mark);
  }
  if (const int pool = poolOf_[id.index]; pool >= 0) {
    const Closed& other = closedPools_[static_cast<size_t>(pool)];
    closed.exhausted = any(closed.exhausted, other.exhausted);
    closed.needs.insert(closed.needs.end(), other.needs.begin(), other.needs.end());
    closed.reasons.insert(closed.reasons.end(), other.reasons.begin(), other.reasons.end());
  }

  const auto add = [&](Key key) {
    past_.clear();
    book_.collect(id, key, t.year, past_);
    for (const Entry& entry : earlier) {
      if (entry.key == key) past_.push_back({&entry, false});
      else if (award.key && (entry.key.isSubject() || key == Unlisted)) past_.push_back({&entry, true});
    }
    if (book_.hasDecisions()) { // what is computed beside a decision does not count that decision
      std::erase_if(past_, [&](const Line& line) { return !decidedBefore(*line.entry, t); });
    }
    candidates_.push_back(awarding_.candidate(id, key, t, past_, closed, bound));
    candidates_.back().decision = book_.decision(id, candidates_.back().key, t);
  };
  if (!award.key) {
    add(Key{});
    return;
  }
  for (const Key key : keysOfYear) add(key);
  if (!facts_.listGiven(*award.key, t.year)) {
    add(Unlisted);
    Candidate& c = candidates_.back();
    // "List missing: any number of members up to the declared most, each anything e may be."
    const Need list{{}, Key{}, {t.year, 0}, award.key};
    c.fixed = {0, c.fixed.hi * Rational(program_.itemKinds[*award.key].most)};
    c.computed = c.amount();
    if (c.cut == Truth::Yes) c.cut = Truth::Either;
    c.rowNeeds.push_back(list);
    c.amountNeeds.push_back(list);
  } else if (keysOfYear.empty()) {
    addNoItems(id, t, bound);
  }
  if (!award.overall.empty()) overall(id, t, all, begin, bound);
}

// "A subject without items is not entitled."
void Settlement::addNoItems(AwardId id, Period t, TotalBound& bound) {
  past_.clear();
  Candidate c = awarding_.candidate(id, Key{}, t, past_, Closed{}, bound);
  Candidate none;
  none.award = id;
  none.period = t;
  none.inForce = c.inForce == Truth::No ? Truth::No : Truth::Yes;
  none.eligible = Truth::No;
  none.noItems = true;
  if (c.inForce == Truth::No) none.reasons = std::move(c.reasons);
  candidates_.push_back(std::move(none));
}

// "X = the sum over its items goes through `overall` against the entries of all items. If X > U the items share U."
void Settlement::overall(AwardId id, Period t, const History& past, size_t begin, TotalBound&) {
  const core::Award& award = program_.awards[id];
  const Force force{award.from, award.to, award.to, {}};
  const At at{Key{}, t, &force};
  Limits limits(expressions_, award.overall, Level::Overall, past, at);
  std::vector<Candidate*> among;
  for (size_t i = begin; i < candidates_.size(); ++i) among.push_back(&candidates_[i]);
  shareCut(among, limits, award.overall, award, false);
  for (size_t i = begin; i < candidates_.size(); ++i) {
    if (candidates_[i].decision == nullptr) candidates_[i].computed = candidates_[i].amount();
  }
}

// "Amounts share U." A decision already taken is not cut: it is in the ledger already, and so has used its room first.
void Settlement::shareCut(const std::vector<Candidate*>& among, Limits& limits, const std::vector<core::Limit>&,
                          const core::Award& unitOf, bool inOrder) {
  std::vector<Share> shares;
  std::vector<Candidate*> sharing;
  Running together;
  for (Candidate* c : among) {
    if (c->decision != nullptr) continue;
    const Amount amount = c->amount();
    if (amount.hi.sign() <= 0) continue;
    shares.push_back({amount, c->fixed, Truth::No, c->unlisted, nameOf(*c)});
    sharing.push_back(c);
    together.x = add(together.x, between(amount.lo, amount.hi));
  }
  if (shares.empty()) return;
  const size_t mark = expressions_.mark();
  limits.apply(together, detail_ == Detail::Full);
  share(shares, together.upper, unitOf.unit, inOrder);
  Needs needs = expressions_.take(mark); // of the bounds and of what was given before
  for (const Candidate* c : sharing) {
    if (!c->amount().definite()) c->needs(needs);
  }
  normalise(needs);
  for (size_t i = 0; i < sharing.size(); ++i) {
    Candidate& c = *sharing[i];
    c.steps.insert(c.steps.end(), together.steps.begin(), together.steps.end());
    if (shares[i].cut == Truth::No) continue;
    c.fixed = shares[i].fixed;
    c.cut = any(c.cut, shares[i].cut);
    if (shares[i].cut == Truth::Yes) c.cuts.insert(c.cuts.end(), together.cuts.begin(), together.cuts.end());
    if (c.fixed.definite() && c.cut != Truth::Either) {
      c.amountNeeds.clear();
    } else {
      c.amountNeeds.insert(c.amountNeeds.end(), needs.begin(), needs.end());
      normalise(c.amountNeeds);
    }
  }
}

// ------------------------------------------------------------------------------------------------------------ 3. Choice

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
    if (!choice.matter) continue;
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
    if (choice.level) book_.collect(by, c.unlisted ? Unlisted : c.key, year, past_);
    else book_.collectAll(by, year, past_);
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
      if (given == Truth::Either) c.forgoneNeeds.insert(c.forgoneNeeds.end(), needs.begin(), needs.end());
      else c.reasons.push_back(reason);
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
  for (const Group& group : groups_) {
    if (!group.level) {
      settleGroup(group, Key{}, year, result, wanted);
      continue;
    }
    const std::vector<Item>& items = facts_.items();
    for (size_t i = 0; i < items.size(); ++i) {
      if (items[i].kind == *group.level) settleGroup(group, {static_cast<int32_t>(i)}, year, result, wanted);
    }
    // Items of a list that is missing: each may be forgone, but of their sum nothing more can be told.
  }
}

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
        if (member != nullptr && member->index == group.awards[i].index) offer.elected = i;
      }
    }
  }
  const Verdict verdict = choose(group, offer);
  if (verdict.electionNeeded && group.election) needs.push_back(election);
  normalise(needs);
  for (uint32_t i = 0; i < group.awards.size(); ++i) {
    eachOf(group.awards[i], group, key, [&](Candidate& c) {
      if (c.decision != nullptr) return;
      const Truth forgone = any(c.forgone, verdict.forgone[i]);
      // "0 if in none": where it is not forgone although it is in no possible set, there was nothing to give.
      if (verdict.held[i] == Held::InNone) c.fixed = {};
      if (forgone == Truth::Either || verdict.held[i] == Held::InSome) {
        c.forgoneNeeds.insert(c.forgoneNeeds.end(), needs.begin(), needs.end());
      }
      c.forgone = forgone;
      if (verdict.forgone[i] != Truth::Yes) return;
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

// ------------------------------------------------------------------------------------------------------------- 4. Pools

namespace {

/// A pool is no award: its bounds are read by the policy's own dates.
Force forceOf(const core::Program& program) { return {program.from, program.to, program.to, {}}; }

} // namespace

// "exhausted = … in a pool (against the ledger before the year)."
Closed Settlement::closedPool(const core::Pool& pool, int year) {
  Closed closed;
  History past;
  for (const AwardId award : pool.awards) book_.collectAll(award, year, past);
  std::erase_if(past, [&](const Line& line) { return line.entry->period.year >= year; });
  const Force force = forceOf(program_);
  const At at{Key{}, {year, 0}, &force};
  const size_t mark = expressions_.mark();
  closed.exhausted = Limits(expressions_, pool.limits, Level::Pool, past, at).usedUp(closed.reasons);
  closed.needs = expressions_.take(mark);
  return closed;
}

// "As overall, over the entries of all awards of the pool."
void Settlement::pools(int year) {
  for (const core::Pool& pool : program_.pools) {
    if (pool.awards.empty()) continue;
    History past;
    std::vector<Candidate*> among;
    for (const AwardId award : pool.awards) {
      book_.collectAll(award, year, past);
      for (size_t i = stretches_[award.index].begin; i < stretches_[award.index].end; ++i) {
        among.push_back(&candidates_[i]);
      }
    }
    const Force force = forceOf(program_);
    const At at{Key{}, {year, 0}, &force};
    Limits limits(expressions_, pool.limits, Level::Pool, past, at);
    shareCut(among, limits, pool.limits, program_.awards[pool.awards[0]], pool.inOrder);
  }
}

// ------------------------------------------------------------------------------------------------------------ 5. Ledger

void Settlement::enter(int year, bool wanted, Result& result) {
  (void)year;
  std::vector<Entry> entries; // decisions are pointed at in the book until all outcomes are told
  for (Candidate& c : candidates_) {
    const Amount amount = c.amount();
    const bool enters = c.decision == nullptr && amount.hi.sign() > 0;
    if (!wanted && !enters) continue;
    if (enters) {
      Entry entry{c.award, c.key, c.period, amount.lo, amount.hi, {}};
      if (!amount.definite()) {
        c.needs(entry.needs);
        normalise(entry.needs);
      }
      entries.push_back(std::move(entry));
    }
    if (wanted) result.outcomes.push_back(outcomeOf(program_, facts_, std::move(c), detail_));
  }
  for (Entry& entry : entries) book_.add(std::move(entry));
}

} // namespace tiao::interpret
