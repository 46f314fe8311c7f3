#pragma once

#include "tests/random.h"

#include <string>

/// Random policies as text, in Chinese, of every construct that stands in code; for what must hold of any policy. The
/// same seed gives the same text everywhere. That each construct of the tree occurs is held by
/// tests/unit/format/random_policy_test.cpp, that they compile and that their layers do something by
/// tests/policies/random_layers.cpp.
namespace tiao::test {

/// With `layers`, two or three layers stand under the policy. Its districts are 上城区, 萧山区 and 余杭区.
std::string randomPolicy(Random& random, bool layers);

} // namespace tiao::test
