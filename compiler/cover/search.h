#pragma once

#include "compiler/cover/facts.h"
#include "compiler/cover/measure.h"

/// A small search for facts under which a side of a site is reached. It walks from the conditions of an award to the
/// site, makes the conditions around it so that the site decides, gives the value that the side asks for to a fact of
/// it, and fills in what the outcome still needs. Whether the side is then reached the measure itself decides: nothing
/// is taken on trust.
namespace tiao::cover {

/// A case that reaches a side, and the award that is to be asked of, in which periods.
struct Found {
  Facts facts;
  core::AwardId award;
  std::vector<interpret::Period> periods; // ascending; the last shows the side
};

/// Why there is none: what the search does not know how to do.
enum class Unfound : uint8_t {
  NoFacts,    // no choice of facts that it tried reaches the side
  TwoItems,   // it would take several items of one kind, or several months
  NotSayable, // not as a test that is written and read again
};

/// `clauses`: by award, the clause that it is of; a test tells the awards of one clause together.
std::variant<Found, Unfound> search(const core::Program& program, const Sites& sites,
                                    const std::vector<size_t>& clauses, size_t site, Side side);

} // namespace tiao::cover
