#include "compiler/diff/law.h"
#include "compiler/explain/phrase.h"

#include <algorithm>

/// The table of regions in words.
namespace tiao::diff {

namespace {

Text partialText(prove::Partial partial) {
  switch (partial) {
  case prove::Partial::OtherFacts:
    return {"表中有的界限还取决于其他事实，这里是例中的情形",
            "some bounds hang on other facts too: here as in the example"};
  case prove::Partial::TooMany: return {"区间太多，只列出最初的", "too many intervals: the first of them"};
  case prove::Partial::Exhausted:
    return {"求解器在限定的步数内没有列全", "the solver did not list all within its steps"};
  case prove::Partial::Items:
    return {"只查了每类条目不超过一个的情形", "only cases with at most one item of each kind"};
  case prove::Partial::LeftOut: return {"有的算法没有编入证明", "something it computes is left out of proofs"};
  case prove::Partial::NoDriver: return {"没有哪一项数额单独决定这个变化", "no amount alone decides the change"};
  }
  return {};
}

} // namespace

/// How a version comes to what it gives: 20%, 5,000,000.00元, 不符合.
Text Laws::path(Side side, const prove::Path& path, AwardId id) const {
  const core::Program& program = side == Side::Before ? before_.input.program : fresh_;
  const Wording& wording = side == Side::Before ? before_ : after_;
  const core::Award& award = program.awards[id];
  switch (path.status) {
  case prove::Path::Status::NotInForce: return {"未施行", "not in force"};
  case prove::Path::Status::NotEntitled: return {"不符合", "not entitled"};
  case prove::Path::Status::Exhausted: return {"已用尽", "exhausted"};
  case prove::Path::Status::Entitled: break;
  }
  if (path.amount) return explain::yuanText({*path.amount, *path.amount});
  if (path.varies) return {"视其他事实", "by other facts"};
  const auto money = [&](auto self, ExprId expr) -> std::optional<Text> {
    // Where a layer sets another, both: 8,000,000.00元（余杭规定）或 5,000,000.00元.
    if (const auto layer = wording.layer(expr)) {
      const auto& version = std::get<core::If>(program.exprs[expr].node);
      const auto then = self(self, version.then), otherwise = self(self, version.otherwise);
      if (!then || !otherwise) return std::nullopt;
      return explain::say("{}（{}）或 {}", "{} ({}) or {}", *then, *layer, *otherwise);
    }
    const auto* constant = std::get_if<core::Const>(&program.exprs[expr].node);
    const auto* value = constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
    return value == nullptr ? std::nullopt : std::optional(explain::yuanText({*value, *value}));
  };
  if (!path.limits.empty()) {
    const core::Limit& limit = award.limits[path.limits.back()];
    const auto* cap = std::get_if<core::Cap>(&limit.node);
    const auto known = cap == nullptr ? std::nullopt : money(money, cap->bound);
    return known ? *known : wording.limitValue(limit);
  }
  ExprId amount = award.amount;
  if (award.assessment) return {"核定的金额", "the amount fixed"};
  for (bool resolved = true; resolved;) {
    resolved = false;
    const auto* branch = std::get_if<core::If>(&program.exprs[amount].node);
    if (branch == nullptr) break;
    for (const auto& [condition, holds] : path.conditions)
      if (condition == branch->condition) {
        amount = holds ? branch->then : branch->otherwise;
        resolved = true;
        break;
      }
  }
  if (const auto known = money(money, amount)) return *known;
  if (const auto* product = std::get_if<core::Mul>(&program.exprs[amount].node))
    for (const ExprId factor : {product->left, product->right})
      if (const auto* rate = std::get_if<core::Const>(&program.exprs[factor].node);
          rate != nullptr && path.within.empty())
        if (const auto* value = std::get_if<Rational>(&rate->value);
            value != nullptr && program.exprs[factor].type.unit.powers.empty())
          return explain::percentText(*value);
  return explain::words(program, wording.input.sources, {}, amount);
}

std::optional<Regions> Laws::regions(const prove::Regions& found, const AwardPair& award) const {
  const auto program = [&](uint32_t side) -> const core::Program& {
    return side == 0 ? before_.input.program : fresh_;
  };
  Regions out;
  for (const prove::ByCondition& c : found.conditions) {
    const Wording& wording = c.side == 0 ? before_ : after_;
    out.conditions.push_back(
        {wording.expr(c.asks), c.side == 0 ? Side::Before : Side::After, c.least, c.most, c.exact});
  }
  if (found.driver) {
    const prove::Driver& driver = *found.driver;
    out.fact = explain::named(program(driver.side).facts[driver.fact].name);
    switch (found.scope) {
    case prove::Scope::OneYear: out.scope = explain::periodText(found.period); break;
    case prove::Scope::EachYear:
      out.scope = {"每年相同，金额为各年合计", "the same each year; amounts over all years"};
      break;
    case prove::Scope::AllYears: out.scope = {"金额为各年合计", "amounts over all years"}; break;
    }
    for (const prove::Region& r : found.regions) {
      Region one;
      one.lo = r.lo;
      one.hi = r.hi;
      one.fromLeast = r.fromLeast;
      one.toMost = r.toMost;
      const Text same{"同", "as before"};
      one.before = r.mixed ? Text("几种算法", "in several ways") : path(Side::Before, r.before, *award.before);
      one.after = r.mixed ? same : path(Side::After, r.after, *award.after);
      one.least = r.least;
      one.most = r.most;
      one.exact = r.exact;
      const auto point = [](const prove::Point& p) { return Point{p.at, p.before, p.after}; };
      one.first = point(r.first);
      one.last = point(r.last);
      one.proved = r.proved;
      out.regions.push_back(std::move(one));
    }
    for (const ExprId met : found.met)
      out.notes.push_back(
          explain::say("限于满足「{}」的", "of those that meet `{}`", (driver.side == 0 ? before_ : after_).expr(met)));
  }
  for (const prove::Partial partial : found.partial) out.notes.push_back(partialText(partial));
  if (out.regions.empty() && out.conditions.empty()) return std::nullopt;
  return out;
}

} // namespace tiao::diff
