#include "runtime/table/reader.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tiao::table {

namespace {

/// The bytes that end an unquoted cell, or must be looked at: NUL is also found at the end of the text.
constexpr std::array<bool, 256> EndsCell = [] {
  std::array<bool, 256> table{};
  for (const unsigned char c : {',', '\n', '\r', '\0'}) table[c] = true;
  return table;
}();

const char* cellEnd(const char* at) {
  while (!EndsCell[static_cast<unsigned char>(*at)]) ++at;
  return at;
}

constexpr std::string_view LineEnd = "\r\n";

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<size_t>(end - begin)}; }

/// A line feed, a carriage return, or both in that order is one line end.
int64_t lineEnds(std::string_view text) {
  int64_t count = 0;
  for (size_t i = 0; i < text.size(); ++i)
    count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
  return count;
}

void addProblem(Row& row, Problem problem) {
  const auto sameKind = [&](const Problem& other) { return other.kind == problem.kind; };
  if (std::none_of(row.problems.begin(), row.problems.end(), sameKind)) row.problems.push_back(problem);
}

} // namespace

Sentence describe(const Problem& problem) {
  const std::string column = std::to_string(problem.column + 1);
  const std::string found = std::to_string(problem.found), expected = std::to_string(problem.expected);
  switch (problem.kind) {
  case Problem::Kind::TooFewCells:
    return {"只有" + found + "个单元格，应有" + expected + "个", found + " cells where the header has " + expected};
  case Problem::Kind::TooManyCells:
    return {"有" + found + "个单元格，应有" + expected + "个", found + " cells where the header has " + expected};
  case Problem::Kind::UnterminatedQuote:
    return {"第" + column + "个单元格的引号没有结束", "the quote of cell " + column + " is not closed"};
  case Problem::Kind::TextAfterQuote:
    return {"第" + column + "个单元格的引号之后还有文字", "text after the closing quote of cell " + column};
  case Problem::Kind::NulByte: return {"第" + column + "个单元格含有 NUL 字节", "a NUL byte in cell " + column};
  case Problem::Kind::BadBytes:
    return {"含有既不是 UTF-8 也不是 GB18030 的字节", "bytes that are neither UTF-8 nor GB18030"};
  }
  return {};
}

Reader::Reader(Text text)
    : text_(std::make_unique<Text>(std::move(text))),
      unescaped_(std::make_unique<std::pmr::monotonic_buffer_resource>()) {
  rows_.emplace(Piece{.bytes = text_->bytes()}, 0, text_->badOffsets(), *unescaped_);
}

Result<Reader> Reader::open(const std::string& path) {
  Result<Text> text = Text::read(path);
  if (const Failure* failure = failureOf(text)) return *failure;
  return from(std::get<Text>(std::move(text)), path);
}

Result<Reader> Reader::from(Text text, const std::string& path) {
  Reader reader(std::move(text));
  Row header;
  const bool found = reader.next(header);
  if (auto failure = badHeader(found ? &header : nullptr, path)) return *std::move(failure);
  reader.header_ = std::move(header);
  const std::string_view all = reader.text_->bytes();
  const size_t at = reader.rows_->offset();
  const Piece rest{.bytes = all.substr(at), .offset = at, .line = reader.rows_->line()};
  reader.rows_.emplace(rest, reader.header_.cells.size(), reader.text_->badOffsets(), *reader.unescaped_);
  return reader;
}

std::optional<Failure> badHeader(const Row* row, const std::string& path) {
  if (row == nullptr) return Failure{.kind = Failure::Kind::NoHeader, .path = path, .detail = {}};
  if (row->problems.empty()) return std::nullopt;
  return Failure{Failure::Kind::BadHeader, path, row->line, describe(row->problems.front())};
}

std::vector<std::string_view> Reader::duplicateHeadings() const {
  std::vector<std::string_view> sorted = headings(), duplicates;
  std::sort(sorted.begin(), sorted.end());
  for (size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i].empty() || sorted[i] != sorted[i - 1]) continue;
    if (duplicates.empty() || duplicates.back() != sorted[i]) duplicates.push_back(sorted[i]);
  }
  return duplicates;
}

std::optional<size_t> Reader::columnOf(std::string_view heading) const {
  const auto found = std::find(headings().begin(), headings().end(), heading);
  if (found == headings().end()) return std::nullopt;
  return static_cast<size_t>(found - headings().begin());
}

RowReader::RowReader(const Piece& piece, size_t cells, const std::vector<size_t>& badOffsets,
                     std::pmr::memory_resource& unescaped)
    : begin_(piece.bytes.data()), at_(begin_), end_(begin_ + piece.bytes.size()), offset_(piece.offset),
      line_(piece.line), last_(piece.last), expected_(cells), badOffsets_(badOffsets),
      nextBad_(static_cast<size_t>(std::lower_bound(badOffsets.begin(), badOffsets.end(), piece.offset) -
                                   badOffsets.begin())),
      unescaped_(unescaped) {}

bool RowReader::next(Row& row) {
  row.cells.clear();
  row.problems.clear();
  while (skipLineEnd()) {
  }
  row.line = line_;
  if (at_ == end_) return false;

  const char* begin = at_;
  searchedToEnd_ = false;
  readCells(row);
  row.text = between(begin, at_);
  if (!last_ && (searchedToEnd_ || at_ == end_ || undecided())) {
    at_ = begin;
    line_ = row.line;
    return false;
  }
  skipLineEnd();

  const size_t found = row.cells.size();
  if (expected_ != 0 && found != expected_) {
    const auto kind = found < expected_ ? Problem::Kind::TooFewCells : Problem::Kind::TooManyCells;
    addProblem(row, {.kind = kind, .found = found, .expected = expected_});
  }
  for (; nextBad_ < badOffsets_.size() && badOffsets_[nextBad_] < offset(); ++nextBad_)
    addProblem(row, {.kind = Problem::Kind::BadBytes});
  return true;
}

/// Passes over one line end; false if there is none here.
bool RowReader::skipLineEnd() {
  if (undecided()) return false;
  const char* before = at_;
  if (*at_ == '\r') ++at_;
  if (*at_ == '\n') ++at_;
  if (at_ == before) return false;
  ++line_;
  return true;
}

/// Reads cells up to the end of the row, and stops before its line end.
void RowReader::readCells(Row& row) {
  while (true) {
    bool cut = false;
    if (*at_ == '"') {
      row.cells.push_back(quotedCell(row, cut));
    } else {
      const char* begin = at_;
      while (*(at_ = cellEnd(at_)) == '\0' && at_ != end_) {
        addProblem(row, {.kind = Problem::Kind::NulByte, .column = row.cells.size()});
        ++at_;
      }
      row.cells.push_back(between(begin, at_));
    }
    if (cut || *at_ != ',') return;
    ++at_;
  }
}

/// Reads a cell that begins with a quote, and stops after it. `cut` is set if its quote is never closed: the cell and
/// its row then end with the line.
std::string_view RowReader::quotedCell(Row& row, bool& cut) {
  const size_t column = row.cells.size();
  const char* begin = at_ + 1;
  const char* close = begin;
  bool doubled = false;
  while (true) {
    close = static_cast<const char*>(std::memchr(close, '"', static_cast<size_t>(end_ - close)));
    searchedToEnd_ = searchedToEnd_ || close == nullptr || close + 1 == end_;
    if (close == nullptr || close[1] != '"') break;
    doubled = true;
    close += 2;
  }
  const char* tail = close == nullptr ? nullptr : close + 1;
  if (close == nullptr) {
    addProblem(row, {.kind = Problem::Kind::UnterminatedQuote, .column = column});
    cut = true;
    close = tail = std::find_first_of(begin, end_, LineEnd.begin(), LineEnd.end());
  }
  const std::string_view quoted = between(begin, close);
  line_ += lineEnds(quoted);

  at_ = tail;
  while (!cut && *(at_ = cellEnd(at_)) == '\0' && at_ != end_) ++at_;
  if (at_ != tail) addProblem(row, {.kind = Problem::Kind::TextAfterQuote, .column = column});
  if (std::find(begin, at_, '\0') != at_) addProblem(row, {.kind = Problem::Kind::NulByte, .column = column});
  return doubled || at_ != tail ? unescaped(quoted, between(tail, at_)) : quoted;
}

/// The content of a quoted cell, each doubled quote made one, with the text that follows its closing quote.
std::string_view RowReader::unescaped(std::string_view quoted, std::string_view tail) {
  auto* const copy = static_cast<char*>(unescaped_.allocate(quoted.size() + tail.size() + 1, 1));
  char* out = copy;
  for (size_t i = 0; i < quoted.size(); ++i) {
    *out++ = quoted[i];
    if (quoted[i] == '"') ++i;
  }
  out = std::copy(tail.begin(), tail.end(), out);
  return between(copy, out);
}

} // namespace tiao::table
