#pragma once

#include "compiler/driver/first_pass.h"

#include <bitset>

/// The first reading of tables in which the rows of each subject stand together, and in the order of the first table.
namespace tiao::driver {

/// What is found in a part of a table. Its lines count from its first row.
struct Segment {
  using Place = RowIndex::Place;
  /// Where a batch may begin.
  struct Cut {
    Place place;
    size_t stretch = 0;
  };

  /// Here begins a stretch of rows of one subject. `batchSubjects`: of a batch; 0: batches are those of another table.
  void begin(std::string_view name, Place place, size_t batchSubjects);

  int64_t lines = 0;
  uint64_t rows = 0;
  std::vector<uint64_t> names; // a hash for each stretch
  std::string firstName, lastName;
  std::vector<Cut> cuts;                       // at the first stretch, and then every so often
  std::vector<Place> begins;                   // or of all stretches
  size_t end = 0;                              // after its last row
  std::vector<std::pair<Place, size_t>> lost;  // rows that may tell nothing of any subject, with their size
  std::vector<BadData> bad;                    // rows that do not
  std::bitset<LastYear - FirstYear + 1> years; // from FirstYear on
  size_t inBatch = 0;
};

/// Nothing: the rows of some subject do not stand together, or subjects stand in another order.
std::optional<std::variant<RowIndex, Unread>> noteAdjacent(const std::vector<Register::Table>& tables,
                                                           size_t batchSubjects, unsigned threads);

} // namespace tiao::driver
