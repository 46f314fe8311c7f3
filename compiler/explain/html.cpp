#include "compiler/explain/html.h"

#include "compiler/explain/words.h"

#include <span>

/// An explanation as a part of a page: its lines as lists, and those that tell what became of the amount as a table.
namespace tiao::explain {

using Mark = Line::Mark;

namespace {

const char* className(Mark mark) {
  switch (mark) {
  case Mark::None: return "";
  case Mark::Met: return "met";
  case Mark::NotMet: return "notMet";
  case Mark::Open: return "open";
  case Mark::Binding: return "binding";
  }
  return "";
}

class Html {
public:
  explicit Html(Language language) : language_(language) {}

  std::string article(const Explanation& e) {
    out_ = fmt::format("<article class=\"{}\">\n<header><h3>{}</h3><span class=\"amount\">{}</span>"
                       "<span class=\"status\">{}</span></header>\n",
                       statusKey(e.outcome.status), escaped(title(e, language_)), text(e.amount), text(e.status));
    for (size_t i = 0; i < e.lines.size();) {
      size_t end = i;
      const bool waterfall = e.lines[i].change.has_value();
      while (end < e.lines.size() && e.lines[end].change.has_value() == waterfall) ++end;
      const std::span<const Line> run(&e.lines[i], end - i);
      waterfall ? table(run, e) : list(run);
      i = end;
    }
    if (!e.quotation.empty()) out_ += fmt::format("<blockquote>{}</blockquote>\n", escaped(e.quotation));
    return out_ + "</article>\n";
  }

private:
  [[nodiscard]] const char* pick(const char* zh, const char* en) const { return language_ == Language::Zh ? zh : en; }
  [[nodiscard]] std::string text(const Text& words) const { return escaped(words.in(language_)); }

  [[nodiscard]] std::string marked(const Line& line) const {
    const auto sign = [&](const char* words) { return fmt::format(" <span class=\"mark\">{}</span>", words); };
    switch (line.mark) {
    case Mark::None: return text(line.text);
    case Mark::Met: return text(line.text) + sign("✓");
    case Mark::NotMet: return text(line.text) + sign("✗");
    case Mark::Open: return text(line.text) + sign("?");
    case Mark::Binding: return text(line.text) + sign(pick("← 起作用的限制", "← binding"));
    }
    return {};
  }

  void list(std::span<const Line> lines) {
    if (lines.empty()) return;
    out_ += "<ul>\n";
    for (const Line& line : lines) {
      out_ += line.mark == Mark::None ? "<li>" : fmt::format("<li class=\"{}\">", className(line.mark));
      out_ += marked(line);
      if (!line.below.empty()) out_ += "\n";
      list(line.below);
      out_ += "</li>\n";
    }
    out_ += "</ul>\n";
  }

  void table(std::span<const Line> lines, const Explanation& e) {
    out_ += fmt::format("<table class=\"waterfall\">\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" "
                        "class=\"yuan\">{}</th><th scope=\"col\" class=\"yuan\">{}</th></tr></thead>\n<tbody>\n",
                        pick("计算过程", "how it is computed"), pick("此前（元）", "before (yuan)"),
                        pick("此后（元）", "after (yuan)"));
    for (const Line& line : lines) {
      out_ += line.mark == Mark::None ? "<tr><td>" : fmt::format("<tr class=\"{}\"><td>", className(line.mark));
      out_ += marked(line);
      if (!line.below.empty()) out_ += "\n";
      list(line.below);
      out_ += fmt::format("</td><td class=\"yuan\">{}</td><td class=\"yuan\">{}</td></tr>\n", text(line.change->before),
                          text(line.change->after));
    }
    out_ += fmt::format(
        "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"2\">{}</th><td class=\"yuan\">{}</td></tr></tfoot>\n"
        "</table>\n",
        pick("结果", "the award"), moneyText(e.outcome.amount));
  }

  Language language_;
  std::string out_;
};

} // namespace

std::string renderHtml(const Explanation& explanation, Language language) {
  return Html(language).article(explanation);
}

} // namespace tiao::explain
