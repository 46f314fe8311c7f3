#include "compiler/check/checker.h"

namespace tiao::check {

namespace diag = diagnostics::diag;

namespace {

bool beginsYear(core::Date day) { return day == calendar::firstDay({calendar::yearOf(day), 0}); }
bool endsYear(core::Date day) { return day == calendar::lastDay({calendar::yearOf(day), 0}); }

} // namespace

uint32_t Checker::policyAt() const {
  const auto owner = clause_ ? owners_.find(*clause_) : owners_.end();
  return owner == owners_.end() ? 0 : owner->second;
}

/// "For each period, the version in force on the last day of the period that lies in force."
core::ExprId Checker::inForce(const syntax::Version& v, Span span) {
  const core::Type date{core::Kind::Date, {}, {}};
  const auto day = [&](bool last) { return add(core::Day{last}, date); };
  const auto fixed = [&](core::Date on) { return add(core::Const{on}, date, span); };
  bool last = true;
  const bool withinYear = (v.from && !beginsYear(*v.from)) || (v.to && !endsYear(*v.to));
  if (!v.anyDay && withinYear && (v.layer.symbol || v.stops))
    last = readings_.of("Change", clause_ || reader_ ? reader() : symbol(*v.layer.symbol)) == "LastDay";
  std::vector<core::ExprId> parts;
  if (v.from) parts.push_back(compare(core::Comparison::AtMost, fixed(*v.from), day(last || v.anyDay), span));
  if (v.to) parts.push_back(compare(core::Comparison::AtMost, day(last && !v.anyDay), fixed(*v.to), span));
  if (v.district)
    if (const Lowered here = oneOf({*v.district, v.members}, span)) parts.push_back(here->id);
  return parts.empty() ? add(core::Const{true}, truth(), span) : all(parts, span);
}

/// One value where the version is in force, another elsewhere; of a condition, what is absent always holds or never
/// does.
Lowered Checker::versioned(const syntax::Versioned& v, Span span, bool truthWanted) {
  if (v.version.stops) {
    const core::ExprId going = add(core::Not{inForce(v.version, span)}, truth(), span);
    program_.glosses[going] = core::StopGloss{*v.version.from};
    return Typed{going, truth()};
  }
  const auto part = [&](const std::optional<syntax::ExprId>& of, bool holds) -> Lowered {
    if (of) return truthWanted ? condition(*of) : value(*of);
    return Typed{add(core::Const{holds}, truth(), span), truth()};
  };
  // What stands before comes first, so that what is nearest to a growth without a name is the same in every version.
  const std::optional<syntax::Name> nearest = nearestValue_;
  const Lowered otherwise = part(v.otherwise, v.otherwiseHolds);
  const std::optional<syntax::Name> nearestAfter = v.otherwise ? nearestValue_ : nearest;
  nearestValue_ = nearest;
  const Lowered then = part(v.then, v.thenHolds);
  if (!v.then) nearestValue_ = nearestAfter;
  if (!then || !otherwise) return std::nullopt;
  if (then->type.kind == core::Kind::Number && otherwise->type.kind == core::Kind::Number) {
    if (!sameUnit(*otherwise, *then, span)) return std::nullopt;
  } else if (then->type != otherwise->type) {
    sink_.report(diag::KindsDiffer, span, words(otherwise->type), words(then->type));
    return std::nullopt;
  }
  const core::ExprId made = add(core::If{inForce(v.version, span), then->id, otherwise->id}, then->type, span);
  if (v.version.layer.symbol)
    program_.glosses[made] = core::VersionGloss{nameOf(*v.version.layer.symbol), v.version.policy};
  return Typed{made, then->type};
}

/// An award has one pair of days, of all versions, and those of the version in force are a condition: it cannot tell a
/// series that runs on after its own, or what part of a year they are.
Checker::VersionDays Checker::versionDays(const syntax::Sentence& sentence) const {
  VersionDays result;
  std::vector<syntax::ExprId> open = sentence.asked;
  while (!open.empty()) {
    const syntax::Expr& expr = tree_.exprs[open.back()];
    open.pop_back();
    const auto* v = std::get_if<syntax::Versioned>(&expr.node);
    if (v == nullptr) continue;
    if (v->version.anyDay) {
      result.said = expr.span;
      result.partial |=
          (v->version.from && !beginsYear(*v->version.from)) || (v->version.to && !endsYear(*v->version.to));
    }
    for (const std::optional<syntax::ExprId>& part : {v->then, v->otherwise})
      if (part) open.push_back(*part);
  }
  return result;
}

namespace {

/// Calls f(ExprId&) for each direct operand of a node.
template <typename F> void changeOperands(core::Node& node, F f) {
  std::visit(core::match{
                 [](core::Const&) {},
                 [](core::FactRef&) {},
                 [&](core::Back& e) { f(e.of); },
                 [](core::Day&) {},
                 [&](core::Add& e) { f(e.left), f(e.right); },
                 [&](core::Mul& e) { f(e.left), f(e.right); },
                 [&](core::Div& e) { f(e.left), f(e.right), f(e.otherwise); },
                 [&](core::Least& e) { f(e.left), f(e.right); },
                 [&](core::Greatest& e) { f(e.left), f(e.right); },
                 [&](core::Whole& e) { f(e.of); },
                 [&](core::Round& e) { f(e.of); },
                 [&](core::If& e) { f(e.condition), f(e.then), f(e.otherwise); },
                 [&](core::Shift& e) { f(e.date), f(e.by); },
                 [&](core::Full& e) { f(e.from), f(e.to); },
                 [&](core::Anniversaries& e) { f(e.date); },
                 [&](core::Sum& e) { f(e.where), f(e.value); },
                 [](core::Awarded&) {},
                 [&](core::Compare& e) { f(e.left), f(e.right); },
                 [&](core::Not& e) { f(e.of); },
                 [&](core::AtLeast& e) {
                   for (core::ExprId& part : e.of) f(part);
                 },
             },
             node);
}

} // namespace

/// An If of some version within the expression.
std::optional<core::ExprId> Checker::firstVersion(core::ExprId expr) const {
  const auto gloss = program_.glosses.find(expr);
  if (gloss != program_.glosses.end() && std::holds_alternative<core::VersionGloss>(gloss->second)) return expr;
  std::optional<core::ExprId> found;
  core::Node node = program_.exprs[expr].node;
  changeOperands(node, [&](core::ExprId& part) {
    if (!found) found = firstVersion(part);
  });
  return found;
}

/// The expression where this layer is the version in force, or is not. Where it is, those that can never hold with it
/// are not.
core::ExprId Checker::inVersion(core::ExprId expr, uint32_t layer, bool inForce) {
  const auto gloss = program_.glosses.find(expr);
  if (const auto* version =
          gloss == program_.glosses.end() ? nullptr : std::get_if<core::VersionGloss>(&gloss->second)) {
    const core::If branches = std::get<core::If>(program_.exprs[expr].node);
    if (version->policy == layer) return inVersion(inForce ? branches.then : branches.otherwise, layer, inForce);
    if (inForce && !policies_.meet(version->policy, layer)) return inVersion(branches.otherwise, layer, inForce);
  }
  core::Expr changed = program_.exprs[expr];
  bool any = false;
  changeOperands(changed.node, [&](core::ExprId& part) {
    const core::ExprId before = part;
    part = inVersion(before, layer, inForce);
    any |= part != before;
  });
  if (!any) return expr;
  const core::ExprId made = program_.exprs.add(std::move(changed));
  if (const auto words = program_.glosses.find(expr); words != program_.glosses.end())
    program_.glosses[made] = core::Gloss(words->second);
  return made;
}

} // namespace tiao::check
