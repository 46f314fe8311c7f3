#include "compiler/driver/answer.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/course.h"
#include "compiler/driver/headings.h"
#include "compiler/driver/ledger_file.h"
#include "compiler/driver/register_subject.h"

#include <algorithm>
#include <fmt/format.h>

/// tiao eval: one subject, explained.
namespace tiao::driver {

namespace {

/// One subject of a register.
std::optional<RegisterSubject> fromRegister(const EvalOptions& options, const Compiled& policy,
                                            const Console& console) {
  auto opened = Register::open({options.registry, options.items}, policy.program(), subjectNames(policy));
  if (const auto* why = std::get_if<Text>(&opened)) return console.fail(*why), std::nullopt;
  const auto& reg = std::get<Register>(opened);
  tellHeadings(reg, policy.program(), console);
  return subjectOf(reg, policy, options.subject, console);
}

std::optional<RegisterSubject> readAsked(const EvalOptions& options, const Compiled& policy, const Console& console) {
  if (!options.registry.empty()) return fromRegister(options, policy, console);
  auto given = readCase(options.facts, policy, console);
  if (!given) return std::nullopt;
  return RegisterSubject{*std::move(given), false};
}

/// The ledger of a file goes before that of the case.
bool readLedger(const EvalOptions& options, const Compiled& policy, GivenCase& given, const Console& console) {
  if (options.ledger.empty()) return true;
  const auto ledgers = readLedgers(options.ledger, options.ledgerThrough, policy, console);
  if (!ledgers) return false;
  const std::string name = ledgers->bySubject.contains(given.facts.subject) ? given.facts.subject : "";
  given.ledger = ledgers->of(name, policy.program(), given.facts);
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

} // namespace

Exit evalSubject(const EvalOptions& options, Console console) {
  if (options.facts.empty() && options.registry.empty()) {
    console.fail({"请用 --facts 给出事实，或用 --register 与 --subject 指明名册中的主体",
                  "give the facts with --facts, or a subject of a register with --register and --subject"});
    return Exit::Failed;
  }
  const Loaded loaded = load(options.policy, console, parse::Tests::Leave);
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
  const auto on = readEvaluationDay(options.on, console);
  if (!on) return Exit::Failed;
  std::optional<RegisterSubject> asked = readAsked(options, policy, console);
  if (!asked || !readLedger(options, policy, asked->given, console)) return Exit::Failed;
  auto show = yearsToShow(options, policy, asked->given, console);
  if (show) show = begunYears(*show, *on, console);
  if (!show) return Exit::Failed;

  const auto events = readEvents(options.events, policy, console);
  if (!events) return Exit::Failed;
  const Followed followed = follow(policy.program(), asked->given.facts, asked->given.ledger,
                                   events->of(asked->given.facts.subject), *show, interpret::Detail::Full);
  for (const Text& each : followed.errors) console.fail({events->path + "：" + each.zh, events->path + ": " + each.en});
  const Answer answer(policy, asked->given, followed, {clause, options.all, *on});
  fmt::print("{}", options.format == "json"   ? answer.json()
                   : options.format == "html" ? answer.html(console.language)
                                              : answer.text(console));
  return asked->badData || !followed.errors.empty() ? Exit::Findings : Exit::Fine;
}

} // namespace tiao::driver
