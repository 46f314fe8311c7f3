#pragma once

#include "runtime/table/reader.h"
#include "runtime/table/source.h"

/// The rows of a source from first to last, with one piece of it in memory at a time.
namespace tiao::table {

class RowStream {
public:
  /// From `offset` on, which is the beginning of a row on line `line`; `cells` as for RowReader.
  RowStream(const Source& source, size_t offset, int64_t line, size_t cells);

  /// The next row, whose cells live until the next call; false at the end, and if there is something wrong.
  bool next(Row& row);
  /// Of the row read last.
  [[nodiscard]] size_t rowOffset() const { return rowOffset_; }
  /// After the row read last.
  [[nodiscard]] size_t offset() const { return rows_ ? rows_->offset() : offset_; }
  [[nodiscard]] int64_t line() const { return rows_ ? rows_->line() : line_; }

  /// It ended because the bytes are not UTF-8 and have not been converted.
  [[nodiscard]] bool notUtf8() const { return notUtf8_; }
  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

private:
  bool load(size_t size);

  const Source& source_;
  size_t offset_; // of the next piece
  int64_t line_;
  size_t cells_;
  size_t rowOffset_ = 0;
  std::string bytes_;
  std::pmr::monotonic_buffer_resource unescaped_;
  std::optional<RowReader> rows_; // of the piece at hand
  bool last_ = false, notUtf8_ = false;
  std::optional<Failure> failure_;
};

} // namespace tiao::table
