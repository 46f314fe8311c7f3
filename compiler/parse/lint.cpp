#include "compiler/parse/lint.h"

#include "compiler/parse/characters.h"

#include <initializer_list>
#include <optional>
#include <unordered_set>
#include <vector>

namespace tiao::parse {

using syntax::SymbolClass;
namespace diag = diagnostics::diag;

namespace {

/// Digits that are not part of a word of letters: Top10 is a word, 50家 is a number.
std::optional<std::string> numberIn(const std::u32string& name) {
  for (size_t i = 0; i < name.size(); ++i) {
    if (!isDigit(name[i])) continue;
    const bool insideWord = i > 0 && isAsciiWord(name[i - 1]);
    std::string digits;
    size_t end = i;
    while (end < name.size() && isDigit(name[end])) appendUtf8(digits, name[end++]);
    const bool wordFollows = end < name.size() && isAsciiWord(name[end]);
    if (!insideWord && !wordFollows) return digits;
    i = end;
  }
  static constexpr std::u32string_view numerals = U"一二两三四五六七八九十百千万亿";
  static constexpr std::u32string_view measures = U"年月日家个件台次元万亿";
  for (size_t i = 0; i + 1 < name.size(); ++i)
    if (numerals.find(name[i]) != std::u32string_view::npos &&
        measures.find(name[i + 1]) != std::u32string_view::npos) {
      std::string number;
      appendUtf8(number, name[i]);
      appendUtf8(number, name[i + 1]);
      return number;
    }
  return std::nullopt;
}

bool holds(const std::u32string& name, const std::u32string& word) {
  for (size_t at = name.find(word); at != std::u32string::npos; at = name.find(word, at + 1)) {
    const bool ascii = isAsciiWord(word.front());
    const bool before = ascii && at > 0 && isAsciiWord(name[at - 1]);
    const bool after = ascii && at + word.size() < name.size() && isAsciiWord(name[at + word.size()]);
    if (!before && !after) return true;
  }
  return false;
}

/// The rows of these tokens, in this order.
std::vector<const Keyword*> rowsOf(std::initializer_list<std::string_view> tokens) {
  std::vector<const Keyword*> rows;
  for (const std::string_view token : tokens)
    for (const Keyword& row : keywords())
      if (row.token == token) rows.push_back(&row);
  return rows;
}

/// The first word of a comparison that the name holds. Chinese words of one character are too often part of others to
/// count.
std::optional<std::string> comparisonIn(const std::u32string& name) {
  static const auto rows = rowsOf({"ATLEAST", "ATMOST", "MORE", "LESS", "ABOVE", "BELOW"});
  for (const Keyword* row : rows)
    for (size_t i = 0; i < row->folded.size(); ++i) {
      const std::u32string& word = row->folded[i];
      if ((word.size() > 1 || !source::isHan(word[0])) && holds(name, word)) return row->spelling(i);
    }
  return std::nullopt;
}

std::optional<std::string> endingValueWord(const std::u32string& name) {
  static const auto rows = rowsOf({"AVERAGEGROWTH", "INCREASE", "LARGER", "SMALLER"});
  for (const Keyword* row : rows)
    for (size_t i = 0; i < row->folded.size(); ++i)
      if (name.size() > row->folded[i].size() && name.ends_with(row->folded[i])) return row->spelling(i);
  return std::nullopt;
}

bool isKeyword(const std::u32string& name) {
  static const auto words = [] {
    std::unordered_set<std::u32string> all;
    for (const Keyword& row : keywords())
      if (row.where == Where::Everywhere && row.token != "YUANUNIT") all.insert(row.folded.begin(), row.folded.end());
    return all;
  }();
  return words.contains(name);
}

} // namespace

void lintNames(const Vocabulary& vocabulary, diagnostics::Sink& sink) {
  for (const syntax::SymbolId id : vocabulary.all()) {
    const syntax::Symbol& symbol = vocabulary[id];
    if (symbol.kind != SymbolClass::Unit)
      for (const std::string* spelling : {&symbol.zh, &symbol.en})
        if (isKeyword(fold(*spelling))) sink.report(diag::NameIsKeyword, symbol.declared, *spelling);
    const bool sentenceWord = symbol.kind == SymbolClass::Fact || symbol.kind == SymbolClass::Term ||
                              symbol.kind == SymbolClass::Parameter || symbol.kind == SymbolClass::Scale;
    if (!sentenceWord || symbol.clause) continue;
    for (const std::string* spelling : {&symbol.zh, &symbol.en}) {
      if (spelling->empty()) continue;
      const std::u32string name = fold(*spelling);
      if (const auto number = numberIn(name)) sink.report(diag::NameHasNumber, symbol.declared, *spelling, *number);
      if (const auto word = comparisonIn(name)) sink.report(diag::NameHasComparison, symbol.declared, *spelling, *word);
      if (symbol.kind == SymbolClass::Fact && spelling == &symbol.zh)
        for (const char32_t conjunction : {U'且', U'并', U'或'})
          if (name.find(conjunction) != std::u32string::npos && name.find(conjunction) > 0) {
            std::string word;
            appendUtf8(word, conjunction);
            sink.report(diag::NameHasConjunction, symbol.declared, *spelling, word);
            break;
          }
      if (const auto word = endingValueWord(name))
        sink.report(diag::NameEndsInValueWord, symbol.declared, *spelling, *word);
    }
  }
}

} // namespace tiao::parse
