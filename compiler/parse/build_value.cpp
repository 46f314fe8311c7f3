#include "compiler/parse/build.h"

namespace tiao::parse {

using namespace syntax;

Name Builder::name(Terminal* node) const {
  const Token& t = token(node);
  return {t.text, t.symbol, t.span};
}

Span Builder::span(antlr4::ParserRuleContext& context) const {
  const Span from = tokens_[context.getStart()->getTokenIndex()].span;
  const antlr4::Token* stop = context.getStop();
  return stop == nullptr ? from : source::join(from, tokens_[stop->getTokenIndex()].span);
}

ExprId Builder::use(Terminal* node) { return add(NameUse{name(node)}, span(node)); }

int Builder::years(Terminal* node) const {
  const auto n = token(node).value.toInt64();
  return n && *n <= 1000 ? static_cast<int>(*n) : 0; // the checker says that 0 is no number of years
}

ExprId Builder::percentOf(ExprId rate, ExprId base, Span at) { return add(PercentOf{rate, base}, at); }

// value : IF condition COMMA? THEN value COMMA? ELSE value | term ((PLUS | MINUS) term)*
ExprId Builder::value(T::ValueContext& context) {
  if (auto* c = dynamic_cast<T::ConditionalValueContext*>(&context))
    return add(Conditional{condition(*c->condition()), value(*c->value(0)), value(*c->value(1))}, span(context));
  auto& sum = dynamic_cast<T::SumOfContext&>(context);
  ExprId result = term(*sum.term(0));
  for (size_t i = 1; i < sum.term().size(); ++i) {
    auto* sign = dynamic_cast<Terminal*>(sum.children[2 * i - 1]);
    const Arithmetic op = sign->getSymbol()->getType() == T::PLUS ? Arithmetic::Plus : Arithmetic::Minus;
    result = add(Binary{op, result, term(*sum.term(i))}, span(context));
  }
  return result;
}

namespace {
template <typename Context> Arithmetic productSign(Context& context, size_t child) {
  auto* sign = dynamic_cast<antlr4::tree::TerminalNode*>(context.children[child]);
  return sign->getSymbol()->getType() == antlr::Tiao::TIMES ? Arithmetic::Times : Arithmetic::Over;
}
} // namespace

// term : factor ((TIMES | OVER) factor)*
ExprId Builder::term(T::TermContext& context) {
  ExprId result = factor(*context.factor(0));
  for (size_t i = 1; i < context.factor().size(); ++i)
    result = add(Binary{productSign(context, 2 * i - 1), result, factor(*context.factor(i))}, span(context));
  return result;
}

// factor : MINUS? (literal (OF prime)? | primary (DE PERCENT)?)
ExprId Builder::factor(T::FactorContext& context) {
  ExprId result;
  if (context.literal() != nullptr) {
    result = literal(*context.literal());
    if (context.prime() != nullptr) result = percentOf(result, prime(*context.prime()), span(context));
  } else {
    result = primary(*context.primary());
    if (context.PERCENT() != nullptr) {
      const ExprId rate =
          add(Literal{Literal::Kind::Percent, token(context.PERCENT()).value, {}}, span(context.PERCENT()));
      result = percentOf(rate, result, span(context));
    }
  }
  return context.MINUS() != nullptr ? add(Negative{result}, span(context)) : result;
}

// left : leftTerm ((PLUS | MINUS) term)*
ExprId Builder::left(T::LeftContext& context) {
  ExprId result = leftTerm(*context.leftTerm());
  for (size_t i = 0; i < context.term().size(); ++i) {
    auto* sign = dynamic_cast<Terminal*>(context.children[2 * i + 1]);
    const Arithmetic op = sign->getSymbol()->getType() == T::PLUS ? Arithmetic::Plus : Arithmetic::Minus;
    result = add(Binary{op, result, term(*context.term(i))}, span(context));
  }
  return result;
}

// leftTerm : primary (DE PERCENT)? ((TIMES | OVER) factor)*
ExprId Builder::leftTerm(T::LeftTermContext& context) {
  ExprId result = primary(*context.primary());
  size_t child = 1;
  if (context.PERCENT() != nullptr) {
    const ExprId rate =
        add(Literal{Literal::Kind::Percent, token(context.PERCENT()).value, {}}, span(context.PERCENT()));
    result = percentOf(rate, result, span(context));
    child = 3;
  }
  for (size_t i = 0; i < context.factor().size(); ++i, child += 2)
    result = add(Binary{productSign(context, child), result, factor(*context.factor(i))}, span(context));
  return result;
}

ExprId Builder::prime(T::PrimeContext& context) {
  return context.literal() != nullptr ? literal(*context.literal()) : primary(*context.primary());
}

ExprId Builder::operand(T::OperandContext& context) {
  if (context.NAME() != nullptr) return use(context.NAME());
  return context.literal() != nullptr ? literal(*context.literal()) : value(*context.value());
}

ExprId Builder::primary(T::PrimaryContext& context) {
  const Span at = span(context);
  if (auto* c = dynamic_cast<T::NameValueContext*>(&context)) return use(c->NAME());
  if (auto* c = dynamic_cast<T::RateOfContext*>(&context)) return percentOf(use(c->NAME()), prime(*c->prime()), at);
  if (auto* c = dynamic_cast<T::GroupedValueContext*>(&context)) return rounded(*c);
  if (auto* c = dynamic_cast<T::SumBeforeContext*>(&context)) {
    SumOver sum{name(c->KIND()), {}, {}};
    if (c->condition() != nullptr) sum.where = condition(*c->condition());
    if (c->operand() != nullptr) sum.of = operand(*c->operand());
    return add(std::move(sum), at);
  }
  if (auto* c = dynamic_cast<T::SumAfterContext*>(&context)) {
    SumOver sum{name(c->KIND()), {}, operand(*c->operand())};
    if (c->condition() != nullptr) sum.where = condition(*c->condition());
    return add(std::move(sum), at);
  }
  if (auto* c = dynamic_cast<T::CountAfterContext*>(&context)) {
    SumOver count{name(c->KIND()), {}, {}};
    if (c->condition() != nullptr) count.where = condition(*c->condition());
    return add(std::move(count), at);
  }
  if (auto* c = dynamic_cast<T::FullBeforeContext*>(&context))
    return add(FullSince{name(c->NAME()), c->MONTHSAFTER() != nullptr}, at);
  if (auto* c = dynamic_cast<T::FullAfterContext*>(&context))
    return add(FullSince{name(c->NAME()), c->MONTHSSINCE() != nullptr}, at);
  if (auto* c = dynamic_cast<T::GrowthBeforeContext*>(&context)) {
    std::optional<Name> of;
    if (c->NAME() != nullptr) of = name(c->NAME());
    return add(AverageGrowth{years(c->YEARS()), of}, at, token(c->AVERAGEGROWTH()).wording);
  }
  if (auto* c = dynamic_cast<T::GrowthAfterContext*>(&context)) {
    std::optional<Name> of;
    if (c->NAME() != nullptr) of = name(c->NAME());
    return add(AverageGrowth{years(c->YEARS()), of}, at, token(c->AVERAGEGROWTH()).wording);
  }
  if (auto* c = dynamic_cast<T::PreviousYearContext*>(&context)) return add(PreviousYear{use(c->NAME())}, at);
  if (auto* c = dynamic_cast<T::PreviouslyContext*>(&context)) return add(PreviousYear{use(c->NAME())}, at);
  if (auto* c = dynamic_cast<T::IncreaseAfterContext*>(&context)) return add(Increase{use(c->NAME())}, at);
  if (auto* c = dynamic_cast<T::IncreaseOfContext*>(&context)) return add(Increase{use(c->NAME())}, at);
  if (auto* c = dynamic_cast<T::PartAboveContext*>(&context))
    return add(PartAbove{use(c->NAME()), operand(*c->operand())}, at);
  if (auto* c = dynamic_cast<T::PartOfContext*>(&context))
    return add(PartAbove{use(c->NAME()), operand(*c->operand())}, at);
  if (auto* c = dynamic_cast<T::ExtremeBeforeContext*>(&context))
    return add(Extreme{c->LARGER() != nullptr, use(c->NAME()), operand(*c->operand())}, at);
  if (auto* c = dynamic_cast<T::AppliedContext*>(&context))
    return add(Applied{name(c->NAME()), prime(*c->prime())}, at);
  auto& c = dynamic_cast<T::ExtremeOfContext&>(context);
  return add(Extreme{c.LARGEROF() != nullptr, operand(*c.operand(0)), operand(*c.operand(1))}, at);
}

// LP value ((ROUNDTO | ROUNDED) (literal | YUANUNIT))? RP
ExprId Builder::rounded(T::GroupedValueContext& context) {
  const ExprId of = value(*context.value());
  if (context.ROUNDTO() == nullptr && context.ROUNDED() == nullptr) return of;
  const bool down = context.ROUNDED() != nullptr;
  const number::RoundMode mode = down                                                 ? number::RoundMode::Down
                                 : token(context.ROUNDTO()).keyword->id == "HalfEven" ? number::RoundMode::HalfEven
                                                                                      : number::RoundMode::HalfUp;
  const ExprId unit =
      context.literal() != nullptr
          ? literal(*context.literal())
          : add(Literal{Literal::Kind::Money, yuanUnit(context.YUANUNIT()), {}}, span(context.YUANUNIT()));
  return add(Rounded{of, unit, mode}, span(context));
}

/// 元, 万元, 分: in yuan. The keyword's id is the number, as 1, 1/100 or 10000.
Rational Builder::yuanUnit(Terminal* unit) const {
  const std::string& id = token(unit).keyword->id;
  const size_t slash = id.find('/');
  const auto number = [](const std::string& digits) { return *Rational::parse(digits); };
  return slash == std::string::npos ? number(id) : number(id.substr(0, slash)) / number(id.substr(slash + 1));
}

// literal : MONEY (SLASH UNIT)? | PERCENT | COUNT | YEARS | MONTHS | NUMBER
ExprId Builder::literal(T::LiteralContext& context) {
  const Token& t = tokens_[context.getStart()->getTokenIndex()];
  Literal result{Literal::Kind::Number, t.value, t.unit};
  if (t.type == "MONEY")
    result.kind = Literal::Kind::Money;
  else if (t.type == "PERCENT")
    result.kind = Literal::Kind::Percent;
  else if (t.type == "COUNT")
    result.kind = Literal::Kind::Count;
  else if (t.type == "YEARS")
    result.kind = Literal::Kind::Years;
  else if (t.type == "MONTHS")
    result.kind = Literal::Kind::Months;
  if (context.UNIT() != nullptr) result.unit = name(context.UNIT());
  return add(std::move(result), span(context));
}

} // namespace tiao::parse
