#include "compiler/lower/doubles.h"

#include <array>

namespace tiao::lower {

using plan::Wide;

namespace {

/// 2⁵² and half as much again: there, and 2⁵¹ to either side, doubles are the whole numbers, and their last bits
/// count them.
constexpr double middle = 0x1.8p52;
constexpr Wide middleBits = Wide{0x4338} << 48;

} // namespace

llvm::Constant* splat(llvm::Type* type, Wide value) {
  auto* scalar = llvm::cast<llvm::IntegerType>(type->getScalarType());
  const std::array<uint64_t, 2> words{static_cast<uint64_t>(value), static_cast<uint64_t>(value >> 64)};
  llvm::Constant* constant = llvm::ConstantInt::get(scalar, llvm::APInt(128, words).trunc(scalar->getBitWidth()));
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
  return vector == nullptr ? constant : llvm::ConstantVector::getSplat(vector->getElementCount(), constant);
}

llvm::Type* Doubles::doublesLike(llvm::Value* whole) { return whole->getType()->getWithNewType(b.getDoubleTy()); }
llvm::Type* Doubles::wholesLike(llvm::Value* number) { return number->getType()->getWithNewType(b.getInt64Ty()); }

llvm::Value* Doubles::exactly(llvm::Value* whole) {
  auto* type = doublesLike(whole);
  llvm::Value* bits = b.CreateAdd(whole, splat(whole->getType(), middleBits));
  return b.CreateFSub(b.CreateBitCast(bits, type), llvm::ConstantFP::get(type, middle));
}

llvm::Value* Doubles::nearestWhole(llvm::Value* number) {
  auto* type = wholesLike(number);
  llvm::Value* shifted = b.CreateFAdd(number, llvm::ConstantFP::get(number->getType(), middle));
  return b.CreateSub(b.CreateBitCast(shifted, type), splat(type, middleBits));
}

// With n = x + added and d the divisor: the quotient rounded down is the whole number nearest to (n + ½)/d − ½, that is
// to (n + ½ − d/2)/d, which is at least ½/d away from where the nearest changes. The numerator is exact: a half of a
// whole number below 2⁵¹, less than 1½ · 2⁵⁰. What is computed from it is off by two roundings, less than 2⁻⁵²
// (1 + 2⁻⁵³) of 1½ · 2⁵⁰/d, which is less than ½/d.
llvm::Value* Doubles::byReciprocal(llvm::Value* x, Wide added, Wide divisor) {
  auto* type = doublesLike(x);
  const Wide halves = 2 * added + 1 - divisor; // twice what is added to x
  llvm::Value* numerator = exactly(x);
  if (halves != 0) numerator = b.CreateFAdd(numerator, llvm::ConstantFP::get(type, static_cast<double>(halves) / 2));
  return nearestWhole(b.CreateFMul(numerator, llvm::ConstantFP::get(type, 1.0 / static_cast<double>(divisor))));
}

// The nearest whole number to the quotient of the doubles is the quotient or one above, and the remainder tells which:
// it is exact, for quotient times divisor stays below 2⁵³.
llvm::Value* Doubles::repaired(llvm::Value* x, llvm::Value* divisor) {
  llvm::Value *dividend = exactly(x), *by = exactly(divisor);
  llvm::Value* whole = nearestWhole(b.CreateFDiv(dividend, by));
  llvm::Value* remainder = b.CreateFSub(dividend, b.CreateFMul(exactly(whole), by));
  llvm::Value* above = b.CreateFCmpOLT(remainder, llvm::ConstantFP::get(dividend->getType(), 0.0));
  return b.CreateAdd(whole, b.CreateSExt(above, whole->getType()));
}

} // namespace tiao::lower
