#pragma once

#include "compiler/driver/plain_digits.h"
#include "compiler/driver/values.h"
#include "runtime/batch/layout.h"

#include <cstring>

namespace tiao::driver {

/// The cells of one fact as whole numbers: money in fen, yes or no as 1 or 0, a member by its number, a day as days
/// since 1970-01-01. As quick as the bytes allow where they are written plainly; any other spelling goes through
/// ValueReader.
class CellReader {
public:
  /// `scale`: a number n stands for n ÷ scale, from `lo` to `hi`; what is not one of them is not read.
  CellReader(const core::Program& program, core::FactId fact, const ValueReader& values);
  CellReader(const core::Program& program, core::FactId fact, const ValueReader& values, const batch::Input& input);

  /// Reads a text without blanks at its ends that is not empty. False: it is no value, out of range, or between two
  /// numbers.
  [[nodiscard]] bool read(std::string_view text, int64_t& n) const {
    const bool plain = kind_ == core::Kind::Truth    ? truth(text, n)
                       : kind_ == core::Kind::Number ? number(text, n)
                                                     : other(text, n);
    return (plain || slow(text, n)) && lo_ <= n && n <= hi_;
  }
  /// The same of a fact of this kind, where it is written plainly; any text may be asked about.
  template <core::Kind kind> [[nodiscard]] bool readPlainly(std::string_view text, int64_t& n) const {
    const bool plain = kind == core::Kind::Truth ? truth(text, n) : kind == core::Kind::Number && number(text, n);
    return plain && lo_ <= n && n <= hi_;
  }
  [[nodiscard]] core::Kind kind() const { return kind_; }

private:
  struct Spelling {
    std::string text;
    uint32_t member = 0;
  };
  void addSpellings(const core::Enumeration& members);
  /// A number of at most so many digits fits 64 bits, and so does ten times as much.
  static constexpr size_t MostDigits = 17;
  // False: not written plainly.
  [[nodiscard]] static bool truth(std::string_view text, int64_t& n);
  [[nodiscard]] bool number(std::string_view text, int64_t& n) const;
  [[nodiscard]] bool oddNumber(std::string_view text, int64_t& n) const; // of other places
  [[nodiscard]] bool other(std::string_view text, int64_t& n) const;
  [[nodiscard]] bool member(std::string_view text, int64_t& n) const;
  [[nodiscard]] bool slow(std::string_view text, int64_t& n) const;

  const core::Fact* declared_;
  core::FactId fact_;
  const ValueReader* values_;
  core::Kind kind_;
  int64_t scale_ = 1, lo_ = 0, hi_ = 0;
  std::vector<int64_t> perPlaces_;  // by decimal places: what a digit of the last place is worth
  std::vector<Spelling> spellings_; // of members, by a hash; a power of two
};

/// Without branches on what nobody can tell beforehand.
inline bool CellReader::truth(std::string_view text, int64_t& n) {
  if (text.size() == 3) { // 是 and 否 as UTF-8
    const auto spelt = [](const char* at) {
      uint16_t front = 0;
      std::memcpy(&front, at, sizeof front);
      return uint32_t{front} << 8 | static_cast<uint8_t>(at[2]);
    };
    const uint32_t word = spelt(text.data());
    const unsigned yes = word == spelt("是"), no = word == spelt("否");
    n = yes;
    return (yes | no) != 0;
  }
  if (text.size() != 1) return false;
  n = text.front() == '1' ? 1 : 0;
  return n == 1 || text.front() == '0';
}

/// digits[.digits], with no more places than the scale has.
inline bool CellReader::number(std::string_view text, int64_t& n) const {
  if (text.size() > MostDigits) return false;
  const bool toCents = text.size() > 3 && text[text.size() - 3] == '.';
  const size_t whole = toCents ? text.size() - 3 : text.size();
  uint64_t digits = 0, cents = 0;
  if (plainDigits(text.data(), whole, digits) && (!toCents || plainDigits(text.data() + whole + 1, 2, cents))) {
    if (toCents && perPlaces_.size() <= 2) return false;
    return !__builtin_mul_overflow(static_cast<int64_t>(toCents ? digits * 100 + cents : digits),
                                   perPlaces_[toCents ? 2 : 0], &n);
  }
  return oddNumber(text, n);
}

/// The value that a cell of this fact stands for.
core::Constant constantOf(const core::Fact& fact, int64_t scale, int64_t n);

} // namespace tiao::driver
