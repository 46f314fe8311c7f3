#pragma once

#include "compiler/driver/register.h"

/// The first reading of a register: who has rows, and where.
namespace tiao::driver {

/// Why it came to nothing.
struct Unread {
  std::optional<size_t> notUtf8; // this table is to be converted first
  std::optional<table::Failure> failure;
};

/// Notes the rows of all tables, for batches of at most so many subjects. Where the rows of each subject stand together,
/// and in the same order in every table, that costs only its batches.
std::variant<RowIndex, Unread> noteRows(const std::vector<Register::Table>& tables, size_t batchSubjects,
                                        unsigned threads);

} // namespace tiao::driver
