#pragma once

#include "runtime/batch/frame.h"
#include "runtime/batch/layout.h"

#include <cstring>
#include <memory>
#include <new>
#include <random>
#include <vector>

/// The columns of a tile, filled at random from the inputs' own ranges: one cell in a hundred is missing, or none.
namespace tiao::bench {

class Columns {
public:
  Columns(const batch::Layout& layout, size_t rows, uint64_t seed, bool missing) : random_(seed) {
    std::vector<size_t> items;
    for (size_t kind = 0; kind < layout.itemKinds.size(); ++kind) {
      auto* first = make<int32_t>(rows + 1);
      for (size_t i = 0; i < rows; ++i)
        first[i + 1] = first[i] + (random_() % 4 == 0 ? 2 : 0); // half an item a subject
      firstItem_.push_back(first);
      items.push_back(static_cast<size_t>(first[rows]));
      frame.items[kind] = first[rows];
    }
    const auto rowsOf = [&](int32_t kind) { return kind < 0 ? rows : items[static_cast<size_t>(kind)]; };
    for (const batch::Input& input : layout.inputs) {
      const bool ofItems = input.itemKind >= 0 && input.kind != batch::InputKind::ListGiven;
      const size_t count = padded(rowsOf(ofItems ? input.itemKind : -1));
      const size_t size = batch::sizeOf(input.cell);
      auto* values = make<uint8_t>(count * size);
      const uint64_t width = static_cast<uint64_t>(input.hi - input.lo) + 1;
      for (size_t i = 0; i < count; ++i) {
        const uint64_t some = random_() % (random_() % 2 == 0 ? 200'000'000 : 20'000'000'000);
        int64_t n = input.lo + static_cast<int64_t>(width == 0 ? some : some % width);
        if (input.kind == batch::InputKind::ListGiven || (input.hi == 1 && random_() % 8 != 0)) n = 1;
        std::memcpy(values + i * size, &n, size); // little-endian
      }
      auto* known = make<uint64_t>(count / 64);
      const bool never = input.kind == batch::InputKind::FirstYear, always = input.kind != batch::InputKind::Fact;
      for (size_t i = 0; i < count / 64; ++i) {
        known[i] = never ? 0 : ~uint64_t{0};
        if (missing && !always && random_() % 100 < 64) known[i] ^= uint64_t{1} << random_() % 64;
      }
      inputBytes += count * size + count / 8;
      values_.push_back(values);
      known_.push_back(known);
    }
    for (const batch::Output& output : layout.outputs) {
      const size_t count = padded(rowsOf(output.itemKind));
      amounts_.push_back(make<int64_t>(count));
      ceilings_.push_back(make<int64_t>(count));
      statuses_.push_back(make<uint8_t>(count));
      reasons_.push_back(make<uint64_t>(count));
      outputBytes += count * 17;
    }
    for (size_t group = 0; group < layout.groups.size(); ++group) again_.push_back(make<uint64_t>(padded(rows) / 64));
    frame.subjects = static_cast<int64_t>(rows);
    frame.values = values_.data();
    frame.known = known_.data();
    frame.firstItem = firstItem_.data();
    frame.amounts = amounts_.data();
    frame.statuses = statuses_.data();
    frame.reasons = reasons_.data();
    frame.ceilings = ceilings_.data();
    frame.again = again_.data();
  }

  TiaoFrame frame{};
  size_t inputBytes = 0, outputBytes = 0;

private:
  static size_t padded(size_t rows) { return (rows + 63) / 64 * 64; }
  template <typename T> T* make(size_t count) {
    const size_t bytes = std::max<size_t>(64, count * sizeof(T));
    memory_.emplace_back(static_cast<std::byte*>(::operator new(bytes, std::align_val_t(64))));
    std::memset(memory_.back().get(), 0, bytes);
    return reinterpret_cast<T*>(memory_.back().get());
  }
  struct Free {
    void operator()(std::byte* memory) const { ::operator delete(memory, std::align_val_t(64)); }
  };
  std::mt19937_64 random_;
  std::vector<std::unique_ptr<std::byte, Free>> memory_;
  std::vector<const void*> values_;
  std::vector<const uint64_t*> known_;
  std::vector<const int32_t*> firstItem_;
  std::vector<int64_t*> amounts_, ceilings_;
  std::vector<uint8_t*> statuses_;
  std::vector<uint64_t*> reasons_, again_;
};

} // namespace tiao::bench
