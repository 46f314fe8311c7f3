#include "compiler/driver/source_test.h"

#include "compiler/explain/explain.h"
#include "compiler/interpret/split.h"
#include "compiler/parse/keywords.h"

#include <algorithm>

namespace tiao::driver {

using calendar::Period;
using interpret::Key;
using interpret::Reason;

namespace {

/// All else no: yes-or-no facts that are not given are no, and item lists are empty.
void giveNo(TestCase& test, const core::Program& program) {
  const auto giveIfMissing = [&](core::FactId fact, Key key, Period period) {
    if (std::holds_alternative<std::monostate>(test.facts.find(fact, key, period)))
      test.facts.give(fact, key, period, false);
  };
  for (uint32_t i = 0; i < program.facts.size(); ++i) {
    const core::FactId id{i};
    const core::Fact& fact = program.facts[id];
    if (fact.type.kind != core::Kind::Truth) continue;
    std::vector<Key> keys;
    if (!fact.item) keys.emplace_back();
    for (size_t item = 0; fact.item && item < test.facts.items().size(); ++item)
      if (test.facts.items()[item].kind == *fact.item) keys.push_back({static_cast<int32_t>(item)});
    for (const Key key : keys) {
      if (fact.per == core::Per::Fixed) giveIfMissing(id, key, {});
      for (int year = test.years.first; year <= test.years.last; ++year) {
        if (fact.per == core::Per::Year) giveIfMissing(id, key, {year, 0});
        for (int month = 1; fact.per == core::Per::Month && month <= 12; ++month) giveIfMissing(id, key, {year, month});
      }
    }
  }
  for (uint32_t i = 0; i < program.itemKinds.size(); ++i)
    for (int year = test.years.first; year <= test.years.last; ++year)
      if (!test.facts.listGiven({i}, year)) test.facts.giveList({i}, year);
}

/// The limit that a reason speaks of; null when it speaks of none.
const core::Limit* limitOf(const Reason& reason, core::AwardId id, const core::Program& program) {
  const auto at = [&](const std::vector<core::Limit>& limits) {
    return reason.limit < limits.size() ? &limits[reason.limit] : nullptr;
  };
  if (reason.kind != Reason::Kind::Cut && reason.kind != Reason::Kind::UsedUp) return nullptr;
  switch (reason.level) {
  case interpret::Level::Key: return at(program.awards[id].limits);
  case interpret::Level::Overall: return at(program.awards[id].overall);
  case interpret::Level::Pool: {
    const auto holds = [&](const core::Pool& pool) { return std::ranges::find(pool.awards, id) != pool.awards.end(); };
    const auto pool = std::ranges::find_if(program.pools, holds);
    return pool == program.pools.end() ? nullptr : at(pool->limits);
  }
  case interpret::Level::Quantity: return nullptr;
  }
  return nullptr;
}

bool isOne(core::ExprId n, const core::Program& program) {
  const auto* constant = std::get_if<core::Const>(&program.exprs[n].node);
  const auto* number = constant == nullptr ? nullptr : std::get_if<core::Rational>(&constant->value);
  return number != nullptr && *number == core::Rational(1);
}

/// Is the reason of the kind that a test names (REASON:… of the keyword table)?
bool isOfKind(const Reason& reason, const std::string& kind, core::AwardId id, const core::Program& program) {
  if (kind == "NothingToGive") return reason.kind == Reason::Kind::NothingToGive;
  if (kind == "Cap" && reason.kind == Reason::Kind::Cut && reason.level == interpret::Level::Quantity) return true;
  const core::Limit* limit = limitOf(reason, id, program);
  if (limit == nullptr) return false;
  const bool yearly = program.awards[id].period == core::Per::Year;
  return std::visit(
      core::match{
          [&](const core::Cap& cap) {
            if (kind == "TotalCap") return cap.window == core::Window::Life;
            if (kind != "YearCap") return kind == "Cap";
            return cap.window == core::Window::Year || (yearly && cap.window == core::Window::Period);
          },
          [&](const core::Floor&) { return false; },
          [&](const core::Count& count) { return kind == (isOne(count.n, program) ? "OnceUsed" : "YearsUsed"); },
          [&](const core::Within&) { return kind == "YearsUsed"; },
      },
      limit->node);
}

/// STATUS:Limited → its token and id.
std::pair<std::string, std::string> parts(const std::string& annotation) {
  const size_t colon = annotation.find(':');
  return {annotation.substr(0, colon), annotation.substr(colon + 1)};
}

Text words(const std::string& annotation) {
  const auto [token, id] = parts(annotation);
  const parse::Keyword& keyword = parse::keyword(token, id);
  return {keyword.zh.front(), keyword.en.front()};
}

/// Its id in the keyword table.
std::string_view idOf(interpret::Status status) {
  switch (status) {
  case interpret::Status::NotInForce: return "NotInForce";
  case interpret::Status::Exhausted: return "Exhausted";
  case interpret::Status::NotEntitled: return "NotEntitled";
  case interpret::Status::Forgone: return "Forgone";
  case interpret::Status::Limited: return "Limited";
  case interpret::Status::Granted: return "Granted";
  case interpret::Status::ToBeAssessed: return "ToBeAssessed";
  case interpret::Status::Unknown: return "Unknown";
  case interpret::Status::Invalid: return "Invalid";
  }
  return {};
}

/// Is the status, or some reason of these outcomes, the one that is named?
bool holds(const std::string& annotation, interpret::Status status, const std::vector<const interpret::Outcome*>& meant,
           const core::Program& program) {
  const std::pair<std::string, std::string> kind = parts(annotation);
  if (kind.first == "STATUS") return kind.second == idOf(status);
  return std::ranges::any_of(meant, [&](const interpret::Outcome* outcome) {
    return std::ranges::any_of(
        outcome->reasons, [&](const Reason& reason) { return isOfKind(reason, kind.second, outcome->award, program); });
  });
}

void addPart(Text& text, const Text& part) {
  text.zh += (text.zh.empty() ? "" : "，") + part.zh;
  text.en += (text.en.empty() ? "" : ", ") + part.en;
}

/// 市财政 25.00
Text partText(const core::Program& program, core::Id<core::Role> payer, const interpret::Amount& amount) {
  const Text name = textOf(program.roles[payer].name);
  const std::string money = explain::moneyText(amount);
  return {name.zh + " " + money, name.en + " " + money};
}

/// What the payers that are asked for bear, in that order.
std::vector<interpret::Amount> borneOf(const check::Expected& expected, const core::Program& program,
                                       const interpret::Case& facts, const interpret::Amount& amount) {
  std::vector<interpret::Amount> result;
  if (expected.parts.empty()) return result;
  const core::Split& split = *program.split;
  const std::vector<interpret::Amount> parts =
      interpret::parts(split, interpret::sharing(program, facts, {}, expected.period), amount);
  for (const auto& [payer, wanted] : expected.parts)
    result.push_back(parts[static_cast<size_t>(std::ranges::find(split.payers, payer) - split.payers.begin())]);
  return result;
}

Text wantedText(const core::Program& program, const check::Expected& expected) {
  Text text;
  if (expected.lo && expected.hi) addPart(text, Text(explain::moneyText({*expected.lo, *expected.hi})));
  for (const std::string& annotation : expected.annotations) addPart(text, words(annotation));
  for (const auto& [payer, part] : expected.parts) addPart(text, partText(program, payer, {part, part}));
  return text;
}

/// The outcomes that an expectation speaks of: of each award of the clause, in the period; of a monthly award asked for
/// a year, in each of its months.
std::vector<const interpret::Outcome*> meant(const check::Expected& expected,
                                             const std::vector<interpret::Outcome>& outcomes) {
  std::vector<const interpret::Outcome*> found;
  for (const interpret::Outcome& outcome : outcomes) {
    const bool ofClause = std::ranges::find(expected.awards, outcome.award) != expected.awards.end();
    const bool inYear = !expected.period.isMonth() && outcome.period.year == expected.period.year;
    if (ofClause && (outcome.period == expected.period || inYear)) found.push_back(&outcome);
  }
  return found;
}

/// Of several outcomes the one that is told: what is open before what is settled, what gives before what does not.
int weight(interpret::Status status) {
  switch (status) {
  case interpret::Status::Invalid: return 0;
  case interpret::Status::Unknown: return 1;
  case interpret::Status::ToBeAssessed: return 2;
  case interpret::Status::Limited: return 3;
  case interpret::Status::Granted: return 4;
  case interpret::Status::Forgone: return 5;
  case interpret::Status::Exhausted: return 6;
  case interpret::Status::NotEntitled: return 7;
  case interpret::Status::NotInForce: return 8;
  }
  return 9;
}

/// What these come to: the sum, with the status of the most telling.
interpret::Outcome together(const std::vector<const interpret::Outcome*>& meant) {
  interpret::Outcome result = *meant.front();
  for (size_t i = 1; i < meant.size(); ++i) {
    const interpret::Amount sum{result.amount.lo + meant[i]->amount.lo, result.amount.hi + meant[i]->amount.hi};
    if (weight(meant[i]->status) < weight(result.status)) result = *meant[i];
    result.amount = sum;
  }
  return result;
}

} // namespace

TestCase caseOf(const check::Test& test, const core::Program& program) {
  TestCase result{interpret::Case(program), {}, {}};
  const auto enter = [&](const check::GivenAward& given, Key key) {
    result.ledger.entries.push_back({given.award, key, given.period, given.amount, given.amount, {}});
    const int through = result.ledger.completeThrough.value_or(given.period.year);
    result.ledger.completeThrough = std::max(through, given.period.year);
  };
  result.facts.subject = shown(test.name, Language::Zh);
  for (const check::GivenFact& given : test.facts) result.facts.give(given.fact, Key{}, given.period, given.value);
  for (const check::GivenItem& item : test.items) {
    std::optional<Key> key;
    for (const int year : item.years) key = result.facts.addItem(item.kind, item.name, year);
    if (!key) continue;
    for (const check::GivenFact& given : item.facts) result.facts.give(given.fact, *key, given.period, given.value);
    for (const check::GivenAward& given : item.awarded) enter(given, *key);
  }
  for (const check::GivenAward& given : test.awarded) enter(given, Key{});
  result.years = {firstEvaluated(program, result.ledger.completeThrough), test.lastYear};
  for (const check::GivenItem& item : test.items) // those named are all that there are
    for (int year = result.years.first; year <= result.years.last; ++year)
      if (!result.facts.listGiven(item.kind, year)) result.facts.giveList(item.kind, year);
  if (test.elseNo) giveNo(result, program);
  return result;
}

std::optional<interpret::Outcome> foundOf(const check::Expected& expected,
                                          const std::vector<interpret::Outcome>& outcomes) {
  const std::vector<const interpret::Outcome*> found = meant(expected, outcomes);
  return found.empty() ? std::nullopt : std::optional(together(found));
}

std::string annotationOf(interpret::Status status) { return "STATUS:" + std::string(idOf(status)); }

cover::Measure::Asked askedBy(const check::Test& test, const core::Program& program) {
  cover::Measure::Asked asked;
  for (const check::Expected& expected : test.expected)
    for (const core::AwardId award : expected.awards) {
      asked.insert({award, expected.period});
      if (program.awards[award].period != core::Per::Month || expected.period.isMonth()) continue;
      for (int month = 1; month <= 12; ++month) asked.insert({award, {expected.period.year, month}});
    }
  return asked;
}

std::vector<Mismatch> compare(const check::Test& test, const core::Program& program, const interpret::Case& facts,
                              const std::vector<interpret::Outcome>& outcomes) {
  std::vector<Mismatch> mismatches;
  for (const check::Expected& expected : test.expected) {
    const std::vector<const interpret::Outcome*> meant = driver::meant(expected, outcomes);
    if (meant.empty()) {
      mismatches.push_back(
          {&expected, nullptr, wantedText(program, expected), {"这一期没有计算", "this period was not computed"}});
      continue;
    }
    const interpret::Outcome found = together(meant);
    const bool amount =
        (!expected.lo || *expected.lo == found.amount.lo) && (!expected.hi || *expected.hi == found.amount.hi);
    const bool rest = std::ranges::all_of(expected.annotations,
                                          [&](const std::string& a) { return holds(a, found.status, meant, program); });
    const std::vector<interpret::Amount> borne = borneOf(expected, program, facts, found.amount);
    bool parts = true;
    for (size_t i = 0; i < borne.size(); ++i)
      parts = parts && borne[i] == interpret::Amount{expected.parts[i].second, expected.parts[i].second};
    if (amount && rest && parts) continue;
    Text got = explain::moneyText(found.amount);
    addPart(got, explain::statusText(found.status));
    for (size_t i = 0; i < borne.size(); ++i) addPart(got, partText(program, expected.parts[i].first, borne[i]));
    mismatches.push_back({&expected, meant.front(), wantedText(program, expected), got});
  }
  return mismatches;
}

} // namespace tiao::driver
