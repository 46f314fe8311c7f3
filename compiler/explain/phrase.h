#pragma once

#include "compiler/explain/view.h"

/// An expression in words, in both languages. By names alone: 实际投资额 × 20%; or with the values that the names have
/// there: 实际投资额 8,000,000.00 × 20%. A branch not taken is left out where values are known.
namespace tiao::explain {

/// `now`: the period that need not be said. A value of another period tells which.
Text words(const Program& program, const source::SourceSet& sources, Period now, ExprId expr);
inline Text words(const View& view, ExprId expr) { return words(view.program, view.sources, view.period, expr); }
Text formula(const View& view, ExprId expr);

/// Is it a fact, perhaps of an earlier period? Its formula is then its name and its value.
bool isFact(const Program& program, ExprId expr);
bool sameFact(const Program& program, ExprId a, ExprId b);
/// Is it the question whether a fact has one certain value, as 所在区县 为 上城区?
bool isMembership(const Program& program, const core::Compare& compare);
/// Does its formula tell its value already?
bool tellsValue(const Program& program, ExprId expr);
bool isConst(const Program& program, ExprId expr);
/// The scale or table that an expression is; null where it is none.
const core::ScaleGloss* scaleAt(const Program& program, ExprId expr);
/// 规模奖, or 规模奖（适用 年营业收入（2023年））.
Text scaleName(const Program& program, const source::SourceSet& sources, Period now, const core::ScaleGloss& scale);

/// A comparison as a person would write it: what is known beforehand stands on the right.
struct Comparing {
  ExprId left, right;
  const char* sign; // < ≤ = ≠ ≥ >
};
Comparing comparing(const Program& program, const core::Compare& compare, bool negated);

} // namespace tiao::explain
