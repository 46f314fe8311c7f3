#pragma once

#include <cstdint>
#include <string>
#include <variant>

/// Tables as files: CSV in and out. Knows nothing of policies.
namespace tiao::table {

/// A sentence in both languages; lower case and no full stop, to stand after "file: ".
struct Sentence {
  std::string zh, en;
  bool operator==(const Sentence&) const = default;
};

/// Why a file as a whole cannot be read or written. What is wrong with one row is a Problem of that row instead.
struct Failure {
  enum class Kind : uint8_t {
    CannotOpen,  // detail: the system's words
    CannotRead,  // detail: the system's words
    CannotWrite, // detail: the system's words
    Changed,     // while it was being read
    Utf16,       // begins with a UTF-16 byte order mark
    Workbook,    // a spreadsheet workbook (xlsx, xls), not text
    NotText,     // line: the first line whose bytes are neither UTF-8 nor GB18030
    NoHeader,    // empty, or blank lines only
    BadHeader,   // line, detail: what is wrong with the row of headings
  };
  Kind kind = Kind::CannotOpen;
  std::string path; // as given; "-" for a standard stream
  int64_t line = 0; // 1-based; 0 where no line is concerned
  Sentence detail;
  bool operator==(const Failure&) const = default;
};

Sentence describe(const Failure& failure);

/// A finished value, or why there is none.
template <typename T> using Result = std::variant<T, Failure>;

/// The failure in `result`; null when it has a value.
template <typename T> const Failure* failureOf(const Result<T>& result) { return std::get_if<Failure>(&result); }

} // namespace tiao::table
