#pragma once

#include "compiler/build/description.h"

/// The C header of an evaluator: tiao_evaluator.h, and after it the policy's own names for its inputs, members and
/// outputs.
namespace tiao::build {

std::string header(const Description& description, const batch::Layout& layout);

} // namespace tiao::build
