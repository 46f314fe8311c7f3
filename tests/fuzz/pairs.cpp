#include "tests/unit/prove/sampled_pair.h"

#include <cstdio>
#include <cstdlib>

/// Any bytes at all as the seed of two versions of a random program: no subject that is tried contradicts the verdict.

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  uint64_t seed = 0;
  for (size_t i = 0; i < size; ++i) seed = seed * 257 + data[i];
  const auto pair = tiao::test::samplePair(seed);
  if (!pair || pair->contradiction.empty()) return 0;
  std::fprintf(stderr, "%s\n%s\n", pair->contradiction.c_str(), pair->programs.c_str());
  std::abort();
}
