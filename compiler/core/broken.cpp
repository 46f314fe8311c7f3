#include "compiler/core/rules.h"

#include <fmt/format.h>

#include <set>
#include <tuple>

namespace tiao::core {

std::string called(const Name& name) { return name.zh.empty() ? name.en : name.zh; }

namespace {

// -------------------------------------------------------------------------------------------------------- references

class References {
public:
  References(const Program& program, Sentences& out) : program_(program), out_(out) {}

  void check() {
    if (program_.units.empty()) out_.emplace_back("the first unit is yuan: there are no units");
    for (uint32_t i = 0; i < program_.exprs.size(); ++i) checkNode({i});
    for (const Fact& fact : program_.facts) checkFact(fact);
    for (const Award& award : program_.awards) checkAward(award);
    for (const Choice& choice : program_.choices) {
      for (const auto& [a, b] : choice.conflicts) exists(a, program_.awards), exists(b, program_.awards);
      for (const AwardId a : choice.rank) exists(a, program_.awards);
      if (choice.level) exists(*choice.level, program_.itemKinds);
      if (choice.election) exists(*choice.election, program_.facts);
    }
    for (const Pool& pool : program_.pools) {
      for (const AwardId a : pool.awards) exists(a, program_.awards);
      eachExpr(pool.limits, [&](ExprId e) { exists(e, program_.exprs); });
    }
    checkFunding();
    if (!out_.empty()) return;
    state_.assign(program_.exprs.size(), State::Unseen);
    for (uint32_t i = 0; i < program_.exprs.size(); ++i) checkAcyclic({i});
  }

private:
  template <typename T> void exists(Id<T> id, const Store<T>& store) {
    if (id.index >= store.size()) out_.push_back(fmt::format("every id names something: {} does not", id.index));
  }

  void checkNode(ExprId id) {
    const Expr& expr = program_.exprs[id];
    if (expr.type.kind == Kind::Member) exists(expr.type.enumeration, program_.enumerations);
    eachOperand(expr.node, [&](ExprId e) { exists(e, program_.exprs); });
    if (const auto* e = std::get_if<FactRef>(&expr.node)) exists(e->fact, program_.facts);
    if (const auto* e = std::get_if<Awarded>(&expr.node)) exists(e->award, program_.awards);
    if (const auto* e = std::get_if<Sum>(&expr.node)) {
      if (const auto* items = std::get_if<OverItems>(&e->domain)) exists(items->kind, program_.itemKinds);
    }
  }

  void checkFact(const Fact& fact) {
    if (fact.item) exists(*fact.item, program_.itemKinds);
    if (fact.judge) exists(*fact.judge, program_.roles);
    if (fact.type.kind == Kind::Member) exists(fact.type.enumeration, program_.enumerations);
    if (fact.type.kind == Kind::Number && fact.hi < fact.lo) {
      out_.push_back(fmt::format("a fact's range is not empty: {}", called(fact.name)));
    }
    if (fact.type.kind == Kind::Date && fact.dateHi < fact.dateLo) {
      out_.push_back(fmt::format("a fact's range is not empty: {}", called(fact.name)));
    }
  }

  void checkAward(const Award& award) {
    if (award.payee) exists(*award.payee, program_.roles);
    if (award.key) exists(*award.key, program_.itemKinds);
    if (award.assessment) exists(*award.assessment, program_.facts);
    eachExpr(award, [&](ExprId e) { exists(e, program_.exprs); });
  }

  void checkFunding() {
    if (program_.split) {
      exists(program_.split->rest, program_.roles);
      for (const Id<Role> payer : program_.split->payers) exists(payer, program_.roles);
      for (const SplitCase& each : program_.split->cases) {
        exists(each.condition, program_.exprs);
        for (const Portion& portion : each.portions) exists(portion.payer, program_.roles);
      }
    }
    if (program_.procedure)
      for (const Stage& stage : program_.procedure->stages)
        if (stage.body) exists(*stage.body, program_.roles);
    if (program_.schedule)
      for (const auto& expr : {program_.schedule->stop, program_.schedule->recovery})
        if (expr) exists(*expr, program_.exprs);
    if (program_.barred) exists(*program_.barred, program_.facts);
  }

  // Time: "Definitions have no cycle."
  void checkAcyclic(ExprId id) {
    State& state = state_[id.index];
    if (state == State::Done) return;
    if (state == State::Open) {
      out_.push_back(fmt::format("definitions have no cycle: expression {} contains itself", id.index));
      return;
    }
    state = State::Open;
    eachOperand(program_.exprs[id].node, [&](ExprId e) { checkAcyclic(e); });
    state_[id.index] = State::Done;
  }

  enum class State : uint8_t { Unseen, Open, Done };
  const Program& program_;
  Sentences& out_;
  std::vector<State> state_;
};

// ------------------------------------------------------------------------------------------------------------- where

/// Collects what is read where it has no meaning: a monthly fact outside months, an item's fact away from its item.
class Where {
public:
  Where(const Program& program, std::vector<Misread>& out) : program_(program), out_(out) {}

  void check(ExprId id, bool inMonth, std::optional<Id<ItemKind>> item) {
    if (!seen_.insert({id.index, inMonth, item ? static_cast<int64_t>(item->index) : -1}).second) return;
    const Node& node = program_.exprs[id].node;
    if (const auto* e = std::get_if<FactRef>(&node)) {
      const Fact& fact = program_.facts[e->fact];
      if (fact.per == Per::Month && !inMonth) out_.push_back({id, MisreadAs::MonthlyFact});
      if (fact.item && fact.item != item) out_.push_back({id, MisreadAs::ItemFact});
    }
    if (const auto* e = std::get_if<Back>(&node)) {
      if (e->unit == TermUnit::Months && !inMonth) out_.push_back({id, MisreadAs::MonthBefore});
    }
    if (const auto* e = std::get_if<Sum>(&node)) {
      std::visit(match{
                     [&](const OverItems& d) { check(e->where, inMonth, d.kind), check(e->value, inMonth, d.kind); },
                     [&](const OverMonths&) { check(e->where, true, item), check(e->value, true, item); },
                     [&](const OverYears&) { check(e->where, inMonth, item), check(e->value, inMonth, item); },
                 },
                 e->domain);
      return;
    }
    eachOperand(node, [&](ExprId part) { check(part, inMonth, item); });
  }

private:
  const Program& program_;
  std::vector<Misread>& out_;
  std::set<std::tuple<uint32_t, bool, int64_t>> seen_;
};

// ------------------------------------------------------------------------------------------------------------ awards

class Awards {
public:
  Awards(const Program& program, Sentences& out) : program_(program), out_(out) {}

  void check() {
    for (uint32_t i = 0; i < program_.awards.size(); ++i) check(program_.awards[AwardId{i}]);
    awardedBy_.assign(program_.awards.size(), {});
    for (uint32_t i = 0; i < program_.awards.size(); ++i) {
      std::set<ExprId> seen;
      // What begins a series asks what the award itself gave in earlier years; that is no cycle.
      const Award& award = program_.awards[AwardId{i}];
      eachExpr(award, [&](ExprId e) {
        if (award.startedIf != e) awardsRead(program_, e, seen, awardedBy_[i]);
      });
    }
    for (uint32_t i = 0; i < program_.awards.size(); ++i) {
      std::set<uint32_t> seen;
      if (readsItself(i, i, seen)) {
        say(program_.awards[AwardId{i}], "what an award reads of others' awards does not come back to itself");
      }
    }
  }

private:
  void say(const Award& award, const char* rule) { out_.push_back(fmt::format("{}: {}", rule, called(award.name))); }

  [[nodiscard]] bool money(ExprId id) const { return program_.exprs[id].type == Type{Kind::Number, yuan(), {}}; }

  void check(const Award& award) {
    if (program_.exprs[award.eligible].type.kind != Kind::Truth) say(award, "`eligible` is a truth");
    if (award.startedIf && program_.exprs[*award.startedIf].type.kind != Kind::Truth) {
      say(award, "what a series is begun by is a truth");
    }
    if (!money(award.amount)) say(award, "`amount` is money");
    if (award.unit.sign() <= 0) say(award, "the unit of an amount is above 0");
    if (award.to < award.from) say(award, "an award is in force from a day to one not before it");
    if (award.period == Per::Fixed) say(award, "an award is given each year or each month");
    if (award.assessment) checkAssessment(award);
    if (!award.key && !award.overall.empty()) say(award, "`overall` is empty unless the award is counted by items");
    for (const Limit& limit : award.overall) {
      if (std::holds_alternative<Floor>(limit.node)) say(award, "`overall` has no Floor");
    }
    checkLimits(award, award.limits);
    checkLimits(award, award.overall);
  }

  void checkAssessment(const Award& award) {
    const auto* read = std::get_if<FactRef>(&program_.exprs[award.amount].node);
    if (read == nullptr || read->fact != *award.assessment) say(award, "a discretionary amount is its own assessment");
    const Fact& fact = program_.facts[*award.assessment];
    if (fact.origin != FactOrigin::Assessment) say(award, "an assessment is a fact of that origin");
    if (fact.per != award.period || fact.item != award.key)
      say(award, "an assessment is of the award's own key and period");
  }

  // Levels: "from the inside out: period caps and floors in the order written, then Count and Within, then year caps,
  // then life caps". A year cap on a yearly award is a period cap, and may stand with either.
  static int level(const Award& award, const Limit& limit) {
    return std::visit(match{
                          [&](const Cap& l) {
                            switch (l.window) {
                            case Window::Period: return 0;
                            case Window::Year: return award.period == Per::Year ? -1 : 2;
                            case Window::Life: return 3;
                            }
                            return 0;
                          },
                          [](const Floor&) { return 0; },
                          [](const Count&) { return 1; },
                          [](const Within&) { return 1; },
                      },
                      limit.node);
  }

  void checkLimits(const Award& award, const std::vector<Limit>& limits) {
    int reached = 0;
    for (const Limit& limit : limits) {
      const int here = level(award, limit);
      if (here >= 0 && here < reached) {
        say(award, "limits stand from the inside out: period caps and floors, Count and Within, year caps, life caps");
      }
      if (here >= 0) reached = here;
      std::visit(match{
                     [&](const Cap& l) {
                       if (!money(l.bound)) say(award, "a Cap is money");
                     },
                     [&](const Floor& l) {
                       if (!money(l.bound)) say(award, "a Floor is money");
                     },
                     [&](const Count& l) {
                       positiveWhole(award, l.n);
                       if (l.unit == Per::Fixed || (l.unit == Per::Month && award.period != Per::Month)) {
                         say(award, "a Count counts years, or the months of a monthly award");
                       }
                     },
                     [&](const Within& l) {
                       positiveWhole(award, l.n);
                       if (program_.exprs[l.elapsed].type.kind != Kind::Number)
                         say(award, "what Within measures is a number");
                     },
                 },
                 limit.node);
    }
  }

  void positiveWhole(const Award& award, ExprId id) {
    const Expr& n = program_.exprs[id];
    if (n.type.kind != Kind::Number) say(award, "n in Count and Within is a number");
    const auto* constant = std::get_if<Const>(&n.node);
    const auto* value = constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
    if (value != nullptr && (value->sign() <= 0 || !value->isWhole())) {
      say(award, "n in Count and Within is a positive whole number");
    }
  }

  [[nodiscard]] bool readsItself(uint32_t start, uint32_t at, std::set<uint32_t>& seen) const {
    for (const AwardId next : awardedBy_[at]) {
      if (next.index == start) return true;
      if (seen.insert(next.index).second && readsItself(start, next.index, seen)) return true;
    }
    return false;
  }

  const Program& program_;
  Sentences& out_;
  std::vector<std::set<AwardId>> awardedBy_; // by award: those it reads
};

} // namespace

void awardsRead(const Program& program, ExprId id, std::set<ExprId>& seen, std::set<AwardId>& out) {
  if (!seen.insert(id).second) return;
  const Node& node = program.exprs[id].node;
  if (const auto* e = std::get_if<Awarded>(&node)) out.insert(e->award);
  eachOperand(node, [&](ExprId part) { awardsRead(program, part, seen, out); });
}

std::vector<Misread> misread(const Program& program) {
  std::vector<Misread> out;
  Where where(program, out);
  for (const Award& award : program.awards) {
    const bool monthly = award.period == Per::Month;
    const auto read = [&](ExprId e) { where.check(e, monthly, award.key); };
    if (award.startedIf) read(*award.startedIf);
    read(award.eligible);
    read(award.amount);
    eachExpr(award.limits, read);
    eachExpr(award.overall, [&](ExprId e) { where.check(e, monthly, std::nullopt); });
  }
  const auto readYearly = [&](ExprId e) { where.check(e, false, std::nullopt); };
  for (const Pool& pool : program.pools) eachExpr(pool.limits, readYearly);
  if (program.schedule) {
    if (program.schedule->stop) readYearly(*program.schedule->stop);
    if (program.schedule->recovery) readYearly(*program.schedule->recovery);
  }
  return out;
}

std::vector<Misread> misread(const Program& program, ExprId yearly) {
  std::vector<Misread> out;
  Where(program, out).check(yearly, false, std::nullopt);
  return out;
}

namespace {

void checkMisread(const Program& program, Sentences& out) {
  for (const Misread& each : misread(program)) {
    const auto* fact = std::get_if<FactRef>(&program.exprs[each.read].node);
    const std::string what = fact != nullptr ? called(program.facts[fact->fact].name) : print(program, each.read);
    switch (each.as) {
    case MisreadAs::MonthlyFact:
      out.push_back(fmt::format("a monthly fact is read in a monthly award or under a Sum over months: {}", what));
      break;
    case MisreadAs::ItemFact:
      out.push_back(fmt::format("an item's fact is read at an item of its kind: {}", what));
      break;
    case MisreadAs::MonthBefore: out.push_back(fmt::format("only a month has a month before it: {}", what)); break;
    }
  }
}

} // namespace

void checkReferences(const Program& program, Sentences& out) { References(program, out).check(); }

std::vector<std::string> broken(const Program& program) {
  Sentences out;
  checkReferences(program, out);
  if (!out.empty()) return out;
  checkTypes(program, out);
  Awards(program, out).check();
  checkMisread(program, out);
  checkAllocation(program, out);
  checkFunding(program, out);
  return out;
}

} // namespace tiao::core
