#include "compiler/prove/line.h"

namespace tiao::prove {

Under::Under(Terms& terms, Search& search, const Options& options, std::vector<Prop> held)
    : search_(search), held_(std::move(held)), session_(terms, options.steps, Nonlinear::AsUnknown) {
  for (const Prop each : held_) session_.hold(each);
}

Found Under::ask(const std::vector<Prop>& props) {
  std::vector<Prop> all = held_;
  all.insert(all.end(), props.begin(), props.end());
  Found found = session_.ask(props);
  if (found.answer != Answer::Yes && (found.answer == Answer::No || session_.nonlinear() == 0)) return found;
  if (found.answer == Answer::Yes && search_.holds(all, found.model)) return found;
  return search_.find(all);
}

Extreme greatest(Terms& terms, Under& under, const std::vector<Prop>& props, Num of, Extreme best) {
  const Bounds bounds = terms.bounds(of);
  const Rational grain = bounds.grain && bounds.grain->sign() > 0 ? *bounds.grain : Rational(1, 100);
  std::optional<Rational> none; // proved to be out of reach
  if (bounds.hi) none = *bounds.hi + grain;
  // Just above the best first: mostly it is the most. Then by halves.
  for (int round = 0; round < 100 && (!none || best.value + grain <= *none - grain); ++round) {
    Rational asked = best.value + grain;
    if (round % 2 == 1 && none) {
      asked = number::greatest(asked, ((best.value + *none) / 2 / grain).floor() * grain);
    }
    std::vector<Prop> all = props;
    all.push_back(terms.atMost(terms.number(asked), of));
    Found found = under.ask(all);
    if (found.answer == Answer::Yes) {
      best.model = std::move(found.model);
      best.value = Values(terms, best.model).of(of);
    } else if (found.answer == Answer::No) {
      none = asked;
    } else {
      break;
    }
  }
  best.exact = none && *none <= best.value + grain;
  return best;
}

Line::Line(Terms& terms, Search& search, const Options& options, Num x, Rational lo, Rational hi, Rational step)
    : terms_(terms), x_(x), lo_(std::move(lo)), hi_(std::move(hi)), step_(std::move(step)),
      under_(terms, search, options, {}) {}

Assignment Line::at(const Rational& value) const {
  Assignment result;
  const uint32_t number = terms_.node(x_.index).a;
  result.numbers.resize(number + 1);
  result.numbers[number] = value;
  return result;
}

bool Line::holds(Prop prop, const Rational& value) const {
  const Assignment given = at(value);
  return Values(terms_, given).of(prop);
}

Rational Line::valueOf(Num of, const Rational& value) const {
  const Assignment given = at(value);
  return Values(terms_, given).of(of);
}

std::vector<Prop> Line::between(const Rational& lo, const Rational& hi) const {
  return {terms_.atMost(terms_.number(lo), x_), terms_.atMost(x_, terms_.number(hi))};
}

std::optional<Rational> Line::some(Prop prop, const Rational& lo, const Rational& hi) {
  if (hi < lo || terms_.constant(prop) == std::optional(false)) return std::nullopt;
  std::vector<Prop> asked = between(lo, hi);
  asked.push_back(prop);
  const Found found = under_.ask(asked);
  if (found.answer == Answer::Yes) return found.model.numbers[terms_.node(x_.index).a];
  certain_ = certain_ && found.answer == Answer::No;
  return std::nullopt;
}

/// Of the values from `from` to `to`, in this order, the first where it holds; `to` may lie below.
std::optional<Rational> Line::nearest(Prop prop, const Rational& from, const Rational& to) {
  const auto ask = [&](const Rational& end) { return end < from ? some(prop, end, from) : some(prop, from, end); };
  if (terms_.constant(prop) == std::optional(false)) return std::nullopt;
  if (holds(prop, from)) return from;
  const Rational ahead = to < from ? -step_ : step_;
  std::optional<Rational> best;
  if (holds(prop, to))
    best = to;
  else
    best = ask(to);
  for (int round = 0; best && round < 200; ++round) {
    Rational fails = from, reached = *best;
    while (fails + ahead != reached) {
      const Rational half = fails + ((reached - fails) / 2 / ahead).floor() * ahead;
      (holds(prop, half) ? reached : fails) = half;
    }
    best = reached;
    const auto nearer = ask(reached - ahead);
    if (!nearer) return best;
    best = nearer;
  }
  if (best) certain_ = false;
  return best;
}

std::optional<Rational> Line::first(Prop prop, const Rational& lo, const Rational& hi) { return nearest(prop, lo, hi); }
std::optional<Rational> Line::last(Prop prop, const Rational& lo, const Rational& hi) { return nearest(prop, hi, lo); }

std::optional<Rational> Line::change(const std::vector<Prop>& props, const Rational& lo, const Rational& hi) {
  const Assignment given = at(lo);
  Values values(terms_, given);
  std::vector<Prop> asThere;
  for (const Prop each : props) asThere.push_back(values.of(each) ? each : terms_.negation(each));
  return first(terms_.negation(terms_.all(asThere)), lo, hi);
}

Extreme Line::greatest(Num of, const Rational& lo, const Rational& hi) {
  Extreme from{valueOf(of, lo), at(lo), true};
  if (Rational other = valueOf(of, hi); from.value < other) from = {std::move(other), at(hi), true};
  return prove::greatest(terms_, under_, between(lo, hi), of, std::move(from));
}

} // namespace tiao::prove
