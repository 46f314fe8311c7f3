#include "compiler/driver/kernels.h"

#include "compiler/driver/code_generator.h"

namespace tiao::driver {

std::vector<std::vector<interpret::Reason>> reasonsOf(const plan::Plan& plan) {
  std::vector<std::vector<interpret::Reason>> reasons;
  for (const plan::OutputPlan& output : plan.outputs) {
    std::vector<interpret::Reason>& of = reasons.emplace_back();
    for (const plan::OutputPlan::Told& told : output.told) of.push_back(told.reason);
  }
  return reasons;
}

std::variant<Kernels, Text> compiledKernels(const core::Program& program, int lastYear) {
  const plan::Plan plan = plan::plan(program, lastYear);
  const auto cache = native::CodeCache::open(native::CodeCache::usualFolder());
  std::optional<Text> lacking; // the code generator, which is opened only where there is something to compile
  const auto generate = [&](const plan::Plan& of, const native::Units& units, const std::vector<size_t>& wanted,
                            native::Effort effort) -> std::variant<native::Compiled, std::string> {
    const auto generator = codeGenerator();
    if (const auto* why = std::get_if<Text>(&generator)) return (lacking = *why)->en;
    return std::get<const lower::CodeGenerator*>(generator)->compile(of, units, wanted, effort);
  };
  // Without LLVM's optimiser: that takes four times as long and gains a nanosecond a subject-year, of a hundred that
  // reading and writing take.
  auto made = native::Code::make(plan, native::Effort::None, generate, cache ? &*cache : nullptr);
  if (auto* why = std::get_if<std::string>(&made)) return lacking.value_or(Text(*why));
  const auto code = std::make_shared<const native::Code>(std::get<native::Code>(std::move(made)));
  return Kernels{plan.layout, reasonsOf(plan), [code]() -> TileEvaluator {
                   const auto scratch = std::make_shared<native::Code::Scratch>(*code);
                   return [code, scratch](const TiaoFrame& frame) { code->evaluate(frame, *scratch); };
                 }};
}

} // namespace tiao::driver
