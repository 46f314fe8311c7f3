#include "compiler/syntax/tree.h"

#include <fmt/format.h>

namespace tiao::syntax {

namespace {

const char* partName(Part part) {
  static constexpr const char* names[] = {"condition", "amount", "rate",  "base",  "cap",   "yearly cap", "monthly cap",
                                          "total cap", "floor",  "years", "dates", "payee", "end",        "everything"};
  return names[static_cast<size_t>(part)];
}

/// Writes one declaration as lines; each construct says its name and its parts, `name(part, part)`.
class Printer {
public:
  Printer(const Tree& tree, PrintOptions options) : tree_(tree), options_(options) {}

  std::string declaration(const Declaration& d) {
    std::string places = options_.places ? fmt::format("   [{}..{}]", d.span.begin, d.span.end) : "";
    return std::visit(
        match{
            [&](const Policy& x) {
              std::string out = "policy " + name(x.name);
              if (x.under) out += " under " + name(*x.under);
              for (size_t i = 0; i < x.districts.size(); ++i) out += (i == 0 ? " for " : " ") + name(x.districts[i]);
              return out + places + "\n";
            },
            [&](const DocumentNumber& x) { return "document " + x.text + places + "\n"; },
            [&](const InForce& x) {
              return "in force " + calendar::toString(x.from) + (x.to ? " to " + calendar::toString(*x.to) : "") +
                     (x.leader ? ", led by " + name(*x.leader) : "") + (x.quoting ? ", " + quoting(*x.quoting) : "") +
                     places + "\n";
            },
            [&](const Import& x) { return "import " + x.path + places + "\n"; },
            [&](const Subject& x) { return subject(x, places); },
            [&](const Item& x) { return item(x, places); },
            [&](const Matter& x) { return "matter " + name(x.name) + places + "\n"; },
            [&](const Role& x) { return "role " + name(x.name) + places + "\n" + aliases(x.aliases); },
            [&](const Unit& x) { return "unit " + name(x.name) + places + "\n"; },
            [&](const Definition& x) { return "define " + name(x.name) + places + "\n  " + expr(x.value) + "\n"; },
            [&](const Parameter& x) {
              std::string out = "parameter " + name(x.name) + places + "\n";
              for (const DatedValue& v : x.values)
                out += "  " + (v.from ? "from " + calendar::toString(*v.from) + " " : "") + expr(v.value) + "\n";
              return out;
            },
            [&](const Requirement& x) {
              return "requirement" + (x.name ? " " + name(*x.name) : "") +
                     (x.subject ? " of " + name(*x.subject) : "") + places + "\n  " + expr(x.condition) + "\n";
            },
            [&](const Background& x) { return "background" + places + "\n" + given(x.given); },
            [&](const Clause& x) {
              std::string out = (x.added ? "new clause " : "clause ") + name(x.name) + places + "\n";
              for (const Sentence& s : x.sentences) out += sentence(s);
              return out;
            },
            [&](const Conventions& x) {
              std::string out = "conventions" + places + "\n";
              for (const ConventionChoice& c : x.choices)
                out += "  " + c.convention + " = " + c.reading + (c.payer ? " " + name(*c.payer) : "") +
                       (c.clauses.empty() ? "\n" : names(" for", c.clauses));
              return out;
            },
            [&](const Test& x) { return test(x, places); },
            [&](const Assertion& x) { return assertion(x, places); },
            [&](const Scale& x) { return scale(x, places); },
            [&](const NotRule& x) { return "not a rule: " + x.ground + ", " + quoting(x.quoting) + places + "\n"; },
            [&](const Translation& x) { return "translation of " + x.of + places + "\n"; },
            [&](const ChooseOne& x) {
              return "choose one" + places + "\n" + (x.subject ? "  per " + name(*x.subject) + "\n" : "") +
                     names("  among", x.among) + names("  except", x.except) + preference(x.preference);
            },
            [&](const NoRepeat& x) {
              return "no repeat" + places + "\n" + (x.anywhere ? "  with other policies\n" : "") +
                     names("  of", x.clauses) + (x.unless ? "  except where " + expr(*x.unless) + "\n" : "") +
                     preference(x.preference);
            },
            [&](const SameMatter& x) { return "same matter" + places + "\n" + names("  of", x.clauses); },
            [&](const MemberGroup& x) { return "group " + name(x.name) + places + "\n  " + names(x.members) + "\n"; },
            [&](const Fund& x) { return "fund " + name(x.name) + places + "\n" + aliases(x.aliases); },
            [&](const Stage& x) {
              return "stage " + name(x.name) + (x.body ? " by " + name(*x.body) : "") + places + "\n";
            },
            [&](const Split& x) { return split(x, places); },
            [&](const Procedure& x) { return procedure(x, places); },
            [&](const Payment& x) { return payment(x, places); },
            [&](const Recovery& x) { return recovery(x, places); },
            [&](const Amend& x) {
              std::string out = "amend " + (x.of ? name(*x.of) : std::string("every clause")) + places + "\n";
              for (const Amendment& a : x.changes) out += "  " + amendment(a) + "\n";
              return out;
            },
            [&](const EndClause& x) {
              std::string out = "stop";
              for (const Name& n : x.clauses) out += " " + name(n);
              if (x.from) out += " from " + calendar::toString(*x.from);
              return out + places + "\n";
            },
            [&](const Permission& x) {
              std::string out = "districts may set" + places + "\n";
              for (const Permitted& p : x.permitted) {
                out += "  " + (p.clause ? name(*p.clause) : "new clauses");
                for (const Part part : p.parts) out += std::string(", ") + partName(part);
                out += "\n";
              }
              return out;
            },
        },
        d.node);
  }

  std::string expression(ExprId id) { return expr(id); }

private:
  /// A line of names; none for no names.
  [[nodiscard]] std::string names(const std::string& word, const std::vector<Name>& of) const {
    std::string out = word;
    for (const Name& n : of) out += " " + name(n);
    return of.empty() ? "" : out + "\n";
  }
  [[nodiscard]] std::string preference(const Preference& x) const {
    return "  the " + (x.electedBy ? "one that " + name(*x.electedBy) + " elects" : std::string("highest")) + "\n" +
           names("  if equal", x.rank);
  }
  [[nodiscard]] std::string symbol(SymbolId id) const {
    const Symbol& s = tree_.symbols[id];
    return s.zh.empty() ? s.en : s.en.empty() ? s.zh : s.zh + " / " + s.en;
  }
  [[nodiscard]] std::string name(const Name& n) const {
    if (!n.symbol) return "?" + n.text;
    return "`" + symbol(*n.symbol) + "`" + (options_.wording && !n.text.empty() ? "(" + n.text + ")" : "");
  }
  [[nodiscard]] std::string name(const NewName& n) const {
    if (n.symbol) return "`" + symbol(*n.symbol) + "`";
    return "`" + (n.zh.empty() ? n.en : n.en.empty() ? n.zh : n.zh + " / " + n.en) + "`";
  }
  [[nodiscard]] std::string worded(uint8_t wording) const {
    return options_.wording && wording > 0 ? fmt::format("~{}", wording) : "";
  }

  std::string subject(const Subject& x, const std::string& places) {
    std::string out = "subject " + name(x.name) + places + "\n";
    out += aliases(x.aliases);
    for (const FactDeclaration& f : x.facts) out += "  " + fact(f) + "\n";
    return out;
  }
  std::string item(const Item& x, const std::string& places) {
    std::string out = "item " + name(x.name) + (x.owner ? " of " + name(*x.owner) : "") +
                      (x.yearly ? ", many each year" : "") + places + "\n";
    for (const Alias& a : x.aliases) out += "  also " + name(a.name) + "\n";
    for (const FactDeclaration& f : x.facts) out += "  " + fact(f) + "\n";
    return out;
  }
  std::string fact(const FactDeclaration& f) {
    static constexpr const char* kinds[] = {"truth", "money", "number", "rate", "count", "date", "one of", "text"};
    std::string out = name(f.name) + ": " + kinds[static_cast<size_t>(f.kind)];
    if (f.unit) out += " of " + name(*f.unit);
    if (f.per) out += " per " + name(*f.per);
    for (const NewName& m : f.members) out += " " + name(m);
    if (f.each == Each::Year) out += ", each year";
    if (f.each == Each::Month) out += ", each month";
    if (f.byClause) out += ", by clause";
    if (f.grouping) out += ", grouping";
    if (f.lo) out += ", " + expr(*f.lo) + " to " + expr(*f.hi);
    if (f.judge) out += ", judged by " + name(*f.judge);
    return out;
  }

  std::string aliases(const std::vector<Alias>& aliases) {
    std::string out;
    for (const Alias& a : aliases) out += "  also " + name(a.name) + "\n";
    return out;
  }

  // ---- the money after the award

  [[nodiscard]] std::string names(const std::vector<Name>& list) const {
    std::string out;
    for (const Name& n : list) out += (out.empty() ? "" : " ") + name(n);
    return out;
  }
  static std::string articleOf(int article) { return article == 0 ? "" : fmt::format(" (article {})", article); }
  [[nodiscard]] std::string words(const KeptWords& kept) const {
    std::string out;
    for (const KeptWord& word : kept) out += fmt::format(" {}~{}", word.token, word.wording);
    return options_.wording ? "  words" + out + "\n" : "";
  }
  std::string any(const std::vector<ExprId>& of) {
    std::string out = "any(";
    for (size_t i = 0; i < of.size(); ++i) out += (i > 0 ? ", " : "") + expr(of[i]);
    return out + ")";
  }
  std::string split(const Split& x, const std::string& places) {
    std::string out = "split" + articleOf(x.article) + places + "\n";
    if (!x.jointly.empty()) out += "  jointly " + names(x.jointly) + "\n";
    for (const SplitCase& c : x.cases) {
      out += "  for" + (c.places.empty() ? "" : " " + names(c.places)) + (c.others ? " others" : "") + ":";
      for (const Portion& p : c.portions) out += " " + name(p.payer) + " " + (p.share * 100).toString() + "%";
      out += "\n";
    }
    return out + words(x.kept);
  }
  std::string procedure(const Procedure& x, const std::string& places) {
    std::string out = "procedure" + (x.name ? " " + name(*x.name) : "") + articleOf(x.article) + places + "\n";
    if (x.fund) out += "  of " + name(*x.fund) + "\n";
    for (const ProcedureStage& s : x.stages) out += "  stage " + name(s.name) + "\n";
    return out + words(x.kept);
  }
  std::string payment(const Payment& x, const std::string& places) {
    std::string out = "payment" + articleOf(x.article) + (x.fund ? " of " + name(*x.fund) : "") +
                      (x.byPerformance ? " by performance" : "") + places + "\n";
    for (const Instalment& i : x.instalments)
      out += "  instalment " + (i.share ? (*i.share * 100).toString() + "%" : "the rest") +
             (i.byPerformance ? " by performance" : "") + "\n";
    if (!x.stops.empty()) out += "  stopped by " + any(x.stops) + "\n";
    return out + words(x.kept);
  }
  std::string recovery(const Recovery& x, const std::string& places) {
    std::string out = "recovery" + articleOf(x.article) + places + "\n";
    for (const Recovering& r : x.sentences)
      out += "  for " + any(r.grounds) + (r.recovers ? " recover" : " by rules") + (r.bars ? " and bar" : "") + "\n" +
             words(r.kept);
    return out;
  }

  std::string amendment(const Amendment& a) {
    static constexpr const char* changes[] = {" add", " remove", " becomes"};
    std::string out = std::string(partName(a.part)) + changes[static_cast<size_t>(a.change)];
    if (a.value) out += " " + expr(*a.value);
    if (a.from) out += " from " + calendar::toString(*a.from);
    if (a.to) out += " to " + calendar::toString(*a.to);
    if (a.payee) out += " " + name(*a.payee);
    return out;
  }

  std::string sentence(const Sentence& s) {
    std::string out = "  sentence\n";
    if (s.target) {
      const Target& t = *s.target;
      out += std::string("    for") + (t.encourage ? " (encourage)" : "") + (t.subject ? " " + name(*t.subject) : "") +
             (t.hereinafter ? ", hereinafter " + name(*t.hereinafter) : "") +
             (t.listed && options_.wording ? ", listed" : "") + "\n";
      if (t.condition) out += "      " + expr(*t.condition) + "\n";
    }
    for (const ExprId asked : s.asked) out += "    asked " + expr(asked) + "\n";
    for (const Phrase& p : s.phrases) out += "    " + phrase(p) + "\n";
    return out;
  }

  std::string phrase(const Phrase& p) {
    const std::string wording = worded(p.wording);
    return std::visit(match{
                          [&](const Start& x) {
                            return "since " + expr(x.when) + (x.until ? " to " + calendar::toString(*x.until) : "");
                          },
                          [&](const Grant& x) { return grant(x); },
                          [&](const Limit& x) {
                            static constexpr const char* kinds[] = {"at most ", "at least ", "for at most "};
                            static constexpr const char* scopes[] = {"", " each year", " each month", " in total"};
                            std::string whose;
                            for (const Name& each : x.each) whose += " per " + name(each);
                            return kinds[static_cast<size_t>(x.kind)] + expr(x.bound) + whose +
                                   scopes[static_cast<size_t>(x.scope)] + wording +
                                   (options_.wording && x.inlined ? " (inlined)" : "");
                          },
                          [&](const Rounding& x) { return "rounded down to " + x.unit.toString() + " yuan"; },
                          [&](const Appeal& x) { return "encourage " + name(x.what); },
                          [&](const Purpose& x) { return "so as to solve " + name(x.what); },
                          [&](const Quoting& x) { return quoting(x); },
                          [&](const Exception& x) { return "except where " + expr(x.when); },
                          [&](const Overriding& x) {
                            std::string out = "overrides";
                            for (const Name& n : x.clauses) out += " " + name(n);
                            return out;
                          },
                      },
                      p.node);
  }
  [[nodiscard]] static std::string quoting(const Quoting& x) { return "quoting 「" + x.text + "」"; }
  std::string grant(const Grant& x) {
    static constexpr const char* often[] = {"", " once", " each year", " each month"};
    std::string out = x.amount || x.ceiling || x.sameProportion ? "grant" : "regard";
    if (x.again) out += " a further";
    if (x.amount) out += " " + expr(*x.amount);
    if (x.sameProportion) out += " in the same proportion";
    if (x.each) out += " per " + name(*x.each);
    if (x.counted) out += " of " + name(*x.counted);
    for (const ExprId amount : x.further) out += ", " + expr(amount);
    if (x.block) out += " for each full " + expr(*x.block) + " of " + name(*x.blocksOf);
    if (x.fullYears) out += " for each full year of " + name(*x.fullYears);
    if (x.floor) out += " from " + expr(*x.floor);
    if (x.ceiling) out += " up to " + expr(*x.ceiling);
    out += often[static_cast<size_t>(x.frequency)];
    if (x.payee) out += " to " + name(*x.payee);
    for (const Name& n : x.regard) out += " " + name(n);
    if (options_.wording && x.noun) out += fmt::format(" noun~{}", *x.noun);
    return out;
  }

  std::string literal(const Literal& l) {
    switch (l.kind) {
    case Literal::Kind::Number: return l.value.toString();
    case Literal::Kind::Money: return l.value.toString() + " yuan" + (l.unit ? "/" + name(*l.unit) : "");
    case Literal::Kind::Percent: return (l.value * 100).toString() + "%";
    case Literal::Kind::Count: { // 个 means one: 50个 is 50
      const bool each = !l.unit || (l.unit->symbol && tree_.symbols[*l.unit->symbol].zh == "个");
      return l.value.toString() + (each ? "" : " " + name(Name{l.unit->text, l.unit->symbol, {}}));
    }
    case Literal::Kind::Years: return l.value.toString() + " years";
    case Literal::Kind::Months: return l.value.toString() + " months";
    }
    return "";
  }

  std::string expr(ExprId id) {
    static constexpr const char* signs[] = {"+", "-", "×", "÷"};
    static constexpr const char* bounds[] = {">=", "<=", ">", "<"};
    const Expr& e = tree_.exprs[id];
    const std::string wording = worded(e.wording);
    return std::visit(
        match{
            [&](const Literal& x) { return literal(x); },
            [&](const DateLiteral& x) { return calendar::toString(x.date); },
            [&](const NameUse& x) { return name(x.name); },
            [&](const PercentOf& x) { return "(" + expr(x.rate) + " of " + expr(x.base) + ")"; },
            [&](const Binary& x) {
              return "(" + expr(x.left) + " " + signs[static_cast<size_t>(x.op)] + " " + expr(x.right) + ")";
            },
            [&](const Negative& x) { return "-" + expr(x.of); },
            [&](const Extreme& x) {
              return std::string(x.larger ? "larger(" : "smaller(") + expr(x.left) + ", " + expr(x.right) + ")";
            },
            [&](const Conditional& x) {
              return "if(" + expr(x.condition) + ", " + expr(x.then) + ", " + expr(x.otherwise) + ")";
            },
            [&](const PreviousYear& x) { return "previous year(" + expr(x.of) + ")"; },
            [&](const Increase& x) { return "increase(" + expr(x.of) + ")"; },
            [&](const PartAbove& x) { return "part(" + expr(x.of) + " above " + expr(x.bound) + ")"; },
            [&](const AverageGrowth& x) {
              return fmt::format("average growth over {} years{}", x.years, x.of ? " of " + name(*x.of) : "") + wording;
            },
            [&](const Rounded& x) {
              static constexpr const char* modes[] = {"half up", "down", "half even"};
              return "(" + expr(x.of) + " rounded " + modes[static_cast<size_t>(x.mode)] + " to " + expr(x.unit) + ")";
            },
            [&](const SumOver& x) {
              return (x.of ? "sum over " : "number of ") + name(x.kind) + (x.where ? " where " + expr(*x.where) : "") +
                     (x.of ? " of " + expr(*x.of) : "");
            },
            [&](const FullSince& x) {
              return std::string(x.months ? "full months" : "full years") + " since " + name(x.date);
            },
            [&](const Applied& x) { return name(x.scale) + " applied to " + expr(x.of); },
            [&](const Flag& x) { return name(x.name); },
            [&](const Comparison& x) {
              std::string out =
                  expr(x.left) + " " + bounds[static_cast<size_t>(x.bound)] + wording + " " + expr(x.right);
              for (const ExprId bound : x.further) out += ", " + expr(bound);
              return out;
            },
            [&](const OneOf& x) {
              std::string out = name(x.fact) + " is";
              for (size_t i = 0; i < x.members.size(); ++i) out += (i > 0 ? " or " : " ") + name(x.members[i]);
              return out;
            },
            [&](const Grows& x) {
              return name(x.of) + " grows " + bounds[static_cast<size_t>(x.bound)] + wording + " " + expr(x.rate);
            },
            [&](const Not& x) { return "not" + wording + " " + expr(x.of); },
            [&](const EachOfYears& x) { return fmt::format("in each of {} years {}", x.years, expr(x.of)); },
            [&](const HeldWithin& x) { return fmt::format("within {} years {}", x.years, name(x.of)); },
            [&](const Join& x) {
              std::string out = x.all ? "all(" : "any(";
              for (size_t i = 0; i < x.of.size(); ++i) out += (i > 0 ? ", " : "") + expr(x.of[i]);
              return out + ")";
            },
            [&](const Versioned& x) {
              const auto part = [&](const std::optional<ExprId>& of, bool holds) {
                return of ? expr(*of) : std::string(holds ? "always" : "never");
              };
              return "version(" + name(x.version.layer) + ", " + part(x.then, x.thenHolds) + ", " +
                     part(x.otherwise, x.otherwiseHolds) + ")";
            },
            [&](const Invalid&) { return std::string("invalid"); },
        },
        e.node);
  }

  std::string scale(const Scale& x, const std::string& places) {
    static constexpr const char* forms[] = {"scale ", "marginal scale ", "table "};
    std::string out = forms[static_cast<size_t>(x.form)] + name(x.name) + " by";
    for (size_t i = 0; i < x.keys.size(); ++i) out += (i > 0 ? ", " : " ") + expr(x.keys[i]);
    out += places + "\n";
    for (const ScaleLine& line : x.lines) {
      out += "  ";
      for (size_t i = 0; i < line.cells.size(); ++i) out += (i > 0 ? ", " : "") + cell(line.cells[i]);
      out += ": " + expr(line.value) + "\n";
    }
    if (x.otherwise) out += "  otherwise: " + expr(*x.otherwise) + "\n";
    return out;
  }
  std::string cell(const Cell& c) {
    return std::visit(match{
                          [](const AnyValue&) { return std::string("any"); },
                          [&](const Range& r) {
                            if (r.lo && r.hi && r.lo->value == r.hi->value) return expr(r.lo->value);
                            std::string out = r.lo ? (r.lo->included ? ">= " : "> ") + expr(r.lo->value) : "";
                            if (r.hi)
                              out += (r.lo ? " " : "") + std::string(r.hi->included ? "<= " : "< ") + expr(r.hi->value);
                            return out;
                          },
                          [](bool yes) { return std::string(yes ? "yes" : "no"); },
                          [&](const std::vector<Name>& members) {
                            std::string out;
                            for (const Name& m : members) out += (out.empty() ? "" : " or ") + name(m);
                            return out;
                          },
                      },
                      c.node);
  }

  std::string test(const Test& x, const std::string& places) {
    std::string out = "test " + name(x.name) + places + "\n" + given(x);
    for (const Expectation& e : x.expectations) {
      out += "  expect " + name(e.clause) + "\n";
      for (const Expected& o : e.outcomes) {
        out +=
            "    " + when(o.year, o.month) + (o.amount ? expr(*o.amount) : "") + (o.upTo ? " to " + expr(*o.upTo) : "");
        for (const std::string& a : o.annotations) out += " " + a;
        for (const auto& [payer, amount] : o.parts) out += " " + name(payer) + " " + expr(amount);
        out += "\n";
      }
    }
    return out;
  }
  std::string assertion(const Assertion& x, const std::string& places) {
    static constexpr const char* bounds[] = {">=", "<=", ">", "<"};
    const Claim& c = x.claim;
    std::string out = "assert" + places + "\n" + (x.condition ? "  if " + expr(*x.condition) + "\n" : "");
    out += c.clauses.empty() ? "  of all" : "  of " + names(c.clauses);
    if (c.together) out += " together";
    switch (c.kind) {
    case Claim::Kind::Given: return out + "\n  given\n";
    case Claim::Kind::NotGiven: return out + "\n  not given\n";
    case Claim::Kind::Apart: return out + "\n  not in one year\n";
    case Claim::Kind::Amount: break;
    }
    if (c.whenGiven) out += ", when given";
    out += c.scope == Claim::Scope::Year ? "\n  a year " : c.scope == Claim::Scope::Total ? "\n  in total " : "\n  ";
    return out + bounds[static_cast<size_t>(c.bound)] + " " + (c.value ? expr(*c.value) : "") + "\n";
  }
  static std::string when(std::optional<int> year, int month) {
    return year ? calendar::toString(calendar::Period{*year, month}) + " " : std::string();
  }
  std::string given(const Test& x) {
    std::string out;
    const auto value = [&](const GivenValue& v) {
      return when(v.year, v.month) +
             std::visit(match{[](bool b) { return std::string(b ? "yes" : "no"); }, [&](ExprId id) { return expr(id); },
                              [&](const Name& n) { return name(n); }},
                        v.value);
    };
    const auto awarded = [&](const std::vector<GivenAward>& given, const char* indent) {
      for (const GivenAward& g : given) {
        out += indent + ("awarded " + name(g.clause));
        for (const GivenValue& v : g.values) out += " " + value(v);
        out += "\n";
      }
    };
    for (const Given& g : x.facts) {
      out += "  given " + name(g.fact);
      for (const GivenValue& v : g.values) out += " " + value(v);
      out += "\n";
    }
    for (const GivenItem& item : x.items) {
      out += "  item " + name(item.kind) + " 「" + item.name + "」";
      for (const int year : item.years) out += " " + std::to_string(year);
      out += "\n";
      for (const Given& g : item.facts) {
        out += "    given " + name(g.fact);
        for (const GivenValue& v : g.values) out += " " + value(v);
        out += "\n";
      }
      awarded(item.awarded, "    ");
    }
    awarded(x.awarded, "  ");
    if (x.elseNo) out += "  all else no\n";
    return out;
  }

  const Tree& tree_;
  PrintOptions options_;
};

} // namespace

std::string print(const Tree& tree, const Declaration& declaration, PrintOptions options) {
  return Printer(tree, options).declaration(declaration);
}

std::string print(const Tree& tree, ExprId expr) { return Printer(tree, {}).expression(expr); }

std::string print(const Tree& tree, PrintOptions options) {
  std::string out;
  for (const File& file : tree.files)
    for (const Declaration& d : file.declarations) out += print(tree, d, options);
  return out;
}

} // namespace tiao::syntax
