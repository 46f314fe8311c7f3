#include "compiler/explain/lines.h"

#include <nlohmann/json.hpp>

/// Explanations for machines. The keys, and the words that stand for kinds and statuses, are part of the interface:
/// they are added to, never changed. Amounts are decimal text in yuan, never binary numbers.
namespace tiao::explain {

using interpret::Level;
using interpret::Reason;
using nlohmann::json;

namespace {

json toJson(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

/// 800000.00; with more places only where the amount has them.
std::string decimal(const Rational& value) {
  return (value * Rational(100)).isWhole() ? value.toFixed(2) : value.toString();
}

json toJson(const Amount& amount) { return {{"low", decimal(amount.lo)}, {"high", decimal(amount.hi)}}; }

const char* key(Line::Mark mark) {
  switch (mark) {
  case Line::Mark::None: return "none";
  case Line::Mark::Met: return "met";
  case Line::Mark::NotMet: return "notMet";
  case Line::Mark::Open: return "open";
  case Line::Mark::Binding: return "binding";
  }
  return "";
}

const char* key(Level level) {
  switch (level) {
  case Level::Key: return "own";
  case Level::Overall: return "allItems";
  case Level::Pool: return "pool";
  case Level::Quantity: return "quantity";
  }
  return "";
}

const char* key(Reason::Kind kind) {
  switch (kind) {
  case Reason::Kind::NotInForce: return "notInForce";
  case Reason::Kind::UsedUp: return "usedUp";
  case Reason::Kind::ConditionFailed: return "conditionFailed";
  case Reason::Kind::NothingToGive: return "nothingToGive";
  case Reason::Kind::Cut: return "cut";
  case Reason::Kind::LostTo: return "lostTo";
  case Reason::Kind::BarredBy: return "barredBy";
  case Reason::Kind::Missing: return "missing";
  case Reason::Kind::InvalidFact: return "invalidFact";
  }
  return "";
}

const char* key(core::Window window) {
  switch (window) {
  case core::Window::Period: return "period";
  case core::Window::Year: return "year";
  case core::Window::Life: return "life";
  }
  return "";
}

json toJson(const Line& line) {
  json below = json::array();
  for (const Line& each : line.below) below.push_back(toJson(each));
  return {{"mark", key(line.mark)}, {"text", toJson(line.text)}, {"below", std::move(below)}};
}

json reason(const Program& program, const Reason& reason, const Text& text) {
  json j{{"kind", key(reason.kind)}, {"text", toJson(text)}};
  switch (reason.kind) {
  case Reason::Kind::UsedUp:
    j["level"] = key(reason.level);
    j["limit"] = reason.limit;
    j["used"] = {{"low", reason.amount.lo.toString()}, {"high", reason.amount.hi.toString()}};
    break;
  case Reason::Kind::Cut:
    j["level"] = key(reason.level);
    if (reason.level != Level::Quantity) j["limit"] = reason.limit;
    j["by"] = {{"low", reason.amount.lo.toString()}, {"high", reason.amount.hi.toString()}};
    break;
  case Reason::Kind::LostTo: j["award"] = toJson(named(program.awards[reason.award].name)); break;
  case Reason::Kind::BarredBy:
    j["award"] = toJson(named(program.awards[reason.award].name));
    j["given"] = toJson(reason.amount);
    break;
  case Reason::Kind::NotInForce:
  case Reason::Kind::ConditionFailed:
  case Reason::Kind::NothingToGive:
  case Reason::Kind::Missing:
  case Reason::Kind::InvalidFact: break;
  }
  return j;
}

json step(const Program& program, interpret::AwardId award, const interpret::Step& step) {
  json j{{"level", key(step.level)},      {"limit", step.limit},         {"bound", toJson(step.bound)},
         {"before", toJson(step.before)}, {"after", toJson(step.after)}, {"cut", step.cut}};
  if (const core::Limit* limit = limitAt(program, award, step.level, step.limit)) {
    std::visit(match{
                   [&](const core::Cap& l) {
                     j["kind"] = "cap";
                     j["window"] = key(l.window);
                     j["already"] = toJson(step.already);
                   },
                   [&](const core::Floor&) { j["kind"] = "floor"; },
                   [](const core::Count&) {},
                   [](const core::Within&) {},
               },
               limit->node);
  }
  return j;
}

json need(const Program& program, const interpret::Need& need, const Text& text) {
  json j{{"text", toJson(text)}};
  if (need.list)
    j["items"] = toJson(named(program.itemKinds[*need.list].name));
  else
    j["fact"] = toJson(named(program.facts[need.fact].name));
  if (need.period.year != 0) j["period"] = calendar::toString(need.period);
  if (!need.list && program.facts[need.fact].judge) j["judge"] = toJson(judgeText(program, need.fact));
  return j;
}

} // namespace

json toJson(const Program& program, const Explanation& explanation) {
  const interpret::Outcome& outcome = explanation.outcome;
  json j{{"award", toJson(explanation.award)},
         {"article", toJson(explanation.article)},
         {"period", calendar::toString(outcome.period)},
         {"status", statusKey(outcome.status)},
         {"statusText", toJson(explanation.status)},
         {"amount", toJson(outcome.amount)},
         {"computed", toJson(outcome.computed)},
         {"decided", outcome.decided},
         {"quotation", explanation.quotation}};
  if (!explanation.document.empty()) j["document"] = explanation.document;
  j["ceiling"] = outcome.ceiling ? json(decimal(*outcome.ceiling)) : json();
  if (explanation.item != Text()) j["item"] = explanation.item.zh;
  json possible = json::array(), reasons = json::array(), steps = json::array(), needs = json::array(),
       lines = json::array();
  for (const interpret::Status status : possibleOf(outcome)) possible.push_back(statusKey(status));
  for (size_t i = 0; i < outcome.reasons.size(); ++i) {
    reasons.push_back(
        reason(program, outcome.reasons[i], i < explanation.reasons.size() ? explanation.reasons[i] : Text()));
  }
  for (const interpret::Step& each : outcome.steps) steps.push_back(step(program, outcome.award, each));
  for (size_t i = 0; i < outcome.needs.size(); ++i) {
    needs.push_back(need(program, outcome.needs[i], i < explanation.needs.size() ? explanation.needs[i] : Text()));
  }
  for (const Line& line : explanation.lines) lines.push_back(toJson(line));
  j["possible"] = std::move(possible);
  j["reasons"] = std::move(reasons);
  j["steps"] = std::move(steps);
  j["needs"] = std::move(needs);
  j["lines"] = std::move(lines);
  if (program.split) {
    j["split"] = json::array();
    for (const auto& [payer, amount] : explanation.parts)
      j["split"].push_back({{"payer", toJson(payer)}, {"amount", toJson(amount)}});
  }
  return j;
}

} // namespace tiao::explain
