#pragma once

#include "compiler/cover/search.h"
#include "compiler/driver/reached.h"

/// tiao test --generate: tests for the sides that no test reaches, in the policy's own language. Facts are searched for
/// first, and where the search finds none the solver is asked. What is expected is what the interpreter finds of the
/// test as it is written, and a test is kept only if, read again, it passes and reaches its side.
namespace tiao::driver {

struct Unreached {
  size_t site = 0;
  cover::Side side = cover::Side::Yes;
  cover::Unfound why = cover::Unfound::NoFacts;
  attain::Attained asked; // what the solver said; nothing where facts were found that cannot be written
};

struct Generated {
  std::string text; // a whole file that imports the policy; empty if no test was found
  size_t tests = 0;
  std::vector<Unreached> unreached; // for which there is none
  Never never;                      // for which none can be
  Tally before, after;              // of all other sides, without and with the tests
};

/// `path` is where the file is to lie. `steps`: of the solver, for each side that the search finds no facts for.
Generated generateTests(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached,
                        const std::string& path, Language language, uint64_t steps);

/// Why there is no test, in words.
Text whyUnreached(const Unreached& none);

} // namespace tiao::driver
