#pragma once

#include "runtime/table/text.h"

#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads CSV (RFC 4180; lines end with LF, CR LF or CR). What is wrong with a row is attached to the row, and reading
/// goes on: no row is dropped, none stops the others. An unterminated quote costs its own line only, not the rest of
/// the file.
namespace tiao::table {

/// What is wrong with the shape of one row.
struct Problem {
  enum class Kind : uint8_t {
    TooFewCells,       // found, expected
    TooManyCells,      // found, expected
    UnterminatedQuote, // column; the row is taken to end with its line
    TextAfterQuote,    // column; the text is kept as part of the cell
    NulByte,           // column; kept in the cell
    BadBytes,          // neither UTF-8 nor GB18030; U+FFFD stands in their place
  };
  Kind kind = Kind::TooFewCells;
  size_t column = 0; // 0-based
  size_t found = 0, expected = 0;
  bool operator==(const Problem&) const = default;
};

Sentence describe(const Problem& problem);

struct Row {
  int64_t line = 0;                    // where it starts, 1-based, counting every line of the file
  std::vector<std::string_view> cells; // without their quotes; they live as long as the text that was read
  std::vector<Problem> problems;       // empty for a well-formed row; at most one of a kind
  std::string_view text;               // the row as it stands in the file (in UTF-8), without its line end

  /// A cell by column; empty where the row is too short.
  std::string_view operator[](size_t column) const {
    return column < cells.size() ? cells[column] : std::string_view();
  }
};

/// A stretch of a text that begins with a row.
struct Piece {
  std::string_view bytes; // one NUL, not counted, follows the last
  size_t offset = 0;      // of the first byte in the whole text
  int64_t line = 1;       // of the first byte
  bool last = true;       // nothing of the text follows
};

/// Reads the rows of a piece of a text.
class RowReader {
public:
  /// `cells`: how many each row should have; 0: any number. `badOffsets` are those of the whole text (see Text), and
  /// `unescaped` is where cells live that had doubled quotes; both must outlive the reader.
  RowReader(const Piece& piece, size_t cells, const std::vector<size_t>& badOffsets,
            std::pmr::memory_resource& unescaped);

  /// The next row; false at the end, and before a row that may go on beyond a piece that is not the last. Blank lines
  /// are passed over. Use one Row for all rows, so that its memory is reused.
  bool next(Row& row);

  /// Of the next byte to be read, in the whole text.
  [[nodiscard]] size_t offset() const { return offset_ + static_cast<size_t>(at_ - begin_); }
  [[nodiscard]] int64_t line() const { return line_; }

private:
  void readCells(Row& row);
  std::string_view quotedCell(Row& row, bool& cut);
  std::string_view unescaped(std::string_view quoted, std::string_view tail);
  bool skipLineEnd();
  /// At the last byte, a carriage return, of a piece that is not the last: does a line feed follow?
  [[nodiscard]] bool undecided() const { return !last_ && *at_ == '\r' && at_ + 1 == end_; }

  const char* begin_;
  const char* at_;  // the next byte
  const char* end_; // INVARIANT: *end_ is NUL, so that scanning needs no bound
  size_t offset_;
  int64_t line_; // of at_
  bool last_;
  bool searchedToEnd_ = false; // in the row at hand, for the end of a quote
  size_t expected_;
  const std::vector<size_t>& badOffsets_;
  size_t nextBad_; // index in badOffsets_
  std::pmr::memory_resource& unescaped_;
};

class Reader {
public:
  /// Reads the file ("-" is standard input) and its header. A header that is itself malformed is a failure.
  static Result<Reader> open(const std::string& path);
  /// The same of a text at hand; `path` is for messages.
  static Result<Reader> from(Text text, const std::string& path = "-");

  [[nodiscard]] const Row& header() const { return header_; }
  [[nodiscard]] const std::vector<std::string_view>& headings() const { return header_.cells; }
  /// Headings that stand more than once, each told once. Empty headings are not names and are not counted.
  [[nodiscard]] std::vector<std::string_view> duplicateHeadings() const;
  [[nodiscard]] std::optional<size_t> columnOf(std::string_view heading) const;
  [[nodiscard]] Encoding encoding() const { return text_->encoding(); }

  /// The next row; false at the end. Blank lines are passed over. Use one Row for all rows, so that its memory is
  /// reused.
  bool next(Row& row) { return rows_->next(row); }

  /// How much has been read, for showing progress.
  [[nodiscard]] size_t bytesRead() const { return rows_->offset(); }
  [[nodiscard]] size_t bytesInAll() const { return text_->bytes().size(); }

private:
  explicit Reader(Text text);

  std::unique_ptr<Text> text_; // at a fixed place, as `rows_` refers to it
  std::unique_ptr<std::pmr::monotonic_buffer_resource> unescaped_;
  std::optional<RowReader> rows_;
  Row header_;
};

/// Why a header cannot be used: it is malformed. `row` is what was read of it, if anything.
std::optional<Failure> badHeader(const Row* row, const std::string& path);

} // namespace tiao::table
