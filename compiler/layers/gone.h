#pragma once

#include "compiler/syntax/tree.h"

#include <set>

namespace tiao::layers {

/// Leaves out what the other declarations say of clauses that stand there no longer: a consolidated text cannot name
/// them, and what is not given excludes, overrides and is chosen before nothing.
void forget(syntax::Tree& tree, const std::set<syntax::SymbolId>& gone);

} // namespace tiao::layers
