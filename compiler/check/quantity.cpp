#include "compiler/check/checker.h"

#include "compiler/core/rules.h"
#include "compiler/syntax/walk.h"

#include <algorithm>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

namespace {

/// The unit that a price is for each of: 台 of 元/台. None if it is not the price of a count.
std::optional<core::Unit> pricedUnit(const core::Type& type) {
  if (type.kind != core::Kind::Number || type.unit.powers.size() != 2) return std::nullopt;
  const core::Unit counted = core::yuan() / type.unit;
  if (counted.powers.size() != 1 || counted.powers.begin()->second != 1) return std::nullopt;
  return counted;
}

Text joined(const std::vector<Text>& parts) {
  Text out;
  for (const Text& part : parts) {
    out.zh += (out.zh.empty() ? "" : "、") + part.zh;
    out.en += (out.en.empty() ? "" : ", ") + part.en;
  }
  return out;
}

} // namespace

/// What is granted, as money: an amount, or a price for each of a unit times the count of it that the sentence names.
Lowered Checker::grantedMoney(syntax::ExprId id, const syntax::Grant& grant, const Phrases& phrases,
                              core::Award& award) {
  if (const auto* share = std::get_if<syntax::PercentOf>(&tree_.exprs[id].node))
    if (const auto* rate = std::get_if<syntax::Literal>(&tree_.exprs[share->rate].node);
        rate != nullptr && Rational(1) < rate->value)
      sink_.report(diag::ShareAbove, tree_.exprs[share->rate].span, quoted(tree_.exprs[share->rate].span));
  const Span span = tree_.exprs[id].span;
  Lowered result = number(id);
  if (result) result = tiered(grant, *result, span);
  if (!result || !setKey(award, result->id, span)) return std::nullopt;
  if (grant.block) result = blocks(grant, *result, award, span);
  if (!result) return result;
  if (grant.each && grant.each->symbol && result->type.unit == core::yuan()) { // 每台给予购买价的30%
    const core::Unit each = unitOf(*grant.each->symbol);
    if (!each.powers.empty()) {
      const core::Unit per = core::Unit{} / each;
      const core::ExprId one = constant(1, per);
      result =
          Typed{add(core::Mul{result->id, one}, numberOf(core::yuan() / each), span), numberOf(core::yuan() / each)};
    } else if (!award.key) { // 给予每个10万元: of a count of things without a unit, if no item is counted
      const Lowered count = countOf({}, grant, phrases, award, grant.each->span);
      if (!count || !setKey(award, count->id, span)) return std::nullopt;
      result = Typed{add(core::Mul{result->id, count->id}, result->type, span), result->type};
    }
  }
  if (pricedUnit(result->type)) result = timesCount(*result, grant, phrases, award, span);
  if (result && grant.fullYears) {
    const Lowered since = use(*grant.fullYears, grant.fullYears->span);
    if (!since) return std::nullopt;
    if (since->type.kind != core::Kind::Date) {
      sink_.report(diag::NotThisKind, grant.fullYears->span, grant.fullYears->text, words(since->type),
                   Text("日期", "a date"));
      return std::nullopt;
    }
    if (!setKey(award, since->id, grant.fullYears->span)) return std::nullopt;
    const core::ExprId years = add(core::Anniversaries{since->id}, numberOf({}), grant.fullYears->span);
    result = Typed{add(core::Mul{result->id, years}, result->type, span), result->type};
  }
  if (!result) return result;
  if (result->type.unit == core::yuan()) return result;
  sink_.report(diag::AmountNotMoney, span, words(result->type));
  return std::nullopt;
}

/// 按X每满1000万元: the amount for each full block of X; none of what is negative.
Lowered Checker::blocks(const syntax::Grant& grant, const Typed& each, core::Award& award, Span span) {
  const Lowered of = use(*grant.blocksOf, grant.blocksOf->span);
  const Lowered size = number(*grant.block);
  if (!of || !size || !setKey(award, of->id, span)) return std::nullopt;
  const Span sizeSpan = tree_.exprs[*grant.block].span;
  if (of->type.kind != core::Kind::Number) {
    sink_.report(diag::NotThisKind, grant.blocksOf->span, grant.blocksOf->text, words(of->type),
                 Text("数", "a number"));
    return std::nullopt;
  }
  if (!sameUnit(*of, *size, sizeSpan)) return std::nullopt;
  const core::ExprId ratio = add(core::Div{of->id, size->id, constant(0)}, numberOf({}));
  const core::ExprId full = add(core::Whole{ratio}, numberOf({}), sizeSpan);
  const core::ExprId many = add(core::Greatest{constant(0), full}, numberOf({}), sizeSpan);
  return Typed{add(core::Mul{each.id, many}, each.type, span), each.type};
}

/// A price for each of a unit, under the limits that are written for each of it, times the count.
Lowered Checker::timesCount(Typed price, const syntax::Grant& grant, const Phrases& phrases, core::Award& award,
                            Span span) {
  perUnit_ = price.type.unit;
  for (const syntax::Phrase* p : phrases) {
    const auto* limit = std::get_if<syntax::Limit>(&p->node);
    if (limit == nullptr || limit->kind == syntax::LimitKind::Longest) continue;
    const Lowered bound = number(limit->bound);
    if (!bound || bound->type.unit != price.type.unit) continue;
    if (limit->kind == syntax::LimitKind::AtMost)
      price.id = add(core::Least{price.id, bound->id, true}, price.type, p->span);
    else
      price.id = add(core::Greatest{price.id, bound->id}, price.type, p->span);
  }
  const Lowered count = countOf(*pricedUnit(price.type), grant, phrases, award, span);
  if (!count || !setKey(award, count->id, span)) return std::nullopt;
  return Typed{add(core::Mul{price.id, count->id}, numberOf(core::yuan()), span), numberOf(core::yuan())};
}

/// The one count of a unit that a sentence means: the one it says with the price, else the only one among the names of
/// its target and appeals, else the only one there is.
Lowered Checker::countOf(const core::Unit& unit, const syntax::Grant& grant, const Phrases& phrases,
                         const core::Award& award, Span span) {
  const auto isCount = [&](SymbolId id) {
    const auto declared = factDeclared_.find(id);
    if (declared == factDeclared_.end() || declared->second->kind != syntax::FactKind::Count) return false;
    const auto fact = facts_.find(id);
    return fact != facts_.end() && program_.facts[fact->second].type.unit == unit;
  };
  if (grant.counted) {
    const Lowered count = use(*grant.counted, grant.counted->span);
    if (!count || count->type.unit == unit) return count;
    sink_.report(diag::UnitsDiffer, grant.counted->span, words(unit), words(count->type.unit)).help(remark::SameUnit);
    return std::nullopt;
  }
  std::vector<SymbolId> found;
  const auto consider = [&](const syntax::Name& name) {
    if (name.symbol && isCount(*name.symbol) && std::ranges::find(found, *name.symbol) == found.end())
      found.push_back(*name.symbol);
  };
  if (targetSaid_ != nullptr && targetSaid_->condition) syntax::eachName(tree_, *targetSaid_->condition, consider);
  for (const syntax::Phrase* p : phrases)
    if (const auto* appeal = std::get_if<syntax::Appeal>(&p->node)) consider(appeal->what);
  if (found.empty()) {
    for (const bool own : {true, false}) { // the item's own counts go first
      for (const auto& [name, fact] : facts_)
        if (isCount(name) && (program_.facts[fact].item == award.key) == own && (own || !program_.facts[fact].item))
          found.push_back(name);
      if (!found.empty()) break;
    }
  }
  if (found.empty()) {
    sink_.report(diag::CountNeeded, span, words(unit), words(unit)).help(remark::SayWhichCount);
    return std::nullopt;
  }
  if (found.size() > 1) {
    std::vector<Text> names;
    for (const SymbolId name : found) names.push_back(shown(name));
    sink_.report(diag::CountUnclear, span, words(unit), joined(names)).help(remark::SayWhichCount);
    return std::nullopt;
  }
  const core::FactId fact = facts_.at(found.front());
  const core::Type type = program_.facts[fact].type;
  return Typed{add(core::FactRef{fact}, type, span), type};
}

/// 同比例递增: the fixed amount of the sentence before, times the growth that this sentence asks for; by convention the
/// increment alone, or the amount so raised.
Lowered Checker::sameProportion(Span span) {
  Ratios ratios;
  const auto ratio = lastFixed_ && lastTarget_ ? growthAsked(*lastTarget_, ratios, span) : std::nullopt;
  if (!ratio) {
    sink_.report(diag::NoProportion, span);
    return std::nullopt;
  }
  return Typed{add(core::Mul{*lastFixed_, *ratio}, numberOf(core::yuan()), span), numberOf(core::yuan())};
}

/// The growth that a condition asks for, the last of them if there are several; in each version, that of its own
/// conditions. None where some version asks for none.
std::optional<core::ExprId> Checker::growthAsked(core::ExprId condition, Ratios& ratios, Span span) {
  if (const auto version = firstVersion(condition)) {
    const core::VersionGloss layer = std::get<core::VersionGloss>(program_.glosses.at(*version));
    const core::ExprId inForce = std::get<core::If>(program_.exprs[*version].node).condition;
    const auto then = growthAsked(inVersion(condition, layer.policy, true), ratios, span);
    const auto otherwise = growthAsked(inVersion(condition, layer.policy, false), ratios, span);
    if (!then || !otherwise) return std::nullopt;
    if (*then == *otherwise) return then;
    const core::ExprId made = add(core::If{inForce, *then, *otherwise}, numberOf({}), span);
    program_.glosses[made] = layer;
    return made;
  }
  const std::optional<core::ExprId> now = lastGrown(condition);
  if (!now) return std::nullopt;
  const auto [ratio, isNew] = ratios.try_emplace(now->index);
  if (!isNew) return ratio->second;
  const core::ExprId before = add(core::Back{*now, 1, core::TermUnit::Years}, program_.exprs[*now].type);
  ratio->second = add(core::Div{*now, before, constant(1)}, numberOf({}));
  if (readings_.of("SameProportion", symbol(*clause_)) == "Increment")
    ratio->second = add(core::Add{ratio->second, constant(-1)}, numberOf({}), span);
  return ratio->second;
}

/// The value whose growth a condition compares last.
std::optional<core::ExprId> Checker::lastGrown(core::ExprId condition) const {
  const auto gloss = program_.glosses.find(condition);
  if (gloss != program_.glosses.end())
    if (const auto* growth = std::get_if<core::GrowthGloss>(&gloss->second)) return growth->last;
  std::optional<core::ExprId> found;
  core::eachOperand(program_.exprs[condition].node, [&](core::ExprId part) {
    if (const auto last = lastGrown(part)) found = last;
  });
  return found;
}

/// Is an amount written as a number, in every version?
bool Checker::writtenInFull(syntax::ExprId amount) const {
  const auto* versioned = std::get_if<syntax::Versioned>(&tree_.exprs[amount].node);
  if (versioned == nullptr) return std::holds_alternative<syntax::Literal>(tree_.exprs[amount].node);
  return versioned->then && versioned->otherwise && writtenInFull(*versioned->then) &&
         writtenInFull(*versioned->otherwise);
}

/// Is a value one number, in every version?
bool Checker::oneNumber(core::ExprId value) const {
  const auto* choice = std::get_if<core::If>(&program_.exprs[value].node);
  if (choice == nullptr) return std::holds_alternative<core::Const>(program_.exprs[value].node);
  const auto gloss = program_.glosses.find(value);
  const bool version = gloss != program_.glosses.end() && std::holds_alternative<core::VersionGloss>(gloss->second);
  return version && oneNumber(choice->then) && oneNumber(choice->otherwise);
}

/// 不超过6个标准展位: a limit on the one quantity of that unit in the amount (core.md section 9).
void Checker::limitQuantity(const Typed& bound, Span span, core::Award& award) {
  core::ExprId* amount = &award.amount;
  if (award.assessment) // the ceiling is what is computed
    for (core::Limit& l : award.limits)
      if (auto* cap = std::get_if<core::Cap>(&l.node)) {
        amount = &cap->bound;
        break;
      }
  std::vector<core::ExprId> found;
  const auto walk = [&](const auto& self, core::ExprId id) -> void {
    const core::Node& node = program_.exprs[id].node;
    const auto* ref = std::get_if<core::FactRef>(&node);
    const auto same = [&](core::ExprId other) {
      const auto* o = std::get_if<core::FactRef>(&program_.exprs[other].node);
      return o != nullptr && ref != nullptr && o->fact == ref->fact;
    };
    if (ref != nullptr && program_.facts[ref->fact].type.unit == bound.type.unit) {
      if (std::ranges::none_of(found, same)) found.push_back(id);
      return;
    }
    core::eachOperand(node, [&](core::ExprId part) { self(self, part); });
  };
  walk(walk, *amount);
  if (found.empty()) {
    sink_.report(diag::QuantityNeeded, span, words(bound.type.unit));
    return;
  }
  if (found.size() > 1) {
    std::vector<Text> names;
    for (const core::ExprId id : found)
      names.push_back(shown(program_.facts[std::get<core::FactRef>(program_.exprs[id].node).fact].name));
    sink_.report(diag::CountUnclear, span, words(bound.type.unit), joined(names)).help(remark::SayWhichCount);
    return;
  }
  *amount = replaced(*amount, found.front(), add(core::Least{found.front(), bound.id, true}, bound.type, span));
}

/// `in` with `by` for every reading of the fact that `what` reads. What it is made of may be shared with other clauses
/// and is left as it is.
core::ExprId Checker::replaced(core::ExprId in, core::ExprId what, core::ExprId by) {
  const auto* ref = std::get_if<core::FactRef>(&program_.exprs[in].node);
  if (ref != nullptr && ref->fact == std::get<core::FactRef>(program_.exprs[what].node).fact) return by;
  core::Expr copy = program_.exprs[in];
  bool changed = false;
  core::eachOperand(copy.node, [&](core::ExprId& part) {
    const core::ExprId now = replaced(part, what, by);
    changed |= now != part;
    part = now;
  });
  return changed ? program_.exprs.add(std::move(copy)) : in;
}

} // namespace tiao::check
