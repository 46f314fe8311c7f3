#pragma once

#include "compiler/driver/passes.h"

/// The tests that stand in a policy's sources: the case that each describes, and how its outcomes compare.
namespace tiao::driver {

/// The facts and the ledger that a test gives.
struct TestCase {
  interpret::Case facts;
  interpret::Ledger ledger;
  interpret::Years years; // all that are evaluated
};
TestCase caseOf(const check::Test& test, const core::Program& program);

/// One expectation that was not met.
struct Mismatch {
  const check::Expected* expected = nullptr;
  const interpret::Outcome* found = nullptr; // of `outcomes`; null when the period was not evaluated
  Text wanted, got;                          // 1,800,000.00, 限额给予
};
/// `outcomes` are rows: one for each award and period.
std::vector<Mismatch> compare(const check::Test& test, const core::Program& program, const interpret::Case& facts,
                              const std::vector<interpret::Outcome>& outcomes);

} // namespace tiao::driver
