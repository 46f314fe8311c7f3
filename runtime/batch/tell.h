#pragma once

#include <cstddef>
#include <cstdint>

/// From planes of bits to what is told of each row: status, amount and the reasons of that status.
namespace tiao::batch {

/// The statuses of core.md section 7 that a compiled group may have, numbered as interpret::Status is.
enum class Row : uint8_t { NotInForce, Exhausted, NotEntitled, Forgone, Limited, Granted };

/// Which rows of core.md section 7 a reason is told with.
enum class ToldWith : uint8_t { NotInForce, Exhausted, Ineligible, Forgone, Cut, Nothing };

/// A plane of bits: a word for 64 rows; null where the bit is the same for all.
struct Plane {
  const uint64_t* words = nullptr;
  bool all = false; // if null
  [[nodiscard]] uint64_t word(size_t block) const { return words != nullptr ? words[block] : all ? ~uint64_t{0} : 0; }
};

/// Numbers of 32 or 64 bits; null where they are `all`, or 0 where the plane `where` is not set.
struct Numbers {
  const void* values = nullptr;
  bool isLong = false;
  int64_t all = 0;
  Plane where{nullptr, true};
};

struct ToldPlane {
  Plane plane;
  ToldWith with = ToldWith::NotInForce;
};

/// What one output is made of.
struct OutputPlanes {
  Plane notInForce, exhausted, ineligible, forgone, cut;
  Numbers amount, ceiling;
  const ToldPlane* told = nullptr;
  size_t toldCount = 0; // at most 64
};

/// Tells `blocks` × 64 rows. `ceilings` may be null.
void tell(const OutputPlanes& output, size_t blocks, int64_t* amounts, uint8_t* statuses, uint64_t* reasons,
          int64_t* ceilings);

} // namespace tiao::batch
