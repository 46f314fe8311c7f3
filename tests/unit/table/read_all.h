#pragma once

#include "runtime/table/reader.h"

#include <catch2/catch.hpp>

namespace tiao::table {

/// Readable in failed assertions: the English words.
inline std::ostream& operator<<(std::ostream& out, const Failure& failure) { return out << describe(failure).en; }
inline std::ostream& operator<<(std::ostream& out, const Problem& problem) {
  return out << describe(problem).en << " (cell " << problem.column + 1 << ")";
}

/// A row that outlives its reader.
struct KeptRow {
  int64_t line = 0;
  std::vector<std::string> cells;
  std::vector<Problem::Kind> problems;
  std::string text;
};

inline Reader readerOf(std::string_view bytes) {
  Result<Text> text = Text::decode(bytes);
  REQUIRE_FALSE(failureOf(text));
  Result<Reader> reader = Reader::from(std::get<Text>(std::move(text)));
  REQUIRE_FALSE(failureOf(reader));
  return std::get<Reader>(std::move(reader));
}

/// All rows after the header.
inline std::vector<KeptRow> rowsOf(std::string_view bytes) {
  Reader reader = readerOf(bytes);
  std::vector<KeptRow> rows;
  for (Row row; reader.next(row);) {
    rows.push_back({row.line, {row.cells.begin(), row.cells.end()}, {}, std::string(row.text)});
    for (const Problem& problem : row.problems) rows.back().problems.push_back(problem.kind);
  }
  return rows;
}

/// Why `bytes` are not a table.
inline Failure failureOfBytes(std::string_view bytes) {
  Result<Text> text = Text::decode(bytes, "register.csv");
  if (const Failure* failure = failureOf(text)) return *failure;
  Result<Reader> reader = Reader::from(std::get<Text>(std::move(text)), "register.csv");
  REQUIRE(failureOf(reader));
  return *failureOf(reader);
}

} // namespace tiao::table
