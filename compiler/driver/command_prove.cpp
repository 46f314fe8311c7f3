#include "compiler/check/conventions.h"
#include "compiler/driver/assertions.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/names.h"
#include "compiler/driver/passes.h"
#include "compiler/driver/proof_json.h"
#include "compiler/driver/proof_layers.h"
#include "compiler/driver/proof_readings.h"
#include "compiler/driver/sheet.h"
#include "compiler/explain/words.h"
#include "compiler/prove/words.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// tiao prove: can a clause misbehave?
namespace tiao::driver {

namespace {

using explain::say;
using prove::Finding;
using prove::ProofWords;
using prove::Question;
using prove::Verdict;
using prove::Why;

struct Proofs {
  std::vector<std::pair<core::AwardId, std::vector<Finding>>> clauses;
  std::optional<Finding> shares;
  std::vector<ReadingFinding> readings;
  std::optional<ProvedLayers> layers;
  std::optional<Assertions> assertions;

  template <typename F> void each(F f) const {
    for (const auto& [award, findings] : clauses)
      for (const Finding& finding : findings) f(finding);
    if (shares) f(*shares);
    for (const ReadingFinding& reading : readings)
      for (const Finding& finding : reading.fails) f(finding);
  }
  [[nodiscard]] size_t count(Verdict verdict) const {
    size_t n = 0;
    each([&](const Finding& finding) { n += finding.verdict == verdict ? 1 : 0; });
    return n + (layers ? layers->count(verdict) : 0) + (assertions ? assertions->count(verdict) : 0);
  }
  /// Did the tool fail: the solver, or the proof against the interpreter?
  [[nodiscard]] bool failed() const {
    bool failed = (assertions && assertions->failed()) || (layers && layers->failed());
    each([&](const Finding& finding) {
      failed = failed || finding.why.contains(Why::SolverFailed) || finding.why.contains(Why::Disagreement);
    });
    return failed;
  }
};

class Printer {
public:
  Printer(const Compiled& policy, const Console& console)
      : words_{policy.program(), policy.sources}, language_(console.language), colour_(console.colourOut),
        sheet_(console.language, console.colourOut) {}

  std::string text(const Proofs& proofs) {
    if (proofs.assertions && !proofs.assertions->empty())
      sheet_.line(sheet_.say("断言：整个政策，择一、不重复和各项总额都在内",
                             "assertions: of the policy whole, with its choices and totals") +
                  "\n" + proofs.assertions->text(language_, colour_));
    sheet_.line(sheet_.say(
        "逐条单看，每个事实都已给出；择一、不重复和各项总额不在内",
        "each clause by itself, every fact given; choices, matters given once and shared totals are left aside"));
    for (const auto& [award, findings] : proofs.clauses) {
      sheet_.line("\n" + sheet_.in(words_.award(award)));
      clause(findings);
    }
    if (proofs.shares) {
      sheet_.line(sheet_.say("\n分担", "\nwho pays"));
      clause({*proofs.shares});
    }
    if (proofs.layers) proofs.layers->print(sheet_);
    readings(proofs);
    sheet_.line(Text{"\n已证明 {}，有发现 {}，未决 {}", "\n{} proved, {} found, {} undecided"},
                proofs.count(Verdict::Holds), proofs.count(Verdict::Fails), proofs.count(Verdict::Undecided));
    return std::move(sheet_.out);
  }

private:
  void clause(const std::vector<Finding>& findings) {
    std::vector<Text> proved;
    for (const Finding& f : findings) {
      if (f.verdict != Verdict::Holds || f.question == Question::Given) continue;
      const bool all = std::ranges::none_of(findings, [&](const Finding& other) {
        return other.question == f.question && other.verdict != Verdict::Holds;
      });
      const Text words = ProofWords::proved(f.question);
      if (all && std::ranges::find(proved, words) == proved.end()) proved.push_back(words);
    }
    if (!proved.empty()) sheet_.marked("✓", Ink::Green, explain::joined(proved, explain::semicolon));
    for (const Finding& f : findings) {
      if (f.verdict == Verdict::Fails) {
        sheet_.marked("✗", Ink::Red, words_.finding(f));
        show(f);
      }
      if (f.verdict == Verdict::Undecided) {
        const Text what = words_.quoted(f);
        const Text about = what.zh.empty() ? Text() : say("（{}）", " ({})", what);
        sheet_.marked(
            "?", Ink::Yellow,
            say("未决：{}{}——{}", "undecided: {}{}: {}", ProofWords::proved(f.question), about, words_.reasons(f)));
      }
    }
    for (const Finding& f : findings) {
      if (f.verdict != Verdict::NotAsked) continue;
      sheet_.marked("–", Ink::Grey,
                    say("不问：{}——{}", "not asked: {}: {}", ProofWords::proved(f.question), words_.reasons(f)));
    }
  }

  /// What another reading of a convention would change.
  void readings(const Proofs& proofs) {
    if (proofs.readings.empty()) return;
    sheet_.line(sheet_.say("\n另一种读法", "\nother readings"));
    for (const ReadingFinding& r : proofs.readings) {
      const Text change = r.change ? say("{}", " {}", ProofWords::change(*r.change)) : Text();
      sheet_.marked("•", Ink::Cyan,
                    say("约定「{}」取「{}」时：{}{}", "with `{}` read as `{}`: {}{}",
                        check::conventionText(r.convention), check::readingText(r.reading), words_.award(r.award),
                        change));
      const ProofWords other{r.program, words_.sources};
      for (const Finding& f : r.fails) sheet_.marked("✗", Ink::Red, other.finding(f), 4);
    }
  }

  void show(const Finding& finding) {
    if (finding.least) sheet_.example({"最小例", "least   "}, words_.example(*finding.least));
    if (finding.readable) sheet_.example({"易读例", "readable"}, words_.example(*finding.readable));
  }

  ProofWords words_;
  Language language_;
  bool colour_;
  Sheet sheet_;
};

// --------------------------------------------------------------------------------------------------------------- JSON

using nlohmann::json;

json findingJson(const ProofWords& words, const Finding& f) {
  json one{{"question", prove::questionKey(f.question)},
           {"verdict", prove::verdictKey(f.verdict)},
           {"words", textJson(f.verdict == Verdict::Fails ? words.finding(f) : ProofWords::proved(f.question))}};
  if (f.expr || f.limit || f.within) one["about"] = textJson(words.quoted(f));
  if (f.fact) one["fact"] = textJson(textOf(words.program.facts[*f.fact].name));
  if (f.gain.sign() > 0) one["gain"] = f.gain.toString();
  if (f.loss.sign() > 0) one["loss"] = f.loss.toString();
  if (f.question == Question::Cliff || f.question == Question::Split) one["most"] = f.most;
  if (f.least) one["least"] = exampleJson(words.program, *f.least);
  if (f.readable) one["readable"] = exampleJson(words.program, *f.readable);
  json why = json::array();
  for (const Why each : f.why) why.push_back(prove::whyKey(each));
  if (!why.empty()) one["why"] = why;
  return one;
}

void printJson(const Compiled& policy, const Proofs& proofs) {
  const core::Program& program = policy.program();
  const ProofWords words{program, policy.sources};
  json clauses = json::array();
  for (const auto& [award, findings] : proofs.clauses) {
    json all = json::array();
    for (const Finding& finding : findings) all.push_back(findingJson(words, finding));
    clauses.push_back({{"clause", textJson(textOf(program.awards[award].name))},
                       {"article", program.awards[award].article},
                       {"findings", all}});
  }
  json readings = json::array();
  for (const ReadingFinding& r : proofs.readings) {
    json fails = json::array();
    for (const Finding& finding : r.fails) fails.push_back(findingJson({r.program, policy.sources}, finding));
    json one{{"convention", textJson(check::conventionText(r.convention))},
             {"reading", textJson(check::readingText(r.reading))},
             {"clause", textJson(textOf(program.awards[r.award].name))},
             {"fails", fails}};
    if (r.change) one["change"] = prove::changeKey(r.change->change);
    if (r.change && r.change->gains) one["gains"] = r.change->gains->by.toString();
    if (r.change && r.change->loses) one["loses"] = r.change->loses->by.toString();
    readings.push_back(std::move(one));
  }
  const json result{{"schema", "tiao-prove/1"},
                    {"policy", textJson(textOf(program.policy))},
                    {"document", program.document},
                    {"solver", "Z3 " + prove::solverVersion()},
                    {"assertions", proofs.assertions ? proofs.assertions->json() : json::array()},
                    {"clauses", clauses},
                    {"shares", proofs.shares ? findingJson(words, *proofs.shares) : json()},
                    {"layers", proofs.layers ? proofs.layers->json() : json::array()},
                    {"readings", readings},
                    {"proved", proofs.count(Verdict::Holds)},
                    {"found", proofs.count(Verdict::Fails)},
                    {"undecided", proofs.count(Verdict::Undecided)}};
  fmt::print("{}\n", result.dump(2));
}

} // namespace

Exit provePolicy(const ProveOptions& options, Console console) {
  const Loaded loaded = load(options.policy, console);
  if (!loaded.policy) return loaded.exit;
  const core::Program& program = loaded.policy->program();
  std::optional<uint32_t> clause;
  if (!options.clause.empty()) {
    const Names names = awardNames(program);
    clause = names.find(options.clause);
    const Text guess = didYouMean(names.nearest(options.clause)), name = quoted(Text(options.clause));
    if (!clause)
      return console.fail({"没有条款" + name.zh + guess.zh, "there is no clause " + name.en + guess.en}), Exit::Failed;
  }
  prove::Options how;
  if (options.steps != 0) how.steps = options.steps;
  Proofs proofs;
  for (uint32_t i = 0; i < program.awards.size(); ++i) {
    // A clause of several sentences is several awards, each with the clause's article and words.
    if (!clause || *clause == i) proofs.clauses.emplace_back(core::AwardId{i}, prove::prove(program, {i}, how));
  }
  const auto only = clause ? std::optional(core::AwardId{*clause}) : std::nullopt;
  proofs.readings = otherReadings(*loaded.policy, only, how, options.readings);
  proofs.layers.emplace(*loaded.policy, how, only);
  proofs.assertions.emplace(*loaded.policy, how, only);
  if (!clause) proofs.shares = prove::proveShares(program, how);
  if (options.format == "json")
    printJson(*loaded.policy, proofs);
  else
    fmt::print("{}", Printer(*loaded.policy, console).text(proofs));
  if (proofs.failed()) {
    console.fail({"有的问题工具没有能够回答", "the tool failed to answer some of the questions"});
    return Exit::Failed;
  }
  return proofs.count(Verdict::Fails) + proofs.count(Verdict::Undecided) == 0 ? Exit::Fine : Exit::Findings;
}

} // namespace tiao::driver
