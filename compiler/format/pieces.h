#pragma once

#include "compiler/parse/parse.h"

/// A statement as it is written, apart from how it is laid out: its words, its comments, and the items that each begin
/// a line. Taken from the words as they stand, not from the tree, so that a drafter's own wording is kept and every
/// construct of the grammar is laid out alike.
namespace tiao::format {

using source::Language;

struct Piece {
  std::string_view type; // of the token; Courtesy for what the reader drops
  std::string text;      // as written, blanks folded
  uint32_t begin = 0, end = 0;
};
constexpr std::string_view Courtesy = "COURTESY";

/// A `#` with all that follows on its line.
struct Comment {
  size_t before = 0;       // the piece that follows; the number of pieces after the last one
  bool ownLine = true;     // else it stands behind words, on their line
  bool blankAbove = false; // an empty line stands above
  std::string text;
};

/// The head of a statement, a bullet, or a sentence: what begins a line. It ends where the next one begins.
struct Item {
  size_t first = 0;
  bool blankAbove = false;
  Language surface = Language::Zh;
};

struct Statement {
  std::string_view head;       // the token that begins it: CLAUSE
  uint32_t begin = 0, end = 0; // bytes, from the first word to the last, or to the comment behind it
  std::vector<Piece> pieces;
  std::vector<Comment> comments; // in their order
  std::vector<Item> items;

  [[nodiscard]] size_t endOf(size_t item) const {
    return item + 1 < items.size() ? items[item + 1].first : pieces.size();
  }
  /// The item that a piece belongs to.
  [[nodiscard]] size_t itemOf(size_t piece) const;
};

Statement readStatement(const source::SourceSet& sources, const parse::StatementWords& words);

} // namespace tiao::format
