#pragma once

#include "compiler/interpret/expression.h"
#include "compiler/interpret/interpret.h"

/// Limits: the questions of core.md section 4 to a list of limits, read for one key and period against the entries L.
namespace tiao::interpret {

/// U of core.md section 4: what the fixed amount may not exceed. An end is absent while it is infinite.
struct Upper {
  std::optional<Rational> lo, hi;
};

/// An amount on its way through the limits.
struct Running {
  NumberRange x;
  Rational unit; // that it will be rounded to
  Upper upper;
  Truth cut = Truth::No; // did some limit cut it?
  // Caps that follow one another cut if the least of their bounds is below what came to the first of them: asked of all
  // together, so that on ranges too they may stand in any order.
  NumberRange uncapped;
  std::optional<NumberRange> tightest;
  Truth cutBefore = Truth::No;
  std::vector<Reason> cuts; // those that surely did
  std::vector<Step> steps;  // only where they are wanted
};

class Limits {
public:
  Limits(Expressions& expressions, const std::vector<core::Limit>& limits, Level level, const History& past,
         const At& at)
      : expressions_(expressions), limits_(limits), level_(level), past_(past), at_(at) {}

  /// Is some Count or Within not open, or some year or life cap used up? Those that surely are, are told.
  Truth usedUp(std::vector<Reason>& reasons);
  /// The limits in order. Needs of bounds and sums that are not definite are left with the expressions.
  void apply(Running& running, bool withSteps);
  /// The upper end of the amount alone, for another upper end before the limits.
  NumberRange upperEnd(NumberRange x, Upper& upper); // adds the bounds to `upper`
  /// Notes the bounds that a total over years is cut by.
  void note(TotalBound& bound);

private:
  Truth closes(const core::Limit& limit, Amount& told);
  Truth closes(const core::Count& limit, const core::Limit& whole, Amount& told);
  Truth closes(const core::Within& limit, const core::Limit& whole, Amount& told);
  Truth closes(const core::Cap& limit, Amount& told);
  void cap(const core::Cap& limit, uint32_t index, Running& running, bool withSteps);
  void floor(const core::Floor& limit, uint32_t index, Running& running, bool withSteps);
  NumberRange given(core::Window window);
  [[nodiscard]] bool floorAfter(uint32_t index) const;

  Expressions& expressions_;
  const std::vector<core::Limit>& limits_;
  Level level_;
  const History& past_;
  const At& at_;
};

/// fixed = r if r <= U, else x rounded down; r = x rounded to the award's unit in its mode. On ranges, ends to ends.
Amount fix(const NumberRange& x, const Upper& upper, const core::Award& award);

} // namespace tiao::interpret
