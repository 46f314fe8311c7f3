#include "tests/agree/bounded_case.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::test {

using core::Rational;

BoundedCases::BoundedCases(const core::Program& program, int first, int last)
    : program_(program), first_(first), last_(last) {
  for (const core::Expr& expr : program.exprs) {
    const auto* constant = std::get_if<core::Const>(&expr.node);
    if (constant == nullptr) continue;
    if (const auto* number = std::get_if<Rational>(&constant->value)) {
      if (number->sign() > 0) bounds_.push_back(*number);
      // What a rate brings to the bounds: 20% of so much is so much.
      if (number->sign() > 0 && *number < Rational(1))
        for (const Rational& cap : {Rational(5'000'000), Rational(1'000'000), Rational(500)})
          bounds_.push_back(cap / *number);
    }
    if (const auto* date = std::get_if<core::Date>(&constant->value)) days_.push_back(*date);
  }
  for (const core::Award& award : program.awards) days_.insert(days_.end(), {award.from, award.to});
}

core::Constant BoundedCases::value(Random& random, const core::Fact& fact) const {
  switch (fact.type.kind) {
  case core::Kind::Truth: return random.chance(random.chance(50) ? 97 : 60);
  case core::Kind::Member:
    return core::Member{static_cast<uint32_t>(
        random.below(static_cast<int>(program_.enumerations[fact.type.enumeration].members.size())))};
  case core::Kind::Text: return std::string("words");
  case core::Kind::Date: {
    const core::Date day =
        random.of(days_) + std::chrono::days(random.below(3) - 1) + std::chrono::days(365 * (random.below(5) - 3));
    return std::clamp(day, fact.dateLo, fact.dateHi);
  }
  case core::Kind::Number: break;
  }
  const bool money = fact.type.unit.powers.contains(0);
  const Rational step = money ? Rational(1, 100) : Rational(1);
  Rational drawn;
  switch (random.below(6)) {
  case 0: drawn = fact.lo; break;
  case 1: drawn = random.chance(20) ? fact.hi : Rational(random.below(1'000)); break;
  case 2: drawn = Rational(random.below(2'000'000'000), money ? 100 : 1'000'000); break;
  default: drawn = random.of(bounds_) + step * Rational(random.below(3) - 1); break;
  }
  drawn = (drawn / step).floor() * step;
  return number::greatest(fact.lo, number::least(fact.hi, drawn));
}

interpret::Case BoundedCases::draw(Random& random, int missing) const {
  interpret::Case facts(program_);
  facts.subject = "a firm";
  const auto give = [&](core::FactId id, interpret::Key key, calendar::Period period) {
    if (!random.chance(missing)) facts.give(id, key, period, value(random, program_.facts[id]));
  };
  std::vector<std::vector<interpret::Key>> items(program_.itemKinds.size());
  for (uint32_t kind = 0; kind < program_.itemKinds.size(); ++kind) {
    for (int i = random.chance(30) ? 0 : random.below(5); i > 0; --i)
      items[kind].push_back(facts.item({kind}, fmt::format("{}", i)));
    for (int year = first_; year <= last_; ++year) {
      if (!random.chance(missing)) facts.giveList({kind}, year);
      for (const interpret::Key item : items[kind])
        if (random.chance(80)) facts.list(item, year);
    }
  }
  for (uint32_t i = 0; i < program_.facts.size(); ++i) {
    const core::Fact& fact = program_.facts[{i}];
    std::vector<interpret::Key> keys{interpret::Key{}};
    if (fact.item) keys = items[fact.item->index];
    for (const interpret::Key key : keys) {
      if (fact.per == core::Per::Fixed) give({i}, key, {});
      for (int year = first_; fact.per != core::Per::Fixed && year <= last_; ++year) {
        if (fact.per == core::Per::Year) give({i}, key, {year, 0});
        for (int month = 1; fact.per == core::Per::Month && month <= 12; ++month) give({i}, key, {year, month});
      }
    }
  }
  if (random.chance(15)) facts.firstYear = first_ + random.below(last_ - first_ + 1);
  return facts;
}

} // namespace tiao::test
