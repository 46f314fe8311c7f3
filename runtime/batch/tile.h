#pragma once

#include "runtime/batch/layout.h"

#include <algorithm>
#include <memory>
#include <span>

/// The memory of one tile: the columns that a frame points at. Made once for each thread and filled again and again.
/// The columns of items are empty here: a subject that has some is for the interpreter.
namespace tiao::batch {

class Tile {
public:
  explicit Tile(const Layout& layout);

  /// Forgets everything: nothing is known, and no outcome is to be evaluated again.
  void clear();
  /// Cell `lane` of a column of subjects holds n, which lies between the input's `lo` and `hi`.
  void put(size_t input, size_t lane, int64_t n) {
    void* const column = columns_[input];
    switch (layout_.inputs[input].cell) {
    case Cell::Byte: static_cast<uint8_t*>(column)[lane] = static_cast<uint8_t>(n); break;
    case Cell::Int: static_cast<int32_t*>(column)[lane] = static_cast<int32_t>(n); break;
    case Cell::Long: static_cast<int64_t*>(column)[lane] = n; break;
    }
    known_[input][lane / 64] |= uint64_t{1} << lane % 64;
  }
  /// Every cell of this column, in every tile: of what is known of all alike (InputKind::ListGiven).
  void putAlways(size_t input, int64_t n);
  [[nodiscard]] bool known(size_t input, size_t lane) const {
    return (known_[input][lane / 64] >> lane % 64 & 1U) != 0;
  }
  [[nodiscard]] int64_t value(size_t input, size_t lane) const;

  /// For `subjects` lanes, at most TileSubjects.
  [[nodiscard]] const TiaoFrame& frame(size_t subjects);

  // What the kernels wrote.
  [[nodiscard]] bool again(size_t group, size_t lane) const {
    return (again_[group][lane / 64] >> lane % 64 & 1U) != 0;
  }
  [[nodiscard]] int64_t amount(size_t output, size_t lane) const { return amounts_[output][lane]; }
  [[nodiscard]] uint8_t status(size_t output, size_t lane) const { return statuses_[output][lane]; }
  [[nodiscard]] uint64_t reasons(size_t output, size_t lane) const { return reasons_[output][lane]; }
  [[nodiscard]] int64_t ceiling(size_t output, size_t lane) const {
    return ceilings_[output] == nullptr ? -1 : ceilings_[output][lane];
  }

private:
  static constexpr size_t Words = TileSubjects / 64;
  static constexpr size_t Alignment = 64;
  struct Free {
    void operator()(std::byte* memory) const { ::operator delete[](memory, std::align_val_t{Alignment}); }
  };

  const Layout& layout_;
  std::unique_ptr<std::byte[], Free> memory_; // of all columns
  std::vector<void*> columns_;
  std::vector<uint64_t*> known_;
  std::span<uint64_t> knownWords_, againWords_; // of all inputs, of all groups
  std::vector<const int32_t*> firstItem_;
  std::vector<int32_t> noItems_;
  std::vector<int64_t*> amounts_, ceilings_;
  std::vector<uint8_t*> statuses_;
  std::vector<uint64_t*> reasons_, again_;
  TiaoFrame frame_{};
};

} // namespace tiao::batch
