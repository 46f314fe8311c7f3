#include "tests/unit/format/programs.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <random>

/// Programs whose blanks, line breaks and comments stand anywhere.
namespace tiao {

using source::Language;

namespace {

int cases() {
  const char* asked = std::getenv("TIAO_CASES");
  return asked == nullptr ? 150 : std::atoi(asked);
}

std::optional<format::Formatted> tried(const std::string& text, const std::string& path,
                                       std::optional<Language> to = std::nullopt) {
  source::SourceSet sources;
  sources.add(path, text);
  diagnostics::Sink sink;
  return format::formatFile(path, to, sources, sink);
}

/// The comments of a text, in order.
std::vector<std::string> commentsOf(const std::string& text) {
  std::vector<std::string> comments;
  for (size_t at = text.find("#c"); at != std::string::npos; at = text.find("#c", at + 1))
    comments.push_back(text.substr(at, text.find('\n', at) - at));
  return comments;
}

/// Some blanks of the text, and some places behind a wide comma or full stop, made other blanks, line breaks, or
/// comments, each with a number of its own.
std::string disturbed(const std::string& text, std::mt19937_64& random) {
  std::string out;
  int comment = 0;
  const bool wild = random() % 2 == 0;
  const auto disturb = [&] {
    switch (random() % (wild ? 4 : 40)) {
    case 0: out += "   "; break;
    case 1: out += "\n  "; break;
    case 2: out += fmt::format("  #c{} #\n ", comment++); break;
    case 3: out += fmt::format("\n\n#c{}\n\n\n  ", comment++); break;
    default: break;
    }
  };
  bool inComment = false;
  for (size_t at = 0; at < text.size(); ++at) {
    inComment = text[at] == '#' || (inComment && text[at] != '\n');
    out += text[at];
    if (inComment) continue;
    const std::string_view end(out.data(), out.size());
    if (text[at] == ' ' || end.ends_with("，") || end.ends_with("。") || end.ends_with("：") || end.ends_with("的"))
      disturb();
  }
  return out;
}

} // namespace

TEST_CASE("blanks, line breaks and comments anywhere: no word and no comment is lost", "[format]") {
  std::mt19937_64 random(20220701);
  std::vector<std::string> programs;
  std::ranges::copy_if(test::programs(), std::back_inserter(programs), [](const std::string& p) {
    return p.ends_with(".tiao") && test::contents(p).size() < 4000 && p.find("thousand") == std::string::npos;
  });
  int parsed = 0, commented = 0;
  for (int i = 0; i < cases(); ++i) {
    const std::string& path = programs[random() % programs.size()];
    const std::string text = disturbed(test::contents(path), random);
    const auto own = tried(text, path);
    if (!own) continue; // a name that was torn apart
    ++parsed;
    CAPTURE(i, path, text, own->text);
    REQUIRE(!own->lost);
    CHECK(commentsOf(own->text) == commentsOf(text));
    commented += commentsOf(text).empty() ? 0 : 1;
    const auto again = tried(own->text, path);
    REQUIRE(again);
    CHECK(again->text == own->text);
    const auto said = tried(text, path, i % 2 == 0 ? Language::En : Language::Zh);
    REQUIRE(said);
    CAPTURE(said->text);
    REQUIRE(!said->lost);
    auto kept = commentsOf(said->text), all = commentsOf(text);
    std::ranges::sort(kept); // a comment in the middle of a sentence goes above it
    std::ranges::sort(all);
    CHECK(kept == all);
  }
  CHECK(parsed > cases() / 6);
  CHECK(commented > cases() / 8);
}

} // namespace tiao
