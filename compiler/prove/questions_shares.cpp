#include "compiler/prove/prover.h"

#include <algorithm>

/// Who pays: the parts always sum to the award, and none is below 0.
namespace tiao::prove {

std::optional<Finding> proveShares(const Program& program, const Options& options) {
  if (!program.split) return std::nullopt;
  Finding finding;
  finding.question = Question::Shares;
  Terms terms;
  Symbols symbols(terms);
  Search search(terms, symbols, options);
  Encoder encoder(terms, symbols, program, assumedOf(program, options));
  const core::Split& split = *program.split;
  const Num amount = terms.unknown({Rational(0), Rational(1'000'000'000'000), Rational(1, 100)});
  std::vector<Prop> wrong, holds;
  const Period t{calendar::yearOf(program.to), 0};
  for (const core::SplitCase& each : split.cases) {
    const Term term = encoder.expression(each.condition, Subject, t);
    holds.push_back(*std::get_if<Prop>(&term));
    Rational shares;
    std::vector<Num> others;
    for (const core::Portion& portion : each.portions) {
      shares += portion.share;
      if (portion.payer == split.rest) continue;
      others.push_back(terms.round(terms.scale(amount, portion.share), Rational(1, 100), core::RoundMode::Down));
    }
    if (shares != Rational(1)) wrong.push_back(holds.back());
    const Num rest = terms.subtract(amount, terms.sum(others)); // so the parts sum
    wrong.push_back(terms.both(holds.back(), terms.less(rest, terms.number(0))));
  }
  std::vector<Num> counts;
  for (const Prop each : holds) counts.push_back(terms.count(each));
  wrong.push_back(terms.negation(terms.equal(terms.sum(counts), terms.number(1)))); // one case, and only one
  const Found found = search.find({terms.any(wrong)});
  switch (found.answer) {
  case Answer::No: finding.verdict = Verdict::Holds; break;
  case Answer::Yes: {
    finding.verdict = Verdict::Fails;
    Example example;
    for (const Symbols::Unknown& unknown : symbols.unknowns()) {
      const auto fact = symbols.factOf(program, unknown.symbol.name);
      const auto value = symbols.valueOf(program, unknown.symbol, found.model);
      if (fact && value) example.facts.push_back({*fact, unknown.symbol.item, unknown.symbol.period, *value});
    }
    finding.least = example;
    break;
  }
  case Answer::Exhausted: finding.why.insert(Why::Exhausted); break;
  case Answer::Failed: finding.why.insert(Why::SolverFailed); break;
  }
  finding.failure = found.failure;
  return finding;
}

} // namespace tiao::prove
