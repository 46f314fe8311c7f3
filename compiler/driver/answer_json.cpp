#include "compiler/driver/answer.h"

#include "compiler/explain/explain.h"

#include <nlohmann/json.hpp>

namespace tiao::driver {

using nlohmann::json;

namespace {

json nameJson(const core::Name& name) { return {{"zh", name.zh}, {"en", name.en}}; }

json datesJson(const Dates& dates, const core::Program& program) {
  json result{{"facts", json()},
              {"policy",
               {{"document", program.document},
                {"from", calendar::toString(program.from)},
                {"to", calendar::toString(program.to)}}},
              {"evaluation", json()}};
  if (dates.facts) result["facts"] = {{"first", dates.facts->first}, {"last", dates.facts->last}};
  if (dates.on) result["evaluation"] = calendar::toString(*dates.on);
  return result;
}

json courseJson(const core::Program& program, const Course& course) {
  const interpret::Payments& p = course.payments;
  const Text standing = standingText(course.progress.standing), stage = stageText(program, course);
  return {{"standing", {{"zh", standing.zh}, {"en", standing.en}}},
          {"stage", {{"zh", stage.zh}, {"en", stage.en}}},
          {"toCome", p.toCome.toString()},
          {"due", p.due.toString()},
          {"paid", p.paid.toString()},
          {"withheld", p.withheld.toString()},
          {"recovered", p.recovered.toString()}};
}

} // namespace

std::string Answer::json() const {
  const core::Program& program = policy_.program();
  nlohmann::json outcomes = nlohmann::json::array(), totals = nlohmann::json::array(), sums = nlohmann::json::array();
  for (const interpret::Outcome& outcome : shown_.outcomes) {
    if (!wanted(outcome.award.index)) continue;
    nlohmann::json one = toJson(program, explain::explain(program, policy_.sources, facts(), result_, outcome));
    one["underWay"] = options_.on && underWay(outcome.period, *options_.on);
    if (const Course* course = followed_.of(outcome)) one["course"] = courseJson(program, *course);
    outcomes.push_back(std::move(one));
  }
  for (const interpret::Outcome& row : interpret::rows(program, shown_.outcomes)) {
    if (!program.awards[row.award].key || !wanted(row.award.index)) continue;
    sums.push_back({{"award", nameJson(program.awards[row.award].name)},
                    {"period", calendar::toString(row.period)},
                    {"status", explain::statusKey(row.status)},
                    {"lowest", row.amount.lo.toString()},
                    {"highest", row.amount.hi.toString()}});
  }
  for (uint32_t i = 0; i < program.awards.size(); ++i) {
    if (!wanted(i)) continue;
    const interpret::Amount total = interpret::total(program, shown_, core::AwardId{i});
    totals.push_back({{"award", nameJson(program.awards[core::AwardId{i}].name)},
                      {"lowest", total.lo.toString()},
                      {"highest", total.hi.toString()}});
  }
  const nlohmann::json all = {{"policy", nameJson(program.policy)},
                              {"subject", given_.facts.subject},
                              {"dates", datesJson(dates(), program)},
                              {"outcomes", outcomes},
                              {"sums", sums},
                              {"totals", totals}};
  return all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace tiao::driver
