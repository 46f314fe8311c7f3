#include "compiler/check/checker.h"

namespace tiao::check {

Checker::InTerm::InTerm(Checker& checker, SymbolId term)
    : checker_(checker), term_(term), clause_(std::exchange(checker.clause_, std::nullopt)),
      reader_(std::exchange(checker.reader_, checker.symbol(term))),
      policy_(checker.readings_.enter(checker.policies_.base(checker.ownerAt(checker.symbol(term).declared)))),
      mark_(checker.readings_.mark()) {
  checker.readings_.term(checker.symbol(term));
}

Checker::InTerm::~InTerm() {
  checker_.reads_[term_] = checker_.readings_.since(mark_);
  checker_.readings_.enter(policy_);
  checker_.reader_ = std::move(reader_);
  checker_.clause_ = clause_;
}

/// Whoever uses a term depends on the conventions that it was lowered by.
void Checker::readAlso(SymbolId term) {
  if (const auto found = reads_.find(term); found != reads_.end() && (clause_ || reader_))
    readings_.again(found->second, reader());
}

/// Outside of clauses, of one that may stand in another policy than the one before.
const std::string& Checker::readingFor(SymbolId clause, const std::string& convention) {
  const auto owner = owners_.find(clause);
  const uint32_t outer = readings_.enter(policies_.base(owner == owners_.end() ? 0 : owner->second));
  const std::string& reading = readings_.of(convention, symbol(clause));
  readings_.enter(outer);
  return reading;
}

} // namespace tiao::check
