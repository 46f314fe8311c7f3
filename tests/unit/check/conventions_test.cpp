#include "compiler/check/conventions.h"

#include "compiler/parse/keywords.h"

#include <algorithm>

/// The conventions of the checker and those of the keyword table are the same.

using namespace tiao;

TEST_CASE("every convention and reading can be written") {
  for (const check::Convention& convention : check::conventions()) {
    CAPTURE(convention.id);
    CHECK(parse::keyword("CONVENTION", convention.id).zh.size() == 1);
    CHECK(convention.readings.size() >= 2);
    for (const std::string& reading : convention.readings) CHECK(parse::keyword("READING", reading).en.size() == 1);
  }
}

TEST_CASE("every convention and reading that can be written is known") {
  std::vector<std::string> known;
  for (const check::Convention& convention : check::conventions()) {
    known.push_back(convention.id);
    known.insert(known.end(), convention.readings.begin(), convention.readings.end());
  }
  for (const parse::Keyword& row : parse::keywords())
    if (row.token == "CONVENTION" || row.token == "READING") CHECK(std::ranges::count(known, row.id) > 0);
}
