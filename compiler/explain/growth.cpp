#include "compiler/explain/growth.h"

#include "compiler/core/rules.h"
#include "compiler/explain/lines.h"

namespace tiao::explain {

using core::eachOperand;

// ------------------------------------------------------------------------------------------------------------- the rate

std::optional<Growth> compoundGrowth(const Rational& first, const Rational& last, int growths) {
  if (first.sign() <= 0 || last.sign() < 0 || growths < 1) return std::nullopt;
  const Rational ratio = last / first;
  if (growths == 1) return Growth{ratio - Rational(1), true};
  const auto n = static_cast<unsigned>(growths);
  // The greatest k with (k ÷ 10,000)^n <= ratio, between 0 and what is surely above it.
  const Rational unit(1, 10'000);
  Rational lo = 0;
  Rational hi = number::greatest(ratio, Rational(1)) * Rational(10'000) + Rational(1);
  hi = hi.ceil();
  while (Rational(1) < hi - lo) {
    const Rational middle = ((lo + hi) * Rational(1, 2)).floor();
    if (number::power(middle * unit, n) <= ratio) lo = middle;
    else hi = middle;
  }
  const bool exact = number::power(lo * unit, n) == ratio;
  const bool up = !exact && number::power((lo + Rational(1, 2)) * unit, n) <= ratio;
  return Growth{(lo + Rational(up ? 1 : 0)) * unit - Rational(1), exact};
}

// ------------------------------------------------------------------------------------------------ what the words said

namespace {

bool contains(const Program& program, ExprId in, ExprId part) {
  if (in == part) return true;
  bool found = false;
  eachOperand(program.exprs[in].node, [&](ExprId operand) { found = found || contains(program, operand, part); });
  return found;
}

bool reads(const Program& program, ExprId in) {
  if (std::holds_alternative<core::FactRef>(program.exprs[in].node)) return true;
  bool found = false;
  eachOperand(program.exprs[in].node, [&](ExprId operand) { found = found || reads(program, operand); });
  return found;
}

/// The comparisons among the parts of a glossed condition, but for `0 < first`.
void comparisons(const Program& program, ExprId id, std::vector<ExprId>& out) {
  const core::Node& node = program.exprs[id].node;
  if (const auto* list = std::get_if<core::AtLeast>(&node)) {
    for (const ExprId part : list->of) comparisons(program, part, out);
  } else if (const auto* compare = std::get_if<core::Compare>(&node)) {
    const bool positive = isConst(program, compare->left) && isFact(program, compare->right);
    if (!positive) out.push_back(id);
  }
}

bool divides(const Program& program, ExprId id) {
  if (std::holds_alternative<core::Div>(program.exprs[id].node)) return true;
  bool found = false;
  eachOperand(program.exprs[id].node, [&](ExprId operand) { found = found || divides(program, operand); });
  return found;
}

/// How the growth of a condition is told: as one compound rate, as a mean that the core computes, or year by year.
struct Method {
  enum class Kind { Compound, Mean, EachYear } kind = Kind::Compound;
  std::optional<ExprId> mean;
  const char* zh = "达到"; // the word of comparison
  const char* en = "at least";
  const char* zhNot = "未达到";
  const char* enNot = "less than";
};

/// Is growth on the left side of this comparison? `first × a <= last × b` and `a <= mean` have it on the right.
bool growthOnLeft(const Program& program, const core::Compare& compare, const core::GrowthGloss& gloss) {
  if (divides(program, compare.left) || divides(program, compare.right)) return divides(program, compare.left);
  return contains(program, compare.left, gloss.last);
}

Method methodOf(const Program& program, ExprId id, const core::GrowthGloss& gloss) {
  Method method;
  std::vector<ExprId> found;
  comparisons(program, id, found);
  if (found.empty()) return method;
  const auto& compare = std::get<core::Compare>(program.exprs[found.front()].node);
  const bool left = growthOnLeft(program, compare, gloss);
  if (gloss.growths > 1) {
    if (divides(program, id)) method = {.kind = Method::Kind::Mean, .mean = left ? compare.left : compare.right};
    else if (found.size() > 1 || !contains(program, id, gloss.first)) method.kind = Method::Kind::EachYear;
  }
  switch (compare.op) {
  case core::Comparison::Less:
    if (left) method.zh = "低于", method.en = "less than", method.zhNot = "不低于", method.enNot = "not less than";
    else method.zh = "超过", method.en = "more than", method.zhNot = "未超过", method.enNot = "not more than";
    break;
  case core::Comparison::AtMost:
    if (left) method.zh = "不超过", method.en = "at most", method.zhNot = "超过", method.enNot = "more than";
    break;
  case core::Comparison::Equal:
    method.zh = "等于", method.en = "equal to", method.zhNot = "不等于", method.enNot = "not equal to";
    break;
  }
  return method;
}

/// The value that grows: the last one's name, where it is a fact or computed from some.
Text growing(const Program& program, const source::SourceSet& sources, Period now, const core::GrowthGloss& gloss) {
  return words(program, sources, now, gloss.last);
}

Text subjectOf(const Program& program, const source::SourceSet& sources, Period now, const core::GrowthGloss& gloss) {
  const Text name = growing(program, sources, now, gloss);
  if (gloss.growths == 1) return say("{}较上年增速", "growth of {} over the previous year", name);
  return say("{}近{}年平均增速", "average growth of {} over {} years", name, gloss.growths);
}

Text approximate(const Growth& growth) {
  if (!growth.exact) return say("约{}%", "about {}%", (growth.rate * Rational(100)).toFixed(2, true));
  const Rational percent = growth.rate * Rational(100);
  if ((percent * Rational(100)).isWhole()) return percent.toFixed(2, true) + "%";
  return percentText(growth.rate);
}

Text rateText(const View& view, const core::GrowthGloss& gloss, const Method& method) {
  if (method.kind == Method::Kind::Mean) {
    const interpret::NumberRange mean = view.number(*method.mean);
    if (mean.definite()) return percentText(mean.lo);
    return {"未定", "undecided"};
  }
  const interpret::NumberRange first = view.number(gloss.first);
  const interpret::NumberRange last = view.number(gloss.last);
  if (first.definite() && first.lo.sign() <= 0) {
    return say("基期{}，无法计算", "{} in the base year, so it cannot be told",
               first.lo.isZero() ? Text("为零", "zero") : Text("为负", "below zero"));
  }
  if (!first.definite() || !last.definite()) return {"未定", "undecided"};
  const auto growth = compoundGrowth(first.lo, last.lo, gloss.growths);
  return growth ? approximate(*growth) : Text("无法计算", "cannot be told");
}

/// A value without its name: 未提供 rather than a range where it is a missing fact.
Text valueOnly(const View& view, ExprId id) {
  if (const auto* back = std::get_if<core::Back>(&view.node(id))) {
    return valueOnly(view.at(before(view.period, back->count, back->unit)), back->of);
  }
  if (const auto* fact = std::get_if<core::FactRef>(&view.node(id))) return view.fact(fact->fact);
  return view.shown(id);
}

} // namespace

Text growthName(const Program& program, const source::SourceSet& sources, Period now, ExprId id,
                const core::GrowthGloss& gloss) {
  const Text name = subjectOf(program, sources, now, gloss);
  if (!gloss.threshold) return name;
  const Method method = methodOf(program, id, gloss);
  return say("{}{} {}", "{} {} {}", name, Text(method.zh, method.en), percentText(*gloss.threshold));
}

// 年营业收入近3年平均增速：10,000,000.00 → 17,280,000.00，20.00%，达到 20% ✓
Line growthLine(const View& view, ExprId id, const core::GrowthGloss& gloss, bool negated) {
  const Truth truth = view.truth(id);
  const Method method = methodOf(view.program, id, gloss);
  Line line{markOf(truth, negated), subjectOf(view.program, view.sources, view.period, gloss), {}};
  line.text = say("{}：{} → {}", "{}: {} → {}", line.text, valueOnly(view, gloss.first), valueOnly(view, gloss.last));
  if (method.kind == Method::Kind::EachYear) {
    line.text = line.text + Text("，逐年计算", ", year by year");
  } else {
    line.text = line.text + Text("，", ", ") + rateText(view, gloss, method);
  }
  if (gloss.threshold) {
    const bool not_ = truth == Truth::No;
    const Text word = not_ ? Text(method.zhNot, method.enNot) : Text(method.zh, method.en);
    const Text open = truth == Truth::Either ? Text("须", "must be ") : Text();
    line.text = line.text + Text("，", ", ") + open + word + " " + percentText(*gloss.threshold);
  }
  if (method.kind == Method::Kind::EachYear && view.program.exprs[id].type.kind == core::Kind::Truth) {
    std::vector<ExprId> years;
    comparisons(view.program, id, years);
    if (years.size() > 1) {
      for (const ExprId year : years) {
        if (reads(view.program, year)) line.below.push_back(conditionLine(view, year));
      }
    }
  }
  return line;
}

} // namespace tiao::explain
