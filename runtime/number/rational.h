#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

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
  /// numerator ÷ denominator, reduced. Precondition: denominator ≠ 0.
  Rational(int64_t numerator, int64_t denominator);
  explicit Rational(mpq_class value);

  Rational(const Rational& other);
  Rational(Rational&&) noexcept = default;
  Rational& operator=(const Rational& other);
  Rational& operator=(Rational&&) noexcept = default;

  /// Reads `-?digits[.digits]`, with no exponent and no grouping; nothing else is a number.
  static std::optional<Rational> parse(std::string_view text);

  [[nodiscard]] bool isZero() const { return !big_ && numerator_ == 0; }
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
  Rational& operator+=(const Rational& b) { return *this = *this + b; }
  Rational& operator-=(const Rational& b) { return *this = *this - b; }
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  /// The greatest whole number not above this; the least not below it.
  [[nodiscard]] Rational floor() const;
  [[nodiscard]] Rational ceil() const;
  /// This to the nearest whole multiple of `unit` (> 0) in `mode`. HalfUp takes a half away from zero, HalfEven to
  /// the even multiple, Down goes toward zero.
  [[nodiscard]] Rational roundTo(const Rational& unit, RoundMode mode) const;

  /// Exact decimal text when the value has one with at most `maxPlaces` places, otherwise `numerator/denominator`.
  [[nodiscard]] std::string toString(int maxPlaces = 12) const;
  /// Decimal text with exactly `places` places, half up, with commas between thousands if `grouped`. For display.
  [[nodiscard]] std::string toFixed(int places, bool grouped = false) const;

private:
  int64_t numerator_ = 0;
  int64_t denominator_ = 1; // > 0, coprime to the numerator
  std::unique_ptr<mpq_class> big_; // set exactly when the reduced value does not fit the two words
};

/// The lesser and the greater of two values.
const Rational& least(const Rational& a, const Rational& b);
const Rational& greatest(const Rational& a, const Rational& b);
/// base to the power of a small non-negative exponent.
Rational power(const Rational& base, unsigned exponent);

} // namespace tiao::number
