#pragma once

#include "compiler/driver/bad_data.h"
#include "compiler/driver/subject_names.h"

#include <climits>
#include <deque>
#include <set>

/// Where the rows of a register's subjects lie.
namespace tiao::driver {

/// Subjects are read and evaluated in batches of about so many.
constexpr size_t BatchSubjects = 1024;

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

  bool adjacent = false;
  // If so: where batches begin, and the end of the file.
  std::vector<Place> places;
  // Else: the rows of each subject.
  SubjectNames names;
  std::vector<Subject> subjects;
  std::deque<Row> noted;

  uint64_t rows = 0, itemRows = 0;
  std::vector<BadData> lost;
  int firstYear = INT_MAX, lastYear = INT_MIN;
  std::vector<std::set<int>> itemYears; // by table

  /// About how many subjects there are.
  [[nodiscard]] size_t subjectsAbout() const { return adjacent ? batches() * BatchSubjects : subjects.size(); }
  [[nodiscard]] size_t batches() const {
    if (adjacent) return places.empty() ? 0 : places.size() - 1;
    return (subjects.size() + BatchSubjects - 1) / BatchSubjects;
  }
};

} // namespace tiao::driver
