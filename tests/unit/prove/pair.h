#pragma once

#include "tests/random.h"

#include "compiler/core/program.h"

/// Two versions that differ in one thing.
namespace tiao::test {

/// Changes one number, bound, comparison, condition, limit, window or rounding of an award, in an expression or limit
/// that it computes by. Says what, for messages; empty if there was nothing of that kind.
std::string mutate(Random& random, core::Program& program, core::AwardId award);

} // namespace tiao::test
