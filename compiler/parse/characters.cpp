#include "compiler/parse/characters.h"

namespace tiao::parse {

namespace {

char32_t foldOne(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c - 'A' + 'a';
  if (c >= 0xFF10 && c <= 0xFF19) return c - 0xFF10 + '0'; // ０–９
  if (c >= 0xFF21 && c <= 0xFF3A) return c - 0xFF21 + 'a'; // Ａ–Ｚ
  if (c >= 0xFF41 && c <= 0xFF5A) return c - 0xFF41 + 'a'; // ａ–ｚ
  if (c == 0xFF05) return '%';
  if (c == 0xFF5C) return '|';
  if (c == 0xFF1C) return '<';
  if (c == 0xFF1E) return '>';
  if (c == 0x3000 || c == 0xA0) return ' ';
  if (c == 0x2019) return '\'';
  return c;
}

bool isBlank(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

} // namespace

bool isAsciiWord(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_'; }

bool isWide(char32_t c) {
  return source::isHan(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x2014 && c <= 0x201D);
}

Characters readCharacters(const source::SourceSet& sources, source::Span span) {
  const std::string_view text = sources[span.file].text();
  Characters out;
  bool lineStart = span.begin == 0 || text[span.begin - 1] == '\n';
  bool blank = false;
  bool lineBreak = false;
  for (size_t at = span.begin; at < span.end;) {
    const source::CodePoint c = source::decode(text, at);
    if (at == 0 && c.value == source::byteOrderMark) {
      at += c.length;
      continue;
    }
    const char32_t value = foldOne(c.value);
    if (value == '#') { // a comment, to the end of its line
      while (at < span.end && text[at] != '\n') ++at;
      continue;
    }
    if (isBlank(value)) {
      blank = true;
      if (value == '\n') lineBreak = lineStart = true;
      at += c.length;
      continue;
    }
    if (blank && !out.empty()) {
      const bool inside = lineBreak && isWide(out.back().value) && isWide(value);
      if (!inside) out.push_back({' ', static_cast<uint32_t>(out.back().end), static_cast<uint32_t>(at), false});
    }
    out.push_back({value, static_cast<uint32_t>(at), static_cast<uint32_t>(at + c.length), lineStart});
    blank = lineBreak = lineStart = false;
    at += c.length;
  }
  return out;
}

std::u32string fold(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    const source::CodePoint c = source::decode(text, at);
    const char32_t value = foldOne(c.value);
    at += c.length;
    if (isBlank(value)) {
      if (!out.empty() && out.back() != ' ') out += U' ';
    } else {
      out += value;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

void appendUtf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

std::string toUtf8(const Characters& text, size_t from, size_t to) {
  std::string out;
  for (size_t i = from; i < to && i < text.size(); ++i) appendUtf8(out, text[i].value);
  return out;
}

} // namespace tiao::parse
