#pragma once

#include "compiler/interpret/value.h"

#include <span>

/// The ledger while years are evaluated: entries found by award and key without a search, and the questions that limits
/// put to them (core.md section 4). Entries are never changed; a year's are added when the year is settled.
namespace tiao::interpret {

/// An item of a list that is missing: nothing is known of it. Only the evaluator uses it, as a key to read facts at.
inline constexpr Key Unlisted{-2};

/// One entry as it bears on a key. `maybe`: it may be this key's or not (an entry for the items of a missing list), so
/// its lower end is 0.
struct Line {
  const Entry* entry = nullptr;
  bool maybe = false;
  [[nodiscard]] const Rational& lo() const;
  [[nodiscard]] const Rational& hi() const { return entry->hi; }
  [[nodiscard]] bool definite() const { return lo() == hi(); }
  [[nodiscard]] bool surely() const { return lo().sign() > 0; }   // above 0
  [[nodiscard]] bool possibly() const { return hi().sign() > 0; } // above 0
};

/// The entries that one question is put to: L of core.md section 4.
using History = std::vector<Line>;

class Book {
public:
  Book(const core::Program& program, const Case& facts, const Ledger& given);

  void add(Entry entry);
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] size_t given() const { return given_; }
  [[nodiscard]] std::vector<Entry> take() && { return std::move(entries_); }

  /// Adds to `out` the entries of this award that bear on `key`, of years before `year` and decisions of `year` itself
  /// (a decision already taken is an entry too, and uses room first).
  void collect(AwardId award, Key key, int year, History& out) const;
  /// The same of all its keys together.
  void collectAll(AwardId award, int year, History& out) const;
  /// The decision already taken for this key and period, if there is one.
  [[nodiscard]] const Entry* decision(AwardId award, Key key, Period period) const;
  /// Are there decisions already taken at all? They are rare.
  [[nodiscard]] bool hasDecisions() const { return hasDecisions_; }
  /// The keys of this award that have a decision in `year`.
  [[nodiscard]] std::vector<Key> decidedKeys(AwardId award, int year) const;

private:
  [[nodiscard]] std::optional<size_t> slot(AwardId award, Key key) const;
  [[nodiscard]] bool decided(size_t entry) const {
    return entry < given_ && (!completeThrough_ || entries_[entry].period.year > *completeThrough_);
  }
  [[nodiscard]] bool counts(size_t entry, int year) const {
    return entries_[entry].period.year < year || (entries_[entry].period.year == year && decided(entry));
  }
  void collectSlot(size_t slot, int year, bool maybe, History& out) const;

  static constexpr uint32_t None = UINT32_MAX;
  const core::Program& program_;
  std::optional<int> completeThrough_;
  std::vector<Entry> entries_;
  std::vector<uint32_t> next_;  // by entry: the one before it in its slot
  std::vector<uint32_t> head_;  // by slot: its last entry
  std::vector<uint32_t> first_; // by award: its first slot; each has one for the subject, then one for each item
  size_t given_ = 0;
  bool hasDecisions_ = false;
};

/// Years, or months, as numbers in order.
inline int indexOf(Period period, core::Per unit) {
  return unit == core::Per::Month ? period.year * 12 + period.month - 1 : period.year;
}

/// Does the entry count in the window that t lies in?
bool inWindow(const Line& line, core::Window window, Period t);
/// sum(w): the plain sums of the ends.
Amount sum(const History& past, core::Window window, Period t);
/// The upper end of sum(w) with a Count n limit: the surely positive years' (months') hi, and the greatest of the
/// others'.
Rational mostWithCount(const History& past, core::Window window, Period t, core::Per unit, const NumberRange& n);
/// used: how many years (months) other than t's own have an entry above 0.
struct Used {
  int64_t surely = 0, possibly = 0;
};
Used used(const History& past, Period t, core::Per unit);
/// Has t's own year (month) an entry above 0 already?
Truth ownUsed(const History& past, Period t, core::Per unit);

} // namespace tiao::interpret
