#pragma once

#include "runtime/batch/arguments.h"
#include "runtime/batch/frame.h"

#include <cstddef>

/// A tile evaluated with the instructions of one level. See runtime/batch/evaluate.h; `rows`: of the subjects, then of
/// the items of 8 kinds.
extern "C" {

#define TIAO_ENGINE(level)                                                                                             \
  __attribute__((visibility("hidden")))                                                                                \
  size_t tiao_scratch_##level(const void* tables, const int64_t* rows, void* memory);                                  \
  __attribute__((visibility("hidden"))) void tiao_evaluate_##level(const void* tables, const TiaoKernel* kernels,      \
                                                                   const TiaoFrame* frame, void* scratch);

TIAO_ENGINE(v1)
TIAO_ENGINE(v3)
TIAO_ENGINE(v4)

#undef TIAO_ENGINE

} // extern "C"
