#include "compiler/driver/case_reader.h"

#include <algorithm>

namespace tiao::driver {

using calendar::Period;
using core::match;

namespace {

bool isNull(const Json& value) { return std::holds_alternative<JsonNull>(value.value); }

/// Where an error lies: its line, and what it is about.
Text at(int64_t line, const std::string& what, const Text& why) {
  const std::string number = std::to_string(line);
  const Text name = what.empty() ? Text() : quoted(Text(what));
  return {"第" + number + "行" + name.zh + "：" + why.zh,
          "line " + number + (what.empty() ? "" : ", " + name.en) + ": " + why.en};
}

} // namespace

std::optional<std::string> scalarText(const Json& value) {
  return std::visit(match{
                        [](const JsonNull&) { return std::optional<std::string>(); },
                        [](bool yes) { return std::optional<std::string>(yes ? "true" : "false"); },
                        [](const JsonNumber& number) { return std::optional(number.text); },
                        [](const std::string& text) { return std::optional(text); },
                        [](const JsonArray&) { return std::optional<std::string>(); },
                        [](const JsonObject&) { return std::optional<std::string>(); },
                    },
                    value.value);
}

interpret::Years yearsOfPolicy(const core::Program& program) {
  const int first = std::max(FirstYear, calendar::yearOf(program.from));
  return {first, std::max(first, std::min({LastYear, calendar::yearOf(program.to), first + 50}))};
}

void CaseReader::read(const Json& root) {
  const auto* members = std::get_if<JsonObject>(&root.value);
  if (members == nullptr) return wrong(root.line, "", {"应是一个对象 {…}", "an object {…} is expected"});
  for (const JsonMember& m : *members) {
    if (m.key == "subject")
      out_.facts.subject = scalarText(m.value).value_or("");
    else if (m.key == "facts")
      readFacts(m.value);
    else if (m.key == "ledger")
      readLedger(m.value);
    else
      wrong(m.value.line, m.key,
            {"不认识；此处可以有 subject、facts、ledger", "unknown; subject, facts and ledger may stand here"});
  }
  if (member(root, "facts") == nullptr) wrong(root.line, "facts", {"没有写", "is not there"});
  giveLists();
}

void CaseReader::wrong(int64_t line, const std::string& what, const Text& why) {
  errors_.push_back(at(line, what, why));
}

void CaseReader::wrong(int64_t line, const std::string& what, const std::string& text, const Text& why) {
  const Text found = quoted(Text(text));
  wrong(line, what, {found.zh + why.zh, found.en + ": " + why.en});
}

void CaseReader::readFacts(const Json& facts) {
  const auto* members = std::get_if<JsonObject>(&facts.value);
  if (members == nullptr) return wrong(facts.line, "facts", {"应是一个对象 {…}", "an object {…} is expected"});
  for (const JsonMember& m : *members) {
    if (const std::optional<uint32_t> kind = kinds_.find(m.key)) {
      readItems({*kind}, m.key, m.value);
      continue;
    }
    const std::optional<uint32_t> index = names_.find(m.key);
    if (!index) {
      if (otherNames_.find(m.key) || otherKinds_.find(m.key)) continue;
      const Text guess = didYouMean(names_.nearest(m.key));
      wrong(m.value.line, m.key, {"不认识的事实" + guess.zh, "unknown fact" + guess.en});
      continue;
    }
    if (const auto& item = program_.facts[core::FactId{*index}].item) {
      const Text kind = quoted(textOf(program_.itemKinds[*item].name));
      wrong(
          m.value.line, m.key,
          {"是条目的事实，应写在" + kind.zh + "的列表中", "belongs to items and is written in the list of " + kind.en});
      continue;
    }
    readFact({core::FactId{*index}, {}, m.key}, m.value);
  }
}

void CaseReader::readFact(const Place& place, const Json& value) {
  const core::Fact& fact = program_.facts[place.fact];
  const auto* byPeriod = std::get_if<JsonObject>(&value.value);
  if (fact.per == core::Per::Fixed) {
    if (byPeriod != nullptr)
      return wrong(value.line, place.path, {"不分年度，应是一个值", "has no years: one value is expected"});
    return give(place, Period{}, value);
  }
  if (byPeriod == nullptr) return giveEachYear(place, value);
  const bool monthly = fact.per == core::Per::Month;
  for (const JsonMember& one : *byPeriod) {
    const std::optional<Period> period = readPeriod(one.key);
    if (period && period->isMonth() == monthly) {
      named(*period);
      give(place, *period, one.value);
    } else if (monthly)
      wrong(one.value.line, place.path + " " + one.key, {"不是月份（如 2022-07）", "not a month, as in 2022-07"});
    else
      wrong(one.value.line, place.path + " " + one.key, {"不是年度（如 2022）", "not a year, as in 2022"});
  }
}

void CaseReader::giveEachYear(const Place& place, const Json& value) {
  if (isNull(value)) return;
  if (program_.facts[place.fact].per == core::Per::Month)
    return wrong(value.line, place.path,
                 {"是每月的事实，应写明月份，如 {\"2022-07\": …}",
                  "is a monthly fact: say which months, as in {\"2022-07\": …}"});
  const interpret::Years years = yearsOfPolicy(program_);
  const size_t before = errors_.size();
  for (int year = years.first; year <= years.last && errors_.size() == before; ++year)
    give(place, Period{year, 0}, value);
}

void CaseReader::give(const Place& place, Period period, const Json& value) {
  if (isNull(value)) return;
  const std::string what = period.year == 0 ? place.path : place.path + " " + calendar::toString(period);
  const std::optional<std::string> text = scalarText(value);
  if (!text) return wrong(value.line, what, {"应是一个值", "one value is expected"});
  Reading reading = values_.read(place.fact, *text);
  if (const auto* why = std::get_if<Text>(&reading)) return wrong(value.line, what, *text, *why);
  out_.facts.give(place.fact, place.key, period, std::get<core::Constant>(std::move(reading)));
  const interpret::Datum& datum = out_.facts.find(place.fact, place.key, period);
  if (const auto* invalid = std::get_if<interpret::Invalid>(&datum))
    wrong(value.line, what, *text, textOf(invalid->reason));
}

/// The case speaks of this period by name.
void CaseReader::named(Period period) {
  out_.firstYear = std::min(out_.firstYear.value_or(period.year), period.year);
  out_.lastYear = std::max(out_.lastYear.value_or(period.year), period.year);
}

void CaseReader::readLedger(const Json& ledger) {
  GivenLedger given =
      readLedgerJson(ledger, program_, other_ != nullptr ? other_->clauses : awardNames(program_), errors_);
  out_.ledger.completeThrough = given.completeThrough;
  for (const GivenEntry& each : given.entries) out_.ledger.entries.push_back(entryOf(each, program_, out_.facts));
}

namespace {

/// One entry; what is missing or wrong goes to the errors.
void readEntry(const Json& json, const core::Program& program, const Names& awards, GivenLedger& out,
               std::vector<Text>& errors) {
  const auto text = [&](std::string_view key) {
    const Json* value = member(json, key);
    return value == nullptr ? std::string() : scalarText(*value).value_or("");
  };
  const std::string name = text("award"), year = text("year"), amount = text("amount");
  const std::optional<uint32_t> award = awards.find(name);
  const std::optional<Period> period = readPeriod(year);
  const std::optional<core::Rational> yuan = readMoney(amount);
  if (!award) {
    const Text guess = didYouMean(awards.nearest(name)), shown = quoted(Text(name));
    errors.push_back(at(json.line, "award", {shown.zh + "不是条款" + guess.zh, shown.en + " is no clause" + guess.en}));
  }
  if (!period) errors.push_back(at(json.line, "year", {"「" + year + "」不是年度", "`" + year + "` is not a year"}));
  if (!yuan || yuan->sign() < 0)
    errors.push_back(at(json.line, "amount",
                        {"「" + amount + "」不是已给予的金额", "`" + amount + "` is not an amount that was awarded"}));
  if (!award || !period || !yuan || yuan->sign() < 0) return;
  if (yuan->isZero()) return; // nothing was awarded, and that says as much
  if (*award == clauseOfOther) return;
  const core::AwardId id{*award};
  if (period->isMonth() != (program.awards[id].period == core::Per::Month)) {
    errors.push_back(
        at(json.line, "year", {"此条款的期间不是这样写的", "is not the kind of period that this clause has"}));
    return;
  }
  GivenEntry entry{text("subject"), text("item"), id, *period, *yuan};
  if (const auto why = wrongItem(entry, program))
    errors.push_back(at(json.line, "item", *why));
  else
    out.entries.push_back(std::move(entry));
}

} // namespace

GivenLedger readLedgerJson(const Json& ledger, const core::Program& program, const Names& names,
                           std::vector<Text>& errors) {
  GivenLedger out;
  if (const Json* through = member(ledger, "completeThrough")) {
    const std::optional<Period> year = readPeriod(scalarText(*through).value_or(""));
    if (year && !year->isMonth())
      out.completeThrough = year->year;
    else
      errors.push_back(at(through->line, "completeThrough", {"不是年度", "is not a year"}));
  }
  const Json* awards = member(ledger, "awards");
  const auto* entries = awards == nullptr ? nullptr : std::get_if<JsonArray>(&awards->value);
  if (entries == nullptr) {
    errors.push_back(
        at(ledger.line, "awards", {"账本应有一个列表 \"awards\": […]", "a ledger has a list \"awards\": […]"}));
    return out;
  }
  for (const Json& entry : *entries) readEntry(entry, program, names, out, errors);
  return out;
}

std::optional<GivenCase> readCaseText(std::string_view text, const core::Program& program, std::vector<Text>& errors,
                                      const OtherVersion* other) {
  GivenCase result{interpret::Case(program), {}, {}, {}};
  const std::variant<Json, Text> json = readJson(text);
  if (const auto* why = std::get_if<Text>(&json))
    errors.push_back(*why);
  else
    CaseReader(program, result, errors, other).read(std::get<Json>(json));
  if (!errors.empty()) return std::nullopt;
  return result;
}

std::optional<GivenCase> readCase(const std::string& path, const Compiled& policy, const Console& console,
                                  const OtherVersion* other) {
  const std::optional<std::string> text = source::readFile(path);
  if (!text) {
    console.fail({path + "：无法读取", path + ": cannot be read"});
    return std::nullopt;
  }
  std::vector<Text> errors;
  auto result = readCaseText(*text, policy.program(), errors, other);
  for (const Text& error : errors) console.fail({path + " " + error.zh, path + " " + error.en});
  return result;
}

} // namespace tiao::driver
