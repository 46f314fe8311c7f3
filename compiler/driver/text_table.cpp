#include "compiler/driver/text_table.h"

#include "compiler/source/source.h"

#include <algorithm>

namespace tiao::driver {

std::string TextTable::print(size_t indent) const {
  std::vector<size_t> widths(columns_.size());
  for (const auto& row : rows_)
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max<size_t>(widths[i], source::displayWidth(row[i]));
  std::string out;
  for (const auto& row : rows_) {
    std::string line(indent, ' ');
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - source::displayWidth(row[i]), ' ');
      if (i > 0) line += "  ";
      line += columns_[i] == Align::Right ? blanks + row[i] : row[i] + blanks;
    }
    line.resize(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

} // namespace tiao::driver
