#include "compiler/driver/ledger_file.h"

#include "compiler/driver/facts_json.h"
#include "compiler/driver/values.h"
#include "runtime/table/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tiao::driver {

namespace {

using Errors = std::vector<Text>;

Text atLine(int64_t line, const Text& why) {
  const std::string number = std::to_string(line);
  return {"第" + number + "行：" + why.zh, "line " + number + ": " + why.en};
}

/// The columns of a ledger as a table; others are passed over, so that the output of a run can be read.
struct Columns {
  std::optional<size_t> subject, clause, item, period, amount, lowest;
};

Columns columnsOf(const std::vector<std::string_view>& headings, const std::vector<core::Name>& subjectNames) {
  enum Meaning : uint32_t { Subject, Clause, ItemOf, PeriodOf, AmountOf, Lowest };
  Names names;
  for (const core::Name& name : subjectNames) names.add(name, Subject);
  names.add({"主体", "subject"}, Subject);
  names.add({"条款", "clause"}, Clause);
  names.add({"", "award"}, Clause);
  names.add({"条目", "item"}, ItemOf);
  names.add({"年度", "period"}, PeriodOf);
  names.add({"年份", "year"}, PeriodOf);
  names.add({"金额", "amount"}, AmountOf);
  names.add({"最低", "lowest"}, Lowest);
  Columns columns;
  for (size_t i = 0; i < headings.size(); ++i) {
    const std::optional<uint32_t> meaning = names.find(trimmed(headings[i]));
    if (meaning == Subject) columns.subject = i;
    if (meaning == Clause) columns.clause = i;
    if (meaning == ItemOf) columns.item = i;
    if (meaning == PeriodOf) columns.period = i;
    if (meaning == AmountOf) columns.amount = i;
    if (meaning == Lowest) columns.lowest = i;
  }
  return columns;
}

/// The same award twice for one subject (or item) and period: which one was meant cannot be told.
void refuseRepeated(const GivenLedger& given, const core::Program& program, Errors& errors) {
  std::set<std::tuple<std::string, std::string, core::AwardId, calendar::Period>> seen;
  for (const GivenEntry& each : given.entries) {
    if (seen.emplace(each.subject, each.item, each.award, each.period).second) continue;
    const Text award = textOf(program.awards[each.award].name);
    const std::string of = each.subject + (each.item.empty() ? "" : " " + each.item);
    const std::string period = calendar::toString(each.period);
    errors.emplace_back(fmt::format("{} {} {} 写了两次", of, award.zh, period),
                        fmt::format("{} {} {} stands twice", of, award.en, period));
  }
}

void readRow(const table::Row& row, const Columns& columns, const core::Program& program, const Names& awards,
             GivenLedger& out, Errors& errors) {
  const auto wrong = [&](const Text& why) { errors.push_back(atLine(row.line, why)); };
  if (!row.problems.empty()) return wrong(textOf(describe(row.problems.front())));
  const std::string_view clause = trimmed(row[*columns.clause]);
  if (clause.empty()) return; // a row of a run's output that tells of bad data
  const std::optional<uint32_t> award = awards.find(clause);
  if (!award) {
    const Text guess = didYouMean(awards.nearest(clause)), name = quoted(Text(clause));
    return wrong({name.zh + "不是条款" + guess.zh, name.en + " is no clause" + guess.en});
  }
  const std::optional<calendar::Period> period = readPeriod(trimmed(row[*columns.period]));
  if (*award == clauseOfOther && period) {
    out.completeThrough = std::max(out.completeThrough.value_or(period->year), period->year);
    return;
  }
  const bool monthly = *award != clauseOfOther && program.awards[core::AwardId{*award}].period == core::Per::Month;
  if (!period || period->isMonth() != monthly) return wrong({"年度有误", "the period is wrong"});
  const std::string_view cell = trimmed(row[*columns.amount]);
  if (cell.empty() && columns.lowest && !trimmed(row[*columns.lowest]).empty())
    return wrong({"金额未定：账本只记已给予的金额", "the amount is pending: a ledger holds what was awarded"});
  const std::optional<core::Rational> amount = readMoney(cell);
  if (!amount || amount->sign() < 0) return wrong({"金额有误", "the amount is wrong"});
  out.completeThrough = std::max(out.completeThrough.value_or(period->year), period->year);
  if (amount->isZero()) return;
  const auto cellOf = [&](std::optional<size_t> column) {
    return column ? std::string(trimmed(row[*column])) : std::string();
  };
  GivenEntry entry{cellOf(columns.subject), cellOf(columns.item), {*award}, *period, *amount};
  if (const auto why = wrongItem(entry, program)) return wrong(*why);
  out.entries.push_back(std::move(entry));
}

GivenLedger readTable(const std::string& path, const Compiled& policy, const Names& awards, Errors& errors) {
  GivenLedger out;
  auto opened = table::Reader::open(path);
  if (const auto* failure = table::failureOf(opened)) {
    errors.push_back(textOf(describe(*failure)));
    return out;
  }
  auto& reader = std::get<table::Reader>(opened);
  const Columns columns = columnsOf(reader.headings(), subjectNames(policy));
  if (!columns.clause || !columns.period || !columns.amount) {
    errors.emplace_back("账本应有「条款」「年度」「金额」三列",
                        "a ledger has the columns `clause`, `period` and `amount`");
    return out;
  }
  table::Row row;
  while (reader.next(row)) readRow(row, columns, policy.program(), awards, out, errors);
  return out;
}

GivenLedger readJsonFile(const std::string& path, const Compiled& policy, const Names& awards, Errors& errors) {
  const std::optional<std::string> text = source::readFile(path);
  if (!text) {
    errors.emplace_back("无法读取", "cannot be read");
    return {};
  }
  const std::variant<Json, Text> json = readJson(*text);
  if (const auto* why = std::get_if<Text>(&json)) {
    errors.push_back(*why);
    return {};
  }
  return readLedgerJson(std::get<Json>(json), policy.program(), awards, errors);
}

} // namespace

std::optional<Text> wrongItem(const GivenEntry& entry, const core::Program& program) {
  const auto& kind = program.awards[entry.award].key;
  if (kind.has_value() != entry.item.empty()) return std::nullopt;
  if (!kind) return Text("此条款不按条目计，不应写条目", "this clause is not counted by items, and one is named");
  const Text name = quoted(textOf(program.itemKinds[*kind].name));
  return Text("此条款按" + name.zh + "计，应写明是哪一个（tiao run --by-item 如此写出）",
              "this clause is counted by " + name.en + ": say which (as tiao run --by-item writes them)");
}

interpret::Entry entryOf(const GivenEntry& given, const core::Program& program, interpret::Case& facts) {
  const auto& kind = program.awards[given.award].key;
  const interpret::Key key = kind ? facts.item(*kind, given.item) : interpret::Key{};
  return {given.award, key, given.period, given.amount, given.amount, {}};
}

interpret::Ledger Ledgers::of(const std::string& subject, const core::Program& program, interpret::Case& facts) const {
  interpret::Ledger ledger{{}, completeThrough};
  const auto found = bySubject.find(subject);
  if (found == bySubject.end()) return ledger;
  for (const GivenEntry& each : found->second) ledger.entries.push_back(entryOf(each, program, facts));
  return ledger;
}

std::optional<Ledgers> readLedgers(const std::string& path, const std::string& through, const Compiled& policy,
                                   const Console& console, const Names* clauses) {
  Ledgers result;
  if (path.empty()) return result;
  Errors errors;
  const Names awards = clauses != nullptr ? *clauses : awardNames(policy.program());
  GivenLedger given =
      path.ends_with(".json") ? readJsonFile(path, policy, awards, errors) : readTable(path, policy, awards, errors);
  refuseRepeated(given, policy.program(), errors);
  if (!through.empty()) {
    const std::optional<interpret::Years> year = readYears(through);
    if (year)
      given.completeThrough = year->last;
    else
      errors.emplace_back("「" + through + "」不是年度", "`" + through + "` is not a year");
  }
  constexpr size_t MostShown = 20;
  for (size_t i = 0; i < errors.size() && i < MostShown; ++i)
    console.fail({path + "：" + errors[i].zh, path + ": " + errors[i].en});
  if (errors.size() > MostShown) {
    const std::string rest = std::to_string(errors.size() - MostShown);
    console.more({"另有 " + rest + " 处", rest + " more"});
  }
  if (!errors.empty()) return std::nullopt;

  result.completeThrough = given.completeThrough;
  for (GivenEntry& each : given.entries) result.bySubject[each.subject].push_back(std::move(each));
  if (given.completeThrough) {
    const std::string year = std::to_string(*given.completeThrough);
    console.note({"账本记至 " + year + " 年，从次年起计算",
                  "the ledger is complete through " + year + "; computing from the year after"});
  }
  return result;
}

} // namespace tiao::driver
