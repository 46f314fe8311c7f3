#include "compiler/source/source.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sys/stat.h>

namespace tiao::source {

CodePoint decode(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};
  const uint32_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {0xFFFD, 1};
  char32_t value = first & (0x7FU >> length);
  for (uint32_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80) return {0xFFFD, 1};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {0xFFFD, 1};
  return {value, length};
}

std::optional<uint32_t> firstInvalidUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (c.value == 0xFFFD && c.length == 1) return static_cast<uint32_t>(at);
    at += c.length;
  }
  return std::nullopt;
}

bool isHan(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool isInvisible(char32_t c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == byteOrderMark ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

uint32_t displayWidth(std::string_view text) {
  uint32_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    at += c.length;
    const bool combining =
        (c.value >= 0x300 && c.value <= 0x36F) || c.value == 0x200D || (c.value >= 0xFE00 && c.value <= 0xFE0F);
    const bool wide = isHan(c.value) || (c.value >= 0x1100 && c.value <= 0x115F) ||
                      (c.value >= 0x2E80 && c.value <= 0x33FF) || (c.value >= 0xAC00 && c.value <= 0xD7A3) ||
                      (c.value >= 0xFE30 && c.value <= 0xFE4F) || (c.value >= 0xFF00 && c.value <= 0xFF60) ||
                      (c.value >= 0xFFE0 && c.value <= 0xFFE6) || (c.value >= 0x2014 && c.value <= 0x201D) ||
                      c.value == 0x2026 || (c.value >= 0x1F300 && c.value <= 0x1FAFF);
    width += combining ? 0 : wide ? 2 : 1;
  }
  return width;
}

namespace {

Language languageOf(std::string_view text) {
  size_t han = 0;
  size_t letters = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    at += c.length;
    if (isHan(c.value))
      ++han;
    else if (c.value < 0x80 && std::isalpha(static_cast<int>(c.value)) != 0)
      ++letters;
  }
  return han * 4 > letters ? Language::Zh : Language::En; // one Chinese character says as much as four letters
}

} // namespace

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  lineBegins_.push_back(0);
  for (uint32_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n' || (text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n')))
      lineBegins_.push_back(i + 1);
  language_ = languageOf(text_);
}

Place SourceFile::place(uint32_t byte) const {
  byte = std::min<uint32_t>(byte, static_cast<uint32_t>(text_.size()));
  const auto after = std::upper_bound(lineBegins_.begin(), lineBegins_.end(), byte);
  const auto line = static_cast<uint32_t>(after - lineBegins_.begin());
  uint32_t column = 1;
  for (size_t at = lineBegins_[line - 1]; at < byte; ++column) at += decode(text_, at).length;
  return {line, column};
}

std::string_view SourceFile::line(uint32_t number) const {
  const uint32_t begin = lineBegins_[number - 1];
  uint32_t end = number < lineBegins_.size() ? lineBegins_[number] : static_cast<uint32_t>(text_.size());
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return std::string_view(text_).substr(begin, end - begin);
}

uint32_t SourceSet::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return static_cast<uint32_t>(files_.size() - 1);
}

std::optional<uint32_t> SourceSet::find(std::string_view path) const {
  for (uint32_t file = 0; file < files_.size(); ++file)
    if (files_[file].path() == path) return file;
  return std::nullopt;
}

std::string_view SourceSet::text(Span span) const {
  const std::string_view all = files_[span.file].text();
  return all.substr(span.begin, span.end - span.begin);
}

std::optional<std::string> readFile(const std::string& path, size_t most) {
  struct stat info {};
  const bool standard = path == "-";
  if (!standard && (stat(path.c_str(), &info) != 0 || S_ISDIR(info.st_mode))) return std::nullopt;
  std::ifstream opened;
  if (!standard) opened.open(path, std::ios::binary);
  std::istream& in = standard ? std::cin : opened;
  if (!in) return std::nullopt;
  std::string text;
  std::vector<char> part(size_t{1} << 16U);
  while (in && text.size() < most) { // in parts: a device or pipe may have no end
    in.read(part.data(), static_cast<std::streamsize>(std::min(part.size(), most - text.size())));
    text.append(part.data(), static_cast<size_t>(in.gcount()));
  }
  return text;
}

} // namespace tiao::source
