#pragma once

#include "compiler/driver/bad_data.h"
#include "compiler/driver/subject_names.h"

#include <climits>
#include <deque>
#include <set>

/// Where the rows of a register's subjects lie.
namespace tiao::driver {

/// Subjects are read and evaluated in batches of so many, so that a batch has about so many rows of output.
constexpr size_t MostBatchSubjects = 1024, FewestBatchSubjects = 64, BatchRows = 32'768;

struct RowIndex {
  static constexpr uint32_t None = UINT32_MAX;

  /// The beginning of a row.
  struct Place {
    size_t offset = 0;
    int64_t line = 1;
  };
  /// One row, of a register whose subjects do not all stand together.
  struct Row {
    size_t offset = 0;
    int64_t line = 1;
    uint32_t size = 0;
    uint32_t next = None; // of the same subject, in the same sort of files
    uint16_t table = 0;
  };
  /// The rows of one subject in one sort of files, as a chain.
  struct Chain {
    uint32_t first = None, last = None;
  };
  struct Subject {
    Chain rows, items;
  };

  size_t batchSubjects = MostBatchSubjects; // at most
  /// Do the rows of each subject stand together in each file, and in the order of the first?
  bool adjacent = false;
  // If so: by table, where batches begin, and the end of the file.
  std::vector<std::vector<Place>> places;
  size_t count = 0;                // of subjects
  std::set<std::string> strangers; // whose items are in some table, and who are in none of subjects
  // Else: the rows of each subject.
  SubjectNames names;
  std::vector<Subject> subjects;
  std::deque<Row> noted;

  uint64_t rows = 0, itemRows = 0;
  std::vector<BadData> lost;
  int firstYear = INT_MAX, lastYear = INT_MIN;
  std::vector<std::set<int>> itemYears; // by table

  [[nodiscard]] size_t subjectCount() const { return adjacent ? count : subjects.size(); }
  [[nodiscard]] size_t batches() const {
    if (adjacent) return places.front().empty() ? 0 : places.front().size() - 1;
    return (subjects.size() + batchSubjects - 1) / batchSubjects;
  }
};

} // namespace tiao::driver
