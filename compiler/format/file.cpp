#include "compiler/format/file.h"

#include "compiler/format/layout.h"
#include "compiler/format/translate.h"

#include <algorithm>

namespace tiao::format {

using diagnostics::Sink;
using source::SourceSet;

namespace {

/// A file with its statements, as it was read.
struct Read {
  const SourceSet& sources;
  uint32_t file = 0;
  parse::Parsed parsed;
  std::vector<parse::StatementWords> words;

  [[nodiscard]] const std::string& text() const { return sources[file].text(); }
  [[nodiscard]] const syntax::File& root() const { return parsed.tree.files.back(); }
  [[nodiscard]] const source::Document& document() const { return parsed.documents.back(); }
};

/// Nothing when there are errors. `sources` must outlive what is returned.
std::optional<Read> read(const std::string& path, SourceSet& sources, Sink& sink) {
  Read result{sources, 0, parse::parse({path}, sources, sink), {}};
  if (sink.hasErrors()) return std::nullopt;
  result.file = result.root().source;
  Sink again; // what is wrong has been told
  result.words = parse::statementWords(path, sources, again);
  return result;
}

/// Where targets begin and end, and where starts end.
std::set<uint32_t> phraseBounds(const syntax::File& file) {
  std::set<uint32_t> bounds;
  for (const syntax::Declaration& d : file.declarations)
    if (const auto* clause = std::get_if<syntax::Clause>(&d.node))
      for (const syntax::Sentence& sentence : clause->sentences) {
        if (sentence.target) bounds.insert({sentence.target->span.begin, sentence.target->span.end});
        for (const syntax::Phrase& phrase : sentence.phrases)
          if (std::holds_alternative<syntax::Start>(phrase.node)) bounds.insert(phrase.span.end);
      }
  return bounds;
}

bool isBlankLine(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// Lines of code, without empty ones at the beginning and end and never two in a row.
class Lines {
public:
  void add(std::string_view text) {
    if (gap_ && !out_.empty()) out_ += '\n';
    gap_ = false;
    out_ += text;
  }
  void gap() { gap_ = true; }
  std::string take() { return std::move(out_); }

private:
  std::string out_;
  bool gap_ = false;
};

/// What stands between statements: comments, each on its line, and empty lines. A comment that is indented just below
/// a statement belongs to it.
void writeBetween(std::string_view text, bool behind, Lines& out) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (behind) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1); // the rest of the statement's line
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (isBlankLine(line)) {
      out.gap();
      behind = false;
      continue;
    }
    const size_t indent = line.find_first_not_of(" \t");
    behind &= indent > 0;
    line = line.substr(indent, line.find_last_not_of(" \t\r") + 1 - indent);
    out.add((behind ? "  " : "") + std::string(line) + "\n");
  }
}

/// A statement as it stands, without blanks at the ends of its lines.
std::string verbatim(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    out += isBlankLine(line) ? "" : line.substr(0, line.find_last_not_of(" \t\r") + 1);
    out += '\n';
  }
  return out;
}

/// A statement with the text that stands for it.
struct Written {
  uint32_t begin = 0, end = 0;
  std::string text; // whole lines
};

/// The file with these texts for its statements, and comments and empty lines between them in order.
std::string assemble(const Read& of, const std::vector<Written>& statements) {
  const std::string& text = of.text();
  const bool crlf = text.find("\r\n") < text.find('\n');
  std::string out;
  size_t copied = 0; // up to here the file is in `out`
  auto statement = statements.begin();
  for (const source::Section& section : of.document().sections)
    for (const source::Span code : section.code) {
      out += std::string_view(text).substr(copied, code.begin - copied);
      if (code.begin == 0 && text.starts_with("\xEF\xBB\xBF")) out += "\xEF\xBB\xBF";
      Lines lines;
      uint32_t at = code.begin;
      const auto between = [&](uint32_t end) {
        writeBetween(std::string_view(text).substr(at, end - at), at > code.begin, lines);
      };
      for (; statement != statements.end() && statement->begin < code.end; ++statement) {
        between(statement->begin);
        lines.add(statement->text);
        at = statement->end;
      }
      between(code.end);
      for (const char c : lines.take()) out += c == '\n' && crlf ? "\r\n" : std::string(1, c);
      copied = code.end;
    }
  return out + text.substr(copied);
}

bool sameToken(const parse::Token& a, const parse::Token& b) {
  const bool words = a.type == "RAW" || a.type == "QUOTED";
  return a.type == b.type && a.keyword == b.keyword && a.wording == b.wording && a.symbol == b.symbol &&
         a.declared.zh == b.declared.zh && a.declared.en == b.declared.en && a.value == b.value && a.date == b.date &&
         a.year == b.year && a.month == b.month && (!words || a.text == b.text);
}

bool sameWords(const parse::StatementWords& a, const parse::StatementWords& b) {
  return std::ranges::equal(a.tokens, b.tokens, sameToken);
}

SourceSet onlyThis(const std::string& path, std::string text) {
  SourceSet sources;
  sources.add(path, std::move(text));
  return sources;
}

/// The file laid out. A statement that would then be cut into other words stays as it is.
std::string laidOut(const Read& of, const std::string& path) {
  const std::set<uint32_t> bounds = phraseBounds(of.root());
  std::vector<Written> written;
  for (const parse::StatementWords& words : of.words) {
    const Statement statement = readStatement(of.sources, words);
    written.push_back({statement.begin, statement.end, layOut(statement, bounds)});
  }
  std::string text = assemble(of, written);
  if (text == of.text()) return text;
  Sink sink;
  SourceSet sources = onlyThis(path, text);
  const std::vector<parse::StatementWords> again = parse::statementWords(path, sources, sink);
  bool fell = false;
  for (size_t i = 0; i < of.words.size(); ++i) {
    if (again.size() == of.words.size() && sameWords(of.words[i], again[i])) continue;
    written[i].text = verbatim(std::string_view(of.text()).substr(written[i].begin, written[i].end - written[i].begin));
    fell = true;
  }
  return fell ? assemble(of, written) : text;
}

/// The file with the statements of the other language said in `to`, not yet laid out.
std::string translated(const Read& of, Language to) {
  std::vector<Written> written;
  for (size_t i = 0; i < of.words.size(); ++i) {
    const Statement statement = readStatement(of.sources, of.words[i]);
    const std::string_view own = std::string_view(of.text()).substr(statement.begin, statement.end - statement.begin);
    const bool already = std::ranges::all_of(statement.items, [&](const Item& item) { return item.surface == to; });
    written.push_back({statement.begin, statement.end,
                       already ? verbatim(own) : translate(of.parsed.tree, of.root().declarations[i], statement, to)});
  }
  return assemble(of, written);
}

/// Names of this file, declared or used, that have no spelling in the language. Those that follow from others do not
/// count, nor does 个, which means one.
std::vector<Untranslated> untranslatedNames(const Read& of, Language to) {
  std::vector<Untranslated> names;
  std::set<std::pair<std::string, uint32_t>> seen;
  const auto add = [&](const std::string& zh, const std::string& en, source::Span declared) {
    if (!(to == Language::Zh ? zh : en).empty()) return;
    const std::string& name = zh.empty() ? en : zh;
    if (name != "个" && seen.emplace(name, declared.begin).second) names.push_back({name, declared});
  };
  for (const parse::StatementWords& words : of.words)
    for (const parse::Token& token : words.tokens) {
      const auto symbol = token.symbol ? token.symbol : token.unit ? token.unit->symbol : std::nullopt;
      if (symbol) {
        const syntax::Symbol& s = of.parsed.tree.symbols[*symbol];
        if (!s.clause) add(s.zh, s.en, s.declared);
      } else if (token.type == "NEWNAME") {
        add(token.declared.zh, token.declared.en, token.span);
      }
    }
  return names;
}

/// The place of the first declaration of `of` that the new text does not have as it is.
std::optional<source::Span> firstLost(const Read& of, const std::string& path, const std::string& text) {
  if (text == of.text()) return std::nullopt;
  Sink wrong; // of what we wrote ourselves
  SourceSet sources = onlyThis(path, text);
  const parse::Parsed again = parse::parse({path}, sources, wrong);
  if (wrong.hasErrors()) return source::Span{of.file, 0, 0};
  const std::vector<syntax::Declaration>& others = again.tree.files.back().declarations;
  for (size_t i = 0; i < of.root().declarations.size(); ++i) {
    const syntax::Declaration& own = of.root().declarations[i];
    if (i >= others.size() || syntax::print(of.parsed.tree, own) != syntax::print(again.tree, others[i]))
      return own.span;
  }
  if (others.size() > of.root().declarations.size()) return source::Span{of.file, 0, 0};
  return std::nullopt;
}

} // namespace

std::optional<Formatted> formatFile(const std::string& path, std::optional<Language> to, SourceSet& sources,
                                    Sink& sink) {
  const std::optional<Read> given = read(path, sources, sink);
  if (!given) return std::nullopt;
  Formatted result;
  if (to) {
    result.untranslated = untranslatedNames(*given, *to);
    result.text = translated(*given, *to);
    SourceSet between = onlyThis(path, result.text);
    Sink wrong; // which the comparison tells
    if (const std::optional<Read> said = read(path, between, wrong)) result.text = laidOut(*said, path);
  } else {
    result.text = laidOut(*given, path);
  }
  result.lost = firstLost(*given, path, result.text);
  return result;
}

} // namespace tiao::format
