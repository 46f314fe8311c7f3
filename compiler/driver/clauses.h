#pragma once

#include "compiler/driver/passes.h"

/// The clauses that awards are of: a test tells the awards of one clause together.
namespace tiao::driver {

/// The name of the clause that an award is of. Of a clause of several sentences each award has a name of its own.
core::Name clauseOf(const Compiled& policy, const core::Award& award);
/// By award, a number of its clause.
std::vector<size_t> clauseNumbers(const Compiled& policy);

} // namespace tiao::driver
