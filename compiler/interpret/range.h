#pragma once

#include "compiler/interpret/value.h"

/// Arithmetic on the sets that values are known as (core.md section 3): every result contains each result that its
/// operands allow, and its ends are reached. Nothing here knows of needs.
namespace tiao::interpret {

// ------------------------------------------------------------------------------------------------------------- truth

inline Truth truth(bool value) { return value ? Truth::Yes : Truth::No; }
/// Surely, surely not, or neither.
inline Truth truth(bool surely, bool surelyNot) { return surely ? Truth::Yes : surelyNot ? Truth::No : Truth::Either; }
inline Truth negation(Truth a) { return a == Truth::Either ? a : truth(a == Truth::No); }
inline Truth both(Truth a, Truth b) {
  return truth(a == Truth::Yes && b == Truth::Yes, a == Truth::No || b == Truth::No);
}
inline Truth any(Truth a, Truth b) { return negation(both(negation(a), negation(b))); }
inline Truth hull(Truth a, Truth b) { return a == b ? a : Truth::Either; }

// ----------------------------------------------------------------------------------------------------------- numbers

NumberRange exactly(const Rational& value);
NumberRange between(const Rational& lo, const Rational& hi);
NumberRange add(const NumberRange& a, const NumberRange& b);
NumberRange multiply(const NumberRange& a, const NumberRange& b);
/// a ÷ b over every b that is not 0. Precondition: b is not just 0.
NumberRange quotient(const NumberRange& a, const NumberRange& b);
bool contains(const NumberRange& range, const Rational& value);
NumberRange least(const NumberRange& a, const NumberRange& b);
NumberRange greatest(const NumberRange& a, const NumberRange& b);
NumberRange whole(const NumberRange& a);
NumberRange rounded(const NumberRange& a, const Rational& unit, core::RoundMode mode);
NumberRange hull(const NumberRange& a, const NumberRange& b);
Truth less(const NumberRange& a, const NumberRange& b);
Truth atMost(const NumberRange& a, const NumberRange& b);

/// A range of money, whose ends are finite: an unbounded end is more than any sum of money.
Amount finite(const NumberRange& range);

// ------------------------------------------------------------------------------------------------------------- dates

/// `by` units after `date`.
DateRange shifted(const DateRange& date, const NumberRange& by, core::TermUnit unit);
NumberRange fullTerms(const DateRange& from, const DateRange& to, core::TermUnit unit);
/// Full years of `date` completed on a day from `first` to `last`; both days lie in one year.
NumberRange anniversaries(const DateRange& date, core::Date first, core::Date last);
Truth less(const DateRange& a, const DateRange& b);
Truth atMost(const DateRange& a, const DateRange& b);

// ---------------------------------------------------------------------------------------------------------- all sets

/// Yes only if both are definite and equal, no if they have no common member.
Truth equal(const Set& a, const Set& b);
Set hull(Set a, Set b);
/// The one member of a definite value.
Set known(const core::Program& program, const core::Type& type, const core::Constant& value);
/// Everything a fact was declared to be: what a missing one is.
Set declared(const core::Program& program, const core::Fact& fact);

} // namespace tiao::interpret
