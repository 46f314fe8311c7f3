#include "tests/policies/hangzhou.h"

#include "compiler/interpret/interpret.h"
#include "examples/register/cases.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

/// The order of the clauses means nothing.
namespace tiao::policies {

namespace {

/// A policy of code alone, its clauses in this order.
std::string inOrder(const test::Compiled& policy, const std::vector<size_t>& order) {
  std::string text =
      "引用 vocabulary.tiao\n政策 杭州新电商 / hangzhou e-commerce\n施行 2022年7月1日 至 2025年12月31日\n";
  const std::vector<ClauseAt> clauses = clausesOf(policy);
  for (const size_t i : order) {
    std::string clause(policy.sources.text(clauses[i].declaration->span));
    if (const size_t quoting = clause.find("依据"); quoting != std::string::npos) // there is no official text to quote
      clause.erase(quoting, clause.find("」。", quoting) + std::string("」。").size() - quoting);
    text += clause + "\n";
  }
  for (const syntax::Declaration& d : policy.parsed.tree.files.back().declarations)
    if (std::holds_alternative<syntax::Requirement>(d.node) || std::holds_alternative<syntax::Conventions>(d.node))
      text += std::string(policy.sources.text(d.span)) + "\n";
  return text;
}

using Outcomes = std::map<std::string, std::string>; // by award, year and subject

Outcomes outcomesOf(const core::Program& program, size_t firms) {
  Outcomes outcomes;
  const examples::RegisterCases cases(program);
  for (size_t firm = 0; firm < firms; ++firm) {
    const interpret::Case facts = cases.firm(firm);
    for (const interpret::Outcome& o : interpret::evaluate(program, facts, {}, {2022, 2025}).outcomes)
      outcomes[program.awards[o.award].name.zh + " " + std::to_string(o.period.year) + " " + std::to_string(firm)] =
          std::to_string(static_cast<int>(o.status)) + " " + o.amount.lo.toString() + " " + o.amount.hi.toString();
  }
  return outcomes;
}

} // namespace

TEST_CASE("shuffling the clauses changes no outcome", "[policies]") {
  constexpr size_t Firms = 200;
  const test::Compiled policy = test::compile(Chinese);
  REQUIRE(policy.checked);
  const Outcomes expected = outcomesOf(policy.checked->program, Firms);
  REQUIRE(expected.size() == Firms * policy.checked->program.awards.size() * 4);
  std::vector<size_t> order(clausesOf(policy).size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = order.size() - 1 - i;
  std::mt19937 random(34);
  for (int round = 0; round < 6; ++round) { // first backwards, then at random
    const test::Compiled shuffled = test::compileText(inOrder(policy, order), Folder + "shuffled.tiao");
    CAPTURE(inOrder(policy, order), test::errors(shuffled));
    REQUIRE(shuffled.checked);
    CHECK((outcomesOf(shuffled.checked->program, Firms) == expected));
    std::ranges::shuffle(order, random);
  }
}

} // namespace tiao::policies
