#include "compiler/check/checker.h"

#include <algorithm>

namespace tiao::check {

namespace diag = diagnostics::diag;

/// One limit of a sentence. `said`: the frequency that the sentence itself says.
void Checker::limit(const syntax::Limit& limit, Span span, syntax::Frequency said, std::optional<core::ExprId> begun,
                    core::Award& award) {
  const Lowered bound = number(limit.bound);
  if (!bound) return;
  const syntax::Symbol& name = symbol(*clause_);
  const core::Unit year{{{static_cast<uint32_t>(program_.units.size() - 2), 1}}};
  const core::Unit month{{{static_cast<uint32_t>(program_.units.size() - 1), 1}}};

  const Span boundSpan = tree_.exprs[limit.bound].span;
  const bool duration = bound->type.unit == year || bound->type.unit == month;
  if (limit.kind == syntax::LimitKind::Longest && !duration) { // 最长不超过500万元
    sink_.report(diag::NotThisKind, boundSpan, quoted(boundSpan), words(bound->type),
                 Text("年数或月数", "a number of years or months"));
    return;
  }
  const bool within = limit.scope == syntax::LimitScope::EachYear || limit.scope == syntax::LimitScope::EachMonth;
  if (duration && (limit.kind == syntax::LimitKind::AtLeast || within)) { // 至少3年; 每年不超过3年
    sink_.report(diag::LimitNotMoney, boundSpan, words(bound->type));
    return;
  }
  if (duration) {
    const auto* literal = std::get_if<core::Const>(&program_.exprs[bound->id].node);
    if (literal != nullptr &&
        (!std::get<Rational>(literal->value).isWhole() || std::get<Rational>(literal->value).sign() <= 0)) {
      sink_.report(diag::YearsNotWhole, span);
      return;
    }
    // A number of years counts; the unit itself has done its work.
    const core::ExprId n = literal != nullptr ? constant(std::get<Rational>(literal->value), {}, span) : bound->id;
    const core::Per per = bound->type.unit == month ? core::Per::Month : core::Per::Year;
    const std::string& reading = readings_.of("YearCount", name);
    if (reading == "YearsSinceStart") {
      if (!begun) {
        sink_.report(diag::StartNeeded, span);
        return;
      }
      const int most = std::min(60, calendar::yearOf(program_.to) - calendar::yearOf(program_.from));
      const core::ExprId elapsed =
          most < 1 ? constant(0) : add(core::Sum{core::OverYears{1, most}, *begun, constant(1)}, numberOf({}), span);
      award.limits.push_back({core::Within{elapsed, n}, span});
    } else {
      award.limits.push_back({core::Count{n, per, reading == "YearsRun"}, span});
    }
    return;
  }
  if (bound->type.unit != core::yuan()) {
    sink_.report(diag::LimitNotMoney, boundSpan, words(bound->type));
    return;
  }
  if (limit.kind == syntax::LimitKind::AtLeast) {
    award.limits.push_back({core::Floor{bound->id}, span});
    return;
  }
  core::Window window = core::Window::Period;
  switch (limit.scope) {
  case syntax::LimitScope::Total: window = core::Window::Life; break;
  case syntax::LimitScope::EachYear:
    window = award.period == core::Per::Year ? core::Window::Period : core::Window::Year;
    break;
  case syntax::LimitScope::EachMonth:
    if (award.period != core::Per::Month) {
      sink_.report(diag::MonthlyLimit, span);
      return;
    }
    break;
  case syntax::LimitScope::Unsaid:
    // After 每年 and 每月 each period; for an award given once the whole award is its one period; otherwise a
    // convention.
    if (said == syntax::Frequency::Unsaid) {
      const bool once = std::ranges::any_of(award.limits, [&](const core::Limit& l) {
        const auto* count = std::get_if<core::Count>(&l.node);
        const auto* one = count == nullptr ? nullptr : std::get_if<core::Const>(&program_.exprs[count->n].node);
        return one != nullptr && std::get<Rational>(one->value) == Rational(1);
      });
      if (!once && readings_.of("CapPeriod", name) == "WholeAward") window = core::Window::Life;
    }
    break;
  }
  award.limits.push_back({core::Cap{bound->id, window}, span});
}

/// From the inside out: period caps and floors as written, then years, then yearly caps, then caps through the years.
void Checker::orderLimits(core::Award& award, Span span) {
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
  const auto implied = [&](const core::Limit& l) {
    return l.span == award.span;
  }; // 一次性, which is no limit of its own
  int last = 0;
  bool moved = false;
  for (const core::Limit& l : award.limits) {
    if (implied(l)) continue;
    moved |= level(l) < last;
    last = std::max(last, level(l));
  }
  if (moved) sink_.report(diag::LimitsReordered, span);
  std::ranges::stable_sort(award.limits, {}, level);
}

} // namespace tiao::check
