#pragma once

#include <cstdint>

/// Apart, and read before case.h: GCC 12 takes the scoped enumerator Invalid for a name that hides the struct.
namespace tiao::interpret {

/// core.md section 7. A pending outcome is one of the last three.
enum class Status : uint8_t {
  NotInForce,
  Exhausted,
  NotEntitled, // by its conditions, or entitled with nothing to give (Reason::NothingToGive)
  Forgone,
  Limited,
  Granted,
  ToBeAssessed,
  Unknown,
  Invalid,
};

} // namespace tiao::interpret
