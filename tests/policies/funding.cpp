#include "compiler/format/format.h"
#include "compiler/interpret/split.h"
#include "tests/policies/hangzhou.h"

#include <catch2/catch.hpp>

/// Articles 十九 to 二十一: the sentences are the official ones, character for character, in the file and as they are
/// rendered; the English file is the same program; every district's awards are paid by two treasuries as article 二十
/// says.
namespace tiao::policies {

namespace {

std::string withoutBlanks(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n') out += c;
  return out;
}

std::vector<const syntax::Declaration*> declarationsOf(const test::Compiled& compiled) {
  std::vector<const syntax::Declaration*> found;
  for (const syntax::File& file : compiled.parsed.tree.files)
    for (const syntax::Declaration& d : file.declarations)
      if (std::holds_alternative<syntax::Split>(d.node) || std::holds_alternative<syntax::Procedure>(d.node) ||
          std::holds_alternative<syntax::Payment>(d.node) || std::holds_alternative<syntax::Recovery>(d.node))
        found.push_back(&d);
  return found;
}

std::string trees(const test::Compiled& compiled) {
  std::string text;
  for (const syntax::Declaration* d : declarationsOf(compiled)) text += syntax::print(compiled.parsed.tree, *d);
  return text;
}

} // namespace

TEST_CASE("articles 十九 to 二十一 compile as they stand, and are rendered so", "[policies]") {
  const test::Compiled funding = test::compile(Chinese);
  REQUIRE(funding.checked);
  std::string written, rendered;
  for (const syntax::Declaration* d : declarationsOf(funding)) {
    written += funding.sources[d->span.file].text().substr(d->span.begin, d->span.end - d->span.begin);
    rendered += format::render(funding.parsed.tree, *d, source::Language::Zh);
  }
  const std::string text = withoutBlanks(written), shown = withoutBlanks(rendered);
  const std::string official = contents(Folder + "official.zh.txt");
  size_t sentences = 0;
  for (const char* article : {"（十九）", "（二十）", "（二十一）"}) {
    size_t at = official.find(article);
    REQUIRE(at != std::string::npos);
    at += std::string(article).size();
    const size_t end = official.find('\n', at);
    for (size_t stop = at; at < end; at = stop) {
      stop = official.find("。", at) + std::string("。").size();
      const std::string sentence = official.substr(at, stop - at);
      CAPTURE(sentence, rendered);
      CHECK(text.find(sentence) != std::string::npos);
      CHECK(shown.find(sentence) != std::string::npos);
      ++sentences;
    }
  }
  CHECK(sentences == 6);
}

TEST_CASE("the funding rules are one program in both languages", "[policies]") {
  const test::Compiled zh = test::compile(Chinese), en = test::compile(English);
  REQUIRE(zh.checked);
  REQUIRE(en.checked);
  CHECK(trees(zh) == trees(en));
  CHECK(declarationsOf(zh).size() == 4);
}

TEST_CASE("75/25 in three districts and the counties, 50/50 in the others", "[policies]") {
  const test::Compiled funding = test::compile(Chinese);
  REQUIRE(funding.checked);
  const core::Program& program = funding.checked->program;
  const core::FactId district = *program.district;
  const auto& members = program.enumerations[program.facts[district].type.enumeration].members;
  size_t own = 0;
  for (uint32_t i = 0; i < members.size(); ++i) {
    interpret::Case facts(program);
    facts.give(district, {}, {}, core::Member{i});
    const interpret::Sharing sharing = interpret::sharing(program, facts, {}, {2023, 0});
    const std::vector<interpret::Amount> parts = interpret::parts(*program.split, sharing, {1'000'000, 1'000'000});
    for (size_t p = 0; p < parts.size(); ++p) {
      CAPTURE(members[i].zh, program.roles[program.split->payers[p]].name.zh);
      const bool city = program.split->payers[p] == program.split->rest;
      const bool three = parts[p] == interpret::Amount{city ? 250'000 : 750'000, city ? 250'000 : 750'000};
      const bool half = parts[p] == interpret::Amount{500'000, 500'000};
      CHECK((three || half));
      own += three && city ? 1 : 0;
    }
  }
  CHECK(own == 6); // 萧山区, 余杭区, 临安区, 桐庐县, 淳安县, 建德市
}

} // namespace tiao::policies
