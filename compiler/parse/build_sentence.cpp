#include "compiler/parse/build.h"

namespace tiao::parse {

using namespace syntax;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

// sentence
//   : (begun COMMA)? aim phrases (COMMA aim phrases)* (STOP | SEMI) numbered?
//   | phrases (STOP | SEMI)
//   | listing COLON numbered phrases (STOP | SEMI)
/// What the grammar has as one sentence may be several, joined by commas: each has a target of its own.
void Builder::sentence(T::SentenceContext& context, std::vector<Sentence>& out) {
  const Span whole = span(context);
  if (context.listing() != nullptr) {
    Sentence result;
    result.target = listing(*context.listing(), context.numbered());
    for (T::PhraseContext* p : context.phrases(0)->phrase()) phrase(*p, result.phrases);
    result.span = whole;
    out.push_back(std::move(result));
    return;
  }
  const size_t first = out.size();
  for (size_t i = 0; i < context.phrases().size(); ++i) {
    T::AimContext* aim = context.aim().empty() ? nullptr : context.aim(i);
    const bool last = i + 1 == context.phrases().size();
    out.push_back(oneSentence(aim, *context.phrases(i), last ? context.numbered() : nullptr));
  }
  if (context.begun() != nullptr) out[first].phrases.insert(out[first].phrases.begin(), begun(*context.begun()));
  // The full stop and the numbered conditions belong to the words that are quoted.
  out[first].span.begin = whole.begin;
  out.back().span.end = whole.end;
}

Sentence Builder::oneSentence(T::AimContext* aimed, T::PhrasesContext& phrases, T::NumberedContext* list) {
  Sentence result;
  result.span = aimed != nullptr ? source::join(span(*aimed), span(phrases)) : span(phrases);
  if (aimed != nullptr) result.target = aim(*aimed, list);
  if (list != nullptr && dynamic_cast<T::AimListingContext*>(aimed) == nullptr)
    sink_.report(diag::NumberedUnannounced, span(*list)).help(remark::AnnounceList);
  for (T::PhraseContext* p : phrases.phrase()) phrase(*p, result.phrases);
  return result;
}

Target Builder::aim(T::AimContext& context, T::NumberedContext* list) {
  if (auto* c = dynamic_cast<T::AimBeforeContext*>(&context)) {
    std::vector<ExprId> parts = restrictions(c->restriction());
    if (c->condition() != nullptr) parts.push_back(condition(*c->condition()));
    return target(context, std::move(parts), c->KIND(), c->hereinafter(), false);
  }
  if (auto* c = dynamic_cast<T::AimKindContext*>(&context))
    return target(context, {}, c->KIND(), c->hereinafter(), false);
  if (auto* c = dynamic_cast<T::AimAfterContext*>(&context))
    return target(context, {condition(*c->condition())}, c->KIND(), c->hereinafter(), c->ENCOURAGE() != nullptr);
  if (auto* c = dynamic_cast<T::AimThatContext*>(&context))
    return target(context, {condition(*c->condition())}, c->KIND(), c->hereinafter(), c->ENCOURAGE() != nullptr);
  if (auto* c = dynamic_cast<T::AimThoseContext*>(&context))
    return target(context, {condition(*c->condition())}, nullptr, nullptr, false);
  if (auto* c = dynamic_cast<T::AimMatterContext*>(&context))
    return target(context, {condition(*c->condition())}, nullptr, nullptr, false);
  if (auto* c = dynamic_cast<T::AimPlainContext*>(&context))
    return target(context, {condition(*c->condition())}, c->KIND(), nullptr, false);
  return listing(*dynamic_cast<T::AimListingContext&>(context).listing(), list);
}

Target Builder::listing(T::ListingContext& context, T::NumberedContext* list) {
  auto* before = dynamic_cast<T::ListingBeforeContext*>(&context);
  auto* after = dynamic_cast<T::ListingAfterContext*>(&context);
  const bool all = (before != nullptr ? before->ALLOF() : after->ALLOF()) != nullptr;
  Target result = target(context, {}, before != nullptr ? before->KIND() : after->KIND(),
                         before != nullptr ? before->hereinafter() : after->hereinafter(), false);
  result.listed = true;
  if (list == nullptr)
    sink_.report(diag::NumberedMissing, result.span).help(remark::WriteList);
  else
    result.condition = numbered(*list, all);
  return result;
}

ExprId Builder::numbered(T::NumberedContext& context, bool all) {
  std::vector<ExprId> parts;
  for (T::NumberedConditionContext* c : context.numberedCondition()) {
    const Token& number = token(c->ITEMNO());
    const std::string expected = std::to_string(parts.size() + 1);
    const std::string digits = number.text.substr(0, number.text.find_first_not_of("0123456789"));
    if (digits != expected) sink_.report(diag::NumberedOrder, number.span, digits, expected);
    parts.push_back(condition(*c->condition()));
  }
  return join(all, std::move(parts), span(context));
}

Target Builder::target(antlr4::ParserRuleContext& context, std::vector<ExprId> conditions, Terminal* kind,
                       T::HereinafterContext* hereinafter, bool encourage) {
  Target result;
  size_t last = context.getStop()->getTokenIndex();
  if (tokens_[last].type == "COMMA") --last; // what parts it from the phrases
  result.span = source::join(tokens_[context.getStart()->getTokenIndex()].span, tokens_[last].span);
  result.encourage = encourage;
  if (kind != nullptr) result.subject = name(kind);
  if (!conditions.empty()) result.condition = join(true, std::move(conditions), result.span);
  if (hereinafter != nullptr) result.hereinafter = newName(hereinafter->NEWNAME());
  return result;
}

// begun : FROM condition QI? | FROM DATE QI? (TO DATE)?
Phrase Builder::begun(T::BegunContext& context) {
  Start start;
  start.when = context.condition() != nullptr ? condition(*context.condition())
                                              : add(DateLiteral{*token(context.DATE(0)).date}, span(context.DATE(0)));
  if (context.DATE().size() > 1) start.until = *token(context.DATE(1)).date;
  return {start, span(context), token(context.FROM()).wording};
}

void Builder::phrase(T::PhraseContext& context, std::vector<Phrase>& out) {
  const Span at = span(context);
  if (auto* c = dynamic_cast<T::GrantingContext*>(&context)) return grant(*c->grant(), out);
  if (auto* c = dynamic_cast<T::LimitingContext*>(&context)) return limit(*c->limit(), out);
  if (auto* c = dynamic_cast<T::StartingContext*>(&context)) {
    out.push_back(begun(*c->begun()));
  } else if (auto* excepting = dynamic_cast<T::ExceptingContext*>(&context)) {
    out.push_back({Exception{exception(*excepting->condition())}, at, 0});
  } else if (auto* overriding = dynamic_cast<T::OverridingContext*>(&context)) {
    Overriding over;
    for (Terminal* n : overriding->CLAUSENAME()) over.clauses.push_back(name(n));
    out.push_back({std::move(over), at, 0});
  } else if (auto* regarding = dynamic_cast<T::RegardingContext*>(&context)) {
    Grant weighed;
    for (Terminal* n : regarding->NAME()) weighed.regard.push_back(name(n));
    const Span words =
        regarding->grant() == nullptr ? at : source::join(span(regarding->REGARD()), weighed.regard.back().span);
    out.push_back({std::move(weighed), words, 0});
    if (regarding->grant() != nullptr) grant(*regarding->grant(), out);
  } else if (auto* weighing = dynamic_cast<T::WeighingContext*>(&context)) {
    Grant weighed;
    for (Terminal* n : weighing->NAME()) weighed.regard.push_back(name(n));
    out.push_back({std::move(weighed), at, 0});
  } else if (auto* rounding = dynamic_cast<T::RoundingContext*>(&context)) {
    out.push_back({Rounding{yuanUnit(rounding->YUANUNIT())}, at, 0});
  } else if (auto* purpose = dynamic_cast<T::PurposeContext*>(&context)) {
    out.push_back({Purpose{name(purpose->NAME())}, at, 0});
  } else {
    out.push_back({Appeal{name(dynamic_cast<T::AppealContext&>(context).NAME())}, at, 0});
  }
}

void Builder::setFrequency(Grant& grant, Frequency frequency, Span at) {
  if (grant.frequency != Frequency::Unsaid && grant.frequency != frequency) sink_.report(diag::TwoFrequencies, at);
  grant.frequency = frequency;
}

// often : EACHYEAR | EACHMONTH | EACH NAME FULL YEARS | EACHFULLYEAR NAME COMMA?
void Builder::often(T::OftenContext* context, Grant& grant) {
  if (context == nullptr) return;
  if (context->NAME() != nullptr) {
    grant.fullYears = name(context->NAME());
    if (context->YEARS() != nullptr && token(context->YEARS()).value != Rational(1))
      sink_.report(diag::FullYearsOfOne, span(context->YEARS()), token(context->YEARS()).text);
    return;
  }
  setFrequency(grant, context->EACHYEAR() != nullptr ? Frequency::EachYear : Frequency::EachMonth, span(*context));
}

/// An amount of money for each of a unit is a price: 每件1元 and 1元/件 are one thing.
ExprId Builder::moneyPer(ExprId money, const Name& unit) {
  const Expr amount = tree_.exprs[money];
  const auto* literal = std::get_if<Literal>(&amount.node);
  if (literal == nullptr || literal->kind != Literal::Kind::Money || literal->unit || isOne(unit)) return money;
  Literal price = *literal;
  price.unit = unit;
  return add(std::move(price), source::join(amount.span, unit.span));
}

/// The amount of `grant` is for each of `unit`.
void Builder::perUnit(Terminal* unit, Grant& grant) {
  const Name each = name(unit);
  if (grant.amount) {
    const ExprId price = moneyPer(*grant.amount, each);
    if (price != *grant.amount) {
      grant.amount = price;
      return;
    }
  }
  grant.each = each;
}

/// 分别给予20万元、50万元.
void Builder::tiers(const std::vector<T::LiteralContext*>& amounts, T::CeilingContext* ceiling, Grant& grant) {
  (ceiling != nullptr ? grant.ceiling : grant.amount) = literal(*amounts.front());
  for (size_t i = 1; i < amounts.size(); ++i) grant.further.push_back(literal(*amounts[i]));
}

bool Builder::isOne(const Name& unit) const { return unit.symbol && tree_.symbols[*unit.symbol].zh == "个"; }

// each : EACH UNIT KIND? | EACH KIND | EACHONE KIND
Name Builder::eachOf(T::EachContext& context) const {
  return name(context.KIND() != nullptr ? context.KIND() : context.UNIT());
}

// given_ : GIVE KIND? (ceiling value DE?)? ONCE? NOUN
void Builder::givenPart(T::Given_Context& context, Grant& grant, std::vector<Phrase>& limits) {
  if (context.KIND() != nullptr) grant.payee = name(context.KIND());
  if (context.ONCE() != nullptr) setFrequency(grant, Frequency::Once, span(context.ONCE()));
  grant.noun = token(context.NOUN()).wording;
  if (context.value() != nullptr) {
    const Span at = source::join(span(*context.ceiling()), span(*context.value()));
    limits.push_back({Limit{LimitKind::AtMost, LimitScope::Unsaid, value(*context.value()), {}, true}, at,
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
      if (p->EACHYEAR() != nullptr) setFrequency(result, Frequency::EachYear, span(*p));
      if (p->EACHMONTH() != nullptr) setFrequency(result, Frequency::EachMonth, span(*p));
      if (p->EACHFULLYEAR() != nullptr) result.fullYears = name(p->NAME());
      if (p->EACHFULL() != nullptr) {
        result.blocksOf = name(p->NAME());
        result.block = literal(*p->literal());
      }
      if (p->UNIT() != nullptr) {
        perUnit(p->UNIT(), result);
        if (p->NAME() != nullptr) result.counted = name(p->NAME());
      }
      if (p->KIND() != nullptr) result.payee = name(p->KIND());
      if (p->NOUN() != nullptr) result.noun = token(p->NOUN()).wording;
    }
  };
  const auto called = [&](Terminal* kind, Terminal* again, Terminal* once, Terminal* noun) {
    if (kind != nullptr) result.payee = name(kind);
    result.again = again != nullptr;
    if (once != nullptr) setFrequency(result, Frequency::Once, span(once));
    if (noun != nullptr) result.noun = token(noun).wording;
  };
  if (auto* sum = dynamic_cast<T::GrantNounAmountContext*>(&context)) {
    often(sum->often(), result);
    called(sum->KIND(), sum->AGAIN(), nullptr, sum->NOUN());
    result.amount = value(*sum->value());
  } else if (auto* once = dynamic_cast<T::GrantOnceContext*>(&context)) {
    called(nullptr, nullptr, once->ONCE(), once->NOUN());
    result.amount = value(*once->value());
  } else if (auto* price = dynamic_cast<T::GrantPriceContext*>(&context)) {
    often(price->often(), result);
    called(price->KIND(), nullptr, price->ONCE(), price->NOUN());
    result.amount =
        price->value() != nullptr
            ? value(*price->value())
            : add(Literal{Literal::Kind::Money, token(price->money()->MONEY()).value, {}}, span(*price->money()));
    if (price->NAME() != nullptr) result.counted = name(price->NAME());
    perUnit(price->UNIT(), result);
  } else if (auto* each = dynamic_cast<T::GrantEachContext*>(&context)) {
    called(each->KIND(), nullptr, each->ONCE(), each->NOUN());
    if (each->value() != nullptr) {
      result.amount = value(*each->value());
    } else {
      const ExprId rate = add(Literal{Literal::Kind::Percent, token(each->PERCENT()).value, {}}, span(each->PERCENT()));
      result.amount = percentOf(rate, use(each->NAME()), source::join(span(each->NAME()), span(each->PERCENT())));
    }
    perUnit(each->UNIT(), result);
  } else if (auto* blocks = dynamic_cast<T::GrantBlocksContext*>(&context)) {
    called(blocks->KIND(), nullptr, nullptr, blocks->NOUN());
    result.blocksOf = name(blocks->NAME());
    result.block = literal(*blocks->literal());
    result.amount = value(*blocks->value());
  } else if (auto* some = dynamic_cast<T::GrantTiersContext*>(&context)) {
    often(some->often(), result);
    called(some->KIND(), nullptr, some->ONCE(), some->NOUN());
    tiers(some->literal(), some->ceiling(), result);
  } else if (auto* several = dynamic_cast<T::GrantTiersAfterContext*>(&context)) {
    often(several->often(), result);
    called(several->KIND(), nullptr, nullptr, nullptr);
    tiers(several->literal(), several->ceiling(), result);
    afterwards(several->after());
  } else if (auto* same = dynamic_cast<T::GrantSameProportionContext*>(&context)) {
    often(same->often(), result);
    called(same->KIND(), nullptr, nullptr, same->NOUN());
    result.sameProportion = true;
    afterwards(same->after());
  } else if (auto* c = dynamic_cast<T::GrantBaseContext*>(&context)) {
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
  const auto periodic = [&](T::EveryPeriodContext* every) {
    if (every != nullptr) scope(false, every->EACHYEAR() != nullptr, every->EACHMONTH() != nullptr, span(*every));
  };
  uint8_t wording = 0;
  if (auto* c = dynamic_cast<T::LimitBoundContext*>(&context)) {
    const auto part = [&](Terminal* total, T::EveryPeriodContext* every, T::EachContext* each) {
      if (total != nullptr) scope(true, false, false, span(total));
      periodic(every);
      if (each != nullptr) result.each.push_back(eachOf(*each));
    };
    for (T::ScopedContext* s : c->scoped()) part(s->TOTAL(), s->everyPeriod(), s->each());
    for (T::ScopeContext* s : c->scope()) part(s->TOTAL(), s->everyPeriod(), s->each());
    Terminal* word = c->ATMOST() != nullptr ? c->ATMOST() : c->ATLEAST() != nullptr ? c->ATLEAST() : c->LONGEST();
    wording = token(word).wording;
    result.kind = c->ATMOST() != nullptr    ? LimitKind::AtMost
                  : c->ATLEAST() != nullptr ? LimitKind::AtLeast
                                            : LimitKind::Longest;
    result.bound = value(*c->value());
    const auto* counted = std::get_if<Literal>(&tree_.exprs[result.bound].node);
    if (result.kind == LimitKind::Longest && counted != nullptr && counted->kind == Literal::Kind::Count)
      result.kind = LimitKind::AtMost; // for at most 6 booths
  } else if (auto* alone = dynamic_cast<T::LimitForContext*>(&context)) {
    wording = token(alone->ATMOST()).wording;
    for (T::EachContext* e : alone->each()) result.each.push_back(eachOf(*e));
    result.bound = value(*alone->value());
  } else if (auto* total = dynamic_cast<T::LimitTotalContext*>(&context)) {
    result.scope = LimitScope::Total;
    for (T::EveryPeriodContext* e : total->everyPeriod()) periodic(e);
    result.bound = value(*total->value());
  } else {
    auto& each = dynamic_cast<T::LimitEachContext&>(context);
    for (T::EveryPeriodContext* e : each.everyPeriod()) periodic(e);
    result.bound = value(*each.value());
  }
  for (auto unit = result.each.begin(); unit != result.each.end();) { // at most 500 yuan per device
    const ExprId price = moneyPer(result.bound, *unit);
    const bool isUnit = unit->symbol && tree_.symbols[*unit->symbol].kind == SymbolClass::Unit;
    if (!isUnit || price == result.bound) {
      ++unit;
      continue;
    }
    result.bound = price;
    unit = result.each.erase(unit);
  }
  out.push_back({std::move(result), span(context), wording});
}

} // namespace tiao::parse
