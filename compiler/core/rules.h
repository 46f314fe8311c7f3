#pragma once

#include "compiler/core/program.h"

#include <set>

/// The rules of core.md section 2, one function for each family of rules. Each adds a sentence for every rule it finds
/// broken. `broken` calls them in this order: the later ones rely on what the earlier have found whole.
namespace tiao::core {

using Sentences = std::vector<std::string>;

/// Every id names something, and no expression contains itself. Until this holds nothing else can be looked at.
void checkReferences(const Program& program, Sentences& out);
/// Units and types: what each node takes and gives.
void checkTypes(const Program& program, Sentences& out);
/// Choices and pools.
void checkAllocation(const Program& program, Sentences& out);
/// Split, procedure and schedule.
void checkFunding(const Program& program, Sentences& out);
/// Prints them, after the pools.
void printFunding(const Program& program, std::string& out);

/// What the checks call an award or a fact in their sentences.
std::string called(const Name& name);

/// Calls f(ExprId&) for each direct operand of a node.
template <typename F> void eachOperand(Node& node, F f) {
  std::visit(match{
                 [](Const&) {},
                 [](FactRef&) {},
                 [&](Back& e) { f(e.of); },
                 [](Day&) {},
                 [&](Add& e) { f(e.left), f(e.right); },
                 [&](Mul& e) { f(e.left), f(e.right); },
                 [&](Div& e) { f(e.left), f(e.right), f(e.otherwise); },
                 [&](Least& e) { f(e.left), f(e.right); },
                 [&](Greatest& e) { f(e.left), f(e.right); },
                 [&](Whole& e) { f(e.of); },
                 [&](Round& e) { f(e.of); },
                 [&](If& e) { f(e.condition), f(e.then), f(e.otherwise); },
                 [&](Shift& e) { f(e.date), f(e.by); },
                 [&](Full& e) { f(e.from), f(e.to); },
                 [&](Anniversaries& e) { f(e.date); },
                 [&](Sum& e) { f(e.where), f(e.value); },
                 [](Awarded&) {},
                 [&](Compare& e) { f(e.left), f(e.right); },
                 [&](Not& e) { f(e.of); },
                 [&](AtLeast& e) {
                   for (ExprId& part : e.of) f(part);
                 },
             },
             node);
}

/// Calls f(ExprId) for each direct operand of a node, which is left as it is.
template <typename F> void eachOperand(const Node& node, F f) {
  Node copy = node;
  eachOperand(copy, [&](ExprId& part) { f(static_cast<ExprId>(part)); });
}

/// Calls f(ExprId) for each expression of a list of limits.
template <typename F> void eachExpr(const std::vector<Limit>& limits, F f) {
  for (const Limit& limit : limits) {
    std::visit(match{
                   [&](const Cap& l) { f(l.bound); },
                   [&](const Floor& l) { f(l.bound); },
                   [&](const Count& l) { f(l.n); },
                   [&](const Within& l) { f(l.elapsed), f(l.n); },
               },
               limit.node);
  }
}

/// Calls f(ExprId) for each expression that stands in an award.
template <typename F> void eachExpr(const Award& award, F f) {
  if (award.startedIf) f(*award.startedIf);
  f(award.eligible);
  f(award.amount);
  eachExpr(award.limits, f);
  eachExpr(award.overall, f);
}

/// An expression that is read where it has no meaning: a monthly fact in what is given or asked by the year, an item's
/// fact away from an item of its kind, "the month before" outside months.
enum class MisreadAs { MonthlyFact, ItemFact, MonthBefore };
struct Misread {
  ExprId read;
  MisreadAs as;
};

/// All of them in the program's awards, pools and schedule.
std::vector<Misread> misread(const Program& program);
/// Those in an expression that is read by the year, of the subject itself.
std::vector<Misread> misread(const Program& program, ExprId yearly);

/// Adds to `out` the awards that an expression reads through Awarded; `seen` are the expressions looked at so far.
void awardsRead(const Program& program, ExprId id, std::set<ExprId>& seen, std::set<AwardId>& out);

} // namespace tiao::core
