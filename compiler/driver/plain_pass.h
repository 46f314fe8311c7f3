#pragma once

#include "compiler/driver/first_pass.h"

namespace tiao::driver {

/// The first reading of tables without quotes, many rows at a time and on several threads.
struct PlainPass {
  enum class End : uint8_t {
    Done,
    Unusual,     // there are quotes, or line ends of other sorts: to be read row by row
    NotAdjacent, // the rows of some subject do not stand together, or subjects in another order than in the first table
    NotUtf8,
    Failed, // the source says why
  };
  End end = End::Done;
  size_t table = 0; // that it ended at
  RowIndex index;   // if done
};
PlainPass readPlainly(const std::vector<Register::Table>& tables, size_t batchSubjects, unsigned threads);

/// The row, as one that is lost; nothing if it is not.
std::optional<BadData> lostRow(const table::Row& row, const Register::Table& table);

/// Does one of the hashes stand twice?
bool repeats(const std::vector<uint64_t>& hashes);

} // namespace tiao::driver
