#include "tests/unit/interpret/random_case.h"

#include <algorithm>

namespace tiao::test {

core::Constant randomValue(Random& random, const core::Program& program, const core::Fact& fact) {
  switch (fact.type.kind) {
  case core::Kind::Truth: return random.chance(75);
  case core::Kind::Number: {
    const int64_t span = (fact.hi - fact.lo).floor().toInt64().value_or(1000);
    if (random.chance(15)) return random.chance(50) ? fact.lo : fact.hi;
    return fact.lo + Rational(random.below(static_cast<int>(std::min<int64_t>(span, 100)) + 1));
  }
  case core::Kind::Date:
    return fact.dateLo + std::chrono::days(random.below(static_cast<int>((fact.dateHi - fact.dateLo).count())));
  case core::Kind::Member: {
    const auto members = program.enumerations[fact.type.enumeration].members.size();
    return core::Member{static_cast<uint32_t>(random.below(static_cast<int>(members)))};
  }
  case core::Kind::Text: return std::string(random.chance(50) ? "a" : "b");
  }
  return false;
}

World randomWorld(Random& random, const RandomProgram& p) {
  World world;
  world.program = &p.program;
  world.outlet = p.outlet;
  random.shuffle(world.names);
  if (random.chance(20)) world.firstYear = 2020 + random.below(4);
  for (int year = World::FirstTold; year <= World::LastTold; ++year) {
    auto& names = world.listed.emplace_back();
    for (size_t i = 0; i < world.names.size(); ++i) names.push_back(random.chance(60));
    world.tellings.push_back({{}, -1, {}, false, year});
  }
  for (uint32_t f = 0; f < p.program.facts.size(); ++f) {
    const core::Fact& fact = p.program.facts[FactId{f}];
    const int items = fact.item ? static_cast<int>(world.names.size()) : 0;
    for (int item = items == 0 ? -1 : 0; item < items; ++item) {
      const auto tell = [&](calendar::Period period) {
        world.tellings.push_back({{f}, item, period, randomValue(random, p.program, fact), {}});
      };
      if (fact.per == core::Per::Fixed) tell({});
      for (int year = World::FirstTold; fact.per != core::Per::Fixed && year <= World::LastTold; ++year) {
        if (fact.per == core::Per::Year) tell({year, 0});
        for (int month = 1; fact.per == core::Per::Month && month <= 12; ++month) tell({year, month});
      }
    }
  }
  return world;
}

Case World::told(const std::vector<bool>& which) const {
  Case facts(*program);
  tell(facts, which);
  return facts;
}

void World::tell(Case& facts, const std::vector<bool>& which) const {
  facts.subject = "a firm";
  if (firstYear) facts.firstYear = firstYear;
  for (size_t i = 0; i < names.size(); ++i) {
    facts.addItem(outlet, names[i], LastTold + 1); // so that it has its key, listed or not
    for (int year = FirstTold; year <= LastTold; ++year) {
      if (listed[static_cast<size_t>(year - FirstTold)][i]) facts.addItem(outlet, names[i], year);
    }
  }
  for (size_t i = 0; i < tellings.size(); ++i) {
    if (!which[i]) continue;
    const Telling& t = tellings[i];
    if (t.listOfYear)
      facts.giveList(outlet, *t.listOfYear);
    else
      facts.give(t.fact, Key{t.item}, t.period, t.value);
  }
}

std::vector<bool> some(Random& random, const std::vector<bool>& which, int percent) {
  std::vector<bool> result(which.size());
  for (size_t i = 0; i < which.size(); ++i) result[i] = which[i] && random.chance(percent);
  return result;
}

Ledger randomLedger(Random& random, const RandomProgram& p, bool decisions) {
  Ledger ledger;
  ledger.completeThrough = RandomProgram::FirstYear - 1;
  for (uint32_t a = 0; a < p.program.awards.size(); ++a) {
    const core::Award& award = p.program.awards[AwardId{a}];
    const auto put = [&](int year) {
      const Key key{award.key ? random.below(3) : -1};
      const int month = award.period == core::Per::Month ? 1 + random.below(12) : 0;
      const Rational amount = random.below(20);
      ledger.entries.push_back({{a}, key, {year, month}, amount, amount, {}});
    };
    for (int year = 2020; year < RandomProgram::FirstYear; ++year) {
      if (random.chance(25)) put(year);
    }
    for (int year = RandomProgram::FirstYear; decisions && year <= RandomProgram::LastYear; ++year) {
      if (random.chance(15)) put(year);
    }
  }
  return ledger;
}

Ledger widened(Random& random, const RandomProgram& p, Ledger ledger) {
  for (interpret::Entry& entry : ledger.entries) {
    if (!random.chance(40)) continue;
    // Entries that may be 0 are taken to have come of a run that kept the Count (core.md section 4, sum(w)); what a
    // random ledger holds need not have.
    const auto& limits = p.program.awards[entry.award].limits;
    const bool counted = std::any_of(limits.begin(), limits.end(), [](const core::Limit& limit) {
      return std::holds_alternative<core::Count>(limit.node);
    });
    // A decision is taken for something or for nothing, however much it will be.
    const bool decision = entry.period.year > ledger.completeThrough;
    entry.lo = !counted && !decision && random.chance(40) ? 0 : entry.lo * Rational(1, 2);
    if (!decision || entry.hi.sign() > 0) entry.hi += random.below(10);
    entry.needs = {{p.moneys[0], {}, {World::FirstTold + random.below(4), 0}}};
    if (entry.lo == entry.hi) entry.needs.clear();
  }
  return ledger;
}

const Outcome* counterpart(const Result& result, const Outcome& of) {
  const Outcome* unlisted = nullptr;
  for (const Outcome& o : result.outcomes) {
    if (o.award != of.award || o.period != of.period) continue;
    if (o.key == of.key) return &o;
    if (o.key.isSubject()) unlisted = &o;
  }
  return unlisted;
}

bool keepsWithin(const Outcome& more, const Outcome& fewer) {
  return (more.possible & ~fewer.possible) == 0 && fewer.amount.lo <= more.amount.lo &&
         more.amount.hi <= fewer.amount.hi;
}

bool sameOutcome(const Outcome& a, const Outcome& b) {
  return a.status == b.status && a.possible == b.possible && a.amount == b.amount;
}

} // namespace tiao::test
