#include "compiler/check/checker.h"

#include <algorithm>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

/// One limit of a sentence. `said`: the frequency that the sentence itself says.
void Checker::limit(const syntax::Limit& limit, Span span, syntax::Frequency said, std::optional<core::ExprId> begun,
                    core::Award& award) {
  const Lowered bound = number(limit.bound);
  if (!bound) return;
  const Span boundSpan = tree_.exprs[limit.bound].span;
  if (perUnit_ && bound->type.unit == *perUnit_ && limit.kind != syntax::LimitKind::Longest)
    return; // stands on the price of each, inside the amount

  // whose limit it is
  bool overall = false;
  for (const syntax::Name& each : limit.each) {
    if (!each.symbol) return;
    const auto kind = itemKinds_.find(*each.symbol);
    if (kind != itemKinds_.end() && award.key != kind->second) {
      sink_.report(diag::NotOfItem, each.span, nameOfClause(), shown(*each.symbol));
      return;
    }
    const bool subject = symbol(*each.symbol).kind == syntax::SymbolClass::Subject;
    overall |= subject && award.key.has_value();
  }
  const bool eachItem =
      std::ranges::any_of(limit.each, [&](const syntax::Name& n) { return itemKinds_.contains(*n.symbol); });
  if (eachItem) overall = false; // 单个企业单次参展: of one exhibition

  const core::Unit year{{{static_cast<uint32_t>(program_.units.size() - 2), 1}}};
  const core::Unit month{{{static_cast<uint32_t>(program_.units.size() - 1), 1}}};
  const bool duration = bound->type.unit == year || bound->type.unit == month;
  if (limit.kind == syntax::LimitKind::Longest && !duration) { // 最长不超过500万元
    sink_.report(diag::NotThisKind, boundSpan, quoted(boundSpan), words(bound->type),
                 Text("年数或月数", "a number of years or months"));
    return;
  }
  if (duration) return this->duration(limit, *bound, span, begun, award);
  const bool priced = bound->type.unit.powers.contains(0) && bound->type.unit != core::yuan();
  if (priced) { // 不超过500元/台 of an amount that is not one for each 台
    sink_.report(diag::NotPerUnit, boundSpan, words(core::yuan() / bound->type.unit));
    return;
  }
  if (bound->type.unit.powers.size() == 1 && bound->type.unit != core::yuan() &&
      limit.kind == syntax::LimitKind::AtMost && limit.scope == syntax::LimitScope::Unsaid)
    return limitQuantity(*bound, span, award);
  if (bound->type.unit != core::yuan()) {
    sink_.report(diag::LimitNotMoney, boundSpan, words(bound->type));
    return;
  }
  if (limit.kind == syntax::LimitKind::AtLeast) {
    award.limits.push_back({core::Floor{bound->id}, span});
    return;
  }
  // A cap that does not say whose it is, of an award counted by items.
  if (award.key && limit.each.empty()) overall = readings_.of("ItemCap", symbol(*clause_)) == "AllItems";
  const auto window = this->window(limit, span, said, overall, award);
  if (!window) return;
  if (overall) {
    if (const auto kind = itemOf(bound->id, boundSpan)) {
      sink_.report(diag::ItemOutside, boundSpan, quoted(boundSpan), shown(program_.itemKinds[*kind].name))
          .help(remark::SumOverItems);
      return;
    }
    award.overall.push_back({core::Cap{bound->id, *window}, span});
    return;
  }
  if (!setKey(award, bound->id, boundSpan)) return;
  award.limits.push_back({core::Cap{bound->id, *window}, span});
}

Text Checker::nameOfClause() const { return shown(*clause_); }

/// 最长不超过3年: a number of years or months with an award.
void Checker::duration(const syntax::Limit& limit, const Typed& bound, Span span, std::optional<core::ExprId> begun,
                       core::Award& award) {
  const Span boundSpan = tree_.exprs[limit.bound].span;
  const bool within = limit.scope == syntax::LimitScope::EachYear || limit.scope == syntax::LimitScope::EachMonth;
  if (limit.kind == syntax::LimitKind::AtLeast || within) { // 至少3年; 每年不超过3年
    sink_.report(diag::LimitNotMoney, boundSpan, words(bound.type));
    return;
  }
  const auto* literal = std::get_if<core::Const>(&program_.exprs[bound.id].node);
  if (literal != nullptr &&
      (!std::get<Rational>(literal->value).isWhole() || std::get<Rational>(literal->value).sign() <= 0)) {
    sink_.report(diag::YearsNotWhole, span);
    return;
  }
  // A number of years counts; the unit itself has done its work.
  const core::ExprId n = literal != nullptr ? constant(std::get<Rational>(literal->value), {}, span) : bound.id;
  const core::Unit month{{{static_cast<uint32_t>(program_.units.size() - 1), 1}}};
  const core::Per per = bound.type.unit == month ? core::Per::Month : core::Per::Year;
  const std::string& reading = readings_.of("YearCount", symbol(*clause_));
  if (reading != "YearsSinceStart") {
    award.limits.push_back({core::Count{n, per, reading == "YearsRun"}, span});
    return;
  }
  if (!begun) {
    sink_.report(diag::StartNeeded, span);
    return;
  }
  const int most = std::min(60, calendar::yearOf(program_.to) - calendar::yearOf(program_.from));
  const core::ExprId elapsed =
      most < 1 ? constant(0) : add(core::Sum{core::OverYears{1, most}, *begun, constant(1)}, numberOf({}), span);
  award.limits.push_back({core::Within{elapsed, n}, span});
}

/// What a cap covers: a period, a year, or all that is ever given.
std::optional<core::Window> Checker::window(const syntax::Limit& limit, Span span, syntax::Frequency said, bool overall,
                                            const core::Award& award) {
  switch (limit.scope) {
  case syntax::LimitScope::Total: return core::Window::Life;
  case syntax::LimitScope::EachYear:
    return award.period == core::Per::Year && !overall ? core::Window::Period : core::Window::Year;
  case syntax::LimitScope::EachMonth:
    if (award.period == core::Per::Month) return core::Window::Period;
    sink_.report(diag::MonthlyLimit, span);
    return std::nullopt;
  case syntax::LimitScope::Unsaid: break;
  }
  // After 每年 and 每月 each period; for an award given once the whole award is its one period; otherwise a convention.
  if (said != syntax::Frequency::Unsaid && !(overall && said == syntax::Frequency::Once))
    return overall && award.period == core::Per::Year ? core::Window::Year : core::Window::Period;
  const bool once = std::ranges::any_of(award.limits, [&](const core::Limit& l) {
    const auto* count = std::get_if<core::Count>(&l.node);
    const auto* one = count == nullptr ? nullptr : std::get_if<core::Const>(&program_.exprs[count->n].node);
    return one != nullptr && std::get<Rational>(one->value) == Rational(1);
  });
  if (once && !overall) return core::Window::Period;
  if (readings_.of("CapPeriod", symbol(*clause_)) == "WholeAward") return core::Window::Life;
  return overall ? core::Window::Year : core::Window::Period;
}

/// From the inside out: period caps and floors as written, then years, then yearly caps, then caps through the years.
void Checker::orderLimits(std::vector<core::Limit>& limits, Span span) {
  const auto level = [](const core::Limit& l) {
    return std::visit(core::match{
                          [](const core::Cap& c) {
                            return c.window == core::Window::Period ? 0 : c.window == core::Window::Year ? 2 : 3;
                          },
                          [](const core::Floor&) { return 0; },
                          [](const core::Count&) { return 1; },
                          [](const core::Within&) { return 1; },
                      },
                      l.node);
  };
  const auto implied = [&](const core::Limit& l) { return l.span == span; }; // 一次性, which is no limit of its own
  int last = 0;
  bool moved = false;
  for (const core::Limit& l : limits) {
    if (implied(l)) continue;
    moved |= level(l) < last;
    last = std::max(last, level(l));
  }
  if (moved) sink_.report(diag::LimitsReordered, span);
  std::ranges::stable_sort(limits, {}, level);
}

} // namespace tiao::check
