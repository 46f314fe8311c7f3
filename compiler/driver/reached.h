#pragma once

#include "compiler/cover/measure.h"
#include "compiler/driver/never.h"

#include <nlohmann/json_fwd.hpp>

/// What the tests of the sources reach, by policy, article and clause: which sides of each condition, comparison, limit
/// and line, and what was not reached in the words of the policy.
namespace tiao::driver {

/// The words of a site on one line, and where they stand.
struct SiteWords {
  Text words;
  std::string file;
  uint32_t line = 0; // 0: made without words of its own
};
SiteWords wordsOf(const Compiled& policy, const cover::Site& site);
/// 差一步（19,999,999.99元） / just below (19,999,999.99 yuan); or without the value.
Text sideText(const Compiled& policy, const cover::Site& site, cover::Side side, bool withValue = true);

struct Tally {
  size_t reached = 0, sides = 0;
  void operator+=(const Tally& other) {
    reached += other.reached;
    sides += other.sides;
  }
  /// In tenths of a percent, rounded down; all of nothing is 1000.
  [[nodiscard]] size_t share() const { return sides == 0 ? 1000 : reached * 1000 / sides; }
};

/// The sites that stand in one declaration: a clause, a requirement, a definition, a scale, an amendment.
struct OwnedSites {
  std::string document; // 文号 of the policy or layer; may be empty
  int article = 0;      // 0: in none
  Text owner;
  std::vector<size_t> sites; // in the order of the text
  Tally tally;
};

class ReachedReport {
public:
  /// What is in `never` counts as no side.
  ReachedReport(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached, Never never);

  [[nodiscard]] std::string text(Language language) const;
  [[nodiscard]] std::string json(size_t passed, const std::vector<const check::Test*>& failed,
                                 const nlohmann::json& assertions) const;
  [[nodiscard]] const Tally& total() const { return total_; }

private:
  [[nodiscard]] std::string missing(size_t site, Language language) const;

  const Compiled& policy_;
  const cover::Sites& sites_;
  const cover::Reached& reached_;
  Never never_;
  std::vector<OwnedSites> owners_; // in the order of the text, those of one document together
  Tally total_;
};

} // namespace tiao::driver
