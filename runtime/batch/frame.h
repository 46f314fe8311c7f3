#pragma once

#include <cstddef>
#include <cstdint>

/// What compiled kernels read and write: a tile of subjects, column by column. Plain C, so that a kernel in a library
/// of its own is called in the same way as one compiled a moment ago.
extern "C" {

/// The columns of a tile. All arrays of a tile have room for its subjects (or items) rounded up to the next multiple of
/// 64; what lies beyond the last one is read and written, and means nothing.
struct TiaoFrame {
  int64_t subjects;
  int64_t items[8]; // by item kind, as the layout numbers them: rows of items in this tile; at most 8 kinds

  // By input, as the layout numbers them. Where a cell is not known its value is within the input's bounds all the
  // same.
  const void* const* values;
  const uint64_t* const* known; // bit i: cell i holds a value

  // By item kind: where the items of each subject begin among the kind's rows; one more than there are subjects.
  const int32_t* const* firstItem;

  // By output, as the layout numbers them.
  int64_t* const* amounts;  // in fen
  uint8_t* const* statuses; // as interpret::Status numbers them; only the definite ones
  uint64_t* const* reasons; // which of the output's reasons apply: bit i is its i-th
  int64_t* const*
      ceilings; // in fen, of a discretionary award that may still give something, else -1; null if it is none

  // By group of awards: bit i: of subject i this group is not definite, or is beyond what the kernel computes. Its
  // outputs of that subject then mean nothing: the interpreter evaluates them.
  uint64_t* const* again;
};

} // extern "C"
