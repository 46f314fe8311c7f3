#include "compiler/driver/years.h"

namespace tiao::driver {

std::string yearsText(const std::vector<int>& years, const std::string& comma) {
  std::string out;
  for (size_t i = 0; i < years.size();) {
    size_t last = i;
    while (last + 1 < years.size() && years[last + 1] == years[last] + 1) ++last;
    if (last < i + 2) last = i;
    if (i > 0) out += comma;
    out += std::to_string(years[i]);
    if (last > i) out += "–" + std::to_string(years[last]);
    i = last + 1;
  }
  return out;
}

} // namespace tiao::driver
