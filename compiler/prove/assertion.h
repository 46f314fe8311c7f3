#pragma once

#include "compiler/core/claim.h"
#include "compiler/prove/prove.h"

/// Does what a drafter states of the policy hold in every case? Asked of the program whole: with its choices, its
/// shared totals, and every clause that they tie to those named.
namespace tiao::prove {

struct Asserted {
  Verdict verdict = Verdict::Undecided; // Holds, Fails or Undecided
  bool asWhole = true;                  // else it was proved whatever choices and shared totals take
  std::optional<int> year;              // of Fails: the first year in which it can fail
  std::optional<Example> least,
      readable; // one variant for each of `awards`; through that year where the claim is of totals
  std::vector<core::AwardId> awards;
  std::optional<Rational> found, bound; // of the least example of an amount: what is given, and what it is held against
  std::set<Why> why;                    // of Undecided
  std::set<LeftOut> leftOut;
  std::string failure;
  int firstYear = 0, lastYear = 0; // what was searched
  int items = 1;                   // assumed of each kind
};

/// The years asked of are those in which some clause named is in force. Facts are given, and as data are; see encode.h.
Asserted proveAssertion(const Program& program, const core::Claim& claim, const Options& options);

} // namespace tiao::prove
