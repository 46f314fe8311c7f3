#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace tiao::table {

/// a == b, without a call: for cells, which are short.
inline bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const char *x = a.data(), *y = b.data();
  size_t left = a.size();
  uint64_t p = 0, q = 0;
  for (; left >= 8; x += 8, y += 8, left -= 8) {
    std::memcpy(&p, x, 8);
    std::memcpy(&q, y, 8);
    if (p != q) return false;
  }
  for (; left > 0; ++x, ++y, --left)
    if (*x != *y) return false;
  return true;
}

} // namespace tiao::table
