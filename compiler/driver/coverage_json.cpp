#include "compiler/driver/coverage.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tiao::driver {

using nlohmann::ordered_json;
using official::Claim;
using official::SectionAccount;

namespace {

ordered_json countsOf(const Coverage& c) {
  ordered_json reasons = ordered_json::object();
  for (const auto& [ground, count] : c.notRules) reasons[groundWord(ground, Language::En)] = count;
  return {{"sentences", c.sentences}, {"operative", c.operative},   {"notRules", reasons},
          {"open", c.open},           {"characters", c.characters}, {"charactersAccounted", c.accounted}};
}

ordered_json claimOf(const Compiled& policy, const SectionAccount& section, const Claim& claim) {
  ordered_json out{{"official", official::shown(policy.sources, section.text.words, claim.official)},
                   {"declared", lineOf(policy, claim.declared)}};
  if (claim.kind == Claim::Kind::NotRule) {
    out["notRule"] = groundWord(claim.ground, Language::En);
    return out;
  }
  out["rule"] = {{"zh", claim.name.zh}, {"en", claim.name.en}};
  out["likeness"] = official::decimal(claim.likeness); // as text: a decimal, not a binary fraction
  out["quoted"] = claim.quoted;
  out["differences"] = ordered_json::array();
  for (const official::Difference& d : claim.differences)
    out["differences"].push_back({{"official", official::utf8(d.before)}, {"rule", official::utf8(d.after)}});
  return out;
}

ordered_json sectionJson(const Compiled& policy, const SectionAccount& section) {
  Coverage coverage;
  coverage.add(section);
  ordered_json out{{"heading", sectionOf(policy, section).heading}, {"article", sectionOf(policy, section).article}};
  out.update(countsOf(coverage));
  out["claims"] = ordered_json::array();
  for (const Claim& claim : section.claims) out["claims"].push_back(claimOf(policy, section, claim));
  out["unaccounted"] = ordered_json::array();
  for (const official::SentenceAccount& sentence : section.sentences)
    for (const official::Stretch open : sentence.open)
      out["unaccounted"].push_back({{"place", lineOf(policy, official::placeOf(section.text.words, open))},
                                    {"official", official::shown(policy.sources, section.text.words, open)}});
  out["overlaps"] = ordered_json::array();
  for (const official::Overlap& overlap : section.overlaps)
    out["overlaps"].push_back(official::shown(policy.sources, section.text.words, overlap.stretch));
  out["rulesWithoutText"] = ordered_json::array();
  for (const official::WithoutText& rule : section.withoutText)
    out["rulesWithoutText"].push_back(
        {{"zh", rule.name.zh}, {"en", rule.name.en}, {"place", lineOf(policy, rule.declared)}});
  return out;
}

} // namespace

bool printCoverageJson(const Compiled& policy) {
  const official::Account account = official::account(policy.parsed, policy.sources);
  Coverage total;
  ordered_json sections = ordered_json::array();
  for (const SectionAccount& section : account.sections) {
    total.add(section);
    sections.push_back(sectionJson(policy, section));
  }
  ordered_json all{{"policy", {{"zh", policy.program().policy.zh}, {"en", policy.program().policy.en}}},
                   {"sections", sections},
                   {"total", countsOf(total)},
                   {"cutOff", account.cutOff}};
  all["translations"] = ordered_json::array();
  for (const source::Span translation : account.translations)
    all["translations"].push_back(lineOf(policy, translation));
  fmt::print("{}\n", all.dump(2, ' ', false, ordered_json::error_handler_t::replace));
  return total.complete() && !account.cutOff;
}

} // namespace tiao::driver
