#pragma once

#include "compiler/native/code.h"

/// Kernels brought into this program by LLVM's just-in-time linker.
namespace tiao::lower {

/// A native::Compile, on as many threads as there are processors: each unit has a code generator of its own.
std::variant<native::Compiled, std::string> compile(const plan::Plan& plan, const native::Units& units,
                                                    const std::vector<size_t>& wanted, native::Effort effort);

} // namespace tiao::lower
