#pragma once

#include "compiler/driver/console.h"
#include "compiler/plan/plan.h"

#include <functional>
#include <variant>

/// What evaluates whole tiles of subjects: kernels, with what their columns are and what their bits mean. Where nothing
/// is missing their outcomes are those of the interpreter, and where something is they say so.
namespace tiao::driver {

/// Evaluates every compiled group for the subjects of a tile.
using TileEvaluator = std::function<void(const TiaoFrame&)>;

struct Kernels {
  batch::Layout layout;
  std::vector<std::vector<interpret::Reason>> reasons; // by output: what each bit says, amounts left out
  std::function<TileEvaluator()> evaluator;            // one for each thread; thread-safe itself
};

/// What each bit of each output says.
std::vector<std::vector<interpret::Reason>> reasonsOf(const plan::Plan& plan);

/// A program as machine code, for the years up to `lastYear`: a policy of thirty clauses takes a seventh of a second on
/// two processors, and 7 ms where it was kept. The text says why it cannot be compiled.
std::variant<Kernels, Text> compiledKernels(const core::Program& program, int lastYear);

} // namespace tiao::driver
