#include "compiler/official/likeness.h"

#include "compiler/parse/characters.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace tiao::official {

namespace {

/// Pairs of characters that are compared for one answer: a sentence of two thousand characters with another.
constexpr size_t mostPairs = size_t{4} << 20U;

bool isWordCharacter(char32_t c) { return parse::isAsciiWord(c); }

/// Moves both ends outwards while they stand inside an ASCII word or number.
Stretch wholeWords(std::u32string_view text, Stretch s) {
  const auto joins = [&](size_t i) {
    return i > 0 && i < text.size() && isWordCharacter(text[i - 1]) && isWordCharacter(text[i]);
  };
  while (joins(s.begin)) --s.begin;
  while (joins(s.end)) ++s.end;
  return s;
}

} // namespace

Likeness likeness(std::u32string_view a, std::u32string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (const char32_t c : a) {
    size_t diagonal = 0;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t longest = c == b[j] ? diagonal + 1 : std::max(row[j], row[j + 1]);
      diagonal = row[j + 1];
      row[j + 1] = longest;
    }
  }
  return {row.back(), std::max(a.size(), b.size())};
}

std::string decimal(Likeness likeness) {
  const size_t thousandths = likeness.thousandths();
  return fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
}

std::vector<Difference> differences(std::u32string_view before, std::u32string_view after) {
  const size_t rows = before.size() + 1, columns = after.size() + 1;
  if (rows * columns > mostPairs) return {};
  // common[i][j]: of before from i on and after from j on
  std::vector<uint32_t> common(rows * columns);
  const auto at = [&](size_t i, size_t j) -> uint32_t& { return common[i * columns + j]; };
  for (size_t i = before.size(); i-- > 0;)
    for (size_t j = after.size(); j-- > 0;)
      at(i, j) = before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  struct Change {
    Stretch before, after;
  };
  std::vector<Change> changes;
  for (size_t i = 0, j = 0; i < before.size() || j < after.size();) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      ++i;
      ++j;
      continue;
    }
    Change change{{i, i}, {j, j}};
    while ((i < before.size() || j < after.size()) &&
           !(i < before.size() && j < after.size() && before[i] == after[j])) {
      if (j == after.size() || (i < before.size() && at(i + 1, j) >= at(i, j + 1)))
        ++i;
      else
        ++j;
    }
    change.before.end = i;
    change.after.end = j;
    change.before = wholeWords(before, change.before);
    change.after = wholeWords(after, change.after);
    if (!changes.empty() &&
        (changes.back().before.end > change.before.begin || changes.back().after.end > change.after.begin)) {
      changes.back().before.end = std::max(changes.back().before.end, change.before.end);
      changes.back().after.end = std::max(changes.back().after.end, change.after.end);
    } else {
      changes.push_back(change);
    }
  }
  std::vector<Difference> out;
  for (const Change& c : changes)
    out.push_back({std::u32string(before.substr(c.before.begin, c.before.size())),
                   std::u32string(after.substr(c.after.begin, c.after.size()))});
  return out;
}

std::vector<std::u32string> numbers(std::u32string_view text) {
  std::vector<std::u32string> out;
  const auto digit = [](char32_t c) { return c >= 0xFF10 && c <= 0xFF19 ? c - 0xFF10 + U'0' : c; };
  bool first = true; // of a sentence: the number of an item may stand here
  for (size_t at = 0; at < text.size();) {
    if (const size_t item = first ? itemNumber(text, at) : 0; item > 0) {
      at += item;
      continue;
    }
    if (!parse::isDigit(digit(text[at]))) {
      first = std::u32string_view(U"。；：！？ ").find(text[at]) != std::u32string_view::npos;
      ++at;
      continue;
    }
    std::u32string number;
    for (; at < text.size(); ++at) {
      const bool inside = at + 1 < text.size() && parse::isDigit(digit(text[at + 1]));
      if (text[at] == ',' && inside) continue; // 5,000,000
      if (!parse::isDigit(digit(text[at])) && !(text[at] == '.' && inside)) break;
      number += digit(text[at]);
    }
    out.push_back(std::move(number));
    first = false;
  }
  return out;
}

std::optional<Stretch> nearest(std::u32string_view words, std::u32string_view text) {
  if (words.empty() || words.size() * text.size() > mostPairs) return std::nullopt;
  struct Cell {
    size_t cost = 0, begin = 0; // changes so far, and where the stretch begins
  };
  std::vector<Cell> row(text.size() + 1);
  for (size_t j = 0; j <= text.size(); ++j) row[j] = {0, j};
  for (size_t i = 1; i <= words.size(); ++i) {
    Cell diagonal = row[0];
    row[0] = {i, 0};
    for (size_t j = 1; j <= text.size(); ++j) {
      const Cell above = row[j];
      Cell best{diagonal.cost + (words[i - 1] == text[j - 1] ? 0 : 1), diagonal.begin};
      if (above.cost + 1 < best.cost) best = {above.cost + 1, above.begin};
      if (row[j - 1].cost + 1 < best.cost) best = {row[j - 1].cost + 1, row[j - 1].begin};
      diagonal = above;
      row[j] = best;
    }
  }
  Stretch best{row[0].begin, 0};
  size_t cost = row[0].cost;
  for (size_t j = 1; j < row.size(); ++j) { // of equal ones the longest
    const Stretch here{row[j].begin, j};
    if (row[j].cost > cost || (row[j].cost == cost && here.size() <= best.size())) continue;
    best = here;
    cost = row[j].cost;
  }
  if (cost * 2 > words.size()) return std::nullopt;
  return best;
}

} // namespace tiao::official
