#include "compiler/driver/proof_layers.h"

#include "compiler/diff/input.h"
#include "compiler/driver/diff_report.h"
#include "compiler/driver/diff_words.h"
#include "compiler/driver/proof_json.h"
#include "compiler/explain/words.h"
#include "compiler/layers/without.h"
#include "compiler/prove/words.h"

#include <algorithm>

namespace tiao::driver {

using diff::Law;
using explain::say;
using prove::Verdict;

namespace {

Verdict verdictOf(const Law& law) {
  if (law.madeUp) return Verdict::Holds;
  if (diff::loses(law)) return Verdict::Fails;
  const bool open = law.verdict == diff::Verdict::Undecided || law.verdict == diff::Verdict::NotComparable;
  return open ? Verdict::Undecided : Verdict::Holds;
}

LayerFinding findingOf(const diff::Pair& pair) {
  LayerFinding finding{titleText(pair), Verdict::Holds, {}};
  for (const std::vector<Law>* laws : {&pair.laws, &pair.together})
    for (const Law& law : *laws) {
      const Verdict verdict = verdictOf(law);
      if (verdict == Verdict::Holds) continue;
      if (finding.verdict != Verdict::Fails) finding.verdict = verdict;
      finding.laws.push_back(law);
    }
  return finding;
}

bool isOf(const diff::Pair& pair, core::AwardId award) {
  return std::ranges::any_of(pair.awards, [&](const diff::Twins& twins) { return twins.after == award; });
}

Text districtsOf(const Compiled& policy, const layers::Policy& layer) {
  std::vector<Text> names;
  for (const syntax::Name& district : layer.districts) {
    if (!district.symbol) continue;
    const syntax::Symbol& symbol = policy.parsed.tree.symbols[*district.symbol];
    names.emplace_back(symbol.shown(true), symbol.shown(false));
  }
  return explain::joined(names, explain::enumeration);
}

/// Those that lose: that somebody gets more is nothing to find.
std::vector<Example> lossesOf(const Law& law) {
  std::vector<Example> examples = examplesOf(law);
  std::erase_if(examples, [&](const Example& each) {
    return (law.leastMore && each.witness == &*law.leastMore) ||
           (law.readableMore && each.witness == &*law.readableMore);
  });
  return examples;
}

} // namespace

ProvedLayers::ProvedLayers(const Compiled& policy, const prove::Options& options, std::optional<core::AwardId> of) {
  diagnostics::Sink sink; // of what is known to compile, or is told as not compiling
  const layers::Policies policies = layers::policiesOf(policy.parsed.tree, policy.sources, sink);
  for (uint32_t layer = 0; layer < policies.all().size(); ++layer) {
    if (policies[layer].districts.empty()) continue;
    LayerFindings findings{policies[layer].shown(), districtsOf(policy, policies[layer]), {}, true};
    parse::Parsed rest = policy.parsed;
    rest.tree = layers::without(rest.tree, policies, layer);
    const auto checked = check::check(rest, policy.sources, sink);
    findings.compiles = checked.has_value();
    if (checked) {
      const diff::Input before{checked->program, rest, policy.sources, checked->readings, {}};
      const diff::Input after{policy.program(), policy.parsed, policy.sources, policy.checked->readings, {}};
      diff::Options how;
      static_cast<prove::Options&>(how.how) = options;
      how.how.steps = std::min<uint64_t>(options.steps, 1'000'000); // as tiao diff
      const auto result = diff::compare(before, after, how);
      for (const diff::Pair& pair : result->pairs)
        if (pair.match != diff::Match::Added && (!of || isOf(pair, *of))) findings.clauses.push_back(findingOf(pair));
    }
    if (!findings.compiles || !findings.clauses.empty()) all_.push_back(std::move(findings));
  }
}

size_t ProvedLayers::count(Verdict verdict) const {
  size_t n = 0;
  for (const LayerFindings& layer : all_) {
    if (!layer.compiles && verdict == Verdict::Undecided) ++n;
    for (const LayerFinding& finding : layer.clauses) n += finding.verdict == verdict ? 1 : 0;
  }
  return n;
}

bool ProvedLayers::failed() const {
  return std::ranges::any_of(all_, [](const LayerFindings& layer) {
    return std::ranges::any_of(layer.clauses, [](const LayerFinding& finding) {
      return std::ranges::any_of(finding.laws, [](const Law& law) { return law.failed; });
    });
  });
}

void ProvedLayers::print(Sheet& sheet) const {
  for (const LayerFindings& layer : all_) {
    sheet.line("\n" + sheet.in(say("{}（{}）：与没有这一层时相比", "{} ({}): against the policy without this layer",
                                   layer.layer, layer.districts)));
    if (!layer.compiles)
      sheet.marked("?", Ink::Yellow,
                   {"未决：没有这一层，政策不能编译", "undecided: the policy does not compile without it"});
    const auto hold = std::ranges::count(layer.clauses, Verdict::Holds, &LayerFinding::verdict);
    if (hold > 0 && hold == std::ssize(layer.clauses)) sheet.marked("✓", Ink::Green, {"无人少得", "nobody gets less"});
    if (hold > 0 && hold < std::ssize(layer.clauses))
      sheet.marked("✓", Ink::Green, say("其余条款（{}）：无人少得", "the other clauses ({}): nobody gets less", hold));
    for (const LayerFinding& finding : layer.clauses) {
      if (finding.verdict == Verdict::Holds) continue;
      if (finding.verdict == Verdict::Fails)
        sheet.marked("✗", Ink::Red, say("{}：有人少得", "{}: somebody gets less", finding.clause));
      for (const Law& law : finding.laws) {
        if (verdictOf(law) == Verdict::Undecided)
          sheet.marked("?", Ink::Yellow,
                       say("未决：无人少得（{}）——{}", "undecided: nobody gets less ({}): {}", finding.clause,
                           explain::joined(law.why, explain::semicolon)));
        addExamples(sheet, lossesOf(law), 6);
      }
    }
  }
}

nlohmann::json ProvedLayers::json() const {
  using nlohmann::json;
  json result = json::array();
  for (const LayerFindings& layer : all_) {
    json clauses = json::array();
    for (const LayerFinding& finding : layer.clauses) {
      json laws = json::array();
      for (const Law& law : finding.laws) laws.push_back(json(lawJson(law)));
      json one{{"clause", textJson(finding.clause)}, {"verdict", prove::verdictKey(finding.verdict)}};
      if (!laws.empty()) one["laws"] = laws;
      clauses.push_back(std::move(one));
    }
    result.push_back({{"layer", textJson(layer.layer)},
                      {"districts", textJson(layer.districts)},
                      {"compiles", layer.compiles},
                      {"clauses", clauses}});
  }
  return result;
}

} // namespace tiao::driver
