#include "runtime/abi/engine.h"

/// The loops of runtime/batch, compiled once for each level of instructions: a namespace for each keeps them apart.
#define tiao TIAO_LEVEL_NAMESPACE
#include "runtime/batch/evaluate.cpp"
#include "runtime/batch/tell.cpp"
#undef tiao

#define TIAO_JOINED(a, b) a##b
#define TIAO_NAME(name, level) TIAO_JOINED(name, level)

extern "C" {

size_t TIAO_NAME(tiao_scratch_, TIAO_LEVEL)(const void* tables, const int64_t* rows, void* memory) {
  namespace batch = TIAO_LEVEL_NAMESPACE::batch;
  batch::Rows most{rows[0], {}};
  for (size_t kind = 0; kind < 8; ++kind) most.items[kind] = rows[kind + 1];
  const batch::Block block(tables);
  if (memory != nullptr) batch::layScratch(block, most, memory);
  return batch::scratchBytes(block, most);
}

void TIAO_NAME(tiao_evaluate_, TIAO_LEVEL)(const void* tables, const TiaoKernel* kernels, const TiaoFrame* frame,
                                           void* scratch) {
  namespace batch = TIAO_LEVEL_NAMESPACE::batch;
  batch::evaluate(batch::Block(tables), kernels, *frame, scratch);
}

} // extern "C"
