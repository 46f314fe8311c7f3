#include "compiler/driver/answer.h"

#include "compiler/driver/awards_csv.h"
#include "compiler/driver/text_table.h"
#include "compiler/driver/years.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace tiao::driver {

using interpret::Outcome;
using interpret::Status;

namespace {

/// So many items of one clause and period are explained in full, unless all are asked for.
constexpr size_t MostItems = 20;

/// Is a line enough, unless more is asked for? What is not given; and what nothing certain can be said of.
bool briefly(const Outcome& outcome) {
  return outcome.status == Status::NotEntitled || outcome.status == Status::NotInForce ||
         outcome.status == Status::Unknown;
}

std::string colon(Language language) { return language == Language::Zh ? "：" : ": "; }

/// Once for the items of one period.
void add(std::vector<Period>& periods, Period period) {
  if (periods.empty() || periods.back() != period) periods.push_back(period);
}

std::string itemOf(const Outcome& outcome, const interpret::Case& facts) {
  return outcome.key.isSubject() ? "" : facts.items()[static_cast<size_t>(outcome.key.item)].name;
}

} // namespace

Answer::Answer(const Compiled& policy, const GivenCase& given, const Followed& followed, const AnswerOptions& options)
    : policy_(policy), given_(given), followed_(followed), result_(followed.result), shown_(followed.result),
      options_(options) {
  keepBegun(shown_, options.on);
}

std::string Answer::text(const Console& console) const {
  const Language language = console.language;
  const core::Program& program = policy_.program();
  const bool zh = language == Language::Zh;
  std::string out = heading(language) + "\n" + datesText(dates(), program, language) + "\n";
  std::vector<Brief> open, nothing;
  TextTable totals({TextTable::Align::Left, TextTable::Align::Right});
  ReasonText words(policy_.program(), policy_.sources, language);
  bool anyTotal = false;
  for (uint32_t i = 0; i < program.awards.size(); ++i) {
    if (!wanted(i)) continue;
    const core::AwardId award{i};
    Outcomes brief;
    for (const Told& told : explained(award, brief)) out += text(told, console);
    addOpen(award, brief, words, language, open);
    addNothing(award, brief, words, language, nothing);
    const interpret::Amount total = interpret::total(program, shown_, award);
    if (total.hi.isZero()) continue;
    totals.add({shown(program.awards[award].name, language), explain::moneyText(total)});
    anyTotal = true;
  }
  const auto add = [&](const std::string& title, const std::vector<Brief>& lines) {
    if (lines.empty()) return;
    out += "\n" + title + (zh ? "：\n" : ":\n");
    for (const Brief& line : lines) out += "  " + line.clause + line.periods + colon(language) + line.why + "\n";
  };
  add(zh ? "尚不能确定（--all 或 --clause 详细解释）" : "not yet certain (--all or --clause explains in full)", open);
  add(zh ? "不给予" : "not given", nothing);
  if (anyTotal) out += (zh ? "\n合计（元）：\n" : "\nin all (yuan):\n") + totals.print(2);
  return out;
}

std::string Answer::text(const Told& told, const Console& console) const {
  const Language language = console.language;
  std::string out;
  for (const explain::Explanation& each : told.explanations) out += "\n" + render(each, language, console.colourOut);
  if (told.more > 0) out += "\n" + moreText(told.more).in(language) + "\n";
  if (told.items.size() > 1) out += "\n" + together(told.items, language) + "\n";
  for (const std::string& line : courseLines(told.items, language)) out += "  " + line + "\n";
  return out;
}

/// The outcomes of one clause, in order of time and item.
Answer::Outcomes Answer::outcomesOf(core::AwardId award) const {
  Outcomes outcomes;
  for (const Outcome& outcome : shown_.outcomes)
    if (outcome.award == award) outcomes.push_back(&outcome);
  return outcomes;
}

std::string Answer::heading(Language language) const {
  const core::Program& program = policy_.program();
  const std::string document = program.document.empty()   ? ""
                               : language == Language::Zh ? "（" + program.document + "）"
                                                          : " (" + program.document + ")";
  const std::string& subject = given_.facts.subject;
  return (subject.empty() ? "" : subject + " · ") + shown(program.policy, language) + document;
}

Dates Answer::dates() const {
  Dates dates{{}, options_.on};
  if (given_.firstYear && given_.lastYear) dates.facts = interpret::Years{*given_.firstYear, *given_.lastYear};
  return dates;
}

/// What is explained in full; the rest goes to `brief`. The items of one period stand together.
std::vector<Answer::Told> Answer::explained(core::AwardId award, Outcomes& brief) const {
  const bool all = options_.all || options_.clause;
  std::vector<Told> periods;
  const Outcomes outcomes = outcomesOf(award);
  for (size_t begin = 0; begin < outcomes.size();) {
    Told told;
    Outcomes& items = told.items;
    for (; begin < outcomes.size() && (items.empty() || outcomes[begin]->period == items.front()->period); ++begin) {
      const Outcome& outcome = *outcomes[begin];
      items.push_back(&outcome);
      if (!all && briefly(outcome)) {
        brief.push_back(&outcome);
        continue;
      }
      if (told.explanations.size() == MostItems && !options_.all) {
        ++told.more;
        continue;
      }
      told.explanations.push_back(explain::explain(policy_.program(), policy_.sources, facts(), result_, outcome));
      if (options_.on && underWay(outcome.period, *options_.on))
        told.explanations.back().lines.push_back(
            {explain::Line::Mark::None, underWayText(outcome.period, *options_.on), {}});
    }
    if (!told.explanations.empty()) periods.push_back(std::move(told));
  }
  return periods;
}

Text Answer::moreText(size_t more) {
  return {fmt::format("……另有 {} 项（--all 详细解释）", more),
          fmt::format("… and {} more (--all explains them)", more)};
}

/// 展会补贴（第八条）2023年，2 个展会合计：250,000.00元，限额给予
std::string Answer::together(const Outcomes& items, Language language) const {
  const core::Program& program = policy_.program();
  const bool zh = language == Language::Zh;
  std::vector<Outcome> outcomes;
  for (const Outcome* item : items) outcomes.push_back(*item);
  const Outcome row = interpret::rows(program, outcomes).front();
  std::string kind = shown(program.itemKinds[*program.awards[row.award].key].name, language);
  if (!zh) kind = explain::plural(kind);
  return clauseName(row.award, "", language) + periodsText({row.period}, language) +
         fmt::format(fmt::runtime(zh ? "，{} 个{}合计：{}元，{}" : ", {} {} together: {} yuan, {}"), items.size(), kind,
                     explain::moneyText(row.amount), explain::statusText(row.status).in(language));
}

/// Where the award stands in the procedure and in its payment, if anything happened to it.
std::vector<std::string> Answer::courseLines(const Outcomes& items, Language language) const {
  const Course* course = followed_.of(*items.front());
  if (course == nullptr) return {};
  const bool zh = language == Language::Zh;
  const std::string stage = stageText(policy_.program(), *course).in(language);
  std::string standing = (zh ? "办理：" : "standing: ") + standingText(course->progress.standing).in(language);
  if (!stage.empty()) standing += (zh ? "，此时应办：" : ", at the stage: ") + stage;
  std::vector<std::string> lines{std::move(standing)};
  const std::string paid = paidText(policy_.program(), given_.facts, *course).in(language);
  if (!paid.empty()) lines.push_back(paid);
  const auto part = [&](const core::Rational& yuan, const char* chinese, const char* english) {
    if (!yuan.isZero())
      lines.push_back(
          fmt::format("{} {}{}", zh ? chinese : english, explain::moneyText({yuan, yuan}), zh ? "元" : " yuan"));
  };
  part(course->payments.due, "应拨付", "due");
  part(course->payments.toCome, "待拨付", "to come");
  part(course->payments.withheld, "停拨", "withheld");
  return lines;
}

/// 平台奖励（第二条） / platform award (Article 2), as the beginning of a line; with the names of items,
/// 平台奖励·甲、乙.
std::string Answer::clauseName(core::AwardId award, const std::string& item, Language language) const {
  const core::Award& clause = policy_.program().awards[award];
  const bool zh = language == Language::Zh;
  const std::string article = articleOf(clause, language);
  const std::string name = shown(clause.name, language) + (item.empty() ? "" : (zh ? "·" : ", ") + item);
  if (zh) return name + (article.empty() ? " " : "（" + article + "）");
  return name + " " + (article.empty() ? "" : "(" + article + ") ");
}

/// What is missing for a clause to be certain, in all of its open periods, if it has any.
void Answer::addOpen(core::AwardId award, const Outcomes& outcomes, ReasonText& words, Language language,
                     std::vector<Brief>& open) const {
  std::vector<Period> periods;
  interpret::Needs needs;
  for (const Outcome* outcome : outcomes) {
    if (outcome->status != Status::Unknown) continue;
    add(periods, outcome->period);
    needs.insert(needs.end(), outcome->needs.begin(), outcome->needs.end());
  }
  if (periods.empty()) return;
  std::ranges::sort(needs);
  needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
  open.push_back({clauseName(award, "", language), periodsText(periods, language), words.ofNeeds(needs, facts())});
}

/// Why a clause gives nothing; the periods of the same reason together, and the items of the same reason and periods.
void Answer::addNothing(core::AwardId award, const Outcomes& outcomes, ReasonText& words, Language language,
                        std::vector<Brief>& nothing) const {
  struct Nothing {
    std::string why;
    std::vector<Period> periods;
    std::vector<std::string> items;
  };
  std::vector<Nothing> ofItems; // one for each item and reason, in order
  std::map<std::pair<interpret::Key, std::string>, size_t> byItem;
  for (const Outcome* outcome : outcomes) {
    if (outcome->status == Status::Unknown) continue;
    const std::string status = explain::statusText(outcome->status).in(language);
    const std::string& reasons = words.of(*outcome, facts());
    const std::string why = reasons.empty() ? status : reasons;
    const auto [at, isNew] = byItem.emplace(std::pair(outcome->key, why), ofItems.size());
    if (isNew) ofItems.push_back({why, {}, {itemOf(*outcome, facts())}});
    add(ofItems[at->second].periods, outcome->period);
  }
  std::vector<Nothing> lines;
  std::map<std::pair<std::string, std::vector<Period>>, size_t> byReason;
  for (Nothing& one : ofItems) {
    const auto [at, isNew] = byReason.emplace(std::pair(one.why, one.periods), lines.size());
    if (isNew)
      lines.push_back(std::move(one));
    else
      lines[at->second].items.push_back(one.items.front());
  }
  for (Nothing& line : lines)
    nothing.push_back({clauseName(award, itemNames(line.items, language), language),
                       periodsText(line.periods, language), std::move(line.why)});
}

} // namespace tiao::driver
