#pragma once

#include "compiler/driver/json.h"
#include "compiler/driver/ledger_file.h"

/// A case as JSON:
///
///   {"subject": "杭州某某科技",
///    "facts": {"招引": true, "所在区县": "余杭区", "实际投资额": {"2022": 9000000, "2023": "1200万元"}},
///    "ledger": {"completeThrough": 2023, "awards": [{"award": "招引资助", "year": 2022, "amount": 1800000}]}}
///
/// Names in either language or as ids. A yearly fact is an object by year; a single value of it holds in every year
/// that the policy is in force. null is missing. Items are a list under the name of their kind:
///
///   "展会": [{"名称": "广交会", "年度": 2023, "单个展位费": 10000, "标准展位数": 8}],
///   "网点": [{"名称": "一号网点", "设立日期": "2022-09-01", "投递件数": {"2022": 9000, "2023": 30000}}]
///
/// A list that is written is complete ([] is none) in all years that the policy is in force or the case names. An item
/// that lives through the years is there from its 年度 / year, or the first that a fact of it names, or always if it
/// names none; through its 最后年度 / last year, if it has one.
namespace tiao::driver {

struct GivenCase {
  interpret::Case facts;
  interpret::Ledger ledger;
  std::optional<int> firstYear, lastYear; // those that a fact is given for by name
};

/// All that is wrong with it is told, each in one message; a value that cannot be used, too, makes the case unusable:
/// one case is typed by hand, and a slip is better mended than reckoned with. What only `other` knows, another version
/// of the policy, is passed over.
std::optional<GivenCase> readCaseText(std::string_view text, const core::Program& program, std::vector<Text>& errors,
                                      const OtherVersion* other = nullptr);
/// The same of a file, telling the errors.
std::optional<GivenCase> readCase(const std::string& path, const Compiled& policy, const Console& console,
                                  const OtherVersion* other = nullptr);

/// The entries of {"completeThrough": …, "awards": […]}, whose awards have these names.
GivenLedger readLedgerJson(const Json& ledger, const core::Program& program, const Names& names,
                           std::vector<Text>& errors);

} // namespace tiao::driver
