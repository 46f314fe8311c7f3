#pragma once

#include "compiler/core/program.h"
#include "compiler/plan/graph.h"

/// Values of the language as nodes of the graph. The interpreter computes with sets of what a value may be; so do
/// these, exactly, except where a number says that it does not know (`doubt`): the interpreter is then asked.
namespace tiao::plan {

using number::Rational;

/// Surely yes, surely no, or, where neither bit is set, undecided. Where `doubt` is set the others say nothing.
struct Truth {
  NodeId yes, no, doubt;
};

/// A number n × unit ÷ over, or a day (unit 1 day).
struct Num {
  NodeId n;
  Rational unit = 1;
  NodeId over;     // above 0; none: 1
  NodeId definite; // is n the one value it may have?
  // What it may be where it is not definite, in `unit`: constants, if all of it hangs on one fact that is given or
  // missing (`whole`); else the ends for every subject, definite or not.
  bool whole = true;
  Interval missing;
  NodeId lo, hi;
  NodeId doubt; // where it is not definite, `lo` and `hi` say nothing
};

class Numbers {
public:
  explicit Numbers(Graph& graph) : g(graph) {}

  Truth truth(bool value) { return {g.bit(value), g.bit(!value), g.no}; }
  /// Of a bit that is always known.
  Truth certain(NodeId yes) { return {yes, g.opposite(yes), g.no}; }
  Truth opposite(const Truth& a) { return {a.no, a.yes, a.doubt}; }
  Truth both(const Truth& a, const Truth& b) {
    return {g.both(a.yes, b.yes), g.either(a.no, b.no), g.either(a.doubt, b.doubt)};
  }
  Truth either(const Truth& a, const Truth& b) { return opposite(both(opposite(a), opposite(b))); }
  Truth atLeast(size_t k, const std::vector<Truth>& of);
  Truth choose(const Truth& c, const Truth& then, const Truth& otherwise);
  NodeId undecided(const Truth& a) { return g.either(a.doubt, g.opposite(g.either(a.yes, a.no))); }

  Num constant(const Rational& value);
  /// A cell that holds a value where `known` says so, else anything from lo to hi of `missing`.
  Num cell(NodeId value, NodeId known, const Rational& unit, Interval missing);

  Num add(const Num& a, const Num& b);
  Num multiply(const Num& a, const Num& b);
  Num divide(const Num& a, const Num& b, const Num& otherwise);
  Num least(const Num& a, const Num& b);
  Num greatest(const Num& a, const Num& b);
  Num wholePart(const Num& a);
  Num round(const Num& a, const Rational& unit, core::RoundMode mode);
  Num choose(const Truth& c, const Num& then, const Num& otherwise);
  /// The value, or 0 where c is no.
  Num where(const Truth& c, const Num& value) { return choose(c, value, constant(0)); }

  Truth less(const Num& a, const Num& b);
  Truth atMost(const Num& a, const Num& b) { return opposite(less(b, a)); }
  Truth equal(const Num& a, const Num& b);

  /// The same of the items of a kind, of a value of their subject.
  Truth ofItems(const Truth& a, Domain items) {
    return {g.bitOf(a.yes, items), g.bitOf(a.no, items), g.bitOf(a.doubt, items)};
  }
  Num ofItems(const Num& a, Domain items);

  /// The number of whole units that n is, if it is definite: rounded, for n ≥ 0 or < 0 alike. `most`: what it is known
  /// not to exceed, which of a quotient its range does not tell.
  NodeId rounded(const Num& a, const Rational& unit, core::RoundMode mode, Wide most = mostOfAll);
  /// Is a < b where both are definite?
  NodeId surelyLess(const Num& a, const Num& b);

  /// Why what was asked cannot be computed here; the first reason.
  std::string why;
  void refuse(std::string reason) {
    if (why.empty()) why = std::move(reason);
  }

private:
  struct Pair {
    Num a, b;
  };
  Num inUnit(const Num& a, const Rational& unit);
  Pair alike(const Num& a, const Num& b); // in one unit, and over one number
  void ends(Num& a);                      // lo and hi, if they were not made
  template <typename F, typename S> Num combined(const Num& a, const Num& b, F node, S interval);
  [[nodiscard]] bool asOne(const Num& a, const Num& b) const;
  NodeId roundedOf(NodeId n, const Rational& perUnit, NodeId over, core::RoundMode mode, Wide most = mostOfAll);

  Graph& g;
};

/// As a wide integer, if it is one that a range may reach.
std::optional<Wide> wideOf(const Rational& value);
Rational rationalOf(Wide value);
/// The greatest rational of which both are whole multiples.
Rational commonUnit(const Rational& a, const Rational& b);

} // namespace tiao::plan
