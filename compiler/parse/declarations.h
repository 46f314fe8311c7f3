#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/keywords.h"
#include "compiler/syntax/tree.h"

#include <map>

/// The first pass over a source: cuts code into statements at the lines that begin with the word of a declaration, and
/// finds the names that they declare. Only then can the second pass cut sentences into words.
namespace tiao::parse {

/// A stretch of a statement that is one token whatever it holds: a name being declared, or the rest of a line.
struct Fixed {
  size_t from = 0, to = 0; // characters
  bool isName = true;      // else raw text
  syntax::NewName name;
  std::string raw;
};

struct Statement {
  source::Span span;
  uint32_t section = 0;
  const Keyword* head = nullptr; // the word that begins it; null for what stands before any
  size_t headLength = 0;         // characters of that word
  Characters text;
  std::vector<Fixed> fixed; // ascending, apart
};

/// Names by spelling.
/// No name is longer, in characters.
constexpr size_t longestName = 100;

class Vocabulary {
public:
  explicit Vocabulary(syntax::Store<syntax::Symbol>& symbols) : symbols_(symbols) {}

  /// Declares a name in both its spellings. A spelling that is taken by another class is an error that shows both
  /// places; the same name declared again in the same class is the same symbol for units and members, and an error for
  /// others.
  syntax::SymbolId declare(syntax::SymbolClass kind, const syntax::NewName& name, diagnostics::Sink& sink);

  /// The subject of this name, where it is declared already: a later declaration adds facts to it.
  [[nodiscard]] std::optional<syntax::SymbolId> subject(const syntax::NewName& name) const;

  /// `also` is another name of `subject`.
  void setAlias(syntax::SymbolId also, syntax::SymbolId subject);
  void setByClause(syntax::SymbolId fact);
  void setElection(syntax::SymbolId fact);
  void setDerived(syntax::SymbolId fact, syntax::SymbolId clause, std::optional<syntax::SymbolId> base);

  struct Spelling {
    std::u32string text; // folded
    syntax::SymbolId symbol;
    enum class Piece { Whole, Head, Tail } piece = Piece::Whole; // of a name with a place in it: 设立…监测点
  };
  [[nodiscard]] const std::vector<Spelling>& spellings() const { return spellings_; }
  [[nodiscard]] const syntax::Symbol& operator[](syntax::SymbolId id) const { return symbols_[id]; }
  [[nodiscard]] std::optional<syntax::SymbolId> find(const std::u32string& folded) const;
  [[nodiscard]] const std::vector<syntax::SymbolId>& all() const { return all_; }

private:
  bool add(const std::string& spelling, syntax::SymbolId symbol, const syntax::NewName& name, diagnostics::Sink& sink);

  syntax::Store<syntax::Symbol>& symbols_;
  std::vector<Spelling> spellings_;
  std::map<std::u32string, syntax::SymbolId> byText_;
  std::vector<syntax::SymbolId> all_;
};

/// What a class of names is called in messages: 事实, a fact.
diagnostics::Text classText(syntax::SymbolClass kind);

/// Does the word open a choice between awards (择一, 不重复, 同类)?
bool isChoice(const Keyword& head);
/// Is this the word of a test, or of what tests start from?
bool isOfTests(const Keyword& head);

/// Cuts one stretch of code into statements.
void splitStatements(const source::SourceSet& sources, source::Span code, uint32_t section,
                     std::vector<Statement>& statements);

/// Finds the names that a statement declares, and puts them into the vocabulary.
void declareNames(const source::SourceSet& sources, Statement& statement, Vocabulary& vocabulary,
                  diagnostics::Sink& sink);

/// 个 is a unit whether it is declared or not.
void declareEach(Vocabulary& vocabulary, diagnostics::Sink& sink);

/// Declares the names that follow from others: for each clause the amount assessed for it (示范企业奖励核定金额), and
/// for each fact decided by clause, that fact of this clause (示范企业奖励符合条件).
void declareDerived(Vocabulary& vocabulary, diagnostics::Sink& sink);

/// Declares the fact that says which of several awards the enterprise elects (选定的奖补), for the policy whose choice
/// stands at `choice`.
void declareElection(source::Span choice, Vocabulary& vocabulary, diagnostics::Sink& sink);

} // namespace tiao::parse
