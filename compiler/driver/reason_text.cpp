#include "compiler/driver/reason_text.h"

#include "compiler/explain/explain.h"

#include <algorithm>

namespace tiao::driver {

using interpret::Reason;
using interpret::Status;

namespace {

/// More missing facts than this are counted.
constexpr size_t MostNeeds = 8;

/// Do the words of this kind of reason depend on nothing but the policy?
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

void append(std::string& key, uint32_t number) { key.append(std::to_string(number)).push_back(' '); }

} // namespace

const std::string& ReasonText::of(const interpret::Outcome& outcome, const interpret::Case& facts) {
  switch (outcome.status) {
  case Status::Granted: return text_ = {};
  case Status::Invalid: tellInvalid(outcome.needs, facts); return text_;
  case Status::Unknown:
  case Status::ToBeAssessed: tellNeeds(outcome.needs); return text_;
  case Status::NotInForce:
  case Status::Exhausted:
  case Status::NotEntitled:
  case Status::Forgone:
  case Status::Limited: break;
  }
  const bool all = std::ranges::all_of(outcome.reasons, [](const Reason& r) { return general(r.kind); });
  if (all) return kept(outcome);
  return text_ = reasonsText(policy_.program(), policy_.sources, outcome).in(language_);
}

const std::string& ReasonText::kept(const interpret::Outcome& outcome) {
  key_.clear();
  append(key_, outcome.award.index);
  append(key_, static_cast<uint32_t>(outcome.status));
  for (const Reason& reason : outcome.reasons) {
    append(key_, static_cast<uint32_t>(reason.kind));
    append(key_, reason.expr.index);
    append(key_, reason.award.index);
  }
  const auto [at, isNew] = byReasons_.try_emplace(key_);
  if (isNew) at->second = reasonsText(policy_.program(), policy_.sources, outcome).in(language_);
  return at->second;
}

const std::string& ReasonText::need(const interpret::Need& need) {
  key_.clear();
  append(key_, need.list ? need.list->index : need.fact.index);
  append(key_, need.list ? 1 : 0);
  append(key_, static_cast<uint32_t>(need.period.year * 16 + need.period.month));
  append(key_, static_cast<uint32_t>(need.key.item));
  const auto [at, isNew] = byNeed_.try_emplace(key_);
  if (isNew) at->second = needText(policy_.program(), need).in(language_);
  return at->second;
}

void ReasonText::tellNeeds(const interpret::Needs& needs) {
  const bool zh = language_ == Language::Zh;
  text_ = zh ? "尚缺 " : "missing: ";
  for (size_t i = 0; i < needs.size() && i < MostNeeds; ++i) text_ += (i == 0 ? "" : zh ? "、" : ", ") + need(needs[i]);
  if (needs.size() <= MostNeeds) return;
  const std::string count = std::to_string(needs.size());
  text_ += zh ? "等" + count + "项" : ", … (" + count + " in all)";
}

void ReasonText::tellInvalid(const interpret::Needs& needs, const interpret::Case& facts) {
  const bool zh = language_ == Language::Zh;
  text_.clear();
  for (const interpret::Need& each : needs) {
    if (each.list) continue;
    const auto* invalid = std::get_if<interpret::Invalid>(&facts.find(each.fact, each.key, each.period));
    if (invalid == nullptr) continue;
    if (!text_.empty()) text_ += zh ? "；" : "; ";
    text_ += invalid->where.empty() ? need(each) : invalid->where;
    text_ += zh ? "：" : ": ";
    if (!invalid->text.empty()) text_ += quoted(Text(invalid->text)).in(language_) + (zh ? "" : " ");
    text_ += shown(invalid->reason, language_);
  }
}

} // namespace tiao::driver
