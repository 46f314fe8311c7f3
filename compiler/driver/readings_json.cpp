#include "compiler/check/conventions.h"
#include "compiler/driver/readings_report.h"

#include <nlohmann/json.hpp>

namespace tiao::driver {

using check::ReadingUse;
using interpret::Amount;
using nlohmann::ordered_json;

namespace {

constexpr std::array SideKeys = {"gains", "loses", "sameAmount", "open"};

ordered_json nameJson(const core::Name& name) { return {{"zh", name.zh}, {"en", name.en}}; }
ordered_json textJson(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }
ordered_json rangeJson(const Amount& amount) {
  return {{"lowest", amount.lo.toString()}, {"highest", amount.hi.toString()}};
}
ordered_json movedJson(const core::Rational& definite, const Amount& now, const Amount& then) {
  return {{"definite", definite.toString()}, {"pending", {{"now", rangeJson(now)}, {"then", rangeJson(then)}}}};
}

ordered_json movementJson(const Movement& m) {
  ordered_json out = movedJson(m.definite, m.now, m.then);
  out["outcomesChanged"] = m.changed;
  out["pendingChanged"] = m.pending;
  out["pendingAlike"] = m.open;
  return out;
}

const char* chosenKey(ReadingUse::Chosen chosen) {
  switch (chosen) {
  case ReadingUse::Chosen::Default: return "default";
  case ReadingUse::Chosen::ByPolicy: return "declared";
  case ReadingUse::Chosen::ForClause: return "declaredForClause";
  case ReadingUse::Chosen::Forced: break;
  }
  return "forced";
}

ordered_json useJson(const ReadingsReport& report, const OpenConvention& convention, const ReadingUse& use) {
  const core::Program& program = report.policy.program();
  return {{"clause", nameJson(use.reader)},
          {"article", {{"zh", articleOf(use, program, Language::Zh)}, {"en", articleOf(use, program, Language::En)}}},
          {"place", placeOf(report.policy.sources, use.declared)},
          {"reading", use.reading},
          {"words", textJson(convention.inUse(use))},
          {"chosen", chosenKey(use.chosen)}};
}

ordered_json worthJson(const core::Program& program, const Worth& worth) {
  ordered_json out = movementJson(worth.total());
  out["clauses"] = ordered_json::array();
  for (uint32_t i = 0; i < worth.byAward.size(); ++i) {
    if (worth.byAward[i].changed == 0) continue;
    const core::Award& award = program.awards[core::AwardId{i}];
    ordered_json clause{{"clause", nameJson(award.name)},
                        {"article", {{"zh", articleOf(award, Language::Zh)}, {"en", articleOf(award, Language::En)}}}};
    clause.update(movementJson(worth.byAward[i]));
    out["clauses"].push_back(std::move(clause));
  }
  out["payers"] = ordered_json::array();
  for (size_t i = 0; i < worth.payersNow.size(); ++i)
    out["payers"].push_back({{"payer", nameJson(program.roles[program.split->payers[i]].name)},
                             {"now", rangeJson(worth.payersNow[i])},
                             {"then", rangeJson(worth.payersThen[i])}});
  ordered_json& subjects = out["subjects"] = {{"changed", worth.moved()}};
  for (size_t i = 0; i < sides; ++i) {
    ordered_json first = ordered_json::array();
    for (const Mover& mover : worth.first[i]) {
      ordered_json one{{"subject", mover.subject}};
      one.update(movedJson(mover.definite, mover.now, mover.then));
      first.push_back(std::move(one));
    }
    subjects[SideKeys[i]] = {{"count", worth.movers[i]}, {"first", first}};
  }
  out["beyondRegister"] = worth.beyondRegister;
  return out;
}

} // namespace

std::string readingsJson(const ReadingsReport& report) {
  const core::Program& program = report.policy.program();
  ordered_json conventions = ordered_json::array();
  for (size_t c = 0; c < report.conventions.size(); ++c) {
    const OpenConvention& convention = report.conventions[c];
    ordered_json clauses = ordered_json::array(), readings = ordered_json::array();
    for (const ReadingUse& use : convention.uses) clauses.push_back(useJson(report, convention, use));
    for (size_t o = 0; o < convention.others.size(); ++o) {
      const OtherReading& other = convention.others[o];
      ordered_json errors = ordered_json::array();
      for (const diagnostics::Diagnostic& d : other.errors)
        errors.push_back(
            {{"code", d.code}, {"message", textJson(d.message)}, {"place", placeOf(report.policy.sources, d.span)}});
      ordered_json one{{"reading", other.forced.reading},
                       {"words", textJson(other.text)},
                       {"compiles", other.program.has_value()},
                       {"sameProgram", other.sameProgram},
                       {"except", other.forced.except},
                       {"errors", errors},
                       {"worth", nullptr}};
      if (report.comparison != nullptr && other.program)
        one["worth"] = worthJson(program, report.comparison->worth[c][o]);
      readings.push_back(std::move(one));
    }
    conventions.push_back({{"convention", convention.id},
                           {"words", textJson(check::conventionText(convention.id))},
                           {"clauses", clauses},
                           {"others", readings}});
  }
  ordered_json all{{"policy", nameJson(program.policy)}, {"register", nullptr}, {"conventions", conventions}};
  if (report.batch != nullptr)
    all["register"] = {{"subjects", report.comparison->subjects},
                       {"firstYear", report.batch->show.first},
                       {"lastYear", report.batch->show.last},
                       {"total", rangeJson(report.comparison->total)}};
  return all.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace tiao::driver
