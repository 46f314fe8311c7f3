#pragma once

#include "compiler/attain/attain.h"
#include "compiler/driver/passes.h"

/// Sides that no facts reach: no test is missing there.
namespace tiao::driver {

/// Each with what the proof is of.
using Never = std::map<attain::SideOf, attain::Searched>;

/// Of the sides that no test reaches. `steps`: of the solver, for each.
Never neverReached(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached, uint64_t steps);

/// 另有 2 侧已证明没有事实能到达，不计在内（…）: at the end of an account; nothing if there is none.
Text neverText(const Never& never);

} // namespace tiao::driver
