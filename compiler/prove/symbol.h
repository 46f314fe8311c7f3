#pragma once

#include "compiler/interpret/case.h"
#include "compiler/prove/term.h"

#include <map>
#include <set>
#include <tuple>

/// The unknowns of a proof: what a case may hold of one subject, every fact given. Facts of two programs are the same
/// where their names are, in either language. From an assignment back to a case.
namespace tiao::prove {

using calendar::Period;
using core::FactId;
using core::Program;

/// Number of an item among those assumed of its kind, or the subject.
using Item = int32_t;
inline constexpr Item Subject = -1;

/// One fact of one key in one period. `name` stands for the fact in both programs.
struct Symbol {
  uint32_t name = 0;
  Item item = Subject;
  Period period;
  auto operator<=>(const Symbol&) const = default;
};

/// A date: an unknown day moved by months or years, one move after the other. Moving keeps the order of days, so a
/// comparison with a known day asks for the first or last unmoved day.
struct DateTerm {
  Num day; // days since 1970-01-01
  std::vector<std::pair<int, core::TermUnit>> moves;
};
/// One of a list: the number of the member's name among all names of that fact.
struct MemberTerm {
  Num member;
};
/// A text, by number: those the programs name, then others.
struct TextTerm {
  Num text;
};
using Term = std::variant<Prop, Num, DateTerm, MemberTerm, TextTerm>;

/// Do two versions mean the same thing by these? By the Chinese name, or where one lacks it, by the English.
bool sameName(const core::Name& a, const core::Name& b);

/// The least step between two values of a number that data give: a fen of money and of money for each unit, one of
/// anything counted.
Rational grainOf(const core::Fact& fact);

class Symbols {
public:
  using Grain = Rational (*)(const core::Fact&);
  explicit Symbols(Terms& terms, Grain grain = grainOf) : terms_(terms), grain_(grain) {}

  /// The fact of a program, as a term; the same each time.
  Term fact(const Program& program, FactId fact, Item item, Period period);
  /// Is this item in the list of its kind in this year?
  Prop listed(const Program& program, core::Id<core::ItemKind> kind, Item item, int year);
  MemberTerm member(const Program& program, core::Id<core::Enumeration> of, core::Member value);
  TextTerm text(const std::string& value);
  [[nodiscard]] Symbol symbolOf(const Program& program, FactId fact, Item item, Period period);
  /// A constant in terms of this program.
  Term constant(const Program& program, const core::Type& type, const core::Constant& value);

  /// From here on this symbol is this term, until `clear`.
  void let(const Symbol& symbol, Term value) { lets_[symbol] = std::move(value); }
  void clear() { lets_.clear(); }
  void letListed(const Program& program, core::Id<core::ItemKind> kind, Item item, int year, bool value);

  /// What two declarations of one fact ask beyond the bounds of its unknown (a member that one of them lacks).
  [[nodiscard]] const std::vector<Prop>& domain() const { return domain_; }

  /// The case of a program under an assignment: every fact that was asked for, every list of these years.
  /// `items`: how many of each kind; `itemName` names them.
  /// `instead`: other values of some symbols; none: left out.
  using Instead = std::map<Symbol, std::optional<core::Constant>>;
  [[nodiscard]] interpret::Case caseOf(const Program& program, const Assignment& given, int firstYear, int lastYear,
                                       int items, const Instead& instead = {}) const;
  /// The value of one symbol for this program, if it has the fact.
  [[nodiscard]] std::optional<core::Constant> valueOf(const Program& program, const Symbol& symbol,
                                                      const Assignment& given) const;
  static std::string itemName(const Program& program, core::Id<core::ItemKind> kind, Item item);

  /// The unknowns of facts, for those who minimise and tell: what each is.
  struct Unknown {
    Symbol symbol;
    Term term;
    Rational grain, lo, hi; // of numbers and dates
  };
  [[nodiscard]] const std::vector<Unknown>& unknowns() const { return unknowns_; }
  /// The fact of this name in a program, if it has one.
  [[nodiscard]] std::optional<FactId> factOf(const Program& program, uint32_t name) const;

private:
  struct List {
    uint32_t name;
    Item item;
    int year;
    auto operator<=>(const List&) const = default;
  };
  /// What tells a fact from others in both programs: its name, whose it is, and which of those of that name.
  struct Identity {
    core::Name fact, kind;
    uint32_t nth = 0;
  };
  static uint32_t nameOf(std::vector<core::Name>& names, const core::Name& name);
  static Identity identityOf(const Program& program, FactId fact);
  static bool same(const Identity& a, const Identity& b);
  Term make(const Program& program, const core::Fact& fact, const Symbol& symbol);
  /// What a declaration asks of the unknown that another declaration made.
  void narrow(const Program& program, const core::Fact& fact, const Term& term);

  Terms& terms_;
  Grain grain_;
  std::vector<Identity> names_;
  std::vector<core::Name> kinds_, members_;
  std::map<Symbol, Term> known_, lets_;
  std::map<Symbol, std::set<const Program*>> declared_; // by which programs' declarations it was made or narrowed
  std::map<List, Prop> lists_, listLets_;
  std::map<std::pair<const Program*, uint32_t>, uint32_t> nameOfFact_;
  mutable std::map<std::pair<const Program*, uint32_t>, std::optional<FactId>> factOfName_;
  std::map<std::string, uint32_t> texts_;
  std::vector<Unknown> unknowns_;
  std::vector<Prop> domain_;
};

} // namespace tiao::prove
