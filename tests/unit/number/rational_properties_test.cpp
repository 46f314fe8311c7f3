#include "tests/unit/number/show.h"

#include <compare>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace tiao::number;

namespace {

/// Values at which the form of a number, or of a result, changes.
std::vector<mpq_class> edges() {
  const mpz_class most(std::numeric_limits<int64_t>::max());
  const mpz_class wholes[] = {0,          1,        2,    100,      mpz_class(1) << 31, mpz_class(3037000500),
                              most / 2,   most - 1, most, most + 1, most + 2,           mpz_class(1) << 64,
                              most * most};
  std::vector<mpq_class> values;
  for (const mpz_class& numerator : wholes) {
    for (const mpz_class& denominator : wholes) {
      if (denominator == 0) continue;
      mpq_class value(numerator, denominator);
      value.canonicalize();
      values.push_back(value);
      values.push_back(-value);
    }
  }
  return values;
}

/// Random numbers of every size: each size of numerator and denominator in bits is as likely as any other.
class Source {
public:
  explicit Source(uint64_t seed) : random_(seed) {}

  mpq_class number() {
    mpq_class value(whole(130), oneIn(3) ? mpz_class(1) : positive(oneIn(2) ? 7 : 130));
    value.canonicalize();
    return value;
  }

  mpz_class positive(unsigned bits) {
    const mpz_class value = abs(whole(bits));
    return value == 0 ? mpz_class(1) : value;
  }

private:
  mpz_class whole(unsigned mostBits) {
    const auto bits = std::uniform_int_distribution<unsigned>(0, mostBits)(random_);
    mpz_class value = 0;
    for (unsigned i = 0; i < bits; i += 32) value = (value << 32) + static_cast<unsigned long>(random_() >> 32);
    value >>= (32 - bits % 32) % 32;
    return oneIn(2) ? mpz_class(-value) : value;
  }

  bool oneIn(unsigned n) { return random_() % n == 0; }

  std::mt19937_64 random_;
};

/// `actual` is `expected`, in the one form that the value has.
void checkSame(const Rational& actual, const mpq_class& expected) {
  const Rational fresh(expected);
  CHECK(actual == fresh);
  CHECK(actual.hash() == fresh.hash());
  CHECK(actual.toGmp() == expected);
  CHECK(actual.toInt64().has_value() == (expected.get_den() == 1 && expected.get_num().fits_slong_p()));
}

void checkPair(const mpq_class& x, const mpq_class& y) {
  CAPTURE(x.get_str(), y.get_str());
  const Rational a(x);
  const Rational b(y);
  checkSame(a + b, x + y);
  checkSame(a - b, x - y);
  checkSame(a * b, x * y);
  if (y != 0) checkSame(a / b, x / y);
  Rational sum = a;
  sum += b;
  checkSame(sum, x + y);
  Rational difference = a;
  difference -= b;
  checkSame(difference, x - y);
  CHECK(((a <=> b) == (cmp(x, y) <=> 0)));
  CHECK((a == b) == (x == y));
  checkSame(least(a, b), x < y ? x : y);
  checkSame(greatest(a, b), x < y ? y : x);
}

mpz_class floorOf(const mpq_class& x) {
  mpz_class result;
  mpz_fdiv_q(result.get_mpz_t(), x.get_num_mpz_t(), x.get_den_mpz_t());
  return result;
}

/// The definition of each mode on a number of units.
mpz_class rounded(const mpq_class& x, RoundMode mode) {
  const mpq_class size = abs(x);
  const mpz_class below = floorOf(size);
  const mpq_class left = size - below;
  const mpq_class half(1, 2);
  bool up = false;
  switch (mode) {
  case RoundMode::Down: break;
  case RoundMode::HalfUp: up = left >= half; break;
  case RoundMode::HalfEven: up = left > half || (left == half && mpz_odd_p(below.get_mpz_t())); break;
  }
  const mpz_class result = up ? mpz_class(below + 1) : below;
  return x < 0 ? mpz_class(-result) : result;
}

void checkOne(const mpq_class& x) {
  CAPTURE(x.get_str());
  const Rational a(x);
  checkSame(a, x);
  checkSame(-a, -x);
  checkSame(a.floor(), floorOf(x));
  checkSame(a.ceil(), -floorOf(-x));
  CHECK(a.sign() == sgn(x));
  CHECK(a.isZero() == (x == 0));
  CHECK(a.isWhole() == (x.get_den() == 1));
  const Rational copy = a;
  checkSame(copy, x);
  const std::string text = a.toString();
  if (text.find('/') == std::string::npos)
    CHECK(Rational::parse(text) == a);
  else
    CHECK(text == x.get_str());
}

void checkRounding(const mpq_class& x, const mpq_class& unit) {
  for (const RoundMode mode : {RoundMode::HalfUp, RoundMode::Down, RoundMode::HalfEven}) {
    CAPTURE(x.get_str(), unit.get_str(), static_cast<int>(mode));
    checkSame(Rational(x).roundTo(Rational(unit), mode), rounded(x / unit, mode) * unit);
  }
}

} // namespace

TEST_CASE("Every operation agrees with GMP at the edges of the words") {
  const std::vector<mpq_class> values = edges();
  for (const mpq_class& x : values) {
    checkOne(x);
    checkRounding(x, 1);
    checkRounding(x, mpq_class(1, 100));
  }
  for (size_t i = 0; i < values.size(); ++i) {
    for (size_t j = i % 7; j < values.size(); j += 7) checkPair(values[i], values[j]);
  }
}

TEST_CASE("Every operation agrees with GMP on random numbers of all sizes") {
  Source source(20220701);
  for (int i = 0; i < 10000; ++i) {
    const mpq_class x = source.number();
    checkOne(x);
    checkPair(x, source.number());
    checkPair(x, -x);
  }
}

TEST_CASE("Rounding agrees with its definition on random numbers and halves") {
  Source source(20251231);
  for (int i = 0; i < 5000; ++i) {
    mpq_class unit(source.positive(40), source.positive(40));
    unit.canonicalize();
    const mpq_class x = source.number();
    checkRounding(x, unit);
    checkRounding((floorOf(x) + mpq_class(1, 2)) * unit, unit);
  }
}

TEST_CASE("Fixed text is the number rounded half up") {
  Source source(1);
  for (int i = 0; i < 3000; ++i) {
    const Rational value(source.number());
    const int places = i % 9;
    const std::string plain = value.toFixed(places);
    CAPTURE(value, places, plain);
    CHECK(Rational::parse(plain) ==
          value.roundTo(Rational(1) / power(10, static_cast<unsigned>(places)), RoundMode::HalfUp));
    std::string grouped = value.toFixed(places, true);
    std::erase(grouped, ',');
    CHECK(grouped == plain);
  }
}
