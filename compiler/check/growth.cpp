#include "compiler/check/checker.h"

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

/// What a growth is of: said, or the nearest value before it in the same list of conditions.
std::optional<syntax::Name> Checker::growthOf(const syntax::AverageGrowth& g, Span span) {
  if (g.of) return g.of;
  if (!nearestValue_) sink_.report(diag::GrowthOfWhat, span).help(remark::SayOfWhat);
  return nearestValue_;
}

Lowered Checker::averageGrowth(const syntax::AverageGrowth& g, syntax::Bound bound, syntax::ExprId rateId, Span span) {
  const Lowered rate = number(rateId);
  const std::optional<syntax::Name> of = growthOf(g, span);
  if (!rate || !of) return std::nullopt;
  if (!rate->type.unit.powers.empty()) {
    sink_.report(diag::NotRate, tree_.exprs[rateId].span, words(rate->type));
    return std::nullopt;
  }
  if (g.years < 1) {
    sink_.report(diag::YearsNotWhole, span);
    return std::nullopt;
  }
  return growth(*of, g.years, true, bound, *rate, span);
}

/// A comparison of a growth (core.md section 9, and "Undefined growth" of section 3), cross-multiplied so that it is
/// exact and without roots: with n growths from v₀ to vₙ, growth ≥ r is 0 < v₀ and v₀·(1+r)ⁿ ≤ vₙ.
Lowered Checker::growth(const syntax::Name& of, int years, bool average, syntax::Bound bound, const Typed& rate,
                        Span span) {
  nearestValue_ = of;
  const Lowered now = use(of, of.span);
  if (!now || !yearly(of)) return std::nullopt;
  if (now->type.kind != core::Kind::Number) {
    sink_.report(diag::NotThisKind, of.span, of.text, words(now->type), Text("数", "a number"));
    return std::nullopt;
  }
  std::string method = "Compound";
  int n = years;
  if (average) {
    if (readings_.of("LastYears", reader()) == "NValues") n = years - 1;
    if (n > 1) method = readings_.of("GrowthMethod", reader());
  }
  if (n < 1) {
    sink_.report(diag::YearsNotWhole, span);
    return std::nullopt;
  }
  const bool zeroMeets = readings_.of("BaseZero", reader()) == "CountsAsMet";

  const core::Type type = now->type;
  const core::ExprId zero = constant(0, type.unit);
  const auto at = [&](int k) { return k == 0 ? now->id : add(core::Back{now->id, k, core::TermUnit::Years}, type); };
  std::optional<Rational> literal; // the rate, when it is written as a number
  if (const auto* c = std::get_if<core::Const>(&program_.exprs[rate.id].node)) literal = std::get<Rational>(c->value);
  const auto ordered = [&](core::ExprId target, core::ExprId reached) { // `reached` against what the rate asks for
    using enum core::Comparison;
    switch (bound) {
    case syntax::Bound::AtLeast: return compare(AtMost, target, reached);
    case syntax::Bound::More: return compare(Less, target, reached);
    case syntax::Bound::AtMost: return compare(AtMost, reached, target);
    case syntax::Bound::Less: return compare(Less, reached, target);
    }
    return target;
  };
  /// v at `from` years back, grown k times by the rate, against v at `to` years back.
  const auto grown = [&](int from, int to) {
    const auto k = static_cast<unsigned>(from - to);
    if (literal) { // whole numbers on both sides: v₀·aⁿ against vₙ·bⁿ for a rate of a/b − 1
      const Rational factor = Rational(1) + *literal;
      const Rational b = number::power(Rational(mpq_class(factor.toGmp().get_den())), k);
      const Rational a = number::power(Rational(mpq_class(factor.toGmp().get_num())), k);
      const auto times = [&](core::ExprId v, const Rational& by) {
        return by == Rational(1) ? v : add(core::Mul{v, constant(by)}, type);
      };
      return ordered(times(at(from), a), times(at(to), b));
    }
    core::ExprId target = at(from);
    const core::ExprId factor = add(core::Add{constant(1), rate.id}, rate.type);
    for (unsigned i = 0; i < k; ++i) target = add(core::Mul{target, factor}, type);
    return ordered(target, at(to));
  };
  const auto positive = [&](int k) { return compare(core::Comparison::Less, zero, at(k)); };

  core::ExprId result;
  std::vector<core::ExprId> parts;
  if (method == "Compound") {
    result = all({positive(n), grown(n, 0)}, span);
  } else if (method == "EveryYear") {
    for (int k = n; k >= 1; --k) parts.push_back(all({positive(k), grown(k, k - 1)}, {}));
    result = all(parts, span);
  } else { // Arithmetic: the sum of the yearly ratios against n·(1 + r)
    for (int k = n; k >= 1; --k) parts.push_back(positive(k));
    const core::ExprId ratio = add(core::Div{now->id, at(1), constant(0)}, numberOf({}));
    const core::ExprId always = add(core::Const{true}, truth());
    const core::ExprId sum = add(core::Sum{core::OverYears{0, n - 1}, always, ratio}, numberOf({}));
    const core::ExprId target =
        literal ? constant(Rational(n) * (Rational(1) + *literal))
                : add(core::Mul{constant(n), add(core::Add{constant(1), rate.id}, rate.type)}, rate.type);
    parts.push_back(ordered(target, sum));
    result = all(parts, span);
  }
  if (zeroMeets) { // a base of zero counts as met if the last value is above 0
    const core::ExprId zeroBase = compare(core::Comparison::Equal, at(n), zero);
    const core::ExprId grew = all({zeroBase, positive(0)}, {});
    result = add(core::AtLeast{1, {result, grew}}, truth(), span);
  }
  program_.glosses[result] = core::GrowthGloss{at(n), now->id, n, literal};
  return Typed{result, truth()};
}

/// An average growth as a number: only the arithmetic mean is one.
Lowered Checker::averageGrowthValue(const syntax::AverageGrowth& g, Span span) {
  const std::optional<syntax::Name> of = growthOf(g, span);
  if (!of) return std::nullopt;
  const bool arithmetic = readings_.of("GrowthMethod", reader()) == "Arithmetic";
  int n = g.years;
  if (readings_.of("LastYears", reader()) == "NValues") n = g.years - 1;
  if (n > 1 && !arithmetic) {
    sink_.report(diag::GrowthValue, span).help(remark::ArithmeticInstead);
    return std::nullopt;
  }
  if (n < 1) {
    sink_.report(diag::YearsNotWhole, span);
    return std::nullopt;
  }
  const Lowered now = use(*of, of->span);
  if (!now || !yearly(*of)) return std::nullopt;
  const core::ExprId before = add(core::Back{now->id, 1, core::TermUnit::Years}, now->type);
  const core::ExprId ratio = add(core::Div{now->id, before, constant(1)}, numberOf({}));
  const core::ExprId yearly = add(core::Add{ratio, constant(-1)}, numberOf({}));
  if (n == 1) return Typed{yearly, numberOf({})};
  const core::ExprId always = add(core::Const{true}, truth());
  const core::ExprId sum = add(core::Sum{core::OverYears{0, n - 1}, always, yearly}, numberOf({}));
  return Typed{add(core::Mul{sum, constant(Rational(1, n))}, numberOf({}), span), numberOf({})};
}

} // namespace tiao::check
