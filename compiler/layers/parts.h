#pragma once

#include "compiler/syntax/tree.h"

#include <functional>

/// The parts of a clause that a layer can name, found in its sentences.
namespace tiao::layers {

using syntax::Clause;
using syntax::ExprId;
using syntax::Part;
using syntax::Sentence;
using syntax::Span;
using syntax::Tree;

/// In how many places of the clause's sentences the part stands.
size_t places(const Tree& tree, const Clause& clause, Part part);
/// Gives the part another value, made of the one it has.
void change(Tree& tree, Clause& clause, Part part, const std::function<ExprId(ExprId)>& another);
/// Is it a limit, which can be added and removed?
bool isLimit(Part part);
/// Puts a limit into a sentence, in the order in which limits apply.
void addLimit(const Tree& tree, Sentence& sentence, Part part, ExprId bound, Span span);
/// How many grants the clause has: a limit is added to one.
size_t grants(const Clause& clause);
/// Takes a limit out of the sentences. A ceiling, which is the grant itself, stays.
void removeLimit(const Tree& tree, Clause& clause, Part part);
/// Is the part the ceiling of a discretionary grant?
bool isCeiling(const Tree& tree, const Clause& clause, Part part);
/// The sentence has no word of frequency, and this limit alone makes it a series: with the limit its frequency changes.
/// `there`: the limit stands in the sentence.
bool tellsFrequency(const Clause& clause, Part part, bool there);

/// Joins a condition to those of each sentence.
void addCondition(Tree& tree, Clause& clause, ExprId added);
/// Says of each growth what it is of, where the sentence leaves that to the value before it: what stands before it may
/// be taken out.
void nameGrowths(Tree& tree, Clause& clause);
/// Takes each condition that reads like this one, in targets and starts, and puts another in its place, or nothing.
/// Returns whether there was one.
bool replaceCondition(Tree& tree, Clause& clause, ExprId condition,
                      const std::function<std::optional<ExprId>(ExprId)>& another);

} // namespace tiao::layers
