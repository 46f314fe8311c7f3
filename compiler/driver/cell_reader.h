#pragma once

#include "compiler/driver/values.h"
#include "runtime/batch/layout.h"

namespace tiao::driver {

/// The cells of one fact as whole numbers: money in fen, yes or no as 1 or 0, a member by its number, a day as days
/// since 1970-01-01. As quick as the bytes allow where they are written plainly; any other spelling goes through
/// ValueReader.
class CellReader {
public:
  /// `scale`: a number n stands for n ÷ scale, from `lo` to `hi`; what is not one of them is not read.
  CellReader(const core::Program& program, core::FactId fact, const ValueReader& values);
  CellReader(const core::Program& program, core::FactId fact, const ValueReader& values, const batch::Input& input);

  /// Reads a text without blanks at its ends that is not empty. Nothing: it is no value, out of range, or between two
  /// numbers.
  [[nodiscard]] std::optional<int64_t> read(std::string_view text) const {
    int64_t n = 0;
    return quick(text, n) ? (lo_ <= n && n <= hi_ ? std::optional(n) : std::nullopt) : slow(text);
  }

private:
  struct Spelling {
    std::string text;
    uint32_t member = 0;
  };
  void addSpellings(const core::Enumeration& members);
  [[nodiscard]] bool quick(std::string_view text, int64_t& n) const;
  [[nodiscard]] bool number(std::string_view text, int64_t& n) const;
  [[nodiscard]] bool member(std::string_view text, int64_t& n) const;
  [[nodiscard]] std::optional<int64_t> slow(std::string_view text) const;

  const core::Fact* declared_;
  core::FactId fact_;
  const ValueReader* values_;
  core::Kind kind_;
  int64_t scale_ = 1, lo_ = 0, hi_ = 0;
  std::vector<int64_t> perPlaces_;  // by decimal places: what a digit of the last place is worth
  std::vector<Spelling> spellings_; // of members, by a hash; a power of two
};

/// The value that a cell of this fact stands for.
core::Constant constantOf(const core::Fact& fact, int64_t scale, int64_t n);

} // namespace tiao::driver
