#include "compiler/driver/diff_report.h"

#include <nlohmann/json.hpp>

namespace tiao::driver {

namespace {

using json = nlohmann::ordered_json;

json of(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }
json of(const std::vector<Text>& texts) {
  json out = json::array();
  for (const Text& text : texts) out.push_back(of(text));
  return out;
}
json of(const diff::Place& place) {
  if (place.file.empty()) return nullptr;
  return {{"file", place.file}, {"line", place.line}};
}
json valueOf(const Text& text) { return text.zh.empty() && text.en.empty() ? json() : of(text); }

json of(const diff::Edit& edit) {
  return {{"edit", diff::editKey(edit.kind)}, {"words", of(edit.sentence)}, {"before", valueOf(edit.before)},
          {"after", valueOf(edit.after)},     {"was", of(edit.was)},        {"is", of(edit.is)}};
}

json of(const diff::Witness& witness) {
  json facts = json::array();
  for (const diff::WitnessFact& fact : witness.facts) {
    json one{{"fact", of(fact.fact)}, {"value", fact.exact}};
    if (!fact.period.empty()) one["period"] = fact.period;
    if (!fact.item.empty()) one["item"] = fact.item;
    facts.push_back(std::move(one));
  }
  return {{"facts", facts},
          {"period", witness.period.empty() ? json() : json(witness.period)},
          {"before", witness.before.toString()},
          {"after", witness.after.toString()}};
}

json of(const diff::Regions& regions) {
  json out = json::array();
  for (const diff::Region& r : regions.regions) {
    const auto point = [](const diff::Point& p) {
      return json{{"at", p.at.toString()}, {"before", p.before.toString()}, {"after", p.after.toString()}};
    };
    out.push_back({{"from", r.fromLeast ? json() : json(r.lo.toString())},
                   {"to", r.toMost ? json() : json(r.hi.toString())},
                   {"before", of(r.before)},
                   {"after", of(r.after)},
                   {"least", r.least.toString()},
                   {"most", r.most.toString()},
                   {"exact", r.exact},
                   {"proved", r.proved},
                   {"first", point(r.first)},
                   {"last", point(r.last)}});
  }
  json conditions = json::array();
  for (const diff::ByCondition& c : regions.conditions)
    conditions.push_back({{"condition", of(c.condition)},
                          {"asks", c.asks == diff::Side::Before ? "before" : "after"},
                          {"least", c.least.toString()},
                          {"most", c.most.toString()},
                          {"exact", c.exact}});
  return {{"fact", of(regions.fact)},
          {"scope", of(regions.scope)},
          {"regions", out},
          {"conditions", conditions},
          {"notes", of(regions.notes)}};
}

json of(const diff::Law& law) {
  json out{{"award", of(law.award)},
           {"verdict", diff::verdictKey(law.verdict)},
           {"by", law.core ? "core" : "proof"},
           {"discretion", law.discretion},
           {"loses", diff::loses(law)},
           {"madeUp", law.madeUp}};
  if (!law.why.empty()) out["why"] = of(law.why);
  if (law.mostMore) out["mostMore"] = law.mostMore->toString();
  if (law.mostLess) out["mostLess"] = law.mostLess->toString();
  const auto put = [&](const char* key, const std::optional<diff::Witness>& witness) {
    if (witness) out[key] = of(*witness);
  };
  put("leastMore", law.leastMore);
  put("readableMore", law.readableMore);
  put("leastLess", law.leastLess);
  put("readableLess", law.readableLess);
  put("moved", law.moved);
  if (law.regions) out["regions"] = of(*law.regions);
  return out;
}

const char* matchKey(diff::Match match) {
  switch (match) {
  case diff::Match::Name: return "name";
  case diff::Match::Article: return "article";
  case diff::Match::Likeness: return "likeness";
  case diff::Match::Split: return "split";
  case diff::Match::Merged: return "merged";
  case diff::Match::Added: return "added";
  case diff::Match::Removed: return "removed";
  }
  return "";
}

json of(const diff::Pair& pair) {
  const auto clauses = [](const std::vector<diff::Clause>& all) {
    json out = json::array();
    for (const diff::Clause& clause : all)
      out.push_back({{"name", of(clause.name)},
                     {"article", of(clause.article)},
                     {"place", of(clause.place)},
                     {"words", clause.words}});
    return out;
  };
  json edits = json::array(), laws = json::array(), together = json::array();
  for (const diff::Edit& edit : pair.edits) edits.push_back(of(edit));
  for (const diff::Law& law : pair.laws) laws.push_back(of(law));
  for (const diff::Law& law : pair.together) together.push_back(of(law));
  return {{"match", matchKey(pair.match)},
          {"before", clauses(pair.before)},
          {"after", clauses(pair.after)},
          {"verdict", diff::verdictKey(pair.verdict)},
          {"same", pair.same},
          {"edits", edits},
          {"awards", laws},
          {"together", together},
          {"fingerprint", pair.fingerprint.empty() ? json() : json(pair.fingerprint)},
          {"accepted", pair.accepted ? of(*pair.accepted) : json()}};
}

} // namespace

json lawJson(const diff::Law& law) { return of(law); }

std::string diffJson(const diff::Result& result) {
  const auto version = [](const diff::Version& v) {
    return json{{"given", v.given}, {"policy", of(v.policy)}, {"document", v.document}, {"from", v.from}, {"to", v.to}};
  };
  json general = json::array(), clauses = json::array(), interface = json::array();
  for (const diff::General& g : result.general) {
    json one = of(g.edit);
    one["unproved"] = g.unproved;
    one["fingerprint"] = g.fingerprint;
    one["accepted"] = g.accepted ? of(*g.accepted) : json();
    general.push_back(std::move(one));
  }
  for (const diff::Pair& pair : result.pairs) clauses.push_back(of(pair));
  for (const diff::InterfaceChange& c : result.interface)
    interface.push_back({{"change", diff::interfaceKey(c.kind)},
                         {"breaks", c.breaks},
                         {"words", of(c.sentence)},
                         {"before", valueOf(c.before)},
                         {"after", valueOf(c.after)},
                         {"was", of(c.was)},
                         {"is", of(c.is)},
                         {"fingerprint", c.fingerprint},
                         {"accepted", c.accepted ? of(*c.accepted) : json()}});
  const diff::Counts& n = result.counts;
  const json all{{"schema", "tiao-diff/1"},
                 {"before", version(result.before)},
                 {"after", version(result.after)},
                 {"identical", result.identical},
                 {"proved", result.lawAsked},
                 {"solver", result.solver.empty() ? json() : json(result.solver)},
                 {"end", diff::endKey(result.end)},
                 {"exit", static_cast<int>(result.end)},
                 {"general", general},
                 {"clauses", clauses},
                 {"interface", interface},
                 {"register", result.registered ? registerJson(*result.registered) : json()},
                 {"budget", result.budget ? budgetJson(*result.budget) : json()},
                 {"reasons", result.reasons ? reasonsJson(*result.reasons) : json()},
                 {"counts",
                  {{"clauses", n.clauses},
                   {"same", n.same},
                   {"unchanged", n.unchanged},
                   {"moreGenerous", n.more},
                   {"lessGenerous", n.less},
                   {"bothWays", n.both},
                   {"undecided", n.undecided},
                   {"notComparable", n.notComparable},
                   {"added", n.added},
                   {"removed", n.removed},
                   {"accepted", n.accepted}}}};
  return all.dump(2) + "\n";
}

} // namespace tiao::driver
