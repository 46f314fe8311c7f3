#include "tests/unit/explain/policy.h"
#include "tests/unit/interpret/random_case.h"

#include <nlohmann/json.hpp>

// Whatever the program and the facts, every outcome has an explanation, in both languages and as JSON.

using namespace tiao::test;

TEST_CASE("every outcome can be explained") {
  const int count = cases(60);
  for (int seed = 0; seed < count; ++seed) {
    Random random(static_cast<uint64_t>(seed));
    const RandomProgram build(random, Shape{});
    const World world = randomWorld(random, build);
    const Case facts = world.told(some(random, std::vector<bool>(world.tellings.size(), true), 20 * (seed % 6)));
    const Ledger ledger = randomLedger(random, build, true);
    const Result result = tiao::interpret::evaluate(build.program, facts, ledger, {2022, 2024});
    for (const Outcome& outcome : result.outcomes) {
      const auto e = tiao::explain::explain(build.program, {}, facts, result, outcome);
      INFO(seed << "\n" << zh(e));
      CHECK(!e.lines.empty());
      CHECK(!en(e).empty());
      CHECK(tiao::explain::toJson(build.program, e)["lines"].size() == e.lines.size());
      const auto reasons = tiao::explain::reasonsText(build.program, {}, outcome);
      const bool plain = outcome.status == Status::Granted || outcome.status == Status::Limited;
      CHECK((plain || !reasons.zh.empty()));
      CHECK(reasons.zh.empty() == reasons.en.empty());
    }
  }
}
