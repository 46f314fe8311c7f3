#include "compiler/driver/evaluators.h"

#ifdef TIAO_NATIVE
#include "compiler/build/header.h"
#include "compiler/build/seal.h"
#include "compiler/lower/evaluator.h"
#include "compiler/lower/object.h"
#include "runtime/abi/bytes.h"
#include "runtime/abi/version.h"
#endif

namespace tiao::driver {

#ifdef TIAO_NATIVE

namespace {

std::variant<EvaluatorBytes, std::string> made(const plan::Plan& plan, const build::Description& description,
                                               lower::Form form, const std::string& name) {
  auto result = lower::evaluator(plan, description, form, name);
  if (auto* why = std::get_if<std::string>(&result)) return std::move(*why);
  return EvaluatorBytes{std::move(std::get<lower::Made>(result).bytes)};
}

} // namespace

std::variant<EvaluatorBytes, std::string>
evaluatorLibrary(const plan::Plan& plan, const build::Description& description, const std::string& name) {
  auto library = made(plan, description, lower::Form::Library, name);
  if (auto* file = std::get_if<EvaluatorBytes>(&library)) {
    const build::Description& d = description;
    const std::string& district = d.district.zh.empty() ? d.district.en : d.district.zh;
    file->bytes = build::sealed(std::move(file->bytes),
                                {AbiVersion, d.compiler, d.hash, d.layout, district, d.firstYear, d.lastYear});
  }
  return library;
}

std::variant<EvaluatorBytes, std::string> evaluatorObject(const plan::Plan& plan,
                                                          const build::Description& description) {
  return made(plan, description, lower::Form::Object, {});
}

std::string evaluatorHeader(const plan::Plan& plan, const build::Description& description) {
  return build::header(description, plan.layout, abi::evaluatorHeader());
}

std::string kernelsText(const plan::Plan& plan) { return lower::textOfKernels(plan); }

#else

namespace {
constexpr const char* Without = "built without a code generator";
}

std::variant<EvaluatorBytes, std::string>
evaluatorLibrary(const plan::Plan& /*plan*/, const build::Description& /*description*/, const std::string& /*name*/) {
  return Without;
}

std::variant<EvaluatorBytes, std::string> evaluatorObject(const plan::Plan& /*plan*/,
                                                          const build::Description& /*description*/) {
  return Without;
}

std::string evaluatorHeader(const plan::Plan& /*plan*/, const build::Description& /*description*/) { return {}; }

std::string kernelsText(const plan::Plan& /*plan*/) { return {}; }

#endif

} // namespace tiao::driver
