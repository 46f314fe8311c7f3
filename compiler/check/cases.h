#pragma once

#include "runtime/number/rational.h"

#include <optional>
#include <variant>
#include <vector>

/// Which lines of a scale or table hold where. Each line asks something of each key; together they cut the values that
/// the keys may have into cases in which the same lines hold. The cases are exact: they show every gap and every
/// overlap with the values at which it begins and ends, and a scale is computed by deciding among them.
namespace tiao::check {

/// One end of an interval, and whether it is in it.
struct End {
  number::Rational at;
  bool included = false;
  bool operator==(const End&) const = default;
};
/// Of numbers; open where an end is absent.
struct Interval {
  std::optional<End> lo, hi;
  bool operator==(const Interval&) const = default;
};
/// Which members of a one-of; of a yes-or-no: no, yes.
using Members = std::vector<bool>;
/// What is asked of one key.
using Side = std::variant<Interval, Members>;
/// What is asked of all keys.
using Box = std::vector<Side>;

bool isEmpty(const Side& side);
Side intersection(const Side& a, const Side& b);
Box intersection(const Box& a, const Box& b);
bool isEmpty(const Box& box);

/// The cases as a decision among the values of the first key, then of the second, and so on. Nodes are shared: where
/// the same lines are left, the rest of the decision is the same.
struct Cases {
  struct Branch {
    Side where;
    size_t next = 0; // a node
  };
  struct Node {
    size_t key = 0;               // which key is decided; that after the last at a leaf
    std::vector<Branch> branches; // all values of the key, apart, numbers in ascending order; none at a leaf
    std::vector<size_t> lines;    // those that may still hold, in their order; at a leaf, that do
  };
  std::vector<Node> nodes;
  size_t root = 0;
};

/// Nothing when there would be more than `most` nodes. `everywhere` has the kind of each key and all its values.
std::optional<Cases> casesOf(const std::vector<Box>& lines, const Box& everywhere, size_t most);

/// A place where the lines of one leaf hold.
struct Place {
  Box where;
  std::vector<size_t> lines;
};
/// The leaves that can be reached inside `within`, each place told whole: also what of it lies outside. Of the ways
/// that lead to one shared node only the first is taken.
std::vector<Place> placesOf(const Cases& cases, const Box& within);

} // namespace tiao::check
