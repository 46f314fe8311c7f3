#pragma once

#include <cstddef>

/// Comparing words without a library.
namespace tiao::abi {

inline bool same(const char* a, const char* b) {
  while (*a != 0 && *a == *b) ++a, ++b;
  return *a == *b;
}

inline bool is(const char* a, size_t lengthA, const char* b, size_t lengthB) {
  if (lengthA != lengthB) return false;
  for (size_t i = 0; i < lengthA; ++i)
    if (a[i] != b[i]) return false;
  return true;
}

} // namespace tiao::abi
