#pragma once

#include <cstddef>
#include <cstdint>

/// What a compiled policy knows of itself beside its kernels: one block of bytes without pointers, the same in the
/// memory of this program and in a library of its own. Lists in it are told by where they begin, counted from the
/// block's first byte. Nothing here needs a library, so that an evaluator that is handed over can read it too.
namespace tiao::batch {

/// A list in the block.
template <typename T> struct List {
  uint32_t at = 0; // bytes from the beginning of the block
  uint32_t count = 0;
};

/// Words in the block, in UTF-8; a 0 follows them.
using Words = List<char>;

/// A bit of each row: a plane in a slot, or the same for all rows.
struct BitTable {
  int32_t slot = 0;
  int32_t domain = -1; // of the slot: place of an item kind, or -1 for the subjects
};
constexpr int32_t Nowhere = -1, Everywhere = -2; // in place of a slot: 0 or 1 in every row

/// A number of each row: an array in a slot, or `all` where the bit is set and 0 elsewhere.
struct NumberTable {
  int64_t all = 0;
  int32_t slot = Nowhere;
  uint32_t isLong = 0;
  BitTable where{Everywhere, -1};
};

struct SlotTable {
  int32_t domain = -1;
  uint32_t bits = 1; // 1, 32, 64 or 128
};

struct ToldTable {
  BitTable bit;
  uint32_t with = 0; // a ToldWith
  Words zh, en;      // for a person; empty in the memory of a program that has the policy itself
};

struct OutputTable {
  BitTable notInForce, exhausted, ineligible, forgone, cut;
  NumberTable amount, ceiling;
  List<ToldTable> told;
  int32_t itemKind = -1;
  uint32_t discretionary = 0;
};

/// A kernel: a group of awards, or (`group` = -1) what several groups share.
struct UnitTable {
  int32_t group = -1;
  List<uint32_t> inputs, slots; // of the kernel's arguments, in their order
  List<uint32_t> outputs;
};

struct GroupTable {
  BitTable again;
  uint32_t compiled = 0;
};

struct InputTable {
  int64_t scale = 1; // a number n stands for n ÷ scale
  int64_t lo = 0, hi = 0;
  uint32_t kind = 0; // an InputKind
  uint32_t cell = 0; // a Cell
  int32_t itemKind = -1;
  int32_t year = 0, month = 0;
  uint32_t fact = 0; // in Tables::facts
};

/// Of a block for the kernels alone.
struct KernelTables {
  List<InputTable> inputs;
  List<SlotTable> slots;
  List<UnitTable> units;
  List<OutputTable> outputs;
  List<GroupTable> groups;
  uint32_t itemKinds = 0;
  uint32_t padding = 0;
};

/// A block whose first bytes are its KernelTables.
class Block {
public:
  explicit Block(const void* bytes) : bytes_(static_cast<const char*>(bytes)) {}
  const KernelTables* operator->() const { return reinterpret_cast<const KernelTables*>(bytes_); }
  template <typename T> [[nodiscard]] const T* begin(List<T> list) const {
    return reinterpret_cast<const T*>(bytes_ + list.at);
  }

private:
  const char* bytes_;
};

} // namespace tiao::batch
