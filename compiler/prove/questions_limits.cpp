#include "compiler/prove/prover.h"

#include <algorithm>

/// What an award's limits do: never above them, each of them bites somewhere, none of them always.
namespace tiao::prove {

namespace {

bool isFar(const Program& program, const core::Limit& limit) {
  const auto* cap = std::get_if<core::Cap>(&limit.node);
  if (cap == nullptr) return false;
  const auto* literal = std::get_if<core::Const>(&program.exprs[cap->bound].node);
  const auto* value = literal == nullptr ? nullptr : std::get_if<Rational>(&literal->value);
  return value != nullptr && core::noLimit() <= *value;
}

/// Of a list by limit, what concerns one of them.
template <typename T> std::vector<T> ofLimit(const std::vector<std::pair<uint32_t, T>>& all, uint32_t limit) {
  std::vector<T> result;
  for (const auto& [index, value] : all) {
    if (index == limit) result.push_back(value);
  }
  return result;
}

} // namespace

// Can it give anything? The case found is where other questions begin.
void Prover::given() {
  Finding finding = about(Question::Given);
  Found last{Answer::No, {}, {}};
  for (const Given* g : own(base_.encoded)) {
    const std::vector<Prop> props{terms_.positive(g->amount)};
    Found found = search_.find(props);
    if (found.answer == Answer::Yes) {
      // Bare of what it does not need, so that later examples begin from little.
      open_ = search_.least(props, found.model);
      at_ = g;
      finding.verdict = Verdict::Holds;
      findings_.push_back(finding);
      return;
    }
    if (found.answer != Answer::No) last = std::move(found);
  }
  finding.verdict = last.answer == Answer::No ? Verdict::Fails : Verdict::Undecided;
  if (last.answer == Answer::No)
    weaken(finding);
  else
    finding.why.insert(last.answer == Answer::Exhausted ? Why::Exhausted : Why::SolverFailed);
  finding.failure = last.failure;
  findings_.push_back(finding);
}

void Prover::ceiling() {
  Finding finding = about(Question::Ceiling);
  std::vector<Prop> above;
  const std::vector<const Given*> givens = own(base_.encoded);
  for (const Given* g : givens) {
    for (const auto& [limit, room] : g->room) above.push_back(terms_.less(room, g->fixed));
  }
  // What is given in all, against bounds that are always the same.
  const auto bounded = [&](const std::vector<core::Limit>& limits, Item item) {
    for (const core::Limit& limit : limits) {
      const auto* cap = std::get_if<core::Cap>(&limit.node);
      const auto* count = std::get_if<core::Count>(&limit.node);
      const core::ExprId bound = cap != nullptr ? cap->bound : count != nullptr ? count->n : core::ExprId{};
      if ((cap == nullptr || cap->window != core::Window::Life) && (count == nullptr || count->unit != core::Per::Year))
        continue;
      const auto* literal = std::get_if<core::Const>(&program_.exprs[bound].node);
      const auto* value = literal == nullptr ? nullptr : std::get_if<Rational>(&literal->value);
      if (value == nullptr) continue;
      std::map<int, std::vector<Num>> years;
      for (const Given* g : givens) {
        if (g->item == item || item == Subject) years[g->period.year].push_back(g->amount);
      }
      std::vector<Num> parts;
      for (const auto& [year, amounts] : years) {
        const Num sum = terms_.sum(amounts);
        parts.push_back(cap != nullptr ? sum : terms_.count(terms_.positive(sum)));
      }
      above.push_back(terms_.less(terms_.number(*value), terms_.sum(parts)));
    }
  };
  bounded(award().limits, award().key ? 0 : Subject);
  bounded(award().overall, Subject);
  if (above.empty()) {
    finding.verdict = Verdict::NotAsked;
    finding.why.insert(Why::NoLimits);
    findings_.push_back(finding);
    return;
  }
  const std::vector<Prop> props{terms_.any(above)};
  settle(finding, search_.find(props), props, {&base_}, {});
  findings_.push_back(std::move(finding));
}

void Prover::limits() {
  const std::vector<const Given*> givens = own(base_.encoded);
  const auto ask = [&](Finding finding, const std::vector<Prop>& any) {
    const std::vector<Prop> props{terms_.any(any)};
    const Found found = search_.find(props);
    // Here a case is what is hoped for, and none is the finding.
    finding.verdict = found.answer == Answer::Yes  ? Verdict::Holds
                      : found.answer == Answer::No ? Verdict::Fails
                                                   : Verdict::Undecided;
    if (found.answer == Answer::No) weaken(finding);
    if (found.answer == Answer::Exhausted) finding.why.insert(Why::Exhausted);
    if (found.answer == Answer::Failed) finding.why.insert(Why::SolverFailed);
    finding.failure = found.failure;
    findings_.push_back(std::move(finding));
  };
  for (uint32_t i = 0; i < award().limits.size(); ++i) {
    const core::Limit& limit = award().limits[i];
    if (isFar(program_, limit) || std::holds_alternative<core::Floor>(limit.node)) continue;
    std::vector<Prop> binds, below;
    bool varies = false;
    for (const Given* g : givens) {
      for (const Prop cut : ofLimit(g->cuts, i)) binds.push_back(cut);
      for (const Prop closes : ofLimit(g->closes, i)) binds.push_back(closes);
      for (const Prop prop : ofLimit(g->below, i)) below.push_back(prop);
      varies = varies || !terms_.constant(g->uncapped);
    }
    Finding can = about(Question::Limit);
    can.limit = i;
    ask(can, binds);
    // A cap that what it caps always reaches: nothing of that matters.
    if (below.empty() || !varies || award().assessment || findings_.back().verdict != Verdict::Holds) continue;
    Finding idle = about(Question::Idle);
    idle.limit = i;
    ask(idle, below);
  }
  std::map<core::ExprId, std::vector<Prop>> through;
  for (const Given* g : givens) {
    for (const auto& [expr, cut] : g->through) through[expr].push_back(cut);
  }
  for (const auto& [expr, cuts] : through) {
    Finding can = about(Question::Limit);
    can.within = expr;
    ask(can, cuts);
  }
}

} // namespace tiao::prove
