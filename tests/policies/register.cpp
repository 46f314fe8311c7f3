#include "compiler/core/rules.h"
#include "tests/policies/hangzhou.h"

#include "examples/register/files.h"
#include "tests/unit/table/scratch_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
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

/// The facts that some award reads, of firms and of their items; what concerns only the money afterwards is no fact of
/// a register.
std::set<std::pair<std::string, std::string>> factsOfAwards(const core::Program& program) {
  std::set<std::pair<std::string, std::string>> facts;
  const auto add = [&](core::FactId id) {
    const core::Fact& fact = program.facts[id];
    if (fact.origin != core::FactOrigin::Event) facts.emplace(fact.name.zh, fact.name.en);
  };
  const std::function<void(core::ExprId)> walk = [&](core::ExprId id) {
    const core::Node& node = program.exprs[id].node;
    if (const auto* read = std::get_if<core::FactRef>(&node)) add(read->fact);
    core::eachOperand(node, walk);
  };
  for (const core::Award& award : program.awards) core::eachExpr(award, walk);
  for (const core::Choice& choice : program.choices)
    if (choice.election) add(*choice.election);
  add(*program.district);
  return facts;
}

/// The headings of the files that a run reads, without those that say who, when and which item.
std::set<std::pair<std::string, std::string>> columnsOf(const std::vector<std::string_view>& names) {
  std::set<std::pair<std::string, std::string>> columns;
  for (const examples::File& file : examples::files()) {
    if (std::ranges::find(names, file.name) == names.end()) continue;
    for (const examples::Heading& heading : file.headings) columns.emplace(heading.zh, heading.en);
  }
  for (const auto& [zh, en] : {std::pair("企业", "enterprise"), std::pair("年度", "year"), std::pair("月份", "month"),
                               std::pair("展会", "exhibition"), std::pair("外卖柜", "cabinet lot"),
                               std::pair("县级邮政快递综合服务分拨中心", "county mail and courier sorting centre"),
                               std::pair("网点", "village outlet"), std::pair("最后年度", "last year")})
    columns.erase({zh, en});
  return columns;
}

/// What the register is run through: the policy, or a layer of it with the files that the layer asks for.
struct Ruling {
  std::string_view policy; // in the folder of the policy
  std::string_view summary;
  std::vector<std::string_view> ownFiles;
};
const std::vector<Ruling> Rulings = {
    {"policy.tiao.md", "summary.txt", {}},
    {"rules-2023-76/rules.tiao", "summary.rules.txt", {"rules"}},
    {"districts/yuhang.tiao", "summary.yuhang.txt", {}},
    {"districts/binjiang.tiao", "summary.binjiang.txt", {"bases"}},
};
constexpr std::string_view Items[] = {"exhibitions", "cabinets", "centres", "outlets"};

/// tiao run, with all files of the example that the ruling reads; the summary is what it prints.
std::string summaryOf(const Ruling& ruling, const table::ScratchFolder& folder) {
  std::string command =
      fmt::format("{} --lang zh run '{}{}' --output '{}'", TIAO, Folder, ruling.policy, folder.path("awards.csv"));
  std::vector<std::string_view> inputs = {"register", "months"};
  inputs.insert(inputs.end(), ruling.ownFiles.begin(), ruling.ownFiles.end());
  for (const std::string_view name : inputs) command += fmt::format(" --input '{}{}.csv'", Register, name);
  for (const std::string_view name : Items) command += fmt::format(" --items '{}{}.csv'", Register, name);
  command += fmt::format(" > '{}' 2> '{}'", folder.path("summary.txt"), folder.path("warnings.txt"));
  const int status = std::system(command.c_str());
  const std::string warnings = folder.contents("warnings.txt");
  CAPTURE(command, warnings);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 1); // the register has rows that are wrong on purpose
  for (const std::string unused : {"不认识的列", "缺少的列", "没有条目文件"})
    CHECK(warnings.find(unused) == std::string::npos);
  return folder.contents("summary.txt");
}

TEST_CASE("the files have a column for each fact that an award reads, by its name", "[policies]") {
  for (const Ruling& ruling : Rulings) {
    CAPTURE(ruling.policy);
    const test::Compiled policy = test::compile(Folder + std::string(ruling.policy));
    REQUIRE(policy.checked);
    std::vector<std::string_view> names = {"register", "months"};
    names.insert(names.end(), std::begin(Items), std::end(Items));
    names.insert(names.end(), ruling.ownFiles.begin(), ruling.ownFiles.end());
    CHECK(factsOfAwards(policy.checked->program) == columnsOf(names));
  }
}

TEST_CASE("each award of the policy is given to some firm of the register, and is in doubt for another", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  REQUIRE(policy.checked);
  const std::string awards = contents(Register + "awards.csv");
  for (const core::Award& award : policy.checked->program.awards) {
    const auto stands = [&](const char* status) {
      return awards.find(fmt::format(",{},{},{},", award.name.zh, award.article, status)) != std::string::npos;
    };
    CAPTURE(award.name.zh);
    CHECK((stands("给予") || stands("限额给予")));
    CHECK((stands("待补充") || stands("待核定")));
  }
}

TEST_CASE("the awards and the summary kept are those of a run", "[policies]") {
  const table::ScratchFolder folder;
  compareOrUpdate("summary.txt", summaryOf(Rulings.front(), folder));
  compareOrUpdate("awards.csv", kept(folder.contents("awards.csv")));
}

TEST_CASE("the summaries kept under the implementing rules and in the districts are those of runs", "[policies]") {
  for (size_t i = 1; i < Rulings.size(); ++i) {
    const table::ScratchFolder folder;
    compareOrUpdate(std::string(Rulings[i].summary), summaryOf(Rulings[i], folder));
  }
}

} // namespace tiao::policies
