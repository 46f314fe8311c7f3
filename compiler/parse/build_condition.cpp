#include "compiler/parse/build.h"

#include <algorithm>

namespace tiao::parse {

using namespace syntax;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

ExprId Builder::join(bool all, std::vector<ExprId> parts, Span at) {
  std::vector<ExprId> flat; // A且（B且C） is A且B且C
  for (const ExprId part : parts) {
    const auto* inner = std::get_if<Join>(&tree_.exprs[part].node);
    if (inner != nullptr && inner->all == all)
      flat.insert(flat.end(), inner->of.begin(), inner->of.end());
    else
      flat.push_back(part);
  }
  if (flat.size() == 1) return flat[0];
  return add(Join{all, std::move(flat)}, at);
}

/// What stands between 除 and 外, or after `except where`. A list without a conjunction excepts each of its members;
/// one that 和, 及 or 与 closes is read both ways, and an error.
ExprId Builder::exception(T::ConditionContext& context) {
  bool plain = context.separator().size() > 0;
  for (T::SeparatorContext* s : context.separator()) {
    plain &= s->AND() == nullptr && s->OR() == nullptr;
    if (s->AND() == nullptr) continue;
    const Token& word = token(s->AND());
    if (word.text == "和" || word.text == "及" || word.text == "与" || word.text == "以及")
      sink_.report(diag::ExceptedTogether, word.span, word.text).help(remark::SayEachOrBoth);
  }
  if (!plain) return condition(context);
  std::vector<ExprId> parts;
  for (T::AtomContext* a : context.atom()) parts.push_back(atom(*a));
  return join(false, std::move(parts), span(context));
}

/// 对A的、除B外的企业: the parts of a target before its noun.
std::vector<ExprId> Builder::restrictions(const std::vector<T::RestrictionContext*>& contexts) {
  std::vector<ExprId> parts;
  for (T::RestrictionContext* r : contexts) {
    if (r->EXCEPT() == nullptr)
      parts.push_back(condition(*r->condition()));
    else
      parts.push_back(add(Not{exception(*r->condition())}, span(*r)));
  }
  return parts;
}

/// condition : atom (separator atom)*
/// 、 and ， take the conjunction that closes them. `，或` is weakest: what stands on its two sides is one thing each,
/// unless neither side has a conjunction of its own, when all are alternatives. 且 and 或 mixed otherwise need
/// brackets.
ExprId Builder::condition(T::ConditionContext& context) {
  struct Group {
    std::vector<ExprId> atoms;
    bool and_ = false, or_ = false;
    T::SeparatorContext* open = nullptr; // a 、 or ， after the last 或
  };
  std::vector<Group> groups(1);
  groups[0].atoms.push_back(atom(*context.atom(0)));
  T::SeparatorContext* mixed = nullptr;
  for (size_t i = 0; i < context.separator().size(); ++i) {
    T::SeparatorContext& separator = *context.separator(i);
    const bool set = separator.COMMA() != nullptr || separator.DUN() != nullptr;
    const bool or_ = separator.OR() != nullptr;
    const bool and_ = separator.AND() != nullptr;
    if (or_ && set) groups.emplace_back();
    Group& group = groups.back();
    if (!(or_ && set)) {
      group.and_ |= and_;
      if (or_)
        group.open = nullptr;
      else if (!and_ && group.or_)
        group.open = &separator;
      group.or_ |= or_;
      if (group.and_ && group.or_ && mixed == nullptr) mixed = &separator;
    }
    group.atoms.push_back(atom(*context.atom(i + 1)));
  }
  for (const Group& group : groups)
    if (mixed == nullptr) mixed = group.open;
  if (mixed != nullptr)
    sink_.report(diag::MixedConjunctions, span(context))
        .label(remark::OtherConjunction, span(*mixed))
        .help(remark::UseBrackets);
  if (groups.size() == 1) return join(!groups[0].or_, std::move(groups[0].atoms), span(context));
  const bool plain = std::ranges::none_of(groups, [](const Group& g) { return g.and_; });
  std::vector<ExprId> parts;
  for (Group& group : groups) {
    if (plain)
      parts.insert(parts.end(), group.atoms.begin(), group.atoms.end());
    else
      parts.push_back(join(!group.or_, std::move(group.atoms), span(context)));
  }
  return join(false, std::move(parts), span(context));
}

// atom : THAT? overYears? NOT? predicate
ExprId Builder::atom(T::AtomContext& context) {
  ExprId result = predicate(*context.predicate());
  if (context.NOT() != nullptr) result = add(Not{result}, span(context), token(context.NOT()).wording);
  if (context.overYears() != nullptr) result = add(EachOfYears{overYears(*context.overYears()), result}, span(context));
  return result;
}

// overYears : CONSECUTIVE YEARS EACHYEAR? | INEACHOF NUMBER CONSECUTIVEYEARS
int Builder::overYears(T::OverYearsContext& context) const {
  return years(context.YEARS() != nullptr ? context.YEARS() : context.NUMBER());
}

ExprId Builder::predicate(T::PredicateContext& context) {
  if (auto* c = dynamic_cast<T::GroupedConditionContext*>(&context)) return condition(*c->condition());
  if (auto* c = dynamic_cast<T::FlaggedContext*>(&context)) return add(Flag{name(c->NAME())}, span(context));
  if (auto* c = dynamic_cast<T::ComparedContext*>(&context)) return comparison(*c->comparison());
  if (auto* c = dynamic_cast<T::HeldWithinContext*>(&context)) {
    const ExprId held = add(HeldWithin{years(c->YEARS()), name(c->NAME())}, span(context));
    return c->NOT() != nullptr ? add(Not{held}, span(context), token(c->NOT()).wording) : held;
  }
  if (auto* c = dynamic_cast<T::HeldWithinAfterContext*>(&context))
    return add(HeldWithin{years(c->YEARS()), name(c->NAME())}, span(context));
  if (auto* c = dynamic_cast<T::MemberOfContext*>(&context))
    return members(c->NAME(), {c->MEMBER()}, c->orMember(), span(context));
  auto& c = dynamic_cast<T::MemberInsideContext&>(context);
  if (c.NAMETAIL() != nullptr && !oneName(c.NAMEHEAD(), c.NAMETAIL(), span(context)))
    return add(Invalid{}, span(context));
  return members(c.NAMEHEAD(), {c.MEMBER()}, c.orMember(), span(context));
}

/// Are these the two parts of one name? Reports when they are not.
bool Builder::oneName(Terminal* head, Terminal* tail, Span at) {
  if (token(head).symbol == token(tail).symbol) return true;
  sink_.report(diag::HeadAndTail, at, token(head).text, token(tail).text);
  return false;
}

ExprId Builder::members(Terminal* fact, const std::vector<Terminal*>& first,
                        const std::vector<T::OrMemberContext*>& more, Span at) {
  OneOf result{name(fact), {}};
  for (Terminal* m : first) result.members.push_back(name(m));
  for (T::OrMemberContext* m : more) result.members.push_back(name(m->MEMBER()));
  return add(std::move(result), at);
}

Bound Builder::bound(T::BoundContext& context, uint8_t& wording) const {
  wording = tokens_[context.getStart()->getTokenIndex()].wording;
  if (context.ATLEAST() != nullptr) return Bound::AtLeast;
  if (context.ATMOST() != nullptr) return Bound::AtMost;
  return context.MORE() != nullptr ? Bound::More : Bound::Less;
}

Bound Builder::withSide(T::SideContext* side, Bound otherwise) const {
  if (side == nullptr) return otherwise;
  return side->ABOVE() != nullptr ? Bound::AtLeast : Bound::AtMost;
}

/// （含） and （不含） say outright whether the number counts.
Bound Builder::withInclusion(T::InclusionContext* inclusion, Bound bound) const {
  if (inclusion == nullptr) return bound;
  const bool below = bound == Bound::AtMost || bound == Bound::Less;
  if (inclusion->INCLUSIVE() != nullptr) return below ? Bound::AtMost : Bound::AtLeast;
  return below ? Bound::Less : Bound::More;
}

ExprId Builder::comparison(T::ComparisonContext& context) {
  const Span at = span(context);
  uint8_t wording = 0;
  const auto made = [&](Bound b, ExprId l, ExprId r, T::InclusionContext* inclusion) {
    return add(Comparison{withInclusion(inclusion, b), l, r, inclusion != nullptr, {}}, at, wording);
  };
  if (auto* c = dynamic_cast<T::InRangeContext*>(&context))
    return made(withSide(c->side(), Bound::AtLeast), left(*c->left()), value(*c->value()), c->inclusion());
  if (auto* c = dynamic_cast<T::SuffixedContext*>(&context))
    return made(withSide(c->side(), Bound::AtLeast), left(*c->left()), literal(*c->literal()), c->inclusion());
  if (auto* c = dynamic_cast<T::BoundedContext*>(&context)) {
    Bound b = bound(*c->bound(), wording);
    if (c->side() != nullptr && withSide(c->side(), b) != b) // 超过50家以上
      sink_.report(diag::TwoBounds, at, std::string(tokens_[c->bound()->getStart()->getTokenIndex()].text),
                   std::string(tokens_[c->side()->getStart()->getTokenIndex()].text));
    return made(b, left(*c->left()), value(*c->value()), c->inclusion());
  }
  if (auto* c = dynamic_cast<T::TieredContext*>(&context)) {
    Comparison tiers{bound(*c->bound(), wording), left(*c->left()), literal(*c->literal(0)), false, {}};
    for (size_t i = 1; i < c->literal().size(); ++i) tiers.further.push_back(literal(*c->literal(i)));
    return add(std::move(tiers), at, wording);
  }
  if (auto* c = dynamic_cast<T::GrowsByContext*>(&context)) {
    const Bound b = c->bound() != nullptr ? bound(*c->bound(), wording) : withSide(c->side(), Bound::AtLeast);
    return add(Grows{name(c->NAME()), withInclusion(c->inclusion(), b), literal(*c->literal())}, at, wording);
  }
  const auto around = [&](Terminal* head, Terminal* tail, Bound b, T::LiteralContext& number,
                          T::InclusionContext* inclusion) {
    if (!oneName(head, tail, at)) return add(Invalid{}, at);
    return made(b, use(head), literal(number), inclusion);
  };
  if (auto* c = dynamic_cast<T::AroundContext*>(&context))
    return around(c->NAMEHEAD(), c->NAMETAIL(), withSide(c->side(), Bound::AtLeast), *c->literal(), c->inclusion());
  auto& c = dynamic_cast<T::AroundBoundContext&>(context);
  const Bound b = bound(*c.bound(), wording);
  return around(c.NAMEHEAD(), c.NAMETAIL(), b, *c.literal(), c.inclusion());
}

} // namespace tiao::parse
