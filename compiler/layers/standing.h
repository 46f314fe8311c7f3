#pragma once

#include "compiler/layers/changes.h"

/// Which clauses stand on one day in one district, and which of those that no longer stand a consolidated text keeps.
namespace tiao::layers {

/// Where the policy is looked at: one day, and one district or none.
struct Standing {
  Date day;
  std::optional<SymbolId> district;
};

/// Is the policy or layer in force there?
bool holds(const Policies& policies, uint32_t policy, const Standing& standing);

/// A clause that no longer stands gives nothing, but what it gave in earlier years still bars what is the same matter
/// (不重复, 同类). Where such a rule stays and names one that stands, the text keeps the clause, with the day from
/// which it is stopped; else it goes.
class Clauses {
public:
  Clauses(const syntax::Tree& tree, const Policies& policies, const Changes& changes, const Standing& standing);

  [[nodiscard]] bool stands(SymbolId clause) const { return !stopped_.contains(clause); }
  /// Does it stand in the text, too?
  [[nodiscard]] bool stays(SymbolId clause) const { return stands(clause) || keptUntil(clause); }
  /// Of a stopped clause that the text keeps: the day from which it is stopped.
  [[nodiscard]] std::optional<Date> keptUntil(SymbolId clause) const;

private:
  struct Stopped {
    std::optional<Date> from; // absent: it gave nothing before
    bool kept = false;
  };
  [[nodiscard]] std::optional<Stopped> stopOf(SymbolId clause, uint32_t owner, bool runsOn,
                                              const Changes& changes) const;
  void keep(const std::vector<syntax::Name>& sameMatter);

  const Policies& policies_;
  const Standing& standing_;
  bool moves_; // the district may be another in another year
  std::map<SymbolId, Stopped> stopped_;
};

} // namespace tiao::layers
