#pragma once

#include "compiler/driver/facts_json.h"
#include "compiler/driver/passes.h"
#include "compiler/driver/register.h"

namespace tiao::driver {

/// What a register says of one subject.
struct RegisterSubject {
  GivenCase given;
  bool badData = false; // some of its cells cannot be used, which was told
};
/// None, and that is told with the nearest names, if the register has no such subject.
std::optional<RegisterSubject> subjectOf(const Register& reg, const Compiled& policy, const std::string& name,
                                         const Console& console);

} // namespace tiao::driver
