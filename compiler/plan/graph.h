#pragma once

#include "runtime/batch/layout.h"

#include <optional>
#include <unordered_map>
#include <vector>

/// What a policy computes for a subject through all its years, as a graph of whole numbers and bits without loops,
/// branches or state: the form from which kernels are made. Equal nodes are one node; nodes whose value follows from
/// the ranges of their operands are constants. Nothing here rounds or overflows: every number has a proven range.
namespace tiao::plan {

__extension__ typedef __int128 Wide; // NOLINT(modernize-use-using): GCC's extension wants it so

/// Beyond this a range is not followed: what is computed from it is not compiled.
constexpr Wide mostOfAll = Wide{1} << 125;

/// Whose values a node has: those of the subjects, or those of the items of a kind (place in Layout::itemKinds).
using Domain = int32_t;
constexpr Domain Subjects = -1;

enum class Op : uint8_t {
  // Bits.
  Bit,     // k: 0 or 1
  Known,   // input
  IsSet,   // input: the byte is not 0; it counts only where it is known
  IsByte,  // input, k: the byte is k
  And,     // a, b
  Or,      // a, b
  Not,     // a
  Less,    // numbers a < b
  Equal,   // numbers a = b
  BitOf,   // of an item: the bit a of its subject
  AnyItem, // of a subject: is the bit a set for some of its items?
  // Numbers.
  Number,   // k
  Cell,     // input
  Add,      // a, b
  Multiply, // a, b
  Least,    // a, b
  Greatest, // a, b
  Select,   // bit a ? b : c
  Divide,   // a ÷ b rounded down; b is above 0
  NumberOf, // of an item: the number a of its subject
  SumItems, // of a subject: the sum of the numbers a of its items where the bit b is set
};

struct NodeId {
  uint32_t index = UINT32_MAX;
  bool operator==(const NodeId&) const = default;
  [[nodiscard]] bool none() const { return index == UINT32_MAX; }
};

struct Node {
  Op op = Op::Bit;
  Domain domain = Subjects;
  NodeId a, b, c;
  uint32_t input = 0;
  Wide k = 0;
  bool operator==(const Node&) const = default;
};

/// The least and greatest value of a number.
struct Interval {
  Wide lo = 0, hi = 0;
};

/// What the product of two numbers may be; an end beyond `mostOfAll` is only told to be beyond.
Interval productOf(Interval a, Interval b);

bool isBit(Op op);

class Graph {
public:
  Graph();

  // Bits. `no` and `yes` are the constants.
  NodeId no, yes;
  NodeId bit(bool value) const { return value ? yes : no; }
  NodeId known(uint32_t input, Domain domain);
  NodeId isSet(uint32_t input, Domain domain);
  NodeId isByte(uint32_t input, Domain domain, Wide k);
  NodeId both(NodeId a, NodeId b);
  NodeId either(NodeId a, NodeId b);
  NodeId opposite(NodeId a);
  NodeId less(NodeId a, NodeId b);
  NodeId atMost(NodeId a, NodeId b) { return opposite(less(b, a)); }
  NodeId equal(NodeId a, NodeId b);
  /// Are at least k of these set?
  NodeId atLeast(size_t k, const std::vector<NodeId>& of);
  NodeId bitOf(NodeId a, Domain items);
  NodeId anyItem(NodeId a);

  // Numbers.
  NodeId number(Wide k);
  NodeId cell(uint32_t input, Domain domain, Interval range);
  NodeId add(NodeId a, NodeId b);
  NodeId subtract(NodeId a, NodeId b) { return add(a, times(b, -1)); }
  NodeId multiply(NodeId a, NodeId b);
  NodeId times(NodeId a, Wide k) { return multiply(a, number(k)); }
  NodeId least(NodeId a, NodeId b);
  NodeId greatest(NodeId a, NodeId b);
  NodeId select(NodeId condition, NodeId a, NodeId b); // of numbers
  /// a ÷ b rounded down; b is above 0. `most`: what the quotient is known not to exceed.
  NodeId divide(NodeId a, NodeId b, Wide most = mostOfAll);
  NodeId numberOf(NodeId a, Domain items);
  NodeId sumItems(NodeId a, NodeId where, Wide most); // of at most so many items

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id.index]; }
  [[nodiscard]] Interval range(NodeId id) const { return ranges_[id.index]; }
  [[nodiscard]] Domain domain(NodeId id) const { return nodes_[id.index].domain; }
  [[nodiscard]] bool isConstant(NodeId id) const {
    const Op op = nodes_[id.index].op;
    return op == Op::Bit || op == Op::Number;
  }
  [[nodiscard]] size_t size() const { return nodes_.size(); }
  /// Did some range grow beyond `mostOfAll`, of what was made since `mark`?
  [[nodiscard]] bool beyondSince(size_t mark) const { return lastBeyond_ >= mark && lastBeyond_ != 0; }

private:
  NodeId make(const Node& node, Interval range);
  NodeId make(const Node& node) { return make(node, {0, 1}); }
  [[nodiscard]] Domain joined(NodeId a, NodeId b);

  struct Hash {
    size_t operator()(const Node& node) const;
  };
  std::vector<Node> nodes_;
  std::vector<Interval> ranges_;
  std::unordered_map<Node, uint32_t, Hash> ids_;
  size_t lastBeyond_ = 0; // the last node beyond, plus one
};

/// Calls f(NodeId) for each operand of a node.
template <typename F> void eachOperand(const Node& node, F f) {
  if (!node.a.none()) f(node.a);
  if (!node.b.none()) f(node.b);
  if (!node.c.none()) f(node.c);
}

} // namespace tiao::plan
