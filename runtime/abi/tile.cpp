#include "runtime/abi/tile.h"

#include "runtime/abi/entry.h"
#include "runtime/batch/cell.h"
#include "runtime/batch/memory.h"

#include <cstdlib>
#include <cstring>

namespace tiao::abi {

using batch::Cell;
using batch::InputKind;
using batch::Memory;
using batch::up64;

namespace {

void store(Cell cell, void* values, int64_t row, int64_t value) {
  switch (cell) {
  case Cell::Byte: static_cast<uint8_t*>(values)[row] = static_cast<uint8_t>(value); break;
  case Cell::Int: static_cast<int32_t*>(values)[row] = static_cast<int32_t>(value); break;
  case Cell::Long: static_cast<int64_t*>(values)[row] = value; break;
  }
}

/// Whose rows an input has: 0 the subjects, else a kind of items and one.
size_t domainOf(const batch::InputTable& input) {
  const bool ofItems = input.itemKind >= 0 && static_cast<InputKind>(input.kind) != InputKind::ListGiven;
  return ofItems ? static_cast<size_t>(input.itemKind) + 1 : 0;
}

} // namespace

Tile::~Tile() { std::free(memory_); }

size_t Tile::lay(const Room& room, char* bytes) {
  Memory memory(bytes);
  const batch::KernelTables& t = policy_->kernels;
  const size_t inputs = t.inputs.count, outputs = t.outputs.count, groups = t.groups.count;
  values_ = memory.take<void*>(inputs);
  known_ = memory.take<uint64_t*>(inputs);
  firstItem_ = memory.take<int32_t*>(8);
  amounts_ = memory.take<int64_t*>(outputs);
  ceilings_ = memory.take<int64_t*>(outputs);
  statuses_ = memory.take<uint8_t*>(outputs);
  reasons_ = memory.take<uint64_t*>(outputs);
  again_ = memory.take<uint64_t*>(groups);
  const size_t subjects = up64(static_cast<size_t>(room.rows[0]));
  invalid_ = memory.take<int32_t>(subjects);
  const auto set = [&](auto** at, auto* piece) {
    if (bytes != nullptr) *at = piece;
  };
  for (uint32_t i = 0; i < inputs; ++i) {
    const batch::InputTable& in = policy_.input(i);
    const size_t rows = up64(static_cast<size_t>(room.rows[domainOf(in)]));
    set(values_ + i, static_cast<void*>(memory.take<char>(rows * batch::sizeOf(static_cast<Cell>(in.cell)))));
    set(known_ + i, memory.take<uint64_t>(rows / 64));
  }
  for (uint32_t kind = 0; kind < t.itemKinds; ++kind) set(firstItem_ + kind, memory.take<int32_t>(subjects + 1));
  for (uint32_t i = 0; i < outputs; ++i) {
    const batch::OutputTable& output = policy_.begin(t.outputs)[i];
    const size_t rows = up64(static_cast<size_t>(room.rows[output.itemKind + 1]));
    set(amounts_ + i, memory.take<int64_t>(rows));
    set(ceilings_ + i, output.discretionary != 0 ? memory.take<int64_t>(rows) : nullptr);
    set(statuses_ + i, memory.take<uint8_t>(rows));
    set(reasons_ + i, memory.take<uint64_t>(rows));
  }
  for (uint32_t i = 0; i < groups; ++i) set(again_ + i, memory.take<uint64_t>(subjects / 64));
  scratch_ = memory.take<char>(tiao_tile_scratch(room.rows, nullptr));
  return memory.used();
}

bool Tile::make(const Room& room, int32_t throughYear) {
  throughYear_ = throughYear;
  const size_t bytes = lay(room, nullptr);
  memory_ = std::malloc(bytes + 64);
  if (memory_ == nullptr) return false;
  char* const begin = batch::aligned(memory_);
  std::memset(begin, 0, bytes);
  (void)lay(room, begin);
  (void)tiao_tile_scratch(room.rows, scratch_);
  for (uint32_t i = 0; i < policy_->kernels.inputs.count; ++i)
    fill(i, up64(static_cast<size_t>(room.rows[domainOf(policy_.input(i))])));
  for (int64_t i = 0; i < room.rows[0]; ++i) invalid_[i] = -1;
  return true;
}

int64_t Tile::nothing(uint32_t input) const {
  const batch::InputTable& in = policy_.input(input);
  return in.lo > 0 ? in.lo : in.hi < 0 ? in.hi : 0;
}

void Tile::fill(uint32_t input, size_t rows) {
  const batch::InputTable& in = policy_.input(input);
  const bool isLater = later(input);
  const auto kind = static_cast<InputKind>(in.kind);
  // An empty list is a list.
  const int64_t value = isLater && kind == InputKind::ListGiven ? 1 : nothing(input);
  for (size_t row = 0; row < rows; ++row)
    store(static_cast<Cell>(in.cell), values_[input], static_cast<int64_t>(row), value);
  std::memset(known_[input], isLater && kind != InputKind::FirstYear ? 0xFF : 0, rows / 8);
}

void Tile::put(uint32_t input, int64_t row, int64_t subject, int64_t value) {
  const batch::InputTable& in = policy_.input(input);
  if (value < in.lo || in.hi < value) {
    noteInvalid(subject, input);
    putUnknown(input, row);
    return;
  }
  store(static_cast<Cell>(in.cell), values_[input], row, value);
  known_[input][row / 64] |= uint64_t{1} << row % 64;
}

void Tile::putUnknown(uint32_t input, int64_t row) {
  store(static_cast<Cell>(policy_.input(input).cell), values_[input], row, nothing(input));
  known_[input][row / 64] &= ~(uint64_t{1} << row % 64);
}

void Tile::clearInvalid() {
  for (int64_t i = 0; i < subjects; ++i) invalid_[i] = -1;
}

void Tile::evaluate() {
  TiaoFrame frame{};
  frame.subjects = subjects;
  for (int kind = 0; kind < 8; ++kind) frame.items[kind] = items[kind];
  frame.values = values_;
  frame.known = known_;
  frame.firstItem = firstItem_;
  frame.amounts = amounts_;
  frame.statuses = statuses_;
  frame.reasons = reasons_;
  frame.ceilings = ceilings_;
  frame.again = again_;
  tiao_tile_evaluate(&frame, scratch_);
}

tiao_outcome Tile::outcome(const OutputAbout& output, int64_t row, int64_t subject) const {
  tiao_outcome result{TIAO_NONE, TIAO_NONE, 0, TIAO_ASK, 0};
  if (isLater(output)) {
    result.status = TIAO_LATER;
    return result;
  }
  if (output.listed >= 0 && !isSet(static_cast<uint32_t>(output.listed), row)) {
    result.status = TIAO_ABSENT;
    result.amount = 0;
    return result;
  }
  if (ask(output, subject)) return result;
  result.amount = amounts_[output.kernel][row];
  result.status = statuses_[output.kernel][row];
  result.reasons = reasons_[output.kernel][row];
  if (output.discretionary != 0 && ceilings_[output.kernel][row] >= 0) result.ceiling = ceilings_[output.kernel][row];
  return result;
}

} // namespace tiao::abi
