#include "compiler/lower/native.h"

#include "compiler/lower/tables.h"
#include "runtime/batch/evaluate.h"
#include "runtime/batch/threads.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <new>
#include <optional>
#include <set>

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/Support/MemoryBuffer.h>

namespace tiao::lower {

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::string textOf(llvm::Error error) { return llvm::toString(std::move(error)); }

struct Free {
  void operator()(void* memory) const { ::operator delete(memory, std::align_val_t(64)); }
};

} // namespace

struct Native::Code {
  std::unique_ptr<llvm::orc::LLJIT> jit;
  std::vector<TiaoKernel> kernels; // by unit
  std::string tables;
  Times times;
  Found found;
  [[nodiscard]] batch::Block block() const { return batch::Block(tables.data()); }
};

Native::Native(std::unique_ptr<Code> code) : code_(std::move(code)) {}
Native::Native(Native&&) noexcept = default;
Native& Native::operator=(Native&&) noexcept = default;
Native::~Native() = default;

const Times& Native::times() const { return code_->times; }

Native::Found Native::found() const { return code_->found; }

namespace {

/// More than this is not kept from run to run.
constexpr size_t MostKept = size_t{1} << 28;

/// A unit, found or compiled.
struct Got {
  std::variant<Object, std::string> object;
  bool found = false;
  Times times;
};

/// All units, in their order, compiled on as many threads as there are processors: each has a code generator of its
/// own.
std::vector<Got> getAll(const plan::Plan& plan, const Units& units, Effort effort, const ObjectCache* cache) {
  const Target target = thisProcessor();
  std::vector<Got> all(units.units.size());
  batch::forEach(all.size(), std::max(1U, std::thread::hardware_concurrency()), [&](size_t i, unsigned /*thread*/) {
    Got& got = all[i];
    const Unit& unit = units.units[i];
    const UnitKey key = keyOf(plan, units, unit, target, effort);
    std::optional<Object> found = cache == nullptr ? std::nullopt : cache->find(key);
    got.found = found.has_value();
    if (found) {
      got.object = *std::move(found);
      return;
    }
    got.object = objectOf(plan, units, unit, target, effort, kernelOf(key), false, got.times);
    if (const auto* object = std::get_if<Object>(&got.object); object != nullptr && cache != nullptr)
      cache->keep(key, *object);
  });
  return all;
}

} // namespace

std::variant<Native, std::string> Native::compile(const plan::Plan& plan, Effort effort, const ObjectCache* cache) {
  auto code = std::make_unique<Code>();
  const auto begun = Clock::now();
  prepare();
  const Units units = cut(plan);
  code->times.emit = since(begun);
  std::vector<Object> objects;
  for (Got& got : getAll(plan, units, effort, cache)) {
    if (auto* why = std::get_if<std::string>(&got.object)) return std::move(*why);
    objects.push_back(std::get<Object>(std::move(got.object)));
    ++code->found.all;
    code->found.found += got.found ? 1 : 0;
    code->times.emit += got.times.emit;
    code->times.compile += got.times.compile;
  }
  if (cache != nullptr && code->found.found < code->found.all) cache->bound(MostKept);
  const auto loading = Clock::now();
  auto jit = llvm::orc::LLJITBuilder().create();
  if (!jit) return textOf(jit.takeError());
  code->jit = std::move(*jit);
  std::vector<Function> functions;
  std::set<std::string> added; // units that compute the same have one kernel
  for (Object& object : objects) {
    functions.push_back(std::move(object.function));
    if (!added.insert(functions.back().kernel).second) continue;
    auto buffer = llvm::MemoryBuffer::getMemBufferCopy(object.bytes, functions.back().kernel);
    if (auto error = code->jit->addObjectFile(std::move(buffer))) return textOf(std::move(error));
  }
  for (const Function& function : functions) {
    auto address = code->jit->lookup(function.kernel);
    if (!address) return textOf(address.takeError());
    code->kernels.push_back(address->toPtr<TiaoKernel>());
  }
  BlockWriter tables(sizeof(batch::KernelTables));
  tables.head(tablesOf(plan, units, functions, {}, tables));
  code->tables = std::move(tables).finish();
  code->times.compile += since(loading);
  return Native(std::move(code));
}

// -----------------------------------------------------------------------------------------------------------
// evaluation

struct Native::Scratch::Memory {
  std::unique_ptr<void, Free> block;
  batch::Rows rows; // that it has room for
};

Native::Scratch::Scratch(const Native& /*native*/) : memory_(std::make_unique<Memory>()) {}
Native::Scratch::Scratch(Scratch&&) noexcept = default;
Native::Scratch::~Scratch() = default;

void Native::evaluate(const TiaoFrame& frame, Scratch& scratch, bool tell) const {
  Scratch::Memory& memory = *scratch.memory_;
  const batch::Block tables = code_->block();
  bool fits = memory.block != nullptr && frame.subjects <= memory.rows.subjects;
  for (uint32_t kind = 0; kind < tables->itemKinds; ++kind) fits = fits && frame.items[kind] <= memory.rows.items[kind];
  if (!fits) {
    memory.rows.subjects = std::max(memory.rows.subjects, frame.subjects);
    for (uint32_t kind = 0; kind < tables->itemKinds; ++kind)
      memory.rows.items[kind] = std::max(memory.rows.items[kind], frame.items[kind]);
    const size_t bytes = batch::scratchBytes(tables, memory.rows);
    memory.block.reset(::operator new(bytes, std::align_val_t(64)));
    std::memset(memory.block.get(), 0, bytes);
    batch::layScratch(tables, memory.rows, memory.block.get());
  }
  batch::evaluate(tables, code_->kernels.data(), frame, memory.block.get(), tell);
}

} // namespace tiao::lower
