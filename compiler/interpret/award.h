#pragma once

#include "compiler/interpret/limit.h"

/// One award, one key, one period: core.md section 4, and rows 1 to 3 of section 7.
namespace tiao::interpret {

/// What is found of an award for one key and period before the awards of the year are weighed against each other, and
/// then what becomes of it in the year's later steps.
struct Candidate {
  AwardId award;
  Key key; // of an award counted by items, the subject stands for those of a list that is missing or empty
  Period period;
  bool unlisted = false; // stands for the items of a missing list
  bool noItems = false;  // its list is given and empty: a subject without items is not entitled
  bool ownDates = true;  // of these two: do the award's own dates reach this period?

  // Rows 1 to 4 of section 7. A row is looked at only while no row before it surely applies.
  Truth inForce = Truth::Yes;
  Truth exhausted = Truth::No;
  Truth eligible = Truth::Yes;
  Truth forgone = Truth::No;

  Amount fixed;          // if none of these rows applies
  Truth cut = Truth::No; // by some limit, at any level
  Amount computed;       // `amount()` before choice, pools and decisions
  std::optional<Rational> ceiling;
  bool assessmentMissing = false;
  const Entry* decision = nullptr; // already taken: stands as the amount

  Needs rowNeeds;              // of rows 1 to 3, where they are undecided
  Needs amountNeeds;           // of `fixed` and `cut`, where they are not definite
  Needs forgoneNeeds;          // of what the choice made of it
  std::vector<Reason> reasons; // for rows 1 to 4
  std::vector<Reason> cuts;
  std::vector<Step> steps;

  /// Does none of the rows 1 to 4 apply?
  [[nodiscard]] Truth open() const;
  /// What it gives as things stand: the fixed amount, or 0, or a hull of both.
  [[nodiscard]] Amount amount() const;
  /// Adds the needs that this amount has.
  void needs(Needs& out) const;
};

/// What closes an award for every key alike: its overall limits, and its pool.
struct Closed {
  Truth exhausted = Truth::No;
  Needs needs;
  std::vector<Reason> reasons;
};

class Awarding {
public:
  Awarding(const core::Program& program, const Case& facts, Expressions& expressions, Detail detail)
      : program_(program), facts_(facts), expressions_(expressions), detail_(detail) {}

  /// The candidate of `key` in period t, against the entries `past` of the award and key before t.
  Candidate candidate(AwardId id, Key key, Period t, const History& past, const Closed& closed, TotalBound& bound);

  /// The candidate that stands for no item at all.
  Candidate withoutItems(AwardId id, Period t) const;

private:
  [[nodiscard]] bool inForceUntil(const core::Award& award, Period t, core::Date to) const;
  Truth inForce(const core::Award& award, At& at, Force& force);
  NumberRange partOfYear(const core::Award& award, const Force& force, Period t);
  void findAmount(const core::Award& award, const At& at, const History& past, Candidate& c);
  void findCeiling(const core::Award& award, const At& at, const History& past, Candidate& c);
  void failing(core::ExprId condition, const At& at, std::vector<Reason>& reasons);

  const core::Program& program_;
  const Case& facts_;
  Expressions& expressions_;
  Detail detail_;
};

} // namespace tiao::interpret
