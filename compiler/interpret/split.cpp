#include "compiler/interpret/split.h"

#include "compiler/interpret/expression.h"

#include <algorithm>

namespace tiao::interpret {
namespace {

const Rational Fen = Rational(1, 100);

Rational down(const Rational& yuan) { return yuan.roundTo(Fen, core::RoundMode::Down); }
Rational up(const Rational& yuan) { return (yuan / Fen).ceil() * Fen; }

Rational shareOf(const core::SplitCase& each, core::Id<core::Role> payer) {
  const auto found = std::ranges::find(each.portions, payer, &core::Portion::payer);
  return found == each.portions.end() ? Rational(0) : found->share;
}

/// "Each payer but the named one gets share × A rounded down to the fen, the named one the rest. If A is not definite:
/// floors at the ends; for the rest, from ⌈share·A.lo⌉ to ⌈share·A.hi⌉ + max(0, payers − 2) fen."
std::vector<Amount> partsOf(const core::Split& split, const core::SplitCase& each, const Amount& amount) {
  std::vector<Amount> result(split.payers.size());
  size_t rest = 0;
  Rational others;
  int64_t payers = 1;
  for (size_t i = 0; i < split.payers.size(); ++i) {
    if (split.payers[i] == split.rest) {
      rest = i;
      continue;
    }
    const Rational share = shareOf(each, split.payers[i]);
    result[i] = {down(share * amount.lo), down(share * amount.hi)};
    others += result[i].lo;
    if (!share.isZero()) ++payers;
  }
  if (amount.definite()) {
    result[rest] = {amount.lo - others, amount.lo - others};
  } else {
    const Rational share = shareOf(each, split.rest);
    result[rest] = {up(share * amount.lo), up(share * amount.hi) + Fen * std::max<int64_t>(0, payers - 2)};
  }
  return result;
}

} // namespace

Sharing sharing(const core::Program& program, const Case& facts, const Ledger& ledger, Period period) {
  const Book book(program, facts, ledger);
  Expressions expressions(program, facts, book);
  const Force force{program.from, program.to, program.to, {}};
  const At at{Key{}, period, &force};
  Sharing result;
  for (uint32_t i = 0; i < program.split->cases.size(); ++i)
    if (expressions.truth(program.split->cases[i].condition, at) != Truth::No) result.cases.push_back(i);
  if (result.cases.size() > 1) result.needs = expressions.take(0);
  return result;
}

std::vector<Amount> parts(const core::Split& split, const Sharing& sharing, const Amount& amount) {
  std::vector<Amount> result;
  for (const uint32_t i : sharing.cases) {
    std::vector<Amount> one = partsOf(split, split.cases[i], amount);
    if (result.empty()) {
      result = std::move(one);
      continue;
    }
    for (size_t p = 0; p < result.size(); ++p)
      result[p] = {number::least(result[p].lo, one[p].lo), number::greatest(result[p].hi, one[p].hi)};
  }
  if (result.empty()) result.resize(split.payers.size());
  return result;
}

} // namespace tiao::interpret
