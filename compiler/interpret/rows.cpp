#include "compiler/interpret/interpret.h"
#include "compiler/interpret/ledger.h"
#include "compiler/interpret/outcome.h"

#include <algorithm>
#include <map>

namespace tiao::interpret {

namespace {

/// "Its status is the first of invalid, unknown, to be assessed, limited, granted, forgone, exhausted, not entitled,
/// not in force that an item has": the lower, the earlier.
int order(Status status) {
  switch (status) {
  case Status::Invalid: return 0;
  case Status::Unknown: return 1;
  case Status::ToBeAssessed: return 2;
  case Status::Limited: return 3;
  case Status::Granted: return 4;
  case Status::Forgone: return 5;
  case Status::Exhausted: return 6;
  case Status::NotEntitled: return 7;
  case Status::NotInForce: return 8;
  }
  return 8;
}

void addItem(Outcome& row, const Outcome& item) {
  row.status = first(row.status, item.status);
  row.possible = static_cast<uint16_t>(row.possible | item.possible);
  row.amount.lo += item.amount.lo;
  row.amount.hi += item.amount.hi;
  row.computed.lo += item.computed.lo;
  row.computed.hi += item.computed.hi;
  if (item.ceiling) row.ceiling = row.ceiling.value_or(0) + *item.ceiling;
  row.decided = row.decided || item.decided;
  for (const Reason& reason : item.reasons) {
    if (std::find(row.reasons.begin(), row.reasons.end(), reason) == row.reasons.end()) row.reasons.push_back(reason);
  }
  row.needs.insert(row.needs.end(), item.needs.begin(), item.needs.end());
}

/// Of the items' waterfalls a row has the part that they share: the limits on all of them together.
void keepShared(Outcome& row) {
  std::erase_if(row.steps, [](const Step& step) { return step.level == Level::Key; });
}

/// A definite row has one possible status, its own; the bits of a pending one are those that its status may yet be.
void finish(Outcome& row) {
  normalise(row.needs);
  if (row.needs.empty() && row.amount.definite()) row.possible = bit(row.status);
}

} // namespace

Status first(Status a, Status b) { return order(b) < order(a) ? b : a; }

std::vector<Outcome> rows(const core::Program& program, const std::vector<Outcome>& outcomes) {
  std::vector<Outcome> result;
  size_t items = 0; // in the last row
  for (const Outcome& outcome : outcomes) {
    const bool sameRow = items > 0 && program.awards[outcome.award].key && result.back().award == outcome.award &&
                         result.back().period == outcome.period;
    if (!sameRow) {
      if (items > 1) finish(result.back());
      result.push_back(outcome);
      if (program.awards[outcome.award].key) {
        result.back().key = Key{};
        keepShared(result.back());
      }
      items = 1;
      continue;
    }
    addItem(result.back(), outcome);
    ++items;
  }
  if (items > 1) finish(result.back());
  return result;
}

namespace {

/// The entries of one key (or of all keys), in order of time: "sum(life), cut by the greatest life cap that applied". A
/// run never lifts what was given above the cap, but what came with the ledger stands.
Amount cutTotal(std::vector<const Entry*> entries, const Entry* firstFound, const std::optional<Rational>& cap,
                const std::optional<Rational>& years) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry* a, const Entry* b) { return a->period < b->period; });
  Amount total;
  Rational running;
  History history;
  for (const Entry* entry : entries) {
    history.push_back({entry, false});
    total.lo += entry->lo;
    total.hi += entry->hi;
    const Rational sum = running + entry->hi;
    const bool found = entry >= firstFound;
    running = !found || !cap ? sum : number::least(sum, number::greatest(running, *cap));
  }
  if (years && total.lo != total.hi) {
    total.hi = number::least(
        total.hi, mostWithCount(history, core::Window::Life, {}, core::Per::Year, NumberRange{*years, *years}));
  }
  total.hi = number::greatest(total.lo, number::least(total.hi, running));
  return total;
}

} // namespace

Amount total(const core::Program& program, const Result& result, AwardId award) {
  const TotalBound& bound = result.bounds[award.index];
  std::map<Key, std::vector<const Entry*>> byKey;
  std::vector<const Entry*> all;
  for (const Entry& entry : result.ledger.entries) {
    if (entry.award != award) continue;
    byKey[program.awards[award].key ? entry.key : Key{}].push_back(&entry);
    all.push_back(&entry);
  }
  const Entry* firstFound = result.ledger.entries.data() + result.given;
  Amount sum;
  for (const auto& [key, entries] : byKey) {
    // What stands for the items of a missing list is of many keys: no limit on one bounds it.
    const bool many = program.awards[award].key && key.isSubject();
    const Amount one =
        many ? cutTotal(entries, firstFound, {}, {}) : cutTotal(entries, firstFound, bound.lifeCap, bound.years);
    sum.lo += one.lo;
    sum.hi += one.hi;
  }
  const Amount together = cutTotal(std::move(all), firstFound, bound.overallCap, {});
  sum.hi = number::greatest(sum.lo, number::least(sum.hi, together.hi));
  return sum;
}

} // namespace tiao::interpret
