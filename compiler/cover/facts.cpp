#include "compiler/cover/facts.h"

#include "compiler/cover/stride.h"

namespace tiao::cover {

using core::Rational;
using interpret::Key;
using interpret::Period;

bool Facts::give(core::FactId id, Period at, const core::Constant& value) {
  const core::Fact& fact = program_->facts[id];
  Period place;
  if (fact.per == core::Per::Year) place = {at.year, 0};
  if (fact.per == core::Per::Month) place = at;
  if (fact.per == core::Per::Month && !at.isMonth()) return false;
  if (const auto* number = std::get_if<Rational>(&value))
    if (*number < fact.lo || fact.hi < *number || !(*number / stepOf(fact)).isWhole()) return false;
  if (const auto* date = std::get_if<core::Date>(&value))
    if (*date < fact.dateLo || fact.dateHi < *date) return false;
  if (fact.item) addItem(*fact.item);
  const auto [given, isNew] = given_.try_emplace({id, place}, value);
  return isNew || given->second == value;
}

interpret::Case Facts::asCase() const {
  interpret::Case result(*program_);
  for (const core::Id<core::ItemKind> kind : items_)
    for (int year = years_.first; year <= years_.last; ++year) {
      result.addItem(kind, "1", year);
      result.giveList(kind, year);
    }
  for (const auto& [place, value] : given_) {
    const auto& item = program_->facts[place.fact].item;
    result.give(place.fact, item ? keyOf(*item) : Key{}, place.period, value);
  }
  return result;
}

Key Facts::keyOf(core::Id<core::ItemKind> kind) const {
  return {static_cast<int32_t>(std::distance(items_.begin(), items_.find(kind)))};
}

interpret::Value Facts::value(core::ExprId expr, Key key, Period period, core::AwardId award) const {
  return interpret::evaluate(*program_, asCase(), {}, expr, key, period, award);
}

} // namespace tiao::cover
