#include "runtime/table/writer.h"

#include <algorithm>
#include <array>

namespace tiao::table {

namespace {

/// Separators, quotes, line ends and other control characters.
constexpr std::array<bool, 256> Special = [] {
  std::array<bool, 256> table{};
  std::fill_n(table.begin(), 0x20, true);
  table[','] = table['"'] = true;
  return table;
}();

bool needsQuotes(std::string_view text) {
  bool special = false;
  for (const char c : text) special |= Special[static_cast<unsigned char>(c)];
  return special || text.starts_with("\xEF\xBB\xBF"); // a reader would take this for a byte order mark
}

} // namespace

void appendCell(std::string& out, std::string_view text) {
  if (!needsQuotes(text)) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void Writer::cell(std::string_view text) {
  if (rowBegun_) *text_ += ',';
  onlyEmpty_ = !rowBegun_ && text.empty();
  rowBegun_ = true;
  appendCell(*text_, text);
}

void Writer::endRow() {
  // A row of one empty cell would be a blank line, which is no row.
  *text_ += onlyEmpty_ ? "\"\"\n" : "\n";
  rowBegun_ = onlyEmpty_ = false;
  if (file_ == nullptr) return;
  file_->write(row_);
  row_.clear();
}

void Writer::row(std::span<const std::string_view> cells) {
  for (const std::string_view text : cells) cell(text);
  endRow();
}

} // namespace tiao::table
