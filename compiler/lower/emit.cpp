#include "compiler/lower/emit.h"

#include "compiler/lower/doubles.h"
#include "compiler/plan/representation.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Intrinsics.h>
#include <llvm/IR/Module.h>

namespace tiao::lower {

using native::Loop;
using native::Reduction;
using native::Step;
using plan::Domain;
using plan::Graph;
using plan::Interval;
using plan::Node;
using plan::NodeId;
using plan::Op;
using plan::Wide;

namespace {

constexpr unsigned BlockRows = 64;
constexpr unsigned Lanes = 16;
/// How far ahead of a kernel columns are asked for: half a tile. A kernel comes to the end of a column before the
/// processor has seen that it is read in order; where columns go on beyond the tile this is the next one's beginning.
constexpr unsigned RowsAhead = batch::TileSubjects / 2;

class Emitter {
public:
  Emitter(const plan::Plan& plan, const Units& units, const Unit& unit, llvm::Module& module)
      : plan_(plan), g(plan.graph), units_(units), unit_(unit), module_(module), context_(module.getContext()),
        b(context_) {}

  Function run(const std::string& name) {
    function_.kernel = name;
    begin(name);
    for (const Step& step : unit_.steps) {
      for (const Reduction& reduction : step.reductions) reduce(reduction.node);
      for (const Loop& loop : step.loops) rows(loop);
    }
    b.CreateRetVoid();
    return std::move(function_);
  }

private:
  // ------------------------------------------------------------------------------------------------------- the frame

  llvm::Type* intType(unsigned bits) { return b.getIntNTy(bits); }
  llvm::FixedVectorType* lanes(llvm::Type* type, unsigned count = Lanes) {
    return llvm::FixedVectorType::get(type, count);
  }
  static llvm::Constant* wide(llvm::Type* type, Wide value) { return splat(type, value); }

  void begin(const std::string& name) {
    auto* type = llvm::FunctionType::get(b.getVoidTy(), {b.getPtrTy()}, false);
    f_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module_);
    f_->addFnAttr(llvm::Attribute::NoUnwind);
    f_->addFnAttr("prefer-vector-width", "512");
    f_->addFnAttr("min-legal-vector-width", "512");
    f_->getArg(0)->addAttr(llvm::Attribute::NoAlias);
    b.SetInsertPoint(llvm::BasicBlock::Create(context_, "entry", f_));
    pointers_.clear();
  }

  /// A pointer of the arguments, loaded before the outermost loop at hand: field, then its place in that array.
  llvm::Value* pointer(unsigned field, unsigned place) {
    llvm::Value*& known = pointers_[uint64_t{field} << 32 | place];
    if (known != nullptr) return known;
    const llvm::IRBuilderBase::InsertPointGuard guard(b);
    if (before_ != nullptr) b.SetInsertPoint(before_->getTerminator());
    llvm::Value* array =
        invariant(b.CreateLoad(b.getPtrTy(), b.CreateConstGEP1_64(b.getPtrTy(), f_->getArg(0), field)));
    return known = invariant(b.CreateLoad(b.getPtrTy(), b.CreateConstGEP1_64(b.getPtrTy(), array, place)));
  }
  llvm::Value* invariant(llvm::LoadInst* load) {
    load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context_, {}));
    return load;
  }
  /// blocks[domain + 1], or the subjects.
  llvm::Value* blocks(Domain domain) {
    const llvm::IRBuilderBase::InsertPointGuard guard(b);
    llvm::Value* array = b.CreateLoad(b.getPtrTy(), f_->getArg(0));
    return b.CreateLoad(b.getInt64Ty(), b.CreateConstGEP1_64(b.getInt64Ty(), array, static_cast<uint64_t>(domain) + 1));
  }
  llvm::Value* subjects() {
    return b.CreateLoad(b.getInt64Ty(), b.CreateConstGEP1_64(b.getInt64Ty(), f_->getArg(0), 1));
  }

  enum Field : unsigned {
    Blocks,
    Subjects_,
    Values,
    Known,
    First,
    Parent,
    Slots,
    Amounts,
    Statuses,
    Reasons,
    Ceilings
  };

  static unsigned placeIn(std::vector<uint32_t>& list, uint32_t what) {
    const auto found = std::ranges::find(list, what);
    if (found != list.end()) return static_cast<unsigned>(found - list.begin());
    list.push_back(what);
    return static_cast<unsigned>(list.size() - 1);
  }
  llvm::Value* inputValues(uint32_t input) { return pointer(Values, placeIn(function_.inputs, input)); }
  llvm::Value* inputKnown(uint32_t input) { return pointer(Known, placeIn(function_.inputs, input)); }
  llvm::Value* slotPointer(NodeId node) {
    return pointer(Slots, placeIn(function_.slots, units_.slotOf.at(node.index)));
  }

  /// for (i = 0; i < count; ++i) body(i)
  template <typename F> void loop(llvm::Value* count, F body) {
    llvm::BasicBlock* before = b.GetInsertBlock();
    const bool isOutermost = before_ == nullptr;
    if (isOutermost) {
      before_ = before;
      pointers_.clear();
    }
    auto* inside = llvm::BasicBlock::Create(context_, "loop", f_);
    auto* after = llvm::BasicBlock::Create(context_, "after", f_);
    b.CreateCondBr(b.CreateICmpSGT(count, b.getInt64(0)), inside, after);
    b.SetInsertPoint(inside);
    llvm::PHINode* i = b.CreatePHI(b.getInt64Ty(), 2);
    i->addIncoming(b.getInt64(0), before);
    body(i);
    llvm::Value* next = b.CreateAdd(i, b.getInt64(1), "", true, true);
    i->addIncoming(next, b.GetInsertBlock());
    b.CreateCondBr(b.CreateICmpSLT(next, count), inside, after);
    b.SetInsertPoint(after);
    if (!isOutermost) return;
    before_ = nullptr;
    pointers_.clear();
  }

  // --------------------------------------------------------------------------------------------------- blocks of rows

  void rows(const Loop& loop) {
    domain_ = loop.domain;
    made_.clear();
    wordly_.clear();
    for (const NodeId node : loop.nodes) made_[node.index] = true;
    this->loop(blocks(loop.domain), [&](llvm::Value* block) { this->block(loop, block); });
  }

  void block(const Loop& loop, llvm::Value* block) {
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

  void storePlane(NodeId node, llvm::Value* block, llvm::Value* value) {
    b.CreateStore(value, b.CreateGEP(b.getInt64Ty(), slotPointer(node), block));
  }

  /// The rows of a block, some lanes at a time.
  void chunks(const std::vector<NodeId>& stored, llvm::Value* block) {
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

  // -------------------------------------------------------------------------------------------------- bits, 64 at once

  /// Is it made for 64 rows at once: of bits alone?
  bool isWord(NodeId node) {
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

  /// Is it read from its slot? An input never is: another kernel, which may come later, may keep it in one.
  bool elsewhere(NodeId node) const {
    const Op op = g[node].op;
    if (op == Op::Known || op == Op::IsSet || op == Op::IsByte || op == Op::Cell) return false;
    return !made_.contains(node.index) && units_.has(node);
  }

  llvm::Value* word(NodeId node) {
    if (const auto known = words_.find(node.index); known != words_.end()) return known->second;
    llvm::Value* value = makeWord(node);
    words_[node.index] = value;
    return value;
  }

  /// Asks for so many bytes that lie so far ahead, which a kernel does once for each column. What lies there is not
  /// read yet, nor need it be there.
  void askAhead(llvm::Value* at, unsigned ahead, unsigned bytes) {
    constexpr unsigned Line = 64; // bytes
    for (unsigned byte = 0; byte < bytes; byte += Line) {
      llvm::Value* line = b.CreateGEP(b.getInt8Ty(), at, b.getInt64(ahead + byte));
      const auto read = b.getInt32(0), keep = b.getInt32(3), data = b.getInt32(1);
      b.CreateIntrinsic(llvm::Intrinsic::prefetch, {line->getType()}, {line, read, keep, data});
    }
  }

  llvm::Value* makeWord(NodeId node) {
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

  /// The bits of the subjects of 64 items, some lanes at a time: of the 32 bits that hold each, the one it is.
  llvm::Value* gathered(NodeId of) {
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

  // ------------------------------------------------------------------------------------------------- some lanes at
  // once

  llvm::Value* bit(NodeId node) {
    if (const auto known = lanes_.find(node.index); known != lanes_.end()) return known->second;
    llvm::Value* value = makeBit(node);
    lanes_[node.index] = value;
    return value;
  }

  llvm::Value* makeBit(NodeId node) {
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

  unsigned widthOf(NodeId node) const { return plan::bitsOf(g.range(node)); }

  /// A number in so many bits, which hold its range or more.
  llvm::Value* number(NodeId node, unsigned width) {
    if (g[node].op == Op::Number) return wide(lanes(intType(width)), g[node].k);
    const auto known = lanes_.find(node.index);
    llvm::Value* value = known != lanes_.end() ? known->second : lanes_[node.index] = makeNumber(node);
    return b.CreateSExtOrTrunc(value, lanes(intType(width)));
  }

  /// In the bits of its own range.
  llvm::Value* makeNumber(NodeId node) {
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

  /// Does the range lie in the whole numbers below 2³², which one instruction multiplies?
  static bool isWord32(Interval range) { return range.lo >= 0 && range.hi < Wide{1} << 32; }

  llvm::Value* product(const Node& n, unsigned width) {
    if (width == 64 && isWord32(g.range(n.a)) && isWord32(g.range(n.b))) {
      // Where the upper halves are seen to be 0 a wide multiplication of the lower ones serves.
      auto* type = lanes(intType(64));
      llvm::Value* low = wide(type, (Wide{1} << 32) - 1);
      return b.CreateMul(b.CreateAnd(number(n.a, 64), low), b.CreateAnd(number(n.b, 64), low));
    }
    return b.CreateMul(number(n.a, width), number(n.b, width));
  }

  // Rounded down, also below 0.
  llvm::Value* quotient(NodeId node, unsigned width) {
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

  /// A number from 0 up to below 2³² in 32 bits without a sign.
  llvm::Value* narrow(NodeId node) {
    if (const auto known = narrow_.find(node.index); known != narrow_.end()) return known->second;
    llvm::Value* value = makeNarrow(node);
    return narrow_[node.index] = value;
  }

  llvm::Value* makeNarrow(NodeId node) {
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

  /// Do 32 bits tell which of two numbers is the lesser? Both are not below 0, and one is less than the greatest of
  /// them.
  bool areToldNarrow(const Node& n) const {
    const Interval x = g.range(n.a), y = g.range(n.b);
    return x.lo >= 0 && y.lo >= 0 && std::min(x.hi, y.hi) < (Wide{1} << 32) - 1;
  }

  /// The same of any number that is not below 0, those of 2³² and more as the greatest that 32 bits hold.
  llvm::Value* saturated(NodeId node) {
    if (isWord32(g.range(node))) return narrow(node);
    if (const auto known = narrow_.find(node.index); known != narrow_.end()) return known->second;
    llvm::Value* value = makeSaturated(node);
    return narrow_[node.index] = value;
  }

  llvm::Value* makeSaturated(NodeId node) {
    llvm::Value* value = number(node, std::max(64U, widthOf(node)));
    llvm::Value* most = wide(value->getType(), (Wide{1} << 32) - 1);
    return b.CreateTrunc(b.CreateBinaryIntrinsic(llvm::Intrinsic::umin, value, most), lanes(b.getInt32Ty()));
  }

  /// Where the quotient is small: that of the nearest doubles is right or one too great, and the remainder tells which.
  /// It is less than the divisor, so that what it is made of need only be known modulo 2⁶⁴.
  llvm::Value* nearly(const Node& n) {
    auto* integers = lanes(intType(64));
    llvm::Value* divisor = number(n.b, 64);
    llvm::Value* near =
        g.isConstant(n.b)
            ? b.CreateFMul(nearest(n.a),
                           llvm::ConstantFP::get(lanes(b.getDoubleTy()), 1.0 / static_cast<double>(g.range(n.b).lo)))
            : b.CreateFDiv(nearest(n.a), nearest(n.b));
    llvm::Value* whole = Doubles(b).nearestWhole(near);
    llvm::Value* remainder = b.CreateSub(modular(n.a), b.CreateMul(whole, divisor));
    return b.CreateAdd(whole, b.CreateSExt(b.CreateICmpSLT(remainder, wide(integers, 0)), integers));
  }

  bool isWithin64(NodeId node) const { return plan::bitsOf(g.range(node)) <= 64; }

  /// The double nearest to a number (plan::isModular), or some roundings away.
  llvm::Value* nearest(NodeId node) {
    auto* doubles = lanes(b.getDoubleTy());
    if (isWithin64(node)) return b.CreateSIToFP(number(node, 64), doubles);
    const Node& n = g[node];
    return n.op == Op::Add ? b.CreateFAdd(nearest(n.a), nearest(n.b)) : b.CreateFMul(nearest(n.a), nearest(n.b));
  }

  /// Its last 64 bits.
  llvm::Value* modular(NodeId node) {
    if (isWithin64(node)) return number(node, 64);
    const Node& n = g[node];
    return n.op == Op::Add ? b.CreateAdd(modular(n.a), modular(n.b)) : b.CreateMul(modular(n.a), modular(n.b));
  }

  // -------------------------------------------------------------------------------------- from items to their subjects

  void reduce(NodeId node) {
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

  /// A number of an item, from its slot.
  llvm::Value* itemValue(NodeId node, llvm::Value* item, llvm::Type* type) {
    if (g.isConstant(node)) return wide(type, g[node].k);
    auto* own = intType(units_.slot(node).bits);
    return b.CreateSExtOrTrunc(b.CreateLoad(own, b.CreateGEP(own, slotPointer(node), item)), type);
  }

  /// body(i) for each bit i that is set.
  template <typename F> void eachBit(llvm::Value* word, F body) {
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

  const plan::Plan& plan_;
  const Graph& g;
  const Units& units_;
  const Unit& unit_;
  llvm::Module& module_;
  llvm::LLVMContext& context_;
  llvm::IRBuilder<> b;
  Function function_;
  llvm::Function* f_ = nullptr;
  llvm::BasicBlock* before_ = nullptr;                  // the outermost loop at hand
  std::unordered_map<uint64_t, llvm::Value*> pointers_; // loaded there
  std::unordered_set<uint32_t> asked_, askedKnown_;     // inputs: what they hold further on
  // Of the loop at hand.
  Domain domain_ = plan::Subjects;
  std::unordered_map<uint32_t, bool> made_;
  std::unordered_map<uint32_t, bool> wordly_;
  // Of the block at hand.
  llvm::Value* block_ = nullptr;
  std::unordered_map<uint32_t, llvm::Value*> words_;
  // Of the lanes at hand.
  llvm::Value* shift_ = nullptr; // of their bits in a word
  llvm::Value* row_ = nullptr;   // the first
  std::unordered_map<uint32_t, llvm::Value*> lanes_;
  std::unordered_map<uint32_t, llvm::Value*> narrow_; // numbers in 32 bits, where their own are more
};

} // namespace

Function emit(const plan::Plan& plan, const Units& units, const Unit& unit, const std::string& name,
              llvm::Module& module) {
  return Emitter(plan, units, unit, module).run(name);
}

} // namespace tiao::lower
