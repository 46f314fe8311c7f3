#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

/// What stands behind the last byte of an evaluator's library, where loaders do not look: what it is, and a checksum of
/// the whole. So a file that is foreign, damaged, or made for another policy is told before any of it is run. A seal
/// shows mistakes; it is no signature, and says nothing of who made the file.
namespace tiao::build {

struct Seal {
  uint32_t abi = 0;
  std::string compiler; // its version
  std::string hash;     // of the policy
  std::string layout;   // of its columns
  std::string district; // the only one that it is made for; empty: for all
  int32_t firstYear = 0, lastYear = 0;
};

/// The file with its seal.
std::string sealed(std::string file, const Seal& seal);

enum class SealFault : uint8_t {
  Foreign, // it has no seal
  Damaged, // its checksum is of other bytes
};
std::variant<Seal, SealFault> sealOf(std::string_view file);

} // namespace tiao::build
