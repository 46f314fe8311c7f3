#include "compiler/interpret/expression.h"
#include "tests/unit/interpret/random_case.h"

// Whoever looks on changes nothing: core.md knows of no observer.

using namespace tiao;
using namespace tiao::test;
using interpret::evaluate;

namespace {

struct Counting : interpret::Observer {
  size_t candidates = 0, values = 0;
  void candidate(core::AwardId /*award*/, interpret::Key /*key*/, interpret::Period /*period*/) override {
    ++candidates;
  }
  void found(core::ExprId /*expr*/, const interpret::At& /*at*/, const interpret::Set& /*value*/) override { ++values; }
  void compared(core::ExprId /*expr*/, const interpret::At& /*at*/, const interpret::Set& /*left*/,
                const interpret::Set& /*right*/) override {}
  void limited(const core::Limit& /*limit*/, const interpret::NumberRange& /*amount*/,
               const interpret::NumberRange& /*bound*/) override {}
  void counted(const core::Limit& /*limit*/, const interpret::NumberRange& /*used*/,
               const interpret::NumberRange& /*most*/) override {}
};

} // namespace

TEST_CASE("An evaluation that is watched is the same evaluation", "[laws]") {
  for (int seed = 0; seed < cases(20); ++seed) {
    Random random(static_cast<uint64_t>(seed) + 77'000'000);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const Case facts =
        world.told(some(random, std::vector<bool>(world.tellings.size(), true), random.chance(50) ? 100 : 70));
    const Ledger start = random.chance(50) ? Ledger{} : randomLedger(random, p, random.chance(50));
    const Result alone = evaluate(p.program, facts, start, {2022, 2024});
    Counting counting;
    const Result watched = evaluate(p.program, facts, start, {2022, 2024}, interpret::Detail::Full, &counting);
    INFO("seed " << seed << "\n" << core::print(p.program));
    REQUIRE(counting.candidates > 0);
    REQUIRE(counting.values > 0);
    REQUIRE(watched.outcomes.size() == alone.outcomes.size());
    for (size_t i = 0; i < alone.outcomes.size(); ++i) {
      REQUIRE(sameOutcome(watched.outcomes[i], alone.outcomes[i]));
      REQUIRE(watched.outcomes[i].needs == alone.outcomes[i].needs);
      REQUIRE(watched.outcomes[i].reasons == alone.outcomes[i].reasons);
      REQUIRE(watched.outcomes[i].steps == alone.outcomes[i].steps);
    }
    REQUIRE(watched.ledger.entries == alone.ledger.entries);
  }
}
