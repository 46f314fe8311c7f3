#pragma once

#include "compiler/layers/standing.h"

#include <set>

/// Layers laid over the clauses that they change. An award keeps its name, and so its ledger, through versions
/// (core.md section 9): each changed part becomes one value where the version is in force and another elsewhere.
namespace tiao::layers {

/// Where a part of a consolidated policy comes from.
struct Origin {
  uint32_t layer = 0;
  Span span;
};

struct Laid {
  syntax::Tree tree;
  Policies policies;
  std::map<SymbolId, std::vector<Origin>> origins; // by clause or parameter: the changes that stand in it
  std::vector<SymbolId> stopped;                   // clauses that layers stop there
  std::set<SymbolId> kept;                         // those of them that bar what is given, and so stay
  std::vector<uint32_t> left;                      // layers that are not in force there
};

/// The tree with its layers laid over it, as one program for every day and district.
Laid lay(const syntax::Tree& tree, Policies policies, diagnostics::Sink& sink);

/// The policy as it stands there, without layers. Precondition: `lay` found nothing wrong.
Laid consolidate(const syntax::Tree& tree, Policies policies, const Standing& standing);

} // namespace tiao::layers
