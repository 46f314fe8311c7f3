#pragma once

#include "compiler/build/description.h"

#include <string>
#include <variant>

/// An evaluator that is handed over: kernels for every level of instructions, the tables of the policy, and the runtime
/// behind the C interface, linked into one file.
namespace tiao::lower {

enum class Form : uint8_t {
  Library, // a shared library that names no other
  Object,  // a relocatable file, to be linked into a program
};

struct Made {
  std::string bytes;
};
/// The text says why it cannot be made. `name`: of the library, as programs that are linked with it know it.
std::variant<Made, std::string> evaluator(const plan::Plan& plan, const build::Description& description, Form form,
                                          const std::string& name);

} // namespace tiao::lower
