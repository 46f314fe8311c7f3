#include "compiler/parse/build.h"

/// Choices between awards: 择一, 不重复, 同类.
namespace tiao::parse {

using namespace syntax;

std::vector<Name> Builder::clauses(T::ClausesContext& context) {
  std::vector<Name> result;
  for (Terminal* n : context.CLAUSENAME()) result.push_back(name(n));
  return result;
}

Preference Builder::preference(T::PreferenceContext* context, T::RankedContext* ranked) {
  Preference result;
  if (context != nullptr && context->KIND() != nullptr) result.electedBy = name(context->KIND());
  if (ranked != nullptr) result.rank = clauses(*ranked->clauses());
  return result;
}

ChooseOne Builder::chooseOne(T::ChooseOneContext& context) {
  ChooseOne result;
  if (auto* c = dynamic_cast<T::OneOfAllContext*>(context.oneOf()))
    result.subject = name(c->KIND());
  else if (auto* after = dynamic_cast<T::OneOfAllAfterContext*>(context.oneOf()))
    result.subject = name(after->KIND());
  else if (auto* some = dynamic_cast<T::OneOfSomeContext*>(context.oneOf()))
    result.among = clauses(*some->clauses());
  else
    result.among = clauses(*dynamic_cast<T::OneOfSomeAfterContext&>(*context.oneOf()).clauses());
  if (context.excepted() != nullptr) result.except = clauses(*context.excepted()->clauses());
  result.preference = preference(context.preference(), context.ranked());
  return result;
}

NoRepeat Builder::noRepeat(T::NoRepeatContext& context) {
  NoRepeat result;
  result.clauses = clauses(*context.clauses());
  result.preference = preference(context.preference(), context.ranked());
  return result;
}

NoRepeat Builder::noRepeat(T::NoRepeatAnywhereContext& context) {
  NoRepeat result;
  result.anywhere = true;
  if (context.exceptCase() != nullptr) result.unless = condition(*context.exceptCase()->condition());
  result.preference = preference(nullptr, context.ranked());
  return result;
}

} // namespace tiao::parse
