#include "compiler/core/rules.h"

#include <fmt/format.h>

namespace tiao::core {
namespace {

std::string opening(const char* what, const std::string& name, const std::string& article,
                    const std::string& quotation) {
  return fmt::format("\n{}{}{}\n{}", what, name.empty() ? "" : " " + name, article.empty() ? "" : " (" + article + ")",
                     quotation.empty() ? "" : "  「" + quotation + "」\n");
}

std::string percent(const Rational& share) { return (share * 100).toString() + "%"; }

void printSplit(const Program& program, const Split& split, std::string& out) {
  out += opening("split", "", split.article, split.quotation);
  for (const SplitCase& each : split.cases) {
    out += fmt::format("  if {}:", print(program, each.condition));
    for (size_t i = 0; i < each.portions.size(); ++i)
      out += fmt::format("{} {} {}", i > 0 ? "," : "", called(program.roles[each.portions[i].payer].name),
                         percent(each.portions[i].share));
    out += "\n";
  }
  out += fmt::format("  the rest to {}\n", called(program.roles[split.rest].name));
}

void printProcedure(const Program& program, const Procedure& procedure, std::string& out) {
  out += opening("procedure", called(procedure.name), procedure.article, procedure.quotation);
  for (size_t i = 0; i < procedure.stages.size(); ++i) {
    const Stage& stage = procedure.stages[i];
    out += fmt::format("  {}. {}{}\n", i + 1, called(stage.name),
                       stage.body ? ", by " + called(program.roles[*stage.body].name) : "");
  }
}

void printSchedule(const Program& program, const Schedule& schedule, std::string& out) {
  out += opening("schedule", "", schedule.article, schedule.quotation);
  if (schedule.instalments.empty())
    out += fmt::format("  instalments as they are decided{}\n", schedule.byPerformance ? ", by performance" : "");
  for (size_t i = 0; i < schedule.instalments.size(); ++i)
    out += fmt::format("  instalment {}: {}{}\n", i + 1, percent(schedule.instalments[i].share),
                       schedule.instalments[i].byPerformance ? " by performance" : "");
  if (schedule.stop) out += fmt::format("  stopped by: {}\n", print(program, *schedule.stop));
  if (schedule.recovery)
    out += fmt::format("  all that was paid is recovered{} for: {}\n",
                       schedule.roomGivenBack ? ", its room given back," : "", print(program, *schedule.recovery));
  if (schedule.bars) out += "  and bars from applying again\n";
}

} // namespace

void printFunding(const Program& program, std::string& out) {
  if (program.split) printSplit(program, *program.split, out);
  if (program.procedure) printProcedure(program, *program.procedure, out);
  if (program.schedule) printSchedule(program, *program.schedule, out);
}

} // namespace tiao::core
