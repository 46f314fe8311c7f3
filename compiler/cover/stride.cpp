#include "compiler/cover/stride.h"

namespace tiao::cover {

using core::ExprId;
using core::match;
using core::Rational;

namespace {

/// Of a value that is computed: money and prices by the fen, what is counted by one, a number without unit by 0.01%.
Rational stepOf(const core::Type& type) {
  if (type.kind != core::Kind::Number) return 1;
  if (type.unit.powers.contains(0)) return {1, 100};
  return type.unit.powers.empty() ? Rational(1, 10'000) : Rational(1);
}

Rational magnitude(const Rational& value) { return value.sign() < 0 ? -value : value; }

class Strides {
public:
  explicit Strides(const core::Program& program) : program_(program) {}

  Rational of(ExprId id) const {
    const core::Type& type = program_.exprs[id].type;
    return std::visit(match{
                          [](const core::Const&) { return Rational(0); },
                          [&](const core::FactRef& e) { return cover::stepOf(program_.facts[e.fact]); },
                          [&](const core::Back& e) { return of(e.of); },
                          [](const core::Day&) { return Rational(0); },
                          [&](const core::Add& e) { return either(e.left, e.right); },
                          [&](const core::Mul& e) {
                            const std::optional<Rational> left = constant(e.left), right = constant(e.right);
                            if (left && right) return Rational(0);
                            if (left) return magnitude(*left) * of(e.right);
                            return right ? magnitude(*right) * of(e.left) : stepOf(type);
                          },
                          [&](const core::Div& e) {
                            const std::optional<Rational> by = constant(e.right);
                            return by && !by->isZero() ? of(e.left) / magnitude(*by) : stepOf(type);
                          },
                          [&](const core::Least& e) { return either(e.left, e.right); },
                          [&](const core::Greatest& e) { return either(e.left, e.right); },
                          [](const core::Whole&) { return Rational(1); },
                          [](const core::Round& e) { return e.unit; },
                          [&](const core::If& e) { return either(e.then, e.otherwise); },
                          [](const core::Shift&) { return Rational(1); },
                          [](const core::Full&) { return Rational(1); },
                          [](const core::Anniversaries&) { return Rational(1); },
                          [&](const core::Sum& e) {
                            const std::optional<Rational> each = constant(e.value);
                            return each ? magnitude(*each) : of(e.value);
                          },
                          [](const core::Awarded&) { return Rational(1, 100); },
                          [](const core::Compare&) { return Rational(0); },
                          [](const core::Not&) { return Rational(0); },
                          [](const core::AtLeast&) { return Rational(0); },
                      },
                      program_.exprs[id].node);
  }

private:
  [[nodiscard]] std::optional<Rational> constant(ExprId id) const {
    const auto* constant = std::get_if<core::Const>(&program_.exprs[id].node);
    const auto* value = constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }
  [[nodiscard]] Rational either(ExprId a, ExprId b) const { return number::greatest(of(a), of(b)); }

  const core::Program& program_;
};

} // namespace

Rational stepOf(const core::Fact& fact) {
  if (fact.type.kind != core::Kind::Number) return 1;
  if (fact.type.unit.powers.contains(0)) return {1, 100};
  const bool rate = fact.type.unit.powers.empty() && Rational(0) <= fact.lo && fact.hi <= Rational(1);
  return rate ? Rational(1, 10'000) : Rational(1);
}

Rational strideOf(const core::Program& program, ExprId expr) { return Strides(program).of(expr); }

} // namespace tiao::cover
