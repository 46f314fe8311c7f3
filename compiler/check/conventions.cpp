#include "compiler/check/conventions.h"

#include "compiler/parse/keywords.h"

#include <algorithm>

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

const std::string& Readings::of(const std::string& id, const syntax::Symbol& clause) {
  if (const auto own = chosenFor_.find({id, clause.shown(true)}); own != chosenFor_.end()) return own->second;
  if (const auto found = chosen_.find({policy_, id}); found != chosen_.end()) return found->second;
  const Text name{clause.shown(true), clause.shown(false)};
  std::vector<Text>& clauses = used_[id];
  if (std::ranges::find(clauses, name) == clauses.end()) clauses.push_back(name);
  return convention(id).readings.front();
}

std::optional<std::string> Readings::chosen(const std::string& id) const {
  const auto found = chosen_.find({policy_, id});
  return found == chosen_.end() ? std::nullopt : std::optional(found->second);
}

void Readings::reportDefaults(source::Span where, diagnostics::Sink& sink) const {
  for (const Convention& c : conventions()) {
    const auto found = used_.find(c.id);
    if (found == used_.end()) continue;
    const Text name = words("CONVENTION", c.id);
    const Text reading = words("READING", c.readings.front());
    std::vector<Text> clauses = found->second;
    const size_t all = clauses.size();
    if (all > mostClauses) {
      clauses.resize(mostClauses);
      clauses.emplace_back("等" + std::to_string(all) + "条", "… (" + std::to_string(all) + " clauses)");
    }
    sink.report(diag::DefaultReading, where, name, reading, joined(clauses)).help(remark::Declare, name, reading);
  }
}

} // namespace tiao::check
