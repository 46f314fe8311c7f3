#include "compiler/driver/awards_csv.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/course.h"
#include "compiler/driver/facts_json.h"
#include "compiler/driver/headings.h"
#include "compiler/driver/ledger_file.h"
#include "compiler/driver/subject_case.h"
#include "compiler/driver/text_table.h"
#include "compiler/driver/years.h"
#include "compiler/explain/explain.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// tiao eval: one subject, explained.
namespace tiao::driver {

namespace {

using interpret::Status;

/// What is known of the subject, and the last year that the input speaks of.
struct Asked {
  GivenCase given;
  bool badData = false;
};

/// One subject of a register.
std::optional<Asked> fromRegister(const EvalOptions& options, const Compiled& policy, const Console& console) {
  auto opened = Register::open(options.registry, policy.program(), subjectNames(policy));
  if (const auto* why = std::get_if<Text>(&opened)) return console.fail(*why), std::nullopt;
  const auto& reg = std::get<Register>(opened);
  tellHeadings(reg.headings(), policy.program(), console);
  Names names;
  for (uint32_t i = 0; i < reg.subjects().size(); ++i)
    if (reg.subjects()[i].name == options.subject) {
      Asked asked{{interpret::Case(policy.program()), {}, {}}};
      std::vector<BadData> bad;
      const ValueReader values(policy.program());
      CaseFiller(policy.program(), reg, values, console.language).fill(reg.subjects()[i], asked.given.facts, bad);
      for (const BadData& each : bad) console.warn({sentence(each, Language::Zh), sentence(each, Language::En)});
      asked.given.lastYear = reg.lastYear();
      asked.badData = !bad.empty();
      return asked;
    }
  constexpr size_t MostCompared = 20'000; // a guess is not worth a long wait
  for (uint32_t i = 0; i < std::min(reg.subjects().size(), MostCompared); ++i)
    names.add({std::string(reg.subjects()[i].name), ""}, i);
  const Text guess = didYouMean(names.nearest(options.subject)), name = quoted(Text(options.subject));
  console.fail({"名册中没有" + name.zh + guess.zh, "the register has no " + name.en + guess.en});
  return std::nullopt;
}

std::optional<Asked> readAsked(const EvalOptions& options, const Compiled& policy, const Console& console) {
  if (!options.registry.empty()) return fromRegister(options, policy, console);
  auto given = readCase(options.facts, policy, console);
  if (!given) return std::nullopt;
  return Asked{*std::move(given)};
}

/// The ledger of a file goes before that of the case.
bool readLedger(const EvalOptions& options, const Compiled& policy, GivenCase& given, const Console& console) {
  if (options.ledger.empty()) return true;
  const auto ledgers = readLedgers(options.ledger, options.ledgerThrough, policy, console);
  if (!ledgers) return false;
  const auto own = ledgers->bySubject.find(given.facts.subject);
  const auto unnamed = ledgers->bySubject.find("");
  given.ledger = own != ledgers->bySubject.end()       ? own->second
                 : unnamed != ledgers->bySubject.end() ? unnamed->second
                                                       : ledgers->nobody;
  return true;
}

std::optional<interpret::Years> yearsToShow(const EvalOptions& options, const Compiled& policy, const GivenCase& given,
                                            const Console& console) {
  const int first = firstEvaluated(policy.program(), given.ledger.completeThrough);
  if (!options.years.empty()) return yearsAsked(options.years, first, console);
  constexpr int MostYears = 50; // of a policy without an end
  const int last = std::min(yearsInForce(policy.program()).last, first + MostYears);
  return interpret::Years{first, std::clamp(given.lastYear.value_or(last), first, std::max(first, last))};
}

/// Is a line enough, unless more is asked for? What is not given; and what nothing certain can be said of.
bool briefly(const interpret::Outcome& outcome) {
  return outcome.status == Status::NotEntitled || outcome.status == Status::NotInForce ||
         outcome.status == Status::Unknown;
}

using Outcomes = std::vector<const interpret::Outcome*>;

/// The outcomes of one clause, in order of time.
Outcomes outcomesOf(const interpret::Result& result, core::AwardId award) {
  Outcomes outcomes;
  for (const interpret::Outcome& outcome : result.outcomes)
    if (outcome.award == award) outcomes.push_back(&outcome);
  return outcomes;
}

class Answer {
public:
  Answer(const Compiled& policy, const GivenCase& given, const Followed& followed, std::optional<uint32_t> clause)
      : policy_(policy), given_(given), followed_(followed), result_(followed.result), clause_(clause) {}

  /// Clause by clause, what is given in full; then, a line for each clause, what cannot yet be told and what is not
  /// given.
  [[nodiscard]] std::string text(const Console& console, bool all) const {
    const Language language = console.language;
    const core::Program& program = policy_.program();
    const bool zh = language == Language::Zh;
    std::string out = heading(language) + "\n", open, nothing;
    TextTable totals({TextTable::Align::Left, TextTable::Align::Right});
    ReasonText words(policy_, language);
    bool anyTotal = false;
    for (uint32_t i = 0; i < program.awards.size(); ++i) {
      if (!wanted(i)) continue;
      const core::AwardId award{i};
      Outcomes brief;
      for (const interpret::Outcome* outcome : outcomesOf(result_, award)) {
        if (!all && briefly(*outcome))
          brief.push_back(outcome);
        else
          out += "\n" + render(explained(*outcome), language, console.colourOut) + courseLines(*outcome, language);
      }
      open += openLine(award, brief, words, language);
      nothing += nothingLines(award, brief, words, language);
      const interpret::Amount total = interpret::total(program, result_, award);
      if (total.hi.isZero()) continue;
      totals.add({shown(program.awards[award].name, language), explain::moneyText(total)});
      anyTotal = true;
    }
    if (!open.empty())
      out += (zh ? "\n尚不能确定（--all 或 --clause 详细解释）：\n"
                 : "\nnot yet certain (--all or --clause explains in full):\n") +
             open;
    if (!nothing.empty()) out += (zh ? "\n不给予：\n" : "\nnot given:\n") + nothing;
    if (anyTotal) out += (zh ? "\n合计（元）：\n" : "\nin all (yuan):\n") + totals.print(2);
    return out;
  }

  [[nodiscard]] std::string json() const {
    const core::Program& program = policy_.program();
    nlohmann::json outcomes = nlohmann::json::array(), totals = nlohmann::json::array();
    for (const interpret::Outcome& outcome : result_.outcomes)
      if (wanted(outcome.award.index)) {
        outcomes.push_back(toJson(program, explained(outcome)));
        if (const Course* course = followed_.of(outcome)) outcomes.back()["course"] = courseJson(*course);
      }
    for (uint32_t i = 0; i < program.awards.size(); ++i) {
      if (!wanted(i)) continue;
      const interpret::Amount total = interpret::total(program, result_, core::AwardId{i});
      const core::Name& name = program.awards[core::AwardId{i}].name;
      totals.push_back({{"award", {{"zh", name.zh}, {"en", name.en}}},
                        {"lowest", total.lo.toString()},
                        {"highest", total.hi.toString()}});
    }
    const nlohmann::json all = {{"policy", {{"zh", program.policy.zh}, {"en", program.policy.en}}},
                                {"subject", given_.facts.subject},
                                {"outcomes", outcomes},
                                {"totals", totals}};
    return all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }

private:
  /// With what the events tell.
  [[nodiscard]] const interpret::Case& facts() const { return followed_.told ? *followed_.told : given_.facts; }
  [[nodiscard]] bool wanted(uint32_t award) const { return !clause_ || *clause_ == award; }

  [[nodiscard]] std::string heading(Language language) const {
    const core::Program& program = policy_.program();
    const std::string document = program.document.empty()   ? ""
                                 : language == Language::Zh ? "（" + program.document + "）"
                                                            : " (" + program.document + ")";
    const std::string& subject = given_.facts.subject;
    return (subject.empty() ? "" : subject + " · ") + shown(program.policy, language) + document;
  }

  /// Where the award stands in the procedure and in its payment, if anything happened to it.
  [[nodiscard]] std::string courseLines(const interpret::Outcome& outcome, Language language) const {
    const Course* course = followed_.of(outcome);
    if (course == nullptr) return {};
    const bool zh = language == Language::Zh;
    const std::string stage = stageText(policy_.program(), *course).in(language);
    std::string out =
        std::string("  ") + (zh ? "办理：" : "standing: ") + standingText(course->progress.standing).in(language);
    if (!stage.empty()) out += (zh ? "，此时应办：" : ", at the stage: ") + stage;
    out += "\n";
    const std::string paid = paidText(policy_.program(), given_.facts, *course).in(language);
    if (!paid.empty()) out += "  " + paid + "\n";
    const auto part = [&](const core::Rational& yuan, const char* chinese, const char* english) {
      if (!yuan.isZero())
        out +=
            fmt::format("  {} {}{}\n", zh ? chinese : english, explain::moneyText({yuan, yuan}), zh ? "元" : " yuan");
    };
    part(course->payments.due, "应拨付", "due");
    part(course->payments.toCome, "待拨付", "to come");
    part(course->payments.withheld, "停拨", "withheld");
    return out;
  }

  [[nodiscard]] nlohmann::json courseJson(const Course& course) const {
    const interpret::Payments& p = course.payments;
    const Text standing = standingText(course.progress.standing), stage = stageText(policy_.program(), course);
    return {{"standing", {{"zh", standing.zh}, {"en", standing.en}}},
            {"stage", {{"zh", stage.zh}, {"en", stage.en}}},
            {"toCome", p.toCome.toString()},
            {"due", p.due.toString()},
            {"paid", p.paid.toString()},
            {"withheld", p.withheld.toString()},
            {"recovered", p.recovered.toString()}};
  }

  [[nodiscard]] explain::Explanation explained(const interpret::Outcome& outcome) const {
    return explain::explain(policy_.program(), policy_.sources, facts(), result_, outcome);
  }

  /// 平台奖励（第二条）2022、2023年
  [[nodiscard]] std::string clauseAndYears(core::AwardId award, const std::vector<int>& when, Language language) const {
    const std::string years = yearsText(when, language == Language::Zh ? "、" : ", ");
    const core::Award& clause = policy_.program().awards[award];
    const std::string article = articleOf(clause, language), name = shown(clause.name, language);
    if (language == Language::Zh) return name + (article.empty() ? " " : "（" + article + "）") + years + "年";
    return name + " " + (article.empty() ? "" : "(" + article + ") ") + years;
  }

  /// What is missing for a clause to be certain, in all of its open years; empty when it has none.
  [[nodiscard]] std::string openLine(core::AwardId award, const Outcomes& outcomes, ReasonText& words,
                                     Language language) const {
    std::vector<int> years;
    interpret::Needs needs;
    for (const interpret::Outcome* outcome : outcomes) {
      if (outcome->status != Status::Unknown) continue;
      addYear(years, outcome->period.year);
      needs.insert(needs.end(), outcome->needs.begin(), outcome->needs.end());
    }
    if (years.empty()) return {};
    std::ranges::sort(needs);
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    return "  " + clauseAndYears(award, years, language) + colon(language) + words.ofNeeds(needs) + "\n";
  }

  /// Why a clause gives nothing; the years of the same reason together.
  [[nodiscard]] std::string nothingLines(core::AwardId award, const Outcomes& outcomes, ReasonText& words,
                                         Language language) const {
    std::vector<std::pair<std::string, std::vector<int>>> years; // by reason, in order
    for (const interpret::Outcome* outcome : outcomes) {
      if (outcome->status == Status::Unknown) continue;
      const std::string status = explain::statusText(outcome->status).in(language);
      const std::string reasons = words.of(*outcome, facts());
      const std::string why = reasons.empty() || reasons == status ? status : reasons;
      const auto same = std::ranges::find(years, why, &std::pair<std::string, std::vector<int>>::first);
      addYear(same == years.end() ? years.emplace_back(why, std::vector<int>()).second : same->second,
              outcome->period.year);
    }
    std::string out;
    for (const auto& [why, when] : years)
      out += "  " + clauseAndYears(award, when, language) + colon(language) + why + "\n";
    return out;
  }

  /// Once for the months of one year.
  static void addYear(std::vector<int>& years, int year) {
    if (years.empty() || years.back() != year) years.push_back(year);
  }
  static std::string colon(Language language) { return language == Language::Zh ? "：" : ": "; }

  const Compiled& policy_;
  const GivenCase& given_;
  const Followed& followed_;
  const interpret::Result& result_;
  std::optional<uint32_t> clause_;
};

} // namespace

Exit evalSubject(const EvalOptions& options, Console console) {
  if (options.facts.empty() && options.registry.empty()) {
    console.fail({"请用 --facts 给出事实，或用 --register 与 --subject 指明名册中的主体",
                  "give the facts with --facts, or a subject of a register with --register and --subject"});
    return Exit::Failed;
  }
  const Loaded loaded = load(options.policy, console);
  if (!loaded.policy) return loaded.exit;
  const Compiled& policy = *loaded.policy;

  std::optional<uint32_t> clause;
  if (!options.clause.empty()) {
    const Names names = awardNames(policy.program());
    clause = names.find(options.clause);
    const Text guess = didYouMean(names.nearest(options.clause)), name = quoted(Text(options.clause));
    if (!clause)
      return console.fail({"没有条款" + name.zh + guess.zh, "there is no clause " + name.en + guess.en}), Exit::Failed;
  }
  std::optional<Asked> asked = readAsked(options, policy, console);
  if (!asked || !readLedger(options, policy, asked->given, console)) return Exit::Failed;
  const auto show = yearsToShow(options, policy, asked->given, console);
  if (!show) return Exit::Failed;

  const auto events = readEvents(options.events, policy, console);
  if (!events) return Exit::Failed;
  const Followed followed = follow(policy.program(), asked->given.facts, asked->given.ledger,
                                   events->of(asked->given.facts.subject), *show, interpret::Detail::Full);
  for (const Text& each : followed.errors) console.fail({events->path + "：" + each.zh, events->path + ": " + each.en});
  const Answer answer(policy, asked->given, followed, clause);
  fmt::print("{}", options.format == "json" ? answer.json() : answer.text(console, options.all || clause.has_value()));
  return asked->badData || !followed.errors.empty() ? Exit::Findings : Exit::Fine;
}

} // namespace tiao::driver
