#pragma once

#include "compiler/driver/readings_worth.h"

/// What tiao check --readings says: as text, and as JSON.
namespace tiao::driver {

struct ReadingsReport {
  const Compiled& policy;
  const std::vector<OpenConvention>& conventions;
  const Batch* batch = nullptr; // with what it came to; null where no register was given
  const Comparison* comparison = nullptr;
};

std::string readingsText(const ReadingsReport& report, Language language);
std::string readingsJson(const ReadingsReport& report);

} // namespace tiao::driver
