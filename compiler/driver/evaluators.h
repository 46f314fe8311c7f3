#pragma once

#include "compiler/build/description.h"

#include <variant>

/// What needs the code generator of evaluators; of a tiao that was built without one, only the words that say so.
namespace tiao::driver {

struct EvaluatorBytes {
  std::string bytes;
};
/// A sealed shared library, or an object file. The text says why it cannot be made, in words for whoever mends it.
std::variant<EvaluatorBytes, std::string>
evaluatorLibrary(const plan::Plan& plan, const build::Description& description, const std::string& name);
std::variant<EvaluatorBytes, std::string> evaluatorObject(const plan::Plan& plan,
                                                          const build::Description& description);
std::string evaluatorHeader(const plan::Plan& plan, const build::Description& description);
/// The kernels as LLVM has them.
std::string kernelsText(const plan::Plan& plan);

} // namespace tiao::driver
