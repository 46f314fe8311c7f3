#pragma once

#include "compiler/build/description.h"
#include "compiler/lower/emit.h"

namespace tiao::lower {

/// The tables of an evaluator (runtime/abi/about.h). `functions`: by unit.
std::string aboutBlock(const plan::Plan& plan, const Units& units, const std::vector<Function>& functions,
                       const build::Description& description);

} // namespace tiao::lower
