#pragma once

#include "runtime/abi/about.h"
#include "runtime/abi/tiao_evaluator.h"

/// What the two ways of evaluating share: options, errors.
namespace tiao::abi {

/// Fills the caller's error, if there is one; returns the code.
int32_t fail(tiao_error* error, int32_t code, const char* column = nullptr, int64_t row = -1);
int32_t fine(tiao_error* error, int32_t input = -1);

/// The last year that is evaluated, and the flags. TIAO_OK, or what is wrong with the options.
struct Wanted {
  int32_t throughYear = 0;
  uint32_t flags = 0;
};
int32_t wanted(const Policy& policy, const tiao_options* options, Wanted& result);

} // namespace tiao::abi
