#include "compiler/explain/lines.h"

namespace tiao::explain {

using interpret::Level;
using Mark = Line::Mark;

namespace {

const core::Pool* poolOf(const Program& program, interpret::AwardId award) {
  for (const core::Pool& pool : program.pools) {
    for (const interpret::AwardId held : pool.awards) {
      if (held == award) return &pool;
    }
  }
  return nullptr;
}

/// A single award: 一次性.
bool isOnce(const Program& program, const core::Award& award) {
  for (const core::Limit& limit : award.limits) {
    const auto* count = std::get_if<core::Count>(&limit.node);
    if (count == nullptr) continue;
    const auto* n = std::get_if<core::Const>(&program.exprs[count->n].node);
    const auto* number = n == nullptr ? nullptr : std::get_if<Rational>(&n->value);
    if (number != nullptr && *number == Rational(1)) return true;
  }
  return false;
}

Text ownCap(const Program& program, const core::Award& award, core::Window window, const Text& bound) {
  switch (window) {
  case core::Window::Period:
    if (isOnce(program, award)) return say("最高不超过 {}", "at most {}", bound);
    return award.period == core::Per::Month ? say("每月不超过 {}", "at most {} a month", bound)
                                            : say("每年不超过 {}", "at most {} a year", bound);
  case core::Window::Year: return say("每年不超过 {}", "at most {} a year", bound);
  case core::Window::Life: return say("累计不超过 {}", "at most {} in total", bound);
  }
  return {};
}

/// With whom a limit is shared; nothing for the award's own.
Text together(const Program& program, interpret::AwardId award, Level level) {
  switch (level) {
  case Level::Key:
  case Level::Quantity: return {};
  case Level::Overall: {
    const auto kind = program.awards[award].key;
    if (!kind) return {};
    const Text name = named(program.itemKinds[*kind].name);
    return {"全部" + name.zh + "合计", "all " + plural(name.en) + " together"};
  }
  case Level::Pool: {
    const core::Pool* pool = poolOf(program, award);
    std::vector<Text> names;
    for (const interpret::AwardId held : pool == nullptr ? std::vector<interpret::AwardId>{} : pool->awards) {
      names.push_back(named(program.awards[held].name));
    }
    return say("{}合计", "{} together", joined(names, enumeration));
  }
  }
  return {};
}

} // namespace

const core::Limit* limitAt(const Program& program, interpret::AwardId award, Level level, uint32_t index) {
  const std::vector<core::Limit>* limits = nullptr;
  switch (level) {
  case Level::Key: limits = &program.awards[award].limits; break;
  case Level::Overall: limits = &program.awards[award].overall; break;
  case Level::Pool:
    if (const core::Pool* pool = poolOf(program, award)) limits = &pool->limits;
    break;
  case Level::Quantity: break;
  }
  return limits != nullptr && index < limits->size() ? &(*limits)[index] : nullptr;
}

Text capText(const Program& program, interpret::AwardId award, Level level, const core::Cap& cap, const Text& bound) {
  const Text limit = ownCap(program, program.awards[award], cap.window, bound);
  const Text with = together(program, award, level);
  return with == Text() ? limit : say("{}{}", "{}: {}", with, limit);
}

// ----------------------------------------------------------------------------------------------------------- waterfall

Change changeOf(const View& view, const std::optional<Amount>& before, const Amount& after) {
  const auto shown = [&](const Amount& amount) {
    return amount.definite() ? numberText(view.program, core::yuan(), amount.lo) : openAmount;
  };
  return {before ? shown(*before) : Text(), shown(after)};
}

namespace {

/// Did it cut for certain? Where it only may have, its line stays open.
Mark cutMark(const interpret::Step& step) {
  if (!step.cut) return Mark::None;
  return step.bound.definite() && step.after.hi < step.before.lo ? Mark::Binding : Mark::Open;
}

bool shared(Level level) { return level == Level::Overall || level == Level::Pool; }

/// A bound that is computed tells how.
Text boundText(const View& view, ExprId bound, const Amount& value) {
  const Chosen version = chosen(view, bound);
  const Text by = byLayers(version.layers);
  if (isConst(view.program, version.expr)) return moneyText(value) + by;
  if (isFact(view.program, version.expr) || scaleAt(view.program, version.expr) != nullptr)
    return formula(view, version.expr) + by;
  return say("{}{} = {}", "{}{} = {}", formula(view, version.expr), by, moneyText(value));
}

/// A bound that a scale gives tells its line.
Lines boundLines(const View& view, ExprId bound) {
  const core::ScaleGloss* scale = scaleAt(view.program, bound);
  return scale == nullptr ? Lines() : scaleLines(view, *scale);
}

// 累计不超过 5,000,000.00 − 已给予 4,200,000.00 = 800,000.00
Line capLine(const View& view, const interpret::Step& step, const core::Cap& cap) {
  const View all = shared(step.level) ? view.at(Key{}) : view;
  const Text bound = boundText(all, cap.bound, step.bound);
  Line line{cutMark(step), capText(view.program, view.outcome.award, step.level, cap, bound),
            boundLines(all, cap.bound), changeOf(view, step.before, step.after)};
  if (step.already.hi.sign() > 0) {
    const Amount room{number::greatest(0, step.bound.lo - step.already.hi),
                      number::greatest(0, step.bound.hi - step.already.lo)};
    line.text =
        say("{} − 已给予 {} = {}", "{} − given before {} = {}", line.text, moneyText(step.already), moneyText(room));
  }
  if (shared(step.level)) {
    line.below.push_back({Mark::None, say("合计 {}", "together {}", moneyText(step.before)), {}});
  }
  return line;
}

/// A limit of another version than the one in force.
bool limitsNothing(const core::Limit& limit, const interpret::Step& step) {
  const bool cap = std::holds_alternative<core::Cap>(limit.node),
             floor = std::holds_alternative<core::Floor>(limit.node);
  return (cap && core::noLimit() <= step.bound.lo) || (floor && step.bound.hi.isZero());
}

Line floorLine(const View& view, const interpret::Step& step, const core::Floor& floor) {
  Line line{Mark::None, say("不低于 {}", "at least {}", boundText(view, floor.bound, step.bound)),
            boundLines(view, floor.bound), changeOf(view, step.before, step.after)};
  if (step.before.hi < step.after.lo) line.mark = Mark::Binding;
  return line;
}

/// What the amount was rounded from, where rounding changed it.
void roundingLine(const View& view, Lines& lines) {
  const core::Award& award = view.award();
  std::optional<Rational> before;
  for (const interpret::Step& step : view.outcome.steps) {
    if (shared(step.level)) return;
    if (step.after.definite()) before = step.after.lo;
  }
  if (view.outcome.steps.empty() && award.part != core::PartOfPeriod::Months) {
    const interpret::NumberRange amount = view.number(award.amount);
    if (amount.definite() && amount.lo.sign() > 0) before = amount.lo;
  }
  const Amount& fixed = view.outcome.computed;
  if (!before || !fixed.definite() || fixed.lo == *before) {
    return;
  }
  const Rational change = *before < fixed.lo ? fixed.lo - *before : *before - fixed.lo;
  if (!(change < award.unit)) return; // something else changed it
  lines.push_back({Mark::None,
                   say("舍入到 {}元：{} → {}", "rounded to {} yuan: {} → {}", award.unit.toString(),
                       numberText(view.program, core::yuan(), *before), moneyText(fixed)),
                   {},
                   changeOf(view, Amount{*before, *before}, fixed)});
}

} // namespace

Lines limitLines(const View& view) {
  Lines lines;
  bool sharing = false;
  for (const interpret::Step& step : view.outcome.steps) {
    const core::Limit* limit = limitAt(view.program, view.outcome.award, step.level, step.limit);
    if (limit == nullptr || limitsNothing(*limit, step)) continue;
    std::visit(match{
                   [&](const core::Cap& l) { lines.push_back(capLine(view, step, l)); },
                   [&](const core::Floor& l) { lines.push_back(floorLine(view, step, l)); },
                   [](const core::Count&) {},
                   [](const core::Within&) {},
               },
               limit->node);
    sharing = sharing || (shared(step.level) && cutMark(step) == Mark::Binding);
  }
  if (sharing) {
    const core::Pool* pool = poolOf(view.program, view.outcome.award);
    const Text share = pool != nullptr && pool->inOrder ? Text("依次分得", "its part, in order:")
                                                        : Text("按比例分得", "its part, in proportion:");
    lines.push_back(
        {Mark::None, share + " " + moneyText(view.outcome.amount), {}, changeOf(view, {}, view.outcome.amount)});
  }
  roundingLine(view, lines);
  return lines;
}

} // namespace tiao::explain
