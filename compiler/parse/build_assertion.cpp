#include "compiler/parse/build.h"

/// What a drafter states of the policy: 断言.
namespace tiao::parse {

using namespace syntax;

Assertion Builder::assertion(T::AssertionContext& context) {
  Assertion result;
  if (context.condition() != nullptr) result.condition = condition(*context.condition());
  result.claim = claim(*context.claim());
  result.claim.span = span(*context.claim());
  return result;
}

Claim Builder::claim(T::ClaimContext& context) {
  if (auto* amount = dynamic_cast<T::ClaimAmountContext*>(&context)) return claim(*amount);
  Claim result;
  const auto of = [&](T::ClausesContext& named, Claim::Kind kind) {
    result.clauses = clauses(named);
    result.kind = kind;
  };
  const auto given = [](const Terminal* negation) {
    return negation == nullptr ? Claim::Kind::Given : Claim::Kind::NotGiven;
  };
  if (auto* after = dynamic_cast<T::ClaimGivenContext*>(&context))
    of(*after->clauses(), given(after->NOT()));
  else if (auto* before = dynamic_cast<T::ClaimGivenBeforeContext*>(&context))
    of(*before->clauses(), given(before->NOT()));
  else
    of(*dynamic_cast<T::ClaimApartContext&>(context).clauses(), Claim::Kind::Apart);
  return result;
}

Claim Builder::claim(T::ClaimAmountContext& context) {
  Claim result;
  if (context.clauses() != nullptr) result.clauses = clauses(*context.clauses());
  result.together = context.TOGETHER() != nullptr;
  result.whenGiven = context.WHENGIVEN() != nullptr;
  if (context.EACHYEAR() != nullptr) result.scope = Claim::Scope::Year;
  if (context.TOTAL() != nullptr) result.scope = Claim::Scope::Total;
  uint8_t wording = 0; // which synonym was written says nothing
  result.bound = withInclusion(context.inclusion(), bound(*context.bound(), wording));
  result.marked = context.inclusion() != nullptr;
  result.value = value(*context.value());
  return result;
}

} // namespace tiao::parse
