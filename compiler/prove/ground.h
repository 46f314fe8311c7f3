#pragma once

#include "compiler/prove/path.h"
#include "compiler/prove/replay.h"

/// Both versions over the years of a table, in one table of terms, and the facts that may decide between them.
namespace tiao::prove {

/// A number of the subject or of an item, in a period or the same in all: what a table goes by.
struct Candidate {
  uint32_t name = 0;
  Item item = Subject;
  Period period;                  // none: the same in all
  std::vector<uint32_t> unknowns; // the numbers of those that are it
  Rational lo, hi, step;
  bool inChanged = false; // a comparison or rounding that one version has and the other has not is of it
  bool inAmount = false;  // an amount is made of it; else only conditions are
};

struct Ground {
  Ground(const Program& a, core::AwardId ofA, const Program& b, core::AwardId ofB, const Options& options,
         Assumed assumed);
  Ground(const Ground&) = delete;
  Ground& operator=(const Ground&) = delete;

  /// The facts of this year that the difference hangs on; without a year, those that are the same in all.
  std::vector<Candidate> candidates(std::optional<int> year);
  /// That all of its unknowns are the same.
  std::vector<Prop> alike(const Candidate& of);
  /// The terms that only one of the versions has, by which it compares or rounds.
  [[nodiscard]] std::set<uint32_t> comparedByOne() const;
  [[nodiscard]] bool hangsOn(uint32_t term, const std::vector<uint32_t>& unknowns) const;
  /// Every condition of both versions, in all periods in which they are in force.
  std::vector<Prop> due();

  Options options;
  Assumed assumed;
  Terms terms;
  Symbols symbols;
  Search search;
  Search brief; // that lets be what is not linear
  Encoded encoded[2];
  Selectors by[2];
  std::vector<Side> sides;
  Num change; // after − before, of all its years
};

} // namespace tiao::prove
