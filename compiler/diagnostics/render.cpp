#include "compiler/diagnostics/diagnostics.h"

#include <algorithm>

namespace tiao::diagnostics {

namespace {

/// Lines longer than this are shown only around the stretch they are about.
constexpr uint32_t widestLine = 120;

struct Paint {
  bool on;
  [[nodiscard]] std::string operator()(const char* code, const std::string& text) const {
    return on ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
};

const char* word(Severity severity, Language language) {
  const bool zh = language == Language::Zh;
  switch (severity) {
  case Severity::Error: return zh ? "错误" : "error";
  case Severity::Warning: return zh ? "警告" : "warning";
  case Severity::Note: return zh ? "说明" : "note";
  }
  return "";
}

const char* colour(Severity severity) {
  switch (severity) {
  case Severity::Error: return "1;31";
  case Severity::Warning: return "1;33";
  case Severity::Note: return "1;36";
  }
  return "";
}

/// A line's text with control characters made visible and nothing wider than a terminal, cut around [begin, end).
struct Excerpt {
  std::string text;
  uint32_t before; // columns before the stretch
  uint32_t under;  // columns of the stretch, at least 1
};

std::string visible(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const source::CodePoint c = source::decode(text, at);
    if (c.value == 0xFFFD && c.length == 1)
      out += fmt::format("<{:02X}>", static_cast<unsigned char>(text[at]));
    else if (c.value == '\t')
      out += "  ";
    else if (source::isInvisible(c.value))
      out += fmt::format("<{:02X}>", static_cast<unsigned>(c.value));
    else
      out += text.substr(at, c.length);
    at += c.length;
  }
  return out;
}

/// The byte at most `columns` of display away from `from`, going back or forward on whole characters.
size_t back(std::string_view line, size_t from, uint32_t columns) {
  size_t at = from;
  while (at > 0 && columns > 0) {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80);
    const uint32_t width = source::displayWidth(line.substr(at, 1)) == 1 ? 2 : 1;
    columns = columns > width ? columns - width : 0;
  }
  return at;
}
size_t forward(std::string_view line, size_t from, uint32_t columns) {
  size_t at = from;
  while (at < line.size() && columns > 0) {
    const uint32_t length = source::decode(line, at).length;
    const uint32_t width = std::max(1U, source::displayWidth(line.substr(at, length)));
    columns = columns > width ? columns - width : 0;
    at += length;
  }
  return at;
}

Excerpt excerpt(std::string_view line, size_t begin, size_t end) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  size_t first = 0;
  size_t last = line.size();
  if (line.size() > widestLine * 3) {
    first = back(line, begin, widestLine / 3);
    last = forward(line, begin, widestLine * 2 / 3);
    end = std::min(end, last);
  }
  const std::string head = (first > 0 ? "…" : "") + visible(line.substr(first, begin - first));
  const std::string middle = visible(line.substr(begin, end - begin));
  const std::string tail = visible(line.substr(end, last - end)) + (last < line.size() ? "…" : "");
  return {head + middle + tail, source::displayWidth(head), std::max(1U, source::displayWidth(middle))};
}

void quote(std::string& out, const source::SourceFile& file, Span span, const char* mark, const std::string& words,
           const Paint& paint, const char* ink) {
  const source::Place place = file.place(span.begin);
  const std::string_view line = file.line(place.line);
  const uint32_t begin = file.lineBegin(place.line);
  const Excerpt shown = excerpt(line, span.begin - begin, span.end - begin);
  const std::string number = std::to_string(place.line);
  const std::string gutter(number.size(), ' ');
  std::string underline;
  for (uint32_t i = 0; i < shown.under; ++i) underline += mark;
  out += fmt::format(" {} {}\n", paint("34", number + " |"), shown.text);
  out += fmt::format(" {} {}{}{}\n", paint("34", gutter + " |"), std::string(shown.before, ' '), paint(ink, underline),
                     words.empty() ? "" : " " + paint(ink, words));
}

} // namespace

std::string render(const std::vector<Diagnostic>& diagnostics, const source::SourceSet& sources,
                   const RenderOptions& options) {
  const Paint paint{options.colour};
  std::string out;
  size_t shown = 0;
  Language last = Language::En;
  for (const Diagnostic& d : diagnostics) {
    const source::SourceFile& file = sources[d.span.file];
    const Language language = options.language.value_or(file.language());
    last = language;
    if (++shown > options.most) continue;
    const source::Place place = file.place(d.span.begin);
    out += fmt::format("{}:{}:{}: {}{}{}\n", file.path(), place.line, place.column,
                       paint(colour(d.severity), fmt::format("{} {}", word(d.severity, language), d.code)),
                       language == Language::Zh ? "：" : ": ", paint("1", d.message.in(language)));
    quote(out, file, d.span, "^", {}, paint, colour(d.severity));
    for (const Label& label : d.labels) {
      const source::SourceFile& other = sources[label.span.file];
      if (label.span.file != d.span.file) {
        const source::Place at = other.place(label.span.begin);
        out += fmt::format("  {}:{}:{}:\n", other.path(), at.line, at.column);
      }
      quote(out, other, label.span, "-", label.text.in(language), paint, "34");
    }
    for (const Text& help : d.helps)
      out += fmt::format("  {}{}\n", paint("1;32", language == Language::Zh ? "办法：" : "help: "), help.in(language));
  }
  if (shown > options.most)
    out += last == Language::Zh ? fmt::format("（另有 {} 条未列出）\n", shown - options.most)
                                : fmt::format("({} more not shown)\n", shown - options.most);
  return out;
}

} // namespace tiao::diagnostics
