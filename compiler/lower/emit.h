#pragma once

#include "compiler/native/units.h"

#include <string>

namespace llvm {
class Module;
}

/// Units as LLVM functions: the only place where code is made. See README.md for the shape of the loops.
namespace tiao::lower {

using native::Function;
using native::Unit;
using native::Units;

/// Adds the kernel of a unit to a module.
Function emit(const plan::Plan& plan, const Units& units, const Unit& unit, const std::string& name,
              llvm::Module& module);

} // namespace tiao::lower
