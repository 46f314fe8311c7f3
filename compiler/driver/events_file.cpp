#include "compiler/driver/events_file.h"

#include "compiler/driver/values.h"
#include "runtime/table/reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

namespace {

using interpret::Event;

enum Column : uint32_t { Subject, Clause, PeriodOf, StageOf, ResultOf, DateOf, AmountOf, ColumnCount };

/// What stands in the column of stages, beside the stages of the procedure.
constexpr uint32_t PaymentStage = UINT32_MAX - 1;

enum Result : uint32_t { Passed, Refused, Paid, Performed, Stopped, Recovered };

class EventsReader {
public:
  EventsReader(const Compiled& policy, Events& out, std::vector<Text>& errors)
      : policy_(policy), program_(policy.program()), awards_(awardNames(policy.program())), out_(out), errors_(errors) {
    if (program_.procedure)
      for (uint32_t i = 0; i < program_.procedure->stages.size(); ++i)
        stages_.add(program_.procedure->stages[i].name, i);
    stages_.add({"拨付", "payment"}, PaymentStage);
    for (const auto& [zh, en, result] : {std::tuple("通过", "passed", Passed),
                                         {"同意", "approved", Passed},
                                         {"不通过", "refused", Refused},
                                         {"不予通过", "rejected", Refused},
                                         {"已拨付", "paid", Paid},
                                         {"绩效合格", "performance found", Performed},
                                         {"停止", "stopped", Stopped},
                                         {"停止拨付", "", Stopped},
                                         {"追回", "recovered", Recovered},
                                         {"已追回", "", Recovered}})
      results_.add({zh, en}, result);
  }

  void read(const std::string& path) {
    auto opened = table::Reader::open(path);
    if (const auto* failure = table::failureOf(opened)) {
      errors_.push_back(textOf(describe(*failure)));
      return;
    }
    auto& reader = std::get<table::Reader>(opened);
    if (!readHeadings(reader.headings())) return;
    table::Row row;
    while (reader.next(row)) readRow(row);
  }

private:
  bool readHeadings(const std::vector<std::string_view>& headings) {
    Names names;
    for (const core::Name& name : subjectNames(policy_)) names.add(name, Subject);
    for (const auto& [zh, en, column] : {std::tuple("主体", "subject", Subject),
                                         {"条款", "clause", Clause},
                                         {"", "award", Clause},
                                         {"年度", "period", PeriodOf},
                                         {"年份", "year", PeriodOf},
                                         {"环节", "stage", StageOf},
                                         {"结果", "result", ResultOf},
                                         {"日期", "date", DateOf},
                                         {"金额", "amount", AmountOf}})
      names.add({zh, en}, column);
    for (size_t i = 0; i < headings.size(); ++i)
      if (const auto column = names.find(trimmed(headings[i]))) columns_[*column] = i;
    for (const Column needed : {Subject, Clause, PeriodOf, StageOf, ResultOf, DateOf})
      if (!columns_[needed]) {
        errors_.emplace_back(
            "事件表应有「主体」「条款」「年度」「环节」「结果」「日期」六列",
            "a file of events has the columns `subject`, `clause`, `period`, `stage`, `result` and `date`");
        return false;
      }
    return true;
  }

  void readRow(const table::Row& row) {
    const auto cell = [&](Column column) {
      return columns_[column] ? trimmed(row[*columns_[column]]) : std::string_view();
    };
    const auto wrong = [&](const Text& why) {
      errors_.emplace_back(fmt::format("第{}行：{}", row.line, why.zh), fmt::format("line {}: {}", row.line, why.en));
    };
    const auto unknown = [&](std::string_view text, const Text& what, const Names& names) {
      const Text name = quoted(Text(text)), guess = didYouMean(names.nearest(text));
      wrong({name.zh + "不是" + what.zh + guess.zh, name.en + " is no " + what.en + guess.en});
    };
    if (!row.problems.empty()) return wrong(textOf(describe(row.problems.front())));
    const auto award = awards_.find(cell(Clause));
    if (!award) return unknown(cell(Clause), {"条款", "clause"}, awards_);
    const auto period = readPeriod(cell(PeriodOf));
    const core::Award& clause = program_.awards[core::AwardId{*award}];
    if (!period || period->isMonth() != (clause.period == core::Per::Month))
      return wrong({"年度有误", "the period is wrong"});
    const auto stage = stages_.find(cell(StageOf));
    if (!stage) return unknown(cell(StageOf), {"环节", "stage"}, stages_);
    const std::optional<core::Date> date = dateOf(cell(DateOf));
    if (!date) return wrong({"日期有误", "the date is wrong"});
    Event event;
    event.date = *date;
    if (!cell(AmountOf).empty()) {
      event.amount = readMoney(cell(AmountOf));
      if (!event.amount || event.amount->sign() < 0 || !(*event.amount * 100).isWhole())
        return wrong({"金额有误", "the amount is wrong"});
    }
    if (!readResult(cell(ResultOf), *stage, event)) return unknown(cell(ResultOf), resultsOf(*stage), results_);
    if (clause.key && (event.amount || event.kind == Event::Kind::Refused))
      return wrong({"按条目计数的奖补，决定要写明条目，本表不能写",
                    "an award counted by items is decided item by item, which "
                    "this file cannot say"});
    AwardEvents& events = eventsOf(std::string(cell(Subject)), core::AwardId{*award}, *period);
    events.events.push_back(event);
    events.lines.push_back(row.line);
  }

  static std::optional<core::Date> dateOf(std::string_view text) { return calendar::parseDate(text); }

  /// 退回 区县初审推荐 / returned to district review, or a word of its own.
  bool readResult(std::string_view text, uint32_t stage, Event& event) const {
    const bool payment = stage == PaymentStage;
    event.stage = payment ? 0 : stage;
    for (const std::string_view opening : {"退回至", "退回到", "退回", "returned to"})
      if (!payment && text.starts_with(opening)) {
        const auto to = stages_.find(trimmed(text.substr(opening.size())));
        if (!to || *to == PaymentStage) return false;
        event.kind = Event::Kind::Returned;
        event.to = *to;
        return true;
      }
    const auto result = results_.find(text);
    if (!result || (*result >= Paid) != payment) return false;
    switch (static_cast<Result>(*result)) {
    case Passed: event.kind = Event::Kind::Passed; break;
    case Refused: event.kind = Event::Kind::Refused; break;
    case Paid: event.kind = Event::Kind::Paid; break;
    case Performed: event.kind = Event::Kind::Performed; break;
    case Stopped: event.kind = Event::Kind::Stopped; break;
    case Recovered: event.kind = Event::Kind::Recovered; break;
    }
    return true;
  }
  static Text resultsOf(uint32_t stage) {
    if (stage == PaymentStage)
      return {"拨付的结果（已拨付、绩效合格、停止、追回）",
              "result of a payment (paid, performance found, stopped, recovered)"};
    return {"环节的结果（通过、退回某环节、不通过）", "result of a stage (passed, returned to a stage, refused)"};
  }

  AwardEvents& eventsOf(const std::string& subject, core::AwardId award, calendar::Period period) {
    std::vector<AwardEvents>& all = out_.bySubject[subject];
    const auto found = std::ranges::find_if(
        all, [&](const AwardEvents& each) { return each.award == award && each.period == period; });
    return found != all.end() ? *found : all.emplace_back(AwardEvents{award, period, {}, {}});
  }

  const Compiled& policy_;
  const core::Program& program_;
  Names awards_, stages_, results_;
  std::optional<size_t> columns_[ColumnCount];
  Events& out_;
  std::vector<Text>& errors_;
};

} // namespace

const std::vector<AwardEvents>* Events::of(const std::string& subject) const {
  const auto found = bySubject.find(subject);
  return found == bySubject.end() ? nullptr : &found->second;
}

std::optional<Events> readEvents(const std::string& path, const Compiled& policy, const Console& console) {
  Events events;
  events.path = path;
  if (path.empty()) return events;
  std::vector<Text> errors;
  EventsReader(policy, events, errors).read(path);
  constexpr size_t MostShown = 20;
  for (size_t i = 0; i < errors.size() && i < MostShown; ++i)
    console.fail({path + "：" + errors[i].zh, path + ": " + errors[i].en});
  if (errors.size() > MostShown)
    console.more(
        {fmt::format("另有 {} 处", errors.size() - MostShown), fmt::format("{} more", errors.size() - MostShown)});
  if (!errors.empty()) return std::nullopt;
  return events;
}

} // namespace tiao::driver
