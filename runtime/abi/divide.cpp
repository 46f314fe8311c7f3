#include <cstdint>

/// The quotient of 128-bit numbers, which code generators ask for by this name. It stands in the compiler's own
/// library, which an evaluator does not link.
namespace {

__extension__ typedef unsigned __int128 Wide; // NOLINT(modernize-use-using): GCC's extension wants it so

/// (high · 2⁶⁴ + low) ÷ divisor, where high < divisor.
uint64_t quotient(uint64_t high, uint64_t low, uint64_t divisor, uint64_t& remainder) {
  uint64_t result = 0;
  __asm__("divq %4" : "=a"(result), "=d"(remainder) : "a"(low), "d"(high), "r"(divisor) : "cc");
  return result;
}

} // namespace

extern "C" __attribute__((visibility("hidden"))) Wide __udivti3(Wide dividend, Wide divisor) { // NOLINT: its name
  const auto high = static_cast<uint64_t>(dividend >> 64), low = static_cast<uint64_t>(dividend);
  const auto divisorHigh = static_cast<uint64_t>(divisor >> 64), divisorLow = static_cast<uint64_t>(divisor);
  uint64_t remainder = 0;
  if (divisorHigh == 0) {          // two digits by one
    if (divisorLow == 0) return 0; // of rows that mean nothing
    const uint64_t first = quotient(0, high, divisorLow, remainder);
    const uint64_t second = quotient(remainder, low, divisorLow, remainder);
    return static_cast<Wide>(first) << 64 | second;
  }
  // The divisor's leading 64 bits into half of the dividend's leading bits: the quotient or one more (Knuth, volume 2,
  // 4.3.1 D).
  const int shift = __builtin_clzll(divisorHigh);
  const auto leading = static_cast<uint64_t>(divisor << shift >> 64);
  uint64_t guess = quotient(high >> 1, static_cast<uint64_t>(dividend >> 1), leading, remainder);
  guess = guess >> (63 - shift);
  if (guess != 0) --guess;
  const Wide rest = dividend - divisor * guess;
  return rest >= divisor ? guess + 1 : guess;
}
