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
  std::string tell;   // the symbol of the function that tells its outputs; empty if it has none
  std::vector<uint32_t> inputs;
  std::vector<uint32_t> slots;
  std::vector<size_t> outputs; // of the layout: the order of amounts, statuses, reasons and ceilings
};

/// Adds the kernel of a unit to a module, and the function that tells its outputs.
Function emit(const plan::Plan& plan, const Units& units, const Unit& unit, const std::string& name,
              llvm::Module& module);

} // namespace tiao::lower
