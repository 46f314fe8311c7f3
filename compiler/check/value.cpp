#include "compiler/check/checker.h"

#include "compiler/parse/declarations.h"

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;
using core::match;

Lowered Checker::number(syntax::ExprId id) {
  Lowered result = value(id);
  if (result && result->type.kind != core::Kind::Number) {
    const Span span = tree_.exprs[id].span;
    sink_.report(diag::NotThisKind, span, quoted(span), words(result->type), Text("数", "a number"));
    return std::nullopt;
  }
  return result;
}

Lowered Checker::value(syntax::ExprId id) {
  const syntax::Expr& expr = tree_.exprs[id];
  const Span span = expr.span;
  const auto notAValue = [&]() -> Lowered {
    sink_.report(diag::NotThisKind, span, quoted(span), Text("条件", "a condition"), Text("数", "a number"));
    return std::nullopt;
  };
  const auto back = [&](const Typed& of) {
    return Typed{add(core::Back{of.id, 1, core::TermUnit::Years}, of.type, span), of.type};
  };
  return std::visit(match{
                        [&](const syntax::Literal& l) { return literal(l, span); },
                        [&](const syntax::DateLiteral& d) -> Lowered {
                          const core::Type type{core::Kind::Date, {}, {}};
                          return Typed{add(core::Const{d.date}, type, span), type};
                        },
                        [&](const syntax::NameUse& n) { return use(n.name, span); },
                        [&](const syntax::PercentOf& p) -> Lowered {
                          if (const syntax::Name* scale = amountScale(p.rate)) return applied({*scale, p.base}, span);
                          const Lowered base = number(p.base);
                          const Lowered rate = number(p.rate);
                          if (!base || !rate) return std::nullopt;
                          if (!rate->type.unit.powers.empty()) {
                            sink_.report(diag::NotRate, tree_.exprs[p.rate].span, words(rate->type));
                            return std::nullopt;
                          }
                          return Typed{add(core::Mul{base->id, rate->id}, base->type, span), base->type};
                        },
                        [&](const syntax::Binary& b) { return binary(b, span); },
                        [&](const syntax::Negative& n) -> Lowered {
                          const Lowered of = number(n.of);
                          if (!of) return of;
                          return Typed{add(core::Mul{constant(-1), of->id}, of->type, span), of->type};
                        },
                        [&](const syntax::Extreme& e) -> Lowered {
                          const Lowered left = number(e.left);
                          const Lowered right = number(e.right);
                          if (!left || !right || !sameUnit(*left, *right, span)) return std::nullopt;
                          const core::Node node = e.larger ? core::Node(core::Greatest{left->id, right->id})
                                                           : core::Node(core::Least{left->id, right->id, false});
                          return Typed{add(node, left->type, span), left->type};
                        },
                        [&](const syntax::Conditional& c) -> Lowered {
                          const Lowered test = condition(c.condition);
                          const Lowered then = value(c.then);
                          const Lowered otherwise = value(c.otherwise);
                          if (!test || !then || !otherwise) return std::nullopt;
                          if (then->type.kind == core::Kind::Number && otherwise->type.kind == core::Kind::Number) {
                            if (!sameUnit(*then, *otherwise, span)) return std::nullopt;
                          } else if (then->type != otherwise->type) {
                            sink_.report(diag::KindsDiffer, span, words(then->type), words(otherwise->type));
                            return std::nullopt;
                          }
                          return Typed{add(core::If{test->id, then->id, otherwise->id}, then->type, span), then->type};
                        },
                        [&](const syntax::PreviousYear& p) -> Lowered {
                          const Lowered of = value(p.of);
                          if (!of || !yearly(std::get<syntax::NameUse>(tree_.exprs[p.of].node).name))
                            return std::nullopt;
                          return back(*of);
                        },
                        [&](const syntax::Increase& i) -> Lowered {
                          const Lowered of = number(i.of);
                          if (!of || !yearly(std::get<syntax::NameUse>(tree_.exprs[i.of].node).name))
                            return std::nullopt;
                          const core::ExprId before = add(core::Mul{constant(-1), back(*of).id}, of->type);
                          return Typed{add(core::Add{of->id, before}, of->type, span), of->type};
                        },
                        [&](const syntax::PartAbove& p) -> Lowered {
                          const Lowered of = number(p.of);
                          const Lowered bound = number(p.bound);
                          if (!of || !bound || !sameUnit(*of, *bound, span)) return std::nullopt;
                          const core::ExprId less = add(core::Mul{constant(-1), bound->id}, bound->type);
                          const core::ExprId over = add(core::Add{of->id, less}, of->type);
                          return Typed{add(core::Greatest{constant(0, of->type.unit), over}, of->type, span), of->type};
                        },
                        [&](const syntax::AverageGrowth& g) { return averageGrowthValue(g, span); },
                        [&](const syntax::Rounded& r) { return rounded(r, span); },
                        [&](const syntax::SumOver& s) { return sumOver(s, span); },
                        [&](const syntax::FullSince& f) { return fullSince(f, span); },
                        [&](const syntax::Applied& a) { return applied(a, span); },
                        [&](const syntax::Flag& f) { return use(f.name, span); },
                        [&](const syntax::Comparison&) { return notAValue(); },
                        [&](const syntax::OneOf&) { return notAValue(); },
                        [&](const syntax::Grows&) { return notAValue(); },
                        [&](const syntax::Not&) { return notAValue(); },
                        [&](const syntax::EachOfYears&) { return notAValue(); },
                        [&](const syntax::HeldWithin&) { return notAValue(); },
                        [&](const syntax::Join&) { return notAValue(); },
                        [&](const syntax::Versioned& v) { return versioned(v, span, false); },
                        [&](const syntax::Invalid&) -> Lowered { return std::nullopt; },
                    },
                    expr.node);
}

/// （X 四舍五入到0.01%）.
Lowered Checker::rounded(const syntax::Rounded& r, Span span) {
  const Lowered of = number(r.of);
  const Lowered unit = number(r.unit);
  if (!of || !unit || !sameUnit(*of, *unit, tree_.exprs[r.unit].span)) return std::nullopt;
  const auto* constant = std::get_if<core::Const>(&program_.exprs[unit->id].node);
  const auto* value = constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
  if (value == nullptr || value->sign() <= 0) {
    sink_.report(diag::RoundingUnit, tree_.exprs[r.unit].span, quoted(tree_.exprs[r.unit].span));
    return std::nullopt;
  }
  return Typed{add(core::Round{of->id, *value, r.mode}, of->type, span), of->type};
}

/// 各展会的（…）之和, 各展会个数: over the items of a kind.
Lowered Checker::sumOver(const syntax::SumOver& sum, Span span) {
  if (!sum.kind.symbol) return std::nullopt;
  const auto kind = itemKinds_.find(*sum.kind.symbol);
  if (kind == itemKinds_.end()) {
    sink_.report(diag::NotThisKind, sum.kind.span, sum.kind.text, parse::classText(symbol(*sum.kind.symbol).kind),
                 Text("条目", "a kind of item"));
    return std::nullopt;
  }
  const Lowered where = sum.where ? condition(*sum.where) : Lowered(Typed{add(core::Const{true}, truth()), truth()});
  const Lowered of = sum.of ? number(*sum.of) : Lowered(Typed{constant(1), numberOf({})});
  if (!where || !of) return std::nullopt;
  return Typed{add(core::Sum{core::OverItems{kind->second}, where->id, of->id}, of->type, span), of->type};
}

/// 设立日期以来的满年数: to the last day of the period that lies in force.
Lowered Checker::fullSince(const syntax::FullSince& since, Span span) {
  const Lowered from = use(since.date, since.date.span);
  if (!from) return from;
  if (from->type.kind != core::Kind::Date) {
    sink_.report(diag::NotThisKind, since.date.span, since.date.text, words(from->type), Text("日期", "a date"));
    return std::nullopt;
  }
  const auto base = static_cast<uint32_t>(program_.units.size() - (since.months ? 1 : 2));
  const core::Type type = numberOf({{{base, 1}}});
  const core::ExprId today = add(core::Day{true}, from->type);
  return Typed{
      add(core::Full{since.months ? core::TermUnit::Months : core::TermUnit::Years, from->id, today}, type, span),
      type};
}

Lowered Checker::literal(const syntax::Literal& l, Span span) {
  core::Unit unit;
  switch (l.kind) {
  case syntax::Literal::Kind::Number:
  case syntax::Literal::Kind::Percent: break;
  case syntax::Literal::Kind::Money:
    unit = core::yuan();
    if (l.unit) {
      if (!l.unit->symbol) return std::nullopt;
      unit = unit / unitOf(*l.unit->symbol);
    }
    break;
  case syntax::Literal::Kind::Count:
    if (l.unit) {
      if (!l.unit->symbol) return std::nullopt; // an unknown unit, told already
      unit = unitOf(*l.unit->symbol);
    }
    break;
  case syntax::Literal::Kind::Years: unit = {{{static_cast<uint32_t>(program_.units.size() - 2), 1}}}; break;
  case syntax::Literal::Kind::Months: unit = {{{static_cast<uint32_t>(program_.units.size() - 1), 1}}}; break;
  }
  return Typed{constant(l.value, unit, span), numberOf(unit)};
}

Lowered Checker::use(const syntax::Name& name, Span span) {
  if (!name.symbol) return std::nullopt; // an unknown name, told already
  const SymbolId id = *name.symbol;
  switch (symbol(id).kind) {
  case syntax::SymbolClass::Fact: return factUse(id, name, span);
  case syntax::SymbolClass::Term: return definition(id, span);
  case syntax::SymbolClass::Parameter: return parameter(id, span);
  case syntax::SymbolClass::Scale: return scaleUse(id, span);
  case syntax::SymbolClass::Subject:
  case syntax::SymbolClass::Item:
  case syntax::SymbolClass::Matter:
  case syntax::SymbolClass::Role:
  case syntax::SymbolClass::Unit:
  case syntax::SymbolClass::Clause:
  case syntax::SymbolClass::Member:
  case syntax::SymbolClass::MemberGroup:
  case syntax::SymbolClass::Stage:
  case syntax::SymbolClass::Fund:
  case syntax::SymbolClass::Group:
  case syntax::SymbolClass::Policy: break;
  }
  sink_.report(diag::NotThisKind, span, name.text, parse::classText(symbol(id).kind),
               Text("事实或定义", "a fact or a definition"));
  return std::nullopt;
}

Lowered Checker::factUse(SymbolId id, const syntax::Name& name, Span span) {
  if (symbol(id).clause || symbol(id).election) { // only assertions and tests name them
    const auto of = factOf(id);
    if (!of) {
      sink_.report(diag::NotThisKind, span, name.text, Text("没有条款用到的", "read by no clause"),
                   Text("事实", "a fact"));
      return std::nullopt;
    }
    return Typed{add(core::FactRef{*of}, program_.facts[*of].type, span), program_.facts[*of].type};
  }
  const auto declared = factDeclared_.find(id);
  if (declared == factDeclared_.end()) return std::nullopt; // its declaration was broken, told already
  core::FactId fact;
  if (declared->second->byClause) {
    if (!clause_) {
      sink_.report(diag::ByClauseOutside, span, name.text);
      return std::nullopt;
    }
    const auto key = std::pair(id, *clause_);
    const auto found = clauseFacts_.find(key);
    if (found == clauseFacts_.end()) {
      const core::Name clauseName = nameOf(*clause_);
      const core::Name own = nameOf(id);
      core::Name full;
      if (!clauseName.zh.empty() && !own.zh.empty()) full.zh = clauseName.zh + own.zh;
      if (!clauseName.en.empty() && !own.en.empty()) full.en = clauseName.en + " " + own.en;
      const auto made = declareFact(*declared->second, full, std::nullopt);
      if (!made) return std::nullopt;
      clauseFacts_[key] = *made;
      fact = *made;
    } else {
      fact = found->second;
    }
  } else {
    const auto found = facts_.find(id);
    if (found == facts_.end()) return std::nullopt;
    fact = found->second;
  }
  const core::Type type = program_.facts[fact].type;
  return Typed{add(core::FactRef{fact}, type, span), type};
}

/// Terms are lowered once. One that needs itself is an error.
Lowered Checker::definition(SymbolId id, Span span) {
  if (const auto done = terms_.find(id); done != terms_.end()) return readAlso(id), done->second;
  const auto found = definitions_.find(id);
  if (found == definitions_.end()) return std::nullopt; // its statement was broken, told already
  if (!open_.insert(id).second) {
    sink_.report(diag::DefinitionCycle, span, shown(id)).label(remark::DeclaredHere, symbol(id).declared);
    return std::nullopt;
  }
  const syntax::ExprId of = found->second->value;
  const bool isTruth = std::visit(match{
                                      [](const syntax::Flag&) { return true; },
                                      [](const syntax::Comparison&) { return true; },
                                      [](const syntax::OneOf&) { return true; },
                                      [](const syntax::Grows&) { return true; },
                                      [](const syntax::Not&) { return true; },
                                      [](const syntax::EachOfYears&) { return true; },
                                      [](const syntax::HeldWithin&) { return true; },
                                      [](const syntax::Join&) { return true; },
                                      [](const syntax::Versioned&) { return false; }, // layers leave definitions
                                      [](const syntax::Invalid&) { return false; },
                                      [](const syntax::Literal&) { return false; },
                                      [](const syntax::DateLiteral&) { return false; },
                                      [](const syntax::NameUse&) { return false; },
                                      [](const syntax::PercentOf&) { return false; },
                                      [](const syntax::Binary&) { return false; },
                                      [](const syntax::Negative&) { return false; },
                                      [](const syntax::Extreme&) { return false; },
                                      [](const syntax::Conditional&) { return false; },
                                      [](const syntax::PreviousYear&) { return false; },
                                      [](const syntax::Increase&) { return false; },
                                      [](const syntax::PartAbove&) { return false; },
                                      [](const syntax::AverageGrowth&) { return false; },
                                      [](const syntax::Rounded&) { return false; },
                                      [](const syntax::SumOver&) { return false; },
                                      [](const syntax::FullSince&) { return false; },
                                      [](const syntax::Applied&) { return false; },
                                  },
                                  tree_.exprs[of].node);
  nearestValue_.reset();
  Lowered result;
  {
    const InTerm inTerm(*this, id); // what is decided by clause has no place in a definition
    result = isTruth ? condition(of) : value(of);
  }
  open_.erase(id);
  readAlso(id);
  return terms_[id] = result;
}

/// A parameter's value is the one in force on the last day of the period that lies in force.
Lowered Checker::parameter(SymbolId id, Span span) {
  if (const auto done = terms_.find(id); done != terms_.end()) return readAlso(id), done->second;
  const auto found = parameters_.find(id);
  if (found == parameters_.end()) return std::nullopt;
  if (!open_.insert(id).second) {
    sink_.report(diag::DefinitionCycle, span, shown(id)).label(remark::DeclaredHere, symbol(id).declared);
    return std::nullopt;
  }
  Lowered result;
  {
    const InTerm inTerm(*this, id); // what is decided by clause has no place in a parameter
    result = parameterValue(id, *found->second);
  }
  open_.erase(id);
  readAlso(id);
  return terms_[id] = result;
}

Lowered Checker::parameterValue(SymbolId id, const syntax::Parameter& p) {
  Lowered result;
  std::optional<core::Date> last;
  for (const syntax::DatedValue& v : p.values) {
    const Span span = tree_.exprs[v.value].span;
    const Lowered next = value(v.value);
    if (!next) return std::nullopt;
    if (!result) {
      if (v.from && *v.from > program_.from)
        sink_.report(diag::ParameterGap, p.name.span, shown(id), calendar::toString(*v.from));
      result = next;
    } else {
      if (!v.from || (last && *v.from <= *last)) {
        sink_.report(diag::ParameterOrder, span, shown(id));
        return std::nullopt;
      }
      if (next->type.kind != result->type.kind) {
        sink_.report(diag::KindsDiffer, span, words(result->type), words(next->type));
        return std::nullopt;
      }
      if (!sameUnit(*result, *next, span)) return std::nullopt;
      const core::Type date{core::Kind::Date, {}, {}};
      const core::ExprId since =
          compare(core::Comparison::AtMost, add(core::Const{*v.from}, date), add(core::Day{true}, date));
      result = Typed{add(core::If{since, next->id, result->id}, result->type, p.name.span), result->type};
    }
    last = v.from;
  }
  return result;
}

bool Checker::sameUnit(const Typed& left, const Typed& right, Span span) {
  if (left.type.unit == right.type.unit) return true;
  sink_.report(diag::UnitsDiffer, span, words(left.type.unit), words(right.type.unit)).help(remark::SameUnit);
  return false;
}

Lowered Checker::binary(const syntax::Binary& b, Span span) {
  const Lowered left = number(b.left);
  const Lowered right = number(b.right);
  if (!left || !right) return std::nullopt;
  switch (b.op) {
  case syntax::Arithmetic::Plus:
    if (!sameUnit(*left, *right, span)) return std::nullopt;
    return Typed{add(core::Add{left->id, right->id}, left->type, span), left->type};
  case syntax::Arithmetic::Minus: {
    if (!sameUnit(*left, *right, span)) return std::nullopt;
    const core::ExprId less = add(core::Mul{constant(-1), right->id}, right->type);
    return Typed{add(core::Add{left->id, less}, left->type, span), left->type};
  }
  case syntax::Arithmetic::Times: {
    const core::Type type = numberOf(left->type.unit * right->type.unit);
    return Typed{add(core::Mul{left->id, right->id}, type, span), type};
  }
  case syntax::Arithmetic::Over: {
    const core::Type type = numberOf(left->type.unit / right->type.unit);
    const core::Node& divisor = program_.exprs[right->id].node;
    const auto* c = std::get_if<core::Const>(&divisor);
    const auto* f = std::get_if<core::FactRef>(&divisor);
    const bool never =
        (c != nullptr && !std::get<Rational>(c->value).isZero()) ||
        (f != nullptr && (program_.facts[f->fact].lo.sign() > 0 || program_.facts[f->fact].hi.sign() < 0));
    if (!never) sink_.report(diag::DivisorZero, tree_.exprs[b.right].span, quoted(tree_.exprs[b.right].span));
    return Typed{add(core::Div{left->id, right->id, constant(0, type.unit)}, type, span), type};
  }
  }
  return std::nullopt;
}

/// Is the name one that has a value for each year? Reports when it is not.
bool Checker::yearly(const syntax::Name& name) {
  if (!name.symbol) return false;
  if (symbol(*name.symbol).kind != syntax::SymbolClass::Fact) return true; // a term is as yearly as what it is made of
  const auto declared = factDeclared_.find(*name.symbol);
  if (declared == factDeclared_.end()) return false;
  if (declared->second->each == syntax::Each::Year) return true;
  sink_.report(diag::NotYearly, name.span, name.text).label(remark::DeclaredHere, declared->second->span);
  return false;
}

} // namespace tiao::check
