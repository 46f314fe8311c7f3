#include "compiler/prove/assertion.h"

#include "compiler/interpret/interpret.h"
#include "compiler/prove/prover.h"
#include "compiler/prove/replay.h"

#include <algorithm>

/// First whatever choices and shared totals may take is left open, which ties the named clauses to no other: a proof of
/// that holds all the more of the program whole. Only where there is none is the program encoded whole.
namespace tiao::prove {

using core::AwardId;
using core::Claim;

namespace {

/// To make an example smaller.
constexpr int mostQuestions = 60;

bool compares(Claim::Bound op, const Rational& amount, const Rational& bound) {
  switch (op) {
  case Claim::Bound::AtLeast: return bound <= amount;
  case Claim::Bound::AtMost: return amount <= bound;
  case Claim::Bound::More: return bound < amount;
  case Claim::Bound::Less: return amount < bound;
  }
  return false;
}

class Asserting {
public:
  Asserting(const Program& program, const Claim& claim, const Options& options)
      : program_(program), claim_(claim), assumed_(assumedOf(program, options)), symbols_(terms_),
        search_(terms_, symbols_, options), encoder_(terms_, symbols_, program_, assumed_) {
    for (const auto& clause : claim.clauses) awards_.insert(awards_.end(), clause.begin(), clause.end());
    result_.awards = awards_;
    result_.firstYear = assumed_.firstYear;
    result_.lastYear = assumed_.lastYear;
    result_.items = assumed_.items;
  }

  /// `whole`: with what the clauses named are tied to.
  Asserted result(bool whole) {
    result_.asWhole = whole;
    encoded_ = whole ? encoder_.encode(awards_) : encoder_.encodeApart(awards_);
    std::vector<std::pair<int, Prop>> wrong;
    std::vector<Prop> any;
    for (int year = assumed_.firstYear; year <= assumed_.lastYear; ++year) {
      if (!inForce(year)) continue;
      wrong.emplace_back(year, wrongIn(year));
      any.push_back(wrong.back().second);
    }
    const Found found = search_.find({terms_.any(any)});
    settle(found.answer, found.failure);
    if (found.answer != Answer::Yes || !whole) return std::move(result_);
    for (const auto& [year, prop] : wrong) {
      const Found first = search_.find({prop});
      if (first.answer != Answer::Yes) continue;
      result_.year = year;
      show(first.model, prop, year);
      break;
    }
    if (!result_.year) settle(Answer::Exhausted, {});
    return std::move(result_);
  }

private:
  [[nodiscard]] bool inForce(int year) const {
    return std::ranges::any_of(encoded_.given, [&](const Given& g) {
      return g.period.year == year && std::ranges::find(awards_, g.award) != awards_.end() &&
             terms_.constant(g.inForce) != std::optional(false);
    });
  }

  /// What a clause gives in the year, or through it.
  Num given(const std::vector<AwardId>& clause, int year) {
    std::vector<Num> amounts;
    for (const AwardId award : clause)
      for (int y = claim_.total ? assumed_.firstYear : year; y <= year; ++y)
        amounts.push_back(encoded_.ofYear(terms_, award, y));
    return terms_.sum(amounts);
  }

  Prop wrongIn(int year) {
    std::vector<Num> amounts;
    if (claim_.together)
      amounts.push_back(given(awards_, year));
    else
      for (const auto& clause : claim_.clauses) amounts.push_back(given(clause, year));
    std::vector<Prop> wrong;
    switch (claim_.kind) {
    case Claim::Kind::Amount: {
      const Num bound = number(*claim_.bound, year);
      for (const Num amount : amounts) {
        const Prop fails = terms_.negation(compared(amount, bound));
        wrong.push_back(claim_.whenGiven ? terms_.both(terms_.positive(amount), fails) : fails);
      }
      break;
    }
    case Claim::Kind::Given:
      for (const Num amount : amounts) wrong.push_back(terms_.negation(terms_.positive(amount)));
      break;
    case Claim::Kind::NotGiven:
      for (const Num amount : amounts) wrong.push_back(terms_.positive(amount));
      break;
    case Claim::Kind::Apart: {
      std::vector<Prop> give;
      for (const Num amount : amounts) give.push_back(terms_.positive(amount));
      wrong.push_back(terms_.atLeast(2, give));
      break;
    }
    }
    const Prop fails = terms_.any(wrong);
    if (!claim_.condition) return fails;
    const Term condition = encoder_.expression(*claim_.condition, Subject, {year, 0}, awards_.front());
    return terms_.both(*std::get_if<Prop>(&condition), fails);
  }

  Num number(core::ExprId expr, int year) {
    const Term term = encoder_.expression(expr, Subject, {year, 0}, awards_.front());
    return *std::get_if<Num>(&term);
  }

  Prop compared(Num amount, Num bound) {
    switch (claim_.op) {
    case Claim::Bound::AtLeast: return terms_.atMost(bound, amount);
    case Claim::Bound::AtMost: return terms_.atMost(amount, bound);
    case Claim::Bound::More: return terms_.less(bound, amount);
    case Claim::Bound::Less: return terms_.less(amount, bound);
    }
    return terms_.truth(true);
  }

  void settle(Answer answer, const std::string& failure) {
    result_.failure = failure;
    switch (answer) {
    case Answer::No:
      result_.verdict = Verdict::Holds;
      weaken();
      break;
    case Answer::Yes: result_.verdict = Verdict::Fails; break;
    case Answer::Exhausted:
      result_.verdict = Verdict::Undecided;
      result_.why.insert(Why::Exhausted);
      break;
    case Answer::Failed:
      result_.verdict = Verdict::Undecided;
      result_.why.insert(Why::SolverFailed);
      break;
    }
  }

  /// A proof over what was assumed is one of that only. That nothing is given of one item says it of all, unless they
  /// hang together; a sum of several items is more than that of one.
  void weaken() {
    const auto byItem = [&](const std::vector<AwardId>& clause) {
      return std::ranges::any_of(clause, [&](AwardId award) { return program_.awards[award].key.has_value(); });
    };
    const auto several = std::ranges::count_if(claim_.clauses, byItem);
    const bool sums = claim_.kind == Claim::Kind::Amount && several > 0;
    const bool meet = claim_.kind == Claim::Kind::Apart && several > 1;
    if (moreYears(program_)) result_.why.insert(Why::Years);
    if (encoded_.items || sums || meet) result_.why.insert(Why::Items);
    if (!result_.why.empty()) result_.verdict = Verdict::Undecided;
  }

  void show(const Assignment& model, Prop wrong, int year) {
    const std::vector<Prop> props{wrong};
    const Assignment least = smallest(props, model);
    result_.least = example(least, year);
    if (!result_.least) {
      result_.verdict = Verdict::Undecided;
      result_.leftOut = encoded_.leftOut;
      result_.why.insert(result_.leftOut.empty() ? Why::Disagreement : Why::LeftOut);
      return;
    }
    if (claim_.kind == Claim::Kind::Amount) tellAmount(least, year);
    const Assignment round = search_.round(props, least);
    if (round.numbers != least.numbers) result_.readable = example(round, year);
  }

  /// One fact after the other as small as the solver finds it can be, where it is not told at once that it can be no
  /// smaller: what is rounded goes up and down, so that halving alone does not find the least.
  Assignment smallest(std::vector<Prop> props, const Assignment& model) {
    Assignment best = search_.least(props, model);
    int questions = mostQuestions;
    for (const Symbols::Unknown& unknown : symbols_.unknowns()) {
      const Num* x = std::get_if<Num>(&unknown.term);
      if (x == nullptr) continue;
      Rational value = Values(terms_, best).of(*x), low = unknown.lo;
      Rational tried = value - unknown.grain;
      while (low < value && questions-- > 0) {
        std::vector<Prop> smaller = props;
        smaller.push_back(terms_.atMost(*x, terms_.number(tried)));
        const Found found = search_.find(smaller);
        if (found.answer == Answer::Yes) {
          best = search_.least(smaller, found.model);
          value = Values(terms_, best).of(*x);
        } else {
          low = tried + unknown.grain;
        }
        tried = ((low + value) / 2 / unknown.grain).floor() * unknown.grain;
      }
      props.push_back(terms_.atMost(*x, terms_.number(value)));
    }
    return best;
  }

  /// The first amount that does not keep to the bound, as the terms find it; the replay found the same.
  void tellAmount(const Assignment& least, int year) {
    std::vector<Num> amounts;
    if (claim_.together)
      amounts.push_back(given(awards_, year));
    else
      for (const auto& clause : claim_.clauses) amounts.push_back(given(clause, year));
    const Num bound = number(*claim_.bound, year);
    Values values(terms_, least);
    result_.bound = values.of(bound);
    for (const Num amount : amounts) {
      const Rational found = values.of(amount);
      if (compares(claim_.op, found, *result_.bound) || (claim_.whenGiven && found.sign() <= 0)) continue;
      result_.found = found;
      return;
    }
  }

  std::optional<Example> example(const Assignment& model, int year) {
    std::vector<Side> sides;
    for (const AwardId award : awards_) sides.push_back({&program_, award, &encoded_, {}});
    std::optional<Rational> bound;
    if (claim_.bound) {
      const Num term = number(*claim_.bound, year);
      bound = Values(terms_, model).of(term);
    }
    Assumed through = assumed_;
    through.lastYear = year;
    const auto speaks = [&](const interpret::Case& facts) { return claimSpeaks(facts, year, bound); };
    return replay(terms_, symbols_, sides, model, through, claim_.total ? std::nullopt : std::optional(year), speaks);
  }

  /// Does the interpreter too find that the condition holds, and the same bound?
  [[nodiscard]] bool claimSpeaks(const interpret::Case& facts, int year, const std::optional<Rational>& bound) const {
    const auto found = [&](core::ExprId expr) {
      return interpret::evaluate(program_, facts, {}, expr, {}, {year, 0}, awards_.front()).set;
    };
    if (claim_.condition && found(*claim_.condition) != interpret::Set(interpret::Truth::Yes)) return false;
    if (!bound) return true;
    const interpret::Set set = found(*claim_.bound);
    const auto* range = std::get_if<interpret::NumberRange>(&set);
    return range != nullptr && range->definite() && range->lo == *bound;
  }

  const Program& program_;
  const Claim& claim_;
  Assumed assumed_;
  Terms terms_;
  Symbols symbols_;
  Search search_;
  Encoder encoder_;
  Encoded encoded_;
  std::vector<AwardId> awards_;
  Asserted result_;
};

} // namespace

Asserted proveAssertion(const Program& program, const Claim& claim, const Options& options) {
  if (claim.clauses.empty()) { // of all clauses, where there is none
    Asserted nothing;
    nothing.verdict = Verdict::Holds;
    return nothing;
  }
  if (!program.choices.empty() || !program.pools.empty()) {
    Asserted apart = Asserting(program, claim, options).result(false);
    if (apart.verdict == Verdict::Holds) return apart;
  }
  return Asserting(program, claim, options).result(true);
}

} // namespace tiao::prove
