#pragma once

#include "compiler/interpret/ledger.h"
#include "compiler/interpret/observer.h"
#include "compiler/interpret/range.h"

/// Expressions: core.md section 3. One visit of the node family gives the value as a set; the needs of values that are
/// not definite gather on the side, on a stack: a node whose value is definite takes back what its operands left there.
/// So a definite value costs no needs, and any other has exactly those of its operands that are not definite.
namespace tiao::interpret {

/// The days on which an award is in force for a key. The last day is a range while it is not known whether a series
/// runs on after the award's end; `needs` are then those of that condition.
struct Force {
  core::Date from, to;
  core::Date toAtMost;
  Needs needs;
};

/// Where an expression is read: for whom, when, and by which award's dates.
struct At {
  Key key;
  Period period;
  const Force* force = nullptr;
};

/// What a Least that is a limit cut from its quantity.
struct QuantityCut {
  core::ExprId expr;
  Truth cut = Truth::No;
  Amount by;   // in the quantity's own unit
  Needs needs; // of `cut`, while it is either
};

class Expressions {
public:
  Expressions(const core::Program& program, const Case& facts, const Book& book, Observer* observer = nullptr)
      : program_(program), facts_(facts), book_(book), observer_(observer) {}

  Set set(core::ExprId id, const At& at);
  Truth truth(core::ExprId id, const At& at);
  NumberRange number(core::ExprId id, const At& at);
  DateRange date(core::ExprId id, const At& at);

  // The stack of needs. `take` gives those above a mark, sorted and without repetition, and drops them.
  [[nodiscard]] size_t mark() const { return needs_.size(); }
  void drop(size_t mark) { needs_.resize(mark, Need{}); }
  void need(const Need& need) { needs_.push_back(need); }
  void need(const Needs& needs) { needs_.insert(needs_.end(), needs.begin(), needs.end()); }
  Needs take(size_t mark);

  /// As `number`, and tells which limits on quantities cut on the way: those limits are told as limits of the award.
  NumberRange amount(core::ExprId id, const At& at, std::vector<QuantityCut>& cuts);

  /// Who looks on at what is surely evaluated here; null when nobody does.
  [[nodiscard]] Observer* observer() const { return unsure_ == 0 ? observer_ : nullptr; }

  /// Is this item in the list of this year? Either while the list is missing.
  [[nodiscard]] Truth listed(Key key, int year) const;

private:
  Set node(core::ExprId id, const At& at);
  /// Evaluates what is given only if the condition holds whose needs stand above `mark`.
  template <typename F> auto unsurely(size_t mark, F evaluate);
  Set fact(core::FactId id, const At& at);
  [[nodiscard]] const core::Constant* plain(core::ExprId id, const At& at) const;
  Set condition(const core::If& e, const At& at);
  Set division(const core::Div& e, const At& at);
  Set least(const core::Least& e, core::ExprId id, const At& at);
  void tellCut(core::ExprId id, Truth cut, const NumberRange& left, const NumberRange& right, size_t mark);
  Set day(const core::Day& e, const At& at);
  Set anniversaries(const core::Anniversaries& e, const At& at);
  Set sum(const core::Sum& e, const At& at);
  Set sumOverItems(const core::Sum& e, core::Id<core::ItemKind> kind, const At& at);
  NumberRange member(const core::Sum& e, const At& at);
  Set awarded(const core::Awarded& e, const At& at);
  Set comparison(const core::Compare& e, core::ExprId id, const At& at);
  Set atLeast(const core::AtLeast& e, const At& at);

  const core::Program& program_;
  const Case& facts_;
  const Book& book_;
  Observer* observer_;
  Needs needs_;
  std::vector<QuantityCut>* cuts_ = nullptr; // set while an amount is computed
  // The conditions we are under that may not hold: how many, and their needs.
  int unsure_ = 0;
  Needs unsureNeeds_;
};

/// Sorted, without repetition.
void normalise(Needs& needs);

} // namespace tiao::interpret
