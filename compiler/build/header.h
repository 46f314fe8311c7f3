#pragma once

#include "compiler/build/description.h"

/// The C header of an evaluator: tiao_evaluator.h, and after it the policy's own names for its inputs, members and
/// outputs.
namespace tiao::build {

/// `generic`: the text of runtime/abi/tiao_evaluator.h.
std::string header(const Description& description, const batch::Layout& layout, std::string_view generic);

} // namespace tiao::build
