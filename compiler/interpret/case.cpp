#include "compiler/interpret/case.h"

#include <algorithm>
#include <tuple>

namespace tiao::interpret {
namespace {

Invalid unusable(const core::Program& program, const core::Fact& fact, const core::Constant& value,
                 const std::string& where, std::string zh, std::string en) {
  return {core::print(program, fact.type, value), where, {std::move(zh), std::move(en)}};
}

/// What is wrong with a value of this fact, if anything: its type, or its declared range (core.md section 1).
std::optional<Invalid> wrong(const core::Program& program, const core::Fact& fact, const core::Constant& value,
                             const std::string& where) {
  const auto say = [&](std::string zh, std::string en) {
    return unusable(program, fact, value, where, std::move(zh), std::move(en));
  };
  switch (fact.type.kind) {
  case core::Kind::Truth:
    if (!std::holds_alternative<bool>(value)) return say("不是“是”或“否”", "not yes or no");
    return std::nullopt;
  case core::Kind::Number: {
    const auto* number = std::get_if<Rational>(&value);
    if (number == nullptr) {
      if (fact.type.unit == core::yuan()) return say("不是金额", "not an amount of money");
      return say("不是数字", "not a number");
    }
    if (*number < fact.lo || fact.hi < *number) {
      const auto grouped = [](const Rational& bound) { return bound.toFixed(bound.isWhole() ? 0 : 2, true); };
      const std::string lo = grouped(fact.lo);
      const std::string hi = grouped(fact.hi);
      return say("不在" + lo + "至" + hi + "之间", "not between " + lo + " and " + hi);
    }
    return std::nullopt;
  }
  case core::Kind::Date: {
    const auto* date = std::get_if<core::Date>(&value);
    if (date == nullptr) return say("不是日期", "not a date");
    if (*date < fact.dateLo || fact.dateHi < *date) {
      const std::string lo = calendar::toString(fact.dateLo);
      const std::string hi = calendar::toString(fact.dateHi);
      return say("不在" + lo + "至" + hi + "之间", "not between " + lo + " and " + hi);
    }
    return std::nullopt;
  }
  case core::Kind::Member: {
    const auto* member = std::get_if<core::Member>(&value);
    if (member == nullptr || member->index >= program.enumerations[fact.type.enumeration].members.size()) {
      return say("不是所列各项之一", "not one of those listed");
    }
    return std::nullopt;
  }
  case core::Kind::Text:
    if (!std::holds_alternative<std::string>(value)) return say("不是文字", "not a text");
    return std::nullopt;
  }
  return std::nullopt;
}

} // namespace

Case::Case(const core::Program& program)
    : program_(&program), cells_(program.facts.size()), byName_(program.itemKinds.size()) {}

void Case::clear() {
  for (auto& cells : cells_) cells.clear();
  items_.clear();
  for (auto& names : byName_)
    if (!names.empty()) names.clear();
  lists_.clear();
  subject.clear();
  firstYear.reset();
}

void Case::give(FactId fact, Key key, Period period, core::Constant value, const std::string& where) {
  const core::Fact& declared = program_->facts[fact];
  if (auto found = wrong(*program_, declared, value, where)) {
    put(fact, key, period, std::move(*found));
    return;
  }
  const Datum& before = find(fact, key, period);
  if (const auto* earlier = std::get_if<core::Constant>(&before); earlier != nullptr && *earlier != value) {
    const std::string other = core::print(*program_, declared.type, *earlier);
    put(fact, key, period,
        unusable(*program_, declared, value, where, "已给出另一个值：" + other, "given before as " + other));
    return;
  }
  if (std::holds_alternative<std::monostate>(before)) put(fact, key, period, std::move(value));
}

void Case::giveInvalid(FactId fact, Key key, Period period, Invalid invalid) {
  put(fact, key, period, std::move(invalid));
}

void Case::put(FactId fact, Key key, Period period, Datum datum) {
  auto& cells = cells_[fact.index];
  const auto at = std::lower_bound(cells.begin(), cells.end(), std::tie(key.item, period),
                                   [](const Cell& a, const auto& b) { return std::tie(a.item, a.period) < b; });
  if (at != cells.end() && at->item == key.item && at->period == period) {
    // The first thing found wrong is the one told.
    if (!std::holds_alternative<Invalid>(at->datum)) at->datum = std::move(datum);
    return;
  }
  cells.insert(at, Cell{key.item, period, std::move(datum)});
}

const Datum& Case::find(FactId fact, Key key, Period period) const {
  static const Datum missing;
  const auto& cells = cells_[fact.index];
  // Years mostly follow each other without a gap: the cell is then as far from the first as the year is.
  if (cells.empty()) return missing;
  const auto guess = static_cast<size_t>(period.year - cells.front().period.year);
  if (guess < cells.size() && cells[guess].period == period && cells[guess].item == key.item) return cells[guess].datum;
  const auto at = std::lower_bound(cells.begin(), cells.end(), std::tie(key.item, period),
                                   [](const Cell& a, const auto& b) { return std::tie(a.item, a.period) < b; });
  return at != cells.end() && at->item == key.item && at->period == period ? at->datum : missing;
}

Key Case::item(core::Id<core::ItemKind> kind, const std::string& name) {
  const auto [at, isNew] = byName_[kind.index].emplace(name, static_cast<int32_t>(items_.size()));
  if (isNew) items_.push_back({kind, name, {}});
  return {at->second};
}

void Case::list(Key item, int year) {
  std::vector<int>& years = items_[static_cast<size_t>(item.item)].years;
  const auto at = std::lower_bound(years.begin(), years.end(), year);
  if (at == years.end() || *at != year) years.insert(at, year);
}

Key Case::addItem(core::Id<core::ItemKind> kind, const std::string& name, int year) {
  const Key key = item(kind, name);
  list(key, year);
  return key;
}

void Case::giveList(core::Id<core::ItemKind> kind, int year) {
  if (findList(kind, year) == nullptr) lists_.push_back({kind, year, {}});
}

void Case::giveInvalidList(core::Id<core::ItemKind> kind, int year, Invalid invalid) {
  std::erase_if(lists_, [&](const List& list) { return list.kind == kind && list.year == year && !list.invalid; });
  // The first thing found wrong is the one told.
  if (findList(kind, year) == nullptr) lists_.push_back({kind, year, std::move(invalid)});
}

const Case::List* Case::findList(core::Id<core::ItemKind> kind, int year) const {
  const auto found = std::find_if(lists_.begin(), lists_.end(),
                                  [&](const List& list) { return list.kind == kind && list.year == year; });
  return found == lists_.end() ? nullptr : &*found;
}

bool Case::listGiven(core::Id<core::ItemKind> kind, int year) const {
  const List* list = findList(kind, year);
  return list != nullptr && !list->invalid;
}

const Invalid* Case::invalid(const Need& need) const {
  if (!need.list) return std::get_if<Invalid>(&find(need.fact, need.key, need.period));
  const List* list = findList(*need.list, need.period.year);
  return list == nullptr || !list->invalid ? nullptr : &*list->invalid;
}

} // namespace tiao::interpret
