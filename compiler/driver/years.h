#pragma once

#include <string>
#include <vector>

namespace tiao::driver {

/// 2022、2024, and 2022–2025 for three and more in a row. `years` are ascending, each once.
std::string yearsText(const std::vector<int>& years, const std::string& comma);

} // namespace tiao::driver
