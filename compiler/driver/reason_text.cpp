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

/// The end of the needs from `first` on that are one yearly fact of the subject in several years.
size_t endOfYears(const interpret::Needs& needs, size_t first) {
  const auto yearly = [](const interpret::Need& n) {
    return !n.list && n.key.isSubject() && n.period.year != 0 && !n.period.isMonth();
  };
  size_t end = first + 1;
  if (!yearly(needs[first])) return end;
  while (end < needs.size() && yearly(needs[end]) && needs[end].fact == needs[first].fact) ++end;
  return end;
}

} // namespace

const std::string& ReasonText::of(const interpret::Outcome& outcome, const interpret::Case& facts) {
  switch (outcome.status) {
  case Status::Granted: return text_ = {};
  case Status::Invalid: tellInvalid(outcome.needs, facts); return text_;
  case Status::Unknown:
  case Status::ToBeAssessed: return ofNeeds(outcome.needs);
  case Status::NotInForce:
  case Status::Exhausted:
  case Status::NotEntitled:
  case Status::Forgone:
  case Status::Limited: break;
  }
  const bool all = std::ranges::all_of(outcome.reasons, [](const Reason& r) { return general(r.kind); });
  if (all) return kept(outcome);
  return text_ = explain::reasonsText(policy_.program(), policy_.sources, outcome).in(language_);
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
  if (isNew) at->second = explain::reasonsText(policy_.program(), policy_.sources, outcome).in(language_);
  return at->second;
}

const std::string& ReasonText::ofNeeds(const interpret::Needs& needs) {
  key_.clear();
  for (const interpret::Need& need : needs) {
    append(key_, need.list ? need.list->index : need.fact.index);
    append(key_, need.list ? 1 : 0);
    append(key_, static_cast<uint32_t>(need.period.year * 16 + need.period.month));
    append(key_, static_cast<uint32_t>(need.key.item));
  }
  if (byNeeds_.size() > MostKept) byNeeds_.clear();
  const auto [at, isNew] = byNeeds_.try_emplace(key_);
  if (isNew) at->second = needsText(needs);
  return at->second;
}

std::string ReasonText::needsText(const interpret::Needs& needs) const {
  const core::Program& program = policy_.program();
  const bool zh = language_ == Language::Zh;
  std::string text = zh ? "尚缺 " : "missing: ";
  size_t told = 0;
  for (size_t i = 0; i < needs.size();) {
    if (told > 0) text += zh ? "、" : ", ";
    if (told++ == MostNeeds) {
      text += zh ? "……" : "…";
      break;
    }
    const size_t end = endOfYears(needs, i);
    if (end == i + 1) {
      text += explain::needText(program, needs[i]).in(language_);
    } else {
      std::vector<int> years;
      for (size_t n = i; n < end; ++n) years.push_back(needs[n].period.year);
      text += shown(program.facts[needs[i].fact].name, language_) + (zh ? "（" : " (") +
              yearsText(years, zh ? "、" : ", ") + (zh ? "年）" : ")");
    }
    i = end;
  }
  return text;
}

void ReasonText::tellInvalid(const interpret::Needs& needs, const interpret::Case& facts) {
  std::vector<std::string> told; // a row that cannot be used makes many facts invalid
  for (const interpret::Need& each : needs) {
    if (each.list) continue;
    const auto* invalid = std::get_if<interpret::Invalid>(&facts.find(each.fact, each.key, each.period));
    if (invalid == nullptr) continue;
    const std::string where =
        invalid->where.empty() ? explain::needText(policy_.program(), each).in(language_) : invalid->where;
    std::string words = sayBad(where, invalid->text, textOf(invalid->reason), language_);
    if (std::ranges::find(told, words) == told.end()) told.push_back(std::move(words));
  }
  text_.clear();
  for (const std::string& words : told) text_ += (text_.empty() ? "" : language_ == Language::Zh ? "；" : "; ") + words;
}

} // namespace tiao::driver
