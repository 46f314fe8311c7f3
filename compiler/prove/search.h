#pragma once

#include "compiler/prove/solver.h"
#include "compiler/prove/symbol.h"

#include <set>

/// Looking for a case. What the solver finds is checked against the terms themselves; what is not linear is first given
/// up for an unknown, then tried with some of its factors fixed, then left to the solver.
namespace tiao::prove {

enum class Question : uint8_t {
  Given,     // can it give anything?
  Condition, // does each condition matter?
  Ceiling,   // is it never above its limits?
  Limit,     // can each limit bind?
  Idle,      // does what is below a cap matter, or is the cap always reached?
  Cliff,     // what does one more step of a fact gain or lose at a threshold?
  More,      // does more of a fact never pay less, in its year?
  MoreInAll, // nor over all years?
  Split,     // does one in two parts, each counted by itself, never pay more?
  Shares,    // do the shares of who pays always sum?
};

struct Options {
  uint64_t steps = 10'000'000; // of the solver, for each question
  int items = 1;               // assumed of each kind
  bool exactly = true;         // let the solver try what is not linear, where nothing else settles it
  Simplex simplex = Simplex::Newer;
  std::set<Question> only; // of prove(): these questions; all when empty
};

/// The greatest value of a number where some truths hold.
struct Most {
  Answer answer = Answer::Failed; // Yes: `value` is reached in `model`
  Rational value;
  bool proved = false; // and no case has more
  Assignment model;
  std::string failure;
};

class Search {
public:
  Search(Terms& terms, Symbols& symbols, Options options)
      : terms_(terms), symbols_(symbols), options_(std::move(options)) {}

  /// A case in which all of these hold.
  Found find(const std::vector<Prop>& props);
  /// The greatest value ≥ `atLeast` of `of` where these hold. `likely`: values it may well end at, tried first.
  Most most(const std::vector<Prop>& props, Num of, const Rational& atLeast, std::vector<Rational> likely);

  /// A case near this one, still one of these: each number as small as it can be while the others stay, each truth no.
  Assignment least(const std::vector<Prop>& props, Assignment from);
  /// Likewise with round numbers, not farther than tenfold.
  Assignment round(const std::vector<Prop>& props, Assignment from);

  /// Does some case that differs from this one in a single fact have them all? Quick, and a No says nothing.
  [[nodiscard]] bool near(const std::vector<Prop>& props, Assignment from) const;
  /// Do these hold under this assignment?
  [[nodiscard]] bool holds(const std::vector<Prop>& props, const Assignment& given) const;

private:
  Found checked(Found found, const std::vector<Prop>& props) const;
  Found withFactors(const std::vector<Prop>& props);
  std::vector<uint32_t> factors(const std::vector<Prop>& props) const;
  template <typename F> void eachUnknown(const std::vector<Prop>& props, F f) const;

  Terms& terms_;
  Symbols& symbols_;
  Options options_;
};

} // namespace tiao::prove
