#include "compiler/explain/growth.h"

#include "compiler/core/rules.h"
#include "compiler/explain/lines.h"

#include <algorithm>

namespace tiao::explain {

using core::eachOperand;

// ------------------------------------------------------------------------------------------------------------ the rate

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
    if (number::power(middle * unit, n) <= ratio)
      lo = middle;
    else
      hi = middle;
  }
  const bool exact = number::power(lo * unit, n) == ratio;
  const bool up = !exact && number::power((lo + Rational(1, 2)) * unit, n) <= ratio;
  return Growth{(lo + Rational(up ? 1 : 0)) * unit - Rational(1), exact};
}

// ------------------------------------------------------------------------------------------------- what the words said

namespace {

using core::Comparison;

const Text comma{"，", ", "};

/// How many years back the latest reading of `of` lies in an expression; more than any where it is not read.
int latest(const Program& program, ExprId in, ExprId of) {
  constexpr int never = 1'000'000;
  if (in == of) return 0;
  if (const auto* back = std::get_if<core::Back>(&program.exprs[in].node)) {
    return std::min(never, back->count + latest(program, back->of, of));
  }
  int least = never;
  eachOperand(program.exprs[in].node, [&](ExprId operand) { least = std::min(least, latest(program, operand, of)); });
  return least;
}

bool divides(const Program& program, ExprId id) {
  if (std::holds_alternative<core::Div>(program.exprs[id].node)) return true;
  bool found = false;
  eachOperand(program.exprs[id].node, [&](ExprId operand) { found = found || divides(program, operand); });
  return found;
}

/// The comparisons of a glossed condition: those that a value is above 0, and those of growth with its threshold.
struct Comparisons {
  std::vector<ExprId> positive;
  std::vector<ExprId> growth;
};

bool isPositive(const Program& program, const core::Compare& compare) {
  const auto* left = std::get_if<core::Const>(&program.exprs[compare.left].node);
  const auto* number = left == nullptr ? nullptr : std::get_if<Rational>(&left->value);
  return number != nullptr && number->isZero() && compare.op == Comparison::Less;
}

void comparisons(const Program& program, ExprId id, Comparisons& out) {
  const core::Node& node = program.exprs[id].node;
  if (const auto* list = std::get_if<core::AtLeast>(&node)) {
    for (const ExprId part : list->of) comparisons(program, part, out);
  } else if (const auto* compare = std::get_if<core::Compare>(&node)) {
    if (isPositive(program, *compare))
      out.positive.push_back(id);
    else if (compare->op != Comparison::Equal)
      out.growth.push_back(id);
  }
}

/// How the growth of a condition is compared: as one compound rate, as the mean of the yearly rates, or year by year.
enum class Way { Compound, Mean, EachYear };

struct Method {
  Way way = Way::Compound;
  std::optional<ExprId> ratios; // of Mean: the sum of the yearly ratios
  std::vector<ExprId> positive;
  Text met{"达到", "at least"};
  Text notMet{"未达到", "less than"};
};

/// `first × a ≤ last × b` and `a ≤ the sum of ratios` have the growth on the right; a growth bounded above, on the
/// left.
bool growthOnLeft(const Program& program, const core::Compare& compare, const core::GrowthGloss& gloss) {
  const bool left = divides(program, compare.left);
  if (left || divides(program, compare.right)) return left;
  return latest(program, compare.left, gloss.last) < latest(program, compare.right, gloss.last);
}

Method methodOf(const Program& program, ExprId id, const core::GrowthGloss& gloss) {
  Method method;
  Comparisons found;
  comparisons(program, id, found);
  method.positive = found.positive;
  if (found.growth.empty()) return method;
  const auto* compare = std::get_if<core::Compare>(&program.exprs[found.growth.front()].node);
  if (compare == nullptr) return method;
  const bool left = growthOnLeft(program, *compare, gloss);
  if (gloss.growths > 1 && found.growth.size() > 1) method.way = Way::EachYear;
  if (gloss.growths > 1 && divides(program, id)) {
    method.way = Way::Mean;
    method.ratios = left ? compare->left : compare->right;
  }
  switch (compare->op) {
  case Comparison::Less:
    if (left)
      method.met = {"低于", "less than"}, method.notMet = {"不低于", "not less than"};
    else
      method.met = {"超过", "more than"}, method.notMet = {"未超过", "not more than"};
    break;
  case Comparison::AtMost:
    if (left) method.met = {"不超过", "at most"}, method.notMet = {"超过", "more than"};
    break;
  case Comparison::Equal: break;
  }
  return method;
}

Text subjectOf(const Program& program, const source::SourceSet& sources, Period now, const core::GrowthGloss& gloss,
               const Method& method) {
  const Text name = words(program, sources, now, gloss.last);
  if (gloss.growths == 1) return say("{}较上年增速", "growth of {} over the previous year", name);
  switch (method.way) {
  case Way::Compound:
  case Way::Mean: return say("{}近{}年平均增速", "average growth of {} over {} years", name, gloss.growths);
  case Way::EachYear: return say("{}近{}年各年增速", "growth of {} in each of {} years", name, gloss.growths);
  }
  return {};
}

/// With two places, so that it reads as a measured rate; with more where it has them.
Text rateText(const Growth& growth) {
  const Rational percent = growth.rate * Rational(100);
  if (!growth.exact) return say("约{}%", "about {}%", percent.toFixed(2, true));
  return (percent * Rational(100)).isWhole() ? Text(percent.toFixed(2, true) + "%") : percentText(growth.rate);
}

/// A value without its name: 未提供 rather than a range where it is a missing fact.
Text valueOnly(const View& view, ExprId id) {
  if (const auto* back = std::get_if<core::Back>(&view.node(id))) {
    return valueOnly(view.at(before(view.period, back->count, back->unit)), back->of);
  }
  if (const auto* fact = std::get_if<core::FactRef>(&view.node(id))) return view.fact(fact->fact);
  return view.shown(id);
}

/// The growth found, or why none can be told; no words while something is missing.
struct Found {
  Text text;
  bool untold = false;
};

Found foundIn(const View& view, const core::GrowthGloss& gloss, const Method& method) {
  const Found untold{{"无法计算", "cannot be told"}, true};
  const interpret::NumberRange first = view.number(gloss.first);
  if (first.definite() && first.lo.isZero())
    return {{"基期为零，无法计算", "the base is zero, so it cannot be told"}, true};
  if (first.definite() && first.lo.sign() < 0)
    return {{"基期为负，无法计算", "the base is below zero, so it cannot be told"}, true};
  for (const ExprId positive : method.positive) {
    if (method.way == Way::Mean && view.truth(positive) == Truth::No) return untold;
  }
  const interpret::NumberRange last = view.number(gloss.last);
  if (!first.definite() || !last.definite()) return {};
  if (method.way == Way::Mean) {
    const interpret::NumberRange ratios = view.number(*method.ratios);
    if (!ratios.definite()) return {};
    return {rateText({ratios.lo * Rational(1, gloss.growths) - Rational(1), true})};
  }
  const auto growth = compoundGrowth(first.lo, last.lo, gloss.growths);
  return growth ? Found{rateText(*growth)} : untold;
}

// 2023年：10,000,000.00 → 12,000,000.00，20.00%
Lines yearLines(const View& view, const core::GrowthGloss& gloss) {
  Lines lines;
  for (int back = gloss.growths - 1; back >= 0; --back) {
    const View year = view.at(calendar::yearsBefore(view.period, back));
    const View previous = view.at(calendar::yearsBefore(view.period, back + 1));
    Line line;
    line.text = say("{}：{} → {}", "{}: {} → {}", periodText(year.period), valueOnly(previous, gloss.last),
                    valueOnly(year, gloss.last));
    const interpret::NumberRange from = previous.number(gloss.last);
    const interpret::NumberRange to = year.number(gloss.last);
    if (from.definite() && to.definite()) {
      const auto growth = compoundGrowth(from.lo, to.lo, 1);
      line.text = line.text + comma + (growth ? rateText(*growth) : Text("无法计算", "cannot be told"));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

} // namespace

Text growthName(const Program& program, const source::SourceSet& sources, Period now, ExprId id,
                const core::GrowthGloss& gloss) {
  const Method method = methodOf(program, id, gloss);
  const Text name = subjectOf(program, sources, now, gloss, method);
  if (!gloss.threshold) return name;
  return say("{}{} {}", "{} {} {}", name, method.met, percentText(*gloss.threshold));
}

// 年营业收入近3年平均增速：10,000,000.00 → 17,280,000.00，20.00%，达到 20% ✓
Line growthLine(const View& view, ExprId id, const core::GrowthGloss& gloss, bool negated) {
  const Truth truth = view.truth(id);
  const Method method = methodOf(view.program, id, gloss);
  Line line{markOf(truth, negated), subjectOf(view.program, view.sources, view.period, gloss, method), {}};
  line.text = say("{}：{} → {}", "{}: {} → {}", line.text, valueOnly(view, gloss.first), valueOnly(view, gloss.last));
  Found found;
  if (method.way == Way::EachYear)
    line.below = yearLines(view, gloss);
  else
    found = foundIn(view, gloss, method);
  if (found.text != Text()) line.text = line.text + comma + found.text;
  if (!gloss.threshold) return line;

  const Text threshold = percentText(*gloss.threshold);
  const Text must = say("须{} {}", "must be {} {}", method.met, threshold);
  switch (truth) {
  case Truth::Yes: // a growth that cannot be told is met only where a convention says so
    line.text = line.text + comma + (found.untold ? Text("按约定视为", "by convention ") : Text()) + method.met + " " +
                threshold;
    break;
  case Truth::No: line.text = line.text + comma + (found.untold ? must : method.notMet + " " + threshold); break;
  case Truth::Either: line.text = line.text + comma + must; break;
  }
  return line;
}

} // namespace tiao::explain
