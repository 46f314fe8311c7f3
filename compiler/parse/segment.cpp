#include "compiler/parse/segment.h"

#include "compiler/parse/nearest.h"

#include <algorithm>
#include <compare>
#include <fmt/format.h>
#include <map>

namespace tiao::parse {

using diagnostics::Sink;
using diagnostics::Text;
using syntax::SymbolClass;
using syntax::SymbolId;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

// -----------------------------------------------------------------------------------------------------------
// dictionary

namespace {

/// What a spelling stands for.
struct Entry {
  const Keyword* keyword = nullptr;
  uint8_t wording = 0;
  SymbolId symbol;
  Vocabulary::Spelling::Piece piece = Vocabulary::Spelling::Piece::Whole;
};

std::string_view tokenType(const syntax::Symbol& symbol, Vocabulary::Spelling::Piece piece) {
  using enum Vocabulary::Spelling::Piece;
  if (piece == Head) return "NAMEHEAD";
  if (piece == Tail) return "NAMETAIL";
  switch (symbol.kind) {
  case SymbolClass::Subject:
  case SymbolClass::Item:
  case SymbolClass::Group:
  case SymbolClass::Role: return "KIND";
  case SymbolClass::Fact:
  case SymbolClass::Matter:
  case SymbolClass::Term:
  case SymbolClass::Parameter:
  case SymbolClass::Scale: return "NAME";
  case SymbolClass::Unit: return "UNIT";
  case SymbolClass::Clause: return "CLAUSENAME";
  case SymbolClass::Member:
  case SymbolClass::MemberGroup: return "MEMBER";
  case SymbolClass::Stage: return "STAGE";
  case SymbolClass::Fund: return "FUND";
  case SymbolClass::Policy: return "POLICYNAME";
  }
  return "NAME";
}

} // namespace

/// A trie over folded spellings.
class Segmenter::Dictionary {
public:
  void add(const std::u32string& spelling, const Entry& entry) {
    size_t node = 0;
    for (const char32_t c : spelling) {
      const auto [at, isNew] = nodes_[node].next.emplace(c, nodes_.size());
      node = at->second;
      if (isNew) nodes_.emplace_back();
    }
    for (const Entry& other : nodes_[node].entries) // a sign of both languages, a reading of two conventions: one word
      if (entry.keyword != nullptr && other.keyword != nullptr && other.keyword->token == entry.keyword->token &&
          other.keyword->id == entry.keyword->id)
        return;
    nodes_[node].entries.push_back(entry);
  }
  /// Calls `found(length, entries)` for every spelling that begins at `at`.
  template <typename F> void matches(const Characters& text, size_t at, size_t end, F&& found) const {
    size_t node = 0;
    for (size_t i = at; i < end; ++i) {
      const auto next = nodes_[node].next.find(text[i].value);
      if (next == nodes_[node].next.end()) return;
      node = next->second;
      if (!nodes_[node].entries.empty()) found(i + 1 - at, nodes_[node].entries);
    }
  }

private:
  struct Node {
    std::map<char32_t, size_t> next;
    std::vector<Entry> entries;
  };
  std::vector<Node> nodes_{1};
};

Segmenter::Segmenter(const Vocabulary& vocabulary)
    : vocabulary_(vocabulary), dictionary_(std::make_unique<Dictionary>()), units_(unitSpellings(vocabulary)) {
  for (const Keyword& row : keywords()) {
    if (row.where == Where::LineStart || row.where == Where::Names) continue;
    for (size_t i = 0; i < row.folded.size(); ++i) {
      const size_t wording = i < row.zh.size() ? i : i - row.zh.size(); // of its language
      dictionary_->add(row.folded[i], {&row, static_cast<uint8_t>(wording), {}, Vocabulary::Spelling::Piece::Whole});
    }
  }
  for (const Vocabulary::Spelling& s : vocabulary.spellings())
    dictionary_->add(s.text, {nullptr, 0, s.symbol, s.piece});
}

Segmenter::~Segmenter() = default;

// ---------------------------------------------------------------------------------------------------------------
// cutting

namespace {

struct Cost {
  uint32_t unknown = 0, words = 0, courtesy = 0;
  auto operator<=>(const Cost&) const = default;
};
Cost operator+(Cost a, Cost b) { return {a.unknown + b.unknown, a.words + b.words, a.courtesy + b.courtesy}; }

/// Unknown words beyond this many diagnostics are told without the names that are like them.
constexpr size_t mostSuggestions = 200;

/// What a literal begins with, besides digits.
constexpr std::u32string_view numerals = U"一二两三四五六七八九十";

constexpr Cost noCost{0, 0, 0};
constexpr Cost oneWord{0, 1, 0};
constexpr Cost oneCourtesy{0, 0, 1};
constexpr Cost oneUnknown{1, 0, 0};

enum class PieceKind { Blank, Word, Courtesy, Unknown };

/// What stands between two characters, kept small: there are several for each character. Its token is made when the cut
/// is chosen.
struct Piece {
  uint32_t from = 0, to = 0;
  PieceKind kind = PieceKind::Unknown;
  bool isLiteral = false;
  std::string_view type;        // of a sign
  const Entry* entry = nullptr; // of a word of the dictionary
};

/// The best way to reach a character, and another one as good.
struct Reached {
  Cost cost;
  uint32_t ways = 0;       // 0: not reached; at most two are kept
  uint32_t by[2] = {0, 0}; // the last pieces
};

Where whereOf(const Statement& statement) {
  if (statement.head == nullptr) return Where::Everywhere;
  const std::string& head = statement.head->token;
  if (head == "SUBJECT" || head == "ITEM" || head == "ROLE" || head == "FUNDDECL") return Where::Subject;
  if (head == "CONVENTIONS") return Where::Conventions;
  if (isOfTests(*statement.head)) return Where::Test;
  if (head == "ASSERT") return Where::Assert;
  if (head == "TABLE") return Where::Table;
  if (head == "NOTRULE") return Where::NotRule;
  if (isChoice(*statement.head)) return Where::Choice;
  if (head == "SPLIT" || head == "STAGEDECL" || head == "PROCEDURE" || head == "PAYMENT" || head == "RECOVERY")
    return Where::Funding;
  if (head == "POLICY") return Where::Policy;
  if (head == "AMEND" || head == "ENDCLAUSE" || head == "PERMIT") return Where::Layer;
  return Where::Everywhere;
}

std::string_view punctuation(char32_t c) {
  switch (c) {
  case U'，':
  case ',': return "COMMA";
  case U'、': return "DUN";
  case U'。':
  case '.': return "STOP";
  case U'；':
  case ';': return "SEMI";
  case U'：':
  case ':': return "COLON";
  case U'（':
  case '(': return "LP";
  case U'）':
  case ')': return "RP";
  case '/': return "SLASH";
  case '+':
  case U'＋': return "PLUS";
  case '-':
  case U'−':
  case U'－': return "MINUS";
  case U'×':
  case '*': return "TIMES";
  case U'÷': return "OVER";
  case '=':
  case U'＝': return "EQUALS";
  case '|': return "BAR";
  case U'→': return "ARROW";
  default: return {};
  }
}

} // namespace

namespace {

/// Does the sign end the clauses that 优先于 names?
bool endsClauses(char32_t c) { return std::u32string_view(U"，,。.；;").find(c) != std::u32string_view::npos; }

/// Cuts one stretch of a statement between names that are being declared.
template <typename Dictionary> class Cutter {
public:
  Cutter(const source::SourceSet& sources, const Statement& statement, const Vocabulary& vocabulary,
         const Dictionary& dictionary, const UnitSpellings& units, Sink& sink)
      : sources_(sources), statement_(statement), text_(statement.text), vocabulary_(vocabulary),
        dictionary_(dictionary), units_(units), sink_(sink), where_(whereOf(statement)) {}

  void cut(size_t from, size_t to, std::vector<Token>& out) {
    if (from >= to) return;
    end_ = to;
    pieces_.clear();
    closings_.clear();
    clausesEnd_ = from;
    reached_.assign(to - from + 1, {});
    reached_[0].ways = 1;
    base_ = from;
    for (size_t at = from; at < to; ++at)
      if (reached_[at - from].ways > 0) piecesAt(at);
    std::vector<size_t> path;
    std::optional<size_t> tied;
    for (size_t at = to; at > from; at = pieces_[path.back()].from) {
      if (reached_[at - from].ways > 1) tied = at; // the leftmost is told
      path.push_back(reached_[at - from].by[0]);
    }
    std::ranges::reverse(path);
    if (tied) tellTie(*tied);
    emit(path, out);
  }

private:
  [[nodiscard]] char32_t value(size_t i) const { return i < end_ ? text_[i].value : 0; }
  [[nodiscard]] source::Span span(size_t from, size_t to) const {
    return {statement_.span.file, text_[from].begin, text_[to - 1].end};
  }

  void reach(size_t to, Cost cost, Piece piece) {
    Reached& there = reached_[to - base_];
    const Cost total = reached_[piece.from - base_].cost + cost;
    if (there.ways > 0 && (there.cost < total || (there.cost == total && there.ways >= 2))) return;
    if (total < there.cost) there.ways = 0;
    there.cost = total;
    there.by[there.ways++] = static_cast<uint32_t>(pieces_.size());
    piece.to = static_cast<uint32_t>(to);
    pieces_.push_back(piece);
  }
  [[nodiscard]] static Piece piece(size_t from, PieceKind kind) {
    return {static_cast<uint32_t>(from), 0, kind, false, {}, nullptr};
  }
  void sign(size_t from, size_t to, std::string_view type) {
    Piece made = piece(from, PieceKind::Word);
    made.type = type;
    reach(to, oneWord, made);
  }

  void piecesAt(size_t at) {
    const char32_t c = value(at);
    if (c == ' ') return reach(at + 1, noCost, piece(at, PieceKind::Blank));
    reach(at + 1, oneUnknown, piece(at, PieceKind::Unknown));
    if (c == U'「' || c == U'“' || c == '"') quoted(at);
    if ((text_[at].lineStart || afterList(at)) && lineMark(at)) return;
    const bool midWord = at > base_ && isAsciiWord(value(at - 1)) && isDigit(c);
    Sink later; // what is wrong with a number is told when the cut is chosen
    const bool begins = isDigit(c) || numerals.find(c) != std::u32string_view::npos;
    const size_t length = midWord || !begins ? 0 : readLiteral(text_, at, units_, later, statement_.span.file).length;
    if (length > 0 && at + length <= end_) {
      Piece literal = piece(at, PieceKind::Word);
      literal.isLiteral = true;
      reach(at + length, oneWord, literal);
      if (isDigit(c)) return names(at, false); // a number takes its measure word first
    }
    if (c == '-' && value(at + 1) == '>') sign(at, at + 2, "ARROW");
    if (const std::string_view type = punctuation(c); !type.empty() && !(c == '.' && isDigit(value(at + 1))))
      sign(at, at + 1, type);
    names(at, true);
  }

  /// May a numbered condition begin here: 符合以下条件之一：1.…；2.…?
  [[nodiscard]] bool afterList(size_t at) const {
    while (at > base_ && value(at - 1) == ' ') --at;
    return at > base_ && std::u32string_view(U"：:；;").find(value(at - 1)) != std::u32string_view::npos;
  }

  /// A bullet, the number of an item, or the bar of a row, at the beginning of a line.
  bool lineMark(size_t at) {
    if (value(at) == '|') {
      constexpr std::u32string_view ruled = U"|-: ";
      size_t end = at + 1;
      bool rule = false;
      for (; end < end_ && !text_[end].lineStart && ruled.find(value(end)) != std::u32string_view::npos; ++end)
        rule |= value(end) == '-';
      rule &= end == end_ || text_[end].lineStart;
      while (rule && value(end - 1) == ' ') --end;
      sign(at, rule ? end : at + 1, rule ? "RULE" : "ROW");
      return true;
    }
    if (value(at) == '-' && value(at + 1) == ' ') {
      sign(at, at + 1, "BULLET");
      return true;
    }
    size_t digits = at;
    while (isDigit(value(digits))) ++digits;
    const char32_t mark = value(digits);
    if (digits == at || digits > at + 3 || !(mark == '.' || mark == U'．' || mark == U'、') ||
        isDigit(value(digits + 1)))
      return false;
    sign(at, digits + 1, "ITEMNO");
    return true;
  }

  /// A quotation: 「…」 anywhere; “…” and "…" only where nothing but a quotation can stand, because names may hold
  /// them.
  void quoted(size_t at) {
    if (value(at) != U'「' && where_ != Where::NotRule && !follows(at, keyword("QUOTING"))) return;
    if (closings_.empty()) pairQuotationMarks();
    if (const size_t closing = closings_[at - base_]; closing > at) sign(at, closing + 1, "QUOTED");
  }

  /// For each mark that opens a quotation, where it closes; 0 if it does not. 「」 and “” may stand within each other.
  void pairQuotationMarks() {
    closings_.assign(end_ - base_, 0);
    std::vector<size_t> corner;
    std::vector<size_t> curly;
    std::optional<size_t> straight;
    for (size_t i = base_; i < end_; ++i) {
      const char32_t c = text_[i].value;
      const auto close = [&](std::vector<size_t>& open) {
        if (open.empty()) return;
        closings_[open.back() - base_] = i;
        open.pop_back();
      };
      if (c == U'「') corner.push_back(i);
      if (c == U'」') close(corner);
      if (c == U'“') curly.push_back(i);
      if (c == U'”') close(curly);
      if (c == '"' && straight) closings_[*straight - base_] = i;
      if (c == '"') straight = i;
    }
  }

  /// Words of the dictionary.
  void names(size_t at, bool keywordsToo) {
    if (at > base_ && isAsciiWord(value(at)) && isAsciiWord(value(at - 1))) return;
    dictionary_.matches(text_, at, end_, [&](size_t length, const std::vector<Entry>& entries) {
      size_t to = at + length;
      const bool special =
          std::ranges::any_of(entries, [&](const Entry& e) { return e.keyword != nullptr && own(*e.keyword); });
      for (const Entry& entry : entries) {
        size_t last = to;
        if (entry.keyword != nullptr) {
          if (!keywordsToo || !allowed(*entry.keyword, at, special)) continue;
        } else if (!allowed(entry, at, length)) {
          continue;
        }
        if (isAsciiWord(value(to - 1)) && isAsciiWord(value(to))) {
          const bool plural = entry.keyword == nullptr && countable(vocabulary_[entry.symbol].kind) &&
                              value(to) == 's' && !isAsciiWord(value(to + 1));
          if (!plural) continue;
          last = to + 1;
        }
        add(at, last, entry);
      }
    });
  }

  void add(size_t at, size_t to, const Entry& entry) {
    const bool dropped = entry.keyword != nullptr && entry.keyword->token == "COURTESY";
    const bool courtesy = dropped || (entry.keyword != nullptr && entry.keyword->token == "IS" && value(at) < 0x80);
    Piece made = piece(at, dropped ? PieceKind::Courtesy : PieceKind::Word);
    made.entry = &entry;
    reach(to, courtesy ? oneCourtesy : oneWord, made);
  }

  Token tokenOf(const Piece& piece) {
    if (piece.isLiteral) return readLiteral(text_, piece.from, units_, sink_, statement_.span.file).token;
    Token token;
    token.type = piece.kind == PieceKind::Unknown ? "UNKNOWN" : piece.type;
    if (piece.entry == nullptr) return token;
    const Entry& entry = *piece.entry;
    if (entry.keyword == nullptr) {
      token.type = tokenType(vocabulary_[entry.symbol], entry.piece);
      token.symbol = entry.symbol;
    } else {
      token.type = entry.keyword->token;
      token.keyword = entry.keyword;
      token.wording = entry.wording;
    }
    return token;
  }

  /// A word of this kind of statement. A table may ask for yes or no.
  [[nodiscard]] bool own(const Keyword& row) const {
    return row.where == where_ || (where_ == Where::Table && (row.token == "YES" || row.token == "NO"));
  }
  /// Is the keyword one in this statement? Words of the statement's own kind go before those used everywhere.
  [[nodiscard]] bool allowed(const Keyword& row, size_t at, bool special) {
    if (where_ == Where::Conventions) // no sentence stands there
      return row.where == where_ || row.token == "BY" || row.token == "AND";
    if (where_ == Where::NotRule) return row.where == where_; // nor there
    if (row.token == "OVERRIDES" && clausesEnd_ <= at) {
      for (clausesEnd_ = at; clausesEnd_ < end_ && !endsClauses(text_[clausesEnd_].value);) ++clausesEnd_;
    }
    if (row.token == "YUANUNIT") return follows(at, keyword("ROUNDED"));
    if (own(row)) return where_ != Where::Everywhere || !special || row.where == Where::Everywhere;
    return row.where == Where::Everywhere && !special;
  }
  [[nodiscard]] bool allowed(const Entry& entry, size_t at, size_t length) const {
    const syntax::Symbol& symbol = vocabulary_[entry.symbol];
    if (where_ == Where::NotRule) return false;
    // 市, for a payer, is a word only where payers are named: elsewhere it is too often part of another.
    if (symbol.kind == SymbolClass::Role && length == 1 && where_ != Where::Funding && where_ != Where::Test)
      return false;
    if (where_ == Where::Conventions) // a reading may be for some clauses, or name a payer
      return symbol.kind == SymbolClass::Role || symbol.kind == SymbolClass::Clause;
    if (symbol.kind == SymbolClass::Stage || symbol.kind == SymbolClass::Fund) return where_ == Where::Funding;
    if (symbol.kind == SymbolClass::Unit) return at > base_ && (value(at - 1) == '/' || follows(at, keyword("EACH")));
    if (symbol.kind == SymbolClass::Policy) return where_ == Where::Policy;
    if (symbol.kind == SymbolClass::Clause && where_ == Where::Layer) return isTarget(at);
    if (symbol.kind == SymbolClass::Clause)
      return where_ == Where::Test || where_ == Where::Assert || where_ == Where::Choice || at < clausesEnd_;
    if (symbol.clause || symbol.election) return where_ == Where::Test || where_ == Where::Assert;
    return true;
  }
  static bool countable(SymbolClass kind) { return kind == SymbolClass::Subject || kind == SymbolClass::Item; }
  /// Clauses are named before the colon of an amendment, and anywhere where clauses are stopped or opened.
  [[nodiscard]] bool isTarget(size_t at) const {
    if (statement_.head->token != "AMEND") return true;
    for (size_t i = base_; i < at; ++i)
      if (punctuation(value(i)) == "COLON") return false;
    return true;
  }
  [[nodiscard]] bool follows(size_t at, const Keyword& row) const {
    while (at > base_ && value(at - 1) == ' ') --at;
    return std::ranges::any_of(row.folded, [&](const std::u32string& word) {
      bool here = at >= base_ + word.size();
      for (size_t k = 0; here && k < word.size(); ++k) here = value(at - word.size() + k) == word[k];
      return here;
    });
  }

  [[nodiscard]] std::string original(size_t from, size_t to) const {
    return std::string(sources_.text(span(from, to)));
  }

  /// Without the comments at the ends of its lines.
  [[nodiscard]] std::string words(size_t from, size_t to) const {
    std::string out;
    for (size_t i = from; i < to; ++i) out += text_[i].value == ' ' ? " " : original(i, i + 1);
    return out;
  }

  // ---- two equally good cuts

  void tellTie(size_t at) {
    std::vector<size_t> one{reached_[at - base_].by[0]};
    std::vector<size_t> two{reached_[at - base_].by[1]};
    while (pieces_[one.back()].from != pieces_[two.back()].from) {
      std::vector<size_t>& later = pieces_[one.back()].from > pieces_[two.back()].from ? one : two;
      later.push_back(reached_[pieces_[later.back()].from - base_].by[0]);
    }
    const auto unknown = [&](size_t i) { return pieces_[i].kind == PieceKind::Unknown; };
    if (std::ranges::any_of(one, unknown) || std::ranges::any_of(two, unknown))
      return; // the unknown piece is told instead
    const auto shown = [&](std::vector<size_t>& cut) {
      std::ranges::reverse(cut);
      std::string out;
      for (const size_t i : cut)
        if (pieces_[i].kind != PieceKind::Blank)
          out += (out.empty() ? "" : "｜") + original(pieces_[i].from, pieces_[i].to);
      return out;
    };
    const size_t from = pieces_[one.back()].from;
    sink_.report(diag::AmbiguousWords, span(from, at), original(from, at), shown(one), shown(two))
        .help(remark::SetApart);
  }

  // ---- tokens

  void emit(const std::vector<size_t>& path, std::vector<Token>& out) {
    for (size_t i = 0; i < path.size(); ++i) {
      const Piece& piece = pieces_[path[i]];
      if (piece.kind == PieceKind::Blank || piece.kind == PieceKind::Courtesy) continue;
      size_t to = piece.to;
      if (piece.kind == PieceKind::Unknown) // one unknown stretch, over blanks too
        while (i + 1 < path.size()) {
          const Piece& next = pieces_[path[i + 1]];
          const bool blank =
              next.kind == PieceKind::Blank && i + 2 < path.size() && pieces_[path[i + 2]].kind == PieceKind::Unknown;
          if (next.kind != PieceKind::Unknown && !blank) break;
          to = next.to;
          ++i;
        }
      Token token = tokenOf(piece);
      token.text = token.type == "QUOTED" ? words(piece.from, to) : original(piece.from, to);
      token.span = span(piece.from, to);
      if (token.unit) token.unit->span = token.span;
      if (piece.kind == PieceKind::Unknown && !tellUnknown(token, out)) continue;
      out.push_back(std::move(token));
    }
  }

  /// Reports an unknown stretch. Returns whether it stands as a name.
  bool tellUnknown(Token& token, std::vector<Token>& out) {
    const bool measure = !out.empty() && out.back().type == "NUMBER" && out.back().span.end == token.span.begin &&
                         source::isHan(source::decode(token.text, 0).value);
    // Each is compared with the whole vocabulary: only so many that a person would read them.
    const bool many = sink_.all().size() > mostSuggestions;
    const bool convention = where_ == Where::Conventions;
    const auto nearest = [&](bool units) {
      if (many) return std::vector<std::string>();
      return convention ? nearestConventions(token.text) : nearestNames(token.text, vocabulary_, units);
    };
    const auto suggest = [&](auto builder, const std::vector<std::string>& names, auto otherwise) {
      if (where_ == Where::Policy && names.empty())
        builder.help(remark::PassBase);
      else if (names.empty() && !convention)
        builder.help(otherwise, token.text);
      else if (!names.empty())
        builder.help(remark::DidYouMean, Text(fmt::format("「{}」", fmt::join(names, "」「")),
                                              fmt::format("`{}`", fmt::join(names, "`, `"))));
    };
    if (where_ == Where::NotRule && out.back().type != "LP") return true; // the grammar says what should stand there
    if (where_ == Where::NotRule) {
      const auto listed = [](bool zh, std::string_view between) {
        return fmt::format("{}", fmt::join(grounds(zh), between));
      };
      sink_.report(diag::UnknownGround, token.span, token.text)
          .help(remark::GroundsAre, Text(listed(true, "、"), listed(false, ", ")));
      token.type = "GROUND";
      return true;
    }
    if (measure) {
      suggest(sink_.report(diag::UnknownUnit, token.span, token.text), nearest(true), remark::DeclareUnit);
      out.back().type = "COUNT";
      out.back().unit = syntax::Name{token.text, std::nullopt, token.span};
      return false;
    }
    suggest(sink_.report(diag::UnknownWord, token.span, token.text), nearest(false), remark::DeclareIt);
    token.type = "NAME";
    return true;
  }

  const source::SourceSet& sources_;
  const Statement& statement_;
  const Characters& text_;
  const Vocabulary& vocabulary_;
  const Dictionary& dictionary_;
  const UnitSpellings& units_;
  Sink& sink_;
  Where where_;
  size_t base_ = 0, end_ = 0;
  std::vector<size_t> closings_; // of quotation marks, from base_ on; empty until asked for
  size_t clausesEnd_ = 0;        // names of clauses are words from 优先于 up to here
  std::vector<Piece> pieces_;
  std::vector<Reached> reached_;
};

/// `is` and `are` are courtesy in English unless a value follows: district is xiaoshan.
void dropCourtesyIs(std::vector<Token>& tokens) {
  std::vector<Token> kept;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool english = tokens[i].type == "IS" && static_cast<unsigned char>(tokens[i].text[0]) < 0x80;
    const std::string_view next = i + 1 < tokens.size() ? tokens[i + 1].type : std::string_view();
    if (english && next != "MEMBER" && next != "YES" && next != "NO") continue;
    kept.push_back(std::move(tokens[i]));
  }
  tokens = std::move(kept);
}

} // namespace

std::vector<Token> Segmenter::operator()(const source::SourceSet& sources, const Statement& statement,
                                         Sink& sink) const {
  Cutter cutter(sources, statement, vocabulary_, *dictionary_, units_, sink);
  std::vector<Token> tokens;
  size_t at = 0;
  if (statement.head != nullptr) { // the word that begins the statement
    const size_t length = statement.headLength;
    Token token;
    token.type = statement.head->token;
    token.keyword = statement.head;
    token.span = {statement.span.file, statement.text[0].begin, statement.text[length - 1].end};
    token.text = sources.text(token.span);
    tokens.push_back(std::move(token));
    at = length;
  }
  for (const Fixed& fixed : statement.fixed) {
    if (fixed.from < at) continue;
    cutter.cut(at, fixed.from, tokens);
    Token token;
    token.type = fixed.isName ? "NEWNAME" : "RAW";
    token.declared = fixed.name;
    token.symbol = fixed.name.symbol;
    token.span = {statement.span.file, statement.text[fixed.from].begin, statement.text[fixed.to - 1].end};
    token.text = fixed.isName ? std::string(sources.text(token.span)) : fixed.raw;
    tokens.push_back(std::move(token));
    at = fixed.to;
  }
  cutter.cut(at, statement.text.size(), tokens);
  dropCourtesyIs(tokens);
  return tokens;
}

std::string print(const std::vector<Token>& tokens, const syntax::Store<syntax::Symbol>& symbols) {
  std::string out;
  for (const Token& token : tokens) {
    out += fmt::format("{:<14} {}", token.type, token.text);
    if (token.symbol && token.type != "NEWNAME") {
      const syntax::Symbol& symbol = symbols[*token.symbol];
      out += fmt::format("   = {} / {}", symbol.zh, symbol.en);
    }
    out += '\n';
  }
  return out;
}

} // namespace tiao::parse
