#include "compiler/attain/hits.h"

#include "compiler/core/rules.h"

#include <algorithm>

namespace tiao::attain {

using core::match;
using cover::Side;
using cover::Site;
using prove::Given;

namespace {

prove::Period back(const prove::Period& from, int count, core::TermUnit unit) {
  return unit == core::TermUnit::Months ? calendar::monthsBefore(from, count) : calendar::yearsBefore(from, count);
}

/// What the sides of a site are found at.
std::set<ExprId> readAt(const cover::Sites& sites, size_t site) {
  std::set<ExprId> result;
  for (const auto& [expr, index] : sites.of)
    if (index == site) result.insert(expr);
  for (const auto* lines : {&sites.lines, &sites.parts})
    for (const auto& [expr, all] : *lines)
      if (std::ranges::find(all, site) != all.end()) result.insert(expr);
  return result;
}

} // namespace

bool reads(const core::Program& program, const cover::Sites& sites, const std::vector<ExprId>& roots, size_t site) {
  const std::set<ExprId> at = readAt(sites, site);
  std::set<ExprId> seen;
  bool found = false;
  const auto look = [&](auto self, ExprId id) -> void {
    if (found || !seen.insert(id).second) return;
    found = at.contains(id);
    core::eachOperand(program.exprs[id].node, [&](ExprId part) { self(self, part); });
  };
  for (const ExprId root : roots) look(look, root);
  return found;
}

bool reads(const core::Program& program, const cover::Sites& sites, core::AwardId award, size_t site) {
  if (sites.all[site].limit) return sites.all[site].award == award;
  std::vector<ExprId> roots;
  core::eachExpr(program.awards[award], [&](ExprId id) { roots.push_back(id); });
  return reads(program, sites, roots, site);
}

// --------------------------------------------------------------------------------------------------------- candidates

std::map<prove::Period, Hits> Hitting::hits(const prove::Encoded& encoded) {
  std::map<prove::Period, Hits> result;
  for (const Given& given : encoded.given) {
    if (given.award != award_ || terms_.constant(given.inForce) == std::optional(false)) continue;
    eligible_ = false;
    inside_.clear();
    reached_.clear();
    candidate(given);
    Hits& all = result[given.period];
    for (const auto& [side, where] : reached_) hit(side.first, side.second, where, all);
  }
  for (const prove::Together& each : encoded.together)
    if (each.award == award_) together(each, result[each.period]);
  return result;
}

void Hitting::candidate(const Given& given) {
  const At at{given.item, given.period};
  const Prop asked = terms_.both(given.inForce, terms_.negation(given.exhausted));
  beforeEligible(given);
  walk(award().eligible, at, asked);
  decide(award().eligible, at, asked, reached_);
  inside_.clear();
  eligible_ = true;
  counts(award().limits, given.met, given.inForce, terms_.both(asked, given.eligible), reached_);
  amount(given);
}

/// What is read before the conditions, to see whether it is in force and what is used up.
void Hitting::beforeEligible(const Given& given) {
  const At at{given.item, given.period};
  if (award().startedIf && award().to < calendar::lastDay(at.period)) walk(*award().startedIf, at, terms_.truth(true));
  for (const core::Limit& limit : award().limits) {
    const auto* cap = std::get_if<core::Cap>(&limit.node);
    const bool later =
        cap == nullptr ? std::holds_alternative<core::Floor>(limit.node) : cap->window == core::Window::Period;
    if (!later) core::eachExpr({limit}, [&](ExprId part) { walk(part, at, given.inForce); });
  }
}

void Hitting::amount(const Given& given) {
  const At at{given.item, given.period};
  const Prop open = terms_.all({given.inForce, terms_.negation(given.exhausted), given.eligible});
  walk(award().amount, at, open);
  for (const core::Limit& limit : award().limits) {
    if (const auto* cap = std::get_if<core::Cap>(&limit.node)) walk(cap->bound, at, open);
    if (const auto* floor = std::get_if<core::Floor>(&limit.node)) walk(floor->bound, at, open);
  }
  cuts(award().limits, given.met, open, reached_);
  if (award().assessment) ceiling(open, reached_);
}

void Hitting::together(const prove::Together& together, Hits& into) {
  const Prop always = terms_.truth(true);
  counts(award().overall, together.met, always, terms_.truth(false), into);
  cuts(award().overall, together.met, together.some, into);
}

// ------------------------------------------------------------------------------------------------------------- limits

/// Used up counts only where nothing else is.
void Hitting::counts(const std::vector<core::Limit>& limits, const std::vector<Given::Met>& met, Prop inForce,
                     Prop eligible, Hits& into) {
  struct Counted {
    size_t site;
    Prop usedUp, last;
  };
  std::vector<Counted> all;
  std::vector<Prop> left;
  for (const Given::Met& each : met) {
    const core::Limit& limit = limits[each.limit];
    if (std::holds_alternative<core::Cap>(limit.node) || std::holds_alternative<core::Floor>(limit.node)) continue;
    const Prop usedUp = terms_.atMost(each.bound, each.value);
    const Prop last = terms_.atMost(each.bound, terms_.add(each.value, terms_.number(1)));
    all.push_back({sites_.limits.at(&limit), usedUp, last});
    left.push_back(terms_.negation(usedUp));
  }
  const Prop open = terms_.both(eligible, terms_.all(left));
  for (size_t i = 0; i < all.size(); ++i) {
    std::vector<Prop> alone = left;
    alone[i] = all[i].usedUp;
    alone.push_back(inForce);
    hit(all[i].site, Side::UsedUp, terms_.all(alone), into);
    hit(all[i].site, Side::Open, terms_.both(open, all[i].last), into);
  }
}

void Hitting::cuts(const std::vector<core::Limit>& limits, const std::vector<Given::Met>& met, Prop open, Hits& into) {
  for (const Given::Met& each : met) {
    const core::Limit& limit = limits[each.limit];
    const size_t site = sites_.limits.at(&limit);
    Prop told = open;
    Prop cut = terms_.less(each.bound, each.value);
    if (std::holds_alternative<core::Cap>(limit.node)) {
      told = terms_.both(told, terms_.less(each.bound, terms_.number(core::noLimit())));
    } else if (std::holds_alternative<core::Floor>(limit.node)) {
      cut = terms_.less(each.value, each.bound);
      told = terms_.both(told, terms_.negation(terms_.equal(each.bound, terms_.number(0))));
    } else {
      continue;
    }
    hit(site, Side::Cut, terms_.both(told, cut), into);
    hit(site, Side::Free, terms_.all({told, terms_.negation(cut), terms_.positive(each.value)}), into);
  }
}

/// The declared range of the amount goes through the limits as well, to find the ceiling.
void Hitting::ceiling(Prop open, Hits& into) {
  const auto floor = [](const core::Limit& limit) { return std::holds_alternative<core::Floor>(limit.node); };
  const bool tells = program_.facts[*award().assessment].lo.sign() > 0 || std::ranges::any_of(award().limits, floor);
  for (const core::Limit& limit : award().limits)
    for (const Side side : {Side::Free, Side::Cut})
      if (tells) hit(sites_.limits.at(&limit), side, open, into);
}

// -------------------------------------------------------------------------------------------------------- expressions

Prop Hitting::prop(ExprId id, const At& at) {
  const prove::Term value = term(id, at);
  return *std::get_if<Prop>(&value);
}
Num Hitting::num(ExprId id, const At& at) {
  const prove::Term value = term(id, at);
  return *std::get_if<Num>(&value);
}

/// The interpreter evaluates it where `path` holds.
void Hitting::walk(ExprId id, const At& at, Prop path) {
  if (terms_.constant(path) == std::optional(false)) return;
  operands(id, at, path);
  found(id, at, path);
}

void Hitting::operands(ExprId id, const At& at, Prop path) {
  const core::Node& node = program_.exprs[id].node;
  if (const auto* earlier = std::get_if<core::Back>(&node)) {
    walk(earlier->of, {at.item, back(at.period, earlier->count, earlier->unit)}, path);
  } else if (const auto* choice = std::get_if<core::If>(&node)) {
    const Prop condition = prop(choice->condition, at);
    walk(choice->condition, at, path);
    walk(choice->then, at, terms_.both(path, condition));
    walk(choice->otherwise, at, terms_.both(path, terms_.negation(condition)));
  } else if (const auto* division = std::get_if<core::Div>(&node)) {
    const Prop none = terms_.equal(num(division->right, at), terms_.number(0));
    walk(division->right, at, path);
    walk(division->left, at, terms_.both(path, terms_.negation(none)));
    walk(division->otherwise, at, terms_.both(path, none));
  } else if (const auto* sum = std::get_if<core::Sum>(&node)) {
    members(*sum, at, path);
  } else {
    core::eachOperand(node, [&](ExprId part) { walk(part, at, path); });
  }
}

void Hitting::members(const core::Sum& sum, const At& at, Prop path) {
  const auto member = [&](const At& inside, Prop there) {
    const Prop where = terms_.both(path, there);
    walk(sum.where, inside, where);
    walk(sum.value, inside, terms_.both(where, prop(sum.where, inside)));
  };
  const Prop always = terms_.truth(true);
  std::visit(match{
                 [&](const core::OverItems& d) {
                   for (prove::Item item = 0; item < encoder_.assumed().items; ++item)
                     member({item, at.period}, encoder_.listed(d.kind, item, at.period.year));
                 },
                 [&](const core::OverMonths&) {
                   for (int m = 1; m <= 12; ++m) member({at.item, {at.period.year, m}}, always);
                 },
                 [&](const core::OverYears& d) {
                   for (int years = d.from; years <= d.to; ++years)
                     member({at.item, calendar::yearsBefore(at.period, years)}, always);
                 },
             },
             sum.domain);
}

void Hitting::found(ExprId id, const At& at, Prop path) {
  const core::Node& node = program_.exprs[id].node;
  if (program_.exprs[id].type.kind == core::Kind::Truth) {
    if (const auto* choice = std::get_if<core::If>(&node); choice != nullptr) take(choice->condition, path, reached_);
    if (!sites_.roots.contains(id)) return;
    Hits hits;
    decide(id, at, path, hits);
    for (const auto& [side, where] : hits) hit(side.first, side.second, where, inside_[id]);
    return;
  }
  if (const auto lines = sites_.lines.find(id); lines != sites_.lines.end())
    for (const size_t line : lines->second) hit(line, Side::Applied, path, reached_);
  if (const auto parts = sites_.parts.find(id); parts != sites_.parts.end())
    for (const size_t line : parts->second)
      hit(line, Side::Applied, terms_.both(path, terms_.positive(num(id, at))), reached_);
  if (!eligible_) return;
  if (const auto* choice = std::get_if<core::If>(&node)) take(choice->condition, path, reached_);
  if (const auto* sum = std::get_if<core::Sum>(&node)) take(sum->where, path, reached_);
  if (const auto* least = std::get_if<core::Least>(&node); least != nullptr && least->limit) {
    const auto site = sites_.of.find(id);
    if (site == sites_.of.end()) return;
    const Num quantity = num(least->left, at);
    const Prop cut = terms_.less(num(least->right, at), quantity);
    hit(site->second, Side::Cut, terms_.both(path, cut), reached_);
    hit(site->second, Side::Free, terms_.all({path, terms_.negation(cut), terms_.positive(quantity)}), reached_);
  }
}

// ---------------------------------------------------------------------------------------------------------- deciding

/// The conditions in it that its value hangs on alone, as cover::Measure::decide finds them.
void Hitting::decide(ExprId id, const At& at, Prop path, Hits& into) {
  const core::Node& node = program_.exprs[id].node;
  if (terms_.constant(path) == std::optional(false)) return;
  if (sites_.of.contains(id) || !cover::isTransparent(program_, id)) {
    leaf(id, at, path, into);
  } else if (const auto* negated = std::get_if<core::Not>(&node)) {
    decide(negated->of, at, path, into);
  } else if (const auto* earlier = std::get_if<core::Back>(&node)) {
    decide(earlier->of, {at.item, back(at.period, earlier->count, earlier->unit)}, path, into);
  } else if (const auto* choice = std::get_if<core::If>(&node)) {
    const Prop condition = prop(choice->condition, at);
    decide(choice->then, at, terms_.both(path, condition), into);
    decide(choice->otherwise, at, terms_.both(path, terms_.negation(condition)), into);
  } else if (const auto* list = std::get_if<core::AtLeast>(&node)) {
    decideOneOf(*list, at, path, into);
  }
}

/// One of k decides where k − 1 of the others hold.
void Hitting::decideOneOf(const core::AtLeast& list, const At& at, Prop path, Hits& into) {
  std::vector<Prop> parts;
  for (const ExprId part : list.of) parts.push_back(prop(part, at));
  for (size_t i = 0; i < parts.size(); ++i) {
    std::vector<Prop> others, opposites{path};
    for (size_t j = 0; j < parts.size(); ++j) {
      if (j == i) continue;
      others.push_back(parts[j]);
      opposites.push_back(terms_.negation(parts[j]));
    }
    Prop left = terms_.all(opposites); // k is 1
    if (list.k > 1) {
      const Prop enough = terms_.both(path, terms_.atLeast(list.k - 1, others));
      left = terms_.both(enough, terms_.negation(terms_.atLeast(list.k, others)));
    }
    decide(list.of[i], at, left, into);
  }
}

void Hitting::leaf(ExprId id, const At& at, Prop path, Hits& into) {
  if (const auto inside = sites_.inside.find(id); inside != sites_.inside.end())
    for (const ExprId root : inside->second) take(root, path, into);
  const auto found = sites_.of.find(id);
  if (found == sites_.of.end()) return;
  if (sites_.all[found->second].kind == Site::Kind::Condition) {
    const Prop holds = prop(id, at);
    hit(found->second, Side::Yes, terms_.both(path, holds), into);
    hit(found->second, Side::No, terms_.both(path, terms_.negation(holds)), into);
  } else if (std::holds_alternative<core::Compare>(program_.exprs[id].node)) {
    compared(found->second, id, at, path, into);
  }
}

void Hitting::compared(size_t index, ExprId id, const At& at, Prop path, Hits& into) {
  const Site& site = sites_.all[index];
  const auto& compare = std::get<core::Compare>(program_.exprs[id].node);
  const prove::Term value = term(site.turned ? compare.right : compare.left, at);
  const prove::Term bound = term(site.turned ? compare.left : compare.right, at);
  Prop below = terms_.truth(false), same = below, above = below;
  if (const auto* number = std::get_if<Num>(&value)) {
    const Num off = terms_.subtract(*number, *std::get_if<Num>(&bound));
    const Num step = terms_.number(site.stride), none = terms_.number(0);
    same = terms_.equal(off, none);
    below = terms_.both(terms_.less(off, none), terms_.atMost(terms_.subtract(none, step), off));
    above = terms_.both(terms_.less(none, off), terms_.atMost(off, step));
  } else if (const auto* day = std::get_if<prove::DateTerm>(&value)) {
    const auto& other = *std::get_if<prove::DateTerm>(&bound);
    same = encoder_.after(*day, other, 0);
    below = encoder_.after(*day, other, -1);
    above = encoder_.after(*day, other, 1);
  }
  hit(index, Side::Below, terms_.both(path, below), into);
  hit(index, Side::At, terms_.both(path, same), into);
  hit(index, Side::Above, terms_.both(path, above), into);
}

/// What was found inside of a value counts where the value does.
void Hitting::take(ExprId root, Prop path, Hits& into) {
  const auto inside = inside_.find(root);
  if (inside == inside_.end()) return;
  const Hits found = inside->second; // `into` may be of the same root
  for (const auto& [side, where] : found) hit(side.first, side.second, terms_.both(path, where), into);
}

void Hitting::hit(size_t site, Side side, Prop where, Hits& into) {
  if (terms_.constant(where) == std::optional(false)) return;
  const auto [at, isNew] = into.try_emplace({site, side}, where);
  if (!isNew) at->second = terms_.either(at->second, where);
}

} // namespace tiao::attain
