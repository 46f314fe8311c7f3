#pragma once

#include "compiler/lower/evaluator.h"
#include "runtime/batch/frame.h"

#include <functional>
#include <memory>

/// The code generator as commands have it. It lies in a library of its own beside the program, which is opened the
/// first time that machine code is asked for (compiler/driver/code_generator.h): to load LLVM takes as long as to read
/// a policy.
namespace tiao::lower {

struct CodeGenerator {
  const char* version; // of tiao, for which it was built
  /// A plan as machine code for this processor; what comes makes an evaluator for each thread. The text says why it
  /// cannot be compiled.
  using Evaluate = std::function<void(const TiaoFrame&)>;
  using MakeEvaluate = std::function<Evaluate()>;
  std::variant<MakeEvaluate, std::string> (*compile)(std::shared_ptr<const plan::Plan> plan);
  /// As evaluator.h has it.
  std::variant<Made, std::string> (*evaluator)(const plan::Plan& plan, const build::Description& description, Form form,
                                               const std::string& name);
  /// runtime/abi/tiao_evaluator.h.
  std::string (*evaluatorHeader)();
  /// The kernels as LLVM has them, for a person to read.
  std::string (*text)(const plan::Plan& plan);
};

} // namespace tiao::lower

/// What the library is opened for.
extern "C" const tiao::lower::CodeGenerator* tiaoCodeGenerator();
