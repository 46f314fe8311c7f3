#include "compiler/plan/limit.h"

#include "compiler/interpret/ledger.h"

#include <algorithm>
#include <map>

namespace tiao::plan {

using core::match;
using core::Per;
using core::Window;
using interpret::indexOf;

Num taken(const Graph& g, const Num& a) {
  Num result;
  result.n = a.n;
  result.unit = a.unit;
  result.over = a.over;
  result.definite = g.yes;
  result.doubt = g.no;
  return result;
}

Num Limits::money(NodeId fen) {
  Num result = n.constant(0);
  result.n = fen;
  result.unit = Rational(1, 100);
  return result;
}

NodeId Limits::sum(Window window) {
  NodeId total = g.number(0);
  for (const Given& entry : past_) {
    const bool counts = window == Window::Life || (window == Window::Year && entry.period.year == at_.period.year);
    if (counts) total = g.add(total, entry.amount);
  }
  return total;
}

std::vector<Closing> Limits::closings() {
  std::vector<Closing> result;
  for (uint32_t i = 0; i < limits_.size(); ++i) {
    const Truth closed = std::visit(match{
                                        [&](const core::Cap& l) { return closes(l); },
                                        [&](const core::Floor&) { return n.truth(false); },
                                        [&](const core::Count& l) { return l.run ? closesRun(l) : closes(l); },
                                        [&](const core::Within& l) { return closes(l); },
                                    },
                                    limits_[i].node);
    if (closed.no != g.yes) result.push_back({i, closed});
  }
  return result;
}

// Count n paid: open if t's own year (month) has an entry above 0 already, or used < n.
Truth Limits::closes(const core::Count& limit) {
  if (limit.unit == Per::Month && award_.period != Per::Month) n.refuse("months are counted of an award by the year");
  const int own = indexOf(at_.period, limit.unit);
  std::map<int, NodeId> years; // is there an entry above 0?
  for (const Given& entry : past_) {
    NodeId& some = years.try_emplace(indexOf(entry.period, limit.unit), g.no).first->second;
    some = g.either(some, g.less(g.number(0), entry.amount));
  }
  const auto found = years.find(own);
  const NodeId ownUsed = found == years.end() ? g.no : found->second;
  std::vector<NodeId> others;
  for (const auto& [year, some] : years)
    if (year != own) others.push_back(some);
  const Num most = expressions_.number(limit.n, at_);
  const auto count = g.isConstant(most.n) && most.definite == g.yes && most.over.none()
                         ? wideOf(Rational(static_cast<int64_t>(g.range(most.n).lo)) * most.unit)
                         : std::nullopt;
  if (count && *count >= 0) {
    const NodeId full = *count > 1'000'000 ? g.no : g.atLeast(static_cast<size_t>(*count), others);
    return n.certain(g.both(g.opposite(ownUsed), full));
  }
  NodeId used = g.number(0);
  for (const NodeId some : others) used = g.add(used, g.select(some, g.number(1), g.number(0)));
  Num years_ = n.constant(0);
  years_.n = used;
  years_.unit = 1;
  return n.opposite(n.either(n.certain(ownUsed), n.less(years_, most)));
}

// Count n run: open if nothing was awarded yet, or t's year (month) comes before first + n.
Truth Limits::closesRun(const core::Count& limit) {
  const Num most = expressions_.number(limit.n, at_);
  Truth closed = n.truth(false);
  for (const Given& entry : past_) {
    const int ago = indexOf(at_.period, limit.unit) - indexOf(entry.period, limit.unit);
    const Truth given = n.certain(g.less(g.number(0), entry.amount));
    closed = n.either(closed, n.both(given, n.atMost(most, n.constant(ago))));
  }
  return closed;
}

// Within e n: open if e < n.
Truth Limits::closes(const core::Within& limit) {
  return n.opposite(n.less(expressions_.number(limit.elapsed, at_), expressions_.number(limit.n, at_)));
}

// Cap e year|life: used up if room = 0 and sum > 0.
Truth Limits::closes(const core::Cap& limit) {
  if (limit.window == Window::Period || past_.empty()) return n.truth(false);
  const NodeId total = sum(limit.window);
  const Truth some = n.certain(g.less(g.number(0), total));
  return n.both(some, n.atMost(expressions_.number(limit.bound, at_), money(total)));
}

void Limits::apply(Running& running) {
  for (uint32_t i = 0; i < limits_.size(); ++i) {
    std::visit(match{
                   [&](const core::Cap& l) { cap(l, i, running); },
                   [&](const core::Floor& l) { floor(l, running); },
                   [](const core::Count&) {},
                   [](const core::Within&) {},
               },
               limits_[i].node);
  }
}

// Cap e period     b = max(0, e);  it cuts if x > b;     x := min(x, b);    U := min(U, b)
// Cap e year|life  as a period cap with b = room
void Limits::cap(const core::Cap& limit, uint32_t index, Running& running) {
  const Num bound = expressions_.number(limit.bound, at_);
  running.definite = g.both(running.definite, g.both(bound.definite, g.opposite(bound.doubt)));
  Num room = taken(g, bound);
  if (limit.window != Window::Period) {
    const NodeId before = sum(limit.window);
    if (!g.isConstant(before) || g.range(before).lo != 0) room = n.add(room, money(g.times(before, -1)));
  }
  room = n.greatest(n.constant(0), room);
  const NodeId cut = n.surelyLess(room, running.x);
  if (cut != g.no) running.cuts.emplace_back(index, cut);
  running.x = n.least(running.x, room);
  running.upper = running.upper ? n.least(*running.upper, room) : room;
  if (!room.over.none()) return;
  const Rational most = rationalOf(g.range(room.n).hi) * room.unit;
  running.most = running.most ? number::least(*running.most, most) : most;
}

// Floor e          x := max(x, e);    U := max(U, e)
void Limits::floor(const core::Floor& limit, Running& running) {
  const Num bound = expressions_.number(limit.bound, at_);
  running.definite = g.both(running.definite, g.both(bound.definite, g.opposite(bound.doubt)));
  running.x = n.greatest(running.x, taken(g, bound));
  if (running.upper) running.upper = n.greatest(*running.upper, taken(g, bound));
  running.most.reset();
}

} // namespace tiao::plan
