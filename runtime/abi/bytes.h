#pragma once

#include <string_view>

/// What the compiler carries of the evaluators' runtime.
namespace tiao::abi {

/// The object file that every evaluator is linked with.
std::string_view evaluatorObject();

} // namespace tiao::abi
