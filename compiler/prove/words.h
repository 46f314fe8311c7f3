#pragma once

#include "compiler/explain/explain.h"
#include "compiler/prove/compare.h"

/// What was asked of a clause and what came of it, in the policy's words, in both languages.
namespace tiao::prove {

using diagnostics::Text;

struct ProofWords {
  const core::Program& program;
  const source::SourceSet& sources;
  const core::Program* second = nullptr; // of a comparison: whose facts those of side 1 are

  /// 招引资助（第一条）
  [[nodiscard]] Text award(core::AwardId award) const;
  /// What a finding says: 门槛「…」：年营业收入再多0.01元，最多多得 1,000,000.00元（已证明）.
  [[nodiscard]] Text finding(const Finding& finding) const;
  /// What is proved, in few words: 不超过限额.
  static Text proved(Question question);
  /// What a change of version does: 更优惠（无人减少），如多得 …
  static Text change(const Comparison& comparison);
  /// Why it is undecided or not asked.
  [[nodiscard]] Text reasons(const Finding& finding) const;
  /// An example, a line for the facts and one for what is paid.
  [[nodiscard]] std::vector<Text> example(const Example& example) const;
  /// The finding's subject for machines: the fact, threshold or limit.
  [[nodiscard]] std::string where(source::Span span) const;
  [[nodiscard]] Text quoted(const Finding& finding) const;
  /// A fact of an example: 年营业收入（2023年） 20,000,000.00元; of a yes or no the name alone. `year` need not be
  /// said.
  [[nodiscard]] Text told(const Told& told, std::optional<int> year) const;
  /// Why something is undecided, in a row.
  static Text reasons(const std::set<Why>& why, const std::set<LeftOut>& leftOut, const std::string& failure);

private:
  [[nodiscard]] Text step(core::FactId fact) const;
  [[nodiscard]] Text inOwnWords(source::Span span, Text words) const;
  [[nodiscard]] Text growth(const core::GrowthGloss& gloss) const;
  [[nodiscard]] Text limit(const core::Limit& limit) const;
  [[nodiscard]] Text limit(const Finding& finding) const;
};

/// For machines: given, condition, ceiling …; holds, fails, undecided, notAsked.
const char* questionKey(Question question);
const char* verdictKey(Verdict verdict);
const char* whyKey(Why why);
const char* changeKey(Change change);

} // namespace tiao::prove
