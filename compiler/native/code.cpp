#include "compiler/native/code.h"

#include "compiler/native/processor.h"
#include "compiler/native/tables.h"
#include "runtime/batch/evaluate.h"
#include "runtime/batch/threads.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace tiao::native {

namespace {

/// More bytes than these are not kept from run to run.
constexpr size_t MostKept = size_t{1} << 28;

struct Free {
  void operator()(void* memory) const { ::operator delete(memory, std::align_val_t(64)); }
};

/// The keys of all units, and what is kept by them.
std::vector<std::optional<Image>> findAll(const plan::Plan& plan, const Units& units, const std::string& processor,
                                          Effort effort, const CodeCache& cache, std::vector<UnitKey>& keys) {
  const size_t count = units.units.size();
  std::vector<std::optional<Image>> found(count);
  keys.resize(count);
  batch::forEach(count, std::max(1U, std::thread::hardware_concurrency()), [&](size_t i, unsigned /*thread*/) {
    keys[i] = keyOf(plan, units, units.units[i], processor, effort);
    found[i] = cache.find(keys[i]);
  });
  return found;
}

} // namespace

struct Code::Parts {
  std::vector<TiaoKernel> kernels; // by unit
  Loaded loaded;                   // those that were kept
  std::shared_ptr<const void> compiled;
  std::string tables;
  Times times;
  Found found;
  [[nodiscard]] batch::Block block() const { return batch::Block(tables.data()); }
};

Code::Code(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Code::Code(Code&&) noexcept = default;
Code& Code::operator=(Code&&) noexcept = default;
Code::~Code() = default;

const Times& Code::times() const { return parts_->times; }

Code::Found Code::found() const { return parts_->found; }

std::variant<Code, std::string> Code::make(const plan::Plan& plan, Effort effort, const Compile& compile,
                                           const CodeCache* cache) {
  auto parts = std::make_unique<Parts>();
  const Units units = cut(plan);
  const size_t count = units.units.size();
  const auto processor = cache == nullptr ? std::nullopt : thisProcessor();
  std::vector<UnitKey> keys;
  std::vector<std::optional<Image>> kept(count);
  if (processor) kept = findAll(plan, units, *processor, effort, *cache, keys);
  if (auto loaded = load(kept))
    parts->loaded = *std::move(loaded);
  else
    std::ranges::fill(kept, std::nullopt);

  parts->kernels = parts->loaded.kernels;
  parts->kernels.resize(count); // the system may give no memory for what is kept
  std::vector<Function> functions(count);
  std::vector<size_t> wanted;
  for (size_t i = 0; i < count; ++i) {
    if (kept[i])
      functions[i] = std::move(kept[i]->function);
    else
      wanted.push_back(i);
  }
  parts->found = {count - wanted.size(), count};
  if (!wanted.empty()) {
    auto made = compile(plan, units, wanted, effort);
    if (auto* why = std::get_if<std::string>(&made)) return std::move(*why);
    auto& compiled = std::get<Compiled>(made);
    for (size_t i = 0; i < wanted.size(); ++i) {
      Compiled::Kernel& kernel = compiled.kernels[i];
      if (processor && kernel.image) cache->keep(keys[wanted[i]], *kernel.image);
      parts->kernels[wanted[i]] = kernel.address;
      functions[wanted[i]] = std::move(kernel.function);
    }
    if (processor) cache->bound(MostKept);
    parts->compiled = std::move(compiled.memory);
    parts->times = compiled.times;
  }
  BlockWriter tables(sizeof(batch::KernelTables));
  tables.head(tablesOf(plan, units, functions, {}, tables));
  parts->tables = std::move(tables).finish();
  return Code(std::move(parts));
}

// -----------------------------------------------------------------------------------------------------------
// evaluation

struct Code::Scratch::Memory {
  std::unique_ptr<void, Free> block;
  batch::Rows rows; // that it has room for
};

Code::Scratch::Scratch(const Code& /*code*/) : memory_(std::make_unique<Memory>()) {}
Code::Scratch::Scratch(Scratch&&) noexcept = default;
Code::Scratch::~Scratch() = default;

void Code::evaluate(const TiaoFrame& frame, Scratch& scratch, bool tell) const {
  Scratch::Memory& memory = *scratch.memory_;
  const batch::Block tables = parts_->block();
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
  batch::evaluate(tables, parts_->kernels.data(), frame, memory.block.get(), tell);
}

} // namespace tiao::native
