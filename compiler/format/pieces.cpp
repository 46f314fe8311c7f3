#include "compiler/format/pieces.h"

#include "compiler/parse/characters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tiao::format {

using parse::Token;

namespace {

/// Declarations whose sentences begin on the line below the head.
constexpr std::array<std::string_view, 2> WithBody = {"CLAUSE", "TEST"};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool has(std::string_view text, bool (*is)(char32_t)) {
  for (size_t at = 0; at < text.size();) {
    const source::CodePoint c = source::decode(text, at);
    if (is(c.value)) return true;
    at += c.length;
  }
  return false;
}
bool isLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Is there nothing but blanks between the beginning of the line and `at`?
bool beginsLine(std::string_view text, size_t at) {
  while (at > 0 && isBlank(text[at - 1])) --at;
  return at == 0 || text[at - 1] == '\n';
}

/// Is the line above that of `at` empty?
bool blankLineAbove(std::string_view text, size_t at) {
  if (!beginsLine(text, at)) return false;
  const size_t line = text.substr(0, at).rfind('\n');
  return line != std::string_view::npos && line > 0 && beginsLine(text, line);
}

/// Reads one statement. Characters that no token covers are courtesy words.
class Reader {
public:
  Reader(const source::SourceSet& sources, const parse::StatementWords& words)
      : text_(sources[words.span.file].text()), characters_(parse::readCharacters(sources, words.span)), words_(words) {
  }

  Statement read() {
    out_.head = words_.tokens.front().type;
    out_.begin = characters_.front().begin;
    out_.end = characters_.back().end;
    pieces();
    comments();
    items();
    return std::move(out_);
  }

private:
  void pieces() {
    size_t at = 0;
    for (const Token& token : words_.tokens) {
      between(at, token.span.begin);
      const size_t from = at;
      while (at < characters_.size() && characters_[at].begin < token.span.end) ++at;
      Piece piece{token.type, written(from, at), token.span.begin, token.span.end};
      if (token.type == "NEWNAME") piece.text = nameOf(token, piece.text);
      if (token.type == "RAW" || token.type == "QUOTED") piece.text = wordForWord(token.span);
      out_.pieces.push_back(std::move(piece));
    }
    between(at, UINT32_MAX);
  }

  /// Courtesy words up to the byte `end`.
  void between(size_t& at, uint32_t end) {
    while (at < characters_.size() && characters_[at].begin < end) {
      const size_t from = at;
      while (at < characters_.size() && characters_[at].begin < end && characters_[at].value != ' ') ++at;
      if (at > from)
        out_.pieces.push_back({Courtesy, written(from, at), characters_[from].begin, characters_[at - 1].end});
      else
        ++at;
    }
  }

  [[nodiscard]] std::string written(size_t from, size_t to) const {
    std::string out;
    for (size_t i = from; i < to; ++i)
      out += characters_[i].value == ' '
                 ? " "
                 : text_.substr(characters_[i].begin, characters_[i].end - characters_[i].begin);
    return out;
  }

  /// Raw text and quotations: every byte counts, save the line ends' kind.
  [[nodiscard]] std::string wordForWord(source::Span span) const {
    std::string out(text_.substr(span.begin, span.end - span.begin));
    std::erase(out, '\r');
    return out;
  }

  /// `名称 / name`, with a blank on either side of the stroke. Which stroke it is the spellings tell: a name may hold
  /// others.
  [[nodiscard]] static std::string nameOf(const Token& token, const std::string& text) {
    const syntax::NewName& name = token.declared;
    if (name.zh.empty() || name.en.empty()) return text;
    const auto spelling = [](std::string_view part) {
      while (part.starts_with(' ')) part.remove_prefix(1);
      while (part.ends_with(' ')) part.remove_suffix(1);
      return std::string(part);
    };
    const auto bare = [](std::string part) {
      for (const auto& [open, close] : {std::pair("「", "」"), std::pair("`", "`")})
        if (part.size() >= 2 && part.starts_with(open) && part.ends_with(close)) {
          part.erase(part.size() - std::string_view(close).size());
          part.erase(0, std::string_view(open).size());
        }
      return parse::fold(part);
    };
    for (size_t slash = text.find('/'); slash != std::string::npos; slash = text.find('/', slash + 1)) {
      const std::string first = spelling(std::string_view(text).substr(0, slash));
      const std::string second = spelling(std::string_view(text).substr(slash + 1));
      const bool zhFirst = bare(first) == parse::fold(name.zh) && bare(second) == parse::fold(name.en);
      const bool enFirst = bare(first) == parse::fold(name.en) && bare(second) == parse::fold(name.zh);
      if (zhFirst || enFirst) return fmt::format("{} / {}", first, second);
    }
    return text;
  }

  void comments() {
    const size_t last = text_.find('\n', out_.end);
    const auto limit = static_cast<uint32_t>(std::min({last, text_.size(), size_t{words_.span.end}}));
    size_t next = 0;
    for (uint32_t at = out_.begin; at < limit; ++at) {
      if (text_[at] != '#') continue;
      while (next < out_.pieces.size() && out_.pieces[next].begin <= at) ++next;
      const Piece& previous = out_.pieces[next - 1];
      if (previous.type == "QUOTED" && at < previous.end) continue;
      const size_t end = std::min(text_.find('\n', at), text_.size());
      std::string_view text = text_.substr(at, end - at);
      while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
      out_.comments.push_back({next, beginsLine(text_, at), blankLineAbove(text_, at), std::string(text)});
      out_.end = std::max(out_.end, static_cast<uint32_t>(at + text.size()));
      at = static_cast<uint32_t>(end);
    }
  }

  void items() {
    bool body = std::ranges::find(WithBody, out_.head) == WithBody.end(); // else it begins behind the head's colon
    int depth = 0;
    for (size_t i = 0; i < out_.pieces.size(); ++i) {
      const std::string_view type = out_.pieces[i].type;
      const std::string_view previous = i > 0 ? out_.pieces[i - 1].type : std::string_view();
      const bool opens = !body && previous == "COLON";
      body |= opens;
      const bool sentenceEnds = previous == "STOP" || (out_.head == "CLAUSE" && previous == "SEMI" && depth == 0);
      depth += type == "LP" ? 1 : type == "RP" ? -1 : 0;
      if (i == 0 || opens || sentenceEnds || type == "BULLET" || type == "ITEMNO" || type == "ROW" || type == "RULE")
        out_.items.push_back({i, i > 0 && blankLineAbove(text_, out_.pieces[i].begin), Language::Zh});
    }
    const Language head = has(out_.pieces.front().text, source::isHan) ? Language::Zh : Language::En;
    for (size_t i = 0; i < out_.items.size(); ++i) out_.items[i].surface = i == 0 ? head : surface(i, head);
  }

  /// The language of most words; names that are being declared, which stand in both, do not count.
  [[nodiscard]] Language surface(size_t item, Language head) const {
    int balance = 0;
    for (size_t i = out_.items[item].first; i < out_.endOf(item); ++i) {
      const Piece& piece = out_.pieces[i];
      if (piece.type == "NEWNAME" || piece.type == "RAW" || piece.type == "QUOTED") continue;
      if (has(piece.text, source::isHan))
        ++balance;
      else if (has(piece.text, isLetter))
        --balance;
    }
    return balance == 0 ? head : balance > 0 ? Language::Zh : Language::En;
  }

  std::string_view text_;
  parse::Characters characters_;
  const parse::StatementWords& words_;
  Statement out_;
};

} // namespace

size_t Statement::itemOf(size_t piece) const {
  const auto after = std::ranges::upper_bound(items, piece, {}, &Item::first);
  return static_cast<size_t>(after - items.begin()) - 1;
}

Statement readStatement(const source::SourceSet& sources, const parse::StatementWords& words) {
  return Reader(sources, words).read();
}

} // namespace tiao::format
