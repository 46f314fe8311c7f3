#pragma once

#include "compiler/driver/stopwatch.h"
#include "compiler/driver/subject_worker.h"
#include "compiler/driver/tile_found.h"
#include "compiler/driver/tile_items.h"

namespace tiao::driver {

/// Subjects by kernels, a tile at a time, straight from the bytes of the register to those of the output. Whatever a
/// tile cannot hold and whatever a kernel leaves open is the interpreter's.
class TileWorker : public Worker {
public:
  explicit TileWorker(const Run& run);
  Chunk work(size_t batch) override;

private:
  // From rows to lanes.
  void readPlain(Chunk& chunk);
  void readRows(Chunk& chunk);
  void readNoted(Chunk& chunk);
  std::optional<calendar::Period> addRow(Chunk& chunk, std::string_view subject, std::string_view when,
                                         std::string_view text, int64_t line, bool problem);
  void beginLane(Chunk& chunk, std::string_view name, const Rows::Subject* subject = nullptr);
  void endLane();

  // From lanes to rows.
  void flush(Chunk& chunk);
  void write(size_t lane, Chunk& chunk);
  void writeWhole(const Lane& lane, Chunk& chunk);
  const Rows::Subject* rowsOf(const Lane& lane);
  bool findAgain(size_t lane);
  void writeFound(size_t place, size_t lane, Chunk& chunk);
  [[nodiscard]] std::optional<uint32_t> districtOf(size_t lane, int year) const;
  void writeItems(const TilePlan::Place& place, size_t lane, const RowPieces::Found& together, std::string& out);
  void tellFound(const TilePlan::Place& place, const RowPieces::Found& found);
  void tellTotals(size_t lane);
  void addTallies(Chunk& chunk);

  const Run& run_;
  TilePlan plan_;
  ValueReader values_;
  Rows rows_;
  TileFiller filler_;
  TileItemFiller items_;
  batch::Tile tile_;
  TileFound found_;
  TileEvaluator evaluate_;
  SubjectWorker subject_;
  RowPieces pieces_;
  Stopwatch watch_;

  std::vector<Lane> lanes_; // of the tile at hand
  std::string_view cell_;   // that the lane's name was read from
  PlainRows plain_;
  std::vector<std::string_view> cells_;
  table::Row row_;
  std::pmr::monotonic_buffer_resource unescaped_;

  // Of the lane at hand.
  std::string name_;                 // as a cell
  std::optional<uint32_t> district_; // in the last year shown
  std::vector<bool> again_, awards_;
  std::vector<std::optional<uint32_t>> cases_; // of the split, by year shown
  std::vector<int64_t> parts_;
  std::optional<SubjectWorker::Some> some_; // what the interpreter says
  Fen own_ = 0;                             // what kernels give
  FenTally* here_ = nullptr;                // of its district
  std::optional<SubjectOutcomes> outcomes_; // where they are wanted
  std::vector<Fen> ownParts_;

  size_t bytesBefore_ = 0; // of the rows of the chunk before

  // Of the chunk at hand.
  std::vector<FenTally> byPlace_, byDistrict_;
  std::vector<std::vector<Fen>> partsByDistrict_;
};

} // namespace tiao::driver
