#pragma once

#include "compiler/driver/passes.h"

/// The conventions that a policy depends on (core.md section 10), and the policy under each of their other readings.
namespace tiao::driver {

/// The policy with one reading in place of those it has, for everyone that depends on the convention.
struct OtherReading {
  check::ForcedReading forced;
  std::optional<core::Program> program; // absent: it compiles for nobody
  /// Why it does not compile for those whom `forced` leaves as they are, or for anybody.
  std::vector<diagnostics::Diagnostic> errors;
  bool sameProgram = false; // it changes nothing, whatever the facts
  Text text;                // the reading in words, with the payer where it names one
};

/// A convention on which something depends.
struct OpenConvention {
  std::string id;
  std::vector<check::ReadingUse> uses; // of clauses, and of what else depends on it; in the order of the text
  std::vector<OtherReading> others;    // of each at least one reader has another reading
  Text payer;                          // of the reading in use, where that names one

  /// A reading in use, in words.
  [[nodiscard]] Text inUse(const check::ReadingUse& use) const;
};

/// In the order of the list of conventions; each other reading is checked over the tree at hand.
std::vector<OpenConvention> openConventions(const Compiled& policy);

/// 第三条 / Article 3; empty where the clause has none, and for what is no clause.
std::string articleOf(const check::ReadingUse& use, const core::Program& program, Language language);
/// 默认, 由政策约定, 单独约定.
Text chosenText(check::ReadingUse::Chosen chosen);
/// policy.tiao.md:120; empty where nothing names it.
std::string placeOf(const source::SourceSet& sources, source::Span span);
/// Is this an award of the reader, which may have several, one for each sentence?
bool isAwardOf(const core::Award& award, const check::ReadingUse& use);

} // namespace tiao::driver
