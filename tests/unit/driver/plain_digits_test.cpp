#include "compiler/driver/plain_digits.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

/// Digits read eight at a time are the number that they spell, and nothing else is read as digits.
namespace tiao::driver {

TEST_CASE("digits of every length are the number that they spell") {
  std::mt19937_64 random(1);
  for (size_t size = 1; size <= 18; ++size)
    for (int round = 0; round < 200; ++round) {
      std::string text;
      for (size_t i = 0; i < size; ++i)
        text.push_back(static_cast<char>(round == 0 ? '0' : round == 1 ? '9' : '0' + random() % 10));
      uint64_t value = 0;
      INFO(text);
      REQUIRE(plainDigits(text.data(), size, value));
      CHECK(value == std::stoull(text));
    }
}

TEST_CASE("a byte that is no digit is seen wherever it stands") {
  uint64_t value = 0;
  CHECK(!plainDigits("", 0, value));
  for (size_t size = 1; size <= 18; ++size)
    for (size_t at = 0; at < size; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, '7');
        text[at] = static_cast<char>(byte);
        const bool digit = byte >= '0' && byte <= '9';
        if (plainDigits(text.data(), size, value) != digit) FAIL("byte " << byte << " at " << at << " of " << size);
      }
}

} // namespace tiao::driver
