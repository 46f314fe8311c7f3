#include "compiler/build/description.h"
#include "tests/agree/bounded_case.h"
#include "tests/agree/evaluator_agree.h"
#include "tests/lang/front_end.h"
#include "tests/unit/interpret/random_case.h"

#include <catch2/catch.hpp>
#include <cstring>

/// The evaluator that is handed over says what the interpreter says, or that it is to be asked.
namespace tiao::test {

namespace {

const std::string Hangzhou = TIAO_ROOT "/policies/hangzhou/2022-34/";

/// Of some facts, values that cannot be used.
void spoil(const plan::Plan& plan, interpret::Case& facts, Random& random) {
  for (int i = 0; i < 3; ++i) {
    const batch::Input& in = random.of(plan.layout.inputs);
    if (in.kind != batch::InputKind::Fact || in.itemKind >= 0 || in.hi == INT64_MAX) continue;
    facts.giveInvalid({in.fact}, {}, {in.year, in.month}, {"much", "here", {"不是数", "no number"}});
  }
}

/// Compares on more cases than a tile holds.
void agree(const core::Program& program, int last, const std::vector<int>& throughs, uint64_t seed) {
  const plan::Plan plan = plan::plan(program, last);
  const Evaluator evaluator = evaluatorOf(program, plan);
  Random random(seed);
  const BoundedCases bounded(program, plan.layout.firstYear - 4, last);
  for (const int through : throughs) {
    std::vector<interpret::Case> drawn;
    for (int i = 0; i < 150; ++i) {
      drawn.push_back(bounded.draw(random, i % 4 == 0 ? 0 : i % 4));
      if (i % 10 == 0) spoil(plan, drawn.back(), random);
    }
    const EvaluatorAgreement found = evaluatorAgreement(program, plan, evaluator, drawn, through);
    if (!found.disagreement.empty()) FAIL(found.disagreement);
    WARN("through " << through << ": " << found.compared << " outcomes, " << found.asked << " asked, " << found.definite
                    << " of them definite");
    CHECK(found.compared > 1000);
    CHECK(found.definite < found.compared / 20);
  }
}

} // namespace

TEST_CASE("the founding policy's evaluator agrees with the interpreter") {
  const Compiled policy = compileWith({Hangzhou + "policy.tiao.md"}, [](source::SourceSet&) {});
  REQUIRE(policy.checked);
  agree(policy.checked->program, 2025, {2025, 2023}, 1);
}

TEST_CASE("a district's evaluator agrees with the interpreter, for all districts and for its own") {
  const Compiled policy = compileWith({Hangzhou + "districts/yuhang.tiao"}, [](source::SourceSet&) {});
  REQUIRE(policy.checked);
  const core::Program& program = policy.checked->program;
  agree(program, 2024, {2024}, 2);
  REQUIRE(program.district);
  agree(build::ofDistrict(program, {5}), 2023, {2023}, 3); // Yuhang
}

TEST_CASE("evaluators of random programs agree with the interpreter") {
  size_t compared = 0;
  std::vector<uint64_t> seeds{198}; // a kernel read what a later one had kept of the tile before
  for (int i = 0; i < cases(1500); ++i) seeds.push_back(static_cast<uint64_t>(i) + 100);
  for (const uint64_t seed : seeds) {
    Random random(seed);
    const RandomProgram program(random, {});
    const plan::Plan plan = plan::plan(program.program, RandomProgram::LastYear);
    if (plan.graph.size() > 2000) continue; // compiling takes longer than all the rest
    std::vector<Case> cases;
    for (int i = 0; i < 30; ++i) {
      const World world = randomWorld(random, program);
      const int percent = i % 3 == 0 ? 100 : i % 3 == 1 ? 97 : 70;
      cases.push_back(world.told(some(random, std::vector<bool>(world.tellings.size(), true), percent)));
      if (random.chance(20)) cases.back().firstYear = 2021 + random.below(4);
    }
    INFO("seed " << seed << "\n" << core::print(program.program));
    const Evaluator evaluator = evaluatorOf(program.program, plan);
    for (const int through : {plan.layout.lastYear, plan.layout.lastYear - 1}) {
      const EvaluatorAgreement found = evaluatorAgreement(program.program, plan, evaluator, cases, through);
      if (!found.disagreement.empty()) {
        const Agreement graph = graphAgreement(program.program, plan, cases);
        FAIL(found.disagreement << "\nthe graph itself: "
                                << (graph.disagreement.empty() ? "agrees" : graph.disagreement));
      }
      compared += found.compared;
    }
  }
  CHECK(compared > 0);
}

} // namespace tiao::test
