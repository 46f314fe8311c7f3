#pragma once

#include "compiler/cover/site.h"
#include "compiler/prove/encode.h"

/// cover::Measure as terms: in which cases the outcomes of an award reach a side. It follows the interpreter's steps
/// and the measure's, so that what the measure finds of a case holds here of it; the tests compare them on random
/// programs.
///
/// Where it says more than the measure may find, so that a proof that there is nothing holds all the more: the limits
/// of a discretionary award that has a floor or a least amount (its ceiling goes through them too), and the condition
/// of a choice between two conditions (which the measure never counts). Left out, so that nothing may be said of it:
/// what stands in the limits of all items together (`Encoded::items` tells of them).
namespace tiao::attain {

using core::ExprId;
using prove::Num;
using prove::Prop;

using SideOf = std::pair<size_t, cover::Side>;
using Hits = std::map<SideOf, Prop>;

class Hitting {
public:
  Hitting(prove::Terms& terms, prove::Encoder& encoder, const core::Program& program, const cover::Sites& sites,
          core::AwardId award)
      : terms_(terms), encoder_(encoder), program_(program), sites_(sites), award_(award) {}

  /// What the award reaches in each period in which something of it is evaluated, of any of its items.
  std::map<prove::Period, Hits> hits(const prove::Encoded& encoded);

private:
  struct At {
    prove::Item item = prove::Subject;
    prove::Period period;
  };

  void candidate(const prove::Given& given);
  void together(const prove::Together& together, Hits& into);
  void beforeEligible(const prove::Given& given);
  void amount(const prove::Given& given);
  void counts(const std::vector<core::Limit>& limits, const std::vector<prove::Given::Met>& met, Prop inForce,
              Prop eligible, Hits& into);
  void cuts(const std::vector<core::Limit>& limits, const std::vector<prove::Given::Met>& met, Prop open, Hits& into);
  void ceiling(Prop open, Hits& into);

  void walk(ExprId id, const At& at, Prop path);
  void operands(ExprId id, const At& at, Prop path);
  void members(const core::Sum& sum, const At& at, Prop path);
  void found(ExprId id, const At& at, Prop path);
  void decide(ExprId id, const At& at, Prop path, Hits& into);
  void decideOneOf(const core::AtLeast& list, const At& at, Prop path, Hits& into);
  void leaf(ExprId id, const At& at, Prop path, Hits& into);
  void compared(size_t site, ExprId id, const At& at, Prop path, Hits& into);
  void take(ExprId root, Prop path, Hits& into);
  void hit(size_t site, cover::Side side, Prop where, Hits& into);

  prove::Term term(ExprId id, const At& at) { return encoder_.asRead(id, at.item, at.period, award_); }
  Prop prop(ExprId id, const At& at);
  Num num(ExprId id, const At& at);
  [[nodiscard]] const core::Award& award() const { return program_.awards[award_]; }

  prove::Terms& terms_;
  prove::Encoder& encoder_;
  const core::Program& program_;
  const cover::Sites& sites_;
  core::AwardId award_;

  // Of the candidate.
  bool eligible_ = false;         // its conditions have been found
  std::map<ExprId, Hits> inside_; // of the conditions inside of values
  Hits reached_;
};

/// Do these read the site, or does the award?
bool reads(const core::Program& program, const cover::Sites& sites, const std::vector<ExprId>& roots, size_t site);
bool reads(const core::Program& program, const cover::Sites& sites, core::AwardId award, size_t site);

} // namespace tiao::attain
