#pragma once

#include "compiler/core/program.h"

#include <map>
#include <set>

/// What tests should reach: each condition, comparison, limit and line of the awards of a program, with its sides. What
/// came from the same words is one site, however many awards read it: a requirement, a definition, a scale.
namespace tiao::cover {

using core::ExprId;
using core::Rational;

/// What a test can find of a site. For a comparison, the step is the smallest by which its value can change (stride.h).
enum class Side : uint8_t {
  No,      // of a condition: it does not hold, and that decides
  Yes,     // it holds, and that decides
  Below,   // of a comparison: the value is below its bound, by a step at most
  At,      // exactly at the bound
  Above,   // above it, by a step at most
  Free,    // of a cap, a floor, or a limit on a quantity: it leaves what is above zero as it is
  Cut,     // it changes it
  Open,    // of a number of years, months or terms: the last one of them is still given
  UsedUp,  // there is none left, and nothing else closes the award
  Applied, // of a line of a scale or table: it gives a value
};

struct Site {
  enum class Kind : uint8_t { Condition, Comparison, Quantity, Limit, Line };
  Kind kind = Kind::Condition;
  std::vector<Side> sides;         // those that a test can reach
  core::Span span;                 // of the words; empty when it was made without any
  ExprId expr;                     // condition, comparison, quantity, or what a line gives; of a limit, its bound
  core::AwardId award;             // the first that reads it
  std::optional<size_t> limit;     // of a limit: which of the award's
  bool overall = false;            // of a limit: of all items together
  bool turned = false;             // of a comparison: the value stands on the right, the bound on the left
  Rational stride;                 // of a comparison: what counts as one step
  std::optional<ExprId> growth;    // of a comparison that a growth was made into: the growth
  std::optional<core::Name> scale; // of a scale or table: its name
  core::Name words;                // of a line: what it asks
};

/// The sites of a program, and what the measure asks of them.
struct Sites {
  std::vector<Site> all;
  std::map<ExprId, size_t> of;                 // a condition, comparison or quantity
  std::map<ExprId, std::vector<size_t>> lines; // by what the line gives
  std::map<ExprId, std::vector<size_t>> parts; // by how much of the key lies in the part
  std::map<const core::Limit*, size_t> limits;
  std::set<ExprId> roots; // conditions inside of values: where of a sum, the condition of a choice of values
  /// The roots in what a condition or a value is computed from.
  std::map<ExprId, std::vector<ExprId>> inside;
};

/// `program` must outlive the result, which points at its limits.
Sites sitesOf(const core::Program& program);

/// Is it a part of Not, Back, all or any of, of a version: what the measure looks through?
bool isTransparent(const core::Program& program, ExprId expr);

} // namespace tiao::cover
