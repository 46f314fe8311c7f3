#include "compiler/official/text.h"

#include "compiler/parse/characters.h"

namespace tiao::official {

namespace {

bool isBlank(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000 || c == 0xA0; }
bool isAscii(char32_t c) { return c < 0x80; }
bool isOneOf(char32_t c, std::u32string_view list) { return list.find(c) != std::u32string_view::npos; }

/// What closes a bracket or quotation belongs to the sentence before it.
bool isClosing(char32_t c) { return isOneOf(c, U"”’」』）)\""); }

/// Does a sentence, or a part of one, end with this character?
bool endsSentence(std::u32string_view text, size_t at, size_t begin) {
  const char32_t c = text[at];
  if (isOneOf(c, U"。！？；")) return true;
  const bool before = at + 1 == text.size() || text[at + 1] == ' ' || isClosing(text[at + 1]);
  if (!isOneOf(c, U".!?;") || !before) return false;
  return at >= begin + itemNumber(text, begin);
}
bool endsPart(std::u32string_view text, size_t at) {
  if (isOneOf(text[at], U"，：")) return true;
  return isOneOf(text[at], U",:") && (at + 1 == text.size() || text[at + 1] == ' ');
}

/// Cuts one paragraph.
void cut(std::u32string_view text, Stretch paragraph, OfficialText& out) {
  size_t sentence = paragraph.begin;
  size_t part = paragraph.begin;
  for (size_t at = paragraph.begin; at < paragraph.end; ++at) {
    while (sentence == at && at < paragraph.end && text[at] == ' ') sentence = part = ++at;
    if (at == paragraph.end) break;
    const bool whole = endsSentence(text, at, sentence);
    if (!whole && !endsPart(text, at)) continue;
    while (at + 1 < paragraph.end && isClosing(text[at + 1])) ++at;
    out.parts.push_back({part, at + 1});
    part = at + 1;
    if (!whole) continue;
    out.sentences.push_back({sentence, at + 1});
    sentence = at + 1;
  }
  if (part < paragraph.end) out.parts.push_back({part, paragraph.end});
  if (sentence < paragraph.end) out.sentences.push_back({sentence, paragraph.end});
}

} // namespace

void Words::add(const source::SourceSet& sources, Span span) {
  const std::string_view file = sources[span.file].text();
  bool blank = false;
  uint32_t blankAt = 0;
  for (uint32_t at = span.begin; at < span.end;) {
    const source::CodePoint c = source::decode(file, at);
    if (isBlank(c.value)) {
      if (!blank) blankAt = at;
      blank = true;
    } else {
      if (blank && !text.empty() && isAscii(text.back()) && isAscii(c.value)) {
        text += U' ';
        places.push_back({span.file, blankAt, at});
      }
      blank = false;
      text += c.value;
      places.push_back({span.file, at, at + c.length});
    }
    at += c.length;
  }
}

OfficialText officialText(const source::SourceSet& sources, const source::Section& section) {
  OfficialText out;
  for (const source::Quotation& quotation : section.official) {
    out.file = quotation.span.file;
    Words paragraph;
    const auto close = [&] {
      const size_t begin = out.words.size();
      out.words.text += paragraph.text;
      out.words.places.insert(out.words.places.end(), paragraph.places.begin(), paragraph.places.end());
      cut(out.words.text, {begin, out.words.size()}, out);
      paragraph = {};
    };
    for (const Span line : quotation.lines) {
      if (line.begin == line.end) {
        close();
        continue;
      }
      Words words;
      words.add(sources, line);
      if (words.text.empty()) continue;
      if (!paragraph.text.empty() && isAscii(paragraph.text.back()) && isAscii(words.text.front())) {
        paragraph.text += U' ';
        paragraph.places.push_back({line.file, line.begin, line.begin});
      }
      paragraph.text += words.text;
      paragraph.places.insert(paragraph.places.end(), words.places.begin(), words.places.end());
    }
    close();
  }
  return out;
}

std::u32string characters(std::string_view text) {
  std::u32string out;
  bool blank = false;
  for (size_t at = 0; at < text.size();) {
    const source::CodePoint c = source::decode(text, at);
    at += c.length;
    if (isBlank(c.value)) {
      blank = true;
      continue;
    }
    if (blank && !out.empty() && isAscii(out.back()) && isAscii(c.value)) out += U' ';
    blank = false;
    out += c.value;
  }
  return out;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) parse::appendUtf8(out, c);
  return out;
}

std::string shown(const source::SourceSet& sources, const Words& words, Stretch stretch) {
  std::string out;
  for (size_t i = stretch.begin; i < stretch.end; ++i) {
    const Span place = words.places[i];
    if (i > stretch.begin && words.places[i - 1].end < place.begin) {
      const std::string_view between = sources.text({place.file, words.places[i - 1].end, place.begin});
      if (between.find_first_not_of(" \t") == std::string_view::npos) out += ' ';
    }
    parse::appendUtf8(out, words.text[i]);
  }
  return out;
}

Span placeOf(const Words& words, Stretch stretch) {
  return source::join(words.places[stretch.begin], words.places[stretch.end - 1]);
}

bool isPunctuation(char32_t c) {
  if (c <= 0x20) return true;
  if (c < 0x80) return !parse::isAsciiWord(c) && !isOneOf(c, U"%<>=+*/");
  return isOneOf(c, U"。，、；：！？…—（）《》〈〉「」『』【】〔〕“”‘’·　");
}

size_t itemNumber(std::u32string_view text, size_t at) {
  size_t digits = at;
  while (digits < text.size() && parse::isDigit(text[digits])) ++digits;
  if (digits == at || digits > at + 3 || digits == text.size() || !isOneOf(text[digits], U".．、")) return 0;
  if (digits + 1 < text.size() && parse::isDigit(text[digits + 1])) return 0;
  return digits + 1 - at;
}

Stretch trimmed(std::u32string_view text, Stretch stretch) {
  const auto opens = [](char32_t c) { return isOneOf(c, U"（(“‘「『《〈【〔"); };
  while (stretch.begin < stretch.end) {
    const size_t number = itemNumber(text.substr(0, stretch.end), stretch.begin);
    const char32_t c = text[stretch.begin];
    if (number > 0)
      stretch.begin += number;
    else if (isPunctuation(c) && !opens(c))
      ++stretch.begin;
    else
      break;
  }
  while (stretch.begin < stretch.end && isPunctuation(text[stretch.end - 1]) && !isClosing(text[stretch.end - 1]))
    --stretch.end;
  return stretch;
}

} // namespace tiao::official
