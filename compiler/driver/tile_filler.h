#pragma once

#include "compiler/driver/plain_rows.h"
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
  /// The same of a register's only table, whose cells are read when the rows of many subjects are: column by column,
  /// in half the time.
  void later(size_t row, calendar::Period period) {
    Later& each = later_.emplace_back();
    each.row = row;
    place(each.placed, period);
  }
  void fillLater(const PlainRows& rows);
  /// After its last row.
  void end();

private:
  /// Where the cells of a row belong.
  struct Placed {
    Lane* lane = nullptr;
    size_t at = 0; // of the lane
    calendar::Period period;
    // May a row before it have given the same fact of the same period?
    bool repeated = false, yearRepeated = false;
  };
  struct Later {
    size_t row = 0;
    Placed placed;
  };
  void place(Placed& placed, calendar::Period period);
  template <core::Kind kind> void fillColumn(const TileColumn& column, const PlainRows& rows);
  void cell(const TileColumn& column, std::string_view text, const Placed& placed, std::string_view& before);
  [[nodiscard]] bool fixed(const TileColumn& column, std::string_view text, const Placed& placed,
                           std::string_view& before);
  [[nodiscard]] bool timed(const TileColumn& column, std::string_view text, const Placed& placed);
  [[nodiscard]] bool put(const TileColumn& column, std::string_view text, int32_t input, const Placed& placed);

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
  std::vector<Later> later_;
  std::vector<batch::Tile::Column> years_; // of the column that is filled
};

} // namespace tiao::driver
