#pragma once

#include "compiler/native/units.h"

/// What the code of a unit hangs on, and nothing else: inputs and slots by their order within it, not by their names or
/// places in the policy. So the same clause has the same key in every version of a policy.
namespace tiao::native {

/// How much a code generator does for the speed of what it makes.
enum class Effort : uint8_t { None, Full };

struct UnitKey {
  std::string hash;             // SHA-256, in hexadecimal
  std::vector<uint32_t> inputs; // of the layout, as the key numbers them
  std::vector<uint32_t> slots;  // likewise
};

/// `processor`: what it is made for (processor.h).
UnitKey keyOf(const plan::Plan& plan, const Units& units, const Unit& unit, const std::string& processor,
              Effort effort);

} // namespace tiao::native
