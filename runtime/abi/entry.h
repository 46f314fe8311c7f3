#pragma once

#include "runtime/batch/frame.h"

#include <cstddef>

/// What `tiao run --evaluator` calls: tiles as the compiler's own kernels have them. Not for others; it changes with
/// the compiler's version.
extern "C" {

/// The bytes of memory between kernels, for so many rows of the subjects and of 8 kinds of items; lays it out if there
/// is memory, which begins on a multiple of 64 and is all zeros.
__attribute__((visibility("default"))) size_t tiao_tile_scratch(const int64_t* rows, void* memory);
__attribute__((visibility("default"))) void tiao_tile_evaluate(const struct TiaoFrame* frame, void* scratch);

} // extern "C"
