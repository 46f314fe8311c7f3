#include "tests/unit/interpret/random_program.h"

#include <algorithm>

namespace tiao::test {

RandomProgram::RandomProgram(Random& random, Shape shape)
    : Build(day(2022, random.chance(50) ? 1 : 7, 1), day(2024, 12, random.chance(70) ? 31 : 15)), random_(random) {
  outlet = program.itemKinds.add({{"", "outlet"}, 4, {}});
  core::Enumeration districts;
  districts.members = {{"", "east"}, {"", "west"}, {"", "north"}};
  const auto enumeration = program.enumerations.add(districts);
  district = fact("district", core::Type{core::Kind::Member, {}, enumeration}, core::Per::Fixed);
  opened = fact("opened", Day, core::Per::Fixed);
  program.facts[opened].dateLo = day(2018, 1, 1);
  program.facts[opened].dateHi = day(2026, 12, 31);
  for (int i = 0; i < 2; ++i) truths.push_back(truth("truth " + std::to_string(i)));
  for (int i = 0; i < 2; ++i) moneys.push_back(money("money " + std::to_string(i)));
  monthTruths.push_back(truth("month truth", core::Per::Month));
  itemTruths.push_back(itemFact(outlet, "outlet truth", Yes));
  itemMoneys.push_back(itemFact(outlet, "outlet money", Money));
  for (const FactId id : moneys) program.facts[id].hi = 40;
  for (const FactId id : itemMoneys) program.facts[id].hi = 40;

  const int awards = 2 + random.below(3);
  for (int i = 0; i < awards; ++i) addAward(shape);
  if (shape.pools && random.chance(40)) addPools();
  if (shape.choices && random.chance(70)) addChoices();
}

// ------------------------------------------------------------------------------------------------------- expressions

ExprId RandomProgram::truthExpr(int depth, bool inItem, bool inMonth) {
  switch (depth == 0 ? random_.below(3) : random_.below(9)) {
  case 0: return ref(random_.of(truths));
  case 1: {
    if (inItem) return ref(random_.of(itemTruths));
    if (inMonth) return ref(random_.of(monthTruths));
    return yes(random_.chance(80));
  }
  case 2: {
    const auto member =
        add(program.facts[district].type, core::Const{core::Member{static_cast<uint32_t>(random_.below(3))}});
    return compare(ref(district), core::Comparison::Equal, member);
  }
  case 3: {
    std::vector<ExprId> parts;
    for (int i = 1 + random_.below(3); i > 0; --i) parts.push_back(truthExpr(depth - 1, inItem, inMonth));
    const auto k = static_cast<uint32_t>(1 + random_.below(static_cast<int>(parts.size())));
    return add(Yes, core::AtLeast{k, std::move(parts)});
  }
  case 4: return negation(truthExpr(depth - 1, inItem, inMonth));
  case 5: {
    const auto op = random_.of(std::vector{core::Comparison::Less, core::Comparison::AtMost, core::Comparison::Equal});
    const ExprId left = moneyExpr(depth - 1, inItem, inMonth);
    return compare(left, op, moneyExpr(depth - 1, inItem, inMonth));
  }
  case 6: return back(truthExpr(depth - 1, inItem, inMonth), 1);
  case 7: {
    const ExprId shifted = add(Day, core::Shift{ref(opened), plain(random_.below(3)), core::TermUnit::Years});
    return atMost(shifted, add(Day, core::Day{random_.chance(50)}));
  }
  default: {
    const ExprId sum = add(Money, core::Sum{core::OverYears{0, random_.below(3)}, truthExpr(depth - 1, inItem, inMonth),
                                            moneyExpr(0, inItem, inMonth)});
    return less(yuan(random_.below(40)), sum);
  }
  }
}

ExprId RandomProgram::count() {
  switch (random_.below(3)) {
  case 0: return add(Plain, core::Anniversaries{ref(opened)});
  case 1: {
    const ExprId last = add(Day, core::Day{true});
    return add(Plain,
               core::Full{random_.chance(50) ? core::TermUnit::Years : core::TermUnit::Months, ref(opened), last});
  }
  default: return plain(1 + random_.below(3));
  }
}

ExprId RandomProgram::moneyExpr(int depth, bool inItem, bool inMonth) {
  switch (depth == 0 ? random_.below(3) : random_.below(12)) {
  case 0: return yuan(random_.below(30));
  case 1: return ref(random_.of(inItem ? itemMoneys : moneys));
  case 2: return ref(random_.of(moneys));
  case 3: return plus(moneyExpr(depth - 1, inItem, inMonth), moneyExpr(depth - 1, inItem, inMonth));
  case 4: return times(moneyExpr(depth - 1, inItem, inMonth), plain(Rational(1 + random_.below(7), 5)));
  case 5:
    return least(moneyExpr(depth - 1, inItem, inMonth), moneyExpr(depth - 1, inItem, inMonth), random_.chance(50));
  case 6: {
    const ExprId left = moneyExpr(depth - 1, inItem, inMonth);
    return add(Money, core::Greatest{left, moneyExpr(depth - 1, inItem, inMonth)});
  }
  case 7: {
    const ExprId c = truthExpr(depth - 1, inItem, inMonth);
    const ExprId then = moneyExpr(depth - 1, inItem, inMonth);
    return add(Money, core::If{c, then, moneyExpr(depth - 1, inItem, inMonth)});
  }
  case 8: { // a share of itself against last year, at most doubled
    const ExprId now = moneyExpr(depth - 1, inItem, inMonth);
    const ExprId ratio = add(Plain, core::Div{now, back(now, 1), plain(0)});
    return times(yuan(10), least(ratio, plain(2)));
  }
  case 9: return times(count(), yuan(1 + random_.below(9)));
  case 10: {
    if (program.awards.empty()) return yuan(random_.below(30));
    const AwardId of{static_cast<uint32_t>(random_.below(static_cast<int>(program.awards.size())))};
    return times(add(Money, core::Awarded{of}), plain(Rational(1, 2)));
  }
  default: {
    if (!inItem && random_.chance(60)) {
      const ExprId where = truthExpr(0, true, inMonth);
      return add(Money, core::Sum{core::OverItems{outlet}, where, moneyExpr(depth - 1, true, inMonth)});
    }
    const ExprId where = truthExpr(0, inItem, true);
    const ExprId value = moneyExpr(0, inItem, true);
    if (random_.chance(50)) return add(Money, core::Sum{core::OverMonths{}, where, value});
    const ExprId truthOfYear = truthExpr(0, inItem, inMonth);
    return add(Money, core::Sum{core::OverYears{0, random_.below(3)}, truthOfYear, moneyExpr(0, inItem, inMonth)});
  }
  }
}

// ------------------------------------------------------------------------------------------------------------ awards

std::vector<core::Limit> RandomProgram::limits(bool monthly, bool overall) {
  std::vector<core::Limit> result;
  const auto bound = [&] {
    return random_.chance(75) ? yuan(Rational(5 + random_.below(60), 1 + random_.below(3))) : ref(random_.of(moneys));
  };
  if (random_.chance(40)) result.push_back({core::Cap{bound(), core::Window::Period}, {}});
  if (!overall && random_.chance(20)) result.push_back({core::Floor{bound()}, {}});
  if (random_.chance(15)) result.push_back({core::Cap{bound(), core::Window::Period}, {}});
  if (random_.chance(50)) {
    const bool months = monthly && random_.chance(40);
    result.push_back({core::Count{plain(months ? 3 + random_.below(9) : 1 + random_.below(2)),
                                  months ? core::Per::Month : core::Per::Year, random_.chance(30)},
                      {}});
  }
  if (random_.chance(10)) {
    const ExprId elapsed = add(Plain, core::Full{core::TermUnit::Years, ref(opened), add(Day, core::Day{true})});
    result.push_back({core::Within{elapsed, plain(1 + random_.below(4))}, {}});
  }
  if (monthly && random_.chance(40)) result.push_back({core::Cap{bound(), core::Window::Year}, {}});
  if (random_.chance(45)) result.push_back({core::Cap{bound(), core::Window::Life}, {}});
  return result;
}

void RandomProgram::addAward(Shape shape) {
  const std::string name = "award " + std::string(1, static_cast<char>('a' + program.awards.size()));
  const bool item = shape.items && random_.chance(35);
  const bool monthly = shape.months && !item && random_.chance(20);
  const bool assessed = random_.chance(25);
  const FactId gate = truth(name + " gate");
  gates.push_back(gate);
  const ExprId eligible = all({ref(gate), truthExpr(2, item, monthly)});
  AwardId id;
  if (assessed) {
    id = discretionary(name, eligible, 10 + random_.below(30), limits(monthly, false));
    core::Fact& fact = program.facts[*program.awards[id].assessment];
    fact.hi = 50;
    if (item) fact.item = outlet;
    if (monthly) fact.per = core::Per::Month;
  } else {
    id = award(name, eligible, moneyExpr(2, item, monthly), limits(monthly, false));
  }
  core::Award& award = program.awards[id];
  if (monthly) award.period = core::Per::Month;
  if (item) award.key = outlet;
  if (random_.chance(20)) award.to = day(2023, 12, 31);
  if (random_.chance(20)) award.part = random_.chance(50) ? core::PartOfPeriod::Months : core::PartOfPeriod::None;
  award.mode = random_.of(std::vector{core::RoundMode::HalfUp, core::RoundMode::Down, core::RoundMode::HalfEven});
  if (random_.chance(30)) {
    const ExprId started = truthExpr(1, item, monthly);
    program.awards[id].startedIf = started;
  }
  if (item && random_.chance(60)) {
    auto overall = limits(monthly, true);
    program.awards[id].overall = std::move(overall);
  }
}

// A pool holds all the awards that hang together or none: here the choices are made among those of a pool, or outside
// it.
void RandomProgram::addPools() {
  core::Pool pool;
  const int most = static_cast<int>(program.awards.size());
  for (uint32_t i = 0; i < static_cast<uint32_t>(2 + random_.below(most - 1)); ++i) pool.awards.push_back({i});
  pool.limits.push_back(cap(10 + random_.below(60), random_.chance(50) ? core::Window::Year : core::Window::Life));
  pool.inOrder = random_.chance(30);
  program.pools.push_back(pool);
}

void RandomProgram::addChoices() {
  const auto inPool = [&](uint32_t award) { return !program.pools.empty() && award < program.pools[0].awards.size(); };
  std::vector<std::pair<AwardId, AwardId>> ofSubject, ofItems;
  for (uint32_t a = 0; a < program.awards.size(); ++a) {
    for (uint32_t b = a + 1; b < program.awards.size(); ++b) {
      if (inPool(a) != inPool(b) || !random_.chance(60)) continue;
      const bool items = program.awards[AwardId{a}].key && program.awards[AwardId{b}].key;
      (items && random_.chance(60) ? ofItems : ofSubject).push_back({AwardId{a}, AwardId{b}});
    }
  }
  const bool matter = random_.chance(30);
  const bool elected = random_.chance(20);
  const bool ranked = random_.chance(30);
  for (auto* conflicts : {&ofSubject, &ofItems}) {
    if (conflicts->empty()) continue;
    core::Choice& made = choice(*conflicts);
    made.matter = matter;
    made.elected = elected;
    if (conflicts == &ofItems) made.level = outlet;
    if (!ranked) continue;
    for (uint32_t i = 0; i < program.awards.size(); ++i) made.rank.push_back({i});
    random_.shuffle(made.rank);
    if (random_.chance(50)) made.rank.resize(1);
  }
  if (!ofSubject.empty()) election();
  if (!ofItems.empty()) election(outlet);
}

} // namespace tiao::test
