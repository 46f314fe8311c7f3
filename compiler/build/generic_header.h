#pragma once

#include <string_view>

namespace tiao::build {

/// The text of runtime/abi/tiao_evaluator.h, with which every header begins.
std::string_view genericHeader();

} // namespace tiao::build
