#pragma once

#include "compiler/lower/code_generator.h"

/// The way to machine code: the library beside the program is opened when it is first asked for, and stays open.
namespace tiao::driver {

/// Was this tiao built with one?
bool hasCodeGenerator();
/// The text says why there is none: built without, or its library is not where it was built. Thread-safe.
std::variant<const lower::CodeGenerator*, std::string> codeGenerator();

} // namespace tiao::driver
