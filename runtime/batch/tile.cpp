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

template <typename T> void fill(void* column, int64_t n) {
  std::fill_n(static_cast<T*>(column), TileSubjects, static_cast<T>(n));
}

} // namespace

Tile::Tile(const Layout& layout) : layout_(layout), noItems_(TileSubjects + 1) {
  Allotment allotment;
  std::vector<size_t> columns;
  for (const Input& input : layout.inputs) columns.push_back(allotment.add(sizeOf(input.cell) * TileSubjects));
  const size_t known = allotment.add(layout.inputs.size() * Words * sizeof(uint64_t));
  const size_t again = allotment.add(layout.groups.size() * Words * sizeof(uint64_t));
  const size_t outputs = layout.outputs.size();
  const size_t amounts = allotment.add(outputs * TileSubjects * sizeof(int64_t));
  const size_t reasons = allotment.add(outputs * TileSubjects * sizeof(uint64_t));
  const size_t statuses = allotment.add(outputs * TileSubjects);
  const auto ceilings = static_cast<size_t>(
      std::ranges::count_if(layout.outputs, [](const Output& output) { return output.discretionary; }));
  const size_t ceilingColumns = allotment.add(ceilings * TileSubjects * sizeof(int64_t));

  memory_.reset(new (std::align_val_t{Alignment}) std::byte[allotment.size()]);
  std::byte* const base = memory_.get();
  std::memset(base, 0, allotment.size());
  const auto words = [&](size_t at) { return reinterpret_cast<uint64_t*>(base + at); };
  knownWords_ = {words(known), layout.inputs.size() * Words};
  againWords_ = {words(again), layout.groups.size() * Words};
  for (size_t i = 0; i < layout.inputs.size(); ++i) {
    const Input& input = layout.inputs[i];
    columns_.push_back(base + columns[i]);
    known_.push_back(words(known) + i * Words);
    const int64_t unknown = std::clamp<int64_t>(0, input.lo, input.hi); // stays within the bounds from here on
    putAlways(i, unknown);
  }
  for (size_t g = 0; g < layout.groups.size(); ++g) again_.push_back(words(again) + g * Words);
  size_t nextCeiling = ceilingColumns;
  for (size_t o = 0; o < outputs; ++o) {
    amounts_.push_back(reinterpret_cast<int64_t*>(base + amounts) + o * TileSubjects);
    reasons_.push_back(words(reasons) + o * TileSubjects);
    statuses_.push_back(reinterpret_cast<uint8_t*>(base + statuses) + o * TileSubjects);
    ceilings_.push_back(nullptr);
    if (!layout.outputs[o].discretionary) continue;
    ceilings_.back() = reinterpret_cast<int64_t*>(base + nextCeiling);
    nextCeiling += TileSubjects * sizeof(int64_t);
  }
  firstItem_.assign(layout.itemKinds.size(), noItems_.data());
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
  switch (layout_.inputs[input].cell) {
  case Cell::Byte: return fill<uint8_t>(columns_[input], n);
  case Cell::Int: return fill<int32_t>(columns_[input], n);
  case Cell::Long: return fill<int64_t>(columns_[input], n);
  }
}

void Tile::clear() {
  std::ranges::fill(knownWords_, 0);
  std::ranges::fill(againWords_, 0);
}

const TiaoFrame& Tile::frame(size_t subjects) {
  frame_.subjects = static_cast<int64_t>(subjects);
  for (size_t i = 0; i < layout_.inputs.size(); ++i) { // always known
    if (layout_.inputs[i].kind == InputKind::ListGiven) std::fill_n(known_[i], Words, ~uint64_t{0});
  }
  return frame_;
}

int64_t Tile::value(size_t input, size_t lane) const {
  const void* const column = columns_[input];
  switch (layout_.inputs[input].cell) {
  case Cell::Byte: return static_cast<const uint8_t*>(column)[lane];
  case Cell::Int: return static_cast<const int32_t*>(column)[lane];
  case Cell::Long: return static_cast<const int64_t*>(column)[lane];
  }
  return 0;
}

} // namespace tiao::batch
