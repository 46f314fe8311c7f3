#pragma once

#include <cstdint>

/// What a kernel is called with. Its arrays are numbered by the kernel itself (Function::inputs, slots), so that the
/// same code serves wherever the same is computed.
extern "C" {

struct TiaoArguments {
  const int64_t* blocks;        // by domain, the subjects first: blocks of 64 rows
  int64_t subjects;             // rows
  const void* const* values;    // by input of the kernel
  const uint64_t* const* known; // by input of the kernel
  const int32_t* const* first;  // by item kind: where the items of each subject begin
  const int32_t* const* parent; // by item kind: the subject of each item
  void* const* slots;           // by slot of the kernel: planes of bits, arrays of numbers
};

/// Evaluates a group of awards, or what several share, for every subject of a tile. Thread-safe; never fails.
typedef void (*TiaoKernel)(const struct TiaoArguments*); // NOLINT(modernize-use-using): C too

} // extern "C"
