#include "compiler/parse/keywords.h"

#include "compiler/parse/characters.h"
#include "compiler/parse/keywords_text.h"

#include <algorithm>

namespace tiao::parse {

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// The cells of a line. The table quotes no cell with a comma in it, save in the meaning, which comes last.
std::vector<std::string> cells(std::string_view line) {
  std::vector<std::string> parts;
  for (int i = 0; i < 4; ++i) {
    const size_t end = std::min(line.find(','), line.size());
    parts.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  parts.emplace_back(line);
  return parts;
}

Where whereOf(const std::string& word) {
  if (word == "line") return Where::LineStart;
  if (word == "subject") return Where::Subject;
  if (word == "conventions") return Where::Conventions;
  if (word == "test") return Where::Test;
  if (word == "assert") return Where::Assert;
  if (word == "table") return Where::Table;
  if (word == "not-rule") return Where::NotRule;
  if (word == "choice") return Where::Choice;
  if (word == "funding") return Where::Funding;
  if (word == "names") return Where::Names;
  if (word == "policy") return Where::Policy;
  if (word == "layer") return Where::Layer;
  return Where::Everywhere;
}

std::vector<Keyword> read() {
  std::vector<Keyword> rows;
  bool header = true;
  for (const std::string& line : split(keywordsText, '\n')) {
    if (header) {
      header = false;
      continue;
    }
    const std::vector<std::string> cell = cells(line);
    const size_t colon = cell[0].find(':');
    rows.push_back({cell[0].substr(0, colon),
                    colon == std::string::npos ? "" : cell[0].substr(colon + 1),
                    whereOf(cell[1]),
                    split(cell[2], ' '),
                    split(cell[3], ';'),
                    cell[4],
                    {}});
    Keyword& row = rows.back();
    for (const auto* spellings : {&row.zh, &row.en})
      for (const std::string& spelling : *spellings) row.folded.push_back(fold(spelling));
  }
  return rows;
}

} // namespace

const std::vector<Keyword>& keywords() {
  static const std::vector<Keyword> rows = read();
  return rows;
}

const Keyword& keyword(std::string_view token, std::string_view id) {
  return *std::ranges::find_if(keywords(), [&](const Keyword& k) { return k.token == token && k.id == id; });
}

} // namespace tiao::parse
