#include "compiler/interpret/interpret.h"

#include "compiler/core/force.h"
#include "compiler/interpret/year.h"

#include <algorithm>

namespace tiao::interpret {

// "For each year, from the one after the ledger's last complete year (without a ledger: the first in force) to the last
// one wanted; choosing what to show never changes where evaluation begins." Years before the first in force give
// nothing, so that showing them changes nothing either.
Result evaluate(const core::Program& program, const Case& facts, const Ledger& ledger, Years show, Detail detail,
                Observer* observer) {
  return evaluate(program, facts, ledger, show, detail, {}, observer);
}

Result evaluate(const core::Program& program, const Case& facts, const Ledger& ledger, Years show, Detail detail,
                const std::vector<bool>& only, Observer* observer) {
  Result result;
  result.bounds.resize(program.awards.size());
  Book book(program, facts, ledger);
  result.given = book.given();
  Settlement settlement(program, facts, book, detail, only, observer);
  const int begin =
      ledger.completeThrough ? *ledger.completeThrough + 1 : std::min(core::firstYearInForce(program), show.first);
  if (begin <= show.last) {
    const int years = show.last - std::max(begin, show.first) + 1;
    const auto evaluated = only.empty() ? program.awards.size() : static_cast<size_t>(std::ranges::count(only, true));
    result.outcomes.reserve(static_cast<size_t>(years) * evaluated);
  }
  for (int year = begin; year <= show.last; ++year) settlement.settle(year, year >= show.first, result);
  result.ledger.entries = std::move(book).take();
  result.ledger.completeThrough = std::max(ledger.completeThrough.value_or(show.last), show.last);
  return result;
}

Value evaluate(const core::Program& program, const Case& facts, const Ledger& ledger, core::ExprId expr, Key key,
               Period period, AwardId award) {
  const Book book(program, facts, ledger);
  Expressions expressions(program, facts, book);
  const core::Award& of = program.awards[award];
  const Force force{of.from, of.to, of.to, {}};
  const At at{key, period, &force};
  Value value;
  value.set = expressions.set(expr, at);
  value.needs = expressions.take(0);
  return value;
}

} // namespace tiao::interpret
