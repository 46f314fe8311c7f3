#pragma once

#include "compiler/lower/doubles.h"
#include "compiler/lower/emit.h"
#include "compiler/plan/representation.h"

#include <unordered_map>
#include <unordered_set>

#include <llvm/IR/IRBuilder.h>
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

/// Makes one kernel. What it makes of each node is in emit_bits.cpp, emit_numbers.cpp and emit_items.cpp, the loops
/// around that in emit.cpp.
class Emitter {
public:
  Emitter(const plan::Plan& plan, const Units& units, const Unit& unit, llvm::Module& module)
      : plan_(plan), g(plan.graph), units_(units), unit_(unit), module_(module), context_(module.getContext()),
        b(context_) {}
  Function run(const std::string& name);

private:
  static constexpr unsigned BlockRows = 64;
  static constexpr unsigned Lanes = 16;
  /// How far ahead of a kernel columns are asked for: half a tile. A kernel comes to the end of a column before the
  /// processor has seen that it is read in order; where columns go on beyond the tile this is the next one's beginning.
  static constexpr unsigned RowsAhead = batch::TileSubjects / 2;

  // ------------------------------------------------------------------------------------------------------- the frame
  llvm::Type* intType(unsigned bits) { return b.getIntNTy(bits); }
  llvm::FixedVectorType* lanes(llvm::Type* type, unsigned count = Lanes) {
    return llvm::FixedVectorType::get(type, count);
  }
  static llvm::Constant* wide(llvm::Type* type, Wide value) { return splat(type, value); }
  void begin(const std::string& name);
  /// A pointer of the arguments, loaded before the outermost loop at hand: field, then its place in that array.
  llvm::Value* pointer(unsigned field, unsigned place);
  llvm::Value* invariant(llvm::LoadInst* load);
  /// blocks[domain + 1], or the subjects.
  llvm::Value* blocks(Domain domain);
  llvm::Value* subjects();
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
  static unsigned placeIn(std::vector<uint32_t>& list, uint32_t what);
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
  void rows(const Loop& loop);
  void block(const Loop& loop, llvm::Value* block);
  void storePlane(NodeId node, llvm::Value* block, llvm::Value* value);
  /// The rows of a block, some lanes at a time.
  void chunks(const std::vector<NodeId>& stored, llvm::Value* block);

  // -------------------------------------------------------------------------------------------------- bits, 64 at once
  /// Is it made for 64 rows at once: of bits alone?
  bool isWord(NodeId node);
  /// Is it read from its slot? An input never is: another kernel, which may come later, may keep it in one.
  bool elsewhere(NodeId node) const;
  llvm::Value* word(NodeId node);
  /// Asks for so many bytes that lie so far ahead, which a kernel does once for each column. What lies there is not
  /// read yet, nor need it be there.
  void askAhead(llvm::Value* at, unsigned ahead, unsigned bytes);
  llvm::Value* makeWord(NodeId node);
  /// The bits of the subjects of 64 items, some lanes at a time: of the 32 bits that hold each, the one it is.
  llvm::Value* gathered(NodeId of);

  // ----------------------------------------------------------------------------------------------- some lanes at once
  llvm::Value* bit(NodeId node);
  llvm::Value* makeBit(NodeId node);
  unsigned widthOf(NodeId node) const { return plan::bitsOf(g.range(node)); }
  /// A number in so many bits, which hold its range or more.
  llvm::Value* number(NodeId node, unsigned width);
  /// In the bits of its own range.
  llvm::Value* makeNumber(NodeId node);
  /// Does the range lie in the whole numbers below 2³², which one instruction multiplies?
  static bool isWord32(Interval range) { return range.lo >= 0 && range.hi < Wide{1} << 32; }
  llvm::Value* product(const Node& n, unsigned width);
  /// Rounded down, also below 0.
  llvm::Value* quotient(NodeId node, unsigned width);
  /// A number from 0 up to below 2³² in 32 bits without a sign.
  llvm::Value* narrow(NodeId node);
  llvm::Value* makeNarrow(NodeId node);
  /// Do 32 bits tell which of two numbers is the lesser? Both are not below 0, and one is less than the greatest of
  /// them.
  bool areToldNarrow(const Node& n) const;
  /// The same of any number that is not below 0, those of 2³² and more as the greatest that 32 bits hold.
  llvm::Value* saturated(NodeId node);
  llvm::Value* makeSaturated(NodeId node);
  /// Where the quotient is small: that of the nearest doubles is right or one too great, and the remainder tells which.
  /// It is less than the divisor, so that what it is made of need only be known modulo 2⁶⁴.
  llvm::Value* nearly(const Node& n);
  bool isWithin64(NodeId node) const { return plan::bitsOf(g.range(node)) <= 64; }
  /// The double nearest to a number (plan::isModular), or some roundings away.
  llvm::Value* nearest(NodeId node);
  /// Its last 64 bits.
  llvm::Value* modular(NodeId node);

  // -------------------------------------------------------------------------------------- from items to their subjects
  void reduce(NodeId node);
  /// A number of an item, from its slot.
  llvm::Value* itemValue(NodeId node, llvm::Value* item, llvm::Type* type);
  /// body(i) for each bit i that is set.
  template <typename F> void eachBit(llvm::Value* word, F body);

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

} // namespace tiao::lower
