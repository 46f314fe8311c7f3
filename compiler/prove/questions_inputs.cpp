#include "compiler/prove/prover.h"

#include <algorithm>

/// What one more of a fact does: cliffs at thresholds, more that pays less, one that pays more in two parts.
namespace tiao::prove {

using core::ExprId;
using core::FactId;

namespace {

/// A change of less than this, in yuan, is no cliff: it is a slope, or the odd fen of rounding.
const Rational Noticed = 1;

/// All comparisons under a root, with whether they stand inside a sum over items.
void comparisons(const Program& program, ExprId root, std::vector<ExprId>& out) {
  const core::Node& node = program.exprs[root].node;
  if (std::holds_alternative<core::Compare>(node) && std::ranges::find(out, root) == out.end()) out.push_back(root);
  core::eachOperand(node, [&](ExprId part) { comparisons(program, part, out); });
}

} // namespace

// At each threshold, and for each fact in it: one more step of the fact takes the comparison to the other side. What is
// gained or lost by that at most, beyond what one step gains where no comparison turns.
void Prover::cliffs() {
  std::vector<ExprId> thresholds;
  for (const ExprId root : roots()) comparisons(program_, root, thresholds);
  const Period t = at_->period;
  const Item item = at_->item;
  for (const FactId fact : inputs(roots())) {
    std::vector<ExprId> turning;
    for (const ExprId threshold : thresholds) {
      const std::vector<FactId> read = inputs({threshold});
      if (std::ranges::find(read, fact) != read.end()) turning.push_back(threshold);
    }
    if (turning.empty()) continue;
    const Item of = program_.facts[fact].item ? std::max(item, Item{0}) : Subject;
    const Symbol symbol = symbols_.symbolOf(program_, fact, of, t);
    const Term known = symbols_.fact(program_, fact, of, t);
    const Num x = *std::get_if<Num>(&known);
    const Rational step = grainOf(program_.facts[fact]);
    const Prop inRange = terms_.atMost(x, terms_.number(program_.facts[fact].hi - step));
    Variant more = vary({{symbol, terms_.add(x, terms_.number(step))}});
    const auto amountOf = [&](const Encoded& encoded) {
      std::vector<Num> parts;
      for (const Given* g : own(encoded)) {
        if (g->period == t) parts.push_back(g->amount);
      }
      return terms_.sum(parts);
    };
    const Num jump = terms_.subtract(amountOf(more.encoded), amountOf(base_.encoded));
    const auto value = [&](ExprId threshold, bool changed) {
      if (changed) symbols_.let(symbol, more.lets[0].second);
      const Term term = encoder_.expression(threshold, of, t, id_);
      symbols_.clear();
      return *std::get_if<Prop>(&term);
    };
    std::vector<Prop> still; // no comparison turns
    for (const ExprId threshold : turning)
      still.push_back(terms_.same(value(threshold, false), value(threshold, true)));
    const bool counted = step == Rational(1);
    for (size_t i = 0; i < turning.size(); ++i) {
      Finding finding = about(Question::Cliff);
      finding.expr = turning[i];
      finding.fact = fact;
      finding.verdict = Verdict::Holds;
      finding.most = true;
      std::optional<std::pair<std::vector<Prop>, Assignment>> steepest;
      for (const bool gain : {true, false}) {
        const Num size = gain ? jump : terms_.scale(jump, -1);
        const std::vector<Prop> turns{inRange, terms_.negation(still[i])};
        Most most = search_.most(turns, size, Noticed, likely());
        if (most.answer == Answer::No) continue;
        if (most.answer != Answer::Yes) {
          finding.verdict = Verdict::Undecided;
          finding.why.insert(most.answer == Answer::Exhausted ? Why::Exhausted : Why::SolverFailed);
          finding.failure = most.failure;
          continue;
        }
        if (counted) { // one more of what is counted gives so much each time
          std::vector<Prop> slope = still;
          slope.push_back(inRange);
          slope.push_back(terms_.atMost(terms_.number(most.value), size));
          if (search_.find(slope).answer == Answer::Yes) continue;
        }
        (gain ? finding.gain : finding.loss) = most.value;
        finding.most = finding.most && most.proved && !base_.encoded.items;
        finding.verdict = Verdict::Fails;
        if (!steepest || finding.gain < finding.loss) {
          std::vector<Prop> props = turns;
          props.push_back(terms_.atMost(terms_.number(most.value), size));
          steepest.emplace(std::move(props), std::move(most.model));
        }
      }
      if (finding.verdict == Verdict::Holds) weaken(finding);
      if (steepest) addExample(finding, steepest->first, steepest->second, {&base_, &more}, t.year);
      findings_.push_back(std::move(finding));
    }
  }
}

// More of a fact, all else the same, never pays less: in its year, and over all years where the fact is read of its own
// year only.
void Prover::more() {
  const Period t = at_->period;
  for (const FactId fact : inputs(roots())) {
    const Item of = program_.facts[fact].item ? std::max(at_->item, Item{0}) : Subject;
    const Symbol symbol = symbols_.symbolOf(program_, fact, of, t);
    const Term known = symbols_.fact(program_, fact, of, t);
    const Num x = *std::get_if<Num>(&known);
    const core::Fact& declared = program_.facts[fact];
    const Num added = terms_.unknown({Rational(0), declared.hi - declared.lo, grainOf(declared)});
    Variant more = vary({{symbol, terms_.add(x, added)}});
    const Prop inRange = terms_.atMost(terms_.add(x, added), terms_.number(declared.hi));
    const auto ask = [&](Question question, Num before, Num after, std::optional<int> year) {
      Finding finding = about(question);
      finding.fact = fact;
      const std::vector<Prop> props{inRange, terms_.less(after, before)};
      settle(finding, search_.find(props), props, {&base_, &more}, year);
      // A case that loses a fen is the least; one that loses much is what a person wants to see.
      for (const int64_t loss : {1'000'000, 100'000, 10'000, 1'000, 100, 1}) {
        if (!finding.least) break;
        const std::vector<Prop> much{inRange, terms_.atMost(terms_.add(after, terms_.number(loss)), before)};
        const Found large = search_.find(much);
        if (large.answer != Answer::Yes) continue;
        finding.readable = example(search_.round(much, search_.least(much, large.model)), {&base_, &more}, year);
        break;
      }
      if (finding.least) {
        finding.loss = finding.least->variants[0].paid.back().amount - finding.least->variants[1].paid.back().amount;
      }
      findings_.push_back(std::move(finding));
      return findings_.back().verdict;
    };
    const Verdict inYear = ask(Question::More, base_.encoded.ofYear(terms_, id_, t.year),
                               more.encoded.ofYear(terms_, id_, t.year), t.year);
    if (inYear != Verdict::Holds || looksBack(fact) || assumed_.firstYear == assumed_.lastYear) continue;
    ask(Question::MoreInAll, base_.encoded.ofAllYears(terms_, id_), more.encoded.ofAllYears(terms_, id_), {});
  }
}

// One with x + y, or two with x and y, all else the same: do the two get more, beyond the odd fen of rounding?
void Prover::split() {
  const std::vector<FactId> bases = inputs({award().amount});
  if (award().assessment || bases.empty()) {
    Finding finding = about(Question::Split);
    finding.verdict = Verdict::NotAsked;
    finding.why.insert(award().assessment ? Why::Discretion : Why::FixedAmount);
    findings_.push_back(finding);
    return;
  }
  const Period t = at_->period;
  for (const FactId fact : bases) {
    const core::Fact& declared = program_.facts[fact];
    const bool price = declared.type.unit.powers.size() > 1; // money for each of something is not split
    if (price) continue;
    if (declared.per == core::Per::Year && looksBack(fact)) {
      Finding finding = about(Question::Split);
      finding.verdict = Verdict::NotAsked;
      finding.fact = fact;
      finding.why.insert(Why::ReadsEarlier);
      findings_.push_back(finding);
      continue;
    }
    const Item of = declared.item ? std::max(at_->item, Item{0}) : Subject;
    const Symbol symbol = symbols_.symbolOf(program_, fact, of, t);
    const Term known = symbols_.fact(program_, fact, of, t);
    const Num x = *std::get_if<Num>(&known);
    const Num part = terms_.unknown({declared.lo, declared.hi, grainOf(declared)});
    const Num rest = terms_.subtract(x, part);
    Variant one = vary({{symbol, part}});
    Variant other = vary({{symbol, rest}});
    const auto ofYear = [&](const Variant& v) { return v.encoded.ofYear(terms_, id_, t.year); };
    const Num gain = terms_.subtract(terms_.add(ofYear(one), ofYear(other)), ofYear(base_));
    Finding finding = about(Question::Split);
    finding.fact = fact;
    const std::vector<Prop> props{terms_.atMost(terms_.number(declared.lo), rest)};
    const Most most = search_.most(props, gain, Noticed, likely());
    Found found{most.answer, most.model, most.failure};
    std::vector<Prop> reached = props;
    if (most.answer == Answer::Yes) {
      finding.gain = most.value;
      finding.most = most.proved && !base_.encoded.items;
      reached.push_back(terms_.atMost(terms_.number(most.value), gain));
    }
    settle(finding, found, reached, {&base_, &one, &other}, t.year);
    findings_.push_back(std::move(finding));
  }
}

} // namespace tiao::prove
