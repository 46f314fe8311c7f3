#pragma once

#include "compiler/diff/clauses.h"
#include "compiler/diff/wording.h"
#include "compiler/prove/regions.h"

/// Who is treated differently: what the solver says of awards whose canonical core differs.
namespace tiao::diff {

class Laws {
public:
  Laws(Canon& canon, const Wording& before, const Wording& after, const prove::CompareOptions& how);

  /// Of an award of both versions, or of one that only one of them has.
  Law of(const AwardPair& award);
  /// With what others take from it by choices and shared limits; nothing where it has none, or does not change.
  std::optional<Law> together(const AwardPair& award);
  /// The awards of a choice or shared limit that one of these stands in, by their number in the list of pairs.
  [[nodiscard]] std::set<size_t> joined(const std::set<size_t>& some, const std::vector<AwardPair>& all) const;
  /// Is it proved that over all of these awards together nobody gets less?
  bool madeUp(const std::set<size_t>& some, const std::vector<AwardPair>& all);
  /// How asking one condition instead of the other changes whom an award is given.
  prove::Change relate(const AwardPair& award, ExprId before, ExprId after);

private:
  [[nodiscard]] Law told(const prove::Comparison& comparison, const AwardPair& award, const core::Program& before,
                         const core::Program& after) const;
  [[nodiscard]] Law oneSided(const AwardPair& award) const;
  // regions.cpp
  [[nodiscard]] std::optional<Regions> regions(const prove::Regions& found, const AwardPair& award) const;
  [[nodiscard]] Text path(Side side, const prove::Path& path, AwardId award) const;

  [[nodiscard]] Witness witness(const prove::Example& example, const AwardPair& award, const core::Program& before,
                                const core::Program& after) const;
  /// Facts that a condition of both versions asks to be so, and nothing else reads: by their names in the old version.
  [[nodiscard]] std::map<uint32_t, bool> plainlyAsked(const AwardPair& award) const;

  Canon& canon_;
  const Wording& before_;
  const Wording& after_;
  prove::CompareOptions how_;
  core::Program fresh_; // the new version, its facts named as in the old one
};

Verdict allOf(const std::vector<Law>& laws);

} // namespace tiao::diff
