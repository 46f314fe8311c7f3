#pragma once

#include <array>
#include <cstdint>

namespace tiao::driver {

__extension__ using Fen = __int128; // a sum of money that no register overflows

/// Rows counted by status, and what they come to.
struct FenTally {
  std::array<uint64_t, 9> statuses{};
  Fen fen = 0;
  void add(uint8_t status, int64_t amount) {
    ++statuses[status];
    fen += amount;
  }
};

} // namespace tiao::driver
