#pragma once

#include "compiler/cover/facts.h"

#include <functional>

/// Values given to expressions by giving them to facts: the inverse of evaluation, as far as it is needed.
namespace tiao::cover {

using core::ExprId;
using core::Rational;

/// Where an expression is read.
struct Place {
  interpret::Period period;
  std::optional<core::Id<core::ItemKind>> item; // the subject where absent
};

class Reach {
public:
  /// `usual`: what a number that is free is taken to be, in yuan; a count is a ten-thousandth of it, at least 1. `day`:
  /// what a date that is free is.
  Reach(const core::Program& program, core::AwardId award, Rational usual, core::Date day)
      : program_(program), award_(award), usual_(std::move(usual)), day_(day) {}

  /// Makes a condition hold or not. Every way is tried until `then` is content with one.
  using Then = std::function<bool(Facts&)>;
  bool make(ExprId condition, const Place& at, bool wanted, Facts facts, const Then& then);
  /// The same of several conditions, all of which are to be so.
  struct Goal {
    ExprId condition;
    Place at;
    bool wanted = true;
  };
  bool makeAll(const std::vector<Goal>& goals, size_t from, Facts facts, const Then& then);

  /// Gives an expression exactly this value.
  bool reach(ExprId expr, const Place& at, const Rational& value, Facts& facts);
  bool reach(ExprId expr, const Place& at, core::Date value, Facts& facts);
  /// Gives every fact that it needs some value.
  bool settle(ExprId expr, const Place& at, Facts& facts);
  /// Gives a missing fact some value.
  bool fill(const interpret::Need& need, Facts& facts);

  [[nodiscard]] interpret::Value value(ExprId expr, const Place& at, const Facts& facts) const;
  [[nodiscard]] std::optional<Rational> number(ExprId expr, const Place& at, const Facts& facts) const;
  [[nodiscard]] std::optional<core::Date> date(ExprId expr, const Place& at, const Facts& facts) const;

private:
  bool compare(const core::Compare& e, ExprId id, const Place& at, bool wanted, const Facts& facts, const Then& then);
  bool product(ExprId a, ExprId b, const Place& at, const Rational& value, Facts& facts);
  bool sum(const core::Sum& e, const Place& at, const Rational& value, Facts& facts);
  [[nodiscard]] std::vector<Rational> beside(const Rational& bound, const Rational& stride, bool above) const;

  const core::Program& program_;
  core::AwardId award_;
  Rational usual_;
  core::Date day_;
  size_t steps_ = 0;
};

/// The place that a Back of this many years or months reads from here.
Place before(const Place& at, int count, core::TermUnit unit);

} // namespace tiao::cover
