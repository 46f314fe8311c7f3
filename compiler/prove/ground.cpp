#include "compiler/prove/ground.h"

#include <algorithm>

namespace tiao::prove {

using Op = Node::Op;

namespace {

Options briefly(Options options) {
  options.exactly = false;
  options.steps = options.steps / 4;
  return options;
}

} // namespace

Ground::Ground(const Program& a, core::AwardId ofA, const Program& b, core::AwardId ofB, const Options& how,
               Assumed over)
    : options(how), assumed(over), symbols(terms), search(terms, symbols, how),
      brief(terms, symbols, briefly(how)), encoded{Encoder(terms, symbols, a, over).encode({ofA}),
                                                   Encoder(terms, symbols, b, over).encode({ofB})},
      by{selectorsOf(terms, a, ofA, encoded[0]), selectorsOf(terms, b, ofB, encoded[1])},
      sides{{&a, ofA, &encoded[0], {}}, {&b, ofB, &encoded[1], {}}}, change(terms.subtract(by[1].paid, by[0].paid)) {}

std::set<uint32_t> Ground::comparedByOne() const {
  std::vector<uint32_t> roots[2];
  for (const int side : {0, 1}) roots[side].push_back(by[side].paid.index);
  const std::vector<bool> first = terms.cone(roots[0]), second = terms.cone(roots[1]);
  std::set<uint32_t> result;
  for (uint32_t i = 0; i < first.size(); ++i) {
    const Node& node = terms.node(i);
    if (first[i] == second[i] || (node.op != Op::AtMost0 && node.op != Op::Is0 && node.op != Op::Floor)) continue;
    const Node& of = terms.node(node.b);
    if (of.op != Op::Linear) result.insert(node.b);
    for (const auto& [factor, term] : of.parts) result.insert(term);
  }
  return result;
}

std::vector<Candidate> Ground::candidates(std::optional<int> year) {
  std::vector<uint32_t> amounts;
  for (const Encoded& each : encoded) {
    for (const Given& g : each.given) amounts.push_back(g.uncapped.index);
  }
  const std::vector<bool> inChange = terms.cone({change.index});
  const std::vector<bool> inAmounts = terms.cone(amounts);
  const std::set<uint32_t> compared = comparedByOne();
  std::vector<Candidate> result;
  for (const Symbols::Unknown& unknown : symbols.unknowns()) {
    const auto* number = std::get_if<Num>(&unknown.term);
    if (number == nullptr || terms.node(number->index).op != Op::Unknown || !inChange[number->index]) continue;
    const Symbol& symbol = unknown.symbol;
    const bool fixed = symbol.period.year == 0;
    if (!fixed && symbol.period.year < assumed.firstYear) continue;
    if (!fixed && year && symbol.period.year != *year) continue;
    const Period period = year && !fixed ? symbol.period : Period{};
    auto same = std::ranges::find_if(result, [&](const Candidate& known) {
      return known.name == symbol.name && known.item == symbol.item && (!year || known.period.year == period.year);
    });
    const uint32_t own = terms.node(number->index).a;
    if (same != result.end()) {
      if (!year) same->unknowns.push_back(own); // of months only the first is asked of, where one year is looked at
      continue;
    }
    Candidate one{symbol.name,
                  symbol.item,
                  period,
                  {own},
                  unknown.lo,
                  unknown.hi,
                  unknown.grain,
                  compared.contains(number->index),
                  inAmounts[number->index]};
    for (const Side& side : sides) { // a value that both declare
      const auto fact = symbols.factOf(*side.program, symbol.name);
      if (!fact) continue;
      one.lo = number::greatest(one.lo, side.program->facts[*fact].lo);
      one.hi = number::least(one.hi, side.program->facts[*fact].hi);
    }
    one.lo = (one.lo / one.step).ceil() * one.step;
    one.hi = (one.hi / one.step).floor() * one.step;
    if (one.lo < one.hi) result.push_back(std::move(one));
  }
  // What the change is of, then what amounts are made of, and money before counts.
  std::ranges::stable_sort(
      result, {}, [](const Candidate& of) { return std::tuple(!of.inChanged, !of.inAmount, of.step == Rational(1)); });
  return result;
}

std::vector<Prop> Ground::alike(const Candidate& of) {
  std::vector<Prop> result;
  for (size_t i = 1; i < of.unknowns.size(); ++i) {
    result.push_back(terms.equal(terms.termOfUnknown(of.unknowns[i]), terms.termOfUnknown(of.unknowns[0])));
  }
  return result;
}

bool Ground::hangsOn(uint32_t term, const std::vector<uint32_t>& unknowns) const {
  const std::vector<bool> in = terms.cone({term});
  return std::ranges::any_of(unknowns, [&](uint32_t unknown) {
    const uint32_t index = terms.termOfUnknown(unknown).index;
    return index < in.size() && in[index];
  });
}

std::vector<Prop> Ground::due() {
  std::vector<Prop> result;
  for (const Encoded& each : encoded) {
    for (const Given& g : each.given) {
      if (g.award != sides[&each - encoded].award || terms.constant(g.inForce) == std::optional(false)) continue;
      result.push_back(g.inForce);
      result.push_back(g.eligible);
    }
  }
  return result;
}

} // namespace tiao::prove
