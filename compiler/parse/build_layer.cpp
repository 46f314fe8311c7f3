#include "compiler/parse/build.h"

/// Layers: what a policy stands under, and what it changes there.
namespace tiao::parse {

using namespace syntax;

// POLICY NEWNAME (COMMA UNDER POLICYNAME)? (COMMA APPLIES MEMBER ((DUN | COMMA | AND | OR) MEMBER)*)?
Policy Builder::policy(T::PolicyNameContext& context) {
  Policy result;
  result.name = newName(context.NEWNAME());
  if (context.POLICYNAME() != nullptr) result.under = name(context.POLICYNAME());
  for (Terminal* district : context.MEMBER()) result.districts.push_back(name(district));
  return result;
}

Amend Builder::amend(T::AmendingContext& context) {
  Terminal* of = context.CLAUSENAME() != nullptr ? context.CLAUSENAME() : context.EVERYCLAUSE();
  Amend result{{}, {}, span(of)};
  if (context.CLAUSENAME() != nullptr) result.of = name(of);
  for (T::AmendmentContext* a : context.amendment()) result.changes.push_back(amendment(*a));
  return result;
}

Amendment Builder::amendment(T::AmendmentContext& context) {
  Amendment result{Part::Condition, Change::Become, {}, {}, {}, {}, span(context)};
  if (auto* c = dynamic_cast<T::AmendConditionContext*>(&context)) {
    result.change = c->ADD() != nullptr ? Change::Add : Change::Remove;
    result.value = condition(*c->condition());
  } else if (auto* dates = dynamic_cast<T::AmendDatesContext*>(&context)) {
    result.part = Part::Dates;
    result.from = *token(dates->DATE(0)).date;
    if (dates->DATE().size() > 1) result.to = *token(dates->DATE(1)).date;
  } else if (auto* payee = dynamic_cast<T::AmendPayeeContext*>(&context)) {
    result.part = Part::Payee;
    result.payee = name(payee->KIND());
  } else if (auto* becomes = dynamic_cast<T::AmendPartContext*>(&context)) {
    result.part = part(becomes->NAMEDPART());
    result.value = value(*becomes->value());
  } else if (auto* added = dynamic_cast<T::AddPartContext*>(&context)) {
    result.part = part(added->NAMEDPART());
    result.change = Change::Add;
    result.value = value(*added->value());
  } else {
    result.part = part(dynamic_cast<T::RemovePartContext&>(context).NAMEDPART());
    result.change = Change::Remove;
  }
  return result;
}

/// The part that a word names, by its id in the keyword table.
Part Builder::part(Terminal* word) const {
  static constexpr std::pair<std::string_view, Part> parts[] = {
      {"Amount", Part::Amount},     {"Rate", Part::Rate},       {"Base", Part::Base},
      {"Cap", Part::Cap},           {"YearCap", Part::YearCap}, {"MonthCap", Part::MonthCap},
      {"TotalCap", Part::TotalCap}, {"Floor", Part::Floor},     {"Years", Part::Years}};
  const std::string& id = token(word).keyword->id;
  for (const auto& [named, part] : parts)
    if (id == named) return part;
  return Part::Everything;
}

Clause Builder::newClause(T::NewClauseContext& context) {
  Clause result = clause(context.NEWNAME(), context.quoting(), context.sentence());
  result.added = true;
  return result;
}

EndClause Builder::ending(T::EndingContext& context) {
  EndClause result;
  for (Terminal* clause : context.CLAUSENAME()) result.clauses.push_back(name(clause));
  if (context.DATE() != nullptr) result.from = *token(context.DATE()).date;
  return result;
}

Permission Builder::permission(T::PermissionContext& context) {
  Permission result;
  for (T::PermittedContext* p : context.permitted()) {
    Permitted permitted;
    if (p->CLAUSENAME() != nullptr) permitted.clause = name(p->CLAUSENAME());
    for (T::OpenPartContext* open : p->openPart())
      permitted.parts.push_back(open->NAMEDPART() != nullptr       ? part(open->NAMEDPART())
                                : open->PARTCONDITION() != nullptr ? Part::Condition
                                : open->PARTDATES() != nullptr     ? Part::Dates
                                : open->PARTPAYEE() != nullptr     ? Part::Payee
                                : open->PARTEND() != nullptr       ? Part::End
                                                                   : Part::Everything);
    result.permitted.push_back(std::move(permitted));
  }
  return result;
}

} // namespace tiao::parse
