#pragma once

#include "compiler/driver/rows.h"
#include "compiler/driver/tile_column.h"
#include "runtime/batch/tile.h"

#include <bitset>

/// From the rows of subjects straight to the columns of a tile. A subject of which anything is out of the ordinary is
/// only marked: it is then read as a case, with all that is to be told of it.
namespace tiao::driver {

/// A subject in a tile.
struct Lane {
  std::string_view name;
  std::string_view bytes;                 // of its rows, where they stand together
  int64_t line = 1;                       // of the first of them
  const Rows::Subject* subject = nullptr; // where they do not
  bool irregular = false;
  std::optional<int> firstYear;                // as of a case
  std::bitset<LastYear - FirstYear + 1> years; // that it has rows of
};

class TileFiller {
public:
  /// The inputs of `layout` of subjects' facts are filled.
  TileFiller(const core::Program& program, const Register& reg, const ValueReader& values, const batch::Layout& layout);

  /// What every subject has: a list of each kind with a file, in the years that the register is of.
  void giveLists(batch::Tile& tile) const;
  void begin(batch::Tile& tile, size_t lane, Lane& subject);
  /// A row of the subject at hand, with as many cells as its table has columns.
  void row(uint16_t table, calendar::Period period, std::span<const std::string_view> cells);
  /// After its last row.
  void end();

private:
  [[nodiscard]] bool cell(const TileColumn& column, std::string_view text, calendar::Period row, bool repeated);

  const Register& register_;
  const batch::Layout& layout_;
  std::vector<std::vector<TileColumn>> tables_; // those of items are empty
  int32_t firstYearInput_ = -1;
  std::vector<std::string_view> before_; // by fact, of a fixed one: the text in the row before

  batch::Tile* tile_ = nullptr;
  Lane* lane_ = nullptr;
  size_t at_ = 0;
  calendar::Period last_; // of the row before
  int first_ = INT_MAX;   // year of a row
};

} // namespace tiao::driver
