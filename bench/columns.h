#pragma once

#include "runtime/batch/frame.h"
#include "runtime/batch/layout.h"

#include <cstring>
#include <memory>
#include <new>
#include <random>
#include <vector>

/// A register in memory, as somebody who holds columns would have it: each column in one piece, filled at random from
/// the input's own range (one cell in a hundred is missing, or none), and the tiles as slices of them. Items are few;
/// theirs lie tile by tile.
namespace tiao::bench {

class Columns {
public:
  Columns(const batch::Layout& layout, size_t tiles, size_t rows, bool missing) : tiles_(tiles), rows_(rows) {
    frames.resize(tiles);
    pointers_.resize(tiles);
    for (size_t t = 0; t < tiles; ++t) {
      for (size_t kind = 0; kind < layout.itemKinds.size(); ++kind) {
        auto* first = make<int32_t>(rows + 1);
        for (size_t i = 0; i < rows; ++i)
          first[i + 1] = first[i] + (random_() % 4 == 0 ? 2 : 0); // half an item a subject
        pointers_[t].firstItem.push_back(first);
        frames[t].items[kind] = first[rows];
      }
    }
    for (const batch::Input& input : layout.inputs) add(input, missing);
    for (const batch::Output& output : layout.outputs) {
      addOutput(output.itemKind, &Pointers::amounts);
      addOutput(output.itemKind, &Pointers::ceilings);
      addOutput(output.itemKind, &Pointers::statuses);
      addOutput(output.itemKind, &Pointers::reasons);
    }
    for (size_t group = 0; group < layout.groups.size(); ++group)
      for (const Slice& slice : column(8, -1, 64)) pointers_[slice.tile].again.push_back(slice.as<uint64_t>());
    for (size_t t = 0; t < tiles; ++t) {
      TiaoFrame& frame = frames[t];
      Pointers& to = pointers_[t];
      frame.subjects = static_cast<int64_t>(rows);
      frame.values = to.values.data();
      frame.known = to.known.data();
      frame.firstItem = to.firstItem.data();
      frame.amounts = to.amounts.data();
      frame.statuses = to.statuses.data();
      frame.reasons = to.reasons.data();
      frame.ceilings = to.ceilings.data();
      frame.again = to.again.data();
    }
  }
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;

  std::vector<TiaoFrame> frames; // by tile
  size_t inputBytes = 0;         // of all tiles

private:
  struct Pointers {
    std::vector<const void*> values;
    std::vector<const uint64_t*> known;
    std::vector<const int32_t*> firstItem;
    std::vector<int64_t*> amounts, ceilings;
    std::vector<uint8_t*> statuses;
    std::vector<uint64_t*> reasons, again;
  };
  /// A tile's part of a column.
  struct Slice {
    size_t tile = 0, count = 0;
    std::byte* begin = nullptr;
    template <typename T> [[nodiscard]] T* as() const { return reinterpret_cast<T*>(begin); }
  };

  /// A column of cells of so many bytes, each for `together` rows, with room for whole words of 64 rows in each tile.
  std::vector<Slice> column(size_t cell, int32_t kind, size_t together = 1) {
    std::vector<Slice> slices;
    size_t all = 0;
    for (size_t t = 0; t < tiles_; ++t) {
      const size_t rows = kind < 0 ? rows_ : static_cast<size_t>(frames[t].items[kind]);
      slices.push_back({t, (rows + 63) / 64 * 64 / together, nullptr});
      all += slices.back().count * cell;
    }
    auto* begin = make<std::byte>(all);
    for (Slice& slice : slices) {
      slice.begin = begin;
      begin += slice.count * cell;
    }
    return slices;
  }

  void add(const batch::Input& input, bool missing) {
    const int32_t kind = input.kind == batch::InputKind::ListGiven ? -1 : input.itemKind;
    const size_t size = batch::sizeOf(input.cell);
    const uint64_t width = static_cast<uint64_t>(input.hi - input.lo) + 1;
    for (const Slice& slice : column(size, kind)) {
      for (size_t i = 0; i < slice.count; ++i) {
        const uint64_t some = random_() % (random_() % 2 == 0 ? 200'000'000 : 20'000'000'000);
        int64_t n = input.lo + static_cast<int64_t>(width == 0 ? some : some % width);
        if (input.kind == batch::InputKind::ListGiven || (input.hi == 1 && random_() % 8 != 0)) n = 1;
        std::memcpy(slice.begin + i * size, &n, size); // little-endian
      }
      inputBytes += slice.count * size;
      pointers_[slice.tile].values.push_back(slice.begin);
    }
    const bool never = input.kind == batch::InputKind::FirstYear, always = input.kind != batch::InputKind::Fact;
    for (const Slice& slice : column(8, kind, 64)) {
      auto* known = slice.as<uint64_t>();
      for (size_t i = 0; i < slice.count; ++i) {
        known[i] = never ? 0 : ~uint64_t{0};
        if (missing && !always && random_() % 100 < 64) known[i] ^= uint64_t{1} << random_() % 64;
      }
      inputBytes += slice.count * 8;
      pointers_[slice.tile].known.push_back(known);
    }
  }

  template <typename T> void addOutput(int32_t kind, std::vector<T*> Pointers::*list) {
    for (const Slice& slice : column(sizeof(T), kind)) (pointers_[slice.tile].*list).push_back(slice.as<T>());
  }

  /// Zeros. A column begins some lines after a page, each some further on: columns of a power of two that begin
  /// alike would fall on the same few places of the caches.
  template <typename T> T* make(size_t count) {
    constexpr size_t Line = 64, Page = 4096;
    const size_t skipped = memory_.size() * 3 % (Page / Line) * Line, bytes = skipped + count * sizeof(T) + Page;
    memory_.emplace_back(static_cast<std::byte*>(::operator new(bytes, std::align_val_t(Page))));
    std::memset(memory_.back().get(), 0, bytes);
    return reinterpret_cast<T*>(memory_.back().get() + skipped);
  }
  struct Free {
    void operator()(std::byte* memory) const { ::operator delete(memory, std::align_val_t(4096)); }
  };

  size_t tiles_, rows_;
  std::mt19937_64 random_{1};
  std::vector<std::unique_ptr<std::byte, Free>> memory_;
  std::vector<Pointers> pointers_; // by tile
};

} // namespace tiao::bench
