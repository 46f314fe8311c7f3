#include "tests/unit/interpret/random_program.h"

// The expressions of random programs. At depth 0 they are facts and literals.

namespace tiao::test {

using core::Comparison;
using core::TermUnit;

ExprId RandomProgram::truthExpr(int depth, Place at) {
  switch (depth == 0 ? random_.below(3) : random_.below(11)) {
  case 0: return ref(random_.of(truths));
  case 1: {
    if (at.item && random_.chance(70)) return ref(random_.of(itemTruths));
    if (at.month) return ref(random_.of(monthTruths));
    return yes(random_.chance(80));
  }
  case 2: return comparedNames();
  case 3: {
    std::vector<ExprId> parts;
    for (int i = 1 + random_.below(3); i > 0; --i) parts.push_back(truthExpr(depth - 1, at));
    const auto k = static_cast<uint32_t>(1 + random_.below(static_cast<int>(parts.size())));
    return add(Yes, core::AtLeast{k, std::move(parts)});
  }
  case 4: return negation(truthExpr(depth - 1, at));
  case 5: {
    const auto op = random_.of(std::vector{Comparison::Less, Comparison::AtMost, Comparison::Equal});
    const ExprId left = moneyExpr(depth - 1, at);
    return compare(left, op, moneyExpr(depth - 1, at));
  }
  case 6: {
    const bool months = at.month && random_.chance(50);
    return add(Yes, core::Back{truthExpr(depth - 1, at), 1, months ? TermUnit::Months : TermUnit::Years});
  }
  case 7: return comparedDates(at);
  case 8: {
    const ExprId c = truthExpr(depth - 1, at);
    const ExprId then = truthExpr(depth - 1, at);
    return add(Yes, core::If{c, then, truthExpr(depth - 1, at)});
  }
  case 9: { // so many items
    if (at.item) return comparedDates(at);
    const ExprId where = truthExpr(0, {true, at.month});
    const ExprId many = add(Plain, core::Sum{core::OverItems{outlet}, where, plain(1)});
    return less(plain(random_.below(3)), many);
  }
  default: {
    const ExprId sum =
        add(Money, core::Sum{core::OverYears{0, random_.below(3)}, truthExpr(depth - 1, at), moneyExpr(0, at)});
    return less(yuan(random_.below(40)), sum);
  }
  }
}

ExprId RandomProgram::comparedNames() {
  if (random_.chance(30)) {
    return compare(ref(kind), Comparison::Equal, add(program.facts[kind].type, core::Const{std::string("a")}));
  }
  const auto member = core::Member{static_cast<uint32_t>(random_.below(3))};
  return compare(ref(district), Comparison::Equal, add(program.facts[district].type, core::Const{member}));
}

ExprId RandomProgram::dateExpr(Place at) {
  switch (random_.below(5)) {
  case 0: return date(day(2021 + random_.below(4), static_cast<unsigned>(1 + random_.below(12)), 15));
  case 1: return add(Day, core::Day{random_.chance(50)});
  default: return ref(at.item && random_.chance(50) ? itemOpened : opened);
  }
}

ExprId RandomProgram::comparedDates(Place at) {
  const auto unit = random_.of(std::vector{TermUnit::Days, TermUnit::Months, TermUnit::Years});
  const int by = random_.below(3) * (unit == TermUnit::Days ? 200 : unit == TermUnit::Months ? 7 : 1);
  const ExprId shifted = add(Day, core::Shift{dateExpr(at), plain(by), unit});
  const auto op = random_.of(std::vector{Comparison::AtMost, Comparison::AtMost, Comparison::Less, Comparison::Equal});
  return compare(shifted, op, dateExpr(at));
}

ExprId RandomProgram::number(Place at) {
  const ExprId from = ref(at.item && random_.chance(50) ? itemOpened : opened);
  switch (random_.below(3)) {
  case 0: return add(Plain, core::Anniversaries{from});
  case 1: {
    const ExprId last = add(Day, core::Day{true});
    return add(Plain, core::Full{random_.chance(50) ? TermUnit::Years : TermUnit::Months, from, last});
  }
  default: return plain(1 + random_.below(3));
  }
}

/// A price for each piece, of at most so many pieces, or at most so much a piece.
ExprId RandomProgram::priced(Place at) {
  const core::Type perPiece{core::Kind::Number, core::yuan() / piece, {}};
  ExprId price = add(perPiece, core::Const{Rational(1 + random_.below(9), 1 + random_.below(3))});
  if (random_.chance(40)) {
    price = add(perPiece, core::Div{moneyExpr(0, at), ref(pieces), price});
    price = least(price, add(perPiece, core::Const{Rational(1 + random_.below(5))}), true);
  }
  ExprId many = ref(pieces);
  if (random_.chance(50)) {
    many = least(many, add(program.facts[pieces].type, core::Const{Rational(random_.below(10))}), true);
  }
  return times(many, price);
}

/// For each full so much, or rounded inside.
ExprId RandomProgram::rounded(int depth, Place at) {
  const ExprId of = moneyExpr(depth - 1, at);
  if (random_.chance(50)) {
    const auto mode =
        random_.of(std::vector{core::RoundMode::HalfUp, core::RoundMode::Down, core::RoundMode::HalfEven});
    return add(Money, core::Round{of, Rational(1 + random_.below(9), 2), mode});
  }
  const ExprId steps = add(Plain, core::Div{of, yuan(1 + random_.below(9)), plain(0)});
  return times(add(Plain, core::Whole{steps}), yuan(1 + random_.below(5)));
}

ExprId RandomProgram::summed(int depth, Place at) {
  if (!at.item && random_.chance(60)) {
    const ExprId where = truthExpr(0, {true, at.month});
    return add(Money, core::Sum{core::OverItems{outlet}, where, moneyExpr(depth - 1, {true, at.month})});
  }
  if (random_.chance(50)) {
    const ExprId where = truthExpr(0, {at.item, true});
    return add(Money, core::Sum{core::OverMonths{}, where, moneyExpr(0, {at.item, true})});
  }
  const int from = random_.below(2);
  const ExprId where = truthExpr(0, at);
  return add(Money, core::Sum{core::OverYears{from, from + random_.below(3)}, where, moneyExpr(0, at)});
}

ExprId RandomProgram::moneyExpr(int depth, Place at) {
  switch (depth == 0 ? random_.below(3) : random_.below(15)) {
  case 0: return yuan(random_.below(30));
  case 1: return ref(random_.of(at.item ? itemMoneys : at.month && random_.chance(50) ? monthMoneys : moneys));
  case 2: return ref(random_.of(moneys));
  case 3: return plus(moneyExpr(depth - 1, at), moneyExpr(depth - 1, at));
  case 4: return times(moneyExpr(depth - 1, at), plain(Rational(1 + random_.below(7), 5)));
  case 5: return least(moneyExpr(depth - 1, at), moneyExpr(depth - 1, at), random_.chance(50));
  case 6: {
    const ExprId left = moneyExpr(depth - 1, at);
    return add(Money, core::Greatest{left, moneyExpr(depth - 1, at)});
  }
  case 7: {
    const ExprId c = random_.chance(20) ? since(2023) : truthExpr(depth - 1, at);
    const ExprId then = moneyExpr(depth - 1, at);
    return add(Money, core::If{c, then, moneyExpr(depth - 1, at)});
  }
  case 8: { // a share of itself against last year, at most doubled
    const ExprId now = moneyExpr(depth - 1, at);
    const ExprId ratio = add(Plain, core::Div{now, back(now, 1), plain(random_.below(2))});
    return times(yuan(10), least(ratio, plain(2)));
  }
  case 9: return times(number(at), yuan(1 + random_.below(9)));
  case 10: {
    if (program.awards.empty()) return yuan(random_.below(30));
    const AwardId of{static_cast<uint32_t>(random_.below(static_cast<int>(program.awards.size())))};
    return times(add(Money, core::Awarded{of}), plain(Rational(1, 2)));
  }
  case 11: return priced(at);
  case 12: return rounded(depth, at);
  case 13: return plus(moneyExpr(depth - 1, at), times(plain(-1), moneyExpr(depth - 1, at))); // an increase
  default: return summed(depth, at);
  }
}

// ------------------------------------------------------------------------------------------------------------ limits

ExprId RandomProgram::since(int year) { return atMost(date(day(year, 1, 1)), add(Day, core::Day{true})); }

/// Of a cap or a floor: a literal, a fact, what a later version says, or in one version no limit at all.
ExprId RandomProgram::bound() {
  if (random_.chance(65)) return yuan(Rational(5 + random_.below(60), 1 + random_.below(3)));
  if (random_.chance(60)) return ref(random_.of(moneys));
  const ExprId later = yuan(5 + random_.below(60));
  return add(Money, core::If{since(2023), later, yuan(5 + random_.below(60))});
}

/// A positive whole number, by version too.
ExprId RandomProgram::years(int most) {
  const ExprId n = plain(1 + random_.below(most));
  return random_.chance(85) ? n : add(Plain, core::If{since(2024), plain(1 + random_.below(most)), n});
}

} // namespace tiao::test
