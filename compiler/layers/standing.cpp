#include "compiler/layers/standing.h"

#include <algorithm>

namespace tiao::layers {

using namespace syntax;

namespace {

bool isHere(const layers::Policy& policy, const Standing& standing) {
  return policy.districts.empty() || std::ranges::any_of(policy.districts, [&](const Name& n) {
           return n.symbol && n.symbol == standing.district;
         });
}

/// 到期后 按 已开始的继续, and the clause gives a series: it goes on for those who began it before its last day.
bool runsOn(const Tree& tree, const Policies& policies, const Clause& clause, uint32_t base) {
  const bool series = std::ranges::any_of(clause.sentences, [](const Sentence& s) {
    return std::ranges::any_of(s.phrases, [](const Phrase& p) {
      const auto* limit = std::get_if<Limit>(&p.node);
      return limit != nullptr && limit->kind == LimitKind::Longest;
    });
  });
  bool forAll = false;
  std::optional<bool> forThis;
  for (size_t file = 0; file < tree.files.size(); ++file)
    for (size_t i = 0; i < tree.files[file].declarations.size(); ++i) {
      const auto* said = std::get_if<Conventions>(&tree.files[file].declarations[i].node);
      if (said == nullptr) continue;
      for (const ConventionChoice& c : said->choices) {
        if (c.convention != "AfterExpiry") continue;
        const bool on = c.reading == "SeriesRunOn";
        if (c.clauses.empty() && policies.owner(file, i) == base) forAll = on;
        if (std::ranges::any_of(c.clauses, [&](const Name& n) { return n.symbol == clause.name.symbol; })) forThis = on;
      }
    }
  return series && forThis.value_or(forAll);
}

} // namespace

bool holds(const Policies& policies, uint32_t policy, const Standing& standing) {
  return isHere(policies[policy], standing) && policies.from(policy) <= standing.day &&
         standing.day <= policies.to(policy);
}

Clauses::Clauses(const Tree& tree, const Policies& policies, const Changes& changes, const Standing& standing)
    : policies_(policies), standing_(standing) {
  const FactDeclaration* district = groupingFact(tree);
  moves_ = district != nullptr && district->each != Each::Once;
  const auto everyDeclaration = [&](const auto& each) {
    for (size_t file = 0; file < tree.files.size(); ++file)
      for (size_t i = 0; i < tree.files[file].declarations.size(); ++i)
        each(tree.files[file].declarations[i], policies.owner(file, i));
  };
  everyDeclaration([&](const Declaration& d, uint32_t owner) {
    const auto* clause = std::get_if<Clause>(&d.node);
    if (clause == nullptr || !clause->name.symbol) return;
    const bool on = policies[owner].isLayer() && runsOn(tree, policies, *clause, policies.base(owner));
    if (const auto stop = stopOf(*clause->name.symbol, owner, on, changes)) stopped_[*clause->name.symbol] = *stop;
  });
  everyDeclaration([&](const Declaration& d, uint32_t owner) {
    if (policies[owner].isLayer() && !holds(policies, owner, standing)) return;
    if (const auto* repeat = std::get_if<NoRepeat>(&d.node)) keep(repeat->clauses);
    if (const auto* matter = std::get_if<SameMatter>(&d.node)) keep(matter->clauses);
  });
}

/// Whether the clause does not stand, and from when on. It is stopped by layers, and what a layer added ends with it,
/// save a series that runs on.
std::optional<Clauses::Stopped> Clauses::stopOf(SymbolId clause, uint32_t owner, bool runsOn,
                                                const Changes& changes) const {
  struct Days {
    Date from, to;
  };
  const bool added = policies_[owner].isLayer();
  const Date begins = policies_.from(owner), never = policies_.to(policies_.base(owner));
  if (added && (policies_.to(owner) < begins || standing_.day < begins)) return Stopped{};
  const Date elsewhere = policies_.from(policies_.base(owner));
  if (added && !isHere(policies_[owner], standing_)) return Stopped{moves_ ? std::optional(elsewhere) : std::nullopt};
  std::vector<Days> stops;
  // It is in force in the whole of its last year, and its days tell the rest.
  const bool ended = policies_.to(owner) < calendar::firstDay({calendar::yearOf(standing_.day), 0});
  if (added && ended && !runsOn) stops.push_back({policies_.to(owner) + std::chrono::days(1), never});
  if (const auto found = changes.find(clause); found != changes.end())
    for (const Changing& c : found->second)
      if (c.part() == Part::End && !c.from && isHere(policies_[c.layer], standing_))
        stops.push_back({policies_.from(c.layer), policies_.to(c.layer)});
  std::optional<Date> first;
  const auto reach = [&](const Date& day) {
    const auto covering = std::ranges::find_if(stops, [&](const Days& s) { return s.from <= day && day <= s.to; });
    return covering == stops.end() ? std::nullopt : std::optional(covering->from);
  };
  for (auto day = reach(standing_.day); day; day = reach(*first - std::chrono::days(1))) first = day;
  if (!first) return std::nullopt;
  return *first <= begins && !moves_ ? Stopped{} : Stopped{first};
}

/// Keeps the stopped ones of these, if one of them stands.
void Clauses::keep(const std::vector<Name>& sameMatter) {
  if (std::ranges::none_of(sameMatter, [&](const Name& n) { return n.symbol && stands(*n.symbol); })) return;
  for (const Name& n : sameMatter)
    if (const auto stop = n.symbol ? stopped_.find(*n.symbol) : stopped_.end(); stop != stopped_.end())
      stop->second.kept = stop->second.from.has_value();
}

std::optional<Date> Clauses::keptUntil(SymbolId clause) const {
  const auto stop = stopped_.find(clause);
  return stop == stopped_.end() || !stop->second.kept ? std::nullopt : stop->second.from;
}

} // namespace tiao::layers
