#include "compiler/core/rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace tiao::core {
namespace {

/// A name as the source has it: in Chinese where it has one.
const std::string& text(const Name& name) { return name.zh.empty() ? name.en : name.zh; }

bool chinese(const Program& program) { return !program.policy.zh.empty(); }

std::string text(const Program& program, const Unit& unit) {
  std::string above, below;
  for (const auto& [base, exponent] : unit.powers) {
    const std::string name =
        base < program.units.size() ? text(program.units[Id<BaseUnit>{base}].name) : fmt::format("unit {}", base);
    const int size = exponent < 0 ? -exponent : exponent;
    std::string& side = exponent < 0 ? below : above;
    if (!side.empty()) side += "·";
    side += size == 1 ? name : fmt::format("{}^{}", name, size);
  }
  if (below.empty()) return above;
  return (above.empty() ? "1" : above) + "/" + below;
}

const char* text(TermUnit unit) {
  switch (unit) {
  case TermUnit::Days: return "days";
  case TermUnit::Months: return "months";
  case TermUnit::Years: return "years";
  }
  return "";
}

const char* text(RoundMode mode) {
  switch (mode) {
  case RoundMode::HalfUp: return "half up";
  case RoundMode::Down: return "down";
  case RoundMode::HalfEven: return "half even";
  }
  return "";
}

const char* text(Comparison op) {
  switch (op) {
  case Comparison::Less: return "<";
  case Comparison::AtMost: return "≤";
  case Comparison::Equal: return "=";
  }
  return "";
}

const char* text(Per per) {
  switch (per) {
  case Per::Fixed: return "fixed";
  case Per::Year: return "each year";
  case Per::Month: return "each month";
  }
  return "";
}

/// How tightly a printed expression binds, so that parentheses stand only where they are needed.
enum Tightness { Loose, Comparing, Adding, Multiplying, Atom };

struct Printed {
  std::string text;
  Tightness tightness = Atom;
};

class ExprPrinter {
public:
  explicit ExprPrinter(const Program& program) : program_(program) {}

  [[nodiscard]] std::string in(ExprId id, Tightness least) const {
    Printed printed = print(id);
    return printed.tightness < least ? "(" + printed.text + ")" : printed.text;
  }

  [[nodiscard]] std::string list(const std::vector<ExprId>& ids) const {
    std::string result;
    for (const ExprId id : ids) result += (result.empty() ? "" : ", ") + in(id, Loose);
    return result;
  }

  [[nodiscard]] Printed print(ExprId id) const {
    const Expr& expr = program_.exprs[id];
    return std::visit(
        match{
            [&](const Const& e) { return Printed{core::print(program_, expr.type, e.value)}; },
            [&](const FactRef& e) { return Printed{text(program_.facts[e.fact].name)}; },
            [&](const Back& e) {
              return Printed{fmt::format("{} {} {} before", in(e.of, Atom), e.count, text(e.unit)), Adding};
            },
            [&](const Day& e) { return Printed{e.last ? "last day" : "first day"}; },
            [&](const Add& e) { return infix(e.left, "+", e.right, Adding); },
            [&](const Mul& e) { return infix(e.left, "×", e.right, Multiplying); },
            [&](const Div& e) {
              return Printed{
                  fmt::format("{} ÷ {} else {}", in(e.left, Multiplying), in(e.right, Atom), in(e.otherwise, Atom)),
                  Adding};
            },
            [&](const Least& e) {
              return Printed{
                  fmt::format("{}({}, {})", e.limit ? "limited" : "least", in(e.left, Loose), in(e.right, Loose))};
            },
            [&](const Greatest& e) {
              return Printed{fmt::format("greatest({}, {})", in(e.left, Loose), in(e.right, Loose))};
            },
            [&](const Whole& e) { return Printed{fmt::format("whole({})", in(e.of, Loose))}; },
            [&](const Round& e) {
              return Printed{fmt::format("round({}, {}, {})", in(e.of, Loose), e.unit.toString(), text(e.mode))};
            },
            [&](const If& e) {
              return Printed{fmt::format("if {} then {} else {}", in(e.condition, Comparing), in(e.then, Comparing),
                                         in(e.otherwise, Loose)),
                             Loose};
            },
            [&](const Shift& e) {
              return Printed{fmt::format("{} {} after {}", in(e.by, Atom), text(e.unit), in(e.date, Atom)), Adding};
            },
            [&](const Full& e) {
              return Printed{fmt::format("full {} from {} to {}", text(e.unit), in(e.from, Atom), in(e.to, Atom)),
                             Adding};
            },
            [&](const Anniversaries& e) { return Printed{fmt::format("anniversaries({})", in(e.date, Loose))}; },
            [&](const Sum& e) {
              return Printed{fmt::format("sum over {} where {} of {}", over(e.domain), in(e.where, Comparing),
                                         in(e.value, Adding)),
                             Comparing};
            },
            [&](const Awarded& e) { return Printed{fmt::format("awarded({})", text(program_.awards[e.award].name))}; },
            [&](const Compare& e) { return infix(e.left, text(e.op), e.right, Comparing); },
            [&](const Not& e) { return Printed{fmt::format("not {}", in(e.of, Atom))}; },
            [&](const AtLeast& e) {
              if (e.k == e.of.size()) return Printed{fmt::format("all of ({})", list(e.of))};
              if (e.k == 1) return Printed{fmt::format("any of ({})", list(e.of))};
              return Printed{fmt::format("at least {} of ({})", e.k, list(e.of))};
            },
        },
        expr.node);
  }

private:
  [[nodiscard]] Printed infix(ExprId left, const char* sign, ExprId right, Tightness tightness) const {
    const auto above = static_cast<Tightness>(tightness + 1);
    const Tightness leftmost = tightness == Comparing ? above : tightness;
    return {fmt::format("{} {} {}", in(left, leftmost), sign, in(right, above)), tightness};
  }

  [[nodiscard]] std::string over(const Domain& domain) const {
    return std::visit(match{
                          [&](const OverItems& d) { return text(program_.itemKinds[d.kind].name); },
                          [&](const OverMonths&) { return std::string("the months"); },
                          [&](const OverYears& d) { return fmt::format("{} to {} years back", d.from, d.to); },
                      },
                      domain);
  }

  const Program& program_;
};

/// A condition of many parts, one part a line; anything else on the line of its title.
void printCondition(const Program& program, const std::string& title, ExprId id, std::string& out) {
  const auto* parts = std::get_if<AtLeast>(&program.exprs[id].node);
  if (parts == nullptr || parts->of.size() < 2) {
    out += fmt::format("  {}: {}\n", title, print(program, id));
    return;
  }
  out += fmt::format("  {}: ", title);
  if (parts->k == parts->of.size())
    out += "all of\n";
  else
    out += fmt::format("at least {} of\n", parts->k);
  for (const ExprId part : parts->of) out += fmt::format("    - {}\n", print(program, part));
}

std::string print(const Program& program, const Limit& limit) {
  return std::visit(
      match{
          [&](const Cap& l) {
            const char* window = "";
            switch (l.window) {
            case Window::Period: window = "each period"; break;
            case Window::Year: window = "each year"; break;
            case Window::Life: window = "in all"; break;
            }
            return fmt::format("at most {} {}", print(program, l.bound), window);
          },
          [&](const Floor& l) { return fmt::format("at least {}", print(program, l.bound)); },
          [&](const Count& l) {
            return fmt::format("{} {} {}", print(program, l.n), l.unit == Per::Month ? "months" : "years",
                               l.run ? "from the first award" : "with an award");
          },
          [&](const Within& l) { return fmt::format("while {} < {}", print(program, l.elapsed), print(program, l.n)); },
      },
      limit.node);
}

void printLimits(const Program& program, const char* title, const std::vector<Limit>& limits, std::string& out) {
  if (limits.empty()) return;
  out += fmt::format("  {}:\n", title);
  for (size_t i = 0; i < limits.size(); ++i) out += fmt::format("    {}. {}\n", i + 1, print(program, limits[i]));
}

void printAward(const Program& program, const Award& award, std::string& out) {
  out += fmt::format("\naward {}", text(award.name));
  if (!award.article.empty()) out += fmt::format(" ({})", award.article);
  out += fmt::format(", {}", text(award.period));
  if (award.key) out += fmt::format(", for each {}", text(program.itemKinds[*award.key].name));
  if (award.payee) out += fmt::format(", to {}", text(program.roles[*award.payee].name));
  out += "\n";
  if (!award.quotation.empty()) out += fmt::format("  「{}」\n", award.quotation);
  out += fmt::format("  in force: {} to {}", calendar::toString(award.from), calendar::toString(award.to));
  switch (award.part) {
  case PartOfPeriod::Whole: break;
  case PartOfPeriod::Months: out += ", parts of a year by months"; break;
  case PartOfPeriod::None: out += ", no parts of a period"; break;
  }
  out += "\n";
  if (award.startedIf) printCondition(program, "runs on if", *award.startedIf, out);
  printCondition(program, "eligible", award.eligible, out);
  out += fmt::format("  amount: {}{}\n", print(program, award.amount), award.assessment ? " (assessed)" : "");
  printLimits(program, "limits", award.limits, out);
  printLimits(program, "overall", award.overall, out);
  out += fmt::format("  rounded {} to {}\n", text(award.mode), award.unit.toString());
}

void printFact(const Program& program, const Fact& fact, std::string& out) {
  out += fmt::format("fact {}: ", text(fact.name));
  switch (fact.type.kind) {
  case Kind::Truth: out += "yes or no"; break;
  case Kind::Number: {
    const std::string unit = text(program, fact.type.unit);
    out +=
        fmt::format("number{}{}, {} to {}", unit.empty() ? "" : " of ", unit, fact.lo.toString(), fact.hi.toString());
    break;
  }
  case Kind::Date:
    out += fmt::format("date, {} to {}", calendar::toString(fact.dateLo), calendar::toString(fact.dateHi));
    break;
  case Kind::Member: {
    out += "one of";
    const auto& members = program.enumerations[fact.type.enumeration].members;
    for (size_t i = 0; i < members.size(); ++i) out += (i == 0 ? " " : ", ") + text(members[i]);
    break;
  }
  case Kind::Text: out += "text"; break;
  }
  out += fmt::format(", {}", text(fact.per));
  if (fact.item) out += fmt::format(", of each {}", text(program.itemKinds[*fact.item].name));
  switch (fact.origin) {
  case FactOrigin::Given: break;
  case FactOrigin::Assessment: out += ", an assessment"; break;
  case FactOrigin::Election: out += ", an election"; break;
  case FactOrigin::Event: out += ", told by events"; break;
  }
  if (fact.judge) out += fmt::format(", decided by {}", text(program.roles[*fact.judge].name));
  out += "\n";
}

void printChoice(const Program& program, const Choice& choice, std::string& out) {
  out += fmt::format("\nchoice, {}{}\n", choice.elected ? "the elected" : "the highest",
                     choice.matter ? ", one matter through the years" : ", each year");
  if (choice.level) out += fmt::format("  for each {}\n", text(program.itemKinds[*choice.level].name));
  for (const auto& [a, b] : choice.conflicts) {
    out += fmt::format("  {} or {}\n", text(program.awards[a].name), text(program.awards[b].name));
  }
  for (const AwardId award : choice.rank)
    out += fmt::format("  when equal, first: {}\n", text(program.awards[award].name));
  if (choice.election) out += fmt::format("  when equal, by {}\n", text(program.facts[*choice.election].name));
  if (choice.matter && choice.difference) out += "  a later, higher one gives the difference\n";
}

void printPool(const Program& program, const Pool& pool, std::string& out) {
  out += fmt::format("\npool, shared {}\n", pool.inOrder ? "in order" : "in proportion");
  for (const AwardId award : pool.awards) out += fmt::format("  of {}\n", text(program.awards[award].name));
  printLimits(program, "limits", pool.limits, out);
}

} // namespace

std::string print(const Program& program, const Type& type, const Constant& value) {
  return std::visit(
      match{
          [&](bool v) -> std::string {
            if (chinese(program)) return v ? "是" : "否";
            return v ? "yes" : "no";
          },
          [&](const Rational& v) -> std::string {
            const std::string unit = text(program, type.unit);
            const bool spaced = !unit.empty() && static_cast<unsigned char>(unit.front()) < 0x80;
            return v.toString() + (spaced ? " " : "") + unit;
          },
          [&](Date v) -> std::string { return calendar::toString(v); },
          [&](Member v) -> std::string {
            const auto& members = program.enumerations[type.enumeration].members;
            return v.index < members.size() ? text(members[v.index]) : fmt::format("member {}", v.index);
          },
          [&](const std::string& v) -> std::string { return chinese(program) ? "「" + v + "」" : "\"" + v + "\""; },
      },
      value);
}

std::string print(const Program& program, ExprId expr) { return ExprPrinter(program).print(expr).text; }

std::string print(const Program& program) {
  std::string out = fmt::format("policy {}", text(program.policy));
  if (!program.document.empty()) out += fmt::format(" ({})", program.document);
  out += fmt::format(", {} to {}\n\n", calendar::toString(program.from), calendar::toString(program.to));
  for (const ItemKind& kind : program.itemKinds)
    out += fmt::format("items {}, at most {}\n", text(kind.name), kind.most);
  for (const Fact& fact : program.facts) printFact(program, fact, out);
  for (const Award& award : program.awards) printAward(program, award, out);
  for (const Choice& choice : program.choices) printChoice(program, choice, out);
  for (const Pool& pool : program.pools) printPool(program, pool, out);
  printFunding(program, out);
  return out;
}

} // namespace tiao::core
