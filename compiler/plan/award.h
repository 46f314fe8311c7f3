#pragma once

#include "compiler/plan/limit.h"

/// One award in one period, for each key of its domain: core.md section 4, and rows 1 to 3 of section 7.
namespace tiao::plan {

/// A reason that may be told of an output.
struct Told {
  interpret::Reason reason;
  NodeId bit; // of the output's domain, or of its subject
};

/// What is found of an award in a period, and then what becomes of it in the year's later steps. Bits of its domain.
struct Candidate {
  core::AwardId award;
  Period period;
  Domain domain = Subjects;
  NodeId there; // is there such an item?
  NodeId inForce, exhausted, ineligible, forgone;
  NodeId open;    // does none of these apply, before any is forgone?
  NodeId pending; // is it, or may it be, anything but definite?
  NodeId fixed;   // in fen
  NodeId cut;
  NodeId ceiling; // in fen; none if the award is not discretionary
  NodeId amount;  // what it gives as things stand, in fen
  std::vector<Told> told;
};

/// What closes an award for every key alike. Bits of the subjects.
struct Closed {
  Truth closed;
  std::vector<Told> told;
};

class Awarding {
public:
  Awarding(const core::Program& program, Graph& graph, Expressions& expressions)
      : program_(program), g(graph), n(expressions.n), expressions_(expressions) {}

  Candidate candidate(core::AwardId id, Period period, const std::vector<Given>& past, const Closed& closed);
  /// Forgoes it where `forgone` is set.
  void forgo(Candidate& candidate, NodeId forgone);

private:
  void condition(ExprId id, NodeId reached, const At& at, Candidate& c);
  Num partOfYear(const core::Award& award, const At& at, const Num& amount);
  /// The limits of an amount, and the fixed amount in fen.
  NodeId limited(const core::Award& award, const At& at, const std::vector<Given>& past, Running& running);
  NodeId fix(const core::Award& award, const Running& running);

  const core::Program& program_;
  Graph& g;
  Numbers& n;
  Expressions& expressions_;
};

} // namespace tiao::plan
