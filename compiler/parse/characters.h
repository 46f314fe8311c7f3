#pragma once

#include "compiler/source/source.h"

#include <string_view>
#include <vector>

/// The text of a statement as the segmenter reads it: characters with their places, without comments, white space
/// folded to single blanks, a line break between Chinese characters gone, letters lower case and full-width letters,
/// digits and signs narrow.
namespace tiao::parse {

struct Character {
  char32_t value = 0;
  uint32_t begin = 0, end = 0; // bytes of the file
  bool lineStart = false;      // the first on its line that is not white space
};
using Characters = std::vector<Character>;

/// Reads the bytes of `span`.
Characters readCharacters(const source::SourceSet& sources, source::Span span);

/// One spelling in the same form, for comparing.
std::u32string fold(std::string_view text);

bool isAsciiWord(char32_t c);
inline bool isDigit(char32_t c) { return c >= '0' && c <= '9'; }
/// A Chinese character or full-width sign: text in which a line break means nothing.
bool isWide(char32_t c);
std::string toUtf8(const Characters& text, size_t from, size_t to);
void appendUtf8(std::string& out, char32_t c);

} // namespace tiao::parse
