#include "compiler/lower/object.h"

#include <chrono>
#include <fmt/format.h>
#include <optional>

#include <llvm/IR/Constants.h>
#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/SubtargetFeature.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>

namespace tiao::lower {

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::variant<std::unique_ptr<llvm::TargetMachine>, std::string> machineFor(const Target& target, Effort effort) {
  prepare();
  const std::string triple = llvm::sys::getProcessTriple();
  std::string why;
  const llvm::Target* known = llvm::TargetRegistry::lookupTarget(triple, why);
  if (known == nullptr) return why;
  const auto level = effort == Effort::None ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Default;
  std::unique_ptr<llvm::TargetMachine> machine(known->createTargetMachine(
      triple, target.cpu, target.features, llvm::TargetOptions(), llvm::Reloc::PIC_, llvm::CodeModel::Small, level));
  if (machine == nullptr) return "no code can be made for " + triple;
  return machine;
}

/// The graph is without repetition already: only what the emission itself repeats is taken out.
void improve(llvm::Module& module, llvm::TargetMachine* machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager calls;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(calls);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, calls, modules);
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::EarlyCSEPass());
  passes.addPass(llvm::InstCombinePass());
  for (llvm::Function& function : module)
    if (!function.isDeclaration()) passes.run(function, functions);
}

/// The module as an object file.
std::optional<std::string> bytesOf(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream to(bytes);
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, to, nullptr, llvm::CodeGenFileType::ObjectFile)) return std::nullopt;
  passes.run(module);
  return std::string(bytes.begin(), bytes.end());
}

constexpr const char* NoObjects = "the code generator cannot write object files";

std::string nameOf(const Unit& unit, const std::string& prefix) {
  return unit.group < 0 ? prefix + "shared" : fmt::format("{}group_{}", prefix, unit.group);
}

} // namespace

void prepare() {
  static const bool done = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    return true;
  }();
  (void)done;
}

Target targetAtHand() {
  Target target{llvm::sys::getHostCPUName().str(), {}};
  llvm::SubtargetFeatures features;
  for (const auto& feature : llvm::sys::getHostCPUFeatures()) features.AddFeature(feature.first(), feature.second);
  target.features = features.getString();
  return target;
}

std::variant<Object, std::string> objectOf(const plan::Plan& plan, const Units& units, const Unit& unit,
                                           const Target& target, Effort effort, const std::string& name, bool hidden,
                                           Times& times) {
  const auto begun = Clock::now();
  auto made = machineFor(target, effort);
  if (auto* why = std::get_if<std::string>(&made)) return std::move(*why);
  llvm::TargetMachine& machine = *std::get<0>(made);
  llvm::LLVMContext context;
  llvm::Module module(name, context);
  module.setDataLayout(machine.createDataLayout());
  module.setTargetTriple(machine.getTargetTriple().str());
  module.setPICLevel(llvm::PICLevel::BigPIC);
  Object object;
  object.function = emit(plan, units, unit, name, module);
  if (hidden) module.getFunction(name)->setVisibility(llvm::GlobalValue::HiddenVisibility);
  std::string broken;
  llvm::raw_string_ostream out(broken);
  if (llvm::verifyModule(module, &out)) return "the code of " + name + " is not well formed: " + out.str();
  if (effort == Effort::Full) improve(module, &machine);
  times.emit += since(begun);
  const auto compiling = Clock::now();
  auto bytes = bytesOf(module, machine);
  if (!bytes) return NoObjects;
  object.bytes = *std::move(bytes);
  times.compile += since(compiling);
  return object;
}

std::variant<std::vector<Object>, std::string> objectsOf(const plan::Plan& plan, const Units& units,
                                                         const Target& target, Effort effort, const std::string& prefix,
                                                         bool hidden, Times& times) {
  std::vector<Object> objects;
  for (const Unit& unit : units.units) {
    auto made = objectOf(plan, units, unit, target, effort, nameOf(unit, prefix), hidden, times);
    if (auto* why = std::get_if<std::string>(&made)) return std::move(*why);
    objects.push_back(std::get<Object>(std::move(made)));
  }
  return objects;
}

std::variant<Object, std::string> tablesObject(const std::string& block, const std::vector<std::string>& kernels) {
  auto made = machineFor({"x86-64", ""}, Effort::None);
  if (auto* why = std::get_if<std::string>(&made)) return std::move(*why);
  llvm::TargetMachine& machine = *std::get<0>(made);
  llvm::LLVMContext context;
  llvm::Module module("tiao_tables", context);
  module.setDataLayout(machine.createDataLayout());
  module.setTargetTriple(machine.getTargetTriple().str());
  module.setPICLevel(llvm::PICLevel::BigPIC);
  const auto constant = [&](const char* name, llvm::Constant* value) {
    auto* global = new llvm::GlobalVariable(module, value->getType(), true, llvm::GlobalValue::ExternalLinkage, value,
                                            name); // the module's from now on
    global->setVisibility(llvm::GlobalValue::HiddenVisibility);
    global->setAlignment(llvm::Align(16));
  };
  constant("tiao_tables", llvm::ConstantDataArray::getString(context, block, false));
  auto* pointer = llvm::PointerType::getUnqual(context);
  auto* function = llvm::FunctionType::get(llvm::Type::getVoidTy(context), {pointer}, false);
  std::vector<llvm::Constant*> pointers;
  for (const std::string& kernel : kernels) {
    auto* declared = llvm::Function::Create(function, llvm::GlobalValue::ExternalLinkage, kernel, module);
    declared->setVisibility(llvm::GlobalValue::HiddenVisibility);
    pointers.push_back(declared);
  }
  constant("tiao_kernels", llvm::ConstantArray::get(llvm::ArrayType::get(pointer, pointers.size()), pointers));
  auto bytes = bytesOf(module, machine);
  if (!bytes) return NoObjects;
  return Object{{}, *std::move(bytes)};
}

std::string textOfKernels(const plan::Plan& plan) {
  const Units units = native::cut(plan);
  std::string text;
  for (const Unit& unit : units.units) {
    llvm::LLVMContext context;
    const std::string name = nameOf(unit, "tiao_");
    llvm::Module module(name, context);
    (void)emit(plan, units, unit, name, module);
    llvm::raw_string_ostream out(text);
    module.print(out, nullptr);
  }
  return text;
}

} // namespace tiao::lower
