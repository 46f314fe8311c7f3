#pragma once

#include "compiler/interpret/status.h"
#include "compiler/interpret/value.h"

/// The definition of the language: a direct evaluator of the core, exact and three-valued, that computes with ranges.
/// It implements design page core.md sections 3 to 7 literally; every other engine is tested against it, bit for bit.
namespace tiao::interpret {

class Observer;

/// Where a limit stands: which list of which award (or pool), and its place in it.
enum class Level : uint8_t { Key, Overall, Pool, Quantity };

/// Why an outcome is as it is. The fields that apply are said at each kind.
struct Reason {
  enum class Kind : uint8_t {
    NotInForce, //
    UsedUp, // level, limit: a Count, Within or Cap year|life that closes the award; `amount` = awarded so far / used
    ConditionFailed, // expr: the smallest conditions that are surely no
    NothingToGive,   // the fixed amount is 0
    Cut,         // level, limit (or expr, for a Least that is a limit): it cut the amount by `amount`; a Least, by so
                 // much of its own quantity; a limit of Overall or Pool, the sum of all that it holds
    LostTo,      // award: chosen instead
    BarredBy,    // award: the same matter, in an earlier year; `amount` = what it gave then
    Missing,     // need
    InvalidFact, // need
  };
  Kind kind = Kind::NotInForce;
  Level level = Level::Key;
  uint32_t limit = 0;
  core::ExprId expr;
  AwardId award;
  Need need;
  Amount amount;
  bool operator==(const Reason&) const = default;
};

/// One line of the waterfall: what a limit did. At the levels Overall and Pool the running amount is that of all the
/// items or awards together, as it went through the limit.
struct Step {
  Level level = Level::Key;
  uint32_t limit = 0;
  Amount bound;         // its bound, in yuan (Cap, Floor)
  Amount already;       // given before within its window
  Amount before, after; // the running amount
  bool cut = false;     // surely or possibly cut
  bool operator==(const Step&) const = default;
};

/// The outcome of one award for one key in one period. For an award counted by items, an outcome of the subject stands
/// for the items of a list that is missing or empty.
struct Outcome {
  AwardId award;
  Key key;
  Period period;
  Status status = Status::NotInForce;
  uint16_t possible = 0;           // bit per Status: every status it may still have under complete facts
  Amount amount;                   // fixed, in yuan
  Amount computed;                 // as computed, before choice, pools and decisions taken: what a forgone award lost
  std::optional<Rational> ceiling; // for a discretionary award that may still give something
  bool decided = false;            // a decision already taken stands: `amount` is the decided one
  std::vector<Reason> reasons;     // in order
  std::vector<Step> steps;         // the waterfall, when the award was computed
  Needs needs;                     // of the amount and of the status together; empty when definite
};

struct Years {
  int first = 0, last = 0;
};

/// How much an outcome says beyond status, amount and needs. A run over a register needs no waterfall.
enum class Detail : uint8_t { Brief, Full };

/// The sum of a group of awards joined by choices, for one year and key of its level (core.md section 6: "The group's
/// total"). Told only where something may be given.
struct GroupTotal {
  int year = 0;
  Key key;
  std::vector<AwardId> awards;
  Amount total;
};

/// What bounds an award's total over years: the greatest that applied, if any did (core.md section 7).
struct TotalBound {
  std::optional<Rational> lifeCap;    // of one key
  std::optional<Rational> overallCap; // of all items together
  std::optional<Rational> years;      // of one key: the n of Count
};

struct Result {
  std::vector<Outcome> outcomes;  // by year, award, period, key
  Ledger ledger;                  // the one given, with this run's entries; complete through the last year evaluated
  size_t given = 0;               // how many of the ledger's entries, the first, came with it
  std::vector<GroupTotal> groups; // in the years shown
  std::vector<TotalBound> bounds; // by award
};

/// Evaluates every year from the one after the ledger's last complete year (without a ledger: the first in force) to
/// `show.last`, and returns the outcomes of the years in `show`. Choosing what to show never changes where evaluation
/// begins. Never fails: a case of any content has outcomes.
Result evaluate(const core::Program& program, const Case& facts, const Ledger& ledger, Years show,
                Detail detail = Detail::Full, Observer* observer = nullptr);

/// The same of some awards only: by award, whether it is evaluated. None of them may have a choice or a pool in common
/// with another award, or read what another was awarded; then their outcomes are those of `evaluate`.
Result evaluate(const core::Program& program, const Case& facts, const Ledger& ledger, Years show, Detail detail,
                const std::vector<bool>& only, Observer* observer = nullptr);

/// The value of one expression for one key and period, with the ledger as it stood: what explanations show.
Value evaluate(const core::Program& program, const Case& facts, const Ledger& ledger, core::ExprId expr, Key key,
               Period period, AwardId award);

/// Of the statuses of two items the one that the row of both has.
Status first(Status a, Status b);

/// One row of output for (subject, award, period): for an award counted by items its amount is the sum and its status
/// the first that an item has in the order of core.md section 7; otherwise the outcome itself.
std::vector<Outcome> rows(const core::Program& program, const std::vector<Outcome>& outcomes);

/// The total of an award over years: sum(life) of core.md section 4, cut by the greatest life cap that applied.
Amount total(const core::Program& program, const Result& result, AwardId award);

} // namespace tiao::interpret
