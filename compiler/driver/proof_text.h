#pragma once

#include "compiler/explain/explain.h"
#include "compiler/prove/compare.h"

/// What was asked of a clause and what came of it, in the policy's words, in both languages.
namespace tiao::driver {

using diagnostics::Text;

struct ProofWords {
  const core::Program& program;
  const source::SourceSet& sources;

  /// 招引资助（第一条）
  [[nodiscard]] Text award(core::AwardId award) const;
  /// What a finding says: 门槛「…」：年营业收入再多0.01元，最多多得 1,000,000.00元（已证明）.
  [[nodiscard]] Text finding(const prove::Finding& finding) const;
  /// What is proved, in few words: 不超过限额.
  static Text proved(prove::Question question);
  /// What a change of version does: 更优惠（无人减少），如多得 …
  static Text change(const prove::Comparison& comparison);
  /// Why it is undecided or not asked.
  [[nodiscard]] Text reasons(const prove::Finding& finding) const;
  /// An example, a line for the facts and one for what is paid.
  [[nodiscard]] std::vector<Text> example(const prove::Example& example) const;
  /// The finding's subject for machines: the fact, threshold or limit.
  [[nodiscard]] std::string where(source::Span span) const;
  [[nodiscard]] Text quoted(const prove::Finding& finding) const;

private:
  [[nodiscard]] Text told(const prove::Told& told, std::optional<int> year) const;
  [[nodiscard]] Text step(core::FactId fact) const;
  [[nodiscard]] Text inOwnWords(source::Span span, Text words) const;
  [[nodiscard]] Text growth(const core::GrowthGloss& gloss) const;
  [[nodiscard]] Text limit(const core::Limit& limit) const;
  [[nodiscard]] Text limit(const prove::Finding& finding) const;
};

/// For machines: given, condition, ceiling …; holds, fails, undecided, notAsked.
const char* questionKey(prove::Question question);
const char* verdictKey(prove::Verdict verdict);
const char* whyKey(prove::Why why);
const char* changeKey(prove::Change change);

} // namespace tiao::driver
