#include "compiler/lower/emitter.h"

#include <llvm/IR/Intrinsics.h>

/// From items to their subjects: sums and disjunctions.
namespace tiao::lower {

void Emitter::reduce(NodeId node) {
  const Node& n = g[node];
  const bool any = n.op == Op::AnyItem;
  const Domain items = any ? g.domain(n.a) : g.domain(n.b);
  const unsigned width = any ? 64 : units_.slot(node).bits;
  auto* type = intType(width);
  const auto at = [&](NodeId slot, llvm::Type* of, llvm::Value* place) {
    return b.CreateGEP(of, slotPointer(slot), place);
  };
  loop(any ? blocks(plan::Subjects) : subjects(),
       [&](llvm::Value* row) { b.CreateStore(llvm::ConstantInt::get(type, 0), at(node, type, row)); });
  // Of the last block those bits that are no items' mean nothing.

  loop(blocks(items), [&](llvm::Value* block) {
    llvm::Value* firsts = pointer(First, static_cast<unsigned>(items));
    llvm::Value* last = b.CreateLoad(b.getInt32Ty(), b.CreateGEP(b.getInt32Ty(), firsts, subjects()));
    llvm::Value* begin = b.CreateMul(block, b.getInt64(BlockRows));
    llvm::Value* left = b.CreateSub(b.CreateSExt(last, b.getInt64Ty()), begin);
    llvm::Value* some = b.CreateSub(b.CreateShl(b.getInt64(1), b.CreateAnd(left, b.getInt64(63))), b.getInt64(1));
    llvm::Value* within = b.CreateSelect(b.CreateICmpSGE(left, b.getInt64(BlockRows)), b.getInt64(-1), some);
    llvm::Value* plane = b.CreateLoad(b.getInt64Ty(), at(any ? n.a : n.b, b.getInt64Ty(), block));
    eachBit(b.CreateAnd(plane, within), [&](llvm::Value* bit) {
      llvm::Value* item = b.CreateAdd(begin, bit);
      llvm::Value* parents = pointer(Parent, static_cast<unsigned>(items));
      llvm::Value* parent = b.CreateLoad(b.getInt32Ty(), b.CreateGEP(b.getInt32Ty(), parents, item));
      llvm::Value* subject = b.CreateZExt(parent, b.getInt64Ty());
      llvm::Value* to = at(node, type, any ? b.CreateLShr(subject, 6) : subject);
      llvm::Value* before = b.CreateLoad(type, to);
      if (any) {
        llvm::Value* one = b.CreateShl(b.getInt64(1), b.CreateAnd(subject, b.getInt64(63)));
        b.CreateStore(b.CreateOr(before, one), to);
      } else {
        b.CreateStore(b.CreateAdd(before, itemValue(n.a, item, type)), to);
      }
    });
  });
}

llvm::Value* Emitter::itemValue(NodeId node, llvm::Value* item, llvm::Type* type) {
  if (g.isConstant(node)) return wide(type, g[node].k);
  auto* own = intType(units_.slot(node).bits);
  return b.CreateSExtOrTrunc(b.CreateLoad(own, b.CreateGEP(own, slotPointer(node), item)), type);
}

template <typename F> void Emitter::eachBit(llvm::Value* word, F body) {
  llvm::BasicBlock* before = b.GetInsertBlock();
  auto* inside = llvm::BasicBlock::Create(context_, "bit", f_);
  auto* after = llvm::BasicBlock::Create(context_, "bits.end", f_);
  b.CreateCondBr(b.CreateICmpNE(word, b.getInt64(0)), inside, after);
  b.SetInsertPoint(inside);
  llvm::PHINode* left = b.CreatePHI(b.getInt64Ty(), 2);
  left->addIncoming(word, before);
  body(b.CreateBinaryIntrinsic(llvm::Intrinsic::cttz, left, b.getTrue()));
  llvm::Value* next = b.CreateAnd(left, b.CreateSub(left, b.getInt64(1)));
  left->addIncoming(next, b.GetInsertBlock());
  b.CreateCondBr(b.CreateICmpNE(next, b.getInt64(0)), inside, after);
  b.SetInsertPoint(after);
}

} // namespace tiao::lower
