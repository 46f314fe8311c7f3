#pragma once

#include "compiler/driver/kernels.h"

/// What compiled kernels are compared with: the same columns, filled by the interpreter. Slow, and right by definition.
namespace tiao::agree {

/// Every fact that awards read, in every year that they may read it; the awards that hang together as one group.
/// Awards about items, and those that read texts, are not compiled.
batch::Layout plainLayout(const core::Program& program, int firstYear, int lastYear);

/// What outcomes of an output may be told with, in the interpreter's order; no more than 64.
std::vector<interpret::Reason> reasonsOf(const core::Program& program, const batch::Output& output);

/// Kernels that ask the interpreter, group by group and subject by subject. Of a hundred subjects so many are said to
/// be open although they are not; which, hangs on `seed`.
driver::Kernels referenceKernels(const core::Program& program, const batch::Layout& layout, uint64_t seed = 0,
                                 int openAnyway = 0);

} // namespace tiao::agree
