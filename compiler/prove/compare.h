#pragma once

#include "compiler/prove/prove.h"

/// Two versions of an award, over every case of one subject: who is treated differently, with proof. Facts are the same
/// where their names are, in either language; a value must be one that both declare.
namespace tiao::prove {

enum class Change : uint8_t {
  Unchanged,     // proved: every year's amount is the same in every case
  MoreGenerous,  // proved: none gets less over all years, and some get more
  LessGenerous,  // likewise the other way
  BothWays,      // some get more, some less; or the same in all, in other years
  Undecided,     // `why` says what was in the way; a direction that was found is told
  NotComparable, // a fact has another type in the other version: `fact`
};

/// Some case in which the second version gives another amount: the first variant is the first version.
struct Difference {
  Rational by;       // in yuan, above 0: so much more, or less, over all years
  bool most = false; // and no case has more
  std::optional<Example> least, readable;
};

struct Comparison {
  Change change = Change::Undecided;
  std::optional<Difference> gains, loses;
  std::optional<Example> moved; // the same in all, in other years
  std::set<Why> why;
  std::set<LeftOut> leftOut;
  std::string failure;
  std::optional<core::FactId> fact; // of the first program
};

struct CompareOptions : Options {
  CompareOptions() { simplex = Simplex::Older; }
  bool most = false;      // also how much the difference comes to at most
  bool overYears = false; // of regions: over all years, even where one year by itself shows a difference
};

/// Both programs as they are, with what other awards take from these (`alone` of prover.h leaves that aside).
Comparison compare(const Program& a, core::AwardId ofA, const Program& b, core::AwardId ofB,
                   const CompareOptions& options);

/// The same question of one clause by itself: choices and shared totals left aside.
Comparison compareAlone(const Program& a, core::AwardId ofA, const Program& b, core::AwardId ofB,
                        const CompareOptions& options);

} // namespace tiao::prove
