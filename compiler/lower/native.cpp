#include "compiler/lower/native.h"

#include "compiler/lower/arguments.h"
#include "compiler/lower/emit.h"
#include "runtime/batch/tell.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <new>

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>

namespace tiao::lower {

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

using Kernel = void (*)(const TiaoArguments*);

void initialise() {
  static const bool done = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    return true;
  }();
  (void)done;
}

std::string textOf(llvm::Error error) { return llvm::toString(std::move(error)); }

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

} // namespace

struct Native::Code {
  struct Entry {
    Function function;
    int group = -1;
    Kernel kernel = nullptr;
    std::vector<size_t> outputs; // of the layout
  };
  const plan::Plan* plan = nullptr;
  Units units;
  std::unique_ptr<llvm::orc::LLJIT> jit;
  std::vector<Entry> entries;
  Times times;
  static batch::ToldWith toldWith(interpret::Reason::Kind kind);
};

Native::Native(std::unique_ptr<Code> code) : code_(std::move(code)) {}
Native::Native(Native&&) noexcept = default;
Native& Native::operator=(Native&&) noexcept = default;
Native::~Native() = default;

const Times& Native::times() const { return code_->times; }

std::variant<Native, std::string> Native::compile(const plan::Plan& plan, Effort effort) {
  initialise();
  auto code = std::make_unique<Code>();
  code->plan = &plan;
  const auto begun = Clock::now();
  code->units = cut(plan);

  auto host = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!host) return textOf(host.takeError());
  host->setCodeGenOptLevel(effort == Effort::None ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Default);
  auto machine = host->createTargetMachine();
  if (!machine) return textOf(machine.takeError());
  auto jit = llvm::orc::LLJITBuilder().setJITTargetMachineBuilder(*host).create();
  if (!jit) return textOf(jit.takeError());
  code->jit = std::move(*jit);

  for (const Unit& unit : code->units.units) {
    auto context = std::make_unique<llvm::LLVMContext>();
    const std::string name = unit.group < 0 ? std::string("tiao_shared") : "tiao_group_" + std::to_string(unit.group);
    auto module = std::make_unique<llvm::Module>(name, *context);
    module->setDataLayout((*machine)->createDataLayout());
    module->setTargetTriple((*machine)->getTargetTriple().str());
    Code::Entry& entry = code->entries.emplace_back();
    entry.group = unit.group;
    entry.outputs = unit.outputs;
    entry.function = emit(plan, code->units, unit, name, *module);
    std::string broken;
    llvm::raw_string_ostream out(broken);
    if (llvm::verifyModule(*module, &out)) return "the code of " + name + " is not well formed: " + out.str();
    if (effort == Effort::Full) improve(*module, machine->get());
    if (auto error = code->jit->addIRModule({std::move(module), std::move(context)})) return textOf(std::move(error));
  }
  code->times.emit = since(begun);
  const auto compiling = Clock::now();
  for (Code::Entry& entry : code->entries) {
    auto address = code->jit->lookup(entry.function.kernel);
    if (!address) return textOf(address.takeError());
    entry.kernel = address->toPtr<Kernel>();
  }
  code->times.compile = since(compiling);
  return Native(std::move(code));
}

// -----------------------------------------------------------------------------------------------------------
// evaluation

namespace {

struct Free {
  void operator()(void* memory) const { ::operator delete(memory, std::align_val_t(64)); }
};
using Block = std::unique_ptr<void, Free>;

constexpr size_t padded(size_t rows) { return (rows + 63) / 64 * 64; }

} // namespace

struct Native::Scratch::Memory {
  std::vector<Block> slots;
  std::vector<void*> pointers; // by slot
  std::vector<size_t> rows;    // that each has room for
  std::vector<std::vector<int32_t>> parents;
  std::vector<const int32_t*> parentPointers;
  // For one kernel.
  std::vector<const void*> values;
  std::vector<const uint64_t*> known;
  std::vector<void*> local;
  std::vector<uint64_t> gathered; // planes of subjects, told of their items
  std::vector<batch::ToldPlane> told;
};

Native::Scratch::Scratch(const Native& native) : memory_(std::make_unique<Memory>()) {
  const size_t slots = native.code_->units.slots.size();
  memory_->slots.resize(slots);
  memory_->pointers.resize(slots);
  memory_->rows.resize(slots);
  memory_->parents.resize(native.code_->plan->layout.itemKinds.size());
}
Native::Scratch::Scratch(Scratch&&) noexcept = default;
Native::Scratch::~Scratch() = default;

batch::ToldWith Native::Code::toldWith(interpret::Reason::Kind kind) {
  using Kind = interpret::Reason::Kind;
  switch (kind) {
  case Kind::NotInForce: return batch::ToldWith::NotInForce;
  case Kind::UsedUp: return batch::ToldWith::Exhausted;
  case Kind::ConditionFailed: return batch::ToldWith::Ineligible;
  case Kind::LostTo:
  case Kind::BarredBy: return batch::ToldWith::Forgone;
  case Kind::Cut: return batch::ToldWith::Cut;
  case Kind::NothingToGive:
  case Kind::Missing:
  case Kind::InvalidFact: break;
  }
  return batch::ToldWith::Nothing;
}

/// What one output tells, from the slots.
void Native::tellOutput(const Code& code, size_t index, const TiaoFrame& frame, Scratch::Memory& memory,
                        const std::vector<int64_t>& blocks) {
  const plan::Plan& plan = *code.plan;
  const plan::OutputPlan& output = plan.outputs[index];
  const Domain domain = plan.layout.outputs[index].itemKind;
  const auto count = static_cast<size_t>(blocks[static_cast<size_t>(domain) + 1]);
  memory.gathered.clear();
  memory.gathered.reserve((output.told.size() + 6) * count); // so that planes in it stay where they are
  const auto plane = [&](NodeId node) {
    batch::Plane result;
    if (plan.graph.isConstant(node)) {
      result.all = node == plan.graph.yes;
      return result;
    }
    result.words = static_cast<const uint64_t*>(memory.pointers[code.units.slotOf.at(node.index)]);
    if (plan.graph.domain(node) == domain) return result;
    const size_t begin = memory.gathered.size();
    const std::vector<int32_t>& parents = memory.parents[static_cast<size_t>(domain)];
    for (size_t block = 0; block < count; ++block) {
      uint64_t word = 0;
      for (size_t i = 0; i < 64; ++i) {
        const auto subject = static_cast<size_t>(parents[block * 64 + i]);
        word |= (result.words[subject / 64] >> subject % 64 & 1U) << i;
      }
      memory.gathered.push_back(word);
    }
    result.words = memory.gathered.data() + begin;
    return result;
  };
  const auto numbers = [&](NodeId node) {
    batch::Numbers result;
    if (plan.graph.isConstant(node)) {
      result.all = static_cast<int64_t>(plan.graph[node].k);
      return result;
    }
    result.values = memory.pointers[code.units.slotOf.at(node.index)];
    result.isLong = code.units.slot(node).bits == 64;
    return result;
  };
  batch::OutputPlanes planes;
  planes.notInForce = plane(output.notInForce);
  planes.exhausted = plane(output.exhausted);
  planes.ineligible = plane(output.ineligible);
  planes.forgone = plane(output.forgone);
  planes.cut = plane(output.cut);
  if (output.where.none()) {
    planes.amount = numbers(output.amount);
  } else {
    planes.amount.all = output.fixed;
    planes.amount.where = plane(output.where);
  }
  const bool discretionary = !output.ceiling.none();
  if (discretionary) planes.ceiling = numbers(output.ceiling);
  memory.told.clear();
  for (const plan::OutputPlan::Told& told : output.told)
    memory.told.push_back({plane(told.bit), Code::toldWith(told.reason.kind)});
  planes.told = memory.told.data();
  planes.toldCount = memory.told.size();
  batch::tell(planes, count, frame.amounts[index], frame.statuses[index], frame.reasons[index],
              discretionary ? frame.ceilings[index] : nullptr);
}

void Native::evaluate(const TiaoFrame& frame, Scratch& scratch, bool tell) const {
  Scratch::Memory& memory = *scratch.memory_;
  const Code& code = *code_;
  const batch::Layout& layout = code.plan->layout;
  const auto rowsOf = [&](Domain domain) {
    return static_cast<size_t>(domain < 0 ? frame.subjects : frame.items[domain]);
  };
  for (size_t i = 0; i < code.units.slots.size(); ++i) {
    const Slot& slot = code.units.slots[i];
    const size_t rows = padded(rowsOf(slot.domain));
    if (memory.pointers[i] != nullptr && rows <= memory.rows[i]) continue;
    const size_t bytes = std::max<size_t>(64, rows * slot.bits / 8);
    memory.slots[i] = Block(::operator new(bytes, std::align_val_t(64)));
    memory.pointers[i] = memory.slots[i].get();
    memory.rows[i] = rows;
    std::memset(memory.pointers[i], 0, bytes);
  }
  std::vector<int64_t> blocks{static_cast<int64_t>(padded(rowsOf(plan::Subjects)) / 64)};
  memory.parentPointers.clear();
  for (size_t kind = 0; kind < layout.itemKinds.size(); ++kind) {
    const size_t rows = rowsOf(static_cast<Domain>(kind));
    blocks.push_back(static_cast<int64_t>(padded(rows) / 64));
    std::vector<int32_t>& parents = memory.parents[kind];
    parents.assign(padded(rows), 0);
    for (int64_t s = 0; s < frame.subjects; ++s)
      std::fill(parents.begin() + frame.firstItem[kind][s], parents.begin() + frame.firstItem[kind][s + 1],
                static_cast<int32_t>(s));
    memory.parentPointers.push_back(parents.data());
  }

  TiaoArguments arguments{};
  arguments.blocks = blocks.data();
  arguments.subjects = frame.subjects;
  arguments.first = frame.firstItem;
  arguments.parent = memory.parentPointers.data();
  for (const Code::Entry& entry : code.entries) {
    memory.values.clear();
    memory.known.clear();
    memory.local.clear();
    for (const uint32_t input : entry.function.inputs) {
      memory.values.push_back(frame.values[input]);
      memory.known.push_back(frame.known[input]);
    }
    for (const uint32_t slot : entry.function.slots) memory.local.push_back(memory.pointers[slot]);
    arguments.values = memory.values.data();
    arguments.known = memory.known.data();
    arguments.slots = memory.local.data();
    entry.kernel(&arguments);
    if (entry.group >= 0) {
      const NodeId again = code.plan->again[static_cast<size_t>(entry.group)];
      uint64_t* to = frame.again[entry.group];
      const size_t bytes = static_cast<size_t>(blocks[0]) * 8;
      if (code.units.has(again))
        std::memcpy(to, memory.pointers[code.units.slotOf.at(again.index)], bytes);
      else
        std::memset(to, again == code.plan->graph.yes ? 0xFF : 0, bytes);
    }
    if (!tell) continue;
    for (const size_t output : entry.outputs) tellOutput(code, output, frame, memory, blocks);
  }
  for (size_t group = 0; group < layout.groups.size(); ++group)
    if (!layout.groups[group].compiled) std::memset(frame.again[group], 0xFF, static_cast<size_t>(blocks[0]) * 8);
}

std::string textOfKernels(const plan::Plan& plan) {
  const Units units = cut(plan);
  std::string text;
  for (const Unit& unit : units.units) {
    llvm::LLVMContext context;
    const std::string name = unit.group < 0 ? std::string("tiao_shared") : "tiao_group_" + std::to_string(unit.group);
    llvm::Module module(name, context);
    (void)emit(plan, units, unit, name, module);
    llvm::raw_string_ostream out(text);
    module.print(out, nullptr);
  }
  return text;
}

} // namespace tiao::lower
