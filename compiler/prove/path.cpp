#include "compiler/prove/path.h"

#include <algorithm>

namespace tiao::prove {

namespace {

/// Truths of all periods, by what they are of, in the order in which they came.
template <typename Of> class Gathered {
public:
  void add(Of of, Prop prop) {
    const auto at = std::ranges::find(order_, of);
    if (at == order_.end()) {
      order_.push_back(of);
      props_.push_back({prop});
    } else {
      props_[static_cast<size_t>(at - order_.begin())].push_back(prop);
    }
  }
  std::vector<std::pair<Of, Prop>> any(Terms& terms) const {
    std::vector<std::pair<Of, Prop>> result;
    for (size_t i = 0; i < order_.size(); ++i) result.emplace_back(order_[i], terms.any(props_[i]));
    return result;
  }

private:
  std::vector<Of> order_;
  std::vector<std::vector<Prop>> props_;
};

} // namespace

Selectors selectorsOf(Terms& terms, const Program& program, core::AwardId id, const Encoded& encoded) {
  const core::Award& award = program.awards[id];
  std::vector<Prop> inForce, entitled, open;
  std::vector<Num> paid;
  Gathered<core::ExprId> asked, then, otherwise, within;
  Gathered<uint32_t> reached, cut, closed;
  for (const Given& g : encoded.given) {
    if (g.award != id) continue;
    inForce.push_back(g.inForce);
    const Prop isEntitled = terms.both(g.inForce, g.eligible);
    entitled.push_back(isEntitled);
    const Prop isOpen = terms.both(isEntitled, terms.negation(g.exhausted));
    open.push_back(isOpen);
    paid.push_back(g.amount);
    for (const auto& [expr, holds] : g.asked) asked.add(expr, terms.both(g.inForce, holds));
    for (const Given::Branch& b : g.branches) {
      const Prop there = terms.both(isOpen, b.there);
      then.add(b.expr, terms.both(there, b.holds));
      otherwise.add(b.expr, terms.both(there, terms.negation(b.holds)));
    }
    for (const auto& [expr, cuts] : g.through) within.add(expr, cuts);
    for (const auto& [limit, room] : g.room) {
      const Prop all = terms.equal(g.fixed, terms.round(room, award.unit, award.mode));
      reached.add(limit, terms.all({isOpen, terms.positive(room), all}));
    }
    for (const auto& [limit, cuts] : g.cuts) cut.add(limit, cuts);
    for (const auto& [limit, lifts] : g.lifts) {
      if (!std::holds_alternative<core::Floor>(award.limits[limit].node)) continue;
      reached.add(limit, lifts);
      cut.add(limit, lifts);
    }
    for (const auto& [limit, closes] : g.closes) closed.add(limit, closes);
  }
  return {terms.any(inForce), terms.any(entitled),  terms.any(open),   asked.any(terms),
          then.any(terms),    otherwise.any(terms), within.any(terms), reached.any(terms),
          cut.any(terms),     closed.any(terms),    terms.sum(paid)};
}

std::vector<Prop> Selectors::telling() const {
  std::vector<Prop> result{inForce, entitled, open};
  for (const ByExpr* list : {&then, &otherwise, &within}) {
    for (const auto& [expr, prop] : *list) result.push_back(prop);
  }
  for (const ByLimit* list : {&reached, &closed}) {
    for (const auto& [limit, prop] : *list) result.push_back(prop);
  }
  return result;
}

Selectors Selectors::without(const std::set<size_t>& left) const {
  Selectors result = *this;
  size_t number = OfStatus;
  const auto keep = [&](auto& list) { std::erase_if(list, [&](const auto&) { return left.contains(number++); }); };
  keep(result.then);
  keep(result.otherwise);
  keep(result.within);
  keep(result.reached);
  keep(result.closed);
  return result;
}

Path pathOf(const Selectors& s, Values& first, Values& last) {
  Path path;
  using Status = Path::Status;
  path.status = first.of(s.open)       ? Status::Entitled
                : first.of(s.entitled) ? Status::Exhausted
                : first.of(s.inForce)  ? Status::NotEntitled
                                       : Status::NotInForce;
  if (path.status == Status::NotEntitled) {
    for (const auto& [expr, holds] : s.asked) {
      if (!first.of(holds) && !last.of(holds)) path.failing.push_back(expr);
    }
  }
  for (const auto& [expr, holds] : s.then) {
    if (first.of(holds)) path.conditions.emplace_back(expr, true);
  }
  for (const auto& [expr, fails] : s.otherwise) {
    if (first.of(fails)) path.conditions.emplace_back(expr, false);
  }
  std::ranges::sort(path.conditions);
  for (const auto& [expr, cuts] : s.within) {
    if (first.of(cuts)) path.within.push_back(expr);
  }
  for (const auto& [limit, reached] : s.reached) {
    const auto cut = std::ranges::find(s.cut, limit, [](const auto& each) { return each.first; });
    const bool takes = cut != s.cut.end() && (first.of(cut->second) || last.of(cut->second));
    if (takes && first.of(reached)) path.limits.push_back(limit);
  }
  for (const auto& [limit, closes] : s.closed) {
    if (first.of(closes)) path.closed.push_back(limit);
  }
  std::ranges::sort(path.limits);
  return path;
}

} // namespace tiao::prove
