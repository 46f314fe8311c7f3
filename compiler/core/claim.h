#pragma once

#include "compiler/core/program.h"

/// What a drafter states of a program (断言): that in every case, whatever is known of a subject, what it gives keeps
/// to a bound, or is given, or is not. It is no part of the program: no engine evaluates it, and awards know nothing of
/// it.
namespace tiao::core {

/// Of the program whole, with its choices and shared totals; a subject's items and months are summed.
struct Claim {
  enum class Kind : uint8_t {
    Amount,   // what is given compares so with `bound`
    Given,    // something is given
    NotGiven, // nothing is
    Apart,    // of several clauses, at most one gives something in one year
  };
  Kind kind = Kind::Amount;
  std::vector<std::vector<AwardId>> clauses; // the awards of each clause, which count as one
  bool together = false;                     // of the sum of all clauses; else of each
  bool total = false;                        // of all years through this one; else of this year
  bool whenGiven = false;                    // only where that amount is above 0
  enum class Bound : uint8_t { AtLeast, AtMost, More, Less } op = Bound::AtMost;
  std::optional<ExprId> bound;     // of Amount: money, read in the year
  std::optional<ExprId> condition; // it speaks only of the years in which this truth holds
};

} // namespace tiao::core
