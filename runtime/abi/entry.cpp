#include "runtime/abi/entry.h"

#include "runtime/abi/about.h"
#include "runtime/abi/engine.h"
#include "runtime/abi/level.h"

using tiao::abi::Level;

extern "C" {

size_t tiao_tile_scratch(const int64_t* rows, void* memory) {
  switch (tiao::abi::level()) {
  case Level::V1: return tiao_scratch_v1(tiao_tables, rows, memory);
  case Level::V3: return tiao_scratch_v3(tiao_tables, rows, memory);
  case Level::V4: return tiao_scratch_v4(tiao_tables, rows, memory);
  }
  return 0;
}

void tiao_tile_evaluate(const TiaoFrame* frame, void* scratch) {
  const Level which = tiao::abi::level();
  const tiao::abi::Policy policy;
  const TiaoKernel* kernels = tiao_kernels + static_cast<size_t>(which) * policy->kernels.units.count;
  switch (which) {
  case Level::V1: tiao_evaluate_v1(tiao_tables, kernels, frame, scratch); break;
  case Level::V3: tiao_evaluate_v3(tiao_tables, kernels, frame, scratch); break;
  case Level::V4: tiao_evaluate_v4(tiao_tables, kernels, frame, scratch); break;
  }
}

} // extern "C"
