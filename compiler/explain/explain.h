#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/interpret/interpret.h"

#include <nlohmann/json_fwd.hpp>

/// Why an outcome is as it is: a tree of reasons in both languages, folded from what the interpreter found and from the
/// values of the conditions and amounts it read, with the article and the sentence quoted. Rendered to text and to
/// JSON and HTML.
namespace tiao::explain {

using diagnostics::Text;
using source::Language;

/// What a limit, or rounding, did to an amount: exact, in yuan; 未定 / open while something is missing.
struct Change {
  Text before; // empty of the first, which makes the amount
  Text after;
};

/// One line of an explanation.
struct Line {
  enum class Mark : uint8_t { None, Met, NotMet, Open, Binding };
  Mark mark = Mark::None; // Binding: the limit that cut
  Text text;
  std::vector<Line> below;
  std::optional<Change> change = {}; // of the lines of the waterfall
};

/// One outcome, explained.
struct Explanation {
  Text award;           // name of the clause
  Text article;         // 第一条 / Article 1; may be empty
  Text item;            // of an award counted by items: the item's name; else empty
  Text period;          // 2024年 / 2024
  Text status;          // 限额给予 / limited
  Text amount;          // 800,000.00元 or a range
  std::string document; // 文号, where it is another than the policy's: of a layer, of one of several policies
  std::string quotation;
  std::vector<Line> lines;
  std::vector<Text> reasons;                             // one for each of the outcome's, with values
  std::vector<Text> needs;                               // likewise, with the names of items
  std::vector<std::pair<Text, interpret::Amount>> parts; // what each payer bears, where the policy says who pays
  interpret::Outcome outcome;
};

/// Everything that is told of one outcome. `ledger` is the one that stood before the outcome's year (core.md section
/// 5).
Explanation explain(const core::Program& program, const source::SourceSet& sources, const interpret::Case& facts,
                    const interpret::Result& result, const interpret::Outcome& outcome);

std::string render(const Explanation& explanation, Language language, bool colour);
nlohmann::json toJson(const core::Program& program, const Explanation& explanation);
/// The same lines as a part of a page (html.h), with the waterfall as a table.
std::string renderHtml(const Explanation& explanation, Language language);
/// 招引资助·甲（第一条）2024年 / attraction aid, A (Article 1) 2024.
std::string title(const Explanation& explanation, Language language);

// -------------------------------------------------------------------------------------------- words used elsewhere too

Text statusText(interpret::Status status);
/// granted, limited, toBeAssessed …: as machines read it.
const char* statusKey(interpret::Status status);
/// 1,234.50 (yuan, two places), or a range.
std::string moneyText(const interpret::Amount& amount);
/// All the reasons of an outcome on one line, for a table: 累计不超过 5,000,000.00，已给予 4,200,000.00.
Text reasonsText(const core::Program& program, const source::SourceSet& sources, const interpret::Outcome& outcome);
/// What a reason says of every case: the limit or the condition, without what the case makes of it.
Text ruleText(const core::Program& program, const source::SourceSet& sources, core::AwardId award,
              calendar::Period period, const interpret::Reason& reason);
/// Did the subject not exist yet in the year of a period? Then it has no periods there, whatever is in force.
bool beforeItBegan(const interpret::Case& facts, calendar::Period period);
/// Why an award is not in force before the subject's first year.
Text notYetText(calendar::Period period, int firstYear);
/// A need by name: 实际投资额（2023年）.
Text needText(const core::Program& program, const interpret::Need& need);
/// With the name of the item: 广交会的标准展位数（2023年）.
Text needText(const core::Program& program, const interpret::Case& facts, const interpret::Need& need);
/// 8 booths, 2 exhibitions: the plural of an English noun.
std::string plural(const std::string& noun);
/// 没有展会 / no exhibitions
Text noItemsText(const core::Program& program, core::Id<core::ItemKind> kind);
/// A value as a person reads it.
Text valueText(const core::Program& program, const core::Type& type, const interpret::Value& value);

} // namespace tiao::explain
