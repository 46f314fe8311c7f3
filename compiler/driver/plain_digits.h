#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tiao::driver {

static_assert(std::endian::native == std::endian::little, "the first digit is the lowest byte");

/// Eight digits, as bytes from the first on, as a number. Three products: of digits, of pairs, of fours.
inline uint64_t eightDigits(uint64_t bytes) {
  bytes = (bytes & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8;
  bytes = (bytes & 0x00FF00FF00FF00FF) * 6553601 >> 16;
  return (bytes & 0x0000FFFF0000FFFF) * 42949672960001 >> 32;
}

/// Are all eight bytes digits? A digit begins with 3, and still does with 6 added.
inline bool areDigits(uint64_t bytes) {
  const uint64_t tops = (bytes & 0xF0F0F0F0F0F0F0F0) | ((bytes + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4;
  return tops == 0x3333333333333333;
}

/// `size` digits as a number that fits 64 bits, by eight of them at a time; false where there are none or not only
/// digits. Numbers of two lengths that are near each other take the same way: which it is, nobody can tell beforehand.
inline bool plainDigits(const char* at, size_t size, uint64_t& value) {
  if (size == 0) return false;
  value = 0;
  for (size_t first = size % 8 == 0 ? 8 : size % 8; size > 0; at += first, size -= first, first = 8) {
    uint64_t bytes = 0x3030303030303030; // with zeros before what is less than eight
    if (first >= 4) {
      uint32_t front = 0, back = 0;
      std::memcpy(&front, at, 4);
      std::memcpy(&back, at + first - 4, 4);
      const unsigned absent = static_cast<unsigned>(8 - first) * 8; // bits
      const uint64_t zeros = ((uint64_t{1} << absent) - 1) & 0x30303030;
      bytes = uint64_t{back} << 32 | static_cast<uint32_t>(uint64_t{front} << absent) | zeros;
    } else {
      for (size_t i = 0; i < first; ++i) bytes = bytes >> 8 | uint64_t{static_cast<uint8_t>(at[i])} << 56;
    }
    if (!areDigits(bytes)) return false;
    value = value * 100'000'000 + eightDigits(bytes);
  }
  return true;
}

} // namespace tiao::driver
