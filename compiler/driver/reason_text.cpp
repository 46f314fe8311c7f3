#include "compiler/driver/reason_text.h"

#include "compiler/driver/years.h"
#include "compiler/explain/explain.h"

#include <algorithm>

namespace tiao::driver {

using interpret::Reason;
using interpret::Status;

namespace {

/// No more missing facts than these are named.
constexpr size_t MostNeeds = 8;
/// Combinations of missing facts whose words are kept; they may be very many.
constexpr size_t MostKept = 100'000;

/// Do the words of this kind of reason depend on nothing but the policy and the period?
bool general(Reason::Kind kind) {
  switch (kind) {
  case Reason::Kind::NotInForce:
  case Reason::Kind::ConditionFailed:
  case Reason::Kind::NothingToGive:
  case Reason::Kind::LostTo: return true;
  case Reason::Kind::UsedUp:
  case Reason::Kind::Cut:
  case Reason::Kind::BarredBy:
  case Reason::Kind::Missing:
  case Reason::Kind::InvalidFact: return false;
  }
  return false;
}

/// A key is a row of numbers.
void append(std::string& key, uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) key.push_back(static_cast<char>(number >> shift & 0xFFU));
}

/// The end of the needs from `first` on that are one fact, or one kind of list, in several periods.
size_t endOfPeriods(const interpret::Needs& needs, size_t first) {
  const interpret::Need& one = needs[first];
  const auto same = [&](const interpret::Need& n) {
    return n.list == one.list && n.fact == one.fact && n.key == one.key && n.period.isMonth() == one.period.isMonth();
  };
  size_t end = first + 1;
  while (end < needs.size() && one.period.year != 0 && same(needs[end])) ++end;
  return end;
}

bool hasItem(const interpret::Need& need) { return need.key.item >= 0; }

} // namespace

const std::string& ReasonText::of(const interpret::Outcome& outcome, const interpret::Case& facts) {
  switch (outcome.status) {
  case Status::Granted: return text_ = {};
  case Status::Invalid: tellInvalid(outcome.needs, facts); return text_;
  case Status::Unknown:
  case Status::ToBeAssessed: return ofNeeds(outcome.needs, facts);
  case Status::NotInForce:
  case Status::Exhausted:
  case Status::NotEntitled:
  case Status::Forgone:
  case Status::Limited: break;
  }
  if (outcome.status == Status::NotInForce && explain::beforeItBegan(facts, outcome.period))
    return text_ = explain::notYetText(outcome.period, *facts.firstYear).in(language_);
  const auto kind = program_.awards[outcome.award].key;
  const auto nothing = [](const Reason& reason) { return reason.kind == Reason::Kind::NothingToGive; };
  if (kind && outcome.key.isSubject() && facts.listGiven(*kind, outcome.period.year) &&
      std::ranges::any_of(outcome.reasons, nothing)) // of no item at all
    return text_ = explain::noItemsText(program_, *kind).in(language_);
  const bool all = std::ranges::all_of(outcome.reasons, [](const Reason& r) { return general(r.kind); });
  if (all) return kept(outcome);
  return text_ = explain::reasonsText(program_, sources_, outcome).in(language_);
}

const std::string& ReasonText::kept(const interpret::Outcome& outcome) {
  key_.clear();
  append(key_, outcome.award.index);
  append(key_, static_cast<uint32_t>(outcome.status));
  append(key_,
         static_cast<uint32_t>(outcome.period.year * 16 + outcome.period.month)); // 上年营业收入 is told with its year
  for (const Reason& reason : outcome.reasons) {
    append(key_, static_cast<uint32_t>(reason.kind));
    append(key_, reason.expr.index);
    append(key_, reason.award.index);
  }
  const auto [at, isNew] = byReasons_.try_emplace(key_);
  if (isNew) at->second = explain::reasonsText(program_, sources_, outcome).in(language_);
  return at->second;
}

/// What is missing of the item itself is told without its name, which stands before.
const std::string& ReasonText::ofItem(const interpret::Outcome& outcome, const interpret::Case& facts) {
  if (outcome.status != Status::Unknown && outcome.status != Status::ToBeAssessed) return of(outcome, facts);
  interpret::Needs needs = outcome.needs;
  for (interpret::Need& need : needs)
    if (need.key == outcome.key) need.key = {};
  return ofNeeds(needs, facts);
}

const std::string& ReasonText::ofItems(std::span<const interpret::Outcome> items, const interpret::Case& facts) {
  items_.clear();
  for (const interpret::Outcome& outcome : items) {
    const std::string& why = ofItem(outcome, facts);
    if (outcome.key.isSubject()) { // of all items there may be
      byItem_.tell(items_, language_);
      return why;
    }
    byItem_.add(why, facts.items()[static_cast<size_t>(outcome.key.item)].name);
  }
  byItem_.tell(items_, language_);
  return items_;
}

void ItemReasons::add(std::string_view why, std::string_view item) {
  if (why.empty()) return;
  auto group = std::ranges::find(groups_, why, &Group::why);
  if (group == groups_.end()) group = groups_.insert(group, {std::string(why), {}});
  group->items.emplace_back(item);
}

void ItemReasons::tell(std::string& out, Language language) {
  constexpr size_t MostGroups = 5;
  const bool zh = language == Language::Zh;
  for (size_t i = 0; i < groups_.size(); ++i) {
    if (i > 0) out += zh ? "；" : "; ";
    if (i == MostGroups) {
      out += zh ? "……" : "…";
      break;
    }
    out += itemNames(groups_[i].items, language) + (zh ? "：" : ": ") + groups_[i].why;
  }
  groups_.clear();
}

const std::string& ReasonText::ofNeeds(const interpret::Needs& needs, const interpret::Case& facts) {
  if (std::ranges::any_of(needs, hasItem)) return text_ = needsText(needs, facts); // names of its own
  key_.clear();
  for (const interpret::Need& need : needs) {
    append(key_, need.list ? need.list->index : need.fact.index);
    append(key_, need.list ? 1 : 0);
    append(key_, static_cast<uint32_t>(need.period.year * 16 + need.period.month));
  }
  if (byNeeds_.size() > MostKept) byNeeds_.clear();
  const auto [at, isNew] = byNeeds_.try_emplace(key_);
  if (isNew) at->second = needsText(needs, facts);
  return at->second;
}

std::string ReasonText::needsText(const interpret::Needs& needs, const interpret::Case& facts) const {
  const core::Program& program = program_;
  const bool zh = language_ == Language::Zh;
  std::string text = zh ? "尚缺 " : "missing: ";
  size_t told = 0;
  for (size_t i = 0; i < needs.size();) {
    if (told > 0) text += zh ? "、" : ", ";
    if (told++ == MostNeeds) {
      text += zh ? "……" : "…";
      break;
    }
    const size_t end = endOfPeriods(needs, i);
    if (end == i + 1) {
      text += explain::needText(program, facts, needs[i]).in(language_);
    } else {
      interpret::Need name = needs[i];
      std::vector<calendar::Period> periods;
      for (size_t n = i; n < end; ++n) periods.push_back(needs[n].period);
      name.period = {};
      text += explain::needText(program, facts, name).in(language_) + (zh ? "（" : " (") +
              periodsText(periods, language_) + (zh ? "）" : ")");
    }
    i = end;
  }
  return text;
}

void ReasonText::tellInvalid(const interpret::Needs& needs, const interpret::Case& facts) {
  std::vector<std::string> told; // a row that cannot be used makes many facts invalid
  for (const interpret::Need& each : needs) {
    const interpret::Invalid* invalid = facts.invalid(each);
    if (invalid == nullptr) continue;
    const std::string where = invalid->where.empty() ? explain::needText(program_, each).in(language_) : invalid->where;
    std::string words = sayBad(where, invalid->text, textOf(invalid->reason), language_);
    if (std::ranges::find(told, words) == told.end()) told.push_back(std::move(words));
  }
  text_.clear();
  for (const std::string& words : told) text_ += (text_.empty() ? "" : language_ == Language::Zh ? "；" : "; ") + words;
}

std::string itemNames(const std::vector<std::string>& names, Language language) {
  constexpr size_t Most = 5;
  const bool zh = language == Language::Zh;
  std::string text;
  for (size_t i = 0; i < names.size() && i < Most; ++i) text += (i == 0 ? "" : zh ? "、" : ", ") + names[i];
  if (names.size() <= Most) return text;
  const std::string count = std::to_string(names.size());
  return zh ? text + "等 " + count + " 个" : text + " … (" + count + " in all)";
}

} // namespace tiao::driver
