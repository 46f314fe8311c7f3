#include "compiler/core/rules.h"
#include "tests/policies/hangzhou.h"

#include "examples/register/columns.h"
#include "tests/unit/table/scratch_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

/// The example register and what the policy gives to its firms.
namespace tiao::policies {

namespace {

const std::string Register = TIAO_ROOT "/examples/register/";

/// The lines of a run's output that are kept: all but those of awards that plainly are not given.
std::string kept(const std::string& awards) {
  std::istringstream lines(awards);
  std::string out;
  for (std::string line; std::getline(lines, line);)
    if (line.find(",不符合,") == std::string::npos && line.find(",未施行,") == std::string::npos) out += line + "\n";
  return out;
}

/// Compares with the file kept; with UPDATE_EXPECTED set, writes it, and the difference is for people to read.
void compareOrUpdate(const std::string& name, const std::string& now) {
  if (std::getenv("UPDATE_EXPECTED") != nullptr) std::ofstream(Register + name, std::ios::binary) << now;
  std::istringstream expected(contents(Register + name)), found(now);
  size_t number = 0;
  for (std::string a, b; ++number;) {
    const bool more = static_cast<bool>(std::getline(expected, a)),
               moreFound = static_cast<bool>(std::getline(found, b));
    if (!more) a = "(end)";
    if (!moreFound) b = "(end)";
    CAPTURE(name, number);
    REQUIRE(a == b);
    if (!more) break;
  }
}

} // namespace

/// The facts of a firm and a year that some award reads; others concern only what happens to the money afterwards.
std::set<std::pair<std::string, std::string>> factsOfAwards(const core::Program& program) {
  std::set<std::pair<std::string, std::string>> facts;
  const std::function<void(core::ExprId)> walk = [&](core::ExprId id) {
    const core::Node& node = program.exprs[id].node;
    if (const auto* read = std::get_if<core::FactRef>(&node)) {
      const core::Fact& fact = program.facts[read->fact];
      const bool ofFirmAndYear = !fact.item && fact.per != core::Per::Month; // the others have files of their own
      if (ofFirmAndYear && fact.origin != core::FactOrigin::Event) facts.emplace(fact.name.zh, fact.name.en);
    }
    core::eachOperand(node, walk);
  };
  for (const core::Award& award : program.awards) core::eachExpr(award, walk);
  const core::Name& district = program.facts[*program.district].name;
  facts.emplace(district.zh, district.en);
  return facts;
}

TEST_CASE("the register has a column for each fact that an award reads, by its name", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  REQUIRE(policy.checked);
  std::set<std::pair<std::string, std::string>> columns;
  for (size_t column = examples::District; column < examples::ColumnCount; ++column)
    columns.emplace(examples::Headings[column].zh, examples::Headings[column].en);
  CHECK(factsOfAwards(policy.checked->program) == columns);
}

TEST_CASE("the awards and the summary kept are those of a run", "[policies]") {
  const table::ScratchFolder folder;
  std::ostringstream run;
  run << TIAO << " --lang zh run '" << Folder << "' --input '" << Register << "register.csv' --output '"
      << folder.path("awards.csv") << "' > '" << folder.path("summary.txt") << "' 2> '" << folder.path("warnings.txt")
      << "'";
  const int status = std::system(run.str().c_str());
  CAPTURE(folder.contents("warnings.txt"));
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 1); // the register has rows that are wrong on purpose
  compareOrUpdate("awards.csv", kept(folder.contents("awards.csv")));
  compareOrUpdate("summary.txt", folder.contents("summary.txt"));
}

} // namespace tiao::policies
