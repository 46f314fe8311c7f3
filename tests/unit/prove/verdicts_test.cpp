#include "tests/unit/interpret/random_case.h"
#include "tests/unit/prove/sampled_pair.h"

#include <catch2/catch.hpp>

/// No case that is tried contradicts what two versions are said to be.
namespace tiao::test {
namespace {

using prove::Change;

TEST_CASE("no sampled case contradicts the verdict on a random pair", "[prove]") {
  int unchanged = 0, oneWay = 0, bothWays = 0, undecided = 0, differing = 0;
  const int pairs = cases(60);
  for (int seed = 0; seed < pairs; ++seed) {
    const auto pair = samplePair(static_cast<uint64_t>(seed) + 41'000);
    if (!pair) continue;
    INFO(pair->programs);
    REQUIRE(pair->contradiction.empty());
    differing += pair->differing;
    switch (pair->change) {
    case Change::Unchanged: ++unchanged; break;
    case Change::MoreGenerous:
    case Change::LessGenerous: ++oneWay; break;
    case Change::BothWays: ++bothWays; break;
    case Change::Undecided: ++undecided; break;
    case Change::NotComparable: break;
    }
  }
  INFO("unchanged " << unchanged << ", one way " << oneWay << ", both ways " << bothWays << ", undecided " << undecided
                    << ", samples that differ " << differing);
  // The pairs are of every kind, and the samples see differences.
  CHECK(unchanged * 20 > pairs);
  CHECK(oneWay * 10 > pairs);
  CHECK(bothWays * 40 > pairs);
  CHECK(differing > pairs / 2);
  CHECK(undecided * 3 < pairs * 2); // dates that are moved, products, more items than one
}

} // namespace
} // namespace tiao::test
