#pragma once

#include "compiler/core/program.h"
#include "compiler/interpret/status.h"

#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

/// What is known of one subject: its facts, its items, and the ledger of what it was given before.
namespace tiao::interpret {

using calendar::Period;
using core::AwardId;
using core::FactId;
using core::Rational;

/// Index of an item in Case::items, or the subject itself.
struct Key {
  static constexpr int32_t Subject = -1;
  int32_t item = Subject;
  [[nodiscard]] bool isSubject() const { return item == Subject; }
  auto operator<=>(const Key&) const = default;
};

/// A value that was given but cannot be used: it counts as missing, and is told. `reason` is a sentence in both
/// languages.
struct Invalid {
  std::string text;  // as given
  std::string where; // where in the input: "line 37, column 年营业收入"; may be empty
  core::Name reason; // why: "not an amount of money"
  bool operator==(const Invalid&) const = default;
};

/// What is given for one fact and period; std::monostate is missing.
using Datum = std::variant<std::monostate, core::Constant, Invalid>;

struct Item {
  core::Id<core::ItemKind> kind;
  std::string name;
  std::vector<int> years; // the years in whose lists it stands, ascending
};

struct Need;

/// The facts of one subject. Values are checked on the way in: one of a wrong type or outside its declared range, or
/// given twice with different values, becomes Invalid. Periods: year 0 for a fixed fact, {year, 0}, or {year, month}.
class Case {
public:
  explicit Case(const core::Program& program);

  /// Forgets everything; keeps the memory, so that a run over a register allocates nothing per subject.
  void clear();
  void give(FactId fact, Key key, Period period, core::Constant value, const std::string& where = {});
  void giveInvalid(FactId fact, Key key, Period period, Invalid invalid);
  /// The datum of this fact in `period` (which is narrowed to the fact's own kind of period by the caller).
  [[nodiscard]] const Datum& find(FactId fact, Key key, Period period) const;

  /// The item of this kind and name, created if new: it is then in no list yet.
  Key item(core::Id<core::ItemKind> kind, const std::string& name);
  /// Puts an item into the list of one year. The list counts as given only when `giveList` says so: a list is given
  /// whole or missing, never in part.
  void list(Key item, int year);
  /// Both at once.
  Key addItem(core::Id<core::ItemKind> kind, const std::string& name, int year);
  /// Says that the list of this kind is complete for this year (an empty list is not a missing one).
  void giveList(core::Id<core::ItemKind> kind, int year);
  /// Says that the list was given but cannot be used: it counts as missing, and is told.
  void giveInvalidList(core::Id<core::ItemKind> kind, int year, Invalid invalid);
  [[nodiscard]] bool listGiven(core::Id<core::ItemKind> kind, int year) const;
  [[nodiscard]] const std::vector<Item>& items() const { return items_; }
  /// What was given for this need and cannot be used; null when nothing was given.
  [[nodiscard]] const Invalid* invalid(const Need& need) const;

  std::string subject;          // as named in the input
  std::optional<int> firstYear; // the first year in which the subject is said to exist

private:
  struct Cell {
    int32_t item;
    Period period;
    Datum datum;
  };
  struct List {
    core::Id<core::ItemKind> kind;
    int year;
    std::optional<Invalid> invalid;
  };
  void put(FactId fact, Key key, Period period, Datum datum);
  [[nodiscard]] const List* findList(core::Id<core::ItemKind> kind, int year) const;

  const core::Program* program_;
  std::vector<std::vector<Cell>> cells_; // by fact; each in order of item and period
  std::vector<Item> items_;
  std::vector<std::unordered_map<std::string, int32_t>> byName_; // by kind: the items
  std::vector<List> lists_;
};

/// A missing (or invalid) fact that an outcome depends on.
struct Need {
  FactId fact;
  Key key;
  Period period; // year 0 for a fixed fact
  /// Set when what is missing is not a fact but the list of the items of this kind in `period`; `fact` then says
  /// nothing.
  std::optional<core::Id<core::ItemKind>> list = {};
  auto operator<=>(const Need&) const = default;
};
/// Sorted, without repetition.
using Needs = std::vector<Need>;

/// What one award gave one key in one period, in yuan; a range, with its needs, while something is missing. For an
/// award counted by items, the subject as key stands for the items of a year whose list is missing.
struct Entry {
  AwardId award;
  Key key;
  Period period;
  Rational lo, hi;
  Needs needs;
  bool operator==(const Entry&) const = default;
};

/// The list of what was awarded: the only state. In the years up to `completeThrough` the absence of an entry means
/// that nothing was awarded; entries of later years are decisions already taken, which stand as their candidate's
/// amount.
struct Ledger {
  std::vector<Entry> entries;
  std::optional<int> completeThrough;
};

} // namespace tiao::interpret
