#pragma once

#include "compiler/driver/names.h"
#include "compiler/driver/passes.h"

#include <unordered_map>

/// What was awarded before, from a file. JSON: {"completeThrough": 2023, "awards": [{"subject": …, "award": …, "year":
/// …, "amount": …}]}, with "item" for an award counted by items. CSV: columns for subject, clause, item, period and
/// amount, as `tiao run --by-item` writes them, so that the output of one year is the ledger of the next. Strict: an
/// entry that cannot be read would change what is given later, so nothing is computed with a ledger that has one.
namespace tiao::driver {

/// One entry as written; its item is known by name only.
struct GivenEntry {
  std::string subject, item;
  core::AwardId award;
  calendar::Period period;
  core::Rational amount;
};
struct GivenLedger {
  std::vector<GivenEntry> entries;
  std::optional<int> completeThrough;
};
/// Why the entry cannot stand: an award counted by items needs one, any other has none.
std::optional<Text> wrongItem(const GivenEntry& entry, const core::Program& program);
/// As the case has its item, which is added to it if it has not been heard of: it is in no list.
interpret::Entry entryOf(const GivenEntry& given, const core::Program& program, interpret::Case& facts);

struct Ledgers {
  std::unordered_map<std::string, std::vector<GivenEntry>> bySubject;
  std::optional<int> completeThrough;

  /// Of the subject of that name: what it was awarded, its items being those of `facts`.
  [[nodiscard]] interpret::Ledger of(const std::string& subject, const core::Program& program,
                                     interpret::Case& facts) const;
};

/// Of a clause that only another version of the policy has: what was awarded by it is of no effect here.
constexpr uint32_t clauseOfOther = UINT32_MAX;
/// Another version of the policy, whose data this one reads.
struct OtherVersion {
  const core::Program& program;
  Names clauses; // those of both: awards of the policy itself, or `clauseOfOther`
};

/// `through` is the last complete year, as given on the command line; empty: as the file says, and for CSV its last
/// year. `clauses` are the names by which entries may call awards; null: the policy's own. An empty path gives no
/// ledger. What is wrong is told, and nothing returned.
std::optional<Ledgers> readLedgers(const std::string& path, const std::string& through, const Compiled& policy,
                                   const Console& console, const Names* clauses = nullptr);

} // namespace tiao::driver
