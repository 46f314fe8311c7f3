#pragma once

#include "compiler/cover/site.h"
#include "compiler/interpret/expression.h"

/// Which sides an evaluation reaches, seen by the interpreter's own steps. A side counts where it decides: a condition
/// only where the others around it leave the outcome to it, a limit only where no other one closes the award, and all
/// of them only where the test says what it expects, of that award in that period.
namespace tiao::cover {

/// For each site, of each of its sides, the tests that reach it; and of comparisons, the nearest value that is further
/// off than a step.
struct Reached {
  struct OfSite {
    std::map<Side, size_t> first;         // the first test that reaches it, by its number
    std::optional<Rational> below, above; // how far off the nearest values were that were more than a step away
  };
  std::vector<OfSite> sites; // as Sites::all

  [[nodiscard]] bool has(size_t site, Side side) const { return sites[site].first.contains(side); }
};

class Measure : public interpret::Observer {
public:
  /// What is expected: of an award, in a period.
  using Asked = std::set<std::pair<core::AwardId, interpret::Period>>;

  Measure(const core::Program& program, const Sites& sites)
      : program_(program), sites_(sites), reached_{std::vector<Reached::OfSite>(sites.all.size())} {}

  /// What is found from here on is found by this test.
  void begin(size_t test, Asked asked);
  /// The evaluation is over.
  void end() { commit(); }
  [[nodiscard]] const Reached& reached() const { return reached_; }

  void candidate(core::AwardId award, interpret::Key key, interpret::Period period) override;
  void found(ExprId expr, const interpret::At& at, const interpret::Set& value) override;
  void compared(ExprId expr, const interpret::At& at, const interpret::Set& left, const interpret::Set& right) override;
  void limited(const core::Limit& limit, const interpret::NumberRange& amount,
               const interpret::NumberRange& bound) override;
  void counted(const core::Limit& limit, const interpret::NumberRange& used,
               const interpret::NumberRange& most) override;

private:
  using Place = std::tuple<ExprId, interpret::Key, interpret::Period>;
  struct Hit {
    size_t site = 0;
    std::optional<Side> side;
    Rational off; // of a comparison that is more than a step off: by how much
  };
  using Hits = std::vector<Hit>;

  void commit();
  void decide(ExprId expr, const interpret::At& at, Hits& hits);
  void leaf(ExprId expr, const interpret::At& at, Hits& hits);
  void take(ExprId expr, Hits& hits);
  [[nodiscard]] std::optional<interpret::Truth> truthAt(ExprId expr, const interpret::At& at) const;
  [[nodiscard]] std::optional<Rational> difference(const Site& site, const interpret::Set& left,
                                                   const interpret::Set& right) const;
  void reach(const Hit& hit);

  const core::Program& program_;
  const Sites& sites_;
  Reached reached_;
  size_t test_ = 0;
  Asked asked_;

  // Of the candidate that is being evaluated.
  std::optional<core::AwardId> award_;
  bool wanted_ = false;
  std::optional<interpret::Truth> eligible_;
  std::map<Place, interpret::Truth> truths_;
  std::map<Place, std::optional<Rational>> differences_; // value − bound, where it is known
  std::map<ExprId, Hits> inside_;                        // of the conditions inside of values, not yet taken
  Hits conditions_;                                      // found to decide
  Hits amounts_;                                         // of what the amount is computed from, if it is due
  Hits shared_;                                          // of all items together
  Hits open_, closed_;                                   // of years and terms
};

} // namespace tiao::cover
