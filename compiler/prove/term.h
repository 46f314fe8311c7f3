#pragma once

#include "compiler/core/program.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

/// What proofs are about: numbers and truths as exact functions of unknowns, in one table. What is the same is the same
/// term, over one program or two, so much is settled before a solver is asked. No solver is known here.
namespace tiao::prove {

using core::Rational;

/// A number, or a truth, of a table.
struct Num {
  uint32_t index = 0;
  auto operator<=>(const Num&) const = default;
};
struct Prop {
  uint32_t index = 0;
  auto operator<=>(const Prop&) const = default;
};

/// What a number may be. `grain`: it is a whole multiple of it; 0 for the number 0, absent for one that need not be a
/// multiple of anything (a quotient).
struct Bounds {
  std::optional<Rational> lo, hi;
  std::optional<Rational> grain;
};

/// A value for each unknown.
struct Assignment {
  std::vector<Rational> numbers; // by number of the unknown number
  std::vector<bool> truths;      // by number of the unknown truth
};

/// One term. The operands that apply are said at each kind; operands always stand before it in the table.
struct Node {
  enum class Op : uint8_t {
    Linear,   // constant + Σ factor × term; no operand is Linear itself
    Unknown,  // a: its number
    Choose,   // if a (a truth) then b else c
    Product,  // b × c, neither constant
    Quotient, // b ÷ c, c not constant; anything where c is 0
    Floor,    // the greatest whole number ≤ b
    Always,   // the truth yes
    May,      // a: the number of the unknown truth
    AtMost0,  // b ≤ 0
    Is0,      // b = 0
    Not,      // a
    All,      // every one of `of`
  };
  Op op = Op::Linear;
  uint32_t a = 0, b = 0, c = 0;
  Rational constant;
  std::vector<std::pair<Rational, uint32_t>> parts; // of Linear, by term
  std::vector<uint32_t> of;                         // of All, ascending
  Bounds bounds;                                    // of a number
};

class Terms {
public:
  Terms();

  // numbers
  Num number(const Rational& value);
  /// A new unknown between lo and hi (open where absent), a whole multiple of `grain` unless that is absent.
  Num unknown(Bounds bounds);
  Num add(Num a, Num b);
  Num subtract(Num a, Num b) { return add(a, scale(b, -1)); }
  Num scale(Num a, const Rational& factor);
  Num multiply(Num a, Num b);
  /// a ÷ b; where b may be 0 the caller chooses otherwise.
  Num divide(Num a, Num b);
  Num floor(Num a);
  Num choose(Prop condition, Num a, Num b);
  Num least(Num a, Num b);
  Num greatest(Num a, Num b);
  Num sum(const std::vector<Num>& all);
  /// a to a whole multiple of `unit` in a mode, as Rational::roundTo.
  Num round(Num a, const Rational& unit, core::RoundMode mode);
  /// 1 or 0.
  Num count(Prop of) { return choose(of, number(1), number(0)); }

  // truths
  Prop truth(bool value) { return value ? yes_ : no_; }
  Prop unknownTruth();
  Prop atMost(Num a, Num b);
  Prop less(Num a, Num b) { return negation(atMost(b, a)); }
  Prop equal(Num a, Num b);
  Prop positive(Num a) { return less(number(0), a); }
  Prop negation(Prop a);
  Prop all(const std::vector<Prop>& of);
  Prop any(const std::vector<Prop>& of);
  Prop both(Prop a, Prop b) { return all({a, b}); }
  Prop either(Prop a, Prop b) { return any({a, b}); }
  Prop choose(Prop condition, Prop a, Prop b);
  Prop same(Prop a, Prop b);
  Prop atLeast(uint32_t k, const std::vector<Prop>& of);

  [[nodiscard]] std::optional<Rational> constant(Num a) const;
  [[nodiscard]] std::optional<bool> constant(Prop a) const;
  [[nodiscard]] const Bounds& bounds(Num a) const { return nodes_[a.index].bounds; }
  [[nodiscard]] const Node& node(uint32_t index) const { return nodes_[index]; }
  [[nodiscard]] size_t size() const { return nodes_.size(); }

  [[nodiscard]] size_t numbers() const { return unknowns_.size(); }
  [[nodiscard]] size_t truths() const { return truths_; }
  [[nodiscard]] const Bounds& boundsOfUnknown(uint32_t number) const { return nodes_[unknowns_[number]].bounds; }
  [[nodiscard]] Num termOfUnknown(uint32_t number) const { return {unknowns_[number]}; }

  /// The same truth where these unknown numbers are these values.
  Prop with(Prop prop, const std::map<uint32_t, Rational>& values);
  /// Other terms for unknowns, by their number; the unknown itself where absent.
  struct Instead {
    std::map<uint32_t, Num> numbers;
    std::map<uint32_t, Prop> truths;
  };
  /// What these terms, by index of the table, become.
  std::vector<uint32_t> with(const std::vector<uint32_t>& roots, const Instead& instead);
  /// Which terms these are made of, themselves included: by index of the table.
  [[nodiscard]] std::vector<bool> cone(const std::vector<uint32_t>& roots) const;

private:
  uint32_t intern(Node node);
  /// The least and greatest of a choice where more is known than of its branches.
  Num narrowed(Prop condition, Num a, Num b, std::optional<Rational> lo, std::optional<Rational> hi);
  Prop compare(Node::Op op, Num a);
  /// A comparison of one quotient with a constant, multiplied out; absent where it is none.
  std::optional<Prop> compareQuotient(Node::Op op, const Node& sum);
  [[nodiscard]] bool overQuotient(uint32_t index, int depth) const;
  [[nodiscard]] Node linear(Num a) const;
  Num linearTerm(Node node);

  std::vector<Node> nodes_;
  std::unordered_multimap<size_t, uint32_t> known_;
  std::vector<uint32_t> unknowns_;
  uint32_t truths_ = 0;
  Prop yes_, no_;
};

/// The values of terms under one assignment, each found once.
class Values {
public:
  Values(const Terms& terms, const Assignment& given) : terms_(terms), given_(given), known_(terms.size(), 0) {}
  Rational of(Num a);
  bool of(Prop a);

private:
  void find(uint32_t index);
  const Terms& terms_;
  const Assignment& given_;
  std::vector<uint8_t> known_;
  std::unordered_map<uint32_t, Rational> numbers_;
  std::unordered_map<uint32_t, bool> truths_;
};

/// The greatest rational that both are whole multiples of; the other where one is 0.
Rational commonGrain(const Rational& a, const Rational& b);

} // namespace tiao::prove
