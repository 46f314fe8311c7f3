#include "compiler/parse/build.h"

namespace tiao::parse {

using namespace syntax;
namespace diag = diagnostics::diag;

// sentence : (closed COMMA? | open COMMA)? phrase (COMMA phrase)* STOP
Sentence Builder::sentence(T::SentenceContext& context) {
  Sentence result;
  result.span = span(context);
  if (context.closed() != nullptr) result.target = closed(*context.closed());
  if (context.open_() != nullptr) result.target = open(*context.open_());
  for (T::PhraseContext* p : context.phrase()) phrase(*p, result.phrases);
  return result;
}

Target Builder::target(antlr4::ParserRuleContext& context, const std::vector<T::ConditionContext*>& conditions,
                       Terminal* kind, T::HereinafterContext* hereinafter, bool encourage) {
  Target result;
  result.span = span(context);
  result.encourage = encourage;
  if (kind != nullptr) result.subject = name(kind);
  if (!conditions.empty()) result.condition = all(conditions, result.span);
  if (hereinafter != nullptr) result.hereinafter = newName(hereinafter->NEWNAME());
  return result;
}

Target Builder::closed(T::ClosedContext& context) {
  if (auto* c = dynamic_cast<T::ClosedBothContext*>(&context))
    return target(context, c->condition(), c->KIND(), c->hereinafter(), false);
  if (auto* c = dynamic_cast<T::ClosedAfterContext*>(&context))
    return target(context, {c->condition()}, c->KIND(), c->hereinafter(), c->ENCOURAGE() != nullptr);
  if (auto* c = dynamic_cast<T::ClosedBareContext*>(&context))
    return target(context, {c->condition()}, nullptr, nullptr, false);
  auto& c = dynamic_cast<T::ClosedPlainContext&>(context);
  return target(context, {c.condition()}, c.KIND(), nullptr, false);
}

Target Builder::open(T::Open_Context& context) {
  if (auto* c = dynamic_cast<T::OpenBeforeContext*>(&context))
    return target(context, c->condition(), c->KIND(), c->hereinafter(), false);
  if (auto* c = dynamic_cast<T::OpenKindContext*>(&context))
    return target(context, {}, c->KIND(), c->hereinafter(), false);
  if (auto* c = dynamic_cast<T::OpenThatContext*>(&context))
    return target(context, {c->condition()}, c->KIND(), c->hereinafter(), c->ENCOURAGE() != nullptr);
  auto& c = dynamic_cast<T::OpenThoseContext&>(context);
  return target(context, {c.condition()}, nullptr, nullptr, false);
}

void Builder::phrase(T::PhraseContext& context, std::vector<Phrase>& out) {
  const Span at = span(context);
  if (auto* c = dynamic_cast<T::GrantingContext*>(&context)) return grant(*c->grant(), out);
  if (auto* c = dynamic_cast<T::LimitingContext*>(&context)) return limit(*c->limit(), out);
  if (auto* c = dynamic_cast<T::StartingContext*>(&context)) {
    const ExprId when =
        c->DATE() != nullptr ? add(DateLiteral{*token(c->DATE()).date}, span(c->DATE())) : condition(*c->condition());
    out.push_back({Start{when}, at, token(c->FROM()).wording});
  } else if (auto* regarding = dynamic_cast<T::RegardingContext*>(&context)) {
    Grant weighed;
    for (Terminal* n : regarding->NAME()) weighed.regard.push_back(name(n));
    out.push_back({std::move(weighed), at, 0});
  } else if (auto* weighing = dynamic_cast<T::WeighingContext*>(&context)) {
    Grant weighed;
    for (Terminal* n : weighing->NAME()) weighed.regard.push_back(name(n));
    out.push_back({std::move(weighed), at, 0});
  } else if (auto* rounding = dynamic_cast<T::RoundingContext*>(&context)) {
    const std::string& id = token(rounding->YUANUNIT()).keyword->id; // 1, 1/100, 10000
    const size_t slash = id.find('/');
    const auto number = [](const std::string& digits) { return *Rational::parse(digits); };
    const Rational unit =
        slash == std::string::npos ? number(id) : number(id.substr(0, slash)) / number(id.substr(slash + 1));
    out.push_back({Rounding{unit}, at, 0});
  } else {
    out.push_back({Appeal{name(dynamic_cast<T::AppealContext&>(context).NAME())}, at, 0});
  }
}

void Builder::setFrequency(Grant& grant, Frequency frequency, Span at) {
  if (grant.frequency != Frequency::Unsaid && grant.frequency != frequency) sink_.report(diag::TwoFrequencies, at);
  grant.frequency = frequency;
}

void Builder::often(T::OftenContext* context, Grant& grant) {
  if (context != nullptr)
    setFrequency(grant, context->EACHYEAR() != nullptr ? Frequency::EachYear : Frequency::EachMonth, span(*context));
}

// given_ : GIVE KIND? (ceiling value DE?)? ONCE? NOUN
void Builder::givenPart(T::Given_Context& context, Grant& grant, std::vector<Phrase>& limits) {
  if (context.KIND() != nullptr) grant.payee = name(context.KIND());
  if (context.ONCE() != nullptr) setFrequency(grant, Frequency::Once, span(context.ONCE()));
  grant.noun = token(context.NOUN()).wording;
  if (context.value() != nullptr) {
    const Span at = source::join(span(*context.ceiling()), span(*context.value()));
    limits.push_back({Limit{LimitKind::AtMost, LimitScope::Unsaid, value(*context.value()), true}, at,
                      tokens_[context.ceiling()->getStart()->getTokenIndex()].wording});
  }
}

void Builder::grant(T::GrantContext& context, std::vector<Phrase>& out) {
  Grant result;
  std::vector<Phrase> limits;
  const auto amount = [&](T::CeilingContext* ceiling, const std::vector<T::ValueContext*>& values) {
    const ExprId first = value(*values[0]);
    if (values.size() == 2) {
      result.floor = first;
      result.ceiling = value(*values[1]);
    } else if (ceiling != nullptr) {
      result.ceiling = first;
    } else {
      result.amount = first;
    }
  };
  const auto based = [&](T::ValueContext& base, Terminal* rate) {
    const ExprId of = value(base);
    return rate == nullptr ? of : percentOf(use(rate), of, source::join(span(base), span(rate)));
  };
  const auto afterwards = [&](const std::vector<T::AfterContext*>& parts) {
    for (T::AfterContext* p : parts) {
      if (p->ONCE() != nullptr) setFrequency(result, Frequency::Once, span(*p));
      often(p->often(), result);
      if (p->KIND() != nullptr) result.payee = name(p->KIND());
      if (p->NOUN() != nullptr) result.noun = token(p->NOUN()).wording;
    }
  };
  if (auto* c = dynamic_cast<T::GrantBaseContext*>(&context)) {
    often(c->often(), result);
    result.amount = based(*c->value(), c->NAME());
    givenPart(*c->given_(), result, limits);
  } else if (auto* upTo = dynamic_cast<T::GrantUpToBaseContext*>(&context)) {
    often(upTo->often(), result);
    result.ceiling = based(*upTo->value(), upTo->NAME());
    givenPart(*upTo->given_(), result, limits);
  } else if (auto* fixed = dynamic_cast<T::GrantAmountContext*>(&context)) {
    often(fixed->often(), result);
    if (fixed->KIND() != nullptr) result.payee = name(fixed->KIND());
    result.again = fixed->AGAIN() != nullptr;
    amount(fixed->ceiling(), fixed->value());
    if (fixed->ONCE() != nullptr) setFrequency(result, Frequency::Once, span(fixed->ONCE()));
    result.noun = token(fixed->NOUN()).wording;
  } else if (auto* again = dynamic_cast<T::GrantAgainContext*>(&context)) {
    often(again->often(), result);
    if (again->KIND() != nullptr) result.payee = name(again->KIND());
    result.again = true;
    amount(again->ceiling(), again->value());
    if (again->ONCE() != nullptr) setFrequency(result, Frequency::Once, span(again->ONCE()));
    result.noun = token(again->NOUN()).wording;
  } else if (auto* noun = dynamic_cast<T::GrantNounUpToContext*>(&context)) {
    often(noun->often(), result);
    result.noun = token(noun->NOUN()).wording;
    result.ceiling = value(*noun->value());
  } else if (auto* plain = dynamic_cast<T::GrantPlainContext*>(&context)) {
    often(plain->often(), result);
    if (plain->KIND() != nullptr) result.payee = name(plain->KIND());
    result.again = plain->AGAIN() != nullptr;
    amount(plain->ceiling(), {plain->value()});
    afterwards(plain->after());
  } else {
    auto& between = dynamic_cast<T::GrantBetweenContext&>(context);
    if (between.KIND() != nullptr) result.payee = name(between.KIND());
    result.again = between.AGAIN() != nullptr;
    amount(nullptr, between.value());
    afterwards(between.after());
  }
  out.push_back({std::move(result), span(context), 0});
  out.insert(out.end(), limits.begin(), limits.end());
}

void Builder::limit(T::LimitContext& context, std::vector<Phrase>& out) {
  Limit result;
  const auto scope = [&](bool total, bool year, bool month, Span at) {
    const LimitScope found = total   ? LimitScope::Total
                             : year  ? LimitScope::EachYear
                             : month ? LimitScope::EachMonth
                                     : LimitScope::Unsaid;
    if (found == LimitScope::Unsaid) return;
    if (result.scope != LimitScope::Unsaid && result.scope != found) sink_.report(diag::TwoScopes, at);
    result.scope = found;
  };
  uint8_t wording = 0;
  if (auto* c = dynamic_cast<T::LimitBoundContext*>(&context)) {
    for (T::ScopedContext* s : c->scoped())
      scope(s->TOTAL() != nullptr, s->EACHYEAR() != nullptr, s->EACHMONTH() != nullptr, span(*s));
    for (T::ScopeContext* s : c->scope())
      scope(s->TOTAL() != nullptr, s->EACHYEAR() != nullptr, s->EACHMONTH() != nullptr, span(*s));
    Terminal* word = c->ATMOST() != nullptr ? c->ATMOST() : c->ATLEAST() != nullptr ? c->ATLEAST() : c->LONGEST();
    wording = token(word).wording;
    result.kind = c->ATMOST() != nullptr    ? LimitKind::AtMost
                  : c->ATLEAST() != nullptr ? LimitKind::AtLeast
                                            : LimitKind::Longest;
    result.bound = value(*c->value());
  } else if (auto* total = dynamic_cast<T::LimitTotalContext*>(&context)) {
    result.scope = LimitScope::Total;
    for (T::OftenContext* o : total->often())
      scope(false, o->EACHYEAR() != nullptr, o->EACHMONTH() != nullptr, span(*o));
    result.bound = value(*total->value());
  } else {
    auto& each = dynamic_cast<T::LimitEachContext&>(context);
    for (T::OftenContext* o : each.often()) scope(false, o->EACHYEAR() != nullptr, o->EACHMONTH() != nullptr, span(*o));
    result.bound = value(*each.value());
  }
  out.push_back({result, span(context), wording});
}

} // namespace tiao::parse
