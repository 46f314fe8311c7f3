#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// From the bytes of a file to UTF-8, block by block. Each function is given the bytes not yet read, and says how many
/// of them it read: all, but for a character that may go on in the next block, which is never the case of the `last`.
namespace tiao::table {

enum class Encoding : uint8_t { Utf8, Gb18030 };

/// How far bytes are UTF-8.
struct Survey {
  size_t bad = 0;           // bytes that belong to no sequence
  size_t longSequences = 0; // well-formed ones of three or more bytes, which hardly ever arise by chance
};
size_t survey(std::string_view bytes, bool last, Survey& survey);

/// Text under conversion; what stood bad is U+FFFD, and its place is told.
struct Converted {
  std::string text;               // as far as it was not taken out
  size_t taken = 0;               // bytes taken out before
  std::vector<size_t> badOffsets; // in the whole text, ascending
  [[nodiscard]] size_t size() const { return taken + text.size(); }
  /// Empties `text`.
  void take() { taken += text.size(), text.clear(); }
};

/// Keeps what is UTF-8.
size_t repairUtf8(std::string_view bytes, bool last, Converted& converted);

class FromGb18030 {
public:
  FromGb18030();
  FromGb18030(const FromGb18030&) = delete;
  FromGb18030& operator=(const FromGb18030&) = delete;
  ~FromGb18030();
  /// Does this system know the encoding?
  [[nodiscard]] bool known() const { return conversion_ != nullptr; }
  size_t operator()(std::string_view bytes, bool last, Converted& converted);

private:
  void* conversion_; // of iconv
};

/// May bytes that are not all UTF-8 be GB18030? Bytes that mostly fail as UTF-8 may; UTF-8 with a few broken characters
/// can look like GB18030 by chance. `marked`: they begin with a byte order mark.
inline bool mayBeGb18030(const Survey& utf8, bool marked) { return !marked && utf8.longSequences <= utf8.bad; }
/// A text with a few bad bytes is still a text; one with many is something else.
inline bool isText(const Converted& text) {
  return text.badOffsets.size() <= 8 || text.badOffsets.size() <= text.size() / 32;
}

} // namespace tiao::table
