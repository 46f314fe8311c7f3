#pragma once

#include "compiler/interpret/interpret.h"
#include "runtime/batch/layout.h"

/// Cases as the columns of a tile, by the layout of a plan.
namespace tiao::test {

class Tile {
public:
  /// `cases`: at most batch::TileSubjects. Those with a value that no column can hold are told by `unfit`.
  Tile(const core::Program& program, const batch::Layout& layout, const std::vector<interpret::Case>& cases);

  TiaoFrame frame{};
  std::vector<bool> unfit; // by case
  /// By item kind of the layout: the case and its item that each row is of.
  struct ItemRow {
    size_t subject;
    int32_t item;
  };
  std::vector<std::vector<ItemRow>> items;
  std::vector<std::vector<int32_t>> firstItem;

  [[nodiscard]] size_t rows(int32_t itemKind) const;
  [[nodiscard]] bool isKnown(size_t input, size_t row) const;
  [[nodiscard]] int64_t value(size_t input, size_t row) const;

private:
  const batch::Layout& layout_;
  size_t subjects_;
  std::vector<std::vector<uint8_t>> values_;
  std::vector<std::vector<uint64_t>> known_;
  std::vector<const void*> valuePointers_;
  std::vector<const uint64_t*> knownPointers_;
  std::vector<const int32_t*> firstItemPointers_;
};

/// Room for a multiple of 64.
constexpr size_t padded(size_t rows) { return (rows + 63) / 64 * 64; }

} // namespace tiao::test
