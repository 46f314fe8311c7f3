#pragma once

#include "compiler/official/likeness.h"

#include <algorithm>
#include <optional>
#include <set>

/// Which official words a rule computes.
namespace tiao::official {

/// A rule computes the run of parts that is most like its own sentence, if it is at least this like: nine characters in
/// ten are kept in order.
constexpr Likeness Threshold{9, 10};

/// How much is compared in one account: pairs of characters. Real policies need a thousandth of it.
struct Budget {
  uint64_t pairs = uint64_t{1} << 30U;
  [[nodiscard]] bool spent() const { return pairs == 0; }
  void spend(uint64_t more) { pairs -= std::min(pairs, more); }
};

struct Match {
  Stretch official; // without the signs at its ends
  Likeness likeness;
  bool numbersDiffer = false; // alike, but not the same figures: no match, only told
};

/// Finds the official words of rules. Parts may be left out at the beginning or end of a sentence (they are accounted
/// for by themselves), and a rule may cover several sentences; a run always lies together. Where the figures differ it
/// is not the same rule, however like the words are.
class Matcher {
public:
  Matcher(const OfficialText& text, Budget& budget);

  /// The best run for these words; one with other figures only where there is no better one. Where the words occur more
  /// than once, the first occurrence that does not begin at one of `taken`.
  [[nodiscard]] std::optional<Match> find(std::u32string_view own, const std::set<size_t>& taken);

private:
  [[nodiscard]] std::vector<Match> runs(std::u32string_view own, size_t first);

  const OfficialText& text_;
  Budget& budget_;
  std::vector<Stretch> parts_; // without item numbers and signs at their ends; those of signs alone are left out
};

} // namespace tiao::official
