#pragma once

#include "compiler/driver/diff_report.h"

/// What every format says of a comparison in the same words. Each is in both languages; the format only lays it out.
namespace tiao::driver {

/// What a verdict is at a glance: the colour, the level, the icon.
enum class Tone { Same, Gain, Loss, Mixed, Open };
Tone toneOf(diff::Verdict verdict);
/// Of a clause, as it was found and by all its awards. `asked`: whether a proof was.
Tone toneOf(const diff::Pair& pair, bool asked);
Tone toneOf(diff::End end);

/// A clause that is shown: something of it was changed, and nobody has accepted that yet.
bool told(const diff::Pair& pair);
/// Its name and article, in both versions where they differ: 招引资助（第一条）.
Text titleText(const diff::Pair& pair);
Text verdictText(const diff::Pair& pair, bool asked);
Text verdictText(const diff::Law& law);
Text verdictText(diff::Verdict verdict, const std::vector<Text>& why);
/// Who loses; and in one line: so many clauses, so many more generous …; who loses.
Text endText(diff::End end);
Text summaryText(const diff::Result& result);

/// policy.tiao.md:51, or from where to where.
std::string placeText(const diff::Place& was, const diff::Place& is);
/// The new and the old value side by side where they are short: 500万元 → 800万元.
Text valuesText(const Text& before, const Text& after);

/// The driving fact and the periods of a table of regions: 实际投资额（2022年）.
Text factText(const diff::Regions& regions);
/// 至 25,000,000.02; 自 39,999,999.98 起.
Text rangeText(const diff::Region& region);
/// A bound, or an amount in yuan without its unit: 25,000,000.03; whole numbers without places.
std::string numberText(const number::Rational& value);
/// +0.01, −3,000,000.00, 0.
std::string changeText(const number::Rational& change);
/// From the least to the greatest: +0.01 … +2,999,999.99; a dash where nothing changes.
Text changeText(const diff::Region& region);
/// Of a sum: a range where it hangs on facts that are missing; and what is given before, or after.
std::string changeText(const diff::Sum& sum);
std::string amountText(const number::Rational& surely, const number::Rational& most);
Text conditionText(const diff::ByCondition& condition);

/// Said below a clause whose awards are in a choice or share a limit.
Text togetherText(const diff::Law& law);
Text madeUpText();
/// Said below edits of payment and recovery.
Text unprovedText();

/// A case to show, and what it is an example of.
struct Example {
  Text name; // 多得的最小例
  const diff::Witness* witness = nullptr;
};
/// Those worth showing, in order; none twice.
std::vector<Example> examplesOf(const diff::Law& law);
/// 2022年：原 5,000,000.00元 → 新 5,000,000.01元.
Text givenText(const diff::Witness& witness);

/// The same for a terminal, their names in a column.
void addExamples(Sheet& sheet, const std::vector<Example>& examples, size_t indent);

/// Of so many subjects so many get more, less; and what cannot yet be told.
Text registerText(const diff::Register& registered);
/// In all, before and after, and whether that is within what is allowed.
Text budgetText(const diff::Budget& budget);

} // namespace tiao::driver
