#include "compiler/driver/never.h"

#include "compiler/driver/clauses.h"

#include <fmt/format.h>

namespace tiao::driver {

Never neverReached(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached, uint64_t steps) {
  const std::vector<size_t> clauses = clauseNumbers(policy);
  attain::Attaining attaining(policy.program(), sites, clauses, steps);
  Never result;
  for (size_t i = 0; i < sites.all.size(); ++i)
    for (const cover::Side side : sites.all[i].sides) {
      if (reached.has(i, side)) continue;
      const attain::Attained asked = attaining.ask(i, side, attain::Attaining::Wanted::Proof);
      if (asked.verdict == attain::Attained::Verdict::Never) result[{i, side}] = asked.searched;
    }
  return result;
}

Text neverText(const Never& never) {
  if (never.empty()) return {};
  const attain::Searched& searched = never.begin()->second; // the same of all
  return {
      fmt::format("另有 {} 侧已证明没有事实能到达，不计在内（查了 {} 年至 {} 年每个事实都已给出的情形：金额到分，比率到"
                  "万分之一，其余为整数；政策施行前没有给予，没有事件）",
                  never.size(), searched.firstYear, searched.lastYear),
      fmt::format("{} more {} proved to be reached by no facts, and not counted (searched: {} to {}, every fact given, "
                  "money in fen, rates in 0.01%, all else whole; nothing awarded before the policy, no events)",
                  never.size(), never.size() == 1 ? "is" : "are", searched.firstYear, searched.lastYear)};
}

} // namespace tiao::driver
