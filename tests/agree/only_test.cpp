#include "tests/agree/reference.h"
#include "tests/unit/interpret/random_case.h"

// Awards that hang together with no other are evaluated by themselves as they are among all.

using namespace tiao;
using namespace tiao::test;
using interpret::evaluate;

TEST_CASE("some awards evaluated by themselves come to what they come to among all", "[agree]") {
  for (int i = 0; i < cases(4); ++i) {
    Random random(static_cast<uint64_t>(i));
    const RandomProgram program(random, {});
    const World world = randomWorld(random, program);
    const Case facts = world.told(some(random, std::vector<bool>(world.tellings.size(), true), 80));
    const interpret::Years years{RandomProgram::FirstYear, RandomProgram::LastYear};
    const interpret::Result all = evaluate(program.program, facts, {}, years, interpret::Detail::Full);
    const batch::Layout layout = agree::plainLayout(program.program, years.first, years.last);
    size_t outcomes = 0;
    for (const batch::Group& group : layout.groups) {
      std::vector<bool> only(program.program.awards.size());
      for (const uint32_t award : group.awards) only[award] = true;
      const interpret::Result own = evaluate(program.program, facts, {}, years, interpret::Detail::Full, only);
      outcomes += own.outcomes.size();
      auto next = own.outcomes.begin();
      for (const Outcome& outcome : all.outcomes) {
        if (!only[outcome.award.index]) continue;
        REQUIRE(next != own.outcomes.end());
        CAPTURE(i, outcome.award.index, text(outcome), text(*next));
        REQUIRE(sameOutcome(outcome, *next));
        REQUIRE(outcome.reasons == next->reasons);
        REQUIRE(outcome.needs == next->needs);
        ++next;
      }
      for (const uint32_t award : group.awards)
        REQUIRE(interpret::total(program.program, own, AwardId{award}) ==
                interpret::total(program.program, all, AwardId{award}));
    }
    REQUIRE(outcomes == all.outcomes.size());
  }
}
