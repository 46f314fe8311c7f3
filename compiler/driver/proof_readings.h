#pragma once

#include "compiler/driver/passes.h"
#include "compiler/prove/compare.h"

#include <string>

/// The same policy with another reading of one convention: which clauses compute otherwise, what that is worth, and
/// what goes wrong with them only then.
namespace tiao::driver {

struct ReadingFinding {
  std::string convention, reading;         // ids of the keyword table
  core::AwardId award;                     // of the policy as it stands
  std::optional<prove::Comparison> change; // from as it stands to the other reading
  core::Program program;                   // under that reading, and its findings that fail
  std::vector<prove::Finding> fails;
};

/// Of the awards asked for (all when absent), by convention in the order of the table. Without `compare`, only those
/// with which something goes wrong then.
std::vector<ReadingFinding> otherReadings(const Compiled& policy, std::optional<core::AwardId> award,
                                          const prove::Options& options, bool compare);

} // namespace tiao::driver
