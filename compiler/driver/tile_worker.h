#pragma once

#include "compiler/driver/row_pieces.h"
#include "compiler/driver/split_cases.h"
#include "compiler/driver/stopwatch.h"
#include "compiler/driver/subject_worker.h"
#include "compiler/driver/tile_filler.h"

namespace tiao::driver {

/// Can tiles serve a run? Not one that goes on from a ledger, or follows events.
bool tilesServe(const Run& run);

/// What the kernels' columns lack for writing rows, and in which order rows come.
struct TilePlan {
  explicit TilePlan(const Run& run);

  /// A row of output.
  struct Place {
    core::AwardId award;
    calendar::Period period;
    size_t group = 0;
    size_t output = SIZE_MAX; // if kernels evaluate it
    bool reached = false;     // do the award's own days reach it?
  };
  Kernels kernels; // with more inputs, after those of the kernels
  std::optional<SplitCases> split;
  std::vector<size_t> districts; // inputs, by year shown; of a fixed fact one; none without districts
  std::vector<Place> places;     // in order
  /// Is it of an award that is counted by items?
  [[nodiscard]] bool isOfItems(const Place& place) const { return kernels.layout.outputs[place.output].itemKind >= 0; }

  std::vector<bool> interpreted;           // by group: for every subject
  std::vector<uint64_t> about;             // by group: the kinds of items that its awards are about, as bits
  uint64_t aboutAny = 0;                   // of all groups
  std::vector<std::vector<size_t>> before; // by output: those of the same award in earlier periods
  std::vector<uint64_t> told;              // by output: the reasons that speak of what was given before
  std::vector<uint64_t> nothing,
      notInForce;                // by output: the reason that there is nothing to give, that it is not in force
  std::vector<uint64_t> elapsed; // by output: those that speak of time that went by
};

/// Subjects by kernels, a tile at a time, straight from the bytes of the register to those of the output. Whatever a
/// tile cannot hold and whatever a kernel leaves open is the interpreter's.
class TileWorker : public Worker {
public:
  explicit TileWorker(const Run& run);
  Chunk work(size_t batch) override;

private:
  // From rows to lanes.
  void readPlain(Chunk& chunk, size_t count, bool carriageReturns);
  void readRows(Chunk& chunk);
  void readNoted(Chunk& chunk);
  void addRow(Chunk& chunk, std::span<const std::string_view> cells, std::string_view text, int64_t line, bool problem);
  void beginLane(Chunk& chunk, std::string_view name);
  void endLane();

  // From lanes to rows.
  void flush(Chunk& chunk);
  void write(size_t lane, Chunk& chunk);
  void writeWhole(const Lane& lane, Chunk& chunk);
  const Rows::Subject* rowsOf(const Lane& lane);
  bool findAgain(size_t lane);
  void writeFound(size_t place, size_t lane, Chunk& chunk);
  void findOf(const TilePlan::Place& place, size_t lane, RowPieces::Found& found) const;
  void findNoItems(const TilePlan::Place& place, size_t lane, RowPieces::Found& found) const;
  void noteItems(Lane& lane);
  [[nodiscard]] std::optional<uint32_t> districtOf(size_t lane, int year) const;
  void tell(const TilePlan::Place& place, size_t lane);
  void tellFound(const TilePlan::Place& place, const RowPieces::Found& found);
  void addTallies(Chunk& chunk);

  const Run& run_;
  TilePlan plan_;
  ValueReader values_;
  Rows rows_;
  TileFiller filler_;
  batch::Tile tile_;
  TileEvaluator evaluate_;
  SubjectWorker subject_;
  RowPieces pieces_;
  Stopwatch watch_;

  std::vector<Lane> lanes_; // of the tile at hand
  std::string_view cell_;   // that the lane's name was read from
  std::vector<uint32_t> ends_;
  std::vector<std::string_view> cells_;
  table::Row row_;
  std::pmr::monotonic_buffer_resource unescaped_;

  // Of the lane at hand.
  std::string name_;                 // as a cell
  std::optional<uint32_t> district_; // in the last year shown
  std::vector<bool> again_, awards_;
  std::vector<std::optional<uint32_t>> cases_; // of the split, by year shown
  std::vector<int64_t> parts_;
  std::vector<int64_t> told_;
  FenTally own_;
  std::optional<SubjectOutcomes> outcomes_; // where they are wanted
  std::vector<Fen> ownParts_;

  // Of the chunk at hand.
  std::vector<FenTally> byPlace_, byDistrict_;
  std::vector<std::vector<Fen>> partsByDistrict_;
};

} // namespace tiao::driver
