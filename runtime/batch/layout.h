#pragma once

#include "runtime/batch/cell.h"
#include "runtime/batch/frame.h"

#include <string>
#include <vector>

/// What the columns of a tile are: which fact of which period each input holds and how, and which award and period each
/// output is of. The numbers of facts, kinds and awards are those of the program.
namespace tiao::batch {

struct Input {
  InputKind kind = InputKind::Fact;
  uint32_t fact = 0; // of Fact
  int32_t itemKind =
      -1;            // whose items the rows are (place in Layout::itemKinds); -1: the subjects. Of ListGiven: of which
  int32_t year = 0;  // 0: of a fact that does not change, and of FirstYear
  int32_t month = 0; // 0 unless the fact is monthly
  Cell cell = Cell::Byte;
  int64_t scale = 1; // a number n stands for n ÷ scale, in the fact's unit (yuan, for money)
  int64_t lo = 0,
          hi = 0; // the least and greatest n; a value that lies beyond, or between two n, is for the interpreter
};

/// One award in one period: of each subject, or of each item of its kind.
struct Output {
  uint32_t award = 0;
  int32_t year = 0, month = 0;
  int32_t itemKind = -1; // place in Layout::itemKinds
  bool discretionary = false;
};

/// Awards that are evaluated together, year by year, by one kernel.
struct Group {
  std::vector<uint32_t> awards;
  bool compiled = false; // else the interpreter evaluates it for every subject
  std::string why;       // why it is not compiled, in words for a person; empty if it is
};

struct Layout {
  int firstYear = 0, lastYear = 0; // evaluated, from the first year in force; no ledger
  std::vector<uint32_t> itemKinds; // that the frame numbers: at most 8
  std::vector<Input> inputs;
  std::vector<Output> outputs; // by group, award and period
  std::vector<Group> groups;
};

/// Subjects of a tile: so many that a kernel's columns stay in the second cache.
constexpr size_t TileSubjects = 1024;
/// Items of one kind in a tile of a register, of all its subjects together.
constexpr size_t TileItems = 4096;

/// Are the rows of an input the items of its kind?
inline bool isOfItems(const Input& input) { return input.itemKind >= 0 && input.kind != InputKind::ListGiven; }

} // namespace tiao::batch
