#pragma once

#include "compiler/core/program.h"
#include "compiler/source/source.h"

#include <vector>

/// What of a policy is judgement, and whose: the facts that a body decides, the amounts that a body fixes, and how much
/// of the whole they are.
namespace tiao::driver {

/// A fact that a body decides, with the awards that read it.
struct JudgedFact {
  core::FactId fact;
  std::vector<core::AwardId> readBy;
};

/// What one body judges. Without a role: amounts of which the policy does not say who fixes them.
struct Body {
  std::optional<core::Id<core::Role>> role;
  std::vector<JudgedFact> facts;      // decided, not fixed as an amount of an award
  std::vector<core::AwardId> amounts; // whose amount it fixes
  std::vector<core::AwardId> awards;  // that depend on it in any way
  size_t conditions = 0;              // of awards, that read one of its facts
};

struct Judgement {
  std::vector<Body> bodies;                    // in the order of the roles; amounts without a body last
  size_t awards = 0, byRule = 0;               // byRule: no condition and no amount of theirs is judged
  size_t conditions = 0, judgedConditions = 0; // of all awards; a condition is a truth that holds no other
  size_t discretionary = 0;                    // awards whose amount a body fixes
};
Judgement judgement(const core::Program& program);

/// tiao check --open
void printOpen(const core::Program& program, source::Language language);

} // namespace tiao::driver
