#pragma once

#include "compiler/build/description.h"
#include "compiler/driver/console.h"

#include <variant>

/// What needs the code generator of evaluators. The text says why it cannot be made.
namespace tiao::driver {

struct EvaluatorBytes {
  std::string bytes;
};
/// A sealed shared library, or an object file.
std::variant<EvaluatorBytes, Text> evaluatorLibrary(const plan::Plan& plan, const build::Description& description,
                                                    const std::string& name);
std::variant<EvaluatorBytes, Text> evaluatorObject(const plan::Plan& plan, const build::Description& description);
/// The kernels as LLVM has them.
std::variant<EvaluatorBytes, Text> kernelsText(const plan::Plan& plan);

} // namespace tiao::driver
