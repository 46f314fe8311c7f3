#pragma once

#include "runtime/abi/about.h"
#include "runtime/abi/tiao_evaluator.h"
#include "runtime/batch/frame.h"

/// The columns of a tile and what kernels tell of it, in memory of one call.
namespace tiao::abi {

/// Rows that a tile has room for.
struct Room {
  int64_t rows[9] = {}; // of the subjects, then by kind of items
};

class Tile {
public:
  explicit Tile(Policy policy) : policy_(policy) {}
  Tile(const Tile&) = delete;
  Tile& operator=(const Tile&) = delete;
  ~Tile();

  /// False if there is no memory. Inputs of years after `throughYear` are told to be known, with values that mean
  /// nothing: no earlier year looks ahead. All others are unknown.
  bool make(const Room& room, int32_t throughYear);

  // What is in it: set before it is filled.
  int64_t subjects = 0;
  int64_t items[8] = {};
  [[nodiscard]] int32_t* firstItem(int32_t kind) const { return firstItem_[kind]; }

  /// Is the input of a year that is not evaluated?
  [[nodiscard]] bool later(uint32_t input) const { return policy_.input(input).year > throughYear_; }
  [[nodiscard]] void* values(uint32_t input) const { return values_[input]; }
  [[nodiscard]] uint64_t* known(uint32_t input) const { return known_[input]; }
  /// A value of one row; unknown, and noted, if it is beyond the input's range.
  void put(uint32_t input, int64_t row, int64_t subject, int64_t value);
  void putUnknown(uint32_t input, int64_t row);
  void noteInvalid(int64_t subject, uint32_t input) {
    if (invalid_[subject] < 0) invalid_[subject] = static_cast<int32_t>(input);
  }
  /// The value that stands where nothing is known.
  [[nodiscard]] int64_t nothing(uint32_t input) const;
  void clearInvalid();

  void evaluate();

  /// What an output comes to. `row`: of its subject or item; `subject`: whose it is.
  [[nodiscard]] tiao_outcome outcome(const OutputAbout& output, int64_t row, int64_t subject) const;
  [[nodiscard]] bool ask(const OutputAbout& output, int64_t subject) const {
    return output.kernel < 0 || (again_[output.group][subject / 64] >> subject % 64 & 1U) != 0;
  }
  [[nodiscard]] bool isLater(const OutputAbout& output) const { return output.year > throughYear_; }
  /// The first input with a value that cannot be used; -1: none.
  [[nodiscard]] int32_t invalid(int64_t subject) const { return invalid_[subject]; }
  /// A plain reading of what an input holds.
  [[nodiscard]] bool isSet(uint32_t input, int64_t row) const {
    return static_cast<uint8_t*>(values_[input])[row] != 0;
  }

private:
  size_t lay(const Room& room, char* memory);
  void fill(uint32_t input, size_t rows);

  Policy policy_;
  int32_t throughYear_ = 0;
  void* memory_ = nullptr;
  void* scratch_ = nullptr;
  void** values_ = nullptr;
  uint64_t** known_ = nullptr;
  int32_t** firstItem_ = nullptr;
  int64_t** amounts_ = nullptr;
  int64_t** ceilings_ = nullptr;
  uint8_t** statuses_ = nullptr;
  uint64_t** reasons_ = nullptr;
  uint64_t** again_ = nullptr;
  int32_t* invalid_ = nullptr;
};

} // namespace tiao::abi
