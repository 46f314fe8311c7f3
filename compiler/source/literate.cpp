#include "compiler/source/literate.h"

#include <algorithm>
#include <array>
#include <cmark.h>
#include <cstring>
#include <memory>

namespace tiao::source {

namespace {

constexpr std::array<std::string_view, 10> digits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

int takeDigit(std::string_view& text) {
  for (int d = 1; d < 10; ++d)
    if (take(text, digits[static_cast<size_t>(d)])) return d;
  return 0;
}

/// 1 to 999 in Arabic or Chinese numerals; 0 when the text begins with neither.
int takeNumber(std::string_view& text) {
  int value = 0;
  if (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    while (!text.empty() && text[0] >= '0' && text[0] <= '9' && value < 100) {
      value = value * 10 + (text[0] - '0');
      text.remove_prefix(1);
    }
    return value;
  }
  int digit = takeDigit(text);
  if (take(text, "百")) {
    value = digit * 100;
    const bool skipped = take(text, "零");
    digit = takeDigit(text);
    if (skipped) return value + digit;
  }
  if (take(text, "十")) return value + (digit == 0 ? 1 : digit) * 10 + takeDigit(text);
  return value + digit;
}

std::string_view trim(std::string_view text) {
  take(text, "\xEF\xBB\xBF");
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '#')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '#' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

Span linesOf(const SourceFile& source, uint32_t file, uint32_t first, uint32_t last) {
  const uint32_t end =
      last < source.lineCount() ? source.lineBegin(last + 1) : static_cast<uint32_t>(source.text().size());
  return {file, source.lineBegin(first), end};
}

/// A block quote's words: each line without its `>`, joined without a break inside a Chinese text.
Quotation quotationOf(const SourceFile& source, uint32_t file, uint32_t first, uint32_t last) {
  Quotation quotation{{}, linesOf(source, file, first, last), {}};
  for (uint32_t number = first; number <= last; ++number) {
    std::string_view line = trim(source.line(number));
    while (take(line, ">")) line = trim(line);
    const auto begin = static_cast<uint32_t>(line.data() - source.text().data());
    quotation.lines.push_back({file, begin, begin + static_cast<uint32_t>(line.size())});
    if (!quotation.text.empty() && !line.empty()) {
      const bool ascii =
          static_cast<unsigned char>(quotation.text.back()) < 0x80 && static_cast<unsigned char>(line.front()) < 0x80;
      if (ascii) quotation.text += ' ';
    }
    quotation.text += line;
  }
  return quotation;
}

bool isTiaoFence(cmark_node* node) {
  if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK) return false;
  const char* info = cmark_node_get_fence_info(node);
  return info != nullptr && (std::strcmp(info, "tiao") == 0 || std::strncmp(info, "tiao ", 5) == 0);
}

} // namespace

std::string onOneLine(std::string_view text) {
  std::string folded;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank)
      folded += c;
    else if (!folded.empty() && folded.back() != ' ')
      folded += ' ';
  }
  const auto wide = [&](size_t i) { return static_cast<unsigned char>(folded[i]) >= 0x80; };
  std::string joined;
  for (size_t i = 0; i < folded.size(); ++i) {
    const bool between = folded[i] == ' ' && i > 0 && i + 1 < folded.size() && wide(i - 1) && wide(i + 1);
    if (!between) joined += folded[i];
  }
  return joined;
}

bool isLiterate(const std::string& path) { return path.ends_with(".md"); }

int articleNumber(std::string_view heading) {
  heading = trim(heading);
  if (take(heading, "（") || take(heading, "(")) {
    const int n = takeNumber(heading);
    return take(heading, "）") || take(heading, ")") ? n : 0;
  }
  if (take(heading, "第")) {
    const int n = takeNumber(heading);
    return take(heading, "条") ? n : 0;
  }
  if (take(heading, "Article ") || take(heading, "article ")) return takeNumber(heading);
  return 0;
}

std::string articleText(int article, Language language) {
  if (article <= 0) return {};
  if (language == Language::En) return "Article " + std::to_string(article);
  std::string text = "第";
  const int hundreds = article / 100;
  const int tens = article / 10 % 10;
  const int ones = article % 10;
  const auto digit = [](int d) { return std::string(digits[static_cast<size_t>(d)]); };
  if (hundreds > 0) text += digit(hundreds) + "百";
  if (hundreds > 0 && tens == 0 && ones > 0) text += "零";
  if (tens > 0) text += (tens == 1 && hundreds == 0 ? "" : digit(tens)) + "十";
  if (ones > 0) text += digit(ones);
  return text + "条";
}

Document readDocument(const SourceSet& sources, uint32_t file) {
  const SourceFile& source = sources[file];
  Document document;
  document.sections.emplace_back();
  if (!isLiterate(source.path())) {
    document.sections.back().code.push_back({file, 0, static_cast<uint32_t>(source.text().size())});
    return document;
  }
  const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> root(
      cmark_parse_document(source.text().data(), source.text().size(), CMARK_OPT_DEFAULT), &cmark_node_free);
  const auto lines = [&](cmark_node* node) {
    const auto first = static_cast<uint32_t>(cmark_node_get_start_line(node));
    const auto last = static_cast<uint32_t>(cmark_node_get_end_line(node));
    const uint32_t begin = std::clamp(first, 1U, source.lineCount());
    return std::pair(begin, std::clamp(last, begin, source.lineCount()));
  };
  for (cmark_node* node = cmark_node_first_child(root.get()); node != nullptr; node = cmark_node_next(node)) {
    const auto [first, last] = lines(node);
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING) {
      Section section;
      section.heading = trim(source.line(first));
      section.level = cmark_node_get_heading_level(node);
      section.article = articleNumber(section.heading);
      section.span = linesOf(source, file, first, last);
      document.sections.push_back(std::move(section));
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
      document.sections.back().official.push_back(quotationOf(source, file, first, last));
    } else if (isTiaoFence(node)) {
      // The fence's own two lines are not code; the second is missing when the file ends first.
      const std::string_view closing = trim(source.line(last));
      const bool closed = last > first && (closing.starts_with("```") || closing.starts_with("~~~"));
      const Span whole = linesOf(source, file, first, last);
      const uint32_t begin = first < source.lineCount() ? source.lineBegin(first + 1) : whole.end;
      const uint32_t end = closed ? source.lineBegin(last) : whole.end;
      if (begin < end) document.sections.back().code.push_back({file, begin, end});
    }
  }
  const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> walk(cmark_iter_new(root.get()), &cmark_iter_free);
  while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    if (!isTiaoFence(node) || cmark_node_parent(node) == root.get()) continue;
    const auto [first, last] = lines(node);
    document.misplaced.push_back(linesOf(source, file, first, last));
  }
  return document;
}

} // namespace tiao::source
