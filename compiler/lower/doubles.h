#pragma once

#include "compiler/plan/graph.h"

#include <llvm/IR/IRBuilder.h>

/// Exact quotients of whole numbers, lane by lane, by way of doubles. A double holds every whole number below 2⁵³, and
/// what is added to 2⁵² or more is rounded to a whole number: to the nearest, which the runtime sees to
/// (runtime/batch/evaluate.h).
namespace tiao::lower {

/// A constant of a type or of every lane of it.
llvm::Constant* splat(llvm::Type* type, plan::Wide value);

class Doubles {
public:
  explicit Doubles(llvm::IRBuilder<>& builder) : b(builder) {}

  /// (x + added) ÷ divisor, rounded down, also below 0. Precondition: x and the sum lie within ±2⁵⁰, and so does the
  /// divisor, which is no power of 2.
  llvm::Value* byReciprocal(llvm::Value* x, plan::Wide added, plan::Wide divisor);

  /// x ÷ divisor of whole numbers from 0 up to below 2⁵¹, of which the remainder is exact and tells.
  llvm::Value* repaired(llvm::Value* x, llvm::Value* divisor);

  /// The nearest whole number to a double from 0 up to below 2⁵¹.
  llvm::Value* nearestWhole(llvm::Value* number);

private:
  llvm::Type* doublesLike(llvm::Value* whole);
  llvm::Type* wholesLike(llvm::Value* number);
  /// A whole number within ±2⁵¹ as a double.
  llvm::Value* exactly(llvm::Value* whole);

  llvm::IRBuilder<>& b;
};

} // namespace tiao::lower
