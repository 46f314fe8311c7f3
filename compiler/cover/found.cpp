#include "compiler/cover/found.h"

namespace tiao::cover {

Shown shown(const Aim& aim, const Found& found) {
  Measure::Asked of, told;
  for (const interpret::Period period : found.periods) {
    of.insert({found.award, period});
    for (uint32_t i = 0; i < aim.program.awards.size(); ++i)
      if (aim.clauses[i] == aim.clauses[found.award.index]) told.insert({core::AwardId{i}, period});
  }
  Measure measure(aim.program, aim.sites);
  measure.begin(0, of);
  const interpret::Case facts = found.facts.asCase();
  const interpret::Years years{found.periods.front().year, found.periods.back().year};
  const interpret::Result result =
      interpret::evaluate(aim.program, facts, {}, years, interpret::Detail::Full, &measure);
  measure.end();
  for (const interpret::Outcome& outcome : result.outcomes)
    if (told.contains({outcome.award, outcome.period}) && !outcome.needs.empty()) return {outcome.needs.front(), false};
  return {{}, measure.reached().has(aim.site, aim.side)};
}

void plain(const Aim& aim, Found& found) {
  const std::map<FactPlace, core::Constant> given = found.facts.given();
  for (auto at = given.rbegin(); at != given.rend(); ++at) {
    const Found fewer{found.facts.without(at->first), found.award, found.periods};
    if (shows(aim, fewer)) found = fewer;
  }
}

void alike(const Aim& aim, Found& found, const Facts& other) {
  const std::map<FactPlace, core::Constant> own = found.facts.given();
  for (const auto& [place, value] : own) {
    const auto there = other.given().find(place);
    if (there != other.given().end() && there->second == value) continue;
    Found nearer{found.facts.without(place), found.award, found.periods};
    if (there != other.given().end() && !nearer.facts.give(place.fact, place.period, there->second, place.item))
      continue;
    if (shows(aim, nearer)) found = nearer;
  }
}

} // namespace tiao::cover
