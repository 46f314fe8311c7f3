#include "compiler/lower/emitter.h"

#include <algorithm>

#include <llvm/IR/Intrinsics.h>

/// Numbers: vectors of as many bits as their ranges need.
namespace tiao::lower {

llvm::Value* Emitter::number(NodeId node, unsigned width) {
  if (g[node].op == Op::Number) return wide(lanes(intType(width)), g[node].k);
  const auto known = lanes_.find(node.index);
  llvm::Value* value = known != lanes_.end() ? known->second : lanes_[node.index] = makeNumber(node);
  return b.CreateSExtOrTrunc(value, lanes(intType(width)));
}

llvm::Value* Emitter::makeNumber(NodeId node) {
  const Node& n = g[node];
  const unsigned width = widthOf(node);
  if (elsewhere(node) || n.op == Op::SumItems) {
    const unsigned stored = units_.slot(node).bits;
    llvm::Value* at = b.CreateGEP(intType(stored), slotPointer(node), row_);
    return b.CreateSExtOrTrunc(b.CreateAlignedLoad(lanes(intType(stored)), at, llvm::Align(stored / 8)),
                               lanes(intType(width)));
  }
  switch (n.op) {
  case Op::Cell: {
    const batch::Cell cell = plan_.layout.inputs[n.input].cell;
    const auto bits = static_cast<unsigned>(batch::sizeOf(cell) * 8);
    llvm::Value* at = b.CreateGEP(intType(bits), inputValues(n.input), row_);
    if (asked_.insert(n.input).second) askAhead(at, bits / 8 * RowsAhead, bits / 8 * Lanes);
    llvm::Value* value = b.CreateAlignedLoad(lanes(intType(bits)), at, llvm::Align(1));
    auto* type = lanes(intType(width));
    if (cell == batch::Cell::Byte) return b.CreateZExt(value, type);
    return b.CreateSExtOrTrunc(value, type);
  }
  case Op::Add: return b.CreateAdd(number(n.a, width), number(n.b, width));
  case Op::Multiply: return product(n, width);
  case Op::Least:
  case Op::Greatest: {
    const unsigned common = std::max(widthOf(n.a), widthOf(n.b));
    const auto which = n.op == Op::Least ? llvm::Intrinsic::smin : llvm::Intrinsic::smax;
    llvm::Value* result = b.CreateBinaryIntrinsic(which, number(n.a, common), number(n.b, common));
    return b.CreateTrunc(result, lanes(intType(width)));
  }
  case Op::Select: return b.CreateSelect(bit(n.a), number(n.b, width), number(n.c, width));
  case Op::Divide: return quotient(node, width);
  case Op::NumberOf: {
    const unsigned stored = units_.slot(n.a).bits;
    llvm::Value* parents = pointer(Parent, static_cast<unsigned>(domain_));
    llvm::Value* places =
        b.CreateAlignedLoad(lanes(b.getInt32Ty()), b.CreateGEP(b.getInt32Ty(), parents, row_), llvm::Align(4));
    llvm::Value* result = llvm::PoisonValue::get(lanes(intType(stored)));
    for (unsigned lane = 0; lane < Lanes; ++lane) {
      llvm::Value* at = b.CreateGEP(intType(stored), slotPointer(n.a), b.CreateExtractElement(places, lane));
      result = b.CreateInsertElement(result, b.CreateLoad(intType(stored), at), lane);
    }
    return b.CreateSExtOrTrunc(result, lanes(intType(width)));
  }
  case Op::Bit:
  case Op::Known:
  case Op::IsSet:
  case Op::IsByte:
  case Op::And:
  case Op::Or:
  case Op::Not:
  case Op::Less:
  case Op::Equal:
  case Op::BitOf:
  case Op::AnyItem:
  case Op::Number:
  case Op::SumItems: break;
  }
  return nullptr; // of another kind: never asked for
}

llvm::Value* Emitter::product(const Node& n, unsigned width) {
  if (width == 64 && isWord32(g.range(n.a)) && isWord32(g.range(n.b))) {
    // Where the upper halves are seen to be 0 a wide multiplication of the lower ones serves.
    auto* type = lanes(intType(64));
    llvm::Value* low = wide(type, (Wide{1} << 32) - 1);
    return b.CreateMul(b.CreateAnd(number(n.a, 64), low), b.CreateAnd(number(n.b, 64), low));
  }
  return b.CreateMul(number(n.a, width), number(n.b, width));
}

llvm::Value* Emitter::quotient(NodeId node, unsigned width) {
  const Node& n = g[node];
  const plan::Division division = plan::divisionOf(g, node);
  auto* result = lanes(intType(width));
  auto* type = lanes(intType(division.bits));
  if (division.how == plan::Quotient::Shift) {
    unsigned shift = 0;
    while (Wide{1} << shift < g.range(n.b).lo) ++shift;
    return b.CreateTrunc(b.CreateAShr(number(n.a, division.bits), wide(type, shift)), result);
  }
  if (division.how == plan::Quotient::Narrow)
    return b.CreateZExtOrTrunc(b.CreateUDiv(narrow(n.a), wide(lanes(b.getInt32Ty()), g.range(n.b).lo)), result);
  if (division.how == plan::Quotient::Reciprocal) {
    // What is added to the dividend is added in doubles.
    const Node& sum = g[n.a];
    const bool isApart = sum.op == Op::Add && !elsewhere(n.a) && g.isConstant(sum.b) && plan::isExact(g.range(sum.a));
    llvm::Value* x = number(isApart ? sum.a : n.a, 64);
    const Wide added = isApart ? g.range(sum.b).lo : 0;
    return b.CreateSExtOrTrunc(Doubles(b).byReciprocal(x, added, g.range(n.b).lo), result);
  }
  if (division.how == plan::Quotient::Remainder) return b.CreateSExtOrTrunc(nearly(n), result);
  llvm::Value* dividend = b.CreateTrunc(number(n.a, std::max(division.bits, widthOf(n.a))), type);
  llvm::Value* divisor = number(n.b, division.bits);
  // Below 0 a multiple of the divisor lifts the dividend above it, and is taken away again.
  if (division.lift != 0) dividend = b.CreateAdd(dividend, b.CreateMul(divisor, wide(type, division.lift)));
  llvm::Value* value = division.how == plan::Quotient::Doubles ? Doubles(b).repaired(dividend, divisor)
                                                               : b.CreateUDiv(dividend, divisor);
  if (division.lift != 0) value = b.CreateSub(value, wide(type, division.lift));
  return b.CreateSExtOrTrunc(value, result);
}

llvm::Value* Emitter::narrow(NodeId node) {
  if (const auto known = narrow_.find(node.index); known != narrow_.end()) return known->second;
  llvm::Value* value = makeNarrow(node);
  return narrow_[node.index] = value;
}

llvm::Value* Emitter::makeNarrow(NodeId node) {
  const Node& n = g[node];
  auto* type = lanes(b.getInt32Ty());
  if (g.isConstant(node)) return wide(type, n.k);
  const bool made = widthOf(node) > 32 && !elsewhere(node);
  const bool ofNarrow =
      made && (n.op == Op::Add || n.op == Op::Multiply) && isWord32(g.range(n.a)) && isWord32(g.range(n.b));
  if (ofNarrow && n.op == Op::Add) return b.CreateAdd(narrow(n.a), narrow(n.b));
  if (ofNarrow) return b.CreateMul(narrow(n.a), narrow(n.b));
  if (made && n.op == Op::Least && g.range(n.a).lo >= 0 && g.range(n.b).lo >= 0)
    return b.CreateBinaryIntrinsic(llvm::Intrinsic::umin, saturated(n.a), saturated(n.b));
  return number(node, 32);
}

bool Emitter::areToldNarrow(const Node& n) const {
  const Interval x = g.range(n.a), y = g.range(n.b);
  return x.lo >= 0 && y.lo >= 0 && std::min(x.hi, y.hi) < (Wide{1} << 32) - 1;
}

llvm::Value* Emitter::saturated(NodeId node) {
  if (isWord32(g.range(node))) return narrow(node);
  if (const auto known = narrow_.find(node.index); known != narrow_.end()) return known->second;
  llvm::Value* value = makeSaturated(node);
  return narrow_[node.index] = value;
}

llvm::Value* Emitter::makeSaturated(NodeId node) {
  llvm::Value* value = number(node, std::max(64U, widthOf(node)));
  llvm::Value* most = wide(value->getType(), (Wide{1} << 32) - 1);
  return b.CreateTrunc(b.CreateBinaryIntrinsic(llvm::Intrinsic::umin, value, most), lanes(b.getInt32Ty()));
}

llvm::Value* Emitter::nearly(const Node& n) {
  auto* integers = lanes(intType(64));
  llvm::Value* divisor = number(n.b, 64);
  llvm::Value* near =
      g.isConstant(n.b) ? b.CreateFMul(nearest(n.a), llvm::ConstantFP::get(lanes(b.getDoubleTy()),
                                                                           1.0 / static_cast<double>(g.range(n.b).lo)))
                        : b.CreateFDiv(nearest(n.a), nearest(n.b));
  llvm::Value* whole = Doubles(b).nearestWhole(near);
  llvm::Value* remainder = b.CreateSub(modular(n.a), b.CreateMul(whole, divisor));
  return b.CreateAdd(whole, b.CreateSExt(b.CreateICmpSLT(remainder, wide(integers, 0)), integers));
}

llvm::Value* Emitter::nearest(NodeId node) {
  auto* doubles = lanes(b.getDoubleTy());
  if (isWithin64(node)) return b.CreateSIToFP(number(node, 64), doubles);
  const Node& n = g[node];
  return n.op == Op::Add ? b.CreateFAdd(nearest(n.a), nearest(n.b)) : b.CreateFMul(nearest(n.a), nearest(n.b));
}

llvm::Value* Emitter::modular(NodeId node) {
  if (isWithin64(node)) return number(node, 64);
  const Node& n = g[node];
  return n.op == Op::Add ? b.CreateAdd(modular(n.a), modular(n.b)) : b.CreateMul(modular(n.a), modular(n.b));
}

} // namespace tiao::lower
