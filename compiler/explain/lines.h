#pragma once

#include "compiler/explain/phrase.h"

/// The parts of an explanation, each in a file of its own.
namespace tiao::explain {

using Lines = std::vector<Line>;

// ---------------------------------------------------------------------------------------- condition.cpp: who, and when

/// The subject with the plain facts that it meets, on one line; then each other condition on its own.
Lines conditionLines(const View& view);
/// The subject alone.
Line subjectLine(const View& view);
/// One condition with its values and whether it is met, its parts below it.
Line conditionLine(const View& view, ExprId expr, bool negated = false);
/// A condition by name, without values: 年营业收入 > 20,000,000.00.
Text conditionName(const Program& program, const source::SourceSet& sources, Period now, ExprId expr);
Line::Mark markOf(Truth truth, bool negated = false);

// --------------------------------------------------------------------------------- growth.cpp, start.cpp: glossed ones

Line growthLine(const View& view, ExprId expr, const core::GrowthGloss& gloss, bool negated);
Text growthName(const Program& program, const source::SourceSet& sources, Period now, ExprId expr,
                const core::GrowthGloss& gloss);
Line startLine(const View& view, ExprId expr, const core::StartGloss& gloss, bool negated);
Text startName(const Program& program, const source::SourceSet& sources, Period now, const core::StartGloss& gloss);

// ----------------------------------------------------------------------------------------------------------- scale.cpp

/// The line of a scale that applies, or the parts that add up, each with what it gives.
Lines scaleLines(const View& view, const core::ScaleGloss& scale);
// ------------------------------------------------------------------------------------------------------- version.cpp

/// What the versions in force leave of an expression, and the layers that made it so.
struct Chosen {
  ExprId expr;
  std::vector<Text> layers;
};
Chosen chosen(const View& view, ExprId expr);
/// （依 余杭区新电商）, or nothing.
Text byLayers(const std::vector<Text>& layers);
Line versionLine(const View& view, ExprId expr, const core::VersionGloss& gloss, bool negated);
Text versionName(const Program& program, const source::SourceSet& sources, Period now, ExprId expr,
                 const core::VersionGloss& gloss);
// ---------------------------------------------------------------------------------------------- override.cpp, held.cpp

Line overrideLine(const View& view, ExprId expr, const core::OverrideGloss& gloss, bool negated);
Text overrideName(const Program& program, const core::OverrideGloss& gloss);
Line stopLine(const View& view, ExprId expr, const core::StopGloss& gloss, bool negated);
Text stopName(const core::StopGloss& gloss);
Line heldLine(const View& view, ExprId expr, const core::HeldGloss& gloss, bool negated);
Text heldName(const Program& program, const source::SourceSet& sources, Period now, const core::HeldGloss& gloss);

// ----------------------------------------------------------------------------------------------- amount.cpp, limit.cpp

/// What the award comes to before its limits.
Lines amountLines(const View& view);
/// 实际投资额 8,000,000.00 × 20% = 1,600,000.00, with what it rests on below.
Line computedLine(const View& view, ExprId expr);
/// For the lines of the waterfall.
inline const Text openAmount{"未定", "open"};
Change changeOf(const View& view, const std::optional<Amount>& before, const Amount& after);
/// Each limit in the order in which it applied.
Lines limitLines(const View& view);

/// The limit that a reason or a step speaks of; null for one on a quantity.
const core::Limit* limitAt(const Program& program, interpret::AwardId award, interpret::Level level, uint32_t index);
/// 累计不超过 {} / at most {} in total, with whom it is shared.
Text capText(const Program& program, interpret::AwardId award, interpret::Level level, const core::Cap& cap,
             const Text& bound);

// ---------------------------------------------------------------------------------------------------------- reason.cpp

/// One reason, concisely. `facts` may be null where they are not at hand.
Text reasonText(const Program& program, const source::SourceSet& sources, const Case* facts,
                const interpret::Outcome& outcome, const interpret::Reason& reason);
/// What was given for a fact that is invalid, where, and why. `facts` may be null.
Text invalidText(const Program& program, const Case* facts, const interpret::Need& need);
/// Every status that is possible, from granted to not in force.
std::vector<interpret::Status> possibleOf(const interpret::Outcome& outcome);

// ----------------------------------------------------------------------------------------------------------- split.cpp

/// What each payer bears of an award that may give something; empty where the policy does not say who pays.
std::vector<std::pair<Text, Amount>> partsOf(const View& view);
/// 分担（第二十条）：属地财政 75.00元，市财政 25.00元.
Lines splitLines(const View& view, const std::vector<std::pair<Text, Amount>>& parts);

// ---------------------------------------------------------------------------------------------------------- status.cpp

/// What the status itself says, beyond conditions and amounts.
Lines statusLines(const View& view);

} // namespace tiao::explain
