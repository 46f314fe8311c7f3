#include "runtime/table/utf8.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

namespace tiao::table {

namespace {

/// By character, as RFC 3629 says.
bool byCharacter(std::string_view bytes) {
  const char *at = bytes.data(), *const end = at + bytes.size();
  while ((at = skipAscii(at, end)) < end) {
    const size_t length = sequenceLength(at, end);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

} // namespace

TEST_CASE("what is UTF-8 character by character is so at once, wherever it stands", "[table][utf8]") {
  const std::vector<std::string> pieces = {"a",
                                           "企",
                                           "é",
                                           "😀",
                                           "\xED\x9F\xBF",
                                           "\xF4\x8F\xBF\xBF",
                                           "\x80",
                                           "\xC1\xBF",
                                           "\xE0\x9F\xBF",
                                           "\xED\xA0\x80",
                                           "\xF0\x8F\xBF\xBF",
                                           "\xF4\x90\x80\x80",
                                           "\xF5\x80\x80\x80",
                                           "\xE4\xB8",
                                           "\xF0\x9F\x98",
                                           "\xFF"};
  for (const std::string& piece : pieces)
    for (size_t before = 0; before < 70; ++before)
      for (const size_t after : {0U, 1U, 2U, 31U, 40U}) {
        const std::string text = std::string(before, 'x') + piece + std::string(after, 'y');
        CAPTURE(piece, before, after);
        REQUIRE(isUtf8(text) == byCharacter(text));
      }
}

TEST_CASE("random bytes are told from UTF-8", "[table][utf8]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    while (text.size() < 100) text += random() % 3 == 0 ? "x" : random() % 2 == 0 ? "杭" : "é";
    for (uint64_t changes = random() % 3; changes > 0; --changes)
      text[random() % text.size()] = static_cast<char>(random() % 256);
    if (random() % 4 == 0) text.resize(random() % text.size());
    REQUIRE(isUtf8(text) == byCharacter(text));
  }
}

} // namespace tiao::table
