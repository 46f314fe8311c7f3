#pragma once

#include "compiler/interpret/limit.h"

/// Sharing a cut (core.md section 5): amounts share what there is, in proportion or in order.
namespace tiao::interpret {

/// One amount that shares. `open` of an undecided amount is its hull with 0; `fixed` is it if it is given at all.
struct Share {
  Amount amount;
  Amount fixed;
  Truth cut = Truth::No; // found by the sharing
  int64_t many = 1;      // stands for so many amounts, each anything from 0 to its part of the upper end
  // Equal remainders go by the item's name; those of one pool's other awards and months, by the award's name and in
  // time.
  std::string_view item, award;
  Period period;
};

/// Gives each of `shares`, in their order, its part of `room`; whole multiples of `unit`. Nothing changes where nothing
/// is cut.
void share(std::vector<Share>& shares, const Upper& room, const Rational& unit, bool inOrder);

} // namespace tiao::interpret
