#pragma once

#include "compiler/check/cases.h"
#include "compiler/core/program.h"
#include "compiler/syntax/tree.h"

/// Scales and tables (阶梯, 累进, 表) on their way to the core.
namespace tiao::check {

using core::Rational;

/// An expression of the core with its type; nothing when it was wrong, which has been reported.
struct Typed {
  core::ExprId id;
  core::Type type;
};
using Lowered = std::optional<Typed>;

/// More lines are no longer read by anyone; nor are more cases of a table.
constexpr size_t mostScaleLines = 200;
constexpr size_t mostScaleCases = 2'000;

/// An end of a range. `known`: its value, where that does not wait for facts or dates.
struct ScaleEnd {
  core::ExprId value;
  bool included = true;
  std::optional<Rational> known;
};
struct ScaleRange {
  std::optional<ScaleEnd> lo, hi;
};
/// What a line asks of one key: nothing, a range, or some members.
using ScaleCell = std::variant<syntax::AnyValue, ScaleRange, Members>;

struct LoweredLine {
  const syntax::ScaleLine* written;
  std::vector<ScaleCell> cells;
  Typed value;
  bool flat = false; // of a marginal scale: an amount for the whole part, not a rate
};

struct LoweredScale {
  syntax::SymbolId symbol;
  const syntax::Scale* written;
  bool partial = false; // a line was lost to an error: nothing is said of gaps
  std::vector<Typed> keys;
  std::vector<LoweredLine> lines;
  Lowered otherwise;
  core::Type type;            // of the result
  std::optional<Cases> cases; // when all bounds are known
  bool closed = false;        // bounds are computed, and yet one of the lines always holds
  std::string overlap;        // the reading by which overlaps are settled
};

} // namespace tiao::check
