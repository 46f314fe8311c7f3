#pragma once

#include "examples/register/columns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The rows of one firm. Everything follows from the seed and the firm's number.
namespace tiao::examples {

/// The years with all facts. The three before them are history: only what growth is reckoned from.
struct Years {
  int first = 2022, last = 2025;
  [[nodiscard]] int history() const { return first - 3; }
};

/// One row, cell by cell. It has ColumnCount cells unless it is wrong on purpose.
using Cells = std::vector<std::string>;

/// A firm and its rows of the register: what the other files build on.
struct Firm {
  uint64_t seed = 0, number = 0;
  Years years;
  std::string name, district;
  std::vector<Cells> rows;          // of the register, history first
  std::vector<int> alive;           // the years with all facts in which it is there, ascending
  std::optional<uint64_t> onBound;  // every 83rd firm stands exactly on a bound of the policy or next to it
  std::optional<uint64_t> mistaken; // every 97th has rows that are wrong on purpose
};
Firm firmOf(uint64_t seed, uint64_t number, Years years);

/// Its rows of the register alone.
std::vector<Cells> rowsOfFirm(uint64_t seed, uint64_t number, Years years);

/// A name that no other firm has.
std::string nameOfFirm(uint64_t firm);

} // namespace tiao::examples
