#include "runtime/abi/level.h"

#include <cpuid.h>

namespace tiao::abi {

namespace {

constexpr unsigned bit(unsigned n) { return 1U << n; }

/// What the system keeps of the processor's state.
unsigned kept() {
  unsigned low = 0, high = 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

Level found() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0) return Level::V1;
  // SSE3, SSSE3, FMA, SSE4.1, SSE4.2, MOVBE, POPCNT, OSXSAVE, AVX, F16C
  constexpr unsigned first =
      bit(0) | bit(9) | bit(12) | bit(19) | bit(20) | bit(22) | bit(23) | bit(27) | bit(28) | bit(29);
  if ((c & first) != first) return Level::V1;
  const unsigned state = kept();
  constexpr unsigned ymm = bit(1) | bit(2), zmm = ymm | bit(5) | bit(6) | bit(7);
  if ((state & ymm) != ymm) return Level::V1;
  if (__get_cpuid(0x80000001, &a, &b, &c, &d) == 0 || (c & bit(5)) == 0) return Level::V1; // LZCNT
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return Level::V1;
  constexpr unsigned third = bit(3) | bit(5) | bit(8);                                 // BMI1, AVX2, BMI2
  constexpr unsigned fourth = third | bit(16) | bit(17) | bit(28) | bit(30) | bit(31); // AVX-512 F, DQ, CD, BW, VL
  if ((b & third) != third) return Level::V1;
  return (b & fourth) == fourth && (state & zmm) == zmm ? Level::V4 : Level::V3;
}

} // namespace

Level level() {
  // The answer is always the same, so that it does no harm to ask on two threads at once.
  static int known = -1;
  int value = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (value < 0) {
    value = static_cast<int>(found());
    __atomic_store_n(&known, value, __ATOMIC_RELAXED);
  }
  return static_cast<Level>(value);
}

} // namespace tiao::abi
