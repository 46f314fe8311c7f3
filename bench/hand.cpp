#include "bench/hand.h"

namespace tiao::bench {

namespace {

constexpr int64_t Most = 500'000'000; // fen, in all years together

template <typename T> T least(T a, T b) { return a < b ? a : b; }

} // namespace

void byRow(const Article1& c) {
  for (size_t i = 0; i < c.rows; ++i) {
    bool started = false;
    int64_t sum = 0;
    int years = 0;
    for (size_t y = 0; y < Years; ++y) {
      started = started || (c.settled[y][i] != 0 && c.platform[y][i] != 0 && c.reporting[y][i] != 0);
      int64_t amount = 0;
      if (c.attracted[i] != 0 && started && years < 3 && sum < Most) {
        const int64_t room = Most - sum;
        amount = c.investment[y][i] > 5 * room ? room : least((c.investment[y][i] + 2) / 5, room);
      }
      c.amounts[y][i] = amount;
      sum += amount;
      years += amount > 0 ? 1 : 0;
    }
  }
}

void withoutBranches(const Article1& columns) {
  const Article1 c = columns;
#pragma clang loop vectorize(enable) interleave(enable)
  for (size_t i = 0; i < c.rows; ++i) {
    int64_t started = 0, sum = 0, years = 0;
    const int64_t attracted = c.attracted[i];
#pragma clang loop unroll(full)
    for (size_t y = 0; y < Years; ++y) {
      started |= c.settled[y][i] & c.platform[y][i] & c.reporting[y][i];
      const int64_t room = Most - sum;
      const int64_t share = (least(c.investment[y][i], 5 * room) + 2) / 5;
      const int64_t amount = (started & attracted) != 0 && years < 3 ? share : 0;
      c.amounts[y][i] = amount;
      sum += amount;
      years += amount > 0 ? 1 : 0;
    }
  }
}

namespace {

/// Whole numbers below 2⁵¹ to doubles and back, by the bits of 1½ · 2⁵²: beyond 2⁵² doubles are the whole numbers.
constexpr double middle = 0x1.8p52;
double toDouble(int64_t whole) { return __builtin_bit_cast(double, whole + 0x4338000000000000) - middle; }
int64_t toWhole(double number) { return __builtin_bit_cast(int64_t, number + middle) - 0x4338000000000000; }

/// A fifth, to the nearest whole number: no fifth of a whole number lies on a half, and a product off by two roundings
/// is nearer to the same one.
double fifth(double number) { return number * 0.2 + middle - middle; }

void numbers(const Article1& c, size_t i, const uint8_t (&given)[Years][64], size_t lane) {
  double sum = 0, years = 0;
#pragma clang loop unroll(full)
  for (size_t y = 0; y < Years; ++y) {
    const double room = 500'000'000.0 - sum;
    const double share = fifth(least(toDouble(c.investment[y][i]), 5 * room));
    const double amount = given[y][lane] != 0 && years < 3 ? share : 0;
    c.amounts[y][i] = toWhole(amount);
    sum += amount;
    years += amount > 0 ? 1 : 0;
  }
}

} // namespace

void inDoubles(const Article1& columns) {
  const Article1 c = columns;
#pragma clang loop vectorize(enable)
  for (size_t i = 0; i < c.rows; ++i) {
    double sum = 0, years = 0;
    uint8_t started = 0;
#pragma clang loop unroll(full)
    for (size_t y = 0; y < Years; ++y) {
      started |= c.settled[y][i] & c.platform[y][i] & c.reporting[y][i];
      const double room = 500'000'000.0 - sum;
      const double share = fifth(least(toDouble(c.investment[y][i]), 5 * room));
      const double amount = (started & c.attracted[i]) != 0 && years < 3 ? share : 0;
      c.amounts[y][i] = toWhole(amount);
      sum += amount;
      years += amount > 0 ? 1 : 0;
    }
  }
}

void flagsFirst(const Article1& columns) {
  const Article1 c = columns;
  for (size_t block = 0; block < c.rows; block += 64) {
    alignas(64) uint8_t flags[Years][64];
    for (size_t i = 0; i < 64; ++i) {
      uint8_t started = 0;
      for (size_t y = 0; y < Years; ++y) {
        started |= c.settled[y][block + i] & c.platform[y][block + i] & c.reporting[y][block + i];
        flags[y][i] = started & c.attracted[block + i];
      }
    }
#pragma clang loop vectorize(enable)
    for (size_t lane = 0; lane < 64; ++lane) numbers(c, block + lane, flags, lane);
  }
}

} // namespace tiao::bench
