#include "tests/policies/hangzhou.h"

#include <catch2/catch.hpp>

namespace tiao::policies {

namespace {

/// Line ends and blank lines are no part of the text.
std::string joined(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != '\n' && c != '\r') out += c;
  return out;
}

} // namespace

TEST_CASE("headings and block quotes are the official text, word for word", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  REQUIRE(policy.checked);
  const source::Document& document = policy.parsed.documents.back();
  std::string quoted;
  for (const source::Section& section : document.sections) {
    // The articles from the eighteenth on have a number and no title.
    quoted += section.heading + (section.article > 0 && !section.heading.ends_with("）") ? "。" : "");
    for (const source::Quotation& quotation : section.official) quoted += quotation.text;
  }
  CHECK(quoted == joined(contents(Folder + "official.zh.txt")));
}

TEST_CASE("the policy has the document's number and dates", "[policies]") {
  const std::string official = contents(Folder + "official.zh.txt");
  for (const std::string& path : {Chinese, English}) {
    const test::Compiled policy = test::compile(path);
    REQUIRE(policy.checked);
    const core::Program& program = policy.checked->program;
    CHECK(official.find(program.document) != std::string::npos);
    CHECK(program.from == *calendar::makeDate(2022, 7, 1));
    CHECK(program.to == *calendar::makeDate(2025, 12, 31));
  }
  CHECK(official.find("自2022年7月1日起施行，有效期至2025年12月31日") != std::string::npos);
}

} // namespace tiao::policies
