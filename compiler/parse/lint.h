#pragma once

#include "compiler/parse/declarations.h"

/// Habits of names. A name that is a word of the language is an error: nothing could tell the two apart. A name may
/// hold a description, never a number, a comparison, or a condition that the sentence joins with 且, 并 or 或: what
/// computes must be seen to compute.
namespace tiao::parse {

void lintNames(const Vocabulary& vocabulary, diagnostics::Sink& sink);

} // namespace tiao::parse
