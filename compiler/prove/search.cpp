#include "compiler/prove/search.h"

#include <algorithm>

namespace tiao::prove {

using Op = Node::Op;

bool Search::holds(const std::vector<Prop>& props, const Assignment& given) const {
  Values values(terms_, given);
  return std::ranges::all_of(props, [&](Prop prop) { return values.of(prop); });
}

/// A Yes that is none is a failure: of the solver, or because of what it was not told.
Found Search::checked(Found found, const std::vector<Prop>& props) const {
  if (found.answer == Answer::Yes && !holds(props, found.model)) {
    return {Answer::Failed, {}, "the solver's model does not satisfy the question"};
  }
  return found;
}

Found Search::find(const std::vector<Prop>& asked) {
  std::vector<Prop> props = asked;
  props.insert(props.end(), symbols_.domain().begin(), symbols_.domain().end());
  const Prop all = terms_.all(props);
  if (terms_.constant(all) == std::optional(false)) return {Answer::No, {}, {}};
  const uint64_t steps = options_.simplex == Simplex::Older ? options_.steps / 3 : options_.steps;
  Session first(terms_, steps, Nonlinear::AsUnknown, options_.simplex);
  Found found = options_.simplex == Simplex::Older ? first.askLast({all}) : first.ask({all});
  if (first.nonlinear() == 0 && found.answer == Answer::Exhausted && options_.simplex == Simplex::Older) {
    Session newer(terms_, options_.steps, Nonlinear::AsUnknown);
    found = newer.askLast({all});
  }
  if (first.nonlinear() == 0) return checked(std::move(found), props);
  if (found.answer != Answer::Yes || holds(props, found.model)) return found;
  found = withFactors({all});
  if (found.answer == Answer::Yes || !options_.exactly) return found;
  Session exact(terms_, options_.steps / 4, Nonlinear::Exactly);
  return checked(exact.ask({all}), props);
}

/// The unknowns without which what is left is linear: of divisors, and of the product's factor with fewer.
std::vector<uint32_t> Search::factors(const std::vector<Prop>& props) const {
  std::vector<uint32_t> roots;
  for (const Prop prop : props) roots.push_back(prop.index);
  const auto in = terms_.cone(roots);
  const auto unknownsOf = [&](uint32_t term) {
    std::vector<uint32_t> unknowns;
    const auto cone = terms_.cone({term});
    for (uint32_t i = 0; i <= term; ++i) {
      if (cone[i] && terms_.node(i).op == Op::Unknown) unknowns.push_back(terms_.node(i).a);
    }
    return unknowns;
  };
  std::vector<uint32_t> result;
  for (uint32_t i = 0; i < in.size(); ++i) {
    if (!in[i]) continue;
    const Node& node = terms_.node(i);
    if (node.op != Op::Product && node.op != Op::Quotient) continue;
    std::vector<uint32_t> fix = unknownsOf(node.c);
    if (node.op == Op::Product) {
      const std::vector<uint32_t> other = unknownsOf(node.b);
      if (other.size() < fix.size()) fix = other;
    }
    result.insert(result.end(), fix.begin(), fix.end());
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

Found Search::withFactors(const std::vector<Prop>& props) {
  const std::vector<uint32_t> fix = factors(props);
  const Prop all = terms_.all(props);
  // The same try for all of them: a round number, or an end of the range.
  const std::vector<Rational> tries{1, 2, 5, 6, 10, 100, 1'000, 10'000, 1'000'000, Rational(1, 100)};
  for (size_t t = 0; t < tries.size() + 2; ++t) {
    std::map<uint32_t, Rational> values;
    for (const uint32_t unknown : fix) {
      const Bounds& of = terms_.boundsOfUnknown(unknown);
      Rational value = t < tries.size() ? tries[t] : t == tries.size() ? of.lo.value_or(0) : of.hi.value_or(1);
      if (of.grain) value = (value / *of.grain).ceil() * *of.grain;
      if (of.lo && value < *of.lo) value = *of.lo;
      if (of.hi && *of.hi < value) value = *of.hi;
      values[unknown] = value;
    }
    const Prop narrower = terms_.with(all, values);
    if (terms_.constant(narrower) == std::optional(false)) continue;
    Session session(terms_, options_.steps / 8, Nonlinear::AsUnknown, options_.simplex);
    Found found = options_.simplex == Simplex::Older ? session.askLast({narrower}) : session.ask({narrower});
    if (found.answer != Answer::Yes) continue;
    for (const auto& [unknown, value] : values) found.model.numbers[unknown] = value;
    if (holds(props, found.model)) return found;
  }
  return {Answer::Exhausted, {}, {}};
}

Most Search::most(const std::vector<Prop>& props, Num of, const Rational& atLeast, std::vector<Rational> likely) {
  const auto above = [&](const Rational& value) {
    std::vector<Prop> asked = props;
    asked.push_back(terms_.atMost(terms_.number(value), of));
    return find(asked);
  };
  const auto reached = [&](const Assignment& model) { return Values(terms_, model).of(of); };
  Most result;
  Found found = above(atLeast);
  result.answer = found.answer;
  result.failure = found.failure;
  if (found.answer != Answer::Yes) return result;
  const auto better = [&](Found more) {
    result.model = std::move(more.model);
    result.value = reached(result.model);
  };
  better(std::move(found));
  const Bounds bounds = terms_.bounds(of);
  const Rational grain = bounds.grain && bounds.grain->sign() > 0 ? *bounds.grain : Rational(1, 100);
  std::optional<Rational> none; // proved to be out of reach
  if (bounds.hi) {
    none = *bounds.hi + grain;
    likely.push_back(*bounds.hi);
  }
  bool certain = true;
  const auto tryAt = [&](const Rational& value) {
    Found more = above(value);
    if (more.answer == Answer::Yes) {
      better(std::move(more));
    } else {
      certain = certain && more.answer == Answer::No;
      none = value;
    }
  };
  std::ranges::sort(likely, std::greater<>());
  for (const Rational& value : likely) {
    if (result.value < value && (!none || value < *none)) tryAt(value);
  }
  // Just above the best first: mostly it is the most. Then by halves.
  for (int rounds = 0; rounds < 80 && (!none || result.value + grain < *none); ++rounds) {
    if (rounds % 2 == 0 || !none) {
      tryAt(result.value + grain);
    } else {
      const Rational half = ((result.value + *none) / 2 / grain).floor() * grain;
      tryAt(number::greatest(half, result.value + grain));
    }
  }
  result.proved = certain && none && *none <= result.value + grain;
  return result;
}

// ------------------------------------------------------------------------------------------------- nearer and rounder

template <typename F> void Search::eachUnknown(const std::vector<Prop>& props, F f) const {
  std::vector<uint32_t> roots;
  for (const Prop prop : props) roots.push_back(prop.index);
  const auto in = terms_.cone(roots);
  for (uint32_t i = 0; i < in.size(); ++i) {
    if (in[i] && (terms_.node(i).op == Op::Unknown || terms_.node(i).op == Op::May)) f(terms_.node(i));
  }
}

bool Search::near(const std::vector<Prop>& props, Assignment from) const {
  from.numbers.resize(terms_.numbers());
  from.truths.resize(terms_.truths());
  if (holds(props, from)) return true;
  bool found = false;
  eachUnknown(props, [&](const Node& node) {
    if (found) return;
    if (node.op == Op::May) {
      from.truths[node.a] = !from.truths[node.a];
      found = holds(props, from);
      from.truths[node.a] = !from.truths[node.a];
      return;
    }
    const Rational before = from.numbers[node.a];
    for (const auto& end : {node.bounds.lo, node.bounds.hi}) {
      if (!end) continue;
      from.numbers[node.a] = *end;
      found = found || holds(props, from);
    }
    from.numbers[node.a] = before;
  });
  return found;
}

Assignment Search::least(const std::vector<Prop>& props, Assignment best) {
  best.numbers.resize(terms_.numbers());
  best.truths.resize(terms_.truths());
  for (int pass = 0; pass < 3; ++pass) {
    bool changed = false;
    eachUnknown(props, [&](const Node& node) {
      if (node.op == Op::May) {
        if (!best.truths[node.a]) return;
        best.truths[node.a] = false;
        if (holds(props, best)) {
          changed = true;
          return;
        }
        best.truths[node.a] = true;
        return;
      }
      const Bounds& of = node.bounds;
      Rational& value = best.numbers[node.a];
      if (!of.lo || !of.grain || value == *of.lo) return;
      const Rational before = value;
      Rational reached = value; // holds here
      value = *of.lo;
      if (holds(props, best)) {
        changed = true;
        return;
      }
      Rational fails = *of.lo;
      while (fails + *of.grain < reached) {
        value = ((fails + reached) / 2 / *of.grain).floor() * *of.grain;
        (holds(props, best) ? reached : fails) = value;
      }
      value = reached;
      changed = changed || value != before;
    });
    if (!changed) break;
  }
  return best;
}

Assignment Search::round(const std::vector<Prop>& props, Assignment best) {
  best.numbers.resize(terms_.numbers());
  best.truths.resize(terms_.truths());
  eachUnknown(props, [&](const Node& node) {
    if (node.op != Op::Unknown || !node.bounds.lo || !node.bounds.hi) return;
    Rational& value = best.numbers[node.a];
    const Rational before = value;
    const auto isRound = [&] { // one or two digits, then zeros
      Rational ten = Rational(1, 100);
      while (ten * 100 <= before) ten = ten * 10;
      return (before / ten).isWhole();
    };
    if (before.sign() <= 0 || isRound()) return;
    for (Rational ten = 1'000'000'000'000; Rational(1, 100) < ten; ten = ten / 10) {
      if (before.sign() == 0 || before * 10 < ten) continue;
      for (const Rational& to : {(before / ten).ceil() * ten, (before / ten).floor() * ten}) {
        if (to == before || to < *node.bounds.lo || *node.bounds.hi < to || (before.sign() != 0 && to.isZero()))
          continue;
        value = to;
        if (holds(props, best)) return;
      }
      value = before;
      if ((before / ten).isWhole()) return;
    }
  });
  return best;
}

} // namespace tiao::prove
