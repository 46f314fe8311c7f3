#pragma once

#include "compiler/prove/compare.h"

#include <optional>
#include <string>

/// A random program and the same with one thing changed, compared by proof and then computed by the interpreter on
/// random subjects.
namespace tiao::test {

struct SampledPair {
  prove::Change change = prove::Change::NotComparable; // the verdict
  int differing = 0;                                   // subjects that are given something else by the second program
  std::string contradiction;                           // what a subject or an example showed against it; empty: nothing
  std::string programs;                                // both, and what was changed, for messages
};

/// Nothing where no change could be made. The same seed makes the same pair and the same subjects.
std::optional<SampledPair> samplePair(uint64_t seed);

} // namespace tiao::test
