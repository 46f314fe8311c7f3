#include "compiler/check/checker.h"

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

/// A fact that is read where it has no meaning is told at the place that reads it.
void Checker::misread() {
  if (!sink_.hasErrors()) refused(core::misread(program_));
}

/// Is any of these told? Only what no sentence can say is not ("the month before"): `core::broken` would.
bool Checker::refused(const std::vector<core::Misread>& misread) {
  bool told = false;
  for (const core::Misread& each : misread) {
    const auto* ref = std::get_if<core::FactRef>(&program_.exprs[each.read].node);
    if (ref == nullptr) continue;
    told = true;
    const core::Fact& fact = program_.facts[ref->fact];
    const Span span = program_.exprs[each.read].span;
    if (each.as == core::MisreadAs::MonthlyFact)
      sink_.report(diag::MonthlyFactByYear, span, shown(fact.name)).help(remark::GrantMonthly);
    else
      sink_.report(diag::ItemOutside, span, quoted(span), shown(program_.itemKinds[*fact.item].name))
          .help(remark::SumOverItems);
  }
  return told;
}

} // namespace tiao::check
