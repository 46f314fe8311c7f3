#pragma once

#include "runtime/table/failure.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A file that is written whole or not at all. Bytes go to a temporary file in the same folder, which takes the place
/// of the file on commit and is removed otherwise: on destruction, and when SIGINT, SIGTERM or SIGHUP ends the program
/// (unless the program handles or ignores that signal itself).
namespace tiao::table {

class OutputFile {
public:
  /// "-" is standard output. That, and whatever exists and is not a regular file, is written to directly.
  static Result<OutputFile> create(const std::string& path);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  ~OutputFile();

  /// Appends; buffered. After a failure nothing more is written, and commit tells the failure.
  void write(std::string_view bytes) {
    if (bytes.size() > buffer_.capacity() - buffer_.size()) flush();
    if (bytes.size() > buffer_.capacity() - buffer_.size())
      writeOut(bytes);
    else
      buffer_.append(bytes);
  }
  /// Writes out what is buffered. For standard output, where a reader may be waiting.
  void flush();
  /// Puts the file in its place, safely on disk. Nothing may be written after it.
  [[nodiscard]] std::optional<Failure> commit();
  /// Set as soon as a write failed: a long computation need not go on.
  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

private:
  OutputFile() = default;
  void writeOut(std::string_view bytes);
  void fail(int error);
  void discard();

  std::string path_;      // as given, for messages
  std::string target_;    // where it goes in the end
  std::string temporary_; // empty when written to directly, and after commit
  int slot_ = -1;         // in the list that the signal handler removes
  int descriptor_ = -1;
  std::string buffer_;             // never longer than its capacity as made
  int64_t written_ = 0, sent_ = 0; // bytes of the file, and those of them that are on their way to the disk
  std::optional<Failure> failure_;
};

} // namespace tiao::table
