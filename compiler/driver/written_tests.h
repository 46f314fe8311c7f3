#pragma once

#include "compiler/cover/found.h"
#include "compiler/driver/clauses.h"

/// Made tests, as text in the policy's own language.
namespace tiao::driver {

/// A made test: the case that reaches a side, and what it is called.
struct Made {
  size_t site;
  cover::Side side;
  cover::Found found;
  core::Name name;
};

/// A file that imports the policy, in its canonical layout. `outcomes`: of each test, what is found in its periods;
/// none before that is known.
std::string writtenTests(const Compiled& policy, const std::vector<Made>& made, const std::string& path,
                         Language language, const std::vector<std::vector<interpret::Outcome>>& outcomes);

} // namespace tiao::driver
