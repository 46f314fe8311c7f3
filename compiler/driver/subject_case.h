#pragma once

#include "compiler/driver/item_case.h"

#include <bitset>

/// From the rows of one subject to its case.
namespace tiao::driver {

class CaseFiller {
public:
  CaseFiller(const core::Program& program, const Register& reg, const ValueReader& values, Language language);
  /// Replaces what `facts` held by the facts and items of `subject`, and adds what is wrong with its rows to `bad`.
  ///
  /// A register that begins before the subject's first row says that the subject did not exist before that row.
  void fill(const Rows& rows, const Rows::Subject& subject, interpret::Case& facts, std::vector<BadData>& bad);
  /// Of the subject last filled: how many of these years it has no row for, though it existed. Their facts are missing.
  [[nodiscard]] unsigned yearsWithoutRow(interpret::Years years) const;

private:
  const Register& register_;
  std::vector<RowFacts> tables_; // by file; those of items hold none
  ItemFiller items_;

  // Of the subject at hand.
  std::optional<int> firstYear_;
  std::bitset<LastYear - FirstYear + 1> seen_; // years that rows so far were of
  std::vector<std::string_view> cells_;
};

} // namespace tiao::driver
