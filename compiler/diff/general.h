#pragma once

#include "compiler/diff/award_edits.h"
#include "compiler/diff/clauses.h"

/// What belongs to no clause: the policy's days, what every clause asks, choices, who pays, procedure, payment,
/// recovery; and conventions.
namespace tiao::diff {

struct GeneralChanges {
  std::vector<Edit> edits;
  bool choices = false; // choices or shared limits differ: what one clause takes from another
};
GeneralChanges generalChanges(Canon& canon, const Wording& before, const Wording& after,
                              const std::vector<AwardPair>& awards);

/// Conventions that are read in another way: those of one clause, by its awards' pair; those of several in `all`.
struct ConventionChanges {
  std::vector<Edit> all;
  std::set<std::string> readers;                     // of all of them, by their names in the new version
  std::map<std::string, std::vector<Edit>> ofReader; // by the reader's name in the new version
};
ConventionChanges conventionChanges(const Wording& before, const Wording& after,
                                    const std::map<std::string, std::string>& renamed);

} // namespace tiao::diff
