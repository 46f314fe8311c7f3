#include "compiler/explain/explain.h"

namespace tiao::explain {

using Mark = Line::Mark;

namespace {

/// Colours of a terminal, only when asked.
struct Paint {
  bool on;
  [[nodiscard]] std::string operator()(const char* code, const std::string& text) const {
    return on ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
};

std::string markText(Mark mark, Language language, const Paint& paint) {
  const bool zh = language == Language::Zh;
  switch (mark) {
  case Mark::None: return {};
  case Mark::Met: return " " + paint("32", "✓");
  case Mark::NotMet: return " " + paint("31", "✗");
  case Mark::Open: return " " + paint("33", "?");
  case Mark::Binding: return "   " + paint("1;33", zh ? "← 起作用的限制" : "← binding");
  }
  return {};
}

void renderLine(const Line& line, int depth, Language language, const Paint& paint, std::string& out) {
  out +=
      std::string(static_cast<size_t>(depth) * 2, ' ') + line.text.in(language) + markText(line.mark, language, paint);
  out += "\n";
  for (const Line& below : line.below) renderLine(below, depth + 1, language, paint, out);
}

} // namespace

std::string title(const Explanation& e, Language language) {
  const bool zh = language == Language::Zh;
  std::string name = e.award.in(language);
  const std::string& item = e.item.in(language);
  if (!item.empty()) name += (zh ? "·" : ", ") + item;
  std::string article = e.article.in(language);
  if (!e.document.empty()) article = e.document + article;
  if (!article.empty())
    name += zh ? "（" + article + "）" : " (" + article + ")";
  else
    name += " ";
  if (!zh && !article.empty()) name += " ";
  return name + e.period.in(language);
}

std::string render(const Explanation& explanation, Language language, bool colour) {
  const Paint paint{colour};
  const bool zh = language == Language::Zh;
  // 招引资助（第一条）2024年：800,000.00元，限额给予
  std::string out = paint("1", title(explanation, language)) + (zh ? "：" : ": ") + explanation.amount.in(language) +
                    (zh ? "，" : ", ") + explanation.status.in(language) + "\n";
  for (const Line& line : explanation.lines) renderLine(line, 1, language, paint, out);
  if (!explanation.quotation.empty()) {
    out += "  " + paint("2", (zh ? "「" : "“") + explanation.quotation + (zh ? "」" : "”")) + "\n";
  }
  return out;
}

} // namespace tiao::explain
