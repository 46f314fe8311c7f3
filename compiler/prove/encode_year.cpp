#include "compiler/core/force.h"
#include "compiler/prove/encode.h"

#include <algorithm>

/// A year, settled as a whole: core.md sections 4 and 5, in the order of interpret/year.cpp.
namespace tiao::prove {

using core::AwardId;
using core::Date;

Num Encoded::ofYear(Terms& terms, AwardId award, int year) const {
  std::vector<Num> amounts;
  for (const Given& g : given) {
    if (g.award == award && g.period.year == year) amounts.push_back(g.amount);
  }
  return terms.sum(amounts);
}

Num Encoded::ofAllYears(Terms& terms, AwardId award) const {
  std::vector<Num> amounts;
  for (const Given& g : given) {
    if (g.award == award) amounts.push_back(g.amount);
  }
  return terms.sum(amounts);
}

// ---------------------------------------------------------------------------------------------------- what is wanted

void Encoder::want(AwardId award) {
  if (wanted_[award.index]) return;
  wanted_[award.index] = true;
  for (const core::Choice& choice : program_.choices) {
    if (apart_) break;
    for (const auto& [a, b] : choice.conflicts) {
      if (a == award) want(b);
      if (b == award) want(a);
    }
  }
  for (const core::Pool& pool : program_.pools) {
    if (apart_) break;
    if (std::ranges::find(pool.awards, award) == pool.awards.end()) continue;
    for (const AwardId other : pool.awards) want(other);
  }
  std::set<core::ExprId> seen;
  std::set<AwardId> read;
  core::eachExpr(program_.awards[award], [&](core::ExprId expr) { core::awardsRead(program_, expr, seen, read); });
  for (const AwardId other : read) want(other);
}

Encoded Encoder::encode(const std::vector<AwardId>& awards, const Instead& instead) {
  instead_ = instead.empty() ? nullptr : &instead;
  result_ = {};
  book_.clear();
  path_ = terms_.truth(true);
  wanted_.assign(program_.awards.size(), false);
  for (const AwardId award : awards) want(award);
  for (int y = assumed_.firstYear; y <= assumed_.lastYear; ++y) year(y);
  instead_ = nullptr;
  return std::move(result_);
}

Encoded Encoder::encodeApart(const std::vector<AwardId>& awards) {
  apart_ = true;
  Encoded result = encode(awards);
  apart_ = false;
  return result;
}

Encoder::History Encoder::past(AwardId award, std::optional<Item> item, int year) const {
  History result;
  for (const auto& entry : book_) {
    if (entry->award == award && entry->period.year < year && (!item || entry->item == *item)) {
      result.push_back(entry.get());
    }
  }
  return result;
}

// ------------------------------------------------------------------------------------------------------------ a year

void Encoder::year(int year) {
  year_.clear();
  closedPools_.clear();
  for (const core::Pool& pool : program_.pools) {
    if (apart_) {
      closedPools_.push_back(terms_.unknownTruth());
      continue;
    }
    if (pool.awards.empty() || !wanted_[pool.awards.front().index]) {
      closedPools_.push_back(terms_.truth(false));
      continue;
    }
    History before;
    for (const AwardId award : pool.awards) {
      const History own = past(award, {}, year);
      before.insert(before.end(), own.begin(), own.end());
    }
    const Force force{program_.from, program_.to, {}};
    std::vector<Prop> closed;
    for (const core::Limit& limit : pool.limits) closed.push_back(closes(limit, before, {Subject, {year, 0}, &force}));
    closedPools_.push_back(terms_.any(closed));
  }
  for (uint32_t i = 0; i < program_.awards.size(); ++i) {
    if (wanted_[i]) candidates({i}, year);
  }
  if (apart_) {
    takeAnything();
  } else {
    bars(year);
    choices(year);
    pools(year);
  }
  for (Given& g : year_) {
    if (terms_.constant(g.amount) != std::optional(Rational(0))) {
      book_.push_back(std::make_unique<Entry>(Entry{g.award, g.item, g.period, g.amount}));
    }
    result_.given.push_back(std::move(g));
  }
}

void Encoder::candidates(AwardId id, int year) {
  const core::Award& award = program_.awards[id];
  std::vector<Entry> earlier;
  const bool monthly = award.period == core::Per::Month;
  for (int m = monthly ? 1 : 0; m <= (monthly ? 12 : 0); ++m) {
    const Period t{year, m};
    const size_t begin = year_.size();
    History everyone;
    if (!award.overall.empty()) {
      everyone = past(id, {}, year);
      for (const Entry& entry : earlier) everyone.push_back(&entry);
    }
    const Force force{award.from, award.to, {}};
    const At at{Subject, t, &force};
    std::vector<Prop> closed;
    for (const core::Limit& limit : award.overall) closed.push_back(closes(limit, everyone, at));
    for (size_t p = 0; p < program_.pools.size(); ++p) {
      if (std::ranges::find(program_.pools[p].awards, id) != program_.pools[p].awards.end()) {
        closed.push_back(closedPools_[p]);
      }
    }
    if (!closed.empty() && award.key) result_.items = true;
    const Prop isClosed = terms_.any(closed);
    if (award.key) {
      for (Item item = 0; item < assumed_.items; ++item) candidate(id, item, t, isClosed, earlier);
    } else {
      candidate(id, Subject, t, isClosed, earlier);
    }
    if (!award.overall.empty()) {
      std::vector<size_t> among;
      for (size_t i = begin; i < year_.size(); ++i) among.push_back(i);
      std::vector<Prop> some;
      for (const size_t i : among) some.push_back(terms_.positive(year_[i].amount));
      const std::vector<Given::Met> met = share(among, award.overall, everyone, at, award.unit, false);
      result_.together.push_back({id, t, terms_.any(some), met});
    }
    for (size_t i = begin; i < year_.size(); ++i) {
      year_[i].computed = year_[i].amount;
      earlier.push_back({id, year_[i].item, t, year_[i].amount});
    }
  }
}

Prop Encoder::inForce(const core::Award& award, Force& force, const At& at) {
  const bool own = core::inForceUntil(award, at.period, award.to);
  if (!award.startedIf || calendar::lastDay(at.period) <= award.to || !core::countsYears(award))
    return terms_.truth(own);
  const Prop started = prop(*award.startedIf, at); // read by the award's own dates
  force.started = started;
  return terms_.choose(started, terms_.truth(core::inForceUntil(award, at.period, core::forever())), terms_.truth(own));
}

Num Encoder::partOfYear(const core::Award& award, const Force& force, Period t) {
  const auto until = [&](Date to) { return terms_.number(core::partOfYear(award, t.year, to)); };
  if (!force.started) return until(award.to);
  return terms_.choose(*force.started, until(core::forever()), until(award.to));
}

void Encoder::candidate(AwardId id, Item item, Period t, Prop closed, const std::vector<Entry>& earlier) {
  const core::Award& award = program_.awards[id];
  Force force{award.from, award.to, {}};
  const At at{item, t, &force};
  const Num none = terms_.number(0);
  const Prop no = terms_.truth(false);
  Given g{id, item, t, no, no, no, none, none, none, none};
  g.inForce = inForce(award, force, at);
  if (item != Subject) g.inForce = terms_.both(g.inForce, symbols_.listed(program_, *award.key, item, t.year));
  if (terms_.constant(g.inForce) == std::optional(false)) {
    year_.push_back(std::move(g));
    return;
  }
  History before = past(id, item, t.year);
  for (const Entry& entry : earlier) {
    if (entry.item == item) before.push_back(&entry);
  }
  std::vector<Prop> closing;
  for (const core::Limit& limit : award.limits) closing.push_back(closes(limit, before, at));
  g.exhausted = terms_.either(terms_.any(closing), closed);
  g.eligible = prop(award.eligible, at);
  if (assumed_.paths) asked(award.eligible, at, g.asked);

  std::vector<std::pair<core::ExprId, Prop>> through;
  through_ = &through;
  if (assumed_.paths) branches_ = &g.branches;
  path_ = terms_.truth(true);
  Running running{num(award.amount, at), {}};
  through_ = nullptr;
  branches_ = nullptr;
  if (award.part == core::PartOfPeriod::Months && !t.isMonth()) {
    running.x = terms_.multiply(running.x, partOfYear(award, force, t));
  }
  running.x = terms_.greatest(none, running.x);
  g.uncapped = running.x;
  const std::vector<Applied> applied = apply(award.limits, before, at, running);
  met(award.limits, applied, before, at, g.met);
  g.fixed = fix(running, award);
  const Prop entitled = terms_.both(g.inForce, g.eligible);
  const Prop open = terms_.both(entitled, terms_.negation(g.exhausted));
  const Prop something = terms_.positive(g.uncapped);
  for (uint32_t i = 0; i < applied.size(); ++i) {
    g.cuts.emplace_back(i, terms_.both(open, applied[i].cut));
    g.closes.emplace_back(i, terms_.all({entitled, closing[i], something}));
    g.lifts.emplace_back(i, terms_.both(open, applied[i].lifts));
    if (!applied[i].room) continue;
    g.room.emplace_back(i, *applied[i].room);
    g.below.emplace_back(i, terms_.all({open, something, applied[i].below}));
  }
  for (const auto& [expr, cut] : through) g.through.emplace_back(expr, terms_.both(open, cut));
  g.computed = g.amount = terms_.choose(open, g.fixed, none);
  year_.push_back(std::move(g));
}

// ------------------------------------------------------------------------------------------------------ sharing a cut

std::vector<Given::Met> Encoder::share(const std::vector<size_t>& among, const std::vector<core::Limit>& limits,
                                       const History& past, const At& at, const Rational& unit, bool inOrder) {
  std::vector<Given::Met> met;
  if (among.empty()) return met;
  std::vector<Num> amounts;
  for (const size_t i : among) amounts.push_back(year_[i].amount);
  const Num together = terms_.sum(amounts);
  Running running{together, {}};
  this->met(limits, apply(limits, past, at, running), past, at, met);
  if (!running.upper) return met;
  const Prop over = terms_.less(*running.upper, together);
  if (terms_.constant(over) == std::optional(false)) return met;
  const Num room = terms_.round(*running.upper, unit, core::RoundMode::Down);
  if (!inOrder) {
    inProportion(among, together, room, over, unit);
    return met;
  }
  Num before = terms_.number(0);
  for (const size_t i : among) {
    Num& amount = year_[i].amount;
    const Num left = terms_.least(amount, terms_.greatest(terms_.number(0), terms_.subtract(room, before)));
    const Num after = terms_.choose(over, left, amount);
    before = terms_.add(before, after);
    amount = after;
  }
  return met;
}

// Each gets U·xᵢ ÷ Σx rounded down, and the units left over go one each to the largest remainders, equal ones by the
// item's name, then the award's, then in time.
void Encoder::inProportion(const std::vector<size_t>& among, Num together, Num room, Prop over, const Rational& unit) {
  if (among.size() == 1) {
    Num& amount = year_[among[0]].amount;
    amount = terms_.choose(over, room, amount);
    return;
  }
  std::vector<Num> down, remainder;
  for (const size_t i : among) {
    const Num exact = terms_.divide(terms_.multiply(room, year_[i].amount), together);
    down.push_back(terms_.round(exact, unit, core::RoundMode::Down));
    remainder.push_back(terms_.subtract(exact, down.back()));
  }
  const Num left = terms_.scale(terms_.subtract(room, terms_.sum(down)), Rational(1) / unit);
  const auto order = [&](size_t i) {
    const Given& g = year_[among[i]];
    const core::Award& award = program_.awards[g.award];
    const std::string item = g.item == Subject ? "" : Symbols::itemName(program_, *award.key, g.item);
    return std::tuple(item, award.name.zh.empty() ? award.name.en : award.name.zh, g.period, i);
  };
  std::vector<Num> after;
  for (size_t i = 0; i < among.size(); ++i) {
    std::vector<Num> ahead;
    for (size_t j = 0; j < among.size(); ++j) {
      if (i == j) continue;
      const Prop more = terms_.less(remainder[i], remainder[j]);
      const Prop equal = terms_.equal(remainder[i], remainder[j]);
      ahead.push_back(terms_.count(order(j) < order(i) ? terms_.either(more, equal) : more));
    }
    const Prop gets = terms_.both(terms_.positive(remainder[i]), terms_.less(terms_.sum(ahead), left));
    after.push_back(terms_.add(down[i], terms_.scale(terms_.count(gets), unit)));
  }
  for (size_t i = 0; i < among.size(); ++i) {
    Num& amount = year_[among[i]].amount;
    amount = terms_.choose(over, after[i], amount);
  }
}

void Encoder::pools(int year) {
  for (const core::Pool& pool : program_.pools) {
    if (pool.awards.empty() || !wanted_[pool.awards.front().index]) continue;
    History before;
    std::vector<size_t> among;
    for (const AwardId award : pool.awards) {
      const History own = past(award, {}, year);
      before.insert(before.end(), own.begin(), own.end());
      std::vector<size_t> ofAward;
      for (size_t i = 0; i < year_.size(); ++i) {
        if (year_[i].award == award) ofAward.push_back(i);
      }
      if (pool.inOrder) {
        const auto name = [&](size_t i) {
          return year_[i].item == Subject ? ""
                                          : Symbols::itemName(program_, *program_.awards[award].key, year_[i].item);
        };
        std::ranges::sort(ofAward, {}, [&](size_t i) { return std::pair(year_[i].period, name(i)); });
      }
      among.insert(among.end(), ofAward.begin(), ofAward.end());
    }
    const Force force{program_.from, program_.to, {}};
    share(among, pool.limits, before, {Subject, {year, 0}, &force}, program_.awards[pool.awards[0]].unit, pool.inOrder);
  }
}

} // namespace tiao::prove
