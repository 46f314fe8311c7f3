#pragma once

#include "compiler/explain/words.h"

/// The place that an explanation looks from: one outcome, at a key and a period. All values it shows are those of the
/// one evaluator, with the ledger as it stood before the outcome's year.
namespace tiao::explain {

using core::ExprId;
using core::FactId;
using core::match;
using interpret::Truth;

struct View {
  const Program& program;
  const source::SourceSet& sources;
  const Case& facts;
  const interpret::Result& result;
  const interpret::Outcome& outcome;
  const interpret::Ledger& ledger;
  Key key;       // where expressions are read: the outcome's own, or an item of a sum
  Period period; // likewise

  [[nodiscard]] const core::Award& award() const { return program.awards[outcome.award]; }
  [[nodiscard]] const core::Node& node(ExprId expr) const { return program.exprs[expr].node; }
  [[nodiscard]] const core::Type& type(ExprId expr) const { return program.exprs[expr].type; }
  [[nodiscard]] interpret::Value value(ExprId expr) const;
  [[nodiscard]] Truth truth(ExprId expr) const;
  [[nodiscard]] interpret::NumberRange number(ExprId expr) const;
  [[nodiscard]] Text shown(ExprId expr) const { return valueText(program, type(expr), value(expr)); }

  /// The value of a fact here: 未提供 where it is missing, and what was given where that is invalid.
  [[nodiscard]] Text fact(FactId fact) const;
  /// What the case holds for a fact here.
  [[nodiscard]] const interpret::Datum& datum(FactId fact) const;

  [[nodiscard]] View at(Period other) const;
  [[nodiscard]] View at(Key other) const;
};

/// The period `count` years or months before.
Period before(Period period, int count, core::TermUnit unit);

} // namespace tiao::explain
