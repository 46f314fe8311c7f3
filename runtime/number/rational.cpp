#include "runtime/number/rational.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

namespace tiao::number {

namespace {

// Sums and products of two words fit it: |a·d + c·b| ≤ 2·2^63·(2^63 − 1) < 2^127.
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

static_assert(sizeof(long) == sizeof(int64_t), "GMP speaks of long");

/// |value|, also of the least word, whose magnitude no int64_t has.
uint64_t magnitude(int64_t value) {
  const auto bits = static_cast<uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

/// The greatest common divisor; `b` > 0. The remainder first: `b` is mostly much the smaller, and often 1.
uint64_t commonDivisor(uint64_t a, uint64_t b) { return a == 1 || b == 1 ? 1 : std::gcd(a % b, b); }

/// A word too, for it divides `positive`.
int64_t commonDivisor(int64_t a, int64_t positive) {
  return static_cast<int64_t>(commonDivisor(magnitude(a), static_cast<uint64_t>(positive)));
}

bool fitsWord(Wide value) {
  return value >= std::numeric_limits<int64_t>::min() && value <= std::numeric_limits<int64_t>::max();
}

mpz_class toGmpInteger(Wide value) {
  const auto bits = static_cast<UnsignedWide>(value);
  const UnsignedWide size = value < 0 ? 0 - bits : bits;
  const uint64_t words[] = {static_cast<uint64_t>(size), static_cast<uint64_t>(size >> 64)};
  mpz_class result;
  mpz_import(result.get_mpz_t(), 2, -1, sizeof(uint64_t), 0, 0, words);
  if (value < 0) result = -result;
  return result;
}

mpq_class reducedFraction(const mpz_class& numerator, const mpz_class& denominator) {
  mpq_class result;
  result.get_num() = numerator;
  result.get_den() = denominator;
  return result;
}

mpq_class canonical(mpq_class value) {
  assert(value.get_den() != 0);
  value.canonicalize();
  return value;
}

mpz_class powerOfTen(size_t exponent) {
  mpz_class result;
  mpz_ui_pow_ui(result.get_mpz_t(), 10, exponent);
  return result;
}

bool isDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `digits` with a point before the last `places` of them, and zeros in front where there are too few.
std::string withPoint(std::string digits, size_t places) {
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return digits;
}

/// A comma after every third digit from the end of the first `wholeDigits`.
void groupThousands(std::string& digits, size_t wholeDigits) {
  for (size_t at = wholeDigits; at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
}

bool isEven(const Rational& whole) { return (whole / 2).isWhole(); }

void combineHash(size_t& seed, size_t value) { seed ^= value + 0x9e3779b97f4a7c15U + (seed << 6) + (seed >> 2); }

void combineHash(size_t& seed, const mpz_class& value) {
  combineHash(seed, static_cast<size_t>(sgn(value)));
  const mp_limb_t* limbs = mpz_limbs_read(value.get_mpz_t());
  for (size_t i = 0; i < mpz_size(value.get_mpz_t()); ++i) combineHash(seed, limbs[i]);
}

} // namespace

struct Rational::WideFraction {
  Wide numerator;
  Wide denominator;

  /// Precondition: reduced, denominator > 0.
  [[nodiscard]] Rational reduced() const {
    if (fitsWord(numerator) && fitsWord(denominator))
      return Rational(Words{static_cast<int64_t>(numerator), static_cast<int64_t>(denominator)});
    return fromReduced(reducedFraction(toGmpInteger(numerator), toGmpInteger(denominator)));
  }

  /// a/b + c/d, for fractions in words; the numerators may be the negation of a word. Knuth, The Art of Computer
  /// Programming, 4.5.1: only a divisor of gcd(b, d) can be left to cancel.
  static Rational sum(Wide a, int64_t b, Wide c, int64_t d) {
    const int64_t shared = commonDivisor(b, d);
    const Wide total = a * (d / shared) + c * (b / shared);
    const int64_t left = shared == 1 ? 1 : commonDivisor(static_cast<int64_t>(total % shared), shared);
    return WideFraction{left == 1 ? total : total / left, static_cast<Wide>(b / shared) * (d / left)}.reduced();
  }

  /// a/b · c/d, for reduced fractions in words.
  static Rational product(int64_t a, int64_t b, int64_t c, int64_t d) {
    const int64_t ad = commonDivisor(a, d);
    const int64_t cb = commonDivisor(c, b);
    return WideFraction{static_cast<Wide>(a / ad) * (c / cb), static_cast<Wide>(b / cb) * (d / ad)}.reduced();
  }

  /// a/b ÷ c/d, for reduced fractions in words, c ≠ 0.
  static Rational quotient(int64_t a, int64_t b, int64_t c, int64_t d) {
    const uint64_t ac = commonDivisor(magnitude(a), magnitude(c));
    const int64_t bd = commonDivisor(b, d);
    const Wide numerator = static_cast<Wide>(magnitude(a) / ac) * (d / bd);
    const Wide denominator = static_cast<Wide>(magnitude(c) / ac) * (b / bd);
    return WideFraction{(a < 0) == (c < 0) ? numerator : -numerator, denominator}.reduced();
  }
};

Rational::Rational(int64_t numerator, int64_t denominator) {
  assert(denominator != 0);
  *this = WideFraction::quotient(numerator, 1, denominator, 1);
}

Rational::Rational(mpq_class value) : Rational(fromReduced(canonical(std::move(value)))) {}

Rational Rational::fromReduced(mpq_class value) {
  if (value.get_num().fits_slong_p() && value.get_den().fits_slong_p())
    return Rational(Words{value.get_num().get_si(), value.get_den().get_si()});
  Rational result(Words{0, 0});
  result.big_ = std::make_unique<mpq_class>(std::move(value));
  return result;
}

std::unique_ptr<mpq_class> Rational::cloneBig(const Rational& value) {
  return std::make_unique<mpq_class>(*value.big_);
}

std::optional<Rational> Rational::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  const bool hasPlaces = point != std::string_view::npos;
  const std::string_view whole = text.substr(0, point);
  const std::string_view places = hasPlaces ? text.substr(point + 1) : std::string_view();
  if (!isDigits(whole) || (hasPlaces && !isDigits(places))) return std::nullopt;
  mpq_class value(mpz_class(std::string(whole).append(places), 10), powerOfTen(places.size()));
  if (negative) value = -value;
  return Rational(std::move(value));
}

bool Rational::isWhole() const { return isBig() ? big_->get_den() == 1 : denominator_ == 1; }

int Rational::sign() const {
  if (isBig()) return sgn(*big_);
  return (numerator_ > 0) - (numerator_ < 0);
}

std::optional<int64_t> Rational::toInt64() const {
  if (denominator_ != 1) return std::nullopt;
  return numerator_;
}

mpq_class Rational::toGmp() const {
  if (isBig()) return *big_;
  return reducedFraction(mpz_class(numerator_), mpz_class(denominator_));
}

size_t Rational::hash() const {
  size_t seed = 0;
  if (isBig()) {
    combineHash(seed, big_->get_num());
    combineHash(seed, big_->get_den());
  } else {
    combineHash(seed, static_cast<size_t>(numerator_));
    combineHash(seed, static_cast<size_t>(denominator_));
  }
  return seed;
}

Rational Rational::add(const Rational& a, const Rational& b) {
  if (a.isBig() || b.isBig()) return fromReduced(a.toGmp() + b.toGmp());
  return WideFraction::sum(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
}

Rational Rational::subtract(const Rational& a, const Rational& b) {
  if (a.isBig() || b.isBig()) return fromReduced(a.toGmp() - b.toGmp());
  return WideFraction::sum(a.numerator_, a.denominator_, -static_cast<Wide>(b.numerator_), b.denominator_);
}

Rational Rational::multiply(const Rational& a, const Rational& b) {
  if (a.isBig() || b.isBig()) return fromReduced(a.toGmp() * b.toGmp());
  return WideFraction::product(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
}

Rational operator/(const Rational& a, const Rational& b) {
  assert(!b.isZero());
  if (a.isBig() || b.isBig()) return Rational::fromReduced(a.toGmp() / b.toGmp());
  return Rational::WideFraction::quotient(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
}

Rational Rational::operator-() const {
  if (isBig()) return fromReduced(-*big_);
  return WideFraction{-static_cast<Wide>(numerator_), denominator_}.reduced();
}

bool Rational::equalBig(const Rational& a, const Rational& b) { return *a.big_ == *b.big_; }

std::strong_ordering Rational::compare(const Rational& a, const Rational& b) {
  if (a.isBig() || b.isBig()) return cmp(a.toGmp(), b.toGmp()) <=> 0;
  const Wide left = static_cast<Wide>(a.numerator_) * b.denominator_;
  const Wide right = static_cast<Wide>(b.numerator_) * a.denominator_;
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

Rational Rational::floor() const {
  if (isBig()) {
    mpz_class quotient;
    mpz_fdiv_q(quotient.get_mpz_t(), big_->get_num_mpz_t(), big_->get_den_mpz_t());
    return fromReduced(quotient);
  }
  return numerator_ / denominator_ - (numerator_ % denominator_ < 0 ? 1 : 0);
}

Rational Rational::ceil() const {
  if (isBig()) {
    mpz_class quotient;
    mpz_cdiv_q(quotient.get_mpz_t(), big_->get_num_mpz_t(), big_->get_den_mpz_t());
    return fromReduced(quotient);
  }
  return numerator_ / denominator_ + (numerator_ % denominator_ > 0 ? 1 : 0);
}

Rational Rational::roundTo(const Rational& unit, RoundMode mode) const {
  const Rational units = *this / unit;
  if (units.isWhole()) return *this;
  const Rational below = units.floor();
  const Rational above = units.ceil();
  const Rational& towardZero = units.sign() < 0 ? above : below;
  const Rational& fromZero = units.sign() < 0 ? below : above;
  const std::strong_ordering half = units <=> below + Rational(1, 2);
  const Rational& nearest = half < 0 ? below : above;
  switch (mode) {
  case RoundMode::Down: return towardZero * unit;
  case RoundMode::HalfUp: return (half == 0 ? fromZero : nearest) * unit;
  case RoundMode::HalfEven: return (half == 0 ? (isEven(below) ? below : above) : nearest) * unit;
  }
  return *this;
}

std::string Rational::toString(int maxPlaces) const {
  assert(maxPlaces >= 0);
  const mpq_class value = toGmp();
  mpq_class shifted = value * powerOfTen(static_cast<size_t>(maxPlaces));
  if (shifted.get_den() != 1) return value.get_str();
  const std::string sign = this->sign() < 0 ? "-" : "";
  std::string text = sign + withPoint(mpz_class(abs(shifted.get_num())).get_str(), static_cast<size_t>(maxPlaces));
  if (maxPlaces == 0) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string Rational::toFixed(int places, bool grouped) const {
  assert(places >= 0);
  const auto placeCount = static_cast<size_t>(places);
  const mpq_class shifted = toGmp() * powerOfTen(placeCount);
  const mpz_class units = Rational(shifted).roundTo(1, RoundMode::HalfUp).toGmp().get_num();
  std::string text = withPoint(mpz_class(abs(units)).get_str(), placeCount);
  if (grouped) groupThousands(text, std::min(text.find('.'), text.size()));
  return units < 0 ? "-" + text : text;
}

Rational power(const Rational& base, unsigned exponent) {
  Rational result = 1;
  Rational square = base;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) result = result * square;
    if (exponent > 1) square = square * square;
  }
  return result;
}

} // namespace tiao::number
