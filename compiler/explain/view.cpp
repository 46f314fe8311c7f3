#include "compiler/explain/view.h"

namespace tiao::explain {

interpret::Value View::value(ExprId expr) const {
  return interpret::evaluate(program, facts, ledger, expr, key, period, outcome.award);
}

Truth View::truth(ExprId expr) const {
  const interpret::Value found = value(expr);
  const auto* truth = std::get_if<Truth>(&found.set);
  return truth == nullptr ? Truth::Either : *truth;
}

interpret::NumberRange View::number(ExprId expr) const {
  interpret::Value found = value(expr);
  auto* number = std::get_if<interpret::NumberRange>(&found.set);
  return number == nullptr ? interpret::NumberRange{0, 0, true, true} : std::move(*number);
}

const interpret::Datum& View::datum(FactId fact) const {
  const core::Fact& declared = program.facts[fact];
  Period of;
  switch (declared.per) {
  case core::Per::Fixed: break;
  case core::Per::Year: of = {period.year, 0}; break;
  case core::Per::Month: of = period; break;
  }
  return facts.find(fact, declared.item ? key : Key{}, of);
}

Text View::fact(FactId fact) const {
  return std::visit(match{
                        [&](std::monostate) {
                          if (!program.facts[fact].judge) return Text("未提供", "not given");
                          return say("待{}评定", "yet to be judged by {}", judgeText(program, fact));
                        },
                        [&](const core::Constant& v) { return constantText(program, program.facts[fact].type, v); },
                        [](const interpret::Invalid& v) { return say("有误（{}）", "invalid ({})", v.text); },
                    },
                    datum(fact));
}

View View::at(Period other) const { return {program, sources, facts, result, outcome, ledger, key, other}; }
View View::at(Key other) const { return {program, sources, facts, result, outcome, ledger, other, period}; }

Period before(Period period, int count, core::TermUnit unit) {
  return unit == core::TermUnit::Months && period.isMonth() ? calendar::monthsBefore(period, count)
                                                            : calendar::yearsBefore(period, count);
}

} // namespace tiao::explain
