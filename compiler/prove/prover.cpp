#include "compiler/prove/prover.h"

#include "compiler/prove/replay.h"

#include <algorithm>

namespace tiao::prove {

using core::AwardId;
using core::ExprId;

namespace {

/// Calls f(expr, back) for each expression under a root; `back` tells whether it is read of another period.
template <typename F> void eachUnder(const Program& program, ExprId root, bool back, std::set<ExprId>& seen, F f) {
  if (!back && !seen.insert(root).second) return;
  f(root, back);
  const core::Node& node = program.exprs[root].node;
  bool under = back || std::holds_alternative<core::Back>(node);
  if (const auto* sum = std::get_if<core::Sum>(&node)) {
    const auto* years = std::get_if<core::OverYears>(&sum->domain);
    under = under || (years != nullptr && years->to > 0);
  }
  core::eachOperand(node, [&](ExprId part) { eachUnder(program, part, under, seen, f); });
}

} // namespace

Program alone(const Program& program, AwardId award) {
  Program result = program;
  result.choices.clear();
  result.pools.clear();
  std::set<uint32_t> kept;
  std::vector<AwardId> open{award};
  while (!open.empty()) {
    const AwardId id = open.back();
    open.pop_back();
    if (!kept.insert(id.index).second) continue;
    std::set<ExprId> seen;
    core::eachExpr(program.awards[id], [&](ExprId root) {
      eachUnder(program, root, false, seen, [&](ExprId expr, bool) {
        if (const auto* awarded = std::get_if<core::Awarded>(&program.exprs[expr].node)) open.push_back(awarded->award);
      });
    });
  }
  // What is never in force costs nothing and gives nothing.
  const core::Date never = *calendar::makeDate(30'000, 1, 1);
  for (uint32_t i = 0; i < result.awards.size(); ++i) {
    if (kept.contains(i)) continue;
    core::Award& other = result.awards[AwardId{i}];
    other.from = other.to = never;
    other.startedIf.reset();
  }
  return result;
}

namespace {

std::pair<int, int> years(const Program& program) {
  const int never = 29'000;
  int first = never, last = 0;
  for (const core::Award& award : program.awards) {
    if (calendar::yearOf(award.from) > never) continue;
    first = std::min(first, calendar::yearOf(award.from));
    int runsOn = 0;
    for (const core::Limit& limit : award.limits) {
      if (!award.startedIf) break;
      const auto* count = std::get_if<core::Count>(&limit.node);
      const auto* within = std::get_if<core::Within>(&limit.node);
      const ExprId n = count != nullptr ? count->n : within != nullptr ? within->n : ExprId{};
      if (count == nullptr && within == nullptr) continue;
      const auto* literal = std::get_if<core::Const>(&program.exprs[n].node);
      const auto* value = literal == nullptr ? nullptr : std::get_if<Rational>(&literal->value);
      runsOn = std::max(runsOn, value == nullptr ? 5 : static_cast<int>(value->toInt64().value_or(5)));
    }
    last = std::max(last, calendar::yearOf(award.to) + std::min(runsOn, mostYears));
  }
  return {std::min(first, last), last};
}

} // namespace

Assumed assumedOf(const Program& program, const Options& options) {
  const auto [first, last] = years(program);
  return {options.items, first, std::min(last, first + mostYears - 1)};
}

bool moreYears(const Program& program) {
  const auto [first, last] = years(program);
  return last - first >= mostYears;
}

Prover::Prover(const Program& program, AwardId award, const Options& options)
    : program_(alone(program, award)), id_(award), options_(options), assumed_(assumedOf(program_, options)),
      symbols_(terms_), search_(terms_, symbols_, options), encoder_(terms_, symbols_, program_, assumed_) {
  base_.encoded = encoder_.encode({id_});
}

std::vector<Finding> Prover::findings() {
  given();
  if (at_ != nullptr) {
    if (asked(Question::Condition)) conditions();
    if (asked(Question::Ceiling)) ceiling();
    if (asked(Question::Limit) || asked(Question::Idle)) limits();
    if (asked(Question::Cliff)) cliffs();
    if (asked(Question::More) || asked(Question::MoreInAll)) more();
    if (asked(Question::Split)) split();
  }
  return std::move(findings_);
}

std::vector<const Given*> Prover::own(const Encoded& encoded) const {
  std::vector<const Given*> result;
  for (const Given& g : encoded.given) {
    if (g.award == id_ && terms_.constant(g.inForce) != std::optional(false)) result.push_back(&g);
  }
  return result;
}

Finding Prover::about(Question question) const {
  Finding finding;
  finding.question = question;
  finding.award = id_;
  return finding;
}

// "What is left out makes the answer undecided": of a proof only what was assumed, of an example nothing.
void Prover::weaken(Finding& finding) const {
  if (moreYears(program_)) finding.why.insert(Why::Years);
  if (base_.encoded.items) finding.why.insert(Why::Items);
  if (!finding.why.empty()) finding.verdict = Verdict::Undecided;
}

void Prover::settle(Finding& finding, const Found& found, const std::vector<Prop>& props,
                    const std::vector<Variant*>& among, std::optional<int> year) {
  switch (found.answer) {
  case Answer::No:
    finding.verdict = Verdict::Holds;
    weaken(finding);
    break;
  case Answer::Yes:
    finding.verdict = Verdict::Fails;
    addExample(finding, props, found.model, among, year);
    break;
  case Answer::Exhausted:
    finding.verdict = Verdict::Undecided;
    finding.why.insert(Why::Exhausted);
    break;
  case Answer::Failed:
    finding.verdict = Verdict::Undecided;
    finding.why.insert(Why::SolverFailed);
    finding.failure = found.failure;
    break;
  }
}

void Prover::addExample(Finding& finding, const std::vector<Prop>& props, const Assignment& model,
                        const std::vector<Variant*>& among, std::optional<int> year) {
  const bool far = finding.question == Question::Cliff || finding.question == Question::Split;
  const Assignment least = search_.least(props, far ? nearer(props, model, among) : model);
  finding.least = example(least, among, year);
  if (!finding.least) {
    finding.verdict = Verdict::Undecided;
    finding.leftOut = base_.encoded.leftOut;
    finding.why.insert(finding.leftOut.empty() ? Why::Disagreement : Why::LeftOut);
    return;
  }
  const Assignment round = search_.round(props, least);
  if (round.numbers != least.numbers) finding.readable = example(round, among, year);
}

// One fact after the other does not come far where two move together, as the two ends of a growth do: so first the
// greatest power of ten is found that what is varied can stay below.
Assignment Prover::nearer(const std::vector<Prop>& props, const Assignment& model, const std::vector<Variant*>& among) {
  Assignment best = model;
  for (const Variant* variant : among) {
    if (variant->lets.empty()) continue;
    const Symbol& symbol = variant->lets.front().first;
    const auto fact = symbols_.factOf(program_, symbol.name);
    const Term known = symbols_.fact(program_, *fact, symbol.item, symbol.period);
    const Num x = *std::get_if<Num>(&known);
    int lo = -1, hi = 13; // no case below 10^lo; one below 10^hi
    while (hi - lo > 1) {
      const int middle = (lo + hi) / 2;
      const Rational bound = number::power(10, static_cast<unsigned>(middle));
      hi = Values(terms_, best).of(x) <= bound ? middle : hi;
      if (hi == middle) continue;
      std::vector<Prop> smaller = props;
      smaller.push_back(terms_.atMost(x, terms_.number(bound)));
      Found found = search_.find(smaller);
      (found.answer == Answer::Yes ? hi : lo) = middle;
      if (found.answer == Answer::Yes) best = std::move(found.model);
    }
    break;
  }
  return best;
}

std::optional<Example> Prover::example(const Assignment& model, const std::vector<Variant*>& among,
                                       std::optional<int> year) {
  std::vector<Side> sides;
  for (const Variant* variant : among) sides.push_back({&program_, id_, &variant->encoded, variant->lets});
  auto found = replay(terms_, symbols_, sides, model, assumed_, year);
  if (!found) return std::nullopt;
  for (Told& told : found->facts) {
    told.usual = usual(symbols_.symbolOf(program_, told.fact, told.item, told.period), told.fact, told.value);
  }
  return found;
}

bool Prover::usual(const Symbol& symbol, core::FactId fact, const core::Constant& value) {
  if (!std::holds_alternative<bool>(value) || !open_) return false;
  const Symbol there = symbols_.symbolOf(program_, fact, symbol.item, at_->period);
  return symbols_.valueOf(program_, there, *open_) == value;
}

Variant Prover::vary(std::vector<std::pair<Symbol, Num>> lets) {
  Variant variant;
  for (const auto& [symbol, num] : lets) symbols_.let(symbol, num);
  variant.encoded = encoder_.encode({id_});
  symbols_.clear();
  variant.lets = std::move(lets);
  return variant;
}

std::vector<ExprId> Prover::roots() const {
  std::vector<ExprId> result;
  core::eachExpr(award(), [&](ExprId expr) { result.push_back(expr); });
  return result;
}

std::vector<Rational> Prover::likely() const {
  std::set<Rational> values;
  std::set<ExprId> seen;
  for (const ExprId root : roots()) {
    eachUnder(program_, root, false, seen, [&](ExprId expr, bool) {
      const auto* literal = std::get_if<core::Const>(&program_.exprs[expr].node);
      const auto* value = literal == nullptr ? nullptr : std::get_if<Rational>(&literal->value);
      if (value != nullptr && program_.exprs[expr].type.unit == core::yuan() && value->sign() > 0)
        values.insert(*value);
    });
  }
  return {values.begin(), values.end()};
}

std::vector<core::FactId> Prover::inputs(const std::vector<ExprId>& of) const {
  std::vector<core::FactId> result;
  std::set<ExprId> seen;
  for (const ExprId root : of) {
    eachUnder(program_, root, false, seen, [&](ExprId expr, bool back) {
      const auto* ref = std::get_if<core::FactRef>(&program_.exprs[expr].node);
      if (ref == nullptr || back) return;
      const core::Fact& fact = program_.facts[ref->fact];
      if (fact.type.kind != core::Kind::Number || fact.origin != core::FactOrigin::Given) return;
      if (fact.per == core::Per::Month && award().period != core::Per::Month) return;
      if (std::ranges::find(result, ref->fact) == result.end()) result.push_back(ref->fact);
    });
  }
  return result;
}

bool Prover::looksBack(core::FactId fact) const {
  bool back = false;
  std::set<ExprId> seen;
  for (const ExprId root : roots()) {
    eachUnder(program_, root, false, seen, [&](ExprId expr, bool earlier) {
      const auto* ref = std::get_if<core::FactRef>(&program_.exprs[expr].node);
      back = back || (ref != nullptr && ref->fact == fact && earlier);
    });
  }
  return back || program_.facts[fact].per != core::Per::Year;
}

std::vector<Finding> prove(const Program& program, AwardId award, const Options& options) {
  return Prover(program, award, options).findings();
}

} // namespace tiao::prove
