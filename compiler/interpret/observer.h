#pragma once

#include "compiler/interpret/value.h"

/// Sees what an evaluation finds on its way; what tests reach is measured by it. Only what is surely evaluated is told:
/// nothing under a condition that may not hold. Where one looks on, every part of a list of conditions is evaluated,
/// also those after the one that settles it; that changes no value. Where none does, each call is one test of a
/// pointer.
namespace tiao::interpret {

struct At;

class Observer {
public:
  virtual ~Observer() = default;

  /// What follows is of this award for this key and period, until the next call.
  virtual void candidate(AwardId award, Key key, Period period) = 0;
  /// An expression has this value here. Operands are told before what they stand in.
  virtual void found(core::ExprId expr, const At& at, const Set& value) = 0;
  /// The sides of a comparison, or the quantity and the bound of a Least that is a limit.
  virtual void compared(core::ExprId expr, const At& at, const Set& left, const Set& right) = 0;
  /// What comes to a cap and the room that it leaves, or what comes to a floor and the floor.
  virtual void limited(const core::Limit& limit, const NumberRange& amount, const NumberRange& bound) = 0;
  /// How many years, months or terms are used up, and how many there are. Open while used < most.
  virtual void counted(const core::Limit& limit, const NumberRange& used, const NumberRange& most) = 0;
};

} // namespace tiao::interpret
