#pragma once

#include <cstddef>
#include <cstdint>

namespace tiao::batch {

/// How the values of an input lie in memory.
enum class Cell : uint8_t {
  Byte, // uint8_t: 0 or 1; the index of a member
  Int,  // int32_t: a whole number; a date as days since 1970-01-01
  Long, // int64_t: a whole number
};
constexpr size_t sizeOf(Cell cell) { return cell == Cell::Byte ? 1 : cell == Cell::Int ? 4 : 8; }

enum class InputKind : uint8_t {
  Fact,
  FirstYear, // the first year in which the subject is said to exist; not known: it always did
  ListGiven, // of a kind and year: is the subject's list given? Always known
  Listed,    // of a kind and year: is the item in the list of that year? Always known
};

/// Of whose rows the columns of a tile are: item kinds that it numbers.
constexpr size_t MostKinds = 8;

} // namespace tiao::batch
