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

std::variant<Kernels, std::string> compiledKernels(const core::Program& program, int lastYear) {
  auto generator = codeGenerator();
  if (auto* why = std::get_if<std::string>(&generator)) return std::move(*why);
  const auto plan = std::make_shared<const plan::Plan>(plan::plan(program, lastYear));
  auto compiled = std::get<const lower::CodeGenerator*>(generator)->compile(plan);
  if (auto* why = std::get_if<std::string>(&compiled)) return std::move(*why);
  return Kernels{plan->layout, reasonsOf(*plan), std::get<lower::CodeGenerator::MakeEvaluate>(std::move(compiled))};
}

} // namespace tiao::driver
