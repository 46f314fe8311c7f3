#include "tests/agree/native_agree.h"

#include "tests/unit/interpret/random_case.h"

#include <catch2/catch.hpp>

/// Random programs on random cases: what is compiled says what the interpreter says.
namespace tiao::test {

TEST_CASE("the graph of a random program agrees with the interpreter") {
  size_t compared = 0, again = 0, definite = 0, compiled = 0, groups = 0;
  double emit = 0, compile = 0;
  std::map<std::string, int> why;
  for (int seed = 0; seed < cases(20); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 1);
    const RandomProgram program(random, {});
    const plan::Plan plan = plan::plan(program.program, RandomProgram::LastYear);
    for (const batch::Group& group : plan.layout.groups) {
      compiled += group.compiled ? 1 : 0;
      ++groups;
      if (!group.compiled) ++why[group.why];
    }
    std::vector<Case> cases;
    for (int i = 0; i < 20; ++i) {
      const World world = randomWorld(random, program);
      const int percent = i % 3 == 0 ? 100 : i % 3 == 1 ? 97 : 70;
      cases.push_back(world.told(some(random, std::vector<bool>(world.tellings.size(), true), percent)));
      if (random.chance(20)) cases.back().firstYear = 2021 + random.below(4);
    }
    const Agreement result = graphAgreement(program.program, plan, cases);
    INFO("seed " << seed << "\n" << core::print(program.program));
    if (!result.disagreement.empty()) FAIL(result.disagreement);
    compared += result.compared, again += result.again, definite += result.definite;
    if (seed % 10 != 0 || plan.graph.size() > 6000) continue; // compiling takes longer than all the rest
    for (const native::Effort effort : {native::Effort::None, native::Effort::Full}) {
      const TwoCodes native = bothCodes(plan, effort);
      INFO("effort " << static_cast<int>(effort));
      for (const native::Code* code : {&native.compiled, &native.kept}) {
        const Agreement same = nativeAgreement(program.program, plan, *code, cases);
        if (!same.disagreement.empty()) FAIL((code == &native.kept ? "kept: " : "") << same.disagreement);
      }
      const native::Times& times = native.compiled.times();
      emit += times.emit, compile += times.compile;
    }
  }
  for (const auto& [reason, count] : why) WARN(count << " × " << reason);
  WARN(compiled << " of " << groups << " groups compiled; " << compared << " outcomes compared; " << again
                << " left to the interpreter, " << definite << " of them definite; " << emit << " s to emit, "
                << compile << " s to compile");
  CHECK(compared > 0);
}

} // namespace tiao::test
