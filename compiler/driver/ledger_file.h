#pragma once

#include "compiler/driver/passes.h"

#include <unordered_map>

/// What was awarded before, from a file. JSON: {"completeThrough": 2023, "awards": [{"subject": …, "award": …, "year":
/// …, "amount": …}]}. CSV: columns for subject, clause, period and amount, as `tiao run` writes them, so that the
/// output of one year is the ledger of the next. Strict: an entry that cannot be read would change what is given later,
/// so nothing is computed with a ledger that has one.
namespace tiao::driver {

struct Ledgers {
  std::unordered_map<std::string, interpret::Ledger> bySubject;
  std::optional<int> completeThrough;
  interpret::Ledger nobody; // of a subject that was awarded nothing

  [[nodiscard]] const interpret::Ledger& of(const std::string& subject) const;
};

/// `through` is the last complete year, as given on the command line; empty: as the file says, and for CSV its last
/// year. An empty path gives no ledger. What is wrong is told, and nothing returned.
std::optional<Ledgers> readLedgers(const std::string& path, const std::string& through, const Compiled& policy,
                                   const Console& console);

} // namespace tiao::driver
