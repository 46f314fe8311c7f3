#pragma once

#include "compiler/driver/cell_reader.h"
#include "compiler/driver/register.h"

#include <array>

/// A column of a file, and the columns of a tile that its cells go to.
namespace tiao::driver {

class TileColumn {
public:
  TileColumn(const core::Program& program, const FactColumn& heading, const ValueReader& values,
             const batch::Layout& layout);

  size_t column;
  CellReader reader;
  core::FactId fact;
  core::Per per;

  /// The input that holds the fact in this period; -1: it is not in the tile.
  [[nodiscard]] int32_t input(calendar::Period period) const {
    if (per == core::Per::Fixed) return fixed_;
    const int year = period.year - base_;
    if (year < 0 || static_cast<size_t>(year) >= inputs_.size()) return -1;
    return inputs_[static_cast<size_t>(year)][static_cast<size_t>(period.month)];
  }

  /// The inputs of a fact of each year, from `firstYear` on; -1: as above.
  [[nodiscard]] int firstYear() const { return base_; }
  [[nodiscard]] size_t years() const { return inputs_.size(); }

private:
  int base_ = 0;
  int32_t fixed_ = -1;
  std::vector<std::array<int32_t, 13>> inputs_; // by year and month
};

/// Those of one file.
std::vector<TileColumn> tileColumns(const core::Program& program, const Headings& headings, const ValueReader& values,
                                    const batch::Layout& layout);

/// What `trimmed` gives, at once where there is nothing to trim.
inline std::string_view quicklyTrimmed(std::string_view text) {
  const auto edge = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\xE3' || c == '\x80'; };
  return !text.empty() && (edge(text.front()) || edge(text.back())) ? trimmed(text) : text;
}

} // namespace tiao::driver
