#pragma once

#include "compiler/lower/units.h"

#include <string>

namespace llvm {
class Module;
}

/// Units as LLVM functions: the only place where code is made. See README.md for the shape of the loops.
namespace tiao::lower {

/// A kernel in a module: which inputs and slots its arguments' arrays hold, in their order.
struct Function {
  std::string kernel; // its symbol
  std::vector<uint32_t> inputs;
  std::vector<uint32_t> slots;
};

/// Adds the kernel of a unit to a module.
Function emit(const plan::Plan& plan, const Units& units, const Unit& unit, const std::string& name,
              llvm::Module& module);

} // namespace tiao::lower
