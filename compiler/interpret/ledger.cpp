#include "compiler/interpret/ledger.h"
#include "compiler/interpret/range.h"

#include <algorithm>
#include <functional>
#include <map>

namespace tiao::interpret {

using core::Per;
using core::Window;

const Rational& Line::lo() const {
  static const Rational zero;
  return maybe ? zero : entry->lo;
}

Book::Book(const core::Program& program, const Case& facts, const Ledger& given)
    : program_(program), completeThrough_(given.completeThrough) {
  uint32_t slots = 0;
  first_.reserve(program.awards.size());
  for (const core::Award& award : program.awards) {
    first_.push_back(slots);
    slots += award.key ? 1 + static_cast<uint32_t>(facts.items().size()) : 1;
  }
  head_.assign(slots, None);
  entries_.reserve(given.entries.size() + 2 * program.awards.size());
  next_.reserve(entries_.capacity());
  for (const Entry& entry : given.entries) add(entry);
  given_ = entries_.size();
  for (size_t i = 0; i < given_; ++i) hasDecisions_ = hasDecisions_ || decided(i);
}

std::optional<size_t> Book::slot(AwardId award, Key key) const {
  if (award.index >= first_.size()) return std::nullopt;
  if (!program_.awards[award].key || key.item < 0) return first_[award.index];
  const size_t end = award.index + 1 < first_.size() ? first_[award.index + 1] : head_.size();
  const size_t at = first_[award.index] + 1 + static_cast<size_t>(key.item);
  if (at >= end) return std::nullopt;
  return at;
}

void Book::add(Entry entry) {
  const auto at = slot(entry.award, entry.key);
  next_.push_back(at ? head_[*at] : None);
  if (at) head_[*at] = static_cast<uint32_t>(entries_.size());
  entries_.push_back(std::move(entry));
}

void Book::collectSlot(size_t slot, int year, bool maybe, History& out) const {
  for (uint32_t i = head_[slot]; i != None; i = next_[i]) {
    if (counts(i, year)) out.push_back({&entries_[i], maybe});
  }
}

void Book::collect(AwardId award, Key key, int year, History& out) const {
  const auto own = slot(award, key);
  if (!program_.awards[award].key) {
    if (own) collectSlot(*own, year, false, out);
    return;
  }
  if (key == Unlisted) { // may be any item there ever was
    const size_t before = out.size();
    collectAll(award, year, out);
    for (size_t i = before; i < out.size(); ++i) out[i].maybe = true;
    return;
  }
  collectSlot(first_[award.index], year, !key.isSubject(), out); // what the items of missing lists were given
  if (own && !key.isSubject()) collectSlot(*own, year, false, out);
}

void Book::collectAll(AwardId award, int year, History& out) const {
  const size_t end = award.index + 1 < first_.size() ? first_[award.index + 1] : head_.size();
  for (size_t s = first_[award.index]; s < end; ++s) collectSlot(s, year, false, out);
}

const Entry* Book::decision(AwardId award, Key key, Period period) const {
  if (!hasDecisions_) return nullptr;
  const auto at = slot(award, key);
  if (!at) return nullptr;
  for (uint32_t i = head_[*at]; i != None; i = next_[i]) {
    if (entries_[i].period == period && decided(i)) return &entries_[i];
  }
  return nullptr;
}

std::vector<Key> Book::decidedKeys(AwardId award, int year) const {
  std::vector<Key> keys;
  if (!hasDecisions_) return keys;
  for (size_t i = 0; i < given_; ++i) {
    const Entry& entry = entries_[i];
    if (entry.award == award && entry.period.year == year && decided(i)) keys.push_back(entry.key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

// --------------------------------------------------------------------------------------------------------- questions

bool inWindow(const Line& line, Window window, Period t) {
  switch (window) {
  case Window::Life: return true;
  case Window::Year: return line.entry->period.year == t.year;
  case Window::Period: return line.entry->period == t;
  }
  return true;
}

Amount sum(const History& past, Window window, Period t) {
  Amount total;
  for (const Line& line : past) {
    if (!inWindow(line, window, t)) continue;
    total.lo += line.lo();
    total.hi += line.hi();
  }
  return total;
}

Rational mostWithCount(const History& past, Window window, Period t, Per unit, const NumberRange& n) {
  struct Spell {
    bool surely = false;
    Rational hi;
  };
  std::map<int, Spell> spells; // by year or month
  for (const Line& line : past) {
    if (!inWindow(line, window, t)) continue;
    Spell& spell = spells[indexOf(line.entry->period, unit)];
    spell.surely = spell.surely || line.surely();
    spell.hi += line.hi();
  }
  // A year that is not surely positive can only be so while fewer than n years before it are. Its years in order of
  // time: of those up to some year, at most n − (the surely positive before that year) can be. Where every surely
  // positive year was awarded under this Count itself, this is the greatest n − (number of those) of all; a decision
  // already taken may stand beyond the Count.
  Rational sure, best;
  int64_t surely = 0;
  std::vector<Rational> others; // greatest first
  for (const auto& [index, spell] : spells) {
    if (spell.surely) {
      ++surely;
      sure += spell.hi;
      continue;
    }
    others.insert(std::upper_bound(others.begin(), others.end(), spell.hi, std::greater<>()), spell.hi);
    Rational left = n.hi.floor() - Rational(surely);
    Rational some;
    for (const Rational& other : others) {
      if (!n.hiInfinite && left.sign() <= 0) break;
      some += other;
      left -= 1;
    }
    best = number::greatest(best, some);
  }
  return sure + best;
}

Used used(const History& past, Period t, Per unit) {
  Used result;
  if (past.empty()) return result;
  std::vector<std::pair<int, bool>> spells; // year or month, not surely above 0
  for (const Line& line : past) {
    const int index = indexOf(line.entry->period, unit);
    if (index != indexOf(t, unit) && line.possibly()) spells.emplace_back(index, !line.surely());
  }
  std::sort(spells.begin(), spells.end());
  for (size_t i = 0; i < spells.size(); ++i) {
    if (i > 0 && spells[i].first == spells[i - 1].first) continue; // the first of a year says whether it is sure
    ++result.possibly;
    if (!spells[i].second) ++result.surely;
  }
  return result;
}

Truth ownUsed(const History& past, Period t, Per unit) {
  Truth result = Truth::No;
  for (const Line& line : past) {
    if (indexOf(line.entry->period, unit) != indexOf(t, unit)) continue;
    if (line.surely()) return Truth::Yes;
    if (line.possibly()) result = Truth::Either;
  }
  return result;
}

} // namespace tiao::interpret
