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

std::vector<std::string> nearestNames(const std::string& unknown, const Vocabulary& vocabulary, bool units) {
  const std::u32string text = fold(unknown);
  if (text.size() > 80) return {}; // not a name
  std::set<std::pair<size_t, std::string>> near;
  for (const Vocabulary::Spelling& s : vocabulary.spellings()) {
    const syntax::Symbol& symbol = vocabulary[s.symbol];
    if (s.piece != Vocabulary::Spelling::Piece::Whole || (symbol.kind == syntax::SymbolClass::Unit) != units || symbol.clause) continue;
    const size_t distance = editDistance(text, s.text);
    if (distance * 2 > std::max(text.size(), s.text.size())) continue;
    near.emplace(distance, s.text == fold(symbol.zh) ? symbol.zh : symbol.en);
  }
  std::vector<std::string> names;
  for (const auto& [distance, name] : near) {
    if (names.size() == 3) break;
    names.push_back(name);
  }
  return names;
}

} // namespace tiao::parse
