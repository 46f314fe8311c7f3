#include "compiler/driver/assertions.h"

#include "compiler/driver/proof_json.h"
#include "compiler/driver/sheet.h"
#include "compiler/explain/phrase.h"
#include "compiler/format/format.h"
#include "compiler/prove/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

using explain::say;
using number::Rational;
using prove::ProofWords;
using prove::Verdict;

namespace {

Text yuan(const Rational& amount) { return explain::yuanText({amount, amount}); }

/// Why, as `ProofWords` says it of any finding.
prove::Finding undecided(const prove::Asserted& found) {
  prove::Finding finding;
  finding.why = found.why;
  finding.leftOut = found.leftOut;
  finding.failure = found.failure;
  return finding;
}

bool names(const core::Claim& claim, core::AwardId award) {
  return std::ranges::any_of(claim.clauses,
                             [&](const auto& clause) { return std::ranges::find(clause, award) != clause.end(); });
}

} // namespace

Assertions::Assertions(const Compiled& policy, const prove::Options& options, std::optional<core::AwardId> of)
    : policy_(policy) {
  for (const check::Assertion& each : policy.checked->assertions)
    if (!of || names(each.claim, *of))
      all_.push_back({&each, prove::proveAssertion(policy.program(), each.claim, options)});
}

size_t Assertions::count(Verdict verdict) const {
  return static_cast<size_t>(
      std::ranges::count_if(all_, [&](const ProvedAssertion& each) { return each.found.verdict == verdict; }));
}

bool Assertions::failed() const {
  return std::ranges::any_of(all_, [](const ProvedAssertion& each) {
    return each.found.why.contains(prove::Why::SolverFailed) || each.found.why.contains(prove::Why::Disagreement);
  });
}

/// What is asserted, without the word that says that it is: 招引资助 累计 不超过 500万元.
Text Assertions::words(const ProvedAssertion& each) const {
  const syntax::Tree& tree = policy_.parsed.tree;
  for (const syntax::File& file : tree.files)
    for (const syntax::Declaration& d : file.declarations) {
      if (!std::holds_alternative<syntax::Assertion>(d.node) || d.span != each.assertion->span) continue;
      std::string zh = format::render(tree, d, Language::Zh), en = format::render(tree, d, Language::En);
      const std::string colon = "：", stop = "。\n";
      zh = zh.substr(zh.find(colon) + colon.size());
      en = en.substr(en.find(": ") + 2);
      return {zh.substr(0, zh.size() - stop.size()), en.substr(0, en.size() - 2)};
    }
  return {};
}

Text Assertions::searched(const prove::Asserted& found) const {
  return say("查了 {} 年至 {} 年、每类条目不超过 {} 个的情形", "searched: {} to {}, at most {} item of each kind",
             Text(fmt::format("{}", found.firstYear)), Text(fmt::format("{}", found.lastYear)),
             Text(fmt::format("{}", found.items)));
}

/// In few words what came of it, behind what was asserted; nothing of a proof.
Text Assertions::verdict(const ProvedAssertion& each) const {
  const prove::Asserted& found = each.found;
  switch (found.verdict) {
  case Verdict::Fails: {
    const Text year(fmt::format("{}", *found.year));
    const bool total = each.assertion->claim.total;
    if (!found.found) return say("{} 年可以不是这样", "in {} it can be otherwise", year);
    const Text amount = yuan(*found.found);
    if (total) return say("到 {} 年可以是 {}", "through {} it can be {}", year, amount);
    return say("{} 年可以是 {}", "in {} it can be {}", year, amount);
  }
  case Verdict::Undecided:
  case Verdict::NotAsked: {
    const ProofWords words{policy_.program(), policy_.sources};
    return say("{}；{}", "{}; {}", words.reasons(undecided(found)), searched(found));
  }
  case Verdict::Holds: break;
  }
  return {};
}

std::string Assertions::place(source::Span span) const {
  const source::SourceFile& file = policy_.sources[span.file];
  const source::Place place = file.place(span.begin);
  return fmt::format("{}:{}:{}", file.path(), place.line, place.column);
}

/// The case, what each clause named is paid in it, and the facts.
std::string Assertions::examples(const ProvedAssertion& each, Language language) const {
  const ProofWords words{policy_.program(), policy_.sources};
  std::string out;
  const auto add = [&](const Text& name, const prove::Example& example) {
    std::vector<Text> lines;
    for (size_t v = 0; v < example.variants.size(); ++v) {
      std::vector<Text> parts;
      for (const prove::Paid& paid : example.variants[v].paid) {
        if (paid.amount.sign() == 0 && each.found.awards.size() > 1) continue;
        const Text when = paid.period.year == 0 ? Text("合计", "in all") : explain::periodText(paid.period);
        parts.push_back(say("{} {}", "{} {}", when, yuan(paid.amount)));
      }
      if (parts.empty()) continue;
      lines.push_back(say("{}：得 {}", "{}: is given {}", words.award(each.found.awards[v]),
                          explain::joined(parts, explain::enumeration)));
    }
    if (lines.empty()) lines.emplace_back("都不给予", "nothing is given");
    // The first lines of `ProofWords` say what is paid, without whom by: those above say it by clause.
    const std::vector<Text> told = words.example(example);
    lines.insert(lines.end(), told.begin() + static_cast<std::ptrdiff_t>(example.variants.size()), told.end());
    std::string head = name.in(language);
    for (const Text& line : lines) {
      fmt::format_to(std::back_inserter(out), "      {}{}\n", head, line.in(language));
      head.assign(source::displayWidth(name.in(language)), ' ');
    }
  };
  if (each.found.least) add({"最小例  ", "least     "}, *each.found.least);
  if (each.found.readable) add({"易读例  ", "readable  "}, *each.found.readable);
  return out;
}

std::string Assertions::text(Language language, bool colour) const {
  Sheet sheet(language, colour);
  for (const ProvedAssertion& each : all_) {
    const bool holds = each.found.verdict == Verdict::Holds, fails = each.found.verdict == Verdict::Fails;
    const char* sign = holds ? "✓" : fails ? "✗" : "?";
    const std::string mark = sheet.paint(sign, holds ? Ink::Green : fails ? Ink::Red : Ink::Yellow);
    const Text came = verdict(each), open = fails ? Text("", "") : Text("未决：", "undecided: ");
    const std::string rest =
        holds ? "" : (language == Language::Zh ? "——" : ": ") + open.in(language) + came.in(language);
    fmt::format_to(std::back_inserter(sheet.out), "  {} {}{}\n{}", mark, words(each).in(language), rest,
                   examples(each, language));
  }
  return std::move(sheet.out);
}

std::string Assertions::failures(Language language) const {
  std::string out;
  for (const ProvedAssertion& each : all_) {
    if (each.found.verdict == Verdict::Holds) continue;
    const bool fails = each.found.verdict == Verdict::Fails;
    const Text form = fails ? Text("{}：断言不成立：{}\n  {}\n{}\n", "{}: the assertion does not hold: {}\n  {}\n{}\n")
                            : Text("{}：断言未决：{}\n  {}\n{}\n", "{}: the assertion is undecided: {}\n  {}\n{}\n");
    fmt::format_to(std::back_inserter(out), fmt::runtime(form.in(language)), place(each.assertion->span),
                   words(each).in(language), verdict(each).in(language), examples(each, language));
  }
  return out;
}

std::string Assertions::summary(Language language) const {
  const char* form = language == Language::Zh ? "断言：{} 已证明，{} 不成立，{} 未决\n"
                                              : "assertions: {} proved, {} refuted, {} undecided\n";
  return fmt::format(fmt::runtime(form), count(Verdict::Holds), count(Verdict::Fails), count(Verdict::Undecided));
}

nlohmann::json Assertions::json() const {
  nlohmann::json out = nlohmann::json::array();
  const core::Program& program = policy_.program();
  for (const ProvedAssertion& each : all_) {
    const prove::Asserted& found = each.found;
    const source::SourceFile& file = policy_.sources[each.assertion->span.file];
    nlohmann::json one{{"words", textJson(words(each))},
                       {"file", file.path()},
                       {"line", file.place(each.assertion->span.begin).line},
                       {"verdict", prove::verdictKey(found.verdict)},
                       {"searched", {{"from", found.firstYear}, {"to", found.lastYear}, {"items", found.items}}}};
    if (found.verdict != Verdict::Holds) one["came"] = textJson(verdict(each));
    if (found.year) one["year"] = *found.year;
    if (found.found) one["found"] = found.found->toString();
    if (found.bound) one["bound"] = found.bound->toString();
    nlohmann::json awards = nlohmann::json::array();
    for (const core::AwardId award : found.awards) awards.push_back(textJson(textOf(program.awards[award].name)));
    one["clauses"] = awards;
    if (found.least) one["least"] = exampleJson(program, *found.least);
    if (found.readable) one["readable"] = exampleJson(program, *found.readable);
    nlohmann::json why = nlohmann::json::array();
    for (const prove::Why reason : found.why) why.push_back(prove::whyKey(reason));
    if (!why.empty()) one["why"] = why;
    out.push_back(std::move(one));
  }
  return out;
}

} // namespace tiao::driver
