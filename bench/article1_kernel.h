#pragma once

#include "tests/agree/reference.h"

/// Article 1 by hand, in plain C++: what compiled kernels are compared with.
namespace tiao::bench {

/// For the policy of article1.tiao.
driver::Kernels article1(const core::Program& program, int firstYear, int lastYear);

} // namespace tiao::bench
