#pragma once

#include "compiler/syntax/tree.h"

/// Going through an expression of the tree.
namespace tiao::syntax {

/// Calls `f` with every part of which `node` is made, in the order of the source.
template <typename F> void eachPart(const Expr& expr, F f) {
  std::visit(match{
                 [](const Literal&) {},
                 [](const DateLiteral&) {},
                 [](const NameUse&) {},
                 [&](const PercentOf& e) { f(e.rate), f(e.base); },
                 [&](const Binary& e) { f(e.left), f(e.right); },
                 [&](const Negative& e) { f(e.of); },
                 [&](const Extreme& e) { f(e.left), f(e.right); },
                 [&](const Conditional& e) { f(e.condition), f(e.then), f(e.otherwise); },
                 [&](const PreviousYear& e) { f(e.of); },
                 [&](const Increase& e) { f(e.of); },
                 [&](const PartAbove& e) { f(e.of), f(e.bound); },
                 [](const AverageGrowth&) {},
                 [&](const Applied& e) { f(e.of); },
                 [&](const Rounded& e) { f(e.of), f(e.unit); },
                 [&](const SumOver& e) {
                   if (e.where) f(*e.where);
                   if (e.of) f(*e.of);
                 },
                 [](const FullSince&) {},
                 [](const Flag&) {},
                 [&](const Comparison& e) {
                   f(e.left), f(e.right);
                   for (const ExprId bound : e.further) f(bound);
                 },
                 [](const OneOf&) {},
                 [&](const Grows& e) { f(e.rate); },
                 [&](const Not& e) { f(e.of); },
                 [&](const EachOfYears& e) { f(e.of); },
                 [&](const Join& e) {
                   for (const ExprId part : e.of) f(part);
                 },
                 [](const HeldWithin&) {},
                 [&](const Versioned& e) {
                   if (e.then) f(*e.then);
                   if (e.otherwise) f(*e.otherwise);
                 },
                 [](const Invalid&) {},
             },
             expr.node);
}

/// Calls `f` with every name of a fact, a term or a parameter in an expression.
template <typename F> void eachName(const Tree& tree, ExprId id, F f) {
  const Expr& expr = tree.exprs[id];
  if (const auto* use = std::get_if<NameUse>(&expr.node)) f(use->name);
  if (const auto* since = std::get_if<FullSince>(&expr.node)) f(since->date);
  if (const auto* held = std::get_if<HeldWithin>(&expr.node)) f(held->of);
  if (const auto* flag = std::get_if<Flag>(&expr.node)) f(flag->name);
  if (const auto* oneOf = std::get_if<OneOf>(&expr.node)) f(oneOf->fact);
  if (const auto* grows = std::get_if<Grows>(&expr.node)) f(grows->of);
  if (const auto* growth = std::get_if<AverageGrowth>(&expr.node); growth != nullptr && growth->of) f(*growth->of);
  eachPart(expr, [&](ExprId part) { eachName(tree, part, f); });
}

} // namespace tiao::syntax
