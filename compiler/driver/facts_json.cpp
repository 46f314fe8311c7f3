#include "compiler/driver/facts_json.h"

#include "compiler/driver/values.h"

#include <algorithm>

namespace tiao::driver {

using calendar::Period;
using core::match;

namespace {

/// A scalar as the text it would have in a table; nothing for null, an array or an object.
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

bool isNull(const Json& value) { return std::holds_alternative<JsonNull>(value.value); }

/// Where an error lies: its line, and what it is about.
Text at(int64_t line, const std::string& what, const Text& why) {
  const std::string number = std::to_string(line);
  const Text name = what.empty() ? Text() : quoted(Text(what));
  return {"第" + number + "行" + name.zh + "：" + why.zh,
          "line " + number + (what.empty() ? "" : ", " + name.en) + ": " + why.en};
}

class CaseReader {
public:
  CaseReader(const core::Program& program, GivenCase& out, std::vector<Text>& errors)
      : program_(program), names_(factNames(program)), values_(program), out_(out), errors_(errors) {}

  void read(const Json& root) {
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
  }

private:
  void wrong(int64_t line, const std::string& what, const Text& why) { errors_.push_back(at(line, what, why)); }

  void wrong(int64_t line, const std::string& what, const std::string& text, const Text& why) {
    const Text found = quoted(Text(text));
    wrong(line, what, {found.zh + why.zh, found.en + ": " + why.en});
  }

  void readFacts(const Json& facts) {
    const auto* members = std::get_if<JsonObject>(&facts.value);
    if (members == nullptr) return wrong(facts.line, "facts", {"应是一个对象 {…}", "an object {…} is expected"});
    for (const JsonMember& m : *members) {
      const std::optional<uint32_t> index = names_.find(m.key);
      if (!index) {
        const Text guess = didYouMean(names_.nearest(m.key));
        wrong(m.value.line, m.key, {"不认识的事实" + guess.zh, "unknown fact" + guess.en});
        continue;
      }
      if (program_.facts[core::FactId{*index}].item) {
        wrong(m.value.line, m.key, {"是条目的事实，此处不能写", "belongs to items and cannot stand here"});
        continue;
      }
      readFact(core::FactId{*index}, m);
    }
  }

  void readFact(core::FactId id, const JsonMember& m) {
    const core::Fact& fact = program_.facts[id];
    const auto* byPeriod = std::get_if<JsonObject>(&m.value.value);
    if (fact.per == core::Per::Fixed) {
      if (byPeriod != nullptr)
        return wrong(m.value.line, m.key, {"不分年度，应是一个值", "has no years: one value is expected"});
      return give(id, Period{}, m.key, m.value);
    }
    if (byPeriod == nullptr) return giveEachYear(id, m);
    for (const JsonMember& one : *byPeriod) {
      const std::optional<Period> period = readPeriod(one.key);
      const bool fits = period && period->isMonth() == (fact.per == core::Per::Month);
      if (fits) {
        out_.lastYear = std::max(out_.lastYear.value_or(period->year), period->year);
        give(id, *period, m.key, one.value);
      } else
        wrong(one.value.line, m.key + " " + one.key, {"不是年度（如 2022）", "not a year, as in 2022"});
    }
  }

  void giveEachYear(core::FactId id, const JsonMember& m) {
    if (program_.facts[id].per == core::Per::Month)
      return wrong(m.value.line, m.key,
                   {"是每月的事实，应写明月份，如 {\"2022-07\": …}",
                    "is a monthly fact: say which months, as in {\"2022-07\": …}"});
    const int first = std::max(FirstYear, calendar::yearOf(program_.from));
    const int last = std::min({LastYear, calendar::yearOf(program_.to), first + 50});
    const size_t before = errors_.size();
    for (int year = first; year <= last && errors_.size() == before; ++year) give(id, Period{year, 0}, m.key, m.value);
  }

  void give(core::FactId id, Period period, const std::string& name, const Json& value) {
    if (isNull(value)) return;
    const std::string what = period.year == 0 ? name : name + " " + calendar::toString(period);
    const std::optional<std::string> text = scalarText(value);
    if (!text) return wrong(value.line, what, {"应是一个值", "one value is expected"});
    Reading reading = values_.read(id, *text);
    if (const auto* why = std::get_if<Text>(&reading)) {
      return wrong(value.line, what, *text, *why);
    }
    out_.facts.give(id, interpret::Key{}, period, std::get<core::Constant>(std::move(reading)));
    const interpret::Datum& datum = out_.facts.find(id, interpret::Key{}, period);
    if (const auto* invalid = std::get_if<interpret::Invalid>(&datum)) {
      wrong(value.line, what, *text, textOf(invalid->reason));
    }
  }

  void readLedger(const Json& ledger) {
    GivenLedger given = readLedgerJson(ledger, program_, errors_);
    out_.ledger.completeThrough = given.completeThrough;
    for (GivenEntry& each : given.entries) out_.ledger.entries.push_back(std::move(each.entry));
  }

  const core::Program& program_;
  const Names names_;
  const ValueReader values_;
  GivenCase& out_;
  std::vector<Text>& errors_;
};

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
  const core::AwardId id{*award};
  if (period->isMonth() != (program.awards[id].period == core::Per::Month)) {
    errors.push_back(
        at(json.line, "year", {"此条款的期间不是这样写的", "is not the kind of period that this clause has"}));
    return;
  }
  out.entries.push_back({text("subject"), {id, interpret::Key{}, *period, *yuan, *yuan, {}}});
}

} // namespace

GivenLedger readLedgerJson(const Json& ledger, const core::Program& program, std::vector<Text>& errors) {
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
  const Names names = awardNames(program);
  for (const Json& entry : *entries) readEntry(entry, program, names, out, errors);
  return out;
}

std::optional<GivenCase> readCase(const std::string& path, const Compiled& policy, const Console& console) {
  const std::optional<std::string> text = source::readFile(path);
  if (!text) {
    console.fail({path + "：无法读取", path + ": cannot be read"});
    return std::nullopt;
  }
  GivenCase result{interpret::Case(policy.program()), {}, {}};
  std::vector<Text> errors;
  const std::variant<Json, Text> json = readJson(*text);
  if (const auto* why = std::get_if<Text>(&json))
    errors.push_back(*why);
  else
    CaseReader(policy.program(), result, errors).read(std::get<Json>(json));
  for (const Text& error : errors) console.fail({path + " " + error.zh, path + " " + error.en});
  if (!errors.empty()) return std::nullopt;
  return result;
}

} // namespace tiao::driver
