#pragma once

#include <string_view>

/// What the compiler carries of the evaluators' runtime.
namespace tiao::abi {

/// The object file that every evaluator is linked with.
std::string_view evaluatorObject();
/// tiao_evaluator.h, with which every header begins.
std::string_view evaluatorHeader();

} // namespace tiao::abi
