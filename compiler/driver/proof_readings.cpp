#include "compiler/driver/proof_readings.h"

#include "compiler/check/conventions.h"
#include "compiler/core/rules.h"

#include <algorithm>

namespace tiao::driver {

namespace {

/// The tree with this reading chosen for all clauses; those that chose for themselves keep their own.
parse::Parsed withReading(const parse::Parsed& parsed, const std::string& convention, const std::string& reading) {
  parse::Parsed result = parsed;
  bool chosen = false;
  for (syntax::File& file : result.tree.files) {
    for (syntax::Declaration& declaration : file.declarations) {
      auto* conventions = std::get_if<syntax::Conventions>(&declaration.node);
      if (conventions == nullptr) continue;
      for (syntax::ConventionChoice& choice : conventions->choices) {
        if (choice.convention != convention || !choice.clauses.empty()) continue;
        choice.reading = reading;
        chosen = true;
      }
    }
  }
  for (syntax::File& file : result.tree.files) {
    const bool states = std::ranges::any_of(file.declarations, [](const syntax::Declaration& declaration) {
      return std::holds_alternative<syntax::Policy>(declaration.node);
    });
    if (chosen || !states) continue;
    syntax::Declaration declaration;
    declaration.node = syntax::Conventions{{{convention, reading, {}, {}, {}}}};
    if (!file.declarations.empty()) declaration.span = file.declarations.back().span;
    file.declarations.push_back(std::move(declaration));
  }
  return result;
}

/// All that an award computes, as text: two that read the same are the same.
std::string meaning(const core::Program& program, const core::Award& award) {
  std::string text;
  core::eachExpr(award, [&](core::ExprId expr) { text += core::print(program, expr) + "\n"; });
  for (const core::Limit& limit : award.limits) {
    text += std::to_string(limit.node.index());
    if (const auto* cap = std::get_if<core::Cap>(&limit.node)) text += std::to_string(static_cast<int>(cap->window));
    if (const auto* count = std::get_if<core::Count>(&limit.node)) text += count->run ? "run" : "paid";
  }
  text += std::to_string(static_cast<int>(award.part)) + std::to_string(static_cast<int>(award.mode)) +
          award.unit.toString() + calendar::toString(award.to);
  return text;
}

std::optional<core::AwardId> named(const core::Program& program, const core::Name& name) {
  for (uint32_t i = 0; i < program.awards.size(); ++i) {
    if (program.awards[core::AwardId{i}].name == name) return core::AwardId{i};
  }
  return std::nullopt;
}

} // namespace

std::vector<ReadingFinding> otherReadings(const Compiled& policy, std::optional<core::AwardId> award,
                                          const prove::Options& options, bool compare) {
  std::vector<ReadingFinding> result;
  const core::Program& own = policy.program();
  prove::CompareOptions how;
  static_cast<prove::Options&>(how) = options;
  how.steps = std::min<uint64_t>(how.steps, 500'000); // many questions, of which most are answered at once
  how.exactly = false;
  how.only = {prove::Question::Given, prove::Question::Limit, prove::Question::Idle};
  for (const check::Convention& convention : check::conventions()) {
    if (convention.id == "Rounding") continue; // worth a yuan at most, and as much in every clause
    for (const std::string& reading : convention.readings) {
      diagnostics::Sink sink;
      const auto checked = check::check(withReading(policy.parsed, convention.id, reading), policy.sources, sink);
      if (!checked || sink.hasErrors()) continue; // a reading that this policy cannot have
      for (uint32_t i = 0; i < own.awards.size(); ++i) {
        const core::AwardId id{i};
        if (award && *award != id) continue;
        const auto other = named(checked->program, own.awards[id].name);
        if (!other || meaning(own, own.awards[id]) == meaning(checked->program, checked->program.awards[*other]))
          continue;
        ReadingFinding finding{convention.id, reading, id, {}, checked->program, {}};
        for (prove::Finding& each : prove::prove(checked->program, *other, how)) {
          if (each.verdict == prove::Verdict::Fails) finding.fails.push_back(std::move(each));
        }
        if (compare) {
          finding.change = prove::compareAlone(own, id, checked->program, *other, how);
          if (finding.change->change == prove::Change::Unchanged) continue;
        }
        if (compare || !finding.fails.empty()) result.push_back(std::move(finding));
      }
    }
  }
  return result;
}

} // namespace tiao::driver
