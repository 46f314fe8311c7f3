#include "compiler/check/checker.h"

#include <algorithm>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;
using core::match;

bool hasGrowth(const syntax::Tree& tree, syntax::ExprId id) {
  return std::visit(match{
                        [&](const syntax::Comparison& c) {
                          return std::holds_alternative<syntax::AverageGrowth>(tree.exprs[c.left].node);
                        },
                        [&](const syntax::Grows&) { return true; },
                        [&](const syntax::Join& j) {
                          return std::ranges::any_of(j.of, [&](syntax::ExprId e) { return hasGrowth(tree, e); });
                        },
                        [&](const syntax::Not& n) { return hasGrowth(tree, n.of); },
                        [&](const syntax::EachOfYears& y) { return hasGrowth(tree, y.of); },
                        [](const auto&) { return false; }, // no growth is compared in values and flags
                    },
                    tree.exprs[id].node);
}

Lowered Checker::condition(syntax::ExprId id) {
  const syntax::Expr& expr = tree_.exprs[id];
  const Span span = expr.span;
  const auto notACondition = [&]() -> Lowered {
    const Lowered v = value(id);
    if (v) sink_.report(diag::NotThisKind, span, quoted(span), words(v->type), Text("条件", "a condition"));
    return std::nullopt;
  };
  const auto made = [&](core::Node node) -> Lowered { return Typed{add(std::move(node), truth(), span), truth()}; };
  return std::visit(
      match{
          [&](const syntax::Flag& f) -> Lowered {
            const Lowered v = use(f.name, span);
            if (!v || v->type.kind == core::Kind::Truth) return v;
            const auto declared = factDeclared_.find(*f.name.symbol); // 对购买人证对比设备的: who bought any
            if (declared != factDeclared_.end() && declared->second->kind == syntax::FactKind::Count)
              return Typed{compare(core::Comparison::Less, constant(0, v->type.unit), v->id, span), truth()};
            sink_.report(diag::NotThisKind, span, f.name.text, words(v->type), Text("条件", "a condition"))
                .label(remark::DeclaredHere, symbol(*f.name.symbol).declared);
            return std::nullopt;
          },
          [&](const syntax::Comparison& c) { return comparison(c, span); },
          [&](const syntax::OneOf& c) { return oneOf(c, span); },
          [&](const syntax::Grows& g) -> Lowered {
            const Lowered rate = number(g.rate);
            if (!rate) return rate;
            if (!rate->type.unit.powers.empty()) {
              sink_.report(diag::NotRate, tree_.exprs[g.rate].span, words(rate->type));
              return std::nullopt;
            }
            return growth(g.of, 1, false, g.bound, *rate, span);
          },
          [&](const syntax::Not& n) -> Lowered {
            const Lowered of = condition(n.of);
            if (!of) return of;
            if (hasGrowth(tree_, n.of)) sink_.report(diag::NotOverGrowth, span);
            return made(core::Not{of->id});
          },
          [&](const syntax::EachOfYears& y) -> Lowered {
            const Lowered of = condition(y.of);
            if (!of) return of;
            if (y.years < 1 || y.years > 60) {
              sink_.report(diag::YearsNotWhole, span);
              return std::nullopt;
            }
            std::vector<core::ExprId> years{of->id};
            for (int k = 1; k < y.years; ++k)
              years.push_back(add(core::Back{of->id, k, core::TermUnit::Years}, truth()));
            return Typed{all(years, span), truth()};
          },
          [&](const syntax::HeldWithin& h) { return heldWithin(h, span); },
          [&](const syntax::Join& j) -> Lowered {
            std::vector<core::ExprId> parts;
            for (const syntax::ExprId part : j.of)
              if (const Lowered p = condition(part)) parts.push_back(p->id);
            if (parts.size() != j.of.size()) return std::nullopt;
            return made(core::AtLeast{j.all ? static_cast<uint32_t>(parts.size()) : 1U, std::move(parts)});
          },
          [&](const syntax::Versioned& v) { return versioned(v, span, true); },
          [&](const syntax::Invalid&) -> Lowered { return std::nullopt; },
          [&](const syntax::Literal&) { return notACondition(); },
          [&](const syntax::DateLiteral&) { return notACondition(); },
          [&](const syntax::NameUse&) { return notACondition(); },
          [&](const syntax::PercentOf&) { return notACondition(); },
          [&](const syntax::Binary&) { return notACondition(); },
          [&](const syntax::Negative&) { return notACondition(); },
          [&](const syntax::Extreme&) { return notACondition(); },
          [&](const syntax::Conditional&) { return notACondition(); },
          [&](const syntax::PreviousYear&) { return notACondition(); },
          [&](const syntax::Increase&) { return notACondition(); },
          [&](const syntax::PartAbove&) { return notACondition(); },
          [&](const syntax::AverageGrowth&) { return notACondition(); },
          [&](const syntax::Rounded&) { return notACondition(); },
          [&](const syntax::SumOver&) { return notACondition(); },
          [&](const syntax::FullSince&) { return notACondition(); },
          [&](const syntax::Applied&) { return notACondition(); },
      },
      expr.node);
}

/// 一年内受过处罚: of a yes or no of each year, that it was yes in this year or one of the n − 1 before it; of a date,
/// that it lies in the n years up to the last day of the period.
Lowered Checker::heldWithin(const syntax::HeldWithin& h, Span span) {
  if (h.years < 1 || h.years > 60) {
    sink_.report(diag::YearsNotWhole, span);
    return std::nullopt;
  }
  const Lowered of = use(h.of, h.of.span);
  if (!of) return of;
  using enum core::Comparison;
  const auto held = [&](core::ExprId condition) {
    program_.glosses[condition] = core::HeldGloss{h.years, of->id};
    return Typed{condition, truth()};
  };
  if (of->type.kind == core::Kind::Date) {
    const core::ExprId last = add(core::Day{true}, of->type);
    const core::ExprId before = add(core::Shift{last, constant(-h.years), core::TermUnit::Years}, of->type);
    return held(all({compare(Less, before, of->id), compare(AtMost, of->id, last)}, span));
  }
  if (of->type.kind != core::Kind::Truth) {
    sink_.report(diag::NotThisKind, h.of.span, h.of.text, words(of->type),
                 Text("是否或日期", "a yes or no, or a date"));
    return std::nullopt;
  }
  if (!yearly(h.of)) return std::nullopt;
  const core::ExprId count = add(core::Sum{core::OverYears{0, h.years - 1}, of->id, constant(1)}, numberOf({}), span);
  return held(compare(Less, constant(0), count, span));
}

Lowered Checker::comparison(const syntax::Comparison& c, Span span) {
  if (const auto* g = std::get_if<syntax::AverageGrowth>(&tree_.exprs[c.left].node))
    return averageGrowth(*g, c.bound, c.right, span);
  const Lowered left = value(c.left);
  const Lowered right = value(c.right);
  if (const auto* name = std::get_if<syntax::NameUse>(&tree_.exprs[c.left].node)) nearestValue_ = name->name;
  if (!left || !right) return std::nullopt;
  const auto orders = [](core::Kind kind) { return kind == core::Kind::Number || kind == core::Kind::Date; };
  if (left->type.kind != right->type.kind || !orders(left->type.kind)) {
    const Typed& odd = orders(left->type.kind) ? *right : *left;
    const Span at = tree_.exprs[orders(left->type.kind) ? c.right : c.left].span;
    if (orders(left->type.kind) && orders(right->type.kind))
      sink_.report(diag::KindsDiffer, span, words(left->type), words(right->type));
    else
      sink_.report(diag::NotThisKind, at, quoted(at), words(odd.type),
                   Text("可以比大小的数或日期", "a number or date that can be compared"));
    return std::nullopt;
  }
  if (left->type.kind == core::Kind::Number && !sameUnit(*left, *right, span)) return std::nullopt;
  if (!noteTiers(c, *left, *right)) return std::nullopt;
  return Typed{compared(c.bound, *left, *right, span), truth()};
}

core::ExprId Checker::compared(syntax::Bound bound, const Typed& left, const Typed& right, Span span) {
  using enum core::Comparison;
  switch (bound) {
  case syntax::Bound::AtLeast: return compare(AtMost, right.id, left.id, span);
  case syntax::Bound::AtMost: return compare(AtMost, left.id, right.id, span);
  case syntax::Bound::More: return compare(Less, right.id, left.id, span);
  case syntax::Bound::Less: return compare(Less, left.id, right.id, span);
  }
  return left.id;
}

Lowered Checker::oneOf(const syntax::OneOf& c, Span span) {
  const Lowered fact = use(c.fact, c.fact.span);
  if (!fact) return fact;
  const auto* ref = std::get_if<core::FactRef>(&program_.exprs[fact->id].node);
  if (fact->type.kind != core::Kind::Member || ref == nullptr) {
    sink_.report(diag::NotThisKind, c.fact.span, c.fact.text, words(fact->type), Text("其一", "a one-of"));
    return std::nullopt;
  }
  const std::vector<SymbolId>& members = members_[ref->fact];
  std::vector<core::ExprId> parts;
  for (const syntax::Name& m : this->members(c.members)) {
    if (!m.symbol) return std::nullopt;
    const auto found = std::ranges::find(members, *m.symbol);
    if (found == members.end()) {
      Text all;
      for (const SymbolId s : members) {
        all.zh += (all.zh.empty() ? "" : "、") + symbol(s).shown(true);
        all.en += (all.en.empty() ? "" : ", ") + symbol(s).shown(false);
      }
      sink_.report(diag::NotInList, m.span, m.text, shown(*c.fact.symbol)).help(remark::Expected, all);
      return std::nullopt;
    }
    const core::Member member{static_cast<uint32_t>(found - members.begin())};
    parts.push_back(compare(core::Comparison::Equal, fact->id, add(core::Const{member}, fact->type, m.span), m.span));
  }
  if (parts.size() == 1) {
    program_.exprs[parts[0]].span = span;
    return Typed{parts[0], truth()};
  }
  return Typed{add(core::AtLeast{1, std::move(parts)}, truth(), span), truth()};
}

} // namespace tiao::check
