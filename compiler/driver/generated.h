#pragma once

#include "compiler/cover/search.h"
#include "compiler/driver/reached.h"

/// tiao test --generate: tests for the sides that no test reaches, in the policy's own language. What is expected is
/// what the interpreter finds of the test as it is written, and a test is kept only if, read again, it passes and
/// reaches its side.
namespace tiao::driver {

struct Unreached {
  size_t site = 0;
  cover::Side side = cover::Side::Yes;
  cover::Unfound why = cover::Unfound::NoFacts;
};

struct Generated {
  std::string text; // a whole file that imports the policy; empty if no test was found
  size_t tests = 0;
  std::vector<Unreached> unreached; // for which there is none
  Tally before, after;              // of all sides, without and with the tests
};

/// `folder` is where the file is to lie, `path` its name.
Generated generateTests(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached,
                        const std::string& path, Language language);

/// Why the search found nothing, in words.
Text whyUnfound(cover::Unfound why);

} // namespace tiao::driver
