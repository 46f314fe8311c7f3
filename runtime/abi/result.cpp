#include "runtime/abi/result.h"

#include "runtime/batch/memory.h"

#include <cstdlib>
#include <cstring>
#include <initializer_list>

namespace tiao::abi {

using batch::Memory;

namespace {

/// At the beginning of a block: how many of its arrays (or schemas) are not yet released.
struct Shared {
  int64_t users;
};

void letGo(void* block) {
  if (__atomic_sub_fetch(&static_cast<Shared*>(block)->users, 1, __ATOMIC_ACQ_REL) == 0) std::free(block);
}

/// As Arrow has it: its children first, those that have not been moved elsewhere; then what is its own.
template <typename T> void release(T* released) {
  for (int64_t i = 0; i < released->n_children; ++i) {
    T* child = released->children[i];
    if (child->release != nullptr) child->release(child);
  }
  void* const block = released->private_data;
  released->release = nullptr;
  letGo(block);
}

/// Arrays or schemas, one after the other, as they are laid out. With no memory they are only counted.
template <typename T> class Nodes {
public:
  Nodes(Memory& memory, void* block) : memory_(memory), block_(block) {}

  /// Makes one with room for so many children.
  T* make(T* node, int64_t children) {
    T** list = memory_.take<T*>(static_cast<size_t>(children));
    ++made_;
    if (node == nullptr) return nullptr;
    *node = T{};
    node->n_children = children;
    node->children = list;
    node->release = release<T>;
    node->private_data = block_;
    return node;
  }
  T* child(T* parent, int64_t place, int64_t children) {
    T* node = memory_.take<T>(1);
    if (parent != nullptr) parent->children[place] = node;
    return make(node, children);
  }
  [[nodiscard]] int64_t made() const { return made_; }

private:
  Memory& memory_;
  void* block_;
  int64_t made_ = 0;
};

constexpr size_t bitsFor(int64_t rows) { return static_cast<size_t>((rows + 7) / 8); }
void setBit(uint8_t* bits, int64_t at) { bits[at / 8] = static_cast<uint8_t>(bits[at / 8] | 1U << (at % 8)); }

} // namespace

Result::~Result() {
  if (root_.release != nullptr)
    root_.release(&root_);
  else
    std::free(arrays_);
  if (rootSchema_.release != nullptr)
    rootSchema_.release(&rootSchema_);
  else
    std::free(schemas_);
}

bool Result::make(const int64_t* rows) {
  const size_t arrays = layArrays(rows, nullptr), schemas = laySchemas(nullptr);
  arrays_ = std::malloc(arrays + 64);
  schemas_ = std::malloc(schemas + 64);
  if (arrays_ == nullptr || schemas_ == nullptr) return false;
  std::memset(arrays_, 0, arrays + 64);
  std::memset(schemas_, 0, schemas + 64);
  (void)layArrays(rows, static_cast<char*>(arrays_));
  (void)laySchemas(static_cast<char*>(schemas_));
  return true;
}

size_t Result::layArrays(const int64_t* rows, char* block) {
  // The count of users comes first, in what is spared for alignment.
  Memory memory(block == nullptr ? nullptr : batch::aligned(block + sizeof(Shared)));
  Nodes<ArrowArray> nodes(memory, block);
  const auto buffers = [&](ArrowArray* array, int64_t length, std::initializer_list<const void*> list) {
    const void** at = memory.take<const void*>(list.size());
    if (array == nullptr) return;
    array->length = length;
    array->n_buffers = static_cast<int64_t>(list.size());
    array->buffers = at;
    for (const void* buffer : list) *at++ = buffer;
  };
  const int64_t outputs = policy_->outputs.count;
  ArrowArray* root = nodes.make(block == nullptr ? nullptr : &root_, outputs + 1);
  buffers(root, rows[0], {nullptr});
  columns_ = memory.take<Columns>(static_cast<size_t>(outputs));
  invalids_ = nodes.child(root, 0, 0);
  invalid_ = memory.take<int32_t>(static_cast<size_t>(rows[0]));
  invalidKnown_ = memory.take<uint8_t>(bitsFor(rows[0]));
  buffers(invalids_, rows[0], {invalidKnown_, invalid_});
  if (invalids_ != nullptr) invalids_->null_count = rows[0];
  for (uint32_t kind = 0; kind < policy_->kinds.count; ++kind)
    firstItem_[kind] = memory.take<int32_t>(static_cast<size_t>(rows[0]) + 1);
  for (int64_t i = 0; i < outputs; ++i) {
    const OutputAbout& output = policy_.output(static_cast<uint32_t>(i));
    ArrowArray* parent = root;
    int64_t place = i + 1, count = rows[0];
    if (output.itemKind >= 0) {
      ArrowArray* list = nodes.child(parent, place, 1);
      buffers(list, rows[0], {nullptr, firstItem_[output.itemKind]});
      parent = list;
      place = 0;
      count = rows[output.itemKind + 1];
    }
    ArrowArray* outcome = nodes.child(parent, place, 4);
    buffers(outcome, count, {nullptr});
    const auto some = static_cast<size_t>(count);
    Columns columns{memory.take<uint8_t>(some),
                    memory.take<int64_t>(some),
                    memory.take<uint8_t>(bitsFor(count)),
                    memory.take<int64_t>(some),
                    memory.take<uint8_t>(bitsFor(count)),
                    memory.take<uint64_t>(some),
                    nullptr,
                    nullptr};
    buffers(nodes.child(outcome, 0, 0), count, {nullptr, columns.status});
    columns.amounts = nodes.child(outcome, 1, 0);
    buffers(columns.amounts, count, {columns.amountKnown, columns.amount});
    columns.ceilings = nodes.child(outcome, 2, 0);
    buffers(columns.ceilings, count, {columns.ceilingKnown, columns.ceiling});
    buffers(nodes.child(outcome, 3, 0), count, {nullptr, columns.reasons});
    if (block == nullptr) continue;
    columns_[i] = columns;
    columns.amounts->null_count = count;
    columns.ceilings->null_count = count;
  }
  if (block != nullptr) static_cast<Shared*>(static_cast<void*>(block))->users = nodes.made();
  return memory.used() + sizeof(Shared);
}

size_t Result::laySchemas(char* block) {
  Memory memory(block == nullptr ? nullptr : batch::aligned(block + sizeof(Shared)));
  Nodes<ArrowSchema> nodes(memory, block);
  const auto name = [](ArrowSchema* schema, const char* format, const char* called, bool nullable) {
    if (schema == nullptr) return;
    schema->format = format;
    schema->name = called;
    schema->flags = nullable ? ARROW_FLAG_NULLABLE : 0;
  };
  const int64_t outputs = policy_->outputs.count;
  ArrowSchema* root = nodes.make(block == nullptr ? nullptr : &rootSchema_, outputs + 1);
  name(root, "+s", "", false);
  name(nodes.child(root, 0, 0), "i", "invalid_input", true);
  for (int64_t i = 0; i < outputs; ++i) {
    const OutputAbout& output = policy_.output(static_cast<uint32_t>(i));
    ArrowSchema* parent = root;
    int64_t place = i + 1;
    const char* called = policy_.text(output.id);
    if (output.itemKind >= 0) {
      ArrowSchema* list = nodes.child(parent, place, 1);
      name(list, "+l", called, false);
      parent = list;
      place = 0;
      called = "item";
    }
    ArrowSchema* outcome = nodes.child(parent, place, 4);
    name(outcome, "+s", called, false);
    name(nodes.child(outcome, 0, 0), "C", "status", false);
    name(nodes.child(outcome, 1, 0), "l", "amount", true);
    name(nodes.child(outcome, 2, 0), "l", "ceiling", true);
    name(nodes.child(outcome, 3, 0), "L", "reasons", false);
  }
  if (block != nullptr) static_cast<Shared*>(static_cast<void*>(block))->users = nodes.made();
  return memory.used() + sizeof(Shared);
}

void Result::put(uint32_t output, int64_t row, const tiao_outcome& outcome) {
  Columns& columns = columns_[output];
  columns.status[row] = static_cast<uint8_t>(outcome.status);
  columns.reasons[row] = outcome.reasons;
  if (outcome.amount != TIAO_NONE) {
    columns.amount[row] = outcome.amount;
    setBit(columns.amountKnown, row);
    --columns.amounts->null_count;
  }
  if (outcome.ceiling != TIAO_NONE) {
    columns.ceiling[row] = outcome.ceiling;
    setBit(columns.ceilingKnown, row);
    --columns.ceilings->null_count;
  }
}

void Result::putInvalid(int64_t row, int32_t input) {
  if (input < 0) return;
  invalid_[row] = input;
  setBit(invalidKnown_, row);
  --invalids_->null_count;
}

void Result::hand(ArrowArray* out, ArrowSchema* schema) {
  *out = root_;
  *schema = rootSchema_;
  root_ = {};
  rootSchema_ = {};
  arrays_ = nullptr;
  schemas_ = nullptr;
}

} // namespace tiao::abi
