#include "tests/unit/number/show.h"

#include <limits>
#include <string>
#include <type_traits>
#include <utility>

using namespace tiao::number;

namespace {

constexpr int64_t Least = std::numeric_limits<int64_t>::min();
constexpr int64_t Most = std::numeric_limits<int64_t>::max();

Rational read(std::string_view text) {
  const auto value = Rational::parse(text);
  REQUIRE(value);
  return *value;
}

} // namespace

TEST_CASE("Parse reads -?digits[.digits] and prints the shortest exact decimal") {
  struct Row {
    const char* text;
    const char* printed;
  };
  const Row rows[] = {
      {"0", "0"},
      {"-0", "0"},
      {"-0.00", "0"},
      {"7", "7"},
      {"-7", "-7"},
      {"007", "7"},
      {"0.5", "0.5"},
      {"-0.5", "-0.5"},
      {"1.50", "1.5"},
      {"100", "100"},
      {"100.0", "100"},
      {"0.03", "0.03"},
      {"33.50", "33.5"},
      {"0.000000000001", "0.000000000001"},
      {"0.0000000000001", "1/10000000000000"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775808", "9223372036854775808"},
      {"-9223372036854775809", "-9223372036854775809"},
      {"92233720368547758.08", "92233720368547758.08"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text).toString() == row.printed);
  }
}

TEST_CASE("Parse refuses whatever else") {
  const std::string_view texts[] = {
      "",   "-",  "+",     "+1",   "--1", "-+1", ".",   ".5",    "-.5", "1.",  "1.-5", "1..5",     "1.5.5",
      " 1", "1 ", "1 000", "1,0",  "1e3", "0x1", "1/2", "1_000", "inf", "nan", "１",   "一",       "1.5a",
      "a",  "1-", "-1-",   "1.5-", "\t1", "1\n", "- 1", "1. 5",  "$1",  "1%",  "１.5", {"1\0", 2}, {"\0001", 2},
  };
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK_FALSE(Rational::parse(text));
  }
}

TEST_CASE("Parse reads thousands of digits exactly") {
  std::string digits(5000, '3');
  digits.front() = '1';
  CHECK(read(digits).toString() == digits);
  CHECK(read("-" + digits + "." + digits).toString(5000) == "-" + digits + "." + digits);
  std::string zerosFirst(5001, '0');
  zerosFirst.back() = '7';
  CHECK(read(zerosFirst) == 7);
  std::string zerosLast(5002, '0');
  zerosLast[0] = '7';
  zerosLast[1] = '.';
  CHECK(read(zerosLast) == 7);
  CHECK_FALSE(Rational::parse(digits + "x"));
}

TEST_CASE("A fraction is reduced, its sign in the numerator") {
  CHECK(Rational(2, 4) == Rational(1, 2));
  CHECK(Rational(2, -4) == Rational(-1, 2));
  CHECK(Rational(-2, -4) == Rational(1, 2));
  CHECK(Rational(0, -9) == 0);
  CHECK(Rational(Least, Least) == 1);
  CHECK(Rational(Least, -1) == read("9223372036854775808"));
  CHECK(Rational(1, Least) == Rational(-1) / read("9223372036854775808"));
  CHECK(Rational(2, Least) == Rational(-1, int64_t{1} << 62));
  CHECK(Rational(mpq_class(6, 4)) == Rational(3, 2));
  CHECK_FALSE(std::is_constructible_v<Rational, double>);
}

TEST_CASE("Results leave the words and come back to them") {
  const Rational above = Rational(Most) + 1;
  CHECK(above.toString() == "9223372036854775808");
  CHECK_FALSE(above.toInt64());
  CHECK((above - 1).toInt64() == Most);
  CHECK((Rational(Least) - 1 + 1).toInt64() == Least);
  CHECK((-above).toInt64() == Least);
  CHECK((-Rational(Least)) == above);
  CHECK((Rational(Least) * -1) == above);
  CHECK((Rational(Least) / -1) == above);
  CHECK((above * above / above / above).toInt64() == 1);
  CHECK((Rational(3037000500) * 3037000500).toString() == "9223372037000250000");
  CHECK((Rational(3037000499) * 3037000499).toInt64() == 9223372030926249001);
  CHECK((Rational(1, Most) * Rational(1, Most) * Most) == Rational(1, Most));
  CHECK((Rational(1, Most) - Rational(1, Most)).isZero());
  CHECK((above - above).isZero());
}

TEST_CASE("Whole, sign and 64-bit value") {
  CHECK(Rational(3).isWhole());
  CHECK_FALSE(Rational(3, 2).isWhole());
  CHECK(read("9223372036854775808").isWhole());
  CHECK_FALSE(read("9223372036854775808.5").isWhole());
  CHECK(Rational(-3, 2).sign() == -1);
  CHECK(Rational().sign() == 0);
  CHECK(read("-9223372036854775809").sign() == -1);
  CHECK(read("9223372036854775808").sign() == 1);
  CHECK(Rational(Least).toInt64() == Least);
  CHECK_FALSE(Rational(3, 2).toInt64());
  CHECK_FALSE(read("9223372036854775808").isZero());
}

TEST_CASE("Copies and moves keep the value, in words or not") {
  const Rational values[] = {Rational(5), Rational(-3, 7), read("123456789012345678901234567890.5")};
  for (const Rational& value : values) {
    for (const Rational& other : values) {
      Rational copy = other;
      copy = value;
      CHECK(copy == value);
      Rational moved = other;
      moved = std::move(copy);
      CHECK(moved == value);
      copy = other;
      CHECK(copy == other);
      Rational& alias = moved;
      moved = alias;
      CHECK(moved == value);
      moved = std::move(alias);
      CHECK(moved == value);
      moved += alias;
      CHECK(moved == value + value);
      moved -= alias;
      CHECK(moved.isZero());
    }
  }
}

TEST_CASE("Floor and ceil") {
  struct Row {
    Rational value;
    const char* floor;
    const char* ceil;
  };
  const Row rows[] = {
      {Rational(7, 2), "3", "4"},
      {Rational(-7, 2), "-4", "-3"},
      {Rational(1, 3), "0", "1"},
      {Rational(-1, 3), "-1", "0"},
      {Rational(-4), "-4", "-4"},
      {Rational(Least), "-9223372036854775808", "-9223372036854775808"},
      {Rational(Most, 2), "4611686018427387903", "4611686018427387904"},
      {read("9223372036854775807.5"), "9223372036854775807", "9223372036854775808"},
      {read("-9223372036854775808.5"), "-9223372036854775809", "-9223372036854775808"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(row.value.floor().toString() == row.floor);
    CHECK(row.value.ceil().toString() == row.ceil);
  }
}

TEST_CASE("Round to a multiple of a unit") {
  struct Row {
    const char* value;
    const char* unit;
    const char* halfUp;
    const char* down;
    const char* halfEven;
  };
  const Row rows[] = {
      {"0.006", "0.01", "0.01", "0", "0.01"},
      {"1.005", "0.01", "1.01", "1", "1"},
      {"1.015", "0.01", "1.02", "1.01", "1.02"},
      {"-1.005", "0.01", "-1.01", "-1", "-1"},
      {"-1.015", "0.01", "-1.02", "-1.01", "-1.02"},
      {"0.5", "1", "1", "0", "0"},
      {"1.5", "1", "2", "1", "2"},
      {"2.5", "1", "3", "2", "2"},
      {"-0.5", "1", "-1", "0", "0"},
      {"-1.5", "1", "-2", "-1", "-2"},
      {"-2.5", "1", "-3", "-2", "-2"},
      {"2.4", "1", "2", "2", "2"},
      {"2.6", "1", "3", "2", "3"},
      {"-2.4", "1", "-2", "-2", "-2"},
      {"-2.6", "1", "-3", "-2", "-3"},
      {"3", "1", "3", "3", "3"},
      {"14999", "10000", "10000", "10000", "10000"},
      {"15000", "10000", "20000", "10000", "20000"},
      {"25000", "10000", "30000", "20000", "20000"},
      {"1.25", "0.5", "1.5", "1", "1"},
      {"9223372036854775807.5", "1", "9223372036854775808", "9223372036854775807", "9223372036854775808"},
      {"-9223372036854775808.5", "1", "-9223372036854775809", "-9223372036854775808", "-9223372036854775808"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value, row.unit);
    const Rational value = read(row.value);
    const Rational unit = read(row.unit);
    CHECK(value.roundTo(unit, RoundMode::HalfUp).toString() == row.halfUp);
    CHECK(value.roundTo(unit, RoundMode::Down).toString() == row.down);
    CHECK(value.roundTo(unit, RoundMode::HalfEven).toString() == row.halfEven);
  }
}

TEST_CASE("Text with a limit on the places") {
  CHECK(Rational(1, 3).toString() == "1/3");
  CHECK(Rational(-1, 3).toString() == "-1/3");
  CHECK(Rational(1, 8).toString(3) == "0.125");
  CHECK(Rational(1, 8).toString(2) == "1/8");
  CHECK(Rational(1, 2).toString(0) == "1/2");
  CHECK(Rational(1200).toString(0) == "1200");
  CHECK(Rational(Least).toString() == "-9223372036854775808");
}

TEST_CASE("Text with fixed places") {
  struct Row {
    const char* value;
    int places;
    const char* plain;
    const char* grouped;
  };
  const Row rows[] = {
      {"0", 2, "0.00", "0.00"},
      {"0", 0, "0", "0"},
      {"5", 2, "5.00", "5.00"},
      {"0.005", 2, "0.01", "0.01"},
      {"-0.005", 2, "-0.01", "-0.01"},
      {"-0.004", 2, "0.00", "0.00"},
      {"0.05", 3, "0.050", "0.050"},
      {"999.995", 2, "1000.00", "1,000.00"},
      {"100", 0, "100", "100"},
      {"1000", 0, "1000", "1,000"},
      {"-100", 2, "-100.00", "-100.00"},
      {"-1000", 2, "-1000.00", "-1,000.00"},
      {"123456", 0, "123456", "123,456"},
      {"1234567.891", 2, "1234567.89", "1,234,567.89"},
      {"-1234567.891", 2, "-1234567.89", "-1,234,567.89"},
      {"9223372036854775807.5", 0, "9223372036854775808", "9,223,372,036,854,775,808"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value, row.places);
    CHECK(read(row.value).toFixed(row.places) == row.plain);
    CHECK(read(row.value).toFixed(row.places, true) == row.grouped);
  }
  CHECK(Rational(2, 3).toFixed(4) == "0.6667");
}

TEST_CASE("Powers, least and greatest") {
  CHECK(power(0, 0) == 1);
  CHECK(power(Rational(6, 5), 3) == Rational(216, 125));
  CHECK(power(-2, 63).toInt64() == Least);
  CHECK(power(2, 200) / power(2, 199) == 2);
  const Rational one = 1;
  const Rational alsoOne = 1;
  const Rational two = 2;
  CHECK(&least(one, two) == &one);
  CHECK(&greatest(one, two) == &two);
  CHECK(&least(one, alsoOne) == &one);
  CHECK(&greatest(one, alsoOne) == &one);
}
