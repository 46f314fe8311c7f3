#pragma once

#include "compiler/driver/register.h"

/// The first reading of a register: who has rows, and where.
namespace tiao::driver {

/// Why it came to nothing.
struct Unread {
  std::optional<size_t> notUtf8; // this table is to be converted first
  std::optional<table::Failure> failure;
};

/// Notes the rows of all tables, for batches of at most so many subjects. Where the rows of each subject stand
/// together, and in the same order in every table, that costs only its batches.
std::variant<RowIndex, Unread> noteRows(const std::vector<Register::Table>& tables, size_t batchSubjects,
                                        unsigned threads);

/// The row, as one that is lost; nothing if it is not.
std::optional<BadData> lostRow(const table::Row& row, const Register::Table& table);
/// The row of an item, whose subject is none of the register.
BadData stranger(const table::Row& row, const Register::Table& table);

} // namespace tiao::driver
