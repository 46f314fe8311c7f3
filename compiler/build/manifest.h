#pragma once

#include "compiler/build/description.h"

/// What an evaluator is, as JSON: everything that its C interface tells, and the numeric plan.
namespace tiao::build {

std::string manifest(const core::Program& program, const plan::Plan& plan, const Description& description);

} // namespace tiao::build
