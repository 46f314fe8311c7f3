#include "compiler/parse/declarations.h"

#include <algorithm>

namespace tiao::parse {

using diagnostics::Sink;
using diagnostics::Text;
using source::SourceSet;
using source::Span;
using syntax::NewName;
using syntax::SymbolClass;
using syntax::SymbolId;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

// -----------------------------------------------------------------------------------------------------------
// statements

namespace {

bool isBlankOr(char32_t c, std::u32string_view others) {
  return c == ' ' || others.find(c) != std::u32string_view::npos;
}

/// The characters that a word takes at the beginning of `text`, 0 if it does not stand there. Inside a Chinese word a
/// blank may stand: 新增 条款.
size_t wordAtBegin(std::u32string_view text, std::u32string_view word) {
  size_t at = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    while (i > 0 && source::isHan(word[i]) && at < text.size() && text[at] == ' ') ++at;
    if (at >= text.size() || text[at++] != word[i]) return 0;
  }
  return at;
}

/// The declaration's word that `text` begins with, if any; `length` is set to its characters. A word is followed by a
/// blank, a colon, a bracket, or the end.
const Keyword* headOf(std::u32string_view text, size_t& length) {
  const Keyword* best = nullptr;
  length = 0;
  for (const Keyword& row : keywords()) {
    if (row.where != Where::LineStart) continue;
    for (const std::u32string& word : row.folded) {
      const size_t taken = wordAtBegin(text, word);
      if (taken <= length) continue;
      if (text.size() > taken && !isBlankOr(text[taken], U"：:（(「\n")) continue;
      best = &row;
      length = taken;
    }
  }
  return best;
}

/// A declaration begins at the first column; an indented line goes on with what stands before.
const Keyword* headOfLine(std::string_view line, size_t& length) {
  if (line.starts_with(' ') || line.starts_with('\t') || line.starts_with("\u3000")) return nullptr;
  return headOf(fold(line.substr(0, 64)), length);
}

} // namespace

void splitStatements(const SourceSet& sources, Span code, uint32_t section, std::vector<Statement>& statements) {
  const std::string_view text = sources[code.file].text();
  uint32_t begin = code.begin;
  const Keyword* head = nullptr;
  size_t headLength = 0;
  const auto close = [&](uint32_t end) {
    const Span span{code.file, begin, end};
    Characters characters = readCharacters(sources, span);
    if (!characters.empty()) statements.push_back({span, section, head, headLength, std::move(characters), {}});
    begin = end;
  };
  for (uint32_t at = code.begin; at < code.end;) {
    const size_t lineEnd = std::min<size_t>(text.find('\n', at), code.end);
    std::string_view line = text.substr(at, lineEnd - at);
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    size_t length = 0;
    if (const Keyword* found = headOfLine(line, length)) {
      close(at);
      head = found;
      headLength = length;
    }
    at = static_cast<uint32_t>(std::min<size_t>(lineEnd + 1, code.end));
  }
  close(code.end);
}

// ----------------------------------------------------------------------------------------------------------------
// names

namespace {

bool hasHan(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const source::CodePoint c = source::decode(text, at);
    if (source::isHan(c.value)) return true;
    at += c.length;
  }
  return false;
}

/// Reads the names of one statement.
class NameReader {
public:
  NameReader(const SourceSet& sources, Statement& statement, Vocabulary& vocabulary, Sink& sink)
      : sources_(sources), statement_(statement), text_(statement.text), vocabulary_(vocabulary), sink_(sink) {}

  void read() {
    if (statement_.head == nullptr) return;
    const size_t at = skipBlanks(statement_.headLength);
    const std::string& head = statement_.head->token;
    if (head == "POLICY")
      name(at, lineEnd(at), SymbolClass::Policy, U"，,");
    else if (head == "DOCUMENT" || head == "IMPORT" || head == "TRANSLATION")
      raw(at);
    else if (head == "ROLE")
      named(at, SymbolClass::Role);
    else if (head == "UNITDECL")
      name(at, lineEnd(at), SymbolClass::Unit, U"，,");
    else if (head == "TEST")
      name(at, lineEnd(at), std::nullopt, U"：:");
    else if (head == "CLAUSE" || head == "NEWCLAUSE")
      clause(at);
    else if (head == "REQUIRE" && value(at) != U'：' && value(at) != ':')
      name(at, lineEnd(at), std::nullopt, U"：:");
    else if (head == "DEFINE")
      name(at, lineEnd(at), SymbolClass::Term, U"：:=");
    else if (head == "PARAMETER")
      name(at, lineEnd(at), SymbolClass::Parameter, U"：:=");
    else if (head == "SCALE" || head == "MARGINAL")
      name(at, keyOf(at), SymbolClass::Scale, U"：:");
    else if (head == "TABLE")
      table(at);
    else if (head == "SUBJECT")
      subject(at, SymbolClass::Subject);
    else if (head == "ITEM")
      subject(at, SymbolClass::Item);
    else if (head == "MATTER")
      name(at, lineEnd(at), SymbolClass::Matter, U"，,");
    else if (head == "GROUPDECL")
      name(at, lineEnd(at), SymbolClass::MemberGroup, U"：:");
    else if (head == "FUNDDECL")
      named(at, SymbolClass::Fund);
    else if (head == "STAGEDECL")
      name(at, lineEnd(at), SymbolClass::Stage, U"，,。");
    else if (head == "SPLIT" || head == "PAYMENT" || head == "RECOVERY")
      article(at);
    else if (head == "PROCEDURE")
      procedure(at);
  }

private:
  [[nodiscard]] char32_t value(size_t i) const { return i < text_.size() ? text_[i].value : 0; }
  [[nodiscard]] size_t skipBlanks(size_t i) const {
    while (value(i) == ' ') ++i;
    return i;
  }
  /// The first character of the next line.
  [[nodiscard]] size_t lineEnd(size_t i) const {
    for (++i; i < text_.size(); ++i)
      if (text_[i].lineStart) return i;
    return text_.size();
  }
  /// As written, without comments, white space folded.
  [[nodiscard]] std::string original(size_t from, size_t to) const {
    std::string out;
    for (size_t i = from; i < to; ++i)
      out += value(i) == ' ' ? " " : sources_.text({statement_.span.file, text_[i].begin, text_[i].end});
    return out;
  }
  [[nodiscard]] Span span(size_t from, size_t to) const {
    if (from >= text_.size()) return {statement_.span.file, text_.back().end, text_.back().end};
    return {statement_.span.file, text_[from].begin, text_[std::max(from + 1, to) - 1].end};
  }

  /// One spelling in [from, to): 「…」 and backquotes are taken off.
  [[nodiscard]] std::string spelling(size_t from, size_t to) const {
    from = skipBlanks(from);
    while (to > from && value(to - 1) == ' ') --to;
    if (to - from >= 2 &&
        ((value(from) == U'「' && value(to - 1) == U'」') || (value(from) == '`' && value(to - 1) == '`'))) {
      ++from;
      --to;
    }
    return original(from, to);
  }

  /// Reads `名称 / name` from `from` to the first of `stops` (outside 「…」) or `limit`. Returns where it ended.
  size_t name(size_t from, size_t limit, std::optional<SymbolClass> kind, std::u32string_view stops,
              NewName* read = nullptr, bool again = false) {
    size_t end = from;
    std::optional<size_t> slash;
    char32_t closing = 0;
    for (; end < limit; ++end) {
      const char32_t c = value(end);
      if (closing != 0) {
        if (c == closing) closing = 0;
        continue;
      }
      if (c == U'「')
        closing = U'」';
      else if (c == '`')
        closing = '`';
      else if (stops.find(c) != std::u32string_view::npos)
        break;
      else if (c == '/' && !slash && end > from && value(end - 1) == ' ' && (value(end + 1) == ' ' || end + 1 == limit))
        slash = end;
      else if (c == '/' && !slash && stops.find(U'）') != std::u32string_view::npos)
        slash = end; // （家/firm）
    }
    size_t last = end;
    while (last > from && value(last - 1) == ' ') --last;
    NewName made;
    std::string first = spelling(from, slash.value_or(last));
    std::string second = slash ? spelling(*slash + 1, last) : "";
    if (!second.empty() && hasHan(second) && !hasHan(first)) std::swap(first, second);
    const bool onlyEnglish = second.empty() && !hasHan(first);
    made.zh = onlyEnglish ? "" : first;
    made.en = onlyEnglish ? first : second;
    made.span = span(from, last);
    if (made.zh.empty() && made.en.empty()) {
      sink_.report(diag::NameExpected, span(from, last));
      return end;
    }
    if (std::max(fold(made.zh).size(), fold(made.en).size()) > longestName) {
      sink_.report(diag::NameTooLong, span(from, last), static_cast<uint64_t>(longestName));
      kind = std::nullopt;
    }
    if (again) made.symbol = vocabulary_.subject(made);
    if (kind && !made.symbol) made.symbol = vocabulary_.declare(*kind, made, sink_);
    statement_.fixed.push_back({from, last, true, made, {}});
    if (read != nullptr) *read = made;
    return end;
  }

  void raw(size_t from) {
    size_t to = lineEnd(from);
    while (to > from && value(to - 1) == ' ') --to;
    if (to > from) statement_.fixed.push_back({from, to, false, {}, original(from, to)});
  }

  /// A clause's own name, and those that its sentences give with 以下简称.
  void clause(size_t at) {
    at = name(at, lineEnd(at), SymbolClass::Clause, U"：:");
    for (const std::u32string& word : keyword("HEREINAFTER").folded)
      for (size_t i = at; i + word.size() < text_.size(); ++i) {
        if (value(i) == U'「') // official words that the clause quotes
          while (i < text_.size() && value(i) != U'」') ++i;
        bool here = true;
        for (size_t k = 0; k < word.size() && here; ++k) here = value(i + k) == word[k];
        if (!here) continue;
        const size_t begin = skipBlanks(i + word.size());
        i = name(begin, text_.size(), SymbolClass::Group, U"）)");
      }
    std::ranges::sort(statement_.fixed, {}, &Fixed::from);
  }

  [[nodiscard]] bool startsWith(size_t at, const Keyword& row, size_t* length = nullptr) const {
    for (const std::u32string& word : row.folded) {
      bool here = at + word.size() <= text_.size();
      for (size_t k = 0; k < word.size() && here; ++k) here = value(at + k) == word[k];
      if (here && isAsciiWord(word.back()) && isAsciiWord(value(at + word.size()))) here = false;
      if (!here) continue;
      if (length != nullptr) *length = word.size();
      return true;
    }
    return false;
  }

  /// Where the key of a scale begins: the word 按 behind a blank, or the first one, where none has a blank before it.
  [[nodiscard]] size_t keyOf(size_t at) const {
    const size_t limit = lineEnd(at);
    std::optional<size_t> attached;
    char32_t closing = 0;
    for (size_t i = at + 1; i < limit; ++i) {
      const char32_t c = value(i);
      if (closing != 0 || c == U'「' || c == '`') {
        closing = closing == 0 ? (c == '`' ? c : U'」') : c == closing ? 0 : closing;
        continue;
      }
      if (!startsWith(i, keyword("BY"))) continue;
      if (value(i - 1) == ' ') return i;
      if (!attached && !isAsciiWord(c)) attached = i;
    }
    return attached.value_or(limit);
  }

  /// A table's own name, and the heading of its last column.
  void table(size_t at) {
    name(at, lineEnd(at), SymbolClass::Scale, U"：:");
    size_t row = lineEnd(at);
    while (row < text_.size() && value(row) != '|') row = lineEnd(row);
    if (row >= text_.size()) return; // the grammar says what is missing
    size_t end = lineEnd(row);
    while (value(end - 1) == ' ') --end;
    if (value(end - 1) == '|') --end;
    size_t begin = end;
    while (begin > row + 1 && value(begin - 1) != '|') --begin;
    if (begin <= row + 1) return;
    name(skipBlanks(begin), end, std::nullopt, U"|");
  }

  /// A name, and below it what it is also called: `- 又称 …`.
  void named(size_t at, SymbolClass kind) {
    NewName own;
    name(at, lineEnd(at), kind, U"，,：:", &own);
    for (size_t line = lineEnd(at); line < text_.size(); line = lineEnd(line)) {
      size_t length = 0;
      const size_t begin = skipBlanks(line + 1);
      if (value(line) == '-' && startsWith(begin, keyword("ALSO"), &length))
        also(skipBlanks(begin + length), lineEnd(line), kind, own);
    }
  }

  /// Another name of what `own` names.
  void also(size_t at, size_t end, SymbolClass kind, const NewName& own) {
    NewName other;
    name(at, end, kind, U"，,。", &other);
    if (other.symbol && own.symbol && other.symbol != own.symbol) vocabulary_.setAlias(*other.symbol, *own.symbol);
  }

  /// （第二十条） behind the word. Returns where it ends.
  size_t article(size_t at) {
    if (value(at) != U'（' && value(at) != '(') return at;
    const size_t from = skipBlanks(at + 1), limit = lineEnd(at);
    size_t to = from;
    while (to < limit && value(to) != U'）' && value(to) != ')') ++to;
    if (to > from && to < limit) statement_.fixed.push_back({from, to, false, {}, original(from, to)});
    return to < limit ? to + 1 : to;
  }

  /// The procedure's own name, its article, and the stages between arrows.
  void procedure(size_t at) {
    constexpr std::u32string_view own = U"：:（(";
    if (own.find(value(at)) == std::u32string_view::npos) at = name(at, lineEnd(at), SymbolClass::Fund, own);
    at = article(at);
    while (at < text_.size() && value(at) != U'：' && value(at) != ':') ++at;
    const auto arrow = [&](size_t i) {
      for (; i < text_.size(); ++i)
        if (value(i) == U'→' || (value(i) == '-' && value(i + 1) == '>')) return i;
      return text_.size();
    };
    if (arrow(at) == text_.size()) return;
    for (size_t from = at + 1; from < text_.size();) {
      const size_t to = arrow(from);
      name(skipBlanks(from), to, SymbolClass::Stage, U"。.");
      from = to + (value(to) == '-' ? 2 : 1);
    }
  }

  /// A subject or a kind of item, with its other names and its facts.
  void subject(size_t at, SymbolClass kind) {
    NewName subjectName;
    name(at, lineEnd(at), kind, U"：:，,", &subjectName, true);
    for (size_t line = lineEnd(at); line < text_.size(); line = lineEnd(line)) {
      if (value(line) != '-') continue;
      const size_t end = lineEnd(line);
      const size_t begin = skipBlanks(line + 1);
      size_t length = 0;
      if (startsWith(begin, keyword("ALSO"), &length)) {
        also(skipBlanks(begin + length), end, kind, subjectName);
        continue;
      }
      NewName fact;
      const size_t colon = name(begin, end, SymbolClass::Fact, U"：:", &fact);
      if (colon >= end) continue; // the grammar says what is missing
      const size_t type = skipBlanks(colon + 1);
      if (startsWith(type, keyword("TYPECOUNT"), &length)) {
        inBrackets(type + length, SymbolClass::Unit);
      } else if (startsWith(type, keyword("TYPEONEOF"), &length)) {
        inBrackets(type + length, SymbolClass::Member);
      }
      const size_t last = bulletEnd(begin);
      for (size_t i = type; i < last && fact.symbol; ++i)
        if (startsWith(i, keyword("BYCLAUSE"))) vocabulary_.setByClause(*fact.symbol);
    }
  }

  /// The line of the next bullet, or the end: a bullet may go over several lines.
  [[nodiscard]] size_t bulletEnd(size_t at) const {
    size_t limit = lineEnd(at);
    while (limit < text_.size() && value(limit) != '-') limit = lineEnd(limit);
    return limit;
  }

  /// The names between brackets, apart by 、 or commas.
  void inBrackets(size_t at, SymbolClass kind) {
    at = skipBlanks(at);
    if (value(at) != U'（' && value(at) != '(') return;
    const size_t limit = bulletEnd(at);
    while (at < limit && value(at) != U'）' && value(at) != ')') {
      const size_t begin = std::min(skipBlanks(at + 1), limit);
      const size_t end = name(begin, limit, kind, U"）)、，,；;");
      if (end <= at) return;
      at = end;
    }
  }

  const SourceSet& sources_;
  Statement& statement_;
  const Characters& text_;
  Vocabulary& vocabulary_;
  Sink& sink_;
};

const char* classWord(SymbolClass kind, bool zh) {
  switch (kind) {
  case SymbolClass::Subject: return zh ? "对象" : "a subject";
  case SymbolClass::Item: return zh ? "条目" : "a kind of item";
  case SymbolClass::Role: return zh ? "角色" : "a role";
  case SymbolClass::Fact: return zh ? "事实" : "a fact";
  case SymbolClass::Unit: return zh ? "单位" : "a unit";
  case SymbolClass::Clause: return zh ? "条款" : "a clause";
  case SymbolClass::Term: return zh ? "定义" : "a definition";
  case SymbolClass::Parameter: return zh ? "参数" : "a parameter";
  case SymbolClass::Member: return zh ? "其一的值" : "a member of a one-of";
  case SymbolClass::Matter: return zh ? "事项" : "a matter";
  case SymbolClass::Group: return zh ? "简称" : "a name given by `hereinafter`";
  case SymbolClass::Scale: return zh ? "阶梯或表" : "a scale";
  case SymbolClass::MemberGroup: return zh ? "组" : "a group";
  case SymbolClass::Stage: return zh ? "环节" : "a stage";
  case SymbolClass::Fund: return zh ? "资金" : "a fund";
  case SymbolClass::Policy: return zh ? "政策" : "a policy";
  }
  return "";
}

} // namespace

Text classText(SymbolClass kind) { return {classWord(kind, true), classWord(kind, false)}; }

void Vocabulary::setAlias(SymbolId also, SymbolId subject) { symbols_[also].alias = subject; }
void Vocabulary::setByClause(SymbolId fact) { symbols_[fact].byClause = true; }

std::optional<SymbolId> Vocabulary::find(const std::u32string& folded) const {
  const auto found = byText_.find(folded);
  return found == byText_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<SymbolId> Vocabulary::subject(const NewName& name) const {
  const auto named = find(fold(name.zh.empty() ? name.en : name.zh));
  const bool same = named && symbols_[*named].kind == SymbolClass::Subject && !symbols_[*named].alias &&
                    (name.zh.empty() || name.zh == symbols_[*named].zh) &&
                    (name.en.empty() || name.en == symbols_[*named].en);
  return same ? named : std::nullopt;
}

SymbolId Vocabulary::declare(SymbolClass kind, const NewName& name, Sink& sink) {
  // A unit or a member may be declared wherever it is used; so may a name's other spelling be left out there.
  const bool shared = kind == SymbolClass::Unit || kind == SymbolClass::Member || kind == SymbolClass::Stage ||
                      kind == SymbolClass::Fund;
  if (shared)
    for (const std::string* spelling : {&name.zh, &name.en})
      if (!spelling->empty())
        if (const auto found = find(fold(*spelling)); found && symbols_[*found].kind == kind) {
          syntax::Symbol& symbol = symbols_[*found];
          if (!name.zh.empty() && add(name.zh, *found, name, sink) && symbol.zh.empty()) symbol.zh = name.zh;
          if (!name.en.empty() && add(name.en, *found, name, sink) && symbol.en.empty()) symbol.en = name.en;
          return *found;
        }
  // 专家评审 is a stage in which the role of that name acts.
  if (kind == SymbolClass::Stage)
    for (const std::string* spelling : {&name.zh, &name.en})
      if (!spelling->empty())
        if (const auto found = find(fold(*spelling)); found && symbols_[*found].kind == SymbolClass::Role)
          return *found;
  // A name that 以下简称 gives may stand in the vocabulary as another name of the subject, with its translation.
  if (kind == SymbolClass::Group)
    for (const std::string* spelling : {&name.zh, &name.en})
      if (!spelling->empty())
        if (const auto found = find(fold(*spelling));
            found && symbols_[*found].kind == SymbolClass::Subject && symbols_[*found].alias) {
          symbols_[*found].kind = kind;
          return *found;
        }
  syntax::Symbol symbol;
  symbol.kind = kind;
  symbol.zh = name.zh;
  symbol.en = name.en;
  symbol.declared = name.span;
  const SymbolId id = symbols_.add(symbol);
  all_.push_back(id);
  if (!name.zh.empty()) add(name.zh, id, name, sink);
  if (!name.en.empty()) add(name.en, id, name, sink);
  return id;
}

bool Vocabulary::add(const std::string& spelling, SymbolId id, const NewName& name, Sink& sink) {
  const std::u32string folded = fold(spelling);
  // Policies are named only where layers say what they change: their names are no words of sentences.
  const bool policy = symbols_[id].kind == SymbolClass::Policy;
  const auto [at, isNew] = byText_.emplace(policy ? U"\x01" + folded : folded, id);
  if (!isNew) {
    if (at->second == id) return true;
    const syntax::Symbol& other = symbols_[at->second];
    const SymbolClass kind = symbols_[id].kind;
    if (other.kind == kind)
      sink.report(diag::DeclaredTwice, name.span, spelling).label(remark::FirstDeclaredHere, other.declared);
    else
      sink.report(diag::TwoClasses, name.span, spelling, classText(other.kind), classText(kind))
          .label(remark::FirstDeclaredHere, other.declared);
    return false;
  }
  spellings_.push_back({folded, id, Spelling::Piece::Whole});
  if (const size_t place = folded.find(U'…'); place != std::u32string::npos) {
    const size_t after = folded.find_first_not_of(U"… ", place);
    std::u32string head = folded.substr(0, place);
    while (!head.empty() && head.back() == ' ') head.pop_back();
    if (!head.empty()) spellings_.push_back({head, id, Spelling::Piece::Head});
    if (after != std::u32string::npos) spellings_.push_back({folded.substr(after), id, Spelling::Piece::Tail});
  }
  return true;
}

void declareNames(const SourceSet& sources, Statement& statement, Vocabulary& vocabulary, Sink& sink) {
  NameReader(sources, statement, vocabulary, sink).read();
}

void declareEach(Vocabulary& vocabulary, Sink& sink) {
  if (!vocabulary.find(U"个")) vocabulary.declare(SymbolClass::Unit, {"个", "", {}, {}}, sink);
}

void declareDerived(Vocabulary& vocabulary, Sink& sink) {
  const std::vector<SymbolId> all = vocabulary.all(); // as declared; what is added below is not looked at again
  const auto derive = [&](SymbolId clause, const std::string& zh, const std::string& en, std::optional<SymbolId> base) {
    NewName name;
    const syntax::Symbol of = vocabulary[clause];
    if (!of.zh.empty() && !zh.empty()) name.zh = of.zh + zh;
    if (!of.en.empty() && !en.empty()) name.en = of.en + " " + en;
    name.span = of.declared;
    if (name.zh.empty() && name.en.empty()) return;
    if ((!name.zh.empty() && vocabulary.find(fold(name.zh))) || (!name.en.empty() && vocabulary.find(fold(name.en))))
      return;
    vocabulary.setDerived(vocabulary.declare(SymbolClass::Fact, name, sink), clause, base);
  };
  std::vector<SymbolId> byClause;
  std::ranges::copy_if(all, std::back_inserter(byClause), [&](SymbolId fact) { return vocabulary[fact].byClause; });
  for (const SymbolId clause : all) {
    if (vocabulary[clause].kind != SymbolClass::Clause) continue;
    derive(clause, "核定金额", "assessed amount", std::nullopt);
    for (const SymbolId fact : byClause) derive(clause, vocabulary[fact].zh, vocabulary[fact].en, fact);
  }
}

bool isOfTests(const Keyword& head) { return head.token == "TEST" || head.token == "BACKGROUND"; }

bool isChoice(const Keyword& head) {
  return head.token == "CHOOSEONE" || head.token == "NOREPEAT" || head.token == "SAMEMATTER";
}

void declareElection(Span choice, Vocabulary& vocabulary, Sink& sink) {
  const NewName name{"选定的奖补", "elected award", choice, {}};
  vocabulary.setElection(vocabulary.declare(SymbolClass::Fact, name, sink));
}

void Vocabulary::setElection(SymbolId fact) { symbols_[fact].election = true; }

void Vocabulary::setDerived(SymbolId fact, SymbolId clause, std::optional<SymbolId> base) {
  symbols_[fact].clause = clause;
  symbols_[fact].base = base;
}

} // namespace tiao::parse
