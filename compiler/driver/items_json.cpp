#include "compiler/driver/case_reader.h"

#include <algorithm>

/// Items in a case: "展会": [{"名称": "广交会", "年度": 2023, "标准展位数": 8}]. A list that is written, be it empty,
/// is complete for every year of the case; one that is not written, or null, is missing.
namespace tiao::driver {

using calendar::Period;

namespace {

/// Members of an item that are no fact have one of these numbers.
constexpr uint32_t NameMember = UINT32_MAX - 1, YearMember = UINT32_MAX - 2, LastYearMember = UINT32_MAX - 3;

Names memberNames(const core::Program& program, core::Id<core::ItemKind> kind) {
  Names names;
  names.add({"名称", "name"}, NameMember);
  names.add({"年度", "year"}, YearMember);
  if (!program.itemKinds[kind].yearly) names.add({"最后年度", "last year"}, LastYearMember);
  for (uint32_t i = 0; i < program.facts.size(); ++i)
    if (program.facts[core::FactId{i}].item == kind) names.add(program.facts[core::FactId{i}].name, i);
  return names;
}

bool isNull(const Json& value) { return std::holds_alternative<JsonNull>(value.value); }

} // namespace

Names CaseReader::kindNames(const core::Program& program) {
  Names names;
  for (uint32_t i = 0; i < program.itemKinds.size(); ++i) names.add(program.itemKinds[{i}].name, i);
  return names;
}

void CaseReader::readItems(core::Id<core::ItemKind> kind, const std::string& path, const Json& items) {
  if (isNull(items)) return;
  const auto* list = std::get_if<JsonArray>(&items.value);
  if (list == nullptr)
    return wrong(items.line, path,
                 {"是条目，应是一个列表 […]，没有则写 []", "has items: a list […] is expected, [] for none"});
  lists_.push_back(kind);
  for (size_t i = 0; i < list->size(); ++i) readItem(kind, path + "[" + std::to_string(i) + "]", (*list)[i]);
}

void CaseReader::readItem(core::Id<core::ItemKind> kind, const std::string& path, const Json& item) {
  const auto* members = std::get_if<JsonObject>(&item.value);
  if (members == nullptr) return wrong(item.line, path, {"应是一个对象 {…}", "an object {…} is expected"});
  const Names names = memberNames(program_, kind);
  const Json *name = nullptr, *year = nullptr, *lastYear = nullptr;
  std::vector<std::pair<Place, const Json*>> facts;
  for (const JsonMember& m : *members) {
    const std::optional<uint32_t> meaning = names.find(m.key);
    const std::string what = path + "." + m.key;
    if (!meaning) {
      if (otherNames_.find(m.key)) continue;
      const Text guess = didYouMean(names.nearest(m.key));
      wrong(m.value.line, what, {"不认识" + guess.zh, "unknown" + guess.en});
    } else if (*meaning == NameMember)
      name = &m.value;
    else if (*meaning == YearMember)
      year = &m.value;
    else if (*meaning == LastYearMember)
      lastYear = &m.value;
    else
      facts.push_back({{core::FactId{*meaning}, {}, what}, &m.value});
  }
  const std::optional<std::string> called = name == nullptr ? std::nullopt : scalarText(*name);
  if (!called || trimmed(*called).empty())
    return wrong(item.line, path, {"没有写明名称（\"名称\"）", "does not say its name (\"name\")"});
  const bool yearly = program_.itemKinds[kind].yearly;
  if (yearly && (year == nullptr || isNull(*year)))
    return wrong(item.line, path, {"没有写明年度（\"年度\"）", "does not say its year (\"year\")"});

  const size_t before = errors_.size();
  Life life{out_.facts.item(kind, std::string(trimmed(*called))), readYear(path, year), readYear(path, lastYear)};
  if (errors_.size() != before) return;
  if (life.first && life.last && *life.last < *life.first)
    return wrong(lastYear->line, path, {"最后年度早于年度", "its last year is before its year"});
  if (!listed_.emplace(life.key, yearly ? *life.first : 0).second)
    return wrong(item.line, path, *called, {"写了两次", "stands twice"});
  const std::optional<int> year0 = yearly ? life.first : std::nullopt;
  for (auto& [place, value] : facts) {
    place.key = life.key;
    readItemFact(place, year0, *value, life);
  }
  if (yearly)
    out_.facts.list(life.key, *life.first);
  else
    lives_.push_back(life);
}

/// `year` is the item's own, where each year has its own list.
void CaseReader::readItemFact(const Place& place, std::optional<int> year, const Json& value, Life& life) {
  const core::Fact& fact = program_.facts[place.fact];
  const auto* byPeriod = std::get_if<JsonObject>(&value.value);
  if (year && fact.per == core::Per::Year) {
    if (byPeriod != nullptr)
      return wrong(value.line, place.path,
                   {"年度已经写明，应是一个值", "its year is said already: one value is expected"});
    return give(place, {*year, 0}, value);
  }
  if (byPeriod != nullptr && fact.per != core::Per::Fixed)
    for (const JsonMember& one : *byPeriod)
      if (const auto period = readPeriod(one.key)) {
        const bool other = year && period->year != *year;
        if (other)
          wrong(one.value.line, place.path + " " + one.key, {"不在条目的年度之内", "is not in the year of the item"});
        life.first = std::min(life.first.value_or(period->year), period->year);
      }
  readFact(place, value);
}

std::optional<int> CaseReader::readYear(const std::string& path, const Json* value) {
  if (value == nullptr || isNull(*value)) return std::nullopt;
  const std::string text = scalarText(*value).value_or("");
  const std::optional<Period> period = readPeriod(text);
  if (period && !period->isMonth()) {
    named(*period);
    return period->year;
  }
  wrong(value->line, path, text, {"不是年度（如 2022）", "not a year, as in 2022"});
  return std::nullopt;
}

/// When everything is read it is known which years the case has.
void CaseReader::giveLists() {
  interpret::Years years = yearsOfPolicy(program_);
  years.first = std::min(years.first, out_.firstYear.value_or(years.first));
  years.last = std::max(years.last, out_.lastYear.value_or(years.last));
  for (const Life& life : lives_)
    for (int year = life.first.value_or(years.first); year <= std::min(years.last, life.last.value_or(years.last));
         ++year)
      out_.facts.list(life.key, year);
  for (const core::Id<core::ItemKind> kind : lists_)
    for (int year = years.first; year <= years.last; ++year) out_.facts.giveList(kind, year);
}

} // namespace tiao::driver
