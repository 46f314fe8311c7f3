#pragma once

#include "tests/unit/interpret/random_program.h"

#include <cstdlib>

/// Everything that is true of one random subject, and what of it is told: nested sets of facts.
namespace tiao::test {

/// One thing that may be told: a fact's value, or the list of items of one year.
struct Telling {
  FactId fact;
  int item = -1; // of World::names; the subject when -1
  calendar::Period period;
  core::Constant value;
  std::optional<int> listOfYear; // then this is a list, not a fact
};

/// A complete world: facts of all keys and years, and the lists of items.
struct World {
  const core::Program* program = nullptr;
  core::Id<core::ItemKind> outlet;
  std::vector<std::string> names{"north shop", "south shop", "east shop"};
  std::vector<std::vector<bool>> listed; // by year from FirstTold, by name
  std::vector<Telling> tellings;
  std::optional<int> firstYear; // in which the subject exists

  static constexpr int FirstTold = 2017, LastTold = 2025;

  /// The case in which the chosen tellings are told. Items have the same keys in every case of one world.
  [[nodiscard]] Case told(const std::vector<bool>& which) const;
  /// The same, told into an empty case.
  void tell(Case& facts, const std::vector<bool>& which) const;
  [[nodiscard]] Case complete() const { return told(std::vector<bool>(tellings.size(), true)); }
};

World randomWorld(Random& random, const RandomProgram& program);
/// A random value of a fact, within its range.
core::Constant randomValue(Random& random, const core::Program& program, const core::Fact& fact);
/// Each of `which` is kept with so many chances in a hundred.
std::vector<bool> some(Random& random, const std::vector<bool>& which, int percent);
/// A ledger of years before the first evaluated, and sometimes decisions of later ones.
Ledger randomLedger(Random& random, const RandomProgram& program, bool decisions);
/// A ledger that knows less: some of its entries are ranges that hold what they were.
Ledger widened(Random& random, const RandomProgram& program, Ledger ledger);

/// What an outcome under more facts must keep within: the outcome of the same award, period and key, or of the items of
/// a list that was missing. Null if there is none (then nothing was known of the item).
const Outcome* counterpart(const Result& result, const Outcome& of);
/// "More facts never widen a range, never add a possible status": is `more` within `fewer`?
bool keepsWithin(const Outcome& more, const Outcome& fewer);
/// The same status, possible statuses and amount.
bool sameOutcome(const Outcome& a, const Outcome& b);

/// How many cases each law is tried on: TIAO_CASES in all, shared out evenly.
inline int cases(int parts) {
  const char* text = std::getenv("TIAO_CASES");
  const int all = text == nullptr ? 6000 : std::atoi(text);
  return std::max(1, all / parts);
}

inline std::string text(const Result& result) {
  std::string out;
  for (const Outcome& o : result.outcomes) {
    out += fmt::format("award {} key {} {}: {} possible {:b}\n", o.award.index, o.key.item,
                       calendar::toString(o.period), text(o), o.possible);
  }
  return out;
}

} // namespace tiao::test
