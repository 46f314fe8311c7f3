#pragma once

#include "compiler/prove/compare.h"

/// Who is treated differently, exactly from which fen: the range of one fact cut where either version computes in
/// another way, and where the difference between them begins.
///
/// The table speaks of one case: `scope` says in which periods the fact is given, and what else is held. A region is
/// proved when every case that the table speaks of, whatever its other facts, is computed so in it; where that is not
/// so it speaks only of cases whose other facts are those of `context`, and the table is `partial`. Bounds are exact in
/// either case, in the fact's own step (a fen, or one), and amounts in yuan.
namespace tiao::prove {

/// How a version comes to its amount. Two paths are the same where all of it is.
struct Path {
  enum class Status : uint8_t { NotInForce, NotEntitled, Exhausted, Entitled };
  Status status = Status::NotInForce;
  std::vector<core::ExprId> failing;                     // NotEntitled: the conditions of the driver that do not hold
  std::vector<std::pair<core::ExprId, bool>> conditions; // of If in the amount, and whether they hold: tiers, cases
  std::vector<core::ExprId> within;                      // limits inside the amount (Least) that cut
  std::vector<uint32_t> limits;                          // of the award: a cap that it reaches, a floor that lifts it
  std::vector<uint32_t> closed;                          // limits of the award by which it gives nothing (more)
  std::optional<Rational> amount;                        // if it is the same in all cases of the region
  bool varies = false; // how much it is goes by other facts too: those conditions and limits are left out
  bool operator==(const Path&) const = default;
};

/// What both versions pay at one value of the driver.
struct Point {
  Rational at, before, after;
};

/// An interval of the driver. `least` and `most`: the least and the greatest of after − before in it, both reached.
struct Region {
  Rational lo, hi;
  bool fromLeast = false, toMost = false; // it begins, or ends, where the declared range does
  Path before, after;
  bool mixed = false; // no change, by several paths: those told are of the widest part
  Rational least, most;
  bool exact = true;                      // false: the change lies between them, but may not come to them
  Point first, last;                      // at its ends, the other facts as in `context`
  std::optional<Example> atLeast, atMost; // cases that come to it; absent where nothing changes, and `atMost` where
                                          // the change is the same everywhere
  bool proved = false;                    // whatever the other facts are
  [[nodiscard]] bool same() const { return least.isZero() && most.isZero(); }
};

/// Those whom one version pays by a condition that the other does not ask: they meet everything else.
struct ByCondition {
  uint32_t side = 0;    // the version that asks it: 0 before, 1 after
  core::ExprId asks;    // in that version
  Rational least, most; // after − before
  bool exact = true;
  std::optional<Example> atLeast, atMost;
};

/// The fact by which the table goes.
struct Driver {
  uint32_t side = 0; // whose fact: of the first program, or of the second where the first has none such
  core::FactId fact;
  Item item = Subject;
};

enum class Scope : uint8_t {
  OneYear,  // in `period`; nothing is given in any other year
  EachYear, // the fact is the same in every year, amounts are of all years
  AllYears, // the fact has one value, amounts are of all years
};

/// Why a table does not say all.
enum class Partial : uint8_t {
  OtherFacts, // some bounds or amounts hang on other facts too: they are those of `context`
  TooMany,    // more than `mostRegions`: the first of them
  Exhausted,  // the solver's steps were used up, or what is not linear was let be
  Items,      // only so many items were assumed
  LeftOut,    // something that the encoding leaves out
  NoDriver,   // no number decides the change, but other facts do: it is of those that are paid as `context` is
};

inline constexpr size_t mostRegions = 64;

struct Regions {
  std::optional<Driver> driver;
  Scope scope = Scope::OneYear;
  Period period;                       // of OneYear; a month where the fact is of months: the others have none of it
  std::vector<Region> regions;         // in order, without gap, over the declared range; one without bounds where no
                                       // fact decides; none where nothing was found
  std::vector<core::ExprId> met;       // conditions (of the driver's version) that both ask, and that weigh the driver
                                       // against other facts: the table speaks of those that meet them
  std::vector<ByCondition> conditions; // beside them
  std::optional<Example> context;      // a case with a difference, that the table goes through
  std::set<Partial> partial;           // empty: complete
};

/// The regions of a change. Both programs as they are.
Regions regions(const Program& a, core::AwardId ofA, const Program& b, core::AwardId ofB,
                const CompareOptions& options);
Regions regionsAlone(const Program& a, core::AwardId ofA, const Program& b, core::AwardId ofB,
                     const CompareOptions& options);

} // namespace tiao::prove
