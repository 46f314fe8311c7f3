#include "compiler/lower/emitter.h"

#include <algorithm>

/// The loops of a kernel: over blocks of 64 rows, and over the lanes of a block.
namespace tiao::lower {

Function Emitter::run(const std::string& name) {
  function_.kernel = name;
  begin(name);
  for (const Step& step : unit_.steps) {
    for (const Reduction& reduction : step.reductions) reduce(reduction.node);
    for (const Loop& loop : step.loops) rows(loop);
  }
  b.CreateRetVoid();
  return std::move(function_);
}

void Emitter::begin(const std::string& name) {
  auto* type = llvm::FunctionType::get(b.getVoidTy(), {b.getPtrTy()}, false);
  f_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module_);
  f_->addFnAttr(llvm::Attribute::NoUnwind);
  f_->addFnAttr("prefer-vector-width", "512");
  f_->addFnAttr("min-legal-vector-width", "512");
  f_->getArg(0)->addAttr(llvm::Attribute::NoAlias);
  b.SetInsertPoint(llvm::BasicBlock::Create(context_, "entry", f_));
  pointers_.clear();
}

llvm::Value* Emitter::pointer(unsigned field, unsigned place) {
  llvm::Value*& known = pointers_[uint64_t{field} << 32 | place];
  if (known != nullptr) return known;
  const llvm::IRBuilderBase::InsertPointGuard guard(b);
  if (before_ != nullptr) b.SetInsertPoint(before_->getTerminator());
  llvm::Value* array = invariant(b.CreateLoad(b.getPtrTy(), b.CreateConstGEP1_64(b.getPtrTy(), f_->getArg(0), field)));
  return known = invariant(b.CreateLoad(b.getPtrTy(), b.CreateConstGEP1_64(b.getPtrTy(), array, place)));
}

llvm::Value* Emitter::invariant(llvm::LoadInst* load) {
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context_, {}));
  return load;
}

llvm::Value* Emitter::blocks(Domain domain) {
  const llvm::IRBuilderBase::InsertPointGuard guard(b);
  llvm::Value* array = b.CreateLoad(b.getPtrTy(), f_->getArg(0));
  return b.CreateLoad(b.getInt64Ty(), b.CreateConstGEP1_64(b.getInt64Ty(), array, static_cast<uint64_t>(domain) + 1));
}

llvm::Value* Emitter::subjects() {
  return b.CreateLoad(b.getInt64Ty(), b.CreateConstGEP1_64(b.getInt64Ty(), f_->getArg(0), 1));
}

unsigned Emitter::placeIn(std::vector<uint32_t>& list, uint32_t what) {
  const auto found = std::ranges::find(list, what);
  if (found != list.end()) return static_cast<unsigned>(found - list.begin());
  list.push_back(what);
  return static_cast<unsigned>(list.size() - 1);
}

void Emitter::rows(const Loop& loop) {
  domain_ = loop.domain;
  made_.clear();
  wordly_.clear();
  for (const NodeId node : loop.nodes) made_[node.index] = true;
  this->loop(blocks(loop.domain), [&](llvm::Value* block) { this->block(loop, block); });
}

void Emitter::block(const Loop& loop, llvm::Value* block) {
  block_ = block;
  words_.clear();
  std::vector<NodeId> later;
  for (const NodeId node : loop.stored) {
    if (isWord(node))
      storePlane(node, block, word(node));
    else
      later.push_back(node);
  }
  if (later.empty()) return;
  // Words that the lanes read are made before them.
  for (const NodeId node : loop.nodes) {
    if (isWord(node)) continue;
    plan::eachOperand(g[node], [&](NodeId operand) {
      if (plan::isBit(g[operand].op) && isWord(operand)) (void)word(operand);
    });
  }
  chunks(later, block);
}

void Emitter::storePlane(NodeId node, llvm::Value* block, llvm::Value* value) {
  b.CreateStore(value, b.CreateGEP(b.getInt64Ty(), slotPointer(node), block));
}

void Emitter::chunks(const std::vector<NodeId>& stored, llvm::Value* block) {
  llvm::BasicBlock* before = b.GetInsertBlock();
  auto* inside = llvm::BasicBlock::Create(context_, "lanes", f_);
  b.CreateBr(inside);
  b.SetInsertPoint(inside);
  llvm::PHINode* j = b.CreatePHI(b.getInt64Ty(), 2);
  j->addIncoming(b.getInt64(0), before);
  std::vector<llvm::PHINode*> planes; // of the bits that are stored, as they grow
  for (const NodeId node : stored) {
    if (!plan::isBit(g[node].op)) continue;
    planes.push_back(b.CreatePHI(b.getInt64Ty(), 2));
    planes.back()->addIncoming(b.getInt64(0), before);
  }
  shift_ = b.CreateMul(j, b.getInt64(Lanes));
  row_ = b.CreateAdd(b.CreateMul(block, b.getInt64(BlockRows)), shift_);
  lanes_.clear();
  narrow_.clear();
  std::vector<llvm::Value*> grown;
  for (const NodeId node : stored) {
    if (plan::isBit(g[node].op)) {
      llvm::Value* bits = b.CreateZExt(b.CreateBitCast(bit(node), intType(Lanes)), b.getInt64Ty());
      grown.push_back(b.CreateOr(planes[grown.size()], b.CreateShl(bits, shift_)));
    } else {
      const unsigned width = units_.slot(node).bits;
      llvm::Value* at = b.CreateGEP(intType(width), slotPointer(node), row_);
      b.CreateAlignedStore(number(node, width), at, llvm::Align(Lanes * width / 8 < 64 ? Lanes * width / 8 : 64));
    }
  }
  llvm::Value* next = b.CreateAdd(j, b.getInt64(1));
  llvm::BasicBlock* end = b.GetInsertBlock();
  j->addIncoming(next, end);
  for (size_t i = 0; i < planes.size(); ++i) planes[i]->addIncoming(grown[i], end);
  auto* after = llvm::BasicBlock::Create(context_, "block.end", f_);
  b.CreateCondBr(b.CreateICmpULT(next, b.getInt64(BlockRows / Lanes)), inside, after);
  b.SetInsertPoint(after);
  size_t i = 0;
  for (const NodeId node : stored)
    if (plan::isBit(g[node].op)) storePlane(node, block, grown[i++]);
}

Function emit(const plan::Plan& plan, const Units& units, const Unit& unit, const std::string& name,
              llvm::Module& module) {
  return Emitter(plan, units, unit, module).run(name);
}

} // namespace tiao::lower
