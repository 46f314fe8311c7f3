#pragma once

#include <bit>
#include <cstdint>
#include <vector>

/// The allowed sets of a choice: sets of awards without a conflict that cannot be enlarged.
namespace tiao::core {

/// A set of awards that hang together, a bit for each; awards are numbered among themselves.
using AwardSet = uint64_t;

/// So many awards may hang together by conflicts: the bits of a set.
constexpr size_t mostTogether = 64;
/// And so many sets may they allow: as many as 20 awards allow at the most, 2·3⁶, however they conflict. Awards of
/// which some give nothing never allow more sets than all of them do, so this bounds every year of every subject.
constexpr size_t mostSets = 1'458;
/// And so many steps may the search for them take.
constexpr size_t mostSteps = 100'000;

constexpr AwardSet oneAward(uint32_t award) { return AwardSet{1} << award; }

/// Calls f(award) for each award of a set.
template <typename F> void eachAward(AwardSet awards, F f) {
  for (; awards != 0; awards &= awards - 1) f(static_cast<uint32_t>(std::countr_zero(awards)));
}

/// Calls f(set) for each set of `chosen` and awards of `free` without a conflict that cannot be enlarged: Bron and
/// Kerbosch's walk, with the pivot that leaves the fewest branches. `free` and `tried` are awards that conflict with
/// none of `chosen`. `step()` is called at each step and says whether to go on.
template <typename Step, typename F>
void eachAllowedSet(const std::vector<AwardSet>& conflicts, AwardSet chosen, AwardSet free, AwardSet tried, Step& step,
                    F& f) {
  if (!step()) return;
  if (free == 0) {
    if (tried == 0) f(chosen);
    return;
  }
  // Some set holds the pivot or an award that conflicts with it, so only these need be tried.
  uint32_t pivot = 0;
  int fewest = static_cast<int>(mostTogether) + 1;
  eachAward(free | tried, [&](uint32_t award) {
    const int branches = std::popcount(free & (conflicts[award] | oneAward(award)));
    if (branches < fewest) fewest = branches, pivot = award;
  });
  eachAward(free & (conflicts[pivot] | oneAward(pivot)), [&](uint32_t award) {
    const AwardSet kept = ~(conflicts[award] | oneAward(award));
    eachAllowedSet(conflicts, chosen | oneAward(award), free & kept, tried & kept, step, f);
    free &= ~oneAward(award);
    tried |= oneAward(award);
  });
}

/// All awards of a group of so many, at least one.
constexpr AwardSet allAwards(size_t count) { return ~AwardSet{0} >> (mostTogether - count); }

/// The allowed sets of awards with these conflicts, at least one award; none if there are more than `most`.
inline std::vector<AwardSet> allowedSets(const std::vector<AwardSet>& conflicts, size_t most) {
  std::vector<AwardSet> sets;
  const auto on = [&] { return sets.size() <= most; };
  const auto keep = [&](AwardSet set) { sets.push_back(set); };
  eachAllowedSet(conflicts, 0, allAwards(conflicts.size()), 0, on, keep);
  if (sets.size() > most) sets.clear();
  return sets;
}

/// Can the choice between awards with these conflicts be searched through: neither too many awards, nor sets, nor
/// steps?
inline bool searchable(const std::vector<AwardSet>& conflicts) {
  if (conflicts.size() > mostTogether) return false;
  size_t steps = 0;
  size_t sets = 0;
  const auto step = [&] { return ++steps <= mostSteps && sets <= mostSets; };
  const auto count = [&](AwardSet) { ++sets; };
  const AwardSet all = conflicts.empty() ? 0 : allAwards(conflicts.size());
  eachAllowedSet(conflicts, 0, all, 0, step, count);
  return steps <= mostSteps && sets <= mostSets;
}

} // namespace tiao::core
