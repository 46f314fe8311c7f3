#pragma once

#include "compiler/lower/emit.h"
#include "compiler/native/code.h"

#include <string>
#include <variant>

namespace llvm {
class TargetMachine;
}

/// From units to object files: the only place where the code generator runs.
namespace tiao::lower {

using native::Effort;
using native::Times;

/// The processors that code is made for.
struct Target {
  std::string cpu;      // as LLVM names it: x86-64-v3, znver3
  std::string features; // +avx512f,…; may be empty
};
/// Makes the code generator, and what loads its objects, ready; the first time it is called.
void prepare();
/// Exactly the one at hand.
Target targetAtHand();

/// A unit, compiled.
struct Object {
  Function function;
  std::string bytes; // a relocatable ELF file that defines function.kernel, and asks for no more than 128-bit division
};

/// The code of all units, in their order. Kernels are named `prefix` and then shared or group_N; with `hidden` they are
/// seen only within the library that they are linked into. The text says why it cannot be compiled: a fault of ours or
/// of the code generator.
std::variant<std::vector<Object>, std::string> objectsOf(const plan::Plan& plan, const Units& units,
                                                         const Target& target, Effort effort, const std::string& prefix,
                                                         bool hidden, Times& times);

/// The code of one unit, with a kernel of this name.
std::variant<Object, std::string> objectOf(const plan::Plan& plan, const Units& units, const Unit& unit,
                                           const Target& target, Effort effort, const std::string& name, bool hidden,
                                           Times& times);

/// An object file that defines tiao_tables and tiao_kernels (runtime/abi/about.h). `kernels`: their symbols.
std::variant<Object, std::string> tablesObject(const std::string& block, const std::vector<std::string>& kernels);

/// The code itself, for a person to read.
std::string textOfKernels(const plan::Plan& plan);

} // namespace tiao::lower
