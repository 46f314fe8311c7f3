#include "compiler/parse/build.h"

namespace tiao::parse {

using namespace syntax;
namespace diag = diagnostics::diag;

// SCALE NEWNAME BY value COLON step* otherwise?
Scale Builder::steps(T::ScaleDeclarationContext& context) {
  Scale result;
  result.name = newName(context.NEWNAME());
  result.keys.push_back(value(*context.value()));
  for (T::StepContext* s : context.step())
    result.lines.push_back({{Cell{range(*s->range()), span(*s->range())}}, value(*s->value()), span(*s)});
  otherwise(context.otherwise(), result);
  return result;
}

// MARGINAL NEWNAME BY value COLON part* otherwise?
Scale Builder::parts(T::MarginalDeclarationContext& context) {
  Scale result;
  result.name = newName(context.NEWNAME());
  result.form = Scale::Form::Parts;
  result.keys.push_back(value(*context.value()));
  for (T::PartContext* p : context.part())
    result.lines.push_back({{Cell{range(*p->range()), span(*p->range())}}, value(*p->value()), span(*p)});
  otherwise(context.otherwise(), result);
  return result;
}

// TABLE NEWNAME COLON heading RULE row* otherwise?
Scale Builder::table(T::TableDeclarationContext& context) {
  Scale result;
  result.name = newName(context.NEWNAME());
  result.form = Scale::Form::Table;
  for (T::ValueContext* key : context.heading()->value()) result.keys.push_back(value(*key));
  result.heading = newName(context.heading()->NEWNAME());
  for (T::RowContext* r : context.row()) row(*r, result);
  otherwise(context.otherwise(), result);
  return result;
}

// otherwise : BULLET (OTHERWISE | ELSE) COLON value STOP?
void Builder::otherwise(T::OtherwiseContext* context, Scale& scale) {
  if (context == nullptr) return;
  scale.otherwise = value(*context->value());
  scale.otherwiseSpan = span(*context);
}

// row : ROW cell (BAR cell)*
void Builder::row(T::RowContext& context, Scale& scale) {
  std::vector<T::CellContext*> cells = context.cell();
  if (cells.size() > 1 && cells.back()->children.empty()) cells.pop_back(); // behind the last bar
  const Span at = span(context);
  const auto expected = static_cast<uint64_t>(scale.keys.size() + 1);
  if (cells.size() != expected) {
    sink_.report(diag::TableShape, at, static_cast<uint64_t>(cells.size()), expected);
    return;
  }
  T::CellContext& last = *cells.back();
  auto* one = dynamic_cast<T::RangeOneContext*>(last.range());
  if (one == nullptr) {
    sink_.report(diag::TableResult, last.children.empty() ? at : span(last));
    return;
  }
  ScaleLine line{{}, value(*one->value()), at};
  cells.pop_back();
  for (T::CellContext* c : cells) line.cells.push_back(cell(*c, at));
  scale.lines.push_back(std::move(line));
}

// cell : (ANY | YES | NO | MEMBER orMember* | range)?
Cell Builder::cell(T::CellContext& context, Span at) {
  if (context.children.empty() || context.ANY() != nullptr) return {AnyValue{}, at};
  at = span(context);
  if (context.range() != nullptr) return {range(*context.range()), at};
  if (context.MEMBER() == nullptr) return {context.YES() != nullptr, at};
  std::vector<Name> members{name(context.MEMBER())};
  for (T::OrMemberContext* more : context.orMember()) members.push_back(name(more->MEMBER()));
  return {std::move(members), at};
}

Range Builder::range(T::RangeContext& context) {
  if (auto* c = dynamic_cast<T::RangeFromContext*>(&context)) return {from(*c->from()), std::nullopt};
  if (auto* c = dynamic_cast<T::RangeUpToContext*>(&context)) return {std::nullopt, upTo(*c->upTo())};
  if (auto* c = dynamic_cast<T::RangeBetweenContext*>(&context)) return {from(*c->from()), upTo(*c->upTo())};
  if (auto* c = dynamic_cast<T::RangeToContext*>(&context)) {
    // 超过A至B; each end takes the mark that stands behind it, and both ends count where none does.
    T::InclusionContext* lower = nullptr;
    T::InclusionContext* upper = nullptr;
    for (T::InclusionContext* i : c->inclusion())
      (i->getStart()->getTokenIndex() < c->TO()->getSymbol()->getTokenIndex() ? lower : upper) = i;
    return {RangeEnd{value(*c->value(0)), included(lower, c->MORE() == nullptr)},
            RangeEnd{value(*c->value(1)), included(upper, true)}};
  }
  auto& c = dynamic_cast<T::RangeOneContext&>(context);
  const ExprId one = value(*c.value());
  return {RangeEnd{one, true}, RangeEnd{one, true}};
}

// from : (MORE | ATLEAST) value inclusion? | value ABOVE inclusion?
RangeEnd Builder::from(T::FromContext& context) {
  return {value(*context.value()), included(context.inclusion(), context.MORE() == nullptr)};
}

// upTo : (LESS | ATMOST) value inclusion? | value BELOW inclusion?
RangeEnd Builder::upTo(T::UpToContext& context) {
  return {value(*context.value()), included(context.inclusion(), context.LESS() == nullptr)};
}

bool Builder::included(T::InclusionContext* said, bool otherwise) {
  return said == nullptr ? otherwise : said->INCLUSIVE() != nullptr;
}

} // namespace tiao::parse
