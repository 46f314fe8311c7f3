#include "tests/unit/interpret/random_program.h"

#include <algorithm>

namespace tiao::test {

namespace {

core::TermUnit notDays(Random& random) { return random.chance(50) ? core::TermUnit::Years : core::TermUnit::Months; }

} // namespace

std::vector<Rational> randomShares(Random& random) {
  std::vector<Rational> shares;
  int left = 100;
  for (int i = random.below(4); i > 0; --i) {
    const int share = random.below(left + 1);
    shares.emplace_back(share, 100);
    left -= share;
  }
  shares.emplace_back(left, 100);
  return shares;
}

std::optional<Rational> literal(const core::Program& program, ExprId e) {
  const auto* c = std::get_if<core::Const>(&program.exprs[e].node);
  return c == nullptr ? std::nullopt : std::optional(std::get<Rational>(c->value));
}

RandomProgram::RandomProgram(Random& random, Shape shape)
    : Build(day(2022, random.chance(50) ? 1 : 7, 1), day(2024, 12, random.chance(70) ? 31 : 15)), random_(random) {
  addFacts();
  const int awards = 2 + random.below(3);
  for (int i = 0; i < awards; ++i) addAward(shape);
  if (shape.pools && random.chance(40)) addPools();
  if (shape.choices && random.chance(70)) addChoices();
  if (shape.splits && random.chance(50)) addSplit();
}

void RandomProgram::addFacts() {
  piece.powers[program.units.add({{"", "piece"}}).index] = 1;
  outlet = program.itemKinds.add({{"", "outlet"}, 4, {}});
  core::Enumeration districts;
  districts.members = {{"", "east"}, {"", "west"}, {"", "north"}};
  const auto enumeration = program.enumerations.add(districts);
  district = fact("district", core::Type{core::Kind::Member, {}, enumeration}, core::Per::Fixed);
  kind = fact("kind", core::Type{core::Kind::Text, {}, {}}, core::Per::Fixed);
  opened = fact("opened", Day, core::Per::Fixed);
  itemOpened = itemFact(outlet, "outlet opened", Day, core::Per::Fixed);
  pieces = fact("pieces", core::Type{core::Kind::Number, piece, {}});
  program.facts[pieces].lo = 0;
  program.facts[pieces].hi = 12;
  for (const FactId id : {opened, itemOpened}) {
    program.facts[id].dateLo = day(2018, 1, 1);
    program.facts[id].dateHi = day(2026, 12, 31);
  }
  for (int i = 0; i < 2; ++i) truths.push_back(truth("truth " + std::to_string(i)));
  for (int i = 0; i < 2; ++i) moneys.push_back(money("money " + std::to_string(i)));
  monthTruths.push_back(truth("month truth", core::Per::Month));
  monthMoneys.push_back(money("month money", core::Per::Month));
  itemTruths.push_back(itemFact(outlet, "outlet truth", Yes));
  itemMoneys.push_back(itemFact(outlet, "outlet money", Money));
  for (const FactId id : moneys) program.facts[id].hi = 40;
  for (const FactId id : monthMoneys) program.facts[id].hi = 9;
  for (const FactId id : itemMoneys) program.facts[id].hi = 40;
}

// ------------------------------------------------------------------------------------------------------------ awards

std::vector<core::Limit> RandomProgram::limits(bool monthly, bool overall) {
  std::vector<core::Limit> result;
  if (random_.chance(40)) result.push_back({core::Cap{bound(), core::Window::Period}, {}});
  if (!overall && random_.chance(20)) result.push_back({core::Floor{bound()}, {}});
  if (random_.chance(15)) result.push_back({core::Cap{bound(), core::Window::Period}, {}});
  if (random_.chance(50)) {
    const bool months = monthly && random_.chance(40);
    result.push_back({core::Count{months ? plain(3 + random_.below(9)) : years(2),
                                  months ? core::Per::Month : core::Per::Year, random_.chance(30)},
                      {}});
  }
  if (random_.chance(10)) {
    const core::TermUnit unit = notDays(random_);
    const ExprId elapsed = add(Plain, core::Full{unit, ref(opened), add(Day, core::Day{true})});
    result.push_back(
        {core::Within{elapsed, unit == core::TermUnit::Years ? years(4) : plain(6 + 6 * random_.below(8))}, {}});
  }
  if (random_.chance(monthly ? 40 : 10)) result.push_back({core::Cap{bound(), core::Window::Year}, {}});
  if (random_.chance(45)) result.push_back({core::Cap{bound(), core::Window::Life}, {}});
  return result;
}

void RandomProgram::addAward(Shape shape) {
  const std::string name = "award " + std::string(1, static_cast<char>('a' + program.awards.size()));
  const bool item = shape.items && random_.chance(35);
  const bool monthly = shape.months && random_.chance(20);
  const bool assessed = random_.chance(25);
  const FactId gate = truth(name + " gate");
  gates.push_back(gate);
  const ExprId eligible = all({ref(gate), truthExpr(2, {item, monthly})});
  AwardId id;
  if (assessed) {
    id = discretionary(name, eligible, 10 + random_.below(30), limits(monthly, false));
    core::Fact& fact = program.facts[*program.awards[id].assessment];
    fact.hi = 50;
    if (item) fact.item = outlet;
    if (monthly) fact.per = core::Per::Month;
  } else {
    id = award(name, eligible, moneyExpr(2, {item, monthly}), limits(monthly, false));
  }
  core::Award& award = program.awards[id];
  if (monthly) award.period = core::Per::Month;
  if (item) award.key = outlet;
  if (random_.chance(20)) award.to = day(2023, 12, 31);
  if (random_.chance(20)) award.part = random_.chance(50) ? core::PartOfPeriod::Months : core::PartOfPeriod::None;
  if (random_.chance(30)) award.unit = random_.of(std::vector{Rational(1, 10), Rational(1), Rational(3)});
  award.mode = random_.of(std::vector{core::RoundMode::HalfUp, core::RoundMode::Down, core::RoundMode::HalfEven});
  if (random_.chance(30)) {
    const ExprId started = truthExpr(1, {item, monthly});
    program.awards[id].startedIf = started;
  }
  if (item && random_.chance(60)) {
    auto overall = limits(monthly, true);
    program.awards[id].overall = std::move(overall);
  }
}

// A pool holds all the awards that hang together or none: here the choices are made among those of a pool, or outside
// it. What it shares is a whole number of one unit.
void RandomProgram::addPools() {
  core::Pool pool;
  const int most = static_cast<int>(program.awards.size());
  for (uint32_t i = 0; i < static_cast<uint32_t>(2 + random_.below(most - 1)); ++i) {
    pool.awards.push_back({i});
    program.awards[AwardId{i}].unit = program.awards[AwardId{0}].unit;
  }
  const bool forLife = random_.chance(50);
  if (!forLife || random_.chance(30)) pool.limits.push_back({core::Cap{bound(), core::Window::Year}, {}});
  if (forLife) pool.limits.push_back(cap(10 + random_.below(60), core::Window::Life));
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
  elected_ = random_.chance(20);
  if (random_.chance(30)) {
    for (uint32_t i = 0; i < program.awards.size(); ++i) rank_.push_back({i});
    random_.shuffle(rank_);
    if (random_.chance(50)) rank_.resize(1);
  }
  for (const bool items : {false, true}) {
    auto& conflicts = items ? ofItems : ofSubject;
    if (conflicts.empty()) continue;
    if (conflicts.size() > 1 && random_.chance(30)) { // in two sentences
      addChoice({conflicts.back()}, items);
      conflicts.pop_back();
    }
    addChoice(std::move(conflicts), items);
  }
  for (const auto& level : {std::optional<core::Id<core::ItemKind>>(), std::optional(outlet)}) {
    const auto here = [&](const core::Choice& made) { return made.level == level; };
    if (std::any_of(program.choices.begin(), program.choices.end(), here)) election(level);
  }
}

void RandomProgram::addChoice(std::vector<std::pair<AwardId, AwardId>> conflicts, bool items) {
  core::Choice& made = choice(std::move(conflicts));
  made.matter = random_.chance(30);
  made.elected = elected_;
  made.rank = rank_;
  if (items) made.level = outlet;
  if (random_.chance(10)) made.from = day(2023, 3, 1);
  if (random_.chance(10)) made.to = day(2023, 12, 31);
  if (made.matter && random_.chance(50)) allowDifference(made);
}

/// The difference is for awards given once: each of the choice becomes one, if all are yearly.
void RandomProgram::allowDifference(core::Choice& choice) {
  std::vector<AwardId> awards;
  for (const auto& [a, b] : choice.conflicts) awards.push_back(a), awards.push_back(b);
  const auto monthly = [&](AwardId a) { return program.awards[a].period == core::Per::Month; };
  if (std::any_of(awards.begin(), awards.end(), monthly)) return;
  for (const AwardId a : awards) {
    auto& limits = program.awards[a].limits;
    std::erase_if(limits, [](const core::Limit& l) { return std::holds_alternative<core::Count>(l.node); });
    const auto life = std::find_if(limits.begin(), limits.end(), [](const core::Limit& l) {
      const auto* cap = std::get_if<core::Cap>(&l.node);
      return std::holds_alternative<core::Within>(l.node) || (cap != nullptr && cap->window == core::Window::Life);
    });
    limits.insert(life, count(1));
  }
  choice.difference = true;
}

/// One case for all, or one for one district and one for the others.
void RandomProgram::addSplit() {
  core::Split split;
  const auto portions = [&] {
    std::vector<core::Portion> result;
    for (const Rational& share : randomShares(random_)) {
      while (split.payers.size() <= result.size()) {
        split.payers.push_back(program.roles.add({{"", "payer " + std::to_string(split.payers.size())}}));
      }
      result.push_back({split.payers[result.size()], share});
    }
    return result;
  };
  if (random_.chance(30)) {
    split.cases.push_back({yes(), portions(), {}});
  } else {
    const core::Type type = program.facts[district].type;
    const auto is = [&](uint32_t member) {
      return compare(ref(district), core::Comparison::Equal, add(type, core::Const{core::Member{member}}));
    };
    const ExprId east = is(0), west = is(1), north = is(2);
    split.cases.push_back({east, portions(), {}});
    split.cases.push_back({add(Yes, core::AtLeast{1, {west, north}}), portions(), {}});
  }
  split.rest = random_.of(split.payers);
  program.split = std::move(split);
}

} // namespace tiao::test
