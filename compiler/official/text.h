#pragma once

#include "compiler/source/literate.h"

#include <string>
#include <vector>

/// Official text, and the words of clauses that are compared with it, as characters with their places in the file.
/// White space counts only between two ASCII characters, where it parts words; there it is one blank.
namespace tiao::official {

using source::Span;

/// Characters [begin, end) of a text.
struct Stretch {
  size_t begin = 0, end = 0;
  [[nodiscard]] size_t size() const { return end - begin; }
  bool operator==(const Stretch&) const = default;
};

struct Words {
  std::u32string text;
  std::vector<Span> places; // of each character

  /// Adds the characters of a stretch of a file.
  void add(const source::SourceSet& sources, Span span);
  [[nodiscard]] size_t size() const { return text.size(); }
  [[nodiscard]] Stretch all() const { return {0, text.size()}; }
};

/// The official text of one section, cut twice. A *sentence* ends at 。！？； or at the end of a paragraph or block
/// quote; in English at `. ! ? ;` before a blank. The number of an item (1.) ends nothing. A *part* ends at a comma or
/// colon too: a clause may compute some parts of a sentence and not the others.
struct OfficialText {
  uint32_t file = 0;
  Words words;
  std::vector<Stretch> sentences;
  std::vector<Stretch> parts;
};
OfficialText officialText(const source::SourceSet& sources, const source::Section& section);

/// The characters of a text that is on no file: a quotation as written in a clause.
std::u32string characters(std::string_view text);
std::string utf8(std::u32string_view text);

/// A stretch as it stands in the file: the blanks of a line are kept, its breaks are not.
std::string shown(const source::SourceSet& sources, const Words& words, Stretch stretch);
/// From the first to the last character of a stretch. Precondition: it is not empty, and of one file.
Span placeOf(const Words& words, Stretch stretch);

/// Is this a sign, a bracket, a quotation mark or a blank, which say nothing alone?
bool isPunctuation(char32_t c);
/// The length of the number of an item that stands at `at`: 1. or 2、; 0 when there is none.
size_t itemNumber(std::u32string_view text, size_t at);
/// Without the number of an item and the signs before it, and without the signs after it.
Stretch trimmed(std::u32string_view text, Stretch stretch);

} // namespace tiao::official
