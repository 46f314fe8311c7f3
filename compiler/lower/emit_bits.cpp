#include "compiler/lower/emitter.h"

#include <algorithm>

#include <llvm/IR/Intrinsics.h>

/// Bits: of 64 rows as a word, or of some lanes as a vector.
namespace tiao::lower {

bool Emitter::isWord(NodeId node) {
  if (const auto known = wordly_.find(node.index); known != wordly_.end()) return known->second;
  const Node& n = g[node];
  bool result = false;
  switch (n.op) {
  case Op::Bit:
  case Op::Known:
  case Op::IsSet:
  case Op::IsByte:
  case Op::BitOf:
  case Op::AnyItem: result = true; break;
  case Op::And:
  case Op::Or: result = elsewhere(node) || (isWord(n.a) && isWord(n.b)); break;
  case Op::Not: result = elsewhere(node) || isWord(n.a); break;
  case Op::Less:
  case Op::Equal: result = elsewhere(node); break;
  case Op::Number:
  case Op::Cell:
  case Op::Add:
  case Op::Multiply:
  case Op::Least:
  case Op::Greatest:
  case Op::Select:
  case Op::Divide:
  case Op::NumberOf:
  case Op::SumItems: break;
  }
  return wordly_[node.index] = result;
}

bool Emitter::elsewhere(NodeId node) const {
  const Op op = g[node].op;
  if (op == Op::Known || op == Op::IsSet || op == Op::IsByte || op == Op::Cell) return false;
  return !made_.contains(node.index) && units_.has(node);
}

llvm::Value* Emitter::word(NodeId node) {
  if (const auto known = words_.find(node.index); known != words_.end()) return known->second;
  llvm::Value* value = makeWord(node);
  words_[node.index] = value;
  return value;
}

void Emitter::askAhead(llvm::Value* at, unsigned ahead, unsigned bytes) {
  constexpr unsigned Line = 64; // bytes
  for (unsigned byte = 0; byte < bytes; byte += Line) {
    llvm::Value* line = b.CreateGEP(b.getInt8Ty(), at, b.getInt64(ahead + byte));
    const auto read = b.getInt32(0), keep = b.getInt32(3), data = b.getInt32(1);
    b.CreateIntrinsic(llvm::Intrinsic::prefetch, {line->getType()}, {line, read, keep, data});
  }
}

llvm::Value* Emitter::makeWord(NodeId node) {
  const Node& n = g[node];
  if (n.op == Op::Bit) return b.getInt64(n.k != 0 ? ~uint64_t{0} : 0);
  if (elsewhere(node) || n.op == Op::AnyItem)
    return b.CreateLoad(b.getInt64Ty(), b.CreateGEP(b.getInt64Ty(), slotPointer(node), block_));
  switch (n.op) {
  case Op::Known: {
    llvm::Value* at = b.CreateGEP(b.getInt64Ty(), inputKnown(n.input), block_);
    if (askedKnown_.insert(n.input).second) askAhead(at, RowsAhead / 8, 1);
    return b.CreateLoad(b.getInt64Ty(), at);
  }
  case Op::IsSet:
  case Op::IsByte: {
    auto* type = lanes(b.getInt8Ty(), BlockRows);
    llvm::Value* row = b.CreateMul(block_, b.getInt64(BlockRows));
    llvm::Value* at = b.CreateGEP(b.getInt8Ty(), inputValues(n.input), row);
    if (asked_.insert(n.input).second) askAhead(at, RowsAhead, BlockRows);
    llvm::Value* bytes = b.CreateAlignedLoad(type, at, llvm::Align(1));
    llvm::Value* equal =
        n.op == Op::IsSet ? b.CreateICmpNE(bytes, wide(type, 0)) : b.CreateICmpEQ(bytes, wide(type, n.k));
    return b.CreateBitCast(equal, b.getInt64Ty());
  }
  case Op::And: return b.CreateAnd(word(n.a), word(n.b));
  case Op::Or: return b.CreateOr(word(n.a), word(n.b));
  case Op::Not: return b.CreateNot(word(n.a));
  case Op::BitOf: return gathered(n.a);
  case Op::Bit:
  case Op::Less:
  case Op::Equal:
  case Op::AnyItem:
  case Op::Number:
  case Op::Cell:
  case Op::Add:
  case Op::Multiply:
  case Op::Least:
  case Op::Greatest:
  case Op::Select:
  case Op::Divide:
  case Op::NumberOf:
  case Op::SumItems: break;
  }
  return nullptr; // of another kind: never asked for
}

llvm::Value* Emitter::gathered(NodeId of) {
  llvm::Value* plane = slotPointer(of);
  llvm::Value* parents = pointer(Parent, static_cast<unsigned>(domain_));
  auto* type = lanes(b.getInt32Ty());
  llvm::Value* base = b.CreateMul(block_, b.getInt64(BlockRows));
  llvm::Value* word = b.getInt64(0);
  for (unsigned part = 0; part < BlockRows; part += Lanes) {
    llvm::Value* from = b.CreateGEP(b.getInt32Ty(), parents, b.CreateAdd(base, b.getInt64(part)));
    llvm::Value* subjects = b.CreateAlignedLoad(type, from, llvm::Align(4));
    llvm::Value* at = b.CreateGEP(b.getInt32Ty(), plane, b.CreateLShr(subjects, wide(type, 5)));
    llvm::Value* bits = b.CreateMaskedGather(type, at, llvm::Align(4));
    llvm::Value* bit = b.CreateAnd(b.CreateLShr(bits, b.CreateAnd(subjects, wide(type, 31))), wide(type, 1));
    llvm::Value* mask = b.CreateBitCast(b.CreateICmpNE(bit, wide(type, 0)), intType(Lanes));
    word = b.CreateOr(word, b.CreateShl(b.CreateZExt(mask, b.getInt64Ty()), part));
  }
  return word;
}

llvm::Value* Emitter::bit(NodeId node) {
  if (const auto known = lanes_.find(node.index); known != lanes_.end()) return known->second;
  llvm::Value* value = makeBit(node);
  lanes_[node.index] = value;
  return value;
}

llvm::Value* Emitter::makeBit(NodeId node) {
  const Node& n = g[node];
  if (n.op == Op::Bit) return wide(lanes(b.getInt1Ty()), n.k);
  if (isWord(node)) {
    llvm::Value* bits = b.CreateTrunc(b.CreateLShr(word(node), shift_), intType(Lanes));
    return b.CreateBitCast(bits, lanes(b.getInt1Ty()));
  }
  switch (n.op) {
  case Op::And: return b.CreateAnd(bit(n.a), bit(n.b));
  case Op::Or: return b.CreateOr(bit(n.a), bit(n.b));
  case Op::Not: return b.CreateNot(bit(n.a));
  case Op::Less:
  case Op::Equal: {
    const unsigned width = std::max(widthOf(n.a), widthOf(n.b));
    if (n.op == Op::Less && width > 32 && areToldNarrow(n)) return b.CreateICmpULT(saturated(n.a), saturated(n.b));
    llvm::Value *left = number(n.a, width), *right = number(n.b, width);
    return n.op == Op::Less ? b.CreateICmpSLT(left, right) : b.CreateICmpEQ(left, right);
  }
  case Op::Bit:
  case Op::Known:
  case Op::IsSet:
  case Op::IsByte:
  case Op::BitOf:
  case Op::AnyItem:
  case Op::Number:
  case Op::Cell:
  case Op::Add:
  case Op::Multiply:
  case Op::Least:
  case Op::Greatest:
  case Op::Select:
  case Op::Divide:
  case Op::NumberOf:
  case Op::SumItems: break;
  }
  return nullptr; // of another kind: never asked for
}

} // namespace tiao::lower
