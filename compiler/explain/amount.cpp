#include "compiler/explain/lines.h"

#include "compiler/core/rules.h"

#include <algorithm>

namespace tiao::explain {

using Mark = Line::Mark;

namespace {

/// Items, months or years of one sum that are told one by one; the rest are counted.
constexpr size_t mostMembers = 20;

void rest(const View& view, ExprId expr, Lines& out);

/// The addends of a sum, where some of them need lines of their own.
void addends(const Program& program, ExprId id, std::vector<ExprId>& out) {
  const auto* sum = std::get_if<core::Add>(&program.exprs[id].node);
  if (sum != nullptr && scaleAt(program, id) == nullptr) {
    addends(program, sum->left, out);
    addends(program, sum->right, out);
    return;
  }
  out.push_back(id);
}

bool hasBranch(const Program& program, ExprId id) {
  if (std::holds_alternative<core::If>(program.exprs[id].node) || scaleAt(program, id) != nullptr) return true;
  bool found = false;
  core::eachOperand(program.exprs[id].node, [&](ExprId operand) { found = found || hasBranch(program, operand); });
  return found;
}

/// One member of a sum: nothing where it does not count.
std::optional<Line> memberLine(const View& at, const core::Sum& e, const Text& name) {
  const Truth counts = at.truth(e.where);
  if (counts == Truth::No) return std::nullopt;
  Line line = computedLine(at, e.value);
  line.text = name == Text() ? line.text : say("{}：{}", "{}: {}", name, line.text);
  if (counts == Truth::Either) line.below.insert(line.below.begin(), conditionLine(at, e.where));
  return line;
}

void members(const View& view, const core::Sum& e, Lines& out) {
  size_t more = 0;
  const auto add = [&](const View& at, const Text& name) {
    if (out.size() >= mostMembers) {
      ++more;
      return;
    }
    if (auto line = memberLine(at, e, name)) out.push_back(std::move(*line));
  };
  std::visit(match{
                 [&](const core::OverItems& d) {
                   if (!view.facts.listGiven(d.kind, view.period.year)) {
                     const interpret::Need list{{}, Key{}, {view.period.year, 0}, d.kind};
                     const Text name = needText(view.program, view.facts, list);
                     out.push_back({Mark::Open, say("{} 未提供", "{} is not given", name), {}});
                     return;
                   }
                   const auto& items = view.facts.items();
                   bool any = false;
                   for (size_t i = 0; i < items.size(); ++i) {
                     const auto& years = items[i].years;
                     const bool listed = std::find(years.begin(), years.end(), view.period.year) != years.end();
                     if (items[i].kind != d.kind || !listed) continue;
                     any = true;
                     add(view.at(Key{static_cast<int32_t>(i)}), items[i].name);
                   }
                   if (!any) out.push_back({Mark::None, noItemsText(view.program, d.kind), {}});
                 },
                 [&](const core::OverMonths&) {
                   for (int m = 1; m <= 12; ++m) {
                     const Period month{view.period.year, m};
                     add(view.at(month), periodText(month));
                   }
                 },
                 [&](const core::OverYears& d) {
                   for (int back = d.to; back >= d.from; --back) {
                     const Period year = calendar::yearsBefore(view.period, back);
                     add(view.at(year), periodText(year));
                   }
                 },
             },
             e.domain);
  if (more > 0) out.push_back({Mark::None, say("……另有 {} 项", "… and {} more", more), {}});
}

/// A limit on a quantity: 标准展位数 8个，不超过 6个.
void quantity(const View& view, const core::Least& e, Lines& out) {
  const interpret::NumberRange left = view.number(e.left);
  const interpret::NumberRange right = view.number(e.right);
  Line line;
  if (!right.hiInfinite && !left.loInfinite && right.hi < left.lo) line.mark = Mark::Binding;
  const Text value =
      isFact(view.program, e.left) ? formula(view, e.left) : words(view, e.left) + " " + view.shown(e.left);
  line.text = say("{}，不超过 {}", "{}, at most {}", value, view.shown(e.right));
  out.push_back(std::move(line));
  rest(view, e.left, out);
}

void branch(const View& view, const core::If& e, Lines& out) {
  const Truth truth = view.truth(e.condition);
  const bool more = std::holds_alternative<core::If>(view.node(e.otherwise));
  // Of the steps of a scale only the one that applies is told, or the last, where none does.
  if (truth != Truth::No || !more) out.push_back(conditionLine(view, e.condition));
  if (truth != Truth::No) rest(view, e.then, out);
  if (truth != Truth::Yes) rest(view, e.otherwise, out);
}

/// What a value rests on beyond its formula: the branch taken, the members of sums, limits on quantities.
void rest(const View& view, ExprId id, Lines& out) {
  if (const core::ScaleGloss* scale = scaleAt(view.program, id)) {
    Lines lines = scaleLines(view, *scale);
    out.insert(out.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    return;
  }
  std::visit(
      match{
          [](const core::Const&) {},
          [](const core::FactRef&) {},
          [&](const core::Back& e) { rest(view.at(before(view.period, e.count, e.unit)), e.of, out); },
          [](const core::Day&) {},
          [&](const core::Add& e) { rest(view, e.left, out), rest(view, e.right, out); },
          [&](const core::Mul& e) { rest(view, e.left, out), rest(view, e.right, out); },
          [&](const core::Div& e) {
            const interpret::NumberRange divisor = view.number(e.right);
            if (divisor.definite() && divisor.lo.isZero()) {
              const Text value = view.shown(e.otherwise);
              out.push_back({Mark::None, say("除数为零，取 {}", "the divisor is zero, which gives {}", value), {}});
              return;
            }
            rest(view, e.left, out), rest(view, e.right, out);
          },
          [&](const core::Least& e) {
            if (e.limit) return quantity(view, e, out);
            rest(view, e.left, out), rest(view, e.right, out);
          },
          [&](const core::Greatest& e) { rest(view, e.left, out), rest(view, e.right, out); },
          [&](const core::Whole& e) { rest(view, e.of, out); },
          [&](const core::Round& e) { rest(view, e.of, out); },
          [&](const core::If& e) { branch(view, e, out); },
          [&](const core::Shift& e) { rest(view, e.date, out), rest(view, e.by, out); },
          [&](const core::Full& e) { rest(view, e.from, out), rest(view, e.to, out); },
          [&](const core::Anniversaries& e) { rest(view, e.date, out); },
          [&](const core::Sum& e) {
            Lines lines;
            members(view, e, lines);
            out.insert(out.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
          },
          [](const core::Awarded&) {},
          [](const core::Compare&) {},
          [](const core::Not&) {},
          [](const core::AtLeast&) {},
      },
      view.node(id));
}

/// Of a choice between values, the one that applies; nothing where that is not known.
std::optional<ExprId> taken(const View& view, ExprId id) {
  while (const auto* e = std::get_if<core::If>(&view.node(id))) {
    if (scaleAt(view.program, id) != nullptr) break; // told as a whole
    switch (view.truth(e->condition)) {
    case Truth::Yes: id = e->then; break;
    case Truth::No: id = e->otherwise; break;
    case Truth::Either: return std::nullopt;
    }
  }
  return id;
}

/// Is its formula no more than its value, or a name with its value?
bool plain(const View& view, ExprId id) {
  const auto of = taken(view, id);
  return of && (tellsValue(view.program, *of) || scaleAt(view.program, *of) != nullptr);
}

} // namespace

Line computedLine(const View& view, ExprId id) {
  Line line;
  std::vector<ExprId> parts;
  addends(view.program, id, parts);
  if (parts.size() > 1 && hasBranch(view.program, id)) {
    std::vector<Text> values;
    for (const ExprId part : parts) {
      values.push_back(view.shown(part));
      line.below.push_back(computedLine(view, part));
    }
    line.text = say("{} = {}", "{} = {}", joined(values, " + "), view.shown(id));
    return line;
  }
  rest(view, id, line.below);
  const interpret::Value value = view.value(id);
  const bool sum = std::holds_alternative<core::Sum>(view.node(id));
  line.text = sum ? words(view, id) : formula(view, id);
  // While something is missing the range of what it may be is told once, with the outcome.
  if (!plain(view, id) && value.definite())
    line.text = line.text + " = " + valueText(view.program, view.type(id), value);
  return line;
}

// --------------------------------------------------------------------------------------------------- before its limits

namespace {

Line assessedLine(const View& view, FactId fact) {
  const Text judge = judgeText(view.program, fact);
  const Text name = named(view.program.facts[fact].name);
  if (std::holds_alternative<core::Constant>(view.datum(fact))) {
    return {Mark::None, say("{} {}（{}核定）", "{} {} (assessed by {})", name, view.fact(fact), judge), {}};
  }
  if (const auto* invalid = std::get_if<interpret::Invalid>(&view.datum(fact))) {
    return {Mark::Open, say("{} 有误（{}）", "{} is invalid ({})", name, invalid->text), {}};
  }
  if (!view.outcome.ceiling) {
    return {Mark::Open, say("{} 待{}核定", "{}: to be assessed by {}", name, judge), {}};
  }
  const std::string ceiling = view.outcome.ceiling->toFixed(2, true);
  return {Mark::Open, say("{} 待{}核定，最高 {}", "{}: to be assessed by {}, at most {}", name, judge, ceiling), {}};
}

/// The amount as it enters the limits, where these tell.
std::optional<Amount> entering(const interpret::Outcome& outcome) {
  for (const interpret::Step& step : outcome.steps) {
    if (step.level == interpret::Level::Key) return step.before;
  }
  return std::nullopt;
}

} // namespace

Lines amountLines(const View& view) {
  const core::Award& award = view.award();
  const Amount enters = entering(view.outcome).value_or(view.outcome.computed);
  if (award.assessment) {
    Line line = assessedLine(view, *award.assessment);
    line.change = changeOf(view, {}, enters);
    return {std::move(line)};
  }
  Line line = computedLine(view, award.amount);
  if (isConst(view.program, award.amount)) line.text = say("定额 {}", "fixed amount {}", line.text);
  if (award.part == core::PartOfPeriod::Months && !view.period.isMonth()) {
    const Text part = say("按施行的月数折算：{}", "for the months in force: {}", moneyText(enters));
    return {std::move(line), {Mark::None, part, {}, changeOf(view, {}, enters)}};
  }
  const interpret::NumberRange exact = view.number(award.amount);
  const bool rounded = view.outcome.steps.empty() && exact.definite(); // `enters` is what it was rounded to
  line.change = changeOf(view, {}, rounded ? Amount{exact.lo, exact.lo} : enters);
  return {std::move(line)};
}

} // namespace tiao::explain
