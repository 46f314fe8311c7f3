#include "compiler/check/conventions.h"

#include "compiler/parse/keywords.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::check {

using diagnostics::Text;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

const std::vector<Convention>& conventions() {
  static const std::vector<Convention> all = {
      {"Rounding", {"HalfUp", "Down", "HalfEven", "HalfUpYuan", "DownYuan"}},
      {"YearCount", {"YearsPaid", "YearsRun", "YearsSinceStart"}},
      {"Frequency", {"Once", "EachYear"}},
      {"CapPeriod", {"WholeAward", "EachPeriod"}},
      {"GrowthMethod", {"Compound", "Arithmetic", "EveryYear"}},
      {"LastYears", {"NGrowths", "NValues"}},
      {"BaseZero", {"NotTold", "CountsAsMet"}},
      {"StartCondition", {"OnceMet", "StaysMet"}},
      {"Hereinafter", {"OnceMet", "StaysMet"}},
      {"AfterExpiry", {"NothingNew", "SeriesRunOn"}},
      {"PartOfPeriod", {"Whole", "ByMonths", "NotCounted"}},
      {"Overlap", {"First", "Highest", "Lowest"}},
      {"BaseWithCap", {"WholeBase", "Discretion"}},
      {"ItemCap", {"EachItem", "AllItems"}},
      {"SameProportion", {"Increment", "Raised"}},
      {"EqualAwards", {"Elected", "ByArticle"}},
      {"LaterHigher", {"Nothing", "Difference"}},
      {"OddFen", {"ToCity", "ToPayer"}},
      {"RecoveredRoom", {"NotGivenBack", "GivenBack"}},
      {"Change", {"LastDay", "FirstDay"}},
  };
  return all;
}

namespace {

/// So many clauses are named by a message about them; more are counted.
constexpr size_t mostClauses = 8;

Text words(std::string_view token, const std::string& id) {
  const parse::Keyword& row = parse::keyword(token, id);
  return {row.zh.front(), row.en.front()};
}

const Convention& convention(const std::string& id) { return *std::ranges::find(conventions(), id, &Convention::id); }

Text joined(const std::vector<Text>& parts) {
  Text out;
  for (const Text& part : parts) {
    out.zh += (out.zh.empty() ? "" : "、") + part.zh;
    out.en += (out.en.empty() ? "" : ", ") + part.en;
  }
  return out;
}

} // namespace

Text conventionText(const std::string& convention) { return words("CONVENTION", convention); }
Text readingText(const std::string& reading) { return words("READING", reading); }

void Readings::choose(const syntax::ConventionChoice& choice, const syntax::Tree& tree, diagnostics::Sink& sink) {
  const Convention& known = convention(choice.convention);
  if (std::ranges::find(known.readings, choice.reading) == known.readings.end()) {
    std::vector<Text> readings;
    for (const std::string& reading : known.readings) readings.push_back(words("READING", reading));
    sink.report(diag::NotAReading, choice.span, words("READING", choice.reading),
                words("CONVENTION", choice.convention))
        .help(remark::ReadingsAre, joined(readings));
    return;
  }
  const auto put = [&](auto& chosen, auto key, source::Span span) {
    const auto [at, isNew] = chosen.emplace(std::move(key), choice.reading);
    if (!isNew && at->second != choice.reading)
      sink.report(diag::ConventionTwice, span, words("CONVENTION", choice.convention));
  };
  if (choice.clauses.empty()) put(chosen_, std::pair(policy_, choice.convention), choice.span);
  for (const syntax::Name& clause : choice.clauses)
    if (clause.symbol)
      put(chosenFor_, std::pair(choice.convention, tree.symbols[*clause.symbol].shown(true)), clause.span);
}

const std::string& Readings::of(const std::string& id, const syntax::Symbol& reader) {
  using enum ReadingUse::Chosen;
  const auto [reading, chosen] = [&]() -> std::pair<const std::string*, ReadingUse::Chosen> {
    const std::string& name = reader.shown(true);
    if (forced_ && forced_->convention == id && !forced_->except.contains(name)) return {&forced_->reading, Forced};
    if (const auto own = chosenFor_.find({id, name}); own != chosenFor_.end()) return {&own->second, ForClause};
    if (const auto found = chosen_.find({policy_, id}); found != chosen_.end()) return {&found->second, ByPolicy};
    return {&convention(id).readings.front(), Default};
  }();
  log_.push_back({id, *reading, chosen, {reader.zh, reader.en}, reader.declared});
  return *reading;
}

std::optional<std::string> Readings::chosen(const std::string& id) const {
  if (forced_ && forced_->convention == id) return forced_->reading;
  const auto found = chosen_.find({policy_, id});
  return found == chosen_.end() ? std::nullopt : std::optional(found->second);
}

void Readings::again(const Uses& uses, const syntax::Symbol& reader) {
  for (ReadingUse use : uses) {
    passedOn_.insert(use.reader.zh.empty() ? use.reader.en : use.reader.zh);
    use.reader = {reader.zh, reader.en};
    use.declared = reader.declared;
    log_.push_back(std::move(use));
  }
}

Readings::Uses Readings::uses() const {
  Uses out;
  for (const Convention& c : conventions())
    for (const ReadingUse& use : log_) {
      const std::string& name = use.reader.zh.empty() ? use.reader.en : use.reader.zh;
      const bool passedOn = terms_.contains(name) && passedOn_.contains(name);
      if (use.convention == c.id && !passedOn && std::ranges::find(out, use) == out.end()) out.push_back(use);
    }
  return out;
}

void Readings::reportDefaults(source::Span where, diagnostics::Sink& sink) const {
  const Uses all = uses();
  for (const Convention& c : conventions()) {
    std::vector<Text> readers;
    for (const ReadingUse& use : all)
      if (use.convention == c.id && use.chosen == ReadingUse::Chosen::Default)
        readers.emplace_back(use.reader.zh.empty() ? use.reader.en : use.reader.zh,
                             use.reader.en.empty() ? use.reader.zh : use.reader.en);
    if (readers.empty()) continue;
    const Text name = words("CONVENTION", c.id);
    const Text reading = words("READING", c.readings.front());
    if (const size_t count = readers.size(); count > mostClauses) {
      readers.resize(mostClauses);
      readers.emplace_back(fmt::format("等{}条", count), fmt::format("… ({} clauses)", count));
    }
    sink.report(diag::DefaultReading, where, name, reading, joined(readers)).help(remark::Declare, name, reading);
  }
}

} // namespace tiao::check
