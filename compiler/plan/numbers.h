#pragma once

#include "compiler/plan/plan.h"

/// The numeric plan of an award, for a person: every number on the way to its amount, between which values it lies, and
/// which machine numbers therefore hold it. Words are in both languages.
namespace tiao::plan {

struct NumberLine {
  core::Name value;   // its name: of a fact and period, or n1, n2 …
  core::Name is;      // what it is made of
  std::string lo, hi; // between which it lies
  unsigned bits = 0;  // 32, 64 or 128, that hold it
  bool quotient = false;
  core::Name because;
};

struct AwardNumbers {
  core::AwardId award;
  std::string left;              // why the interpreter evaluates it, in English; empty if compiled
  bool neverInForce = false;     //
  calendar::Period period;       // the last in which it may give something: it shows what those before it bring
  std::optional<int64_t> always; // fen: it gives so much or nothing
  std::vector<NumberLine> lines;
};

/// Of each award, in the order of the groups.
std::vector<AwardNumbers> numbersOf(const core::Program& program, const Plan& plan);

} // namespace tiao::plan
