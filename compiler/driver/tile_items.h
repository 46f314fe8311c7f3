#pragma once

#include "compiler/driver/rows.h"
#include "compiler/driver/tile_column.h"
#include "runtime/batch/tile.h"

#include <bitset>

/// From the rows of a subject's items to the rows of a tile: what ItemFiller reads as a case, as long as all of it is
/// in order.
namespace tiao::driver {

class TileItemFiller {
public:
  /// The inputs of `layout` of items' facts and lists are filled.
  TileItemFiller(const core::Program& program, const Register& reg, const ValueReader& values,
                 const batch::Layout& layout);

  /// Is there room in the tile, beside those of other subjects? There may be for no tile.
  [[nodiscard]] bool fits(const batch::Tile& tile, const Rows& rows, const Rows::Subject& subject) const;
  /// Adds the items of a subject. False: something is out of the ordinary, and none are added.
  bool fill(batch::Tile& tile, const Rows& rows, const Rows::Subject& subject);
  /// The name of an item, by its row; it lies in the rows of the batch.
  [[nodiscard]] std::string_view name(size_t kind, size_t row) const { return names_[kind][row]; }

private:
  struct Item {
    core::Id<core::ItemKind> kind;
    std::string_view name;
    size_t row = 0; // in the tile, where its kind has rows
    std::optional<int> first, last;
    std::bitset<LastYear - FirstYear + 1> years; // in whose lists it is
  };
  /// A row of an item.
  struct Told {
    uint32_t item = 0;
    calendar::Period period;
    uint16_t table = 0;
    auto operator<=>(const Told&) const = default;
  };
  /// What stands in a cell that is in no column of the tile.
  struct Beside {
    uint32_t item = 0;
    core::FactId fact;
    calendar::Period period;
    std::string_view text;
    auto operator<=>(const Beside&) const = default;
  };
  /// A kind of items.
  struct Kind {
    int32_t place = -1; // in the layout; -1: it has no rows in the tile
    bool yearly = false;
    int64_t most = 0;
    std::vector<std::pair<int, size_t>> lists; // the inputs that say in which years' lists an item is
    std::vector<int64_t> counts;               // of the subject at hand, by year of the register
  };

  bool fillRows(const Rows::Subject& subject);
  bool row(const Rows::Row& row);
  bool life(Item& item, const Register::Table& table, calendar::Period period);
  bool cell(const TileColumn& column, uint32_t item, std::string_view text, calendar::Period row);
  uint32_t called(core::Id<core::ItemKind> kind, std::string_view name);
  bool contradicts();
  bool list();
  bool listIn(Item& item, int year);

  const Register& register_;
  std::vector<std::vector<TileColumn>> tables_; // by file; those of subjects are empty
  std::vector<Kind> kinds_;                     // of the program
  std::vector<std::vector<std::string_view>> names_;

  // Of the subject at hand.
  batch::Tile* tile_ = nullptr;
  const Rows* rows_ = nullptr;
  std::vector<Item> items_;
  std::vector<uint32_t> slots_; // by a hash of kind and name: an item and one; a power of two, half of them free
  std::vector<Told> told_;
  std::vector<Beside> beside_;
  std::vector<std::string_view> cells_;
};

} // namespace tiao::driver
