#pragma once

#include "compiler/diff/wording.h"

/// What changed in the official text that both versions quote, and where the clauses below it did not change with it.
/// It is told of literate files in one language, section by section; nothing computes by it.
namespace tiao::diff {

/// Where a clause of each version is declared, and whether anything of it is new: its words or what they mean.
struct ClausePlaces {
  std::vector<source::Span> before, after;
  bool changed = false;
};
std::vector<Edit> officialEdits(const Wording& before, const Wording& after, const std::vector<ClausePlaces>& clauses);

/// Is it about the official text? Then it changes nothing that is paid.
bool isOfOfficialText(EditKind kind);

} // namespace tiao::diff
