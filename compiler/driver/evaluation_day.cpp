#include "compiler/driver/evaluation_day.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

std::optional<std::optional<Date>> readEvaluationDay(const std::string& text, const Console& console) {
  if (text.empty()) return std::optional<Date>();
  if (const auto day = calendar::parseDate(text)) return day;
  console.fail({"--on 应是一天，如 2024-06-30", "--on takes a day, as in 2024-06-30"});
  return std::nullopt;
}

std::optional<interpret::Years> begunYears(interpret::Years years, std::optional<Date> on, const Console& console) {
  if (!on) return years;
  if (begun({years.first, 0}, *on)) return interpret::Years{years.first, std::min(years.last, calendar::yearOf(*on))};
  const std::string day = calendar::toString(*on);
  console.fail({fmt::format("--on {}：到这一天 {} 年尚未开始，没有要计算的期间", day, years.first),
                fmt::format("--on {}: {} has not begun on that day; there is no period to compute", day, years.first)});
  return std::nullopt;
}

void keepBegun(interpret::Result& result, std::optional<Date> on) {
  if (!on) return;
  std::erase_if(result.outcomes, [&](const interpret::Outcome& outcome) { return !begun(outcome.period, *on); });
  // Entries that came with the ledger are decisions, and stand.
  auto& entries = result.ledger.entries;
  entries.erase(std::remove_if(entries.begin() + static_cast<ptrdiff_t>(result.given), entries.end(),
                               [&](const interpret::Entry& entry) { return !begun(entry.period, *on); }),
                entries.end());
}

std::string datesText(const Dates& dates, const core::Program& program, Language language) {
  const bool zh = language == Language::Zh;
  std::string facts = zh ? "不分年度" : "of no year";
  if (dates.facts) {
    facts = std::to_string(dates.facts->first);
    if (dates.facts->last != dates.facts->first) facts += "–" + std::to_string(dates.facts->last);
    if (zh) facts += "年";
  }
  const std::string version = program.document.empty() ? shown(program.policy, language) : program.document;
  const std::string from = calendar::toString(program.from), to = calendar::toString(program.to);
  const std::string on = dates.on ? calendar::toString(*dates.on) : zh ? "未指明" : "not given";
  return zh ? fmt::format("事实：{}；政策：{}，施行 {} 至 {}；计算日：{}", facts, version, from, to, on)
            : fmt::format("facts: {}; policy: {}, in force {} to {}; day of evaluation: {}", facts, version, from, to,
                          on);
}

Text underWayText(Period period, Date on) {
  const std::string day = calendar::toString(on);
  const std::string zh =
      period.isMonth() ? fmt::format("{}年{}月", period.year, period.month) : fmt::format("{}年", period.year);
  return {fmt::format("{}至{}尚未结束，按现有事实计算", zh, day),
          fmt::format("{} is not over on {}; computed with the facts so far", calendar::toString(period), day)};
}

} // namespace tiao::driver
