#pragma once

#include "compiler/cover/measure.h"
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
/// The awards and periods of which the test says what it expects.
cover::Measure::Asked askedBy(const check::Test& test, const core::Program& program);

/// What is found of an expectation, of all its awards together; nothing where its period was not evaluated.
std::optional<interpret::Outcome> foundOf(const check::Expected& expected,
                                          const std::vector<interpret::Outcome>& outcomes);
/// The word of the keyword table that a test names a status by: STATUS:Limited.
std::string annotationOf(interpret::Status status);

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
