#include "compiler/cover/facts.h"

#include "compiler/cover/stride.h"

namespace tiao::cover {

using core::Rational;
using interpret::Key;
using interpret::Period;

bool Facts::give(core::FactId id, Period at, const core::Constant& value, int item) {
  const core::Fact& fact = program_->facts[id];
  Period place;
  if (fact.per == core::Per::Year) place = {at.year, 0};
  if (fact.per == core::Per::Month) place = at;
  if (fact.per == core::Per::Month && !at.isMonth()) return false;
  if (const auto* number = std::get_if<Rational>(&value))
    if (*number < fact.lo || fact.hi < *number || !(*number / stepOf(fact)).isWhole()) return false;
  if (const auto* date = std::get_if<core::Date>(&value))
    if (*date < fact.dateLo || fact.dateHi < *date) return false;
  if (fact.item) addItem(*fact.item, item + 1);
  const auto [given, isNew] = given_.try_emplace({id, place, item}, value);
  return isNew || given->second == value;
}

Facts Facts::without(const FactPlace& place) const {
  Facts fewer = *this;
  fewer.given_.erase(place);
  return fewer;
}

interpret::Case Facts::asCase() const {
  interpret::Case result(*program_);
  for (const auto& [kind, number] : items_)
    for (int year = years_.first; year <= years_.last; ++year) {
      for (int item = 1; item <= number; ++item) result.addItem(kind, std::to_string(item), year);
      result.giveList(kind, year);
    }
  for (const auto& [place, value] : given_) {
    const auto& item = program_->facts[place.fact].item;
    result.give(place.fact, item ? Key{keyOf(*item).item + place.item} : Key{}, place.period, value);
  }
  return result;
}

Key Facts::keyOf(core::Id<core::ItemKind> kind) const {
  int32_t before = 0; // those of the kinds before it
  for (auto at = items_.begin(); at != items_.end() && at->first != kind; ++at) before += at->second;
  return {before};
}

interpret::Value Facts::value(core::ExprId expr, Key key, Period period, core::AwardId award) const {
  return interpret::evaluate(*program_, asCase(), {}, expr, key, period, award);
}

} // namespace tiao::cover
