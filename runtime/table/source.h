#pragma once

#include "runtime/table/encoding.h"
#include "runtime/table/failure.h"

#include <memory>
#include <optional>

/// The text of a file, read in pieces from wherever it is wanted, so that a file of any size costs no more memory than
/// its pieces. Thread-safe but for `convert`. What cannot be read twice (standard input, a pipe) and what is not UTF-8
/// is kept while it is small, and else lies in a temporary file without a name.
namespace tiao::table {

class Source {
public:
  /// "-" is standard input. Whether the text is UTF-8 is not looked at yet: who reads it all anyway finds that out, and
  /// then calls `convert`.
  static Result<Source> open(const std::string& path);

  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  ~Source();

  [[nodiscard]] const std::string& path() const { return path_; } // as given
  /// In bytes, without a byte order mark.
  [[nodiscard]] size_t size() const;
  /// Copies `count` bytes from `at` on; false if they are not there: the file has changed, or cannot be read.
  bool read(size_t at, size_t count, char* to) const;
  /// For when `read` has failed.
  [[nodiscard]] Failure failure() const;
  /// Is the file another than it was when it was opened?
  [[nodiscard]] bool changed() const;

  /// Makes UTF-8 of it, whatever it is. Offsets into the text mean nothing any more.
  std::optional<Failure> convert();
  [[nodiscard]] bool converted() const { return converted_; }
  /// As found by `convert`; UTF-8 without it.
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  /// Offsets at which bad input was replaced by U+FFFD, ascending.
  [[nodiscard]] const std::vector<size_t>& badOffsets() const { return badOffsets_; }

private:
  /// What pieces come from: a descriptor, or bytes in memory.
  struct Store {
    int descriptor = -1;
    std::string bytes; // when there is no descriptor
    size_t begin = 0, end = 0;
    bool mustClose = false;
    void close();
  };
  class Builder;
  friend class Builder;

  Source() = default;
  std::optional<Failure> spool(int descriptor);
  std::optional<Failure> sniff();
  /// Calls `take(bytes, last)`, which says how many bytes it read, over the whole text.
  template <typename Take> bool eachBlock(Take take) const;

  std::string path_;
  Store store_;
  int64_t modified_ = 0; // of a file that is read where it lies, in nanoseconds
  bool marked_ = false, converted_ = false;
  Encoding encoding_ = Encoding::Utf8;
  std::vector<size_t> badOffsets_;
};

} // namespace tiao::table
