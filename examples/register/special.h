#pragma once

#include "examples/register/firm.h"

/// The firms that are there for a reason.
namespace tiao::examples {

/// Puts the firm exactly on one of the policy's bounds, or next to it. `rows` is complete, from history to the last
/// year.
void standOnBound(uint64_t which, std::vector<Cells>& rows, Years years);

/// Makes one row wrong, in one of the ways in which registers are. There are MistakeCount ways.
void makeMistake(uint64_t which, std::vector<Cells>& rows);
inline constexpr uint64_t MistakeCount = 10;

} // namespace tiao::examples
