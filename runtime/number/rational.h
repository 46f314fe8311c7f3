#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <gmpxx.h>

/// Exact numbers. Every number that a policy speaks of is a rational of any size; there is no binary floating point in
/// any meaning. A value whose reduced numerator and denominator fit 64 bits is kept in two words and computed with
/// checked machine arithmetic; any other is a GMP rational. The two forms are never both possible for one value, so
/// equality is equality of the representation.
namespace tiao::number {

/// How an amount is made a whole number of units.
enum class RoundMode { HalfUp, Down, HalfEven };

class Rational {
public:
  Rational() = default;
  Rational(int64_t value) : numerator_(value) {} // NOLINT: numbers read as numbers
  template <std::floating_point T> Rational(T) = delete;
  /// numerator ÷ denominator, reduced. Precondition: denominator ≠ 0.
  Rational(int64_t numerator, int64_t denominator);
  /// Precondition: the denominator of `value` ≠ 0; it need not be reduced.
  explicit Rational(mpq_class value);

  Rational(const Rational& other);
  Rational(Rational&& other) noexcept;
  Rational& operator=(const Rational& other);
  Rational& operator=(Rational&& other) noexcept;
  ~Rational() = default;

  /// Reads `-?digits[.digits]`, with no exponent and no grouping; nothing else is a number.
  static std::optional<Rational> parse(std::string_view text);

  [[nodiscard]] bool isZero() const { return numerator_ == 0 && !isBig(); }
  [[nodiscard]] bool isWhole() const;
  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  /// The value as a 64-bit integer, if it is one that fits.
  [[nodiscard]] std::optional<int64_t> toInt64() const;
  [[nodiscard]] mpq_class toGmp() const;
  /// A hash consistent with ==.
  [[nodiscard]] size_t hash() const;

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  /// Precondition: b ≠ 0.
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational operator-() const;
  Rational& operator+=(const Rational& b);
  Rational& operator-=(const Rational& b);
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  /// The greatest whole number not above this; the least not below it.
  [[nodiscard]] Rational floor() const;
  [[nodiscard]] Rational ceil() const;
  /// This to the nearest whole multiple of `unit` (> 0) in `mode`. HalfUp takes a half away from zero, HalfEven to
  /// the even multiple, Down goes toward zero.
  [[nodiscard]] Rational roundTo(const Rational& unit, RoundMode mode) const;

  /// Exact decimal text when the value has one with at most `maxPlaces` (≥ 0) places, otherwise
  /// `numerator/denominator`. No zeros at the end of the places.
  [[nodiscard]] std::string toString(int maxPlaces = 12) const;
  /// Decimal text with exactly `places` (≥ 0) places, half up, with commas between thousands if `grouped`. For display.
  [[nodiscard]] std::string toFixed(int places, bool grouped = false) const;

private:
  struct Words {
    int64_t numerator, denominator;
  };
  /// Precondition: reduced, denominator > 0.
  explicit Rational(Words words) : numerator_(words.numerator), denominator_(words.denominator) {}
  /// Two 128-bit integers, as machine arithmetic on words leaves them.
  struct WideFraction;
  /// Of a value that GMP keeps reduced.
  static Rational fromReduced(mpq_class value);

  [[nodiscard]] bool isBig() const { return denominator_ == 0; }
  static bool bothWholeWords(const Rational& a, const Rational& b) {
    return a.denominator_ == 1 && b.denominator_ == 1;
  }

  // The operations on all values, for those that the quick paths below do not take.
  static Rational add(const Rational& a, const Rational& b);
  static Rational subtract(const Rational& a, const Rational& b);
  static Rational multiply(const Rational& a, const Rational& b);
  static std::strong_ordering compare(const Rational& a, const Rational& b);
  static bool equalBig(const Rational& a, const Rational& b);
  static std::unique_ptr<mpq_class> cloneBig(const Rational& value);

  // INVARIANT: either big_ is empty and the words are the value, coprime with the denominator > 0; or big_ is the
  // value, reduced, does not fit the words, and the words are 0 and 0.
  int64_t numerator_ = 0;
  int64_t denominator_ = 1;
  std::unique_ptr<mpq_class> big_;
};

/// The lesser and the greater of two values; the first where they are equal.
const Rational& least(const Rational& a, const Rational& b);
const Rational& greatest(const Rational& a, const Rational& b);
/// base to the power of a small non-negative exponent.
Rational power(const Rational& base, unsigned exponent);

// The quick paths: copies of values in words, and whole numbers in words.

inline Rational::Rational(const Rational& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
  if (other.isBig()) big_ = cloneBig(other);
}

/// What was moved from is some number; which one is not told.
inline Rational::Rational(Rational&& other) noexcept
    : numerator_(other.numerator_), denominator_(std::exchange(other.denominator_, 1)), big_(std::move(other.big_)) {}

inline Rational& Rational::operator=(const Rational& other) {
  if (this == &other) return *this;
  if (big_ || other.big_) big_ = other.isBig() ? cloneBig(other) : nullptr;
  numerator_ = other.numerator_;
  denominator_ = other.denominator_;
  return *this;
}

inline Rational& Rational::operator=(Rational&& other) noexcept {
  if (this == &other) return *this;
  if (big_ || other.big_) big_ = std::move(other.big_);
  numerator_ = other.numerator_;
  denominator_ = std::exchange(other.denominator_, 1);
  return *this;
}

inline Rational operator+(const Rational& a, const Rational& b) {
  int64_t sum = 0;
  if (Rational::bothWholeWords(a, b) && !__builtin_add_overflow(a.numerator_, b.numerator_, &sum)) return sum;
  return Rational::add(a, b);
}

inline Rational operator-(const Rational& a, const Rational& b) {
  int64_t difference = 0;
  if (Rational::bothWholeWords(a, b) && !__builtin_sub_overflow(a.numerator_, b.numerator_, &difference))
    return difference;
  return Rational::subtract(a, b);
}

inline Rational operator*(const Rational& a, const Rational& b) {
  int64_t product = 0;
  if (Rational::bothWholeWords(a, b) && !__builtin_mul_overflow(a.numerator_, b.numerator_, &product)) return product;
  return Rational::multiply(a, b);
}

inline Rational& Rational::operator+=(const Rational& b) {
  int64_t sum = 0;
  if (!bothWholeWords(*this, b) || __builtin_add_overflow(numerator_, b.numerator_, &sum)) return *this = add(*this, b);
  numerator_ = sum;
  return *this;
}

inline Rational& Rational::operator-=(const Rational& b) {
  int64_t difference = 0;
  if (!bothWholeWords(*this, b) || __builtin_sub_overflow(numerator_, b.numerator_, &difference))
    return *this = subtract(*this, b);
  numerator_ = difference;
  return *this;
}

inline bool operator==(const Rational& a, const Rational& b) {
  if (a.numerator_ != b.numerator_ || a.denominator_ != b.denominator_) return false;
  return !a.isBig() || Rational::equalBig(a, b);
}

inline std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (a.denominator_ == b.denominator_ && !a.isBig()) return a.numerator_ <=> b.numerator_;
  return Rational::compare(a, b);
}

inline const Rational& least(const Rational& a, const Rational& b) { return b < a ? b : a; }
inline const Rational& greatest(const Rational& a, const Rational& b) { return a < b ? b : a; }

} // namespace tiao::number
