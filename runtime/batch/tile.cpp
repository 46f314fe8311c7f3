#include "runtime/batch/tile.h"

#include <cstring>
#include <new>

namespace tiao::batch {

namespace {

/// Lays arrays one after the other, each beginning at a multiple of the alignment.
class Allotment {
public:
  size_t add(size_t bytes) {
    const size_t at = size_;
    size_ += (bytes + 63) / 64 * 64;
    return at;
  }
  [[nodiscard]] size_t size() const { return size_; }

private:
  size_t size_ = 0;
};

template <typename T> void fill(void* column, size_t rows, int64_t n) {
  std::fill_n(static_cast<T*>(column), rows, static_cast<T>(n));
}

} // namespace

Tile::Tile(const Layout& layout) : layout_(layout), kinds_(std::min(layout.itemKinds.size(), MostKinds)) {
  Allotment allotment;
  std::vector<size_t> columns, known;
  for (const Input& input : layout.inputs) {
    columns.push_back(allotment.add(sizeOf(input.cell) * roomOf(input)));
    known.push_back(allotment.add(roomOf(input) / 8));
  }
  const size_t againOf = layout.groups.size() * (TileSubjects / 64);
  const size_t again = allotment.add(againOf * sizeof(uint64_t));
  struct Places {
    size_t amounts, reasons, statuses, ceilings;
  };
  std::vector<Places> outputs;
  for (const Output& output : layout.outputs) {
    const size_t rows = output.itemKind < 0 ? TileSubjects : TileItems, longs = rows * sizeof(int64_t);
    const size_t amounts = allotment.add(longs), reasons = allotment.add(longs), statuses = allotment.add(rows);
    outputs.push_back({amounts, reasons, statuses, output.discretionary ? allotment.add(longs) : 0});
  }

  memory_.reset(new (std::align_val_t{Alignment}) std::byte[allotment.size()]);
  std::byte* const base = memory_.get();
  std::memset(base, 0, allotment.size());
  const auto words = [&](size_t at) { return reinterpret_cast<uint64_t*>(base + at); };
  const auto longs = [&](size_t at) { return reinterpret_cast<int64_t*>(base + at); };
  againWords_ = {words(again), againOf};
  for (size_t i = 0; i < layout.inputs.size(); ++i) {
    const Input& input = layout.inputs[i];
    columns_.push_back(base + columns[i]);
    known_.push_back(words(known[i]));
    const int64_t unknown = std::clamp<int64_t>(0, input.lo, input.hi); // stays within the bounds from here on
    putAlways(i, unknown);
    if (!isOfItems(input) || static_cast<size_t>(input.itemKind) >= kinds_.size()) continue;
    Kind& kind = kinds_[static_cast<size_t>(input.itemKind)];
    (input.kind == InputKind::Listed ? kind.lists : kind.inputs).push_back(i);
  }
  for (size_t g = 0; g < layout.groups.size(); ++g) again_.push_back(words(again) + g * (TileSubjects / 64));
  for (const Places& each : outputs) {
    amounts_.push_back(longs(each.amounts));
    reasons_.push_back(words(each.reasons));
    statuses_.push_back(reinterpret_cast<uint8_t*>(base + each.statuses));
    ceilings_.push_back(each.ceilings == 0 ? nullptr : longs(each.ceilings));
  }
  for (Kind& kind : kinds_) {
    kind.first.resize(TileSubjects + 1);
    firstItem_.push_back(kind.first.data());
  }
  frame_.values = columns_.data();
  frame_.known = known_.data();
  frame_.firstItem = firstItem_.data();
  frame_.amounts = amounts_.data();
  frame_.statuses = statuses_.data();
  frame_.reasons = reasons_.data();
  frame_.ceilings = ceilings_.data();
  frame_.again = again_.data();
}

void Tile::putAlways(size_t input, int64_t n) {
  const size_t rows = roomOf(layout_.inputs[input]);
  switch (layout_.inputs[input].cell) {
  case Cell::Byte: return fill<uint8_t>(columns_[input], rows, n);
  case Cell::Int: return fill<int32_t>(columns_[input], rows, n);
  case Cell::Long: return fill<int64_t>(columns_[input], rows, n);
  }
}

void Tile::clear() {
  for (size_t i = 0; i < layout_.inputs.size(); ++i)
    if (!isOfItems(layout_.inputs[i])) std::fill_n(known_[i], TileSubjects / 64, 0);
  std::ranges::fill(againWords_, 0);
  for (size_t kind = 0; kind < kinds_.size(); ++kind) {
    keepItems(kind, 0);
    std::ranges::fill(kinds_[kind].first, 0);
  }
}

size_t Tile::addItem(size_t kind) {
  Kind& of = kinds_[kind];
  for (const size_t list : of.lists) static_cast<uint8_t*>(columns_[list])[of.rows] = 0;
  return of.rows++;
}

void Tile::keepItems(size_t kind, size_t rows) {
  Kind& of = kinds_[kind];
  for (const size_t input : of.inputs)
    for (size_t word = rows / 64; word < (of.rows + 63) / 64; ++word)
      known_[input][word] &= word > rows / 64 ? 0 : (uint64_t{1} << rows % 64) - 1;
  of.rows = rows;
}

void Tile::endItems(size_t lane) {
  for (Kind& kind : kinds_) kind.first[lane + 1] = static_cast<int32_t>(kind.rows);
}

const TiaoFrame& Tile::frame(size_t subjects) {
  frame_.subjects = static_cast<int64_t>(subjects);
  for (size_t kind = 0; kind < kinds_.size(); ++kind) frame_.items[kind] = static_cast<int64_t>(kinds_[kind].rows);
  for (size_t i = 0; i < layout_.inputs.size(); ++i) { // always known
    const Input& input = layout_.inputs[i];
    if (input.kind == InputKind::ListGiven || input.kind == InputKind::Listed)
      std::fill_n(known_[i], roomOf(input) / 64, ~uint64_t{0});
  }
  return frame_;
}

int64_t Tile::value(size_t input, size_t row) const {
  const void* const column = columns_[input];
  switch (layout_.inputs[input].cell) {
  case Cell::Byte: return static_cast<const uint8_t*>(column)[row];
  case Cell::Int: return static_cast<const int32_t*>(column)[row];
  case Cell::Long: return static_cast<const int64_t*>(column)[row];
  }
  return 0;
}

} // namespace tiao::batch
