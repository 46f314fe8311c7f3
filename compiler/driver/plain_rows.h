#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace tiao::driver {

/// The rows of a piece of a register in which nothing is quoted, by where their cells end.
class PlainRows {
public:
  /// Finds them; false: there is something that only table::RowReader can read. The bytes stay where they are.
  bool find(std::string_view bytes, size_t columns);

  [[nodiscard]] size_t count() const { return lasts_.size(); }
  /// Without its line end; a blank line is empty.
  [[nodiscard]] std::string_view text(size_t row) const {
    const size_t begin = beginOf(firstOf(row));
    return withoutReturn(bytes_.substr(begin, ends_[lasts_[row]] - begin));
  }
  [[nodiscard]] size_t cells(size_t row) const { return lasts_[row] + size_t{1} - firstOf(row); }
  [[nodiscard]] bool isWhole(size_t row) const { return cells(row) == columns_; }
  /// `column` < cells(row).
  [[nodiscard]] std::string_view cell(size_t row, size_t column) const {
    const size_t i = firstOf(row) + column, begin = beginOf(i);
    const std::string_view text = bytes_.substr(begin, ends_[i] - begin);
    return returns_ && i == lasts_[row] ? withoutReturn(text) : text;
  }

private:
  [[nodiscard]] size_t firstOf(size_t row) const { return row == 0 ? 0 : lasts_[row - 1] + size_t{1}; }
  [[nodiscard]] size_t beginOf(size_t cell) const { return cell == 0 ? 0 : ends_[cell - 1] + size_t{1}; }
  [[nodiscard]] std::string_view withoutReturn(std::string_view text) const {
    if (returns_ && text.ends_with('\r')) text.remove_suffix(1);
    return text;
  }

  std::string_view bytes_;
  size_t columns_ = 0;
  bool returns_ = false;               // some lines end with CR LF
  std::unique_ptr<uint32_t[]> memory_; // of both
  size_t room_ = 0;                    // of each, in its numbers
  std::span<uint32_t> ends_, lasts_;   // of cells; by row, its last cell
};

} // namespace tiao::driver
