#include "compiler/driver/evaluators.h"

#include "compiler/build/seal.h"
#include "compiler/driver/code_generator.h"
#include "runtime/abi/version.h"

namespace tiao::driver {

namespace {

using lower::CodeGenerator;

std::variant<EvaluatorBytes, Text> made(const plan::Plan& plan, const build::Description& description, lower::Form form,
                                        const std::string& name) {
  auto generator = codeGenerator();
  if (auto* why = std::get_if<Text>(&generator)) return std::move(*why);
  auto result = std::get<const CodeGenerator*>(generator)->evaluator(plan, description, form, name);
  if (const auto* why = std::get_if<std::string>(&result)) return Text(*why);
  return EvaluatorBytes{std::move(std::get<lower::Made>(result).bytes)};
}

} // namespace

std::variant<EvaluatorBytes, Text> evaluatorLibrary(const plan::Plan& plan, const build::Description& description,
                                                    const std::string& name) {
  auto library = made(plan, description, lower::Form::Library, name);
  if (auto* file = std::get_if<EvaluatorBytes>(&library)) {
    const build::Description& d = description;
    const std::string& district = d.district.zh.empty() ? d.district.en : d.district.zh;
    file->bytes = build::sealed(std::move(file->bytes),
                                {AbiVersion, d.compiler, d.hash, d.layout, district, d.firstYear, d.lastYear});
  }
  return library;
}

std::variant<EvaluatorBytes, Text> evaluatorObject(const plan::Plan& plan, const build::Description& description) {
  return made(plan, description, lower::Form::Object, {});
}

std::variant<EvaluatorBytes, Text> kernelsText(const plan::Plan& plan) {
  auto generator = codeGenerator();
  if (auto* why = std::get_if<Text>(&generator)) return std::move(*why);
  return EvaluatorBytes{std::get<const CodeGenerator*>(generator)->text(plan)};
}

} // namespace tiao::driver
