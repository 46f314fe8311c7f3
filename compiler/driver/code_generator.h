#pragma once

#include "compiler/driver/console.h"
#include "compiler/lower/code_generator.h"

#include <optional>

/// The way to machine code: the library beside the program is opened when it is first asked for, and stays open.
namespace tiao::driver {

/// Why there is none, as far as can be told without opening it: built without, or its library is not there.
std::optional<Text> lacksCodeGenerator();
/// The text says why there is none; what the system says of it is in its language. Thread-safe.
std::variant<const lower::CodeGenerator*, Text> codeGenerator();

} // namespace tiao::driver
