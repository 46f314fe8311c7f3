#pragma once

#include "compiler/plan/number.h"

#include <map>

/// Expressions of the core, read for the subject or an item in one period, as nodes of the graph.
namespace tiao::plan {

using calendar::Period;
using core::Date;
using core::ExprId;

/// Where an expression is read.
struct At {
  Domain domain = Subjects;
  Period period;
  Date from, to; // of the award's days
  auto operator<=>(const At&) const = default;
};

/// What an award gives in a period, as its entry in the ledger; 0 where there is none. Of its own domain.
struct Given {
  Period period;
  NodeId amount; // in fen
};

/// A limit on a quantity that cuts it.
struct QuantityCut {
  ExprId expr;
  NodeId cut;
};

class Expressions {
public:
  Expressions(const core::Program& program, Graph& graph, batch::Layout& layout);

  Truth truth(ExprId id, const At& at);
  /// Of a number, or of a date as days since 1970-01-01.
  Num number(ExprId id, const At& at);
  /// As `number`, and notes which limits on quantities cut on the way, in the order in which they are told.
  Num amount(ExprId id, const At& at, std::vector<QuantityCut>& cuts);

  /// Is there a period of this year: has the subject begun to exist by then?
  Truth exists(int year);
  /// Is the list of the items of this domain given in this year? A bit of the subjects.
  NodeId listGiven(Domain items, int year);
  /// Is the item in the list of this year? A bit of the items.
  NodeId listed(Domain items, int year);
  /// Does it read something of the item at hand?
  [[nodiscard]] bool ofKey(ExprId id) const { return ofKey_[id.index]; }
  /// The place of a kind among those of the layout.
  Domain domainOf(core::Id<core::ItemKind> kind);

  Numbers n;
  /// By award: what it gave in the periods so far.
  std::vector<std::vector<Given>> given;

private:
  template <typename T> using Kept = std::map<std::pair<ExprId, At>, std::pair<T, std::string>>;
  template <typename T, typename F> T kept(Kept<T>& values, const std::pair<ExprId, At>& key, F make);
  Truth makeTruth(ExprId id, const At& at);
  Truth list(const core::AtLeast& e, const At& at);
  Num makeNumber(ExprId id, const At& at);
  uint32_t input(const batch::Input& input);
  /// The input that holds a fact for this period.
  std::pair<uint32_t, Domain> factInput(core::FactId fact, const At& at);
  Truth truthFact(core::FactId fact, const At& at);
  Num numberFact(core::FactId fact, const At& at);
  Truth equalMembers(ExprId left, ExprId right, const At& at);
  Truth comparison(const core::Compare& e, const At& at);
  std::optional<Truth> someOf(const core::Compare& e, const At& at);
  Num sum(const core::Sum& e, const At& at);
  Num sumOverItems(const core::Sum& e, core::Id<core::ItemKind> kind, const At& at);
  Num awarded(core::AwardId award, const At& at);
  Num least(const core::Least& e, ExprId id, const At& at);
  Num day(Date date);
  Num dayOf(const core::Day& e, const At& at);
  At earlier(const core::Back& e, const At& at);
  template <typename F> auto onPath(NodeId condition, F f);
  template <typename F> auto ofSubject(const At& at, F f);

  // date.cpp
  Num shifted(const Num& date, const Num& by, core::TermUnit unit);
  Num fullTerms(const Num& from, const Num& to, core::TermUnit unit);
  Num anniversaries(const Num& date, const At& at);
  NodeId anniversaryIn(NodeId date, int year, Date first, Date last);

  const core::Program& program_;
  Graph& g;
  batch::Layout& layout_;
  std::vector<bool> ofKey_; // by expression: does it read something of the item at hand?
  Kept<Truth> truths_;
  Kept<Num> numbers_;
  std::map<std::tuple<int, uint32_t, int32_t, int, int>, uint32_t> inputs_;
  // While an amount is made.
  std::vector<QuantityCut>* cuts_ = nullptr;
  NodeId path_; // whether what is made is reached, in the domain of the amount
};

} // namespace tiao::plan
