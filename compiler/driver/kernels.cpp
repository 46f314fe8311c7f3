#include "compiler/driver/kernels.h"

#ifdef TIAO_NATIVE
#include "compiler/lower/native.h"

#include <optional>
#endif

namespace tiao::driver {

std::vector<std::vector<interpret::Reason>> reasonsOf(const plan::Plan& plan) {
  std::vector<std::vector<interpret::Reason>> reasons;
  for (const plan::OutputPlan& output : plan.outputs) {
    std::vector<interpret::Reason>& of = reasons.emplace_back();
    for (const plan::OutputPlan::Told& told : output.told) of.push_back(told.reason);
  }
  return reasons;
}

#ifdef TIAO_NATIVE

namespace {

/// The code reads its plan as long as it is called.
struct Code {
  plan::Plan plan;
  std::optional<lower::Native> native;
};

} // namespace

bool hasCompiledKernels() { return true; }

std::variant<Kernels, std::string> compiledKernels(const core::Program& program, int lastYear) {
  const auto code = std::make_shared<Code>(Code{plan::plan(program, lastYear), {}});
  // Without LLVM's optimiser: that takes four times as long and gains a nanosecond a subject-year, of a hundred that
  // reading and writing take.
  const auto cache = lower::ObjectCache::open(lower::ObjectCache::usualFolder());
  auto compiled = lower::Native::compile(code->plan, lower::Effort::None, cache ? &*cache : nullptr);
  if (auto* why = std::get_if<std::string>(&compiled)) return std::move(*why);
  code->native = std::get<lower::Native>(std::move(compiled));
  Kernels kernels{code->plan.layout, reasonsOf(code->plan), {}};
  kernels.evaluator = [code]() -> TileEvaluator {
    const auto scratch = std::make_shared<lower::Native::Scratch>(*code->native);
    return [code, scratch](const TiaoFrame& frame) { code->native->evaluate(frame, *scratch); };
  };
  return kernels;
}

#else

bool hasCompiledKernels() { return false; }

std::variant<Kernels, std::string> compiledKernels(const core::Program& /*program*/, int /*lastYear*/) {
  return "built without a code generator";
}

#endif

} // namespace tiao::driver
