#include "runtime/table/row_stream.h"

#include "runtime/table/utf8.h"

#include <algorithm>

namespace tiao::table {

namespace {

constexpr size_t PieceSize = size_t{1} << 20;

/// Without a character that is cut at the end.
std::string_view wholeCharacters(std::string_view bytes) {
  const auto trails = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  size_t end = bytes.size();
  while (end > 0 && bytes.size() - end < 3 && trails(bytes[end - 1])) --end;
  if (end == 0 || static_cast<unsigned char>(bytes[end - 1]) < 0xC0) return bytes;
  const bool whole = sequenceLength(bytes.data() + end - 1, bytes.data() + bytes.size()) != 0;
  return whole ? bytes : bytes.substr(0, end - 1);
}

} // namespace

RowStream::RowStream(const Source& source, size_t offset, int64_t line, size_t cells)
    : source_(source), offset_(offset), line_(line), cells_(cells) {}

/// A piece of so many bytes, or of what is left.
bool RowStream::load(size_t size) {
  size = std::min(size, source_.size() - offset_);
  last_ = offset_ + size == source_.size();
  bytes_.resize(size);
  rows_.reset();
  unescaped_.release();
  if (!source_.read(offset_, size, bytes_.data())) {
    failure_ = source_.failure();
    return false;
  }
  if (!source_.converted() && !isUtf8(last_ ? std::string_view(bytes_) : wholeCharacters(bytes_))) {
    notUtf8_ = true;
    return false;
  }
  rows_.emplace(Piece{bytes_, offset_, line_, last_}, cells_, source_.badOffsets(), unescaped_);
  return true;
}

bool RowStream::next(Row& row) {
  size_t size = PieceSize;
  while (!failure_ && !notUtf8_) {
    if (rows_ && rows_->next(row)) {
      rowOffset_ = offset_ + static_cast<size_t>(row.text.data() - bytes_.data());
      return true;
    }
    if (rows_ && last_) return false;
    if (rows_) {
      // A row that is longer than its piece is read again, in a greater one.
      if (rows_->offset() == offset_) size = bytes_.size() * 2;
      offset_ = rows_->offset();
      line_ = rows_->line();
    }
    if (!load(size)) return false;
  }
  return false;
}

} // namespace tiao::table
