#pragma once

#include "compiler/driver/row_pieces.h"
#include "compiler/driver/tile_filler.h"
#include "compiler/driver/tile_plan.h"

/// What kernels found of the subjects of a tile, as rows of output: one for each subject, award and period, and one for
/// each item of an award that is counted by items.
namespace tiao::driver {

class TileFound {
public:
  TileFound(const Run& run, const TilePlan& plan, const batch::Tile& tile) : run_(run), plan_(plan), tile_(tile) {}

  /// Is the interpreter to be asked for more than the kernels say of this place?
  [[nodiscard]] bool lacks(const TilePlan::Place& place, size_t lane) const;

  /// The row of a place. Of an award that is counted by items: their sum, with the status that they have together and
  /// no reasons; `items` are then those in the list of its year. What a reason speaks of is valid until the next call.
  RowPieces::Found row(const TilePlan::Place& place, size_t lane, const Lane& subject);
  [[nodiscard]] const std::vector<size_t>& items() const { return items_; }
  /// The row of one of them.
  RowPieces::Found item(const TilePlan::Place& place, size_t lane, const Lane& subject, size_t row);
  /// What an award gives in all periods that were evaluated and have begun, in fen.
  [[nodiscard]] int64_t total(core::AwardId award, size_t lane) const;

private:
  /// Whose awards a reason speaks of: those of a row of items, or of all the subject's.
  struct Of {
    size_t lane = 0;
    std::optional<size_t> item;
  };
  [[nodiscard]] RowPieces::Found noItems(const TilePlan::Place& place, const Lane& subject) const;
  [[nodiscard]] RowPieces::Found cell(const TilePlan::Place& place, size_t row, const Of& of, const Lane& subject);
  void listItems(const TilePlan::Place& place, size_t lane);
  [[nodiscard]] bool lacksWords(const TilePlan::Place& place, size_t row) const;
  void tell(const TilePlan::Place& place, uint64_t reasons, const Of& of);
  [[nodiscard]] int64_t amount(size_t output, const Of& of) const;
  [[nodiscard]] int64_t given(core::AwardId award, core::Window window, calendar::Period before, bool otherYears,
                              const Of& of) const;
  [[nodiscard]] int64_t used(const TilePlan::Place& place, core::Per unit, const Of& of) const;

  const Run& run_;
  const TilePlan& plan_;
  const batch::Tile& tile_;
  std::vector<size_t> items_;
  std::vector<int64_t> told_;
};

} // namespace tiao::driver
