#pragma once

#include "compiler/lower/native.h"
#include "tests/agree/agree.h"

namespace tiao::test {

/// The engine that runs compiled kernels.
Agreement nativeAgreement(const core::Program& program, const plan::Plan& plan, const lower::Native& native,
                          const std::vector<interpret::Case>& cases);

} // namespace tiao::test
