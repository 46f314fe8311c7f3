#include "tests/lang/marks.h"

namespace tiao::test {

namespace {

/// A mark stands as deep as its line, in the same quotation of a Markdown file.
std::string_view indentation(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t>"), line.size()));
}

std::string_view trimmed(std::string_view line) {
  line.remove_prefix(indentation(line).size());
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  return line;
}

bool isMark(std::string_view line) { return trimmed(line).starts_with("#! T"); }

/// Calls `found(number, line)` for every line, with its line end.
template <typename F> void eachLine(std::string_view text, F found) {
  for (uint32_t number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    found(number, text.substr(0, end));
    text.remove_prefix(end);
  }
}

} // namespace

Marks readMarks(std::string_view text) {
  constexpr std::string_view open = "「";
  Marks marks;
  uint32_t about = 1;
  eachLine(text, [&](uint32_t number, std::string_view line) {
    if (!isMark(line)) {
      about = number;
      return;
    }
    line = trimmed(line).substr(3);
    const std::string code(line.substr(0, line.find(' ')));
    const size_t from = line.find(open);
    const size_t to = line.rfind("」");
    const bool quoted = from != std::string_view::npos && to != std::string_view::npos;
    marks.insert(
        {about, code, std::string(quoted ? line.substr(from + open.size(), to - from - open.size()) : line.substr(5))});
  });
  return marks;
}

std::string replaceMarks(std::string_view text, const Marks& marks) {
  std::string out;
  eachLine(text, [&](uint32_t number, std::string_view line) {
    if (isMark(line)) return;
    out += line;
    if (!out.ends_with('\n')) out += '\n';
    for (const Mark& m : marks)
      if (m.line == number) out += std::string(indentation(line)) + "#! " + m.code + " 「" + m.words + "」\n";
  });
  return out;
}

} // namespace tiao::test
