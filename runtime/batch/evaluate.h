#pragma once

#include "runtime/batch/arguments.h"
#include "runtime/batch/frame.h"
#include "runtime/batch/tables.h"

/// Calls the kernels of a policy for a tile, and tells what they found. It needs no library and allocates nothing, so
/// that the same code runs in this program and in an evaluator that is handed over.
namespace tiao::batch {

/// Rows that some memory must have room for: of the subjects, and of the items of each kind.
struct Rows {
  int64_t subjects = 0;
  int64_t items[8] = {};
};

/// The bytes of memory between kernels that tiles of so many rows need; a multiple of 64.
size_t scratchBytes(Block tables, const Rows& rows);
/// Lays it out. `memory` begins on a multiple of 64 and is all zeros; it may not be moved afterwards.
void layScratch(Block tables, const Rows& rows, void* memory);

/// Evaluates every compiled group for the subjects of a tile: no more rows than the scratch was laid out for. With
/// `tell` false only the values between kernels and `again` are written. `kernels`: by unit.
void evaluate(Block tables, const TiaoKernel* kernels, const TiaoFrame& frame, void* scratch, bool tell = true);

} // namespace tiao::batch
