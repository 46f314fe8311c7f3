#pragma once

#include "compiler/driver/first_pass.h"

namespace tiao::driver {

/// The first reading of one table without quotes, many rows at a time and on several threads.
struct PlainPass {
  enum class End : uint8_t {
    Done,
    Unusual,     // there are quotes, or line ends of other sorts: to be read row by row
    NotAdjacent, // the rows of some subject do not stand together
    NotUtf8,
    Failed, // the source says why
  };
  End end = End::Done;
  RowIndex index; // if done
};
PlainPass readPlainly(const Register::Table& table, unsigned threads);

/// The row, as one that is lost; nothing if it is not.
std::optional<BadData> lostRow(const table::Row& row, const Register::Table& table);

/// Does one of the hashes stand twice?
bool repeats(const std::vector<uint64_t>& hashes);

} // namespace tiao::driver
