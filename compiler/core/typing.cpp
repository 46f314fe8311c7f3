#include "compiler/core/rules.h"

#include <fmt/format.h>

namespace tiao::core {
namespace {

/// Checks one node against the types of its operands (core.md section 2, "Units").
class Typing {
public:
  Typing(const Program& program, Sentences& out) : program_(program), out_(out) {}

  void check(ExprId id) {
    id_ = id;
    const Type& own = program_.exprs[id].type;
    std::visit(
        match{
            [&](const Const& e) { same(kindOf(e.value), own.kind, "a constant has the kind of its value"); },
            [&](const FactRef& e) { same(program_.facts[e.fact].type, own, "a fact has its declared type"); },
            [&](const Back& e) {
              same(type(e.of), own, "Back gives what it takes");
              require(e.count >= 0 && e.unit != TermUnit::Days, "Back goes some years or months back");
            },
            [&](const Day&) { same(own.kind, Kind::Date, "Day gives a date"); },
            [&](const Add& e) { one(e.left, e.right, "Add takes one unit"), number(own); },
            [&](const Mul& e) {
              number(e.left), number(e.right);
              same(type(e.left).unit * type(e.right).unit, own.unit, "Mul combines units");
            },
            [&](const Div& e) {
              number(e.left), number(e.right);
              same(type(e.left).unit / type(e.right).unit, own.unit, "Div combines units");
              same(type(e.otherwise), own, "the else of Div has the unit of its result");
            },
            [&](const Least& e) { one(e.left, e.right, "Least takes one unit"), number(own); },
            [&](const Greatest& e) { one(e.left, e.right, "Greatest takes one unit"), number(own); },
            [&](const Whole& e) {
              number(e.of);
              require(type(e.of).unit.powers.empty(), "Whole takes a number without a unit");
              number(own);
            },
            [&](const Round& e) {
              number(e.of);
              same(type(e.of), own, "Round gives the unit it takes");
              require(e.unit.sign() > 0, "Round has a unit above 0");
            },
            [&](const If& e) { truth(e.condition), one(e.then, e.otherwise, "If takes one unit"); },
            [&](const Shift& e) { date(e.date), number(e.by), same(own.kind, Kind::Date, "Shift gives a date"); },
            [&](const Full& e) {
              date(e.from), date(e.to), number(own);
              require(e.unit != TermUnit::Days, "Full counts years or months");
            },
            [&](const Anniversaries& e) { date(e.date), number(own); },
            [&](const Sum& e) {
              truth(e.where), number(e.value);
              same(type(e.value), own, "Sum gives the unit of its members");
              if (const auto* years = std::get_if<OverYears>(&e.domain)) {
                require(0 <= years->from && years->from <= years->to,
                        "a Sum over years goes from the nearer to the farther");
              }
            },
            [&](const Awarded&) {
              number(own);
              same(own.unit, yuan(), "Awarded is money");
            },
            [&](const Compare& e) {
              require(type(e.left) == type(e.right), "Compare takes one unit");
              same(own.kind, Kind::Truth, "Compare gives a truth");
              const Kind kind = type(e.left).kind;
              require(e.op == Comparison::Equal || kind == Kind::Number || kind == Kind::Date,
                      "only numbers and dates are ordered");
            },
            [&](const Not& e) { truth(e.of), same(own.kind, Kind::Truth, "Not gives a truth"); },
            [&](const AtLeast& e) {
              for (const ExprId part : e.of) truth(part);
              same(own.kind, Kind::Truth, "AtLeast gives a truth");
            },
        },
        program_.exprs[id].node);
  }

private:
  [[nodiscard]] const Type& type(ExprId id) const { return program_.exprs[id].type; }

  static Kind kindOf(const Constant& value) {
    return std::visit(match{
                          [](bool) { return Kind::Truth; },
                          [](const Rational&) { return Kind::Number; },
                          [](Date) { return Kind::Date; },
                          [](Member) { return Kind::Member; },
                          [](const std::string&) { return Kind::Text; },
                      },
                      value);
  }

  void require(bool holds, const char* rule) {
    if (!holds) out_.push_back(fmt::format("{}: expression {}, {}", rule, id_.index, print(program_, id_)));
  }
  template <typename T> void same(const T& a, const T& b, const char* rule) { require(a == b, rule); }
  void number(const Type& t) { require(t.kind == Kind::Number, "a number is computed with numbers"); }
  void number(ExprId id) { number(type(id)); }
  void truth(ExprId id) { require(type(id).kind == Kind::Truth, "a condition is a truth"); }
  void date(ExprId id) { require(type(id).kind == Kind::Date, "a term is counted between dates"); }
  void one(ExprId left, ExprId right, const char* rule) {
    require(type(left) == type(right) && type(left) == type(id_), rule);
  }

  const Program& program_;
  Sentences& out_;
  ExprId id_;
};

} // namespace

void checkTypes(const Program& program, Sentences& out) {
  Typing typing(program, out);
  for (uint32_t i = 0; i < program.exprs.size(); ++i) typing.check({i});
}

} // namespace tiao::core
