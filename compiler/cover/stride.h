#pragma once

#include "compiler/core/program.h"

/// How finely a value can be told from its bound.
namespace tiao::cover {

/// The smallest step of a fact of this type: a fen of money and of prices, one of a count and of a plain number, one in
/// ten thousand (0.01%) of a rate, a day of a date.
core::Rational stepOf(const core::Fact& fact);

/// By how much an expression changes when one fact that it reads changes by its smallest step. Sums, differences and
/// multiples of facts have it exactly; a product or a quotient of facts has the step of its own unit. 0 for a constant.
core::Rational strideOf(const core::Program& program, core::ExprId expr);

} // namespace tiao::cover
