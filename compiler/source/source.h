#pragma once

#include "compiler/source/span.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Source files as they are on disk: the text, and where its lines begin. Every position in the compiler is a byte of
/// one of these, so that a message can always show the file's own words.
namespace tiao::source {

/// The language a person writes in, or is answered in.
enum class Language { Zh, En };

/// A place as a person counts it: lines and characters from 1.
struct Place {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// Lines end with LF, CR LF or CR, as in Markdown.
class SourceFile {
public:
  SourceFile(std::string path, std::string text);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Place place(uint32_t byte) const;
  /// The line (from 1) without its line end.
  [[nodiscard]] std::string_view line(uint32_t number) const;
  [[nodiscard]] uint32_t lineBegin(uint32_t number) const { return lineBegins_[number - 1]; }
  [[nodiscard]] uint32_t lineCount() const { return static_cast<uint32_t>(lineBegins_.size()); }
  /// Chinese as soon as the text has a Chinese character outside English prose: more than one in fifty.
  [[nodiscard]] Language language() const { return language_; }

private:
  std::string path_;
  std::string text_;
  std::vector<uint32_t> lineBegins_;
  Language language_ = Language::En;
};

/// All files of one compilation.
class SourceSet {
public:
  uint32_t add(std::string path, std::string text);
  [[nodiscard]] const SourceFile& operator[](uint32_t file) const { return files_[file]; }
  [[nodiscard]] std::string_view text(Span span) const;
  [[nodiscard]] size_t size() const { return files_.size(); }
  /// The file that was added under this path, if any: a text that is in memory need not be on disk.
  [[nodiscard]] std::optional<uint32_t> find(std::string_view path) const;

private:
  std::vector<SourceFile> files_;
};

/// The whole of a file, or its first `most` bytes; nothing when it cannot be read. `-` is standard input.
std::optional<std::string> readFile(const std::string& path, size_t most = SIZE_MAX);

// ------------------------------------------------------------------------------------------------------------- UTF-8

/// The code point at `text[at]` and its length in bytes; an invalid byte is U+FFFD of length 1. Precondition: at <
/// size.
struct CodePoint {
  char32_t value;
  uint32_t length;
};
CodePoint decode(std::string_view text, size_t at);
/// The first byte that is not valid UTF-8, if any.
std::optional<uint32_t> firstInvalidUtf8(std::string_view text);
bool isHan(char32_t c);
/// May stand first in a file, where it means nothing.
constexpr char32_t byteOrderMark = 0xFEFF;
/// Has no look of its own and would change, unseen, what a line says: control characters save tabs and line ends, marks
/// of direction, blanks without width.
bool isInvisible(char32_t c);
/// The width of text on a terminal: Chinese characters and full-width signs take two columns.
uint32_t displayWidth(std::string_view text);

} // namespace tiao::source
