#include "tests/unit/format/programs.h"

#include <catch2/catch.hpp>

#include <algorithm>

/// Formatting keeps what a file says and how its drafter said it; translation keeps what it says.
namespace tiao {

using source::Language;
using test::contents;
using test::formatted;
using test::treeOf;

namespace {

/// The text without what layout may change: blanks, and the width and grouping of signs.
std::string wordsOf(std::string text) {
  for (const auto& [wide, narrow] :
       {std::pair("，", ","), std::pair("。", "."), std::pair("：", ":"), std::pair("；", ";"), std::pair("（", "("),
        std::pair("）", ")"), std::pair("×", "*"), std::pair("−", "-")})
    for (size_t at = text.find(wide); at != std::string::npos; at = text.find(wide, at))
      text.replace(at, std::string_view(wide).size(), narrow);
  for (size_t at = text.find("--"); at != std::string::npos; at = text.find("--", at))
    text.erase(at, 1); // below the heading of a table stand dashes, however many
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ','; });
  return text;
}

} // namespace

TEST_CASE("formatting keeps every word, and what is formatted stays as it is", "[format]") {
  for (const std::string& path : test::programs()) {
    DYNAMIC_SECTION(path) {
      const std::string before = contents(path);
      const std::string after = formatted(before, std::nullopt, path);
      CHECK(wordsOf(after) == wordsOf(before));
      CHECK(treeOf(after, path) == treeOf(before, path));
      CHECK(formatted(after, std::nullopt, path) == after);
    }
  }
}

TEST_CASE("a text has one form, however its blanks and line breaks stand", "[format]") {
  for (const std::string& path : test::programs()) {
    DYNAMIC_SECTION(path) {
      if (path.ends_with(".md")) continue; // blanks mean something in Markdown
      const std::string form = formatted(contents(path), std::nullopt, path);
      std::string wider; // more blanks where there are some, and empty lines
      bool comment = false, quoted = false;
      for (const char c : form) {
        comment = c == '#' || (comment && c != '\n');
        const bool opensLine = wider.empty() || wider.back() == '\n';
        quoted = !wider.ends_with("」") && (quoted || wider.ends_with("「")); // blanks of a quotation are its own
        const bool number = wider.ends_with("(Article");                      // as those of a document's number
        wider += c == ' ' && !comment && !opensLine && !quoted && !number ? "   " : std::string(1, c);
        if (wider.ends_with("\n\n")) wider += "  \n\n";
      }
      CHECK(formatted(wider, std::nullopt, path) == form);
    }
  }
}

TEST_CASE("a program translated, and translated back, is the same program", "[format]") {
  for (const std::string& path : test::programs()) {
    DYNAMIC_SECTION(path) {
      const std::string before = contents(path);
      for (const auto& [there, back] : {std::pair(Language::En, Language::Zh), std::pair(Language::Zh, Language::En)}) {
        const std::string said = formatted(before, there, path); // and holds that it is the same tree
        CHECK(treeOf(formatted(said, back, path), path) == treeOf(before, path));
      }
    }
  }
}

} // namespace tiao
