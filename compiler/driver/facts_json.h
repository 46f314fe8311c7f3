#pragma once

#include "compiler/driver/json.h"
#include "compiler/driver/passes.h"

/// A case as JSON:
///
///   {"subject": "杭州某某科技",
///    "facts": {"招引": true, "所在区县": "余杭区", "实际投资额": {"2022": 9000000, "2023": "1200万元"}},
///    "ledger": {"completeThrough": 2023, "awards": [{"award": "招引资助", "year": 2022, "amount": 1800000}]}}
///
/// Names in either language or as ids. A yearly fact is an object by year; a single value of it holds in every year
/// that the policy is in force. null is missing.
namespace tiao::driver {

struct GivenCase {
  interpret::Case facts;
  interpret::Ledger ledger;
  std::optional<int> lastYear; // the last that a fact is given for by name
};

/// All that is wrong with it is told, each in one message; a value that cannot be used, too, makes the case unusable:
/// one case is typed by hand, and a slip is better mended than reckoned with.
std::optional<GivenCase> readCase(const std::string& path, const Compiled& policy, const Console& console);

/// The entries of {"completeThrough": …, "awards": […]}. `subject` is set to each entry's own, where it names one.
struct GivenEntry {
  std::string subject;
  interpret::Entry entry;
};
struct GivenLedger {
  std::vector<GivenEntry> entries;
  std::optional<int> completeThrough;
};
GivenLedger readLedgerJson(const Json& ledger, const core::Program& program, std::vector<Text>& errors);

} // namespace tiao::driver
