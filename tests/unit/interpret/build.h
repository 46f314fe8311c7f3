#pragma once

#include "compiler/interpret/interpret.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <vector>

/// Core programs and cases in few words, for tests. Money is written in yuan; `wan` makes it from 万元.
namespace tiao::test {

using core::AwardId;
using core::ExprId;
using core::FactId;
using interpret::Amount;
using interpret::Case;
using interpret::Key;
using interpret::Ledger;
using interpret::Outcome;
using interpret::Result;
using interpret::Status;
using number::Rational;

inline core::Date day(int year, unsigned month, unsigned dayOfMonth) {
  return calendar::makeDate(year, month, dayOfMonth).value();
}
inline Rational wan(int64_t n) { return Rational(n) * 10'000; }

inline const core::Type Money{core::Kind::Number, core::yuan(), {}};
inline const core::Type Plain{core::Kind::Number, {}, {}};
inline const core::Type Yes{core::Kind::Truth, {}, {}};
inline const core::Type Day{core::Kind::Date, {}, {}};

class Build {
public:
  explicit Build(core::Date from = day(2022, 7, 1), core::Date to = day(2025, 12, 31)) {
    program.policy = {"试行政策", "trial policy"};
    program.from = from;
    program.to = to;
    program.units.add({{"元", "yuan"}});
  }

  core::Program program;

  // Facts.
  FactId fact(const std::string& name, const core::Type& type, core::Per per = core::Per::Year) {
    core::Fact fact;
    fact.name = {"", name};
    fact.type = type;
    fact.per = per;
    fact.lo = type == Money ? Rational(0) : Rational(-1'000'000);
    fact.hi = type == Money ? wan(1'000'000) : Rational(1'000'000);
    fact.dateLo = day(1990, 1, 1);
    fact.dateHi = day(2040, 12, 31);
    return program.facts.add(fact);
  }
  FactId money(const std::string& name, core::Per per = core::Per::Year) { return fact(name, Money, per); }
  FactId truth(const std::string& name, core::Per per = core::Per::Year) { return fact(name, Yes, per); }
  FactId assessment(const std::string& name, core::Per per = core::Per::Year) {
    const FactId id = money(name, per);
    program.facts[id].origin = core::FactOrigin::Assessment;
    return id;
  }
  FactId itemFact(core::Id<core::ItemKind> kind, const std::string& name, const core::Type& type,
                  core::Per per = core::Per::Year) {
    const FactId id = fact(name, type, per);
    program.facts[id].item = kind;
    return id;
  }

  // Expressions.
  ExprId add(const core::Type& type, core::Node node);
  ExprId ref(FactId fact) { return add(program.facts[fact].type, core::FactRef{fact}); }
  ExprId yes(bool value = true) { return add(Yes, core::Const{value}); }
  ExprId plain(const Rational& value);
  ExprId yuan(const Rational& value);
  ExprId date(core::Date value) { return add(Day, core::Const{value}); }
  ExprId times(ExprId a, ExprId b) {
    core::Type type = Plain;
    type.unit = program.exprs[a].type.unit * program.exprs[b].type.unit;
    return add(type, core::Mul{a, b});
  }
  ExprId plus(ExprId a, ExprId b) { return add(program.exprs[a].type, core::Add{a, b}); }
  ExprId least(ExprId a, ExprId b, bool limit = false) { return add(program.exprs[a].type, core::Least{a, b, limit}); }
  ExprId back(ExprId of, int years) {
    return add(program.exprs[of].type, core::Back{of, years, core::TermUnit::Years});
  }
  ExprId compare(ExprId a, core::Comparison op, ExprId b) { return add(Yes, core::Compare{op, a, b}); }
  ExprId atMost(ExprId a, ExprId b) { return compare(a, core::Comparison::AtMost, b); }
  ExprId less(ExprId a, ExprId b) { return compare(a, core::Comparison::Less, b); }
  ExprId all(std::vector<ExprId> of) {
    const auto n = static_cast<uint32_t>(of.size());
    return add(Yes, core::AtLeast{n, std::move(of)});
  }
  ExprId negation(ExprId of) { return add(Yes, core::Not{of}); }

  // Awards.
  AwardId award(const std::string& name, ExprId eligible, ExprId amount, std::vector<core::Limit> limits = {}) {
    core::Award award;
    award.name = {"", name};
    award.from = program.from;
    award.to = program.to;
    award.eligible = eligible;
    award.amount = amount;
    award.limits = std::move(limits);
    return program.awards.add(award);
  }
  /// 给予不超过: an amount that a body fixes, up to a bound.
  AwardId discretionary(const std::string& name, ExprId eligible, Rational upTo, std::vector<core::Limit> limits = {}) {
    const FactId fixed = assessment(name + " assessed");
    limits.insert(limits.begin(), cap(std::move(upTo)));
    const AwardId id = award(name, eligible, ref(fixed), std::move(limits));
    program.awards[id].assessment = fixed;
    return id;
  }
  core::Limit cap(Rational bound, core::Window window = core::Window::Period) {
    return {core::Cap{yuan(std::move(bound)), window}, {}};
  }
  core::Limit life(Rational bound) { return cap(std::move(bound), core::Window::Life); }
  core::Limit floor(Rational bound) { return {core::Floor{yuan(std::move(bound))}, {}}; }
  core::Limit count(int n, core::Per unit = core::Per::Year) { return {core::Count{plain(n), unit, false}, {}}; }
  core::Limit consecutive(int n) { return {core::Count{plain(n), core::Per::Year, true}, {}}; }
  core::Choice& choice(std::vector<std::pair<AwardId, AwardId>> conflicts) {
    core::Choice choice;
    choice.conflicts = std::move(conflicts);
    program.choices.push_back(choice);
    return program.choices.back();
  }
  /// The election between equal awards; call it when all awards are there.
  FactId election(std::optional<core::Id<core::ItemKind>> level = {}) {
    core::Enumeration awards;
    for (const core::Award& award : program.awards) awards.members.push_back(award.name);
    const auto enumeration = program.enumerations.add(awards);
    const FactId id = fact("election", core::Type{core::Kind::Member, {}, enumeration});
    program.facts[id].origin = core::FactOrigin::Election;
    program.facts[id].item = level;
    for (core::Choice& choice : program.choices) {
      if (choice.level == level) choice.election = id;
    }
    return id;
  }
};

inline Result run(const Build& build, const Case& facts, int first, int last, const Ledger& ledger = {}) {
  const auto sentences = core::broken(build.program);
  INFO(core::print(build.program));
  for (const std::string& sentence : sentences) UNSCOPED_INFO(sentence);
  REQUIRE(sentences.empty());
  return interpret::evaluate(build.program, facts, ledger, {first, last});
}

inline const Outcome& find(const Result& result, AwardId award, int year, int month = 0, Key key = {}) {
  static const Outcome none;
  for (const Outcome& o : result.outcomes) {
    if (o.award == award && o.period == calendar::Period{year, month} && o.key == key) return o;
  }
  FAIL("no outcome of award " << award.index << " in " << year << "-" << month);
  return none;
}

inline std::string text(Status status) {
  switch (status) {
  case Status::NotInForce: return "not in force";
  case Status::Exhausted: return "exhausted";
  case Status::NotEntitled: return "not entitled";
  case Status::Forgone: return "forgone";
  case Status::Limited: return "limited";
  case Status::Granted: return "granted";
  case Status::ToBeAssessed: return "to be assessed";
  case Status::Unknown: return "unknown";
  case Status::Invalid: return "invalid";
  }
  return "";
}

inline std::string text(const Amount& amount) {
  if (amount.definite()) return amount.lo.toString();
  return fmt::format("[{}, {}]", amount.lo.toString(), amount.hi.toString());
}

/// "granted 1800000", or "unknown [0, 3200000]".
inline std::string text(const Outcome& o) { return fmt::format("{} {}", text(o.status), text(o.amount)); }

inline std::string text(Status status, const Rational& lo, const Rational& hi) {
  return fmt::format("{} {}", text(status), text(Amount{lo, hi}));
}
inline std::string text(Status status, const Rational& amount) { return text(status, amount, amount); }

inline bool has(const Outcome& o, interpret::Reason::Kind kind, uint32_t limit = 0) {
  for (const auto& reason : o.reasons) {
    if (reason.kind == kind && reason.limit == limit) return true;
  }
  return false;
}

} // namespace tiao::test
