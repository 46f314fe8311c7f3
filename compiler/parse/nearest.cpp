#include "compiler/parse/nearest.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace tiao::parse {

size_t editDistance(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

namespace {

/// Words by how many characters part them from the unknown one; those that are too far are left out.
class Nearest {
public:
  explicit Nearest(const std::string& unknown) : text_(fold(unknown)) {}

  void add(const std::u32string& folded, const std::string& word) {
    if (text_.size() > longestName) return; // not a name
    const size_t longer = std::max(text_.size(), folded.size());
    if ((longer - std::min(text_.size(), folded.size())) * 2 > longer) return; // too far already
    const size_t distance = editDistance(text_, folded);
    if (distance * 2 <= longer) near_.emplace(distance, word);
  }
  [[nodiscard]] std::vector<std::string> first(size_t most) const {
    std::vector<std::string> words;
    for (const auto& [distance, word] : near_)
      if (words.size() < most) words.push_back(word);
    return words;
  }

private:
  std::u32string text_;
  std::set<std::pair<size_t, std::string>> near_;
};

} // namespace

std::vector<std::string> nearestNames(const std::string& unknown, const Vocabulary& vocabulary, bool units) {
  Nearest near(unknown);
  for (const Vocabulary::Spelling& s : vocabulary.spellings()) {
    const syntax::Symbol& symbol = vocabulary[s.symbol];
    if (s.piece != Vocabulary::Spelling::Piece::Whole || (symbol.kind == syntax::SymbolClass::Unit) != units ||
        symbol.clause)
      continue;
    near.add(s.text, s.text == fold(symbol.zh) ? symbol.zh : symbol.en);
  }
  return near.first(3);
}

std::vector<std::string> nearestConventions(const std::string& unknown) {
  Nearest near(unknown);
  for (const Keyword& row : keywords())
    if (row.where == Where::Conventions)
      for (size_t i = 0; i < row.folded.size(); ++i) near.add(row.folded[i], row.spelling(i));
  return near.first(3);
}

std::vector<std::string> grounds(bool chinese) {
  std::vector<std::string> words;
  for (const Keyword& row : keywords())
    if (row.where == Where::NotRule) words.push_back(chinese ? row.zh.front() : row.en.front());
  return words;
}

} // namespace tiao::parse
