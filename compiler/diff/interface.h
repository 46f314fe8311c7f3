#pragma once

#include "compiler/diff/clauses.h"
#include "compiler/diff/wording.h"

/// What data feeds and evaluators meet: facts, kinds of items, payers, names of rows.
namespace tiao::diff {

std::vector<InterfaceChange> interfaceChanges(Canon& canon, const Wording& before, const Wording& after,
                                              const std::vector<AwardPair>& awards);

} // namespace tiao::diff
