#include "runtime/batch/evaluate.h"

#include "runtime/batch/cell.h"
#include "runtime/batch/memory.h"
#include "runtime/batch/tell.h"

#include <cstring>

#if defined(__SSE2__)
#include <xmmintrin.h>
#else
#include <cfenv>
#endif

namespace tiao::batch {

namespace {

/// What stands at the beginning of a scratch.
struct Scratch {
  void** slots;                        // by slot
  const void** values;                 // of one kernel …
  const uint64_t** known;              //
  void** local;                        //
  uint64_t* gathered;                  // planes of subjects, told of their items
  ToldPlane* told;                     // of one output
  int32_t* parents[MostKinds];         // by item kind: the subject of each item
  const int32_t* parentsOf[MostKinds]; // the same, for kernels
};

/// While it lives doubles are rounded to the nearest, as kernels count on, whatever the caller has chosen for itself;
/// afterwards they are rounded as before. On x86 without libm, which an evaluator does not link.
class RoundedToNearest {
public:
#if defined(__SSE2__)
  RoundedToNearest() : before_(_mm_getcsr()) { _mm_setcsr(AllMasked); }
  ~RoundedToNearest() { _mm_setcsr(before_); }
#else
  RoundedToNearest() : before_(std::fegetround()) { std::fesetround(FE_TONEAREST); }
  ~RoundedToNearest() { std::fesetround(before_); }
#endif
  RoundedToNearest(const RoundedToNearest&) = delete;
  RoundedToNearest& operator=(const RoundedToNearest&) = delete;

private:
#if defined(__SSE2__)
  static constexpr unsigned AllMasked = 0x1F80; // as a process begins: to the nearest, no exception is raised
  unsigned before_;
#else
  int before_;
#endif
};

constexpr size_t MostTold = 64;
constexpr size_t MostGathered = MostTold + 6; // planes of one output

size_t rowsOf(const Rows& rows, int32_t domain) {
  return up64(static_cast<size_t>(domain < 0 ? rows.subjects : rows.items[domain]));
}

size_t lay(Block tables, const Rows& rows, Scratch& scratch, Memory memory) {
  (void)memory.take<Scratch>(1);
  const KernelTables& t = *tables.operator->();
  scratch.slots = memory.take<void*>(t.slots.count);
  size_t mostInputs = 0, mostSlots = 0;
  for (uint32_t i = 0; i < t.units.count; ++i) {
    const UnitTable& unit = tables.begin(t.units)[i];
    mostInputs = unit.inputs.count > mostInputs ? unit.inputs.count : mostInputs;
    mostSlots = unit.slots.count > mostSlots ? unit.slots.count : mostSlots;
  }
  scratch.values = memory.take<const void*>(mostInputs);
  scratch.known = memory.take<const uint64_t*>(mostInputs);
  scratch.local = memory.take<void*>(mostSlots);
  size_t mostItems = 0;
  for (uint32_t kind = 0; kind < t.itemKinds; ++kind) {
    const size_t items = rowsOf(rows, static_cast<int32_t>(kind));
    mostItems = items > mostItems ? items : mostItems;
    scratch.parents[kind] = memory.take<int32_t>(items);
    scratch.parentsOf[kind] = scratch.parents[kind];
  }
  scratch.gathered = memory.take<uint64_t>(MostGathered * (mostItems / 64));
  scratch.told = memory.take<ToldPlane>(MostTold);
  for (uint32_t i = 0; i < t.slots.count; ++i) {
    const SlotTable& slot = tables.begin(t.slots)[i];
    const size_t count = rowsOf(rows, slot.domain);
    void* piece = memory.take<char>(up64(count * slot.bits / 8));
    if (scratch.slots != nullptr) scratch.slots[i] = piece;
  }
  return memory.used();
}

/// One output, from the slots.
class Teller {
public:
  Teller(Block tables, const Scratch& scratch, const OutputTable& output, size_t blocks)
      : tables_(tables), scratch_(scratch), output_(output), blocks_(blocks) {}

  void tellTo(const TiaoFrame& frame, size_t index) {
    OutputPlanes planes;
    planes.notInForce = plane(output_.notInForce);
    planes.exhausted = plane(output_.exhausted);
    planes.ineligible = plane(output_.ineligible);
    planes.forgone = plane(output_.forgone);
    planes.cut = plane(output_.cut);
    planes.amount = numbers(output_.amount);
    const bool discretionary = output_.discretionary != 0;
    if (discretionary) planes.ceiling = numbers(output_.ceiling);
    const ToldTable* told = tables_.begin(output_.told);
    for (uint32_t i = 0; i < output_.told.count; ++i)
      scratch_.told[i] = {plane(told[i].bit), static_cast<ToldWith>(told[i].with)};
    planes.told = scratch_.told;
    planes.toldCount = output_.told.count;
    tell(planes, blocks_, frame.amounts[index], frame.statuses[index], frame.reasons[index],
         discretionary ? frame.ceilings[index] : nullptr);
  }

private:
  Plane plane(BitTable bit) {
    Plane result;
    if (bit.slot < 0) {
      result.all = bit.slot == Everywhere;
      return result;
    }
    result.words = static_cast<const uint64_t*>(scratch_.slots[bit.slot]);
    if (bit.domain == output_.itemKind) return result;
    uint64_t* const gathered = scratch_.gathered + used_ * blocks_; // of the subjects, told of their items
    ++used_;
    const int32_t* parents = scratch_.parents[output_.itemKind];
    for (size_t block = 0; block < blocks_; ++block) {
      uint64_t word = 0;
      for (size_t i = 0; i < 64; ++i) {
        const auto subject = static_cast<size_t>(parents[block * 64 + i]);
        word |= (result.words[subject / 64] >> subject % 64 & 1U) << i;
      }
      gathered[block] = word;
    }
    result.words = gathered;
    return result;
  }

  Numbers numbers(const NumberTable& from) {
    Numbers result;
    result.all = from.all;
    if (from.slot >= 0) {
      result.values = scratch_.slots[from.slot];
      result.isLong = from.isLong != 0;
    } else {
      result.where = plane(from.where);
    }
    return result;
  }

  Block tables_;
  const Scratch& scratch_;
  const OutputTable& output_;
  size_t blocks_;
  size_t used_ = 0; // of the gathered planes
};

/// A plane of the subjects, as it stands in a slot.
void copyPlane(BitTable bit, const Scratch& scratch, size_t blocks, uint64_t* to) {
  if (bit.slot >= 0)
    std::memcpy(to, scratch.slots[bit.slot], blocks * 8);
  else
    std::memset(to, bit.slot == Everywhere ? 0xFF : 0, blocks * 8);
}

} // namespace

size_t scratchBytes(Block tables, const Rows& rows) {
  Scratch scratch{};
  return lay(tables, rows, scratch, Memory(nullptr));
}

void layScratch(Block tables, const Rows& rows, void* memory) {
  (void)lay(tables, rows, *static_cast<Scratch*>(memory), Memory(static_cast<char*>(memory)));
}

void evaluate(Block tables, const TiaoKernel* kernels, const TiaoFrame& frame, void* memory, bool tell) {
  const Scratch& scratch = *static_cast<const Scratch*>(memory);
  const KernelTables& t = *tables.operator->();
  int64_t blocks[MostKinds + 1] = {static_cast<int64_t>(up64(static_cast<size_t>(frame.subjects)) / 64)};
  for (uint32_t kind = 0; kind < t.itemKinds; ++kind) {
    const size_t rows = up64(static_cast<size_t>(frame.items[kind]));
    blocks[kind + 1] = static_cast<int64_t>(rows / 64);
    int32_t* parents = scratch.parents[kind];
    const int32_t* first = frame.firstItem[kind];
    for (int64_t s = 0; s < frame.subjects; ++s)
      for (int32_t item = first[s]; item < first[s + 1]; ++item) parents[item] = static_cast<int32_t>(s);
    for (auto item = static_cast<size_t>(frame.items[kind]); item < rows; ++item) parents[item] = 0;
  }
  TiaoArguments arguments{};
  arguments.blocks = blocks;
  arguments.subjects = frame.subjects;
  arguments.first = frame.firstItem;
  arguments.parent = scratch.parentsOf;
  arguments.values = scratch.values;
  arguments.known = scratch.known;
  arguments.slots = scratch.local;
  const auto subjectBlocks = static_cast<size_t>(blocks[0]);
  const RoundedToNearest rounding;
  for (uint32_t u = 0; u < t.units.count; ++u) {
    const UnitTable& unit = tables.begin(t.units)[u];
    for (uint32_t i = 0; i < unit.inputs.count; ++i) {
      const uint32_t input = tables.begin(unit.inputs)[i];
      scratch.values[i] = frame.values[input];
      scratch.known[i] = frame.known[input];
    }
    for (uint32_t i = 0; i < unit.slots.count; ++i) scratch.local[i] = scratch.slots[tables.begin(unit.slots)[i]];
    kernels[u](&arguments);
    if (unit.group >= 0)
      copyPlane(tables.begin(t.groups)[unit.group].again, scratch, subjectBlocks, frame.again[unit.group]);
    for (uint32_t i = 0; tell && i < unit.outputs.count; ++i) {
      const uint32_t index = tables.begin(unit.outputs)[i];
      const OutputTable& output = tables.begin(t.outputs)[index];
      Teller(tables, scratch, output, static_cast<size_t>(blocks[output.itemKind + 1])).tellTo(frame, index);
    }
  }
  for (uint32_t group = 0; group < t.groups.count; ++group)
    if (tables.begin(t.groups)[group].compiled == 0) std::memset(frame.again[group], 0xFF, subjectBlocks * 8);
}

} // namespace tiao::batch
