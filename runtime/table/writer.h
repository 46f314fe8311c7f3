#pragma once

#include "runtime/table/output_file.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

/// Writes CSV: UTF-8 without byte order mark, LF, quotes only where a reader would need them.
namespace tiao::table {

class Writer {
public:
  /// Rows go to `file`, which must outlive the writer.
  explicit Writer(OutputFile& file) : text_(&row_), file_(&file) {}
  /// Rows are appended to `text`, which must outlive the writer.
  explicit Writer(std::string& text) : text_(&text) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void cell(std::string_view text);
  void endRow();
  void row(std::span<const std::string_view> cells);
  void row(std::initializer_list<std::string_view> cells) { row(std::span(cells.begin(), cells.size())); }

private:
  std::string row_; // the row begun, on its way to a file
  std::string* text_;
  OutputFile* file_ = nullptr; // null when the rows go to a text
  bool rowBegun_ = false;      // a cell of this row was written
  bool onlyEmpty_ = false;     // and it is the only one, and empty
};

/// The cell as it stands in a file, quoted if it must be; appended to `out`.
void appendCell(std::string& out, std::string_view text);

} // namespace tiao::table
