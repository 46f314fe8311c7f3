#include "compiler/driver/diff_report.h"

#include <nlohmann/json.hpp>

namespace tiao::driver {

namespace {

using json = nlohmann::ordered_json;

json of(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

json of(const diff::Sum& sum) {
  json out{{"before", sum.before.toString()}, {"after", sum.after.toString()}, {"change", json()}};
  if (sum.least == sum.most) out["change"] = sum.least.toString();
  if (!sum.definite()) { // what hangs on missing facts
    out["mostBefore"] = sum.mostBefore.toString();
    out["mostAfter"] = sum.mostAfter.toString();
    out["leastChange"] = sum.least.toString();
    out["mostChange"] = sum.most.toString();
  }
  return out;
}

json of(const std::vector<diff::SumRow>& rows, bool subjects) {
  json out = json::array();
  for (const diff::SumRow& row : rows) {
    json one{{"name", of(row.name)}};
    one.update(of(row.sum));
    if (subjects) one["more"] = row.more, one["less"] = row.less;
    out.push_back(std::move(one));
  }
  return out;
}

json of(const std::vector<diff::Changed>& all) {
  json out = json::array();
  for (const diff::Changed& c : all) {
    json one{{"subject", c.subject}, {"clause", of(c.clause)}, {"years", c.period}};
    one.update(of(c.sum));
    out.push_back(std::move(one));
  }
  return out;
}

json of(const std::optional<diff::Told>& told) {
  if (!told) return nullptr;
  return {{"status", told->statusKey},
          {"words", of(told->status)},
          {"amount", of(told->amount)},
          {"least", told->least.toString()},
          {"most", told->most.toString()}};
}

const char* markKey(explain::Line::Mark mark) {
  switch (mark) {
  case explain::Line::Mark::None: return "none";
  case explain::Line::Mark::Met: return "met";
  case explain::Line::Mark::NotMet: return "notMet";
  case explain::Line::Mark::Open: return "open";
  case explain::Line::Mark::Binding: return "binding";
  }
  return "";
}

const char* inKey(diff::ReasonLine::In in) {
  switch (in) {
  case diff::ReasonLine::In::Both: return "both";
  case diff::ReasonLine::In::Before: return "before";
  case diff::ReasonLine::In::After: return "after";
  }
  return "";
}

json of(const std::vector<diff::Reason>& reasons) {
  json out = json::array();
  for (const diff::Reason& r : reasons) {
    json lines = json::array();
    for (const diff::ReasonLine& line : r.lines)
      lines.push_back(
          {{"in", inKey(line.in)}, {"mark", markKey(line.mark)}, {"depth", line.depth}, {"text", of(line.text)}});
    json one{{"clause", of(r.clause)}, {"period", r.period}};
    if (!r.item.empty()) one["item"] = r.item;
    one["before"] = of(r.before);
    one["after"] = of(r.after);
    one["lines"] = std::move(lines);
    out.push_back(std::move(one));
  }
  return out;
}

const char* overKey(diff::Over over) {
  switch (over) {
  case diff::Over::No: return "no";
  case diff::Over::Perhaps: return "perhaps";
  case diff::Over::Yes: return "yes";
  }
  return "";
}

} // namespace

json registerJson(const diff::Register& r) {
  return {{"years", r.years},
          {"subjects", r.subjects},
          {"more", r.more},
          {"less", r.less},
          {"same", r.same()},
          {"moved", r.moved},
          {"pending", r.pending},
          {"medianChange", r.medianChange.toString()},
          {"medianMore", r.medianMore.toString()},
          {"medianLess", r.medianLess.toString()},
          {"byClause", of(r.byClause, true)},
          {"byArticle", of(r.byArticle, true)},
          {"byDistrict", of(r.byDistrict, true)},
          {"byYear", of(r.byYear, true)},
          {"most", of(r.most)},
          {"open", of(r.open)}};
}

json budgetJson(const diff::Budget& b) {
  return {{"total", of(b.total)},
          {"byPayer", of(b.byPayer, false)},
          {"byYear", of(b.byYear, false)},
          {"allowed", b.allowed ? json(b.allowed->toString()) : json()},
          {"over", b.allowed ? json(overKey(b.over)) : json()}};
}

json reasonsJson(const diff::Reasons& r) {
  return {{"subject", r.subject}, {"total", of(r.total)}, {"differing", of(r.differing)}, {"same", of(r.same)}};
}

} // namespace tiao::driver
