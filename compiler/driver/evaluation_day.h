#pragma once

#include "compiler/driver/passes.h"

/// The day of evaluation (--on). It chooses what is shown, and changes no outcome: periods that have not begun on that
/// day are left out, of the outcomes and of the sums; a period under way is evaluated like any other, with the facts
/// that are given so far, and is marked. Dates within it (ages, tenures) are still read on the period's own days.
namespace tiao::driver {

using calendar::Date;
using calendar::Period;

/// A day, if one was asked for; the outer option is empty, and that is told, if it is not a day.
std::optional<std::optional<Date>> readEvaluationDay(const std::string& text, const Console& console);

inline bool begun(Period period, Date on) { return calendar::firstDay(period) <= on; }
inline bool underWay(Period period, Date on) { return begun(period, on) && on < calendar::lastDay(period); }

/// Those of the years that have begun; none, and that is told, if none has.
std::optional<interpret::Years> begunYears(interpret::Years years, std::optional<Date> on, const Console& console);
/// Leaves of a result what has begun.
void keepBegun(interpret::Result& result, std::optional<Date> on);

/// The three dates of a receipt: the period of the facts, the version of the policy, the day of evaluation.
struct Dates {
  std::optional<interpret::Years> facts; // absent when no fact given changes with time
  std::optional<Date> on;
};
std::string datesText(const Dates& dates, const core::Program& program, Language language);
/// 2024年至2024-06-30尚未结束，按现有事实计算.
Text underWayText(Period period, Date on);

} // namespace tiao::driver
