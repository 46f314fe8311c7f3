#pragma once

#include "compiler/lower/object.h"

/// What the code of a unit hangs on, and nothing else: inputs and slots by their order within it, not by their names or
/// places in the policy. So the same clause has the same key in every version of a policy.
namespace tiao::lower {

struct UnitKey {
  std::string hash;             // SHA-256, in hexadecimal
  std::vector<uint32_t> inputs; // of the layout, as the key numbers them
  std::vector<uint32_t> slots;  // likewise
};

/// The symbol of a kernel that is known by its key.
inline std::string kernelOf(const UnitKey& key) { return "tiao_" + key.hash; }

UnitKey keyOf(const plan::Plan& plan, const Units& units, const Unit& unit, const Target& target, Effort effort);

} // namespace tiao::lower
