#pragma once

#include "runtime/batch/layout.h"

#include <algorithm>
#include <memory>
#include <span>

/// The memory of one tile: the columns that a frame points at. Made once for each thread and filled again and again. A
/// column has a row for each subject, its lane, or for each item; the items of a subject lie beside each other, those
/// of earlier lanes before them.
namespace tiao::batch {

class Tile {
public:
  explicit Tile(const Layout& layout);

  /// Forgets everything: nothing is known, and no outcome is to be evaluated again.
  void clear();
  /// A column of an input.
  struct Column {
    void* values = nullptr;
    uint64_t* known = nullptr;
    Cell cell = Cell::Byte;

    [[nodiscard]] bool has(size_t row) const { return (known[row / 64] >> row % 64 & 1U) != 0; }
    /// The cell of this row holds n, which lies between the input's `lo` and `hi`.
    void put(size_t row, int64_t n) const {
      switch (cell) {
      case Cell::Byte: static_cast<uint8_t*>(values)[row] = static_cast<uint8_t>(n); break;
      case Cell::Int: static_cast<int32_t*>(values)[row] = static_cast<int32_t>(n); break;
      case Cell::Long: static_cast<int64_t*>(values)[row] = n; break;
      }
      known[row / 64] |= uint64_t{1} << row % 64;
    }
  };
  [[nodiscard]] Column column(size_t input) const {
    return {columns_[input], known_[input], layout_.inputs[input].cell};
  }
  void put(size_t input, size_t row, int64_t n) { column(input).put(row, n); }
  /// Every cell of this column, in every tile: of what is known of all alike (InputKind::ListGiven).
  void putAlways(size_t input, int64_t n);
  [[nodiscard]] bool known(size_t input, size_t row) const { return column(input).has(row); }
  [[nodiscard]] int64_t value(size_t input, size_t row) const;

  /// How many kinds have items in it, as the layout numbers them.
  [[nodiscard]] size_t kinds() const { return kinds_.size(); }
  [[nodiscard]] size_t items(size_t kind) const { return kinds_[kind].rows; }
  /// A row for one more item, at most TileItems of a kind: nothing of it is known, and it is in no list.
  size_t addItem(size_t kind);
  /// Takes back the last rows, but for so many.
  void keepItems(size_t kind, size_t rows);
  /// The items added since the lane before are those of this one. For every lane in turn, or for none.
  void endItems(size_t lane);
  /// Rows of items.
  struct Stretch {
    size_t begin = 0, end = 0;
  };
  [[nodiscard]] Stretch itemsOf(size_t kind, size_t lane) const {
    const std::vector<int32_t>& first = kinds_[kind].first;
    return {static_cast<size_t>(first[lane]), static_cast<size_t>(first[lane + 1])};
  }

  /// For `subjects` lanes, at most TileSubjects.
  [[nodiscard]] const TiaoFrame& frame(size_t subjects);

  // What the kernels wrote.
  [[nodiscard]] bool again(size_t group, size_t lane) const {
    return (again_[group][lane / 64] >> lane % 64 & 1U) != 0;
  }
  [[nodiscard]] int64_t amount(size_t output, size_t row) const { return amounts_[output][row]; }
  [[nodiscard]] uint8_t status(size_t output, size_t row) const { return statuses_[output][row]; }
  [[nodiscard]] uint64_t reasons(size_t output, size_t row) const { return reasons_[output][row]; }
  [[nodiscard]] int64_t ceiling(size_t output, size_t row) const {
    return ceilings_[output] == nullptr ? -1 : ceilings_[output][row];
  }

private:
  static constexpr size_t Alignment = 64;
  struct Free {
    void operator()(std::byte* memory) const { ::operator delete[](memory, std::align_val_t{Alignment}); }
  };

  /// The items of one kind.
  struct Kind {
    std::vector<size_t> inputs;
    std::vector<size_t> lists;  // those that say in which years' lists an item is
    std::vector<int32_t> first; // by lane, and one more
    size_t rows = 0;
  };
  [[nodiscard]] size_t roomOf(const Input& input) const { return isOfItems(input) ? TileItems : TileSubjects; }

  const Layout& layout_;
  std::unique_ptr<std::byte[], Free> memory_; // of all columns
  std::vector<void*> columns_;
  std::vector<uint64_t*> known_;
  std::span<uint64_t> againWords_; // of all groups
  std::vector<Kind> kinds_;
  std::vector<const int32_t*> firstItem_;
  std::vector<int64_t*> amounts_, ceilings_;
  std::vector<uint8_t*> statuses_;
  std::vector<uint64_t*> reasons_, again_;
  TiaoFrame frame_{};
};

} // namespace tiao::batch
