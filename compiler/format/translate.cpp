#include "compiler/format/translate.h"

#include <algorithm>

namespace tiao::format {

namespace {

/// A line of the translation with the comments that come with it.
struct Line {
  std::string text;
  std::string above; // whole lines
  std::string behind;
  bool blankAbove = false;
};

std::vector<Line> linesOf(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back({std::string(text.substr(0, end)), {}, {}, false});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

} // namespace

std::string translate(const syntax::Tree& tree, const syntax::Declaration& declaration, const Statement& statement,
                      Language to) {
  std::vector<Line> lines = linesOf(render(tree, declaration, to));
  // The renderer writes a line for each item. Only the facts of a test may have been several sentences and become one:
  // lines are counted from the end.
  const auto lineOf = [&](size_t item) -> Line& {
    const size_t fromEnd = statement.items.size() - item;
    if (item == 0 || lines.size() == 1) return lines.front();
    return lines[fromEnd < lines.size() ? lines.size() - fromEnd : 1];
  };
  for (size_t item = 1; item < statement.items.size(); ++item)
    lineOf(item).blankAbove |= statement.items[item].blankAbove;
  for (const Comment& comment : statement.comments) {
    const bool last = comment.before == statement.pieces.size();
    const size_t next = last ? statement.items.size() : statement.itemOf(comment.before);
    const bool opens = last || statement.items[next].first == comment.before;
    if (!comment.ownLine && opens && lineOf(next - 1).behind.empty()) {
      lineOf(next - 1).behind = "  " + comment.text;
      continue;
    }
    Line& line = lineOf(last ? next - 1 : next);
    line.above += (comment.blankAbove ? "\n" : "") + comment.text + "\n";
  }
  std::string out;
  for (const Line& line : lines) out += line.above + (line.blankAbove ? "\n" : "") + line.text + line.behind + "\n";
  return out;
}

} // namespace tiao::format
