#include "compiler/source/source.h"

/// Decoding, as bytes become characters and characters take columns.

using namespace tiao;

TEST_CASE("code points and their lengths") {
  struct Row {
    const char* text;
    uint32_t value;
    uint32_t length;
  };
  const Row rows[] = {
      {"a", 'a', 1},
      {"é", 0xE9, 2},
      {"中", 0x4E2D, 3},
      {"𠮷", 0x20BB7, 4},
      {"\x80", 0xFFFD, 1},     // a continuation byte alone
      {"\xC1\x81", 0xFFFD, 1}, // overlong
      {"\xE0\x80\x80", 0xFFFD, 1},
      {"\xF0\x80\x80\x80", 0xFFFD, 1},
      {"\xED\xA0\x80", 0xFFFD, 1}, // a surrogate
      {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
      {"\xF4\x90\x80\x80", 0xFFFD, 1},
      {"\xF5\x80\x80\x80", 0xFFFD, 1},
      {"\xE4\xB8", 0xFFFD, 1}, // cut short
      {"\xE4\x41\x41", 0xFFFD, 1},
      {"\xEF\xBF\xBD", 0xFFFD, 3}, // U+FFFD itself is a character
  };
  for (const Row& row : rows) {
    const source::CodePoint c = source::decode(row.text, 0);
    CAPTURE(row.text);
    CHECK(static_cast<uint32_t>(c.value) == row.value);
    CHECK(c.length == row.length);
  }
}

TEST_CASE("the first byte that is not UTF-8") {
  CHECK_FALSE(source::firstInvalidUtf8(""));
  CHECK_FALSE(source::firstInvalidUtf8("条款 clause 𠮷 \uFFFD"));
  CHECK(source::firstInvalidUtf8("条\xFF款") == 3U);
  CHECK(source::firstInvalidUtf8("条\xE6") == 3U);
}

TEST_CASE("display width") {
  struct Row {
    const char* text;
    uint32_t width;
  };
  const Row rows[] = {{"", 0},   {"abc", 3},          {"条款", 4}, {"「条」", 6},   {"，。：", 6},  {"100%", 4},
                      {"％", 2}, {"e\u0301", 1},      {"한글", 4}, {"😀", 2},        {"“”", 4},      {"…", 2},
                      {"é", 1},  {"\u05E9\u05DC", 2}, {"ＡＢ", 4}, {"〔2022〕", 8}, {"\xFF\xFE", 2}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(source::displayWidth(row.text) == row.width);
  }
}

TEST_CASE("characters without a look of their own") {
  for (const char32_t c :
       {0x00U, 0x07U, 0x1BU, 0x7FU, 0x85U, 0xADU, 0x200BU, 0x200EU, 0x2028U, 0x202EU, 0x2066U, 0xFEFFU}) {
    CAPTURE(static_cast<uint32_t>(c));
    CHECK(source::isInvisible(c));
  }
  for (const char32_t c : {U'\t', U'\n', U'\r', U' ', U'a', U'条', U'\u3000', U'\u200D', U'é'}) {
    CAPTURE(static_cast<uint32_t>(c));
    CHECK_FALSE(source::isInvisible(c));
  }
}
