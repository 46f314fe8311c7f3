#pragma once

#include "compiler/interpret/case.h"
#include "tests/unit/interpret/random_program.h"

/// Random cases of any program, whose numbers and dates stand on the bounds that the program speaks of, and beside
/// them.
namespace tiao::test {

class BoundedCases {
public:
  /// Years from `first` to `last` are told.
  BoundedCases(const core::Program& program, int first, int last);
  /// Conditions mostly hold; of a hundred facts so many are missing.
  [[nodiscard]] interpret::Case draw(Random& random, int missing) const;

private:
  [[nodiscard]] core::Constant value(Random& random, const core::Fact& fact) const;

  const core::Program& program_;
  int first_, last_;
  std::vector<core::Rational> bounds_;
  std::vector<core::Date> days_;
};

} // namespace tiao::test
