#include "compiler/official/match.h"

#include <algorithm>

namespace tiao::official {

Matcher::Matcher(const OfficialText& text, Budget& budget) : text_(text), budget_(budget) {
  for (const Stretch part : text.parts)
    if (const Stretch words = trimmed(text.words.text, part); words.size() > 0) parts_.push_back(words);
}

std::optional<Match> Matcher::find(std::u32string_view own, const std::set<size_t>& taken) {
  const Stretch inner = trimmed(own, {0, own.size()});
  own = own.substr(inner.begin, inner.size());
  if (own.empty()) return std::nullopt;
  const auto isTaken = [&](const Match& m) { return taken.contains(m.official.begin); };
  std::optional<Match> best;
  for (size_t first = 0; first < parts_.size() && !budget_.spent(); ++first)
    for (Match& run : runs(own, first)) {
      const bool better =
          !best || (best->numbersDiffer && !run.numbersDiffer) ||
          (best->numbersDiffer == run.numbersDiffer &&
           (best->likeness < run.likeness || (best->likeness == run.likeness && isTaken(*best) && !isTaken(run))));
      const bool worse = best && !best->numbersDiffer && run.numbersDiffer;
      if (better && !worse) best = run;
    }
  return best;
}

/// The runs that begin with part `first` and are like enough. One row of the common subsequence for each official
/// character; where a part ends, the row's last number is that of the run.
std::vector<Match> Matcher::runs(std::u32string_view own, size_t first) {
  const std::u32string_view text = text_.words.text;
  std::vector<Match> found;
  std::vector<size_t> row(own.size() + 1);
  const size_t begin = parts_[first].begin;
  size_t part = first;
  for (size_t at = begin; part < parts_.size(); ++at) {
    const size_t length = at + 1 - begin;
    if (Likeness{own.size(), length} < Threshold) break; // longer than any that could be like it
    budget_.spend(own.size());
    if (budget_.spent()) break;
    size_t diagonal = 0;
    for (size_t j = 0; j < own.size(); ++j) {
      const size_t longest = text[at] == own[j] ? diagonal + 1 : std::max(row[j], row[j + 1]);
      diagonal = row[j + 1];
      row[j + 1] = longest;
    }
    if (at + 1 != parts_[part].end) continue;
    ++part;
    const Likeness like{row.back(), std::max(own.size(), length)};
    if (like < Threshold) continue;
    const Stretch run{begin, at + 1};
    found.push_back({run, like, numbers(text.substr(begin, length)) != numbers(own)});
  }
  return found;
}

} // namespace tiao::official
