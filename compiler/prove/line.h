#pragma once

#include "compiler/prove/search.h"

/// Exact questions to terms of one unknown: where along its range does something begin or end to hold, and between what
/// does a number lie. A place is found by evaluating and proved by the solver to be the first.
namespace tiao::prove {

/// A row of questions under what is held for all.
class Under {
public:
  Under(Terms& terms, Search& search, const Options& options, std::vector<Prop> held);
  Found ask(const std::vector<Prop>& props);

private:
  Search& search_;
  std::vector<Prop> held_;
  Session session_;
};

/// How far a number goes, and where.
struct Extreme {
  Rational value;
  Assignment model;
  bool exact = true; // and no case goes farther
};
/// The greatest value of `of`, from this one on, under what is held and `props`.
Extreme greatest(Terms& terms, Under& under, const std::vector<Prop>& props, Num of, Extreme from);

class Line {
public:
  /// `x`: the unknown, of which all terms asked about are made.
  Line(Terms& terms, Search& search, const Options& options, Num x, Rational lo, Rational hi, Rational step);

  [[nodiscard]] const Rational& lo() const { return lo_; }
  [[nodiscard]] const Rational& hi() const { return hi_; }
  [[nodiscard]] const Rational& step() const { return step_; }
  [[nodiscard]] Assignment at(const Rational& value) const;
  bool holds(Prop prop, const Rational& at) const;
  Rational valueOf(Num of, const Rational& at) const;

  /// The first, or last, value from lo to hi where it holds.
  std::optional<Rational> first(Prop prop, const Rational& lo, const Rational& hi);
  std::optional<Rational> last(Prop prop, const Rational& lo, const Rational& hi);
  /// Where one of these is first otherwise than at lo, up to hi.
  std::optional<Rational> change(const std::vector<Prop>& props, const Rational& lo, const Rational& hi);
  Extreme greatest(Num of, const Rational& lo, const Rational& hi);

  /// Was every answer so far proved?
  [[nodiscard]] bool certain() const { return certain_; }

private:
  [[nodiscard]] std::vector<Prop> between(const Rational& lo, const Rational& hi) const;
  /// Some value between them where it holds.
  std::optional<Rational> some(Prop prop, const Rational& lo, const Rational& hi);
  std::optional<Rational> nearest(Prop prop, const Rational& from, const Rational& to);

  Terms& terms_;
  Num x_;
  Rational lo_, hi_, step_;
  Under under_;
  bool certain_ = true;
};

} // namespace tiao::prove
