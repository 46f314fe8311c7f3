#include "compiler/lower/code_generator.h"

#include "compiler/lower/native.h"
#include "runtime/abi/bytes.h"

#include <optional>

namespace {

using namespace tiao;
using lower::CodeGenerator;

/// The code reads its plan as long as it is called.
struct Code {
  std::shared_ptr<const plan::Plan> plan;
  lower::Native native;
};

std::variant<CodeGenerator::MakeEvaluate, std::string> compile(std::shared_ptr<const plan::Plan> plan) {
  // Without LLVM's optimiser: that takes four times as long and gains a nanosecond a subject-year, of a hundred that
  // reading and writing take.
  const auto cache = lower::ObjectCache::open(lower::ObjectCache::usualFolder());
  auto compiled = lower::Native::compile(*plan, lower::Effort::None, cache ? &*cache : nullptr);
  if (auto* why = std::get_if<std::string>(&compiled)) return std::move(*why);
  const auto code = std::make_shared<Code>(Code{std::move(plan), std::get<lower::Native>(std::move(compiled))});
  return [code]() -> CodeGenerator::Evaluate {
    const auto scratch = std::make_shared<lower::Native::Scratch>(code->native);
    return [code, scratch](const TiaoFrame& frame) { code->native.evaluate(frame, *scratch); };
  };
}

std::string evaluatorHeader() { return std::string(abi::evaluatorHeader()); }

constexpr CodeGenerator ours{TIAO_VERSION, compile, lower::evaluator, evaluatorHeader, lower::textOfKernels};

} // namespace

const CodeGenerator* tiaoCodeGenerator() { return &ours; }
