#pragma once

#include "examples/register/columns.h"

#include <cstdint>
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

/// Every 83rd firm stands exactly on a bound of the policy or next to it, and every 97th has a row that is wrong on
/// purpose.
std::vector<Cells> rowsOfFirm(uint64_t seed, uint64_t firm, Years years);

/// A name that no other firm has.
std::string nameOfFirm(uint64_t firm);

/// Money as the register writes it.
std::string yuan(int64_t fen);

} // namespace tiao::examples
