#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// SHA-256 (FIPS 180-4).
namespace tiao::hash {

using Digest = std::array<uint8_t, 32>;

class Sha256 {
public:
  void add(std::string_view bytes);
  /// Nothing may be added afterwards.
  Digest finish();

private:
  void block(const uint8_t* bytes);

  std::array<uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, 64> pending_{};
  uint64_t length_ = 0;
};

Digest sha256(std::string_view bytes);
/// 64 digits.
std::string hex(const Digest& digest);

} // namespace tiao::hash
