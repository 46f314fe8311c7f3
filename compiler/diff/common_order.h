#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Two lists as one: what they share in the longest common order, and between it what only one of them has, that of the
/// old one first.
namespace tiao::diff {

/// Calls `both(i, j)` for elements that are shared, `before(i)` and `after(j)` for those of one list alone, in order.
/// `alike(i, j)`: are they the same? Takes n · m steps and as many words of memory.
template <typename Alike, typename Both, typename Before, typename After>
void commonOrder(size_t n, size_t m, Alike alike, Both both, Before before, After after) {
  std::vector<std::vector<uint32_t>> common(n + 1, std::vector<uint32_t>(m + 1)); // of those from i and from j on
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;)
      common[i][j] = alike(i, j) ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  size_t i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && alike(i, j))
      both(i++, j++);
    else if (i < n && (j == m || common[i + 1][j] >= common[i][j + 1]))
      before(i++);
    else
      after(j++);
  }
}

} // namespace tiao::diff
