#pragma once

#include "compiler/cover/found.h"

/// A small search for facts under which a side of a site is reached. It walks from the conditions of an award to the
/// site, makes the conditions around it so that the site decides, gives the value that the side asks for to a fact of
/// it, and fills in what the outcome still needs. Whether the side is then reached the measure itself decides: nothing
/// is taken on trust.
namespace tiao::cover {

/// Why there is none: what the search does not know how to do.
enum class Unfound : uint8_t {
  NoFacts,    // no choice of facts that it tried reaches the side
  TwoItems,   // it would take several items of one kind, or several months
  NotSayable, // not as a test that is written and read again
};

std::variant<Found, Unfound> search(const Aim& aim);

/// Gives some value to what the outcomes asked of still need; does it then show the side?
bool complete(const Aim& aim, Found& found);

} // namespace tiao::cover
