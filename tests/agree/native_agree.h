#pragma once

#include "compiler/lower/jit.h"
#include "tests/agree/agree.h"

namespace tiao::test {

/// A plan's code, as it is compiled and as it is kept and brought back without the code generator.
struct TwoCodes {
  native::Code compiled, kept;
};
TwoCodes bothCodes(const plan::Plan& plan, native::Effort effort);

/// The engine that runs compiled kernels.
Agreement nativeAgreement(const core::Program& program, const plan::Plan& plan, const native::Code& native,
                          const std::vector<interpret::Case>& cases);

} // namespace tiao::test
