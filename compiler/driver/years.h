#pragma once

#include "compiler/driver/console.h"

#include <string>
#include <vector>

namespace tiao::driver {

/// 2022、2024, and 2022–2025 for three and more in a row. `years` are ascending, each once.
std::string yearsText(const std::vector<int>& years, const std::string& comma);

/// 2022、2023年 / 2022, 2023; months by year, 2022年7–12月 / 2022-07–12, and a whole year as a year. All are years, or
/// all months; ascending, each once.
std::string periodsText(const std::vector<calendar::Period>& periods, Language language);

} // namespace tiao::driver
