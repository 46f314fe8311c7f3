#include "compiler/interpret/ledger.h"
#include "compiler/prove/encode.h"

#include <algorithm>

/// Limits: core.md section 4, against the entries found so far.
namespace tiao::prove {

using core::match;
using core::Window;

Num Encoder::already(const History& past, Window window, Period t) {
  std::vector<Num> amounts;
  for (const Entry* entry : past) {
    const bool counts = window == Window::Life || (window == Window::Year && entry->period.year == t.year) ||
                        (window == Window::Period && entry->period == t);
    if (counts) amounts.push_back(entry->amount);
  }
  return terms_.sum(amounts);
}

Prop Encoder::closes(const core::Limit& limit, const History& past, const At& at) {
  return std::visit(
      match{
          [&](const core::Cap& l) {
            if (l.window == Window::Period || past.empty()) return terms_.truth(false);
            const Num sum = already(past, l.window, at.period);
            return terms_.both(terms_.positive(sum), terms_.atMost(num(l.bound, at), sum));
          },
          [&](const core::Floor&) { return terms_.truth(false); },
          [&](const core::Count& l) { return closes(l, past, at); },
          [&](const core::Within& l) { return terms_.negation(terms_.less(num(l.elapsed, at), num(l.n, at))); },
      },
      limit.node);
}

std::optional<std::pair<Num, Num>> Encoder::counted(const core::Limit& limit, const History& past, const At& at) {
  using Both = std::optional<std::pair<Num, Num>>;
  return std::visit(match{
                        [](const core::Cap&) { return Both(); },
                        [](const core::Floor&) { return Both(); },
                        [&](const core::Count& l) {
                          return Both({used(l, past, at), num(l.n, at)});
                        },
                        [&](const core::Within& l) {
                          return Both({num(l.elapsed, at), num(l.n, at)});
                        },
                    },
                    limit.node);
}

/// The years with an award before t's own; of a run, the years since the first.
Num Encoder::used(const core::Count& limit, const History& past, const At& at) {
  const int own = interpret::indexOf(at.period, limit.unit);
  std::map<int, std::vector<Prop>> given;
  for (const Entry* entry : past)
    given[interpret::indexOf(entry->period, limit.unit)].push_back(terms_.positive(entry->amount));
  Num result = terms_.number(0);
  for (const auto& [index, positive] : given) {
    const Prop some = terms_.any(positive);
    if (limit.run)
      result = terms_.greatest(result, terms_.choose(some, terms_.number(own - index), terms_.number(0)));
    else if (index != own)
      result = terms_.add(result, terms_.count(some));
  }
  return result;
}

// Count n paid: open if t's own year (month) has an entry above 0 already, or used < n.
// Count n run:  open if nothing was awarded yet, or t's year (month) comes before first + n.
Prop Encoder::closes(const core::Count& limit, const History& past, const At& at) {
  const Num n = num(limit.n, at);
  const int own = interpret::indexOf(at.period, limit.unit);
  std::map<int, std::vector<Prop>> given; // by year or month: entries above 0
  for (const Entry* entry : past) {
    given[interpret::indexOf(entry->period, limit.unit)].push_back(terms_.positive(entry->amount));
  }
  if (limit.run) {
    std::vector<Prop> over;
    for (const auto& [index, positive] : given) {
      over.push_back(terms_.both(terms_.any(positive), terms_.atMost(n, terms_.number(own - index))));
    }
    return terms_.any(over);
  }
  std::vector<Num> used;
  Prop ownUsed = terms_.truth(false);
  for (const auto& [index, positive] : given) {
    if (index == own)
      ownUsed = terms_.any(positive);
    else
      used.push_back(terms_.count(terms_.any(positive)));
  }
  return terms_.both(terms_.negation(ownUsed), terms_.atMost(n, terms_.sum(used)));
}

std::vector<Encoder::Applied> Encoder::apply(const std::vector<core::Limit>& limits, const History& past, const At& at,
                                             Running& running) {
  std::vector<Applied> done;
  for (const core::Limit& limit : limits) {
    const Prop no = terms_.truth(false);
    Applied did{no, no, no, {}, running.x, running.x};
    std::visit(match{
                   [&](const core::Cap& l) {
                     const Num left = terms_.subtract(num(l.bound, at), already(past, l.window, at.period));
                     const Num b = terms_.greatest(terms_.number(0), left);
                     did = {terms_.less(b, running.x), terms_.less(running.x, b), no, b, running.x, b};
                     running.x = terms_.least(running.x, b);
                     running.upper = running.upper ? terms_.least(*running.upper, b) : b;
                   },
                   [&](const core::Floor& l) {
                     const Num e = num(l.bound, at);
                     did.lifts = terms_.less(running.x, e);
                     did.bound = e;
                     running.x = terms_.greatest(running.x, e);
                     if (running.upper) running.upper = terms_.greatest(*running.upper, e);
                   },
                   [](const core::Count&) {},
                   [](const core::Within&) {},
               },
               limit.node);
    done.push_back(did);
  }
  return done;
}

void Encoder::met(const std::vector<core::Limit>& limits, const std::vector<Applied>& applied, const History& past,
                  const At& at, std::vector<Given::Met>& out) {
  for (uint32_t i = 0; i < limits.size(); ++i) {
    if (const auto count = counted(limits[i], past, at))
      out.push_back({i, count->first, count->second});
    else
      out.push_back({i, applied[i].value, applied[i].bound});
  }
}

Num Encoder::fix(const Running& running, const core::Award& award) {
  const Num r = terms_.round(running.x, award.unit, award.mode);
  if (!running.upper) return r;
  return terms_.choose(terms_.atMost(r, *running.upper), r, terms_.round(running.x, award.unit, core::RoundMode::Down));
}

} // namespace tiao::prove
