#pragma once

#include "compiler/interpret/case.h"
#include "examples/register/firm.h"

/// Firms of the register as cases, without a file between: for tests and benchmarks. `tiao run` reads files in its own
/// way, and says what is wrong with them.
namespace tiao::examples {

class RegisterCases {
public:
  /// Precondition: the program has the facts of Headings by their Chinese names.
  explicit RegisterCases(const core::Program& program, uint64_t seed = 1, Years years = {});
  /// The facts of one firm. What cannot be read counts as missing.
  [[nodiscard]] interpret::Case firm(uint64_t number) const;

private:
  void give(interpret::Case& facts, Column column, int year, const std::string& text) const;

  const core::Program& program_;
  uint64_t seed_;
  Years years_;
  std::array<std::optional<core::FactId>, ColumnCount> facts_; // by column
};

} // namespace tiao::examples
