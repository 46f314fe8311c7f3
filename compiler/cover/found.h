#pragma once

#include "compiler/cover/facts.h"
#include "compiler/cover/measure.h"

/// A case that reaches a side: whether it does, with as few facts as possible, and as like another as possible.
namespace tiao::cover {

/// A side of a site of a program. `clauses`: by award, the clause that it is of; a test tells the awards of one clause
/// together.
struct Aim {
  const core::Program& program;
  const Sites& sites;
  const std::vector<size_t>& clauses;
  size_t site;
  Side side;
};

/// A case, and the award that is to be asked of, in which periods.
struct Found {
  Facts facts;
  core::AwardId award;
  std::vector<interpret::Period> periods; // ascending; the last shows the side
};

/// What the outcomes asked of come to: something that they still need, or whether the measure finds the side.
struct Shown {
  std::optional<interpret::Need> need;
  bool side = false;
};
Shown shown(const Aim& aim, const Found& found);
inline bool shows(const Aim& aim, const Found& found) {
  const Shown result = shown(aim, found);
  return !result.need && result.side;
}

/// Without the facts that it can do without. Precondition: it shows the side.
void plain(const Aim& aim, Found& found);
/// With the values of another case wherever the side is still shown: so that of two tests of one site few facts differ.
void alike(const Aim& aim, Found& found, const Facts& other);

} // namespace tiao::cover
