#pragma once

#include "runtime/table/encoding.h"
#include "runtime/table/failure.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

/// The bytes of a file as UTF-8 text. A file is UTF-8, or else GB18030 if its bytes are better explained so; a stray
/// bad byte in a file that is otherwise one of the two does not fail the file: it becomes U+FFFD and its place is told,
/// so that only the row it stands in is lost.
namespace tiao::table {

class Text {
public:
  /// Valid UTF-8 without byte order mark, as long as this lives (also after it has been moved). One NUL, not counted in
  /// the size, follows the last byte.
  [[nodiscard]] std::string_view bytes() const { return {bytes_.get() + begin_, end_ - begin_}; }
  /// As found.
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  /// Offsets in bytes() at which bad input was replaced by U+FFFD, ascending.
  [[nodiscard]] const std::vector<size_t>& badOffsets() const { return badOffsets_; }

  /// Reads a whole file, or standard input if `path` is "-". The file is read, not mapped: one that changes while it is
  /// in use cannot crash the program.
  static Result<Text> read(const std::string& path);
  /// The text of bytes at hand; `path` is for messages.
  static Result<Text> decode(std::string_view bytes, const std::string& path = "-");

private:
  static Result<Text> decode(std::unique_ptr<char[]> bytes, size_t size, const std::string& path);

  std::unique_ptr<char[]> bytes_; // end_ + 1 bytes
  size_t begin_ = 0, end_ = 0;
  Encoding encoding_ = Encoding::Utf8;
  std::vector<size_t> badOffsets_;
};

} // namespace tiao::table
