#pragma once

#include "compiler/lower/evaluator.h"
#include "compiler/native/code.h"

/// The code generator as commands have it. It lies in a library of its own beside the program, which is opened the
/// first time that something is to be compiled (compiler/driver/code_generator.h): to load LLVM takes as long as to
/// read a policy.
namespace tiao::lower {

struct CodeGenerator {
  const char* version; // of tiao, for which it was built
  /// As native::Compile.
  std::variant<native::Compiled, std::string> (*compile)(const plan::Plan& plan, const native::Units& units,
                                                         const std::vector<size_t>& wanted, native::Effort effort);
  /// As evaluator.h has it.
  std::variant<Made, std::string> (*evaluator)(const plan::Plan& plan, const build::Description& description, Form form,
                                               const std::string& name);
  /// The kernels as LLVM has them, for a person to read.
  std::string (*text)(const plan::Plan& plan);
};

} // namespace tiao::lower

/// What the library is opened for.
extern "C" const tiao::lower::CodeGenerator* tiaoCodeGenerator();
