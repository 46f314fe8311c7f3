#pragma once

#include "runtime/abi/about.h"
#include "runtime/abi/tiao_evaluator.h"
#include "runtime/abi/tile.h"

/// Columns of Arrow, read into the columns of a tile.
namespace tiao::abi {

/// A field that holds an input.
struct Column {
  const ArrowArray* array = nullptr; // null: the input is unknown in every row
  const ArrowSchema* schema = nullptr;
  bool operator!() const { return array == nullptr; }
};

/// Can this type hold the input's values?
bool holds(const Policy& policy, uint32_t input, const ArrowSchema& schema);

/// Is the value at this place (the array's own offset added) there at all?
bool valid(const ArrowArray& array, int64_t at);
/// Is some value missing in a stretch?
bool someNull(const ArrowArray& array, int64_t from, int64_t count);

/// Which rows of a column go where: `count` rows from `at` on (counted from the array's offset), into the tile's rows
/// from `to` on.
struct Stretch {
  int64_t at = 0, count = 0, to = 0;
  int64_t subject = -1; // whose items they are; -1: they are subjects themselves
};
/// What a null means.
enum class Null : uint8_t { Unknown, Yes, Keep };
void read(const Policy& policy, Tile& tile, uint32_t input, const Column& column, const Stretch& rows, Null null);

} // namespace tiao::abi
