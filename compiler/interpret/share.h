#pragma once

#include "compiler/interpret/limit.h"

/// Sharing a cut (core.md section 5): amounts share what there is, in proportion or in order.
namespace tiao::interpret {

/// One amount that shares. `open` of an undecided amount is its hull with 0; `fixed` is it if it is given at all.
struct Share {
  Amount amount;
  Amount fixed;
  Truth cut = Truth::No; // found by the sharing
  bool many = false;     // stands for several amounts, of which nothing is known but the sum
  std::string_view name; // equal remainders go by name
};

/// Gives each of `shares`, in their order, its part of `room`; whole multiples of `unit`. Nothing changes where nothing is
/// cut.
void share(std::vector<Share>& shares, const Upper& room, const Rational& unit, bool inOrder);

} // namespace tiao::interpret
