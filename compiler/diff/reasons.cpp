#include "compiler/diff/reasons.h"

#include "compiler/diff/common_order.h"
#include "compiler/explain/words.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace tiao::diff {

namespace {

using In = ReasonLine::In;

void flatten(const std::vector<explain::Line>& lines, int depth, std::vector<ReasonLine>& out) {
  for (const explain::Line& line : lines) {
    out.push_back({In::Both, line.mark, depth, line.text});
    flatten(line.below, depth + 1, out);
  }
}

bool alike(const ReasonLine& a, const ReasonLine& b) {
  return a.mark == b.mark && a.depth == b.depth && a.text == b.text;
}

/// Both explanations as one: what they share stands once, in the longest common order; of what differs the old lines
/// come first.
std::vector<ReasonLine> beside(const std::vector<ReasonLine>& old, const std::vector<ReasonLine>& fresh) {
  std::vector<ReasonLine> out;
  const auto put = [&](const ReasonLine& line, In in) {
    out.push_back(line);
    out.back().in = in;
  };
  commonOrder(
      old.size(), fresh.size(), [&](size_t i, size_t j) { return alike(old[i], fresh[j]); },
      [&](size_t i, size_t) { put(old[i], In::Both); }, [&](size_t i) { put(old[i], In::Before); },
      [&](size_t j) { put(fresh[j], In::After); });
  return out;
}

/// One outcome of each version that are the same award, period and item.
struct Both {
  size_t award = 0; // in the order of the clauses
  calendar::Period period;
  std::string item;
  const interpret::Outcome* before = nullptr;
  const interpret::Outcome* after = nullptr;
  [[nodiscard]] auto key() const { return std::tie(award, period, item); }
};

class Reasoning {
public:
  Reasoning(const Evaluated& before, const Evaluated& after) : before_(before), after_(after) {}

  Reasons reasons(const std::vector<Pair>& pairs) {
    number(pairs);
    collect(before_, Side::Before);
    collect(after_, Side::After);
    std::ranges::sort(all_, {}, &Both::key);
    Reasons out;
    out.subject = after_.facts.subject;
    for (const Both& each : all_) {
      Reason reason = this->reason(each);
      out.total += sumOf(reason);
      const bool gives = mayGive(reason.before) || mayGive(reason.after);
      if (reason.differs)
        out.differing.push_back(std::move(reason));
      else if (gives)
        out.same.push_back(std::move(reason));
    }
    const auto change = [](const Reason& r) {
      const Sum sum = sumOf(r);
      return number::greatest(sum.most, -sum.least);
    };
    std::ranges::stable_sort(out.differing, std::greater<>(), change);
    return out;
  }

private:
  void number(const std::vector<Pair>& pairs) {
    ofAward_[0].resize(before_.input.program.awards.size());
    ofAward_[1].resize(after_.input.program.awards.size());
    size_t next = 0;
    for (const Pair& pair : pairs)
      for (const Twins& twins : pair.awards) {
        if (twins.before) ofAward_[0][twins.before->index] = next;
        if (twins.after) ofAward_[1][twins.after->index] = next;
        ++next;
      }
  }

  void collect(const Evaluated& from, Side side) {
    for (const interpret::Outcome& outcome : from.result.outcomes) {
      Both own{ofAward_[side == Side::Before ? 0 : 1][outcome.award.index], outcome.period, {}, nullptr, nullptr};
      if (!outcome.key.isSubject()) own.item = from.facts.items()[static_cast<size_t>(outcome.key.item)].name;
      auto at = std::ranges::find_if(all_, [&](const Both& b) { return b.key() == own.key(); });
      if (at == all_.end()) at = all_.insert(at, own);
      (side == Side::Before ? at->before : at->after) = &outcome;
    }
  }

  static bool mayGive(const std::optional<Told>& told) { return told && told->most.sign() > 0; }

  static Sum sumOf(const Reason& reason) {
    Sum sum;
    if (reason.before) sum.before = reason.before->least, sum.mostBefore = reason.before->most;
    if (reason.after) sum.after = reason.after->least, sum.mostAfter = reason.after->most;
    if (reason.differs) sum.least = sum.after - sum.mostBefore, sum.most = sum.mostAfter - sum.before;
    return sum;
  }
  static std::optional<Told> told(const Evaluated& from, const interpret::Outcome* outcome,
                                  std::vector<ReasonLine>& lines) {
    if (outcome == nullptr) return std::nullopt;
    const explain::Explanation e =
        explain::explain(from.input.program, from.input.sources, from.facts, from.result, *outcome);
    flatten(e.lines, 0, lines);
    return Told{e.status, e.amount, explain::statusKey(outcome->status), outcome->amount.lo, outcome->amount.hi};
  }

  [[nodiscard]] Reason reason(const Both& both) const {
    const Evaluated& from = both.after != nullptr ? after_ : before_;
    const interpret::Outcome& any = both.after != nullptr ? *both.after : *both.before;
    Reason out;
    out.clause = explain::named(from.input.program.awards[any.award].name);
    out.item = both.item;
    out.period = calendar::toString(both.period);
    std::vector<ReasonLine> old, fresh;
    out.before = told(before_, both.before, old);
    out.after = told(after_, both.after, fresh);
    out.differs = out.before && out.after
                      ? both.before->status != both.after->status || both.before->amount != both.after->amount
                      : mayGive(out.before) || mayGive(out.after);
    out.lines = beside(old, fresh);
    return out;
  }

  const Evaluated& before_;
  const Evaluated& after_;
  std::array<std::vector<size_t>, 2> ofAward_;
  std::vector<Both> all_;
};

} // namespace

Reasons reasonsOf(const Evaluated& before, const Evaluated& after, const std::vector<Pair>& pairs) {
  return Reasoning(before, after).reasons(pairs);
}

} // namespace tiao::diff
