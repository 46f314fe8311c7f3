#include "compiler/interpret/year.h"
#include "compiler/interpret/outcome.h"

#include <algorithm>

namespace tiao::interpret {

Settlement::Settlement(const core::Program& program, const Case& facts, Book& book, Detail detail,
                       const std::vector<bool>& only, Observer* observer)
    : program_(program), facts_(facts), book_(book), detail_(detail), only_(only),
      expressions_(program, facts, book, observer), awarding_(program, facts, expressions_, detail),
      stretches_(program.awards.size()), poolOf_(program.awards.size(), -1),
      dated_(std::any_of(program.choices.begin(), program.choices.end(),
                         [](const core::Choice& c) { return c.from || c.to; })) {
  for (size_t p = 0; p < program.pools.size(); ++p) {
    for (const AwardId award : program.pools[p].awards) poolOf_[award.index] = static_cast<int>(p);
  }
}

void Settlement::settle(int year, bool wanted, Result& result) {
  candidates_.clear();
  closedPools_.clear();
  if (!groups_ || dated_) groups_ = groupsOf(program_, year);
  for (const core::Pool& pool : program_.pools) closedPools_.push_back(closedPool(pool, year));
  for (uint32_t i = 0; i < program_.awards.size(); ++i)
    if (evaluated({i})) candidates({i}, year, result.bounds[i]); // of the others there is none
  bars(year);
  choices(year, result, wanted);
  pools(year);
  enter(year, wanted, result);
}

std::string_view Settlement::nameOf(const Candidate& c) const {
  return c.key.isSubject() ? std::string_view()
                           : std::string_view(facts_.items()[static_cast<size_t>(c.key.item)].name);
}

// ------------------------------------------------------------------------------------- 1. Candidates, and 2. Overall

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

// "For every award, its periods of the year in order, for every key." An award counted by items goes through its
// overall limits period by period, so that a month sees what earlier months were given.
void Settlement::candidates(AwardId id, int year, TotalBound& bound) {
  const core::Award& award = program_.awards[id];
  stretches_[id.index].begin = candidates_.size();
  std::vector<Key> keysOfYear;
  if (award.key) keysOfYear = keys(award, id, year);
  Earlier earlier;
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
      earlier[c.key].push_back({c.award, c.key, c.period, amount.lo, amount.hi, std::move(needs)});
    }
  }
  stretches_[id.index].end = candidates_.size();
}

void Settlement::addPeriod(AwardId id, Period t, const std::vector<Key>& keysOfYear, const Earlier& earlier,
                           TotalBound& bound) {
  const core::Award& award = program_.awards[id];
  const size_t begin = candidates_.size();

  // What closes the award for all keys: its overall limits against the entries of all items, and its pool.
  Closed closed;
  History all;
  if (!award.overall.empty()) {
    book_.collectAll(id, t.year, all);
    for (const auto& [key, entries] : earlier) {
      for (const Entry& entry : entries) all.push_back({&entry, false});
    }
    const Force force{award.from, award.to, award.to, {}};
    const At at{Key{}, t, &force};
    const size_t mark = expressions_.mark();
    if (Observer* const seen = expressions_.observer()) seen->candidate(id, Key{}, t);
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
    const auto found = [&](Key of, bool maybe) {
      if (const auto entries = earlier.find(of); entries != earlier.end()) {
        for (const Entry& entry : entries->second) past_.push_back({&entry, maybe});
      }
    };
    if (key == Unlisted) { // may be any item there was
      for (const auto& [of, entries] : earlier) found(of, true);
    } else {
      found(key, false);
      if (award.key) found(Key{}, true); // of a list that is missing
    }
    if (book_.hasDecisions()) { // what is computed beside a decision does not count that decision
      std::erase_if(past_, [&](const Line& line) { return line.entry->period == t; });
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
    candidates_.push_back(awarding_.withoutItems(id, t));
  }
  if (!award.overall.empty()) overall(id, t, all, begin);
}

// "X = the sum over its items goes through `overall` against the entries of all items. If X > U the items share U."
void Settlement::overall(AwardId id, Period t, const History& past, size_t begin) {
  const core::Award& award = program_.awards[id];
  const Force force{award.from, award.to, award.to, {}};
  const At at{Key{}, t, &force};
  Limits limits(expressions_, award.overall, Level::Overall, past, at);
  std::vector<Candidate*> among;
  for (size_t i = begin; i < candidates_.size(); ++i) among.push_back(&candidates_[i]);
  shareCut(among, limits, award, false);
  for (size_t i = begin; i < candidates_.size(); ++i) {
    if (candidates_[i].decision == nullptr) candidates_[i].computed = candidates_[i].amount();
  }
}

// "Amounts share U." A decision already taken is not cut: it is in the ledger already, and so has used its room first.
void Settlement::shareCut(const std::vector<Candidate*>& among, Limits& limits, const core::Award& unitOf,
                          bool inOrder) {
  std::vector<Share> shares;
  std::vector<Candidate*> sharing;
  Running together;
  together.unit = unitOf.unit;
  for (Candidate* c : among) {
    if (c->decision != nullptr) continue;
    const Amount amount = c->amount();
    if (amount.hi.sign() <= 0) continue;
    const core::Award& award = program_.awards[c->award];
    const int64_t many = c->unlisted ? program_.itemKinds[*award.key].most : 1;
    const std::string& awardName = award.name.zh.empty() ? award.name.en : award.name.zh;
    shares.push_back({amount, c->fixed, Truth::No, many, nameOf(*c), awardName, c->period});
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

// ---------------------------------------------------------------------------------------------------------- 4. Pools

namespace {

/// A pool is no award: its bounds are read by the policy's own dates.
Force forceOf(const core::Program& program) { return {program.from, program.to, program.to, {}}; }

} // namespace

// "exhausted = … in a pool (against the ledger before the year)."
Closed Settlement::closedPool(const core::Pool& pool, int year) {
  Closed closed;
  if (pool.awards.empty() || !evaluated(pool.awards.front())) return closed;
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
    if (pool.awards.empty() || !evaluated(pool.awards.front())) continue;
    History past;
    std::vector<Candidate*> among;
    for (const AwardId award : pool.awards) {
      book_.collectAll(award, year, past);
      for (size_t i = stretches_[award.index].begin; i < stretches_[award.index].end; ++i) {
        among.push_back(&candidates_[i]);
      }
    }
    if (pool.inOrder) { // the awards in the pool's order, each period by period, its items by name
      size_t begin = 0;
      for (const AwardId award : pool.awards) {
        const Stretch& stretch = stretches_[award.index];
        const size_t end = begin + (stretch.end - stretch.begin);
        std::sort(among.begin() + static_cast<ptrdiff_t>(begin), among.begin() + static_cast<ptrdiff_t>(end),
                  [&](const Candidate* a, const Candidate* b) {
                    return a->period != b->period ? a->period < b->period : nameOf(*a) < nameOf(*b);
                  });
        begin = end;
      }
    }
    const Force force = forceOf(program_);
    const At at{Key{}, {year, 0}, &force};
    Limits limits(expressions_, pool.limits, Level::Pool, past, at);
    shareCut(among, limits, program_.awards[pool.awards[0]], pool.inOrder);
  }
}

// --------------------------------------------------------------------------------------------------------- 5. Ledger

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
