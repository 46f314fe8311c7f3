#include "compiler/core/rules.h"
#include "tests/agree/reference.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace tiao::agree {

namespace {

using core::AwardId;
using core::ExprId;
using core::FactId;
using core::Rational;

/// What the expressions of a group of awards read.
struct Reads {
  std::set<FactId> facts;
  std::set<uint32_t> awards; // what they were awarded
  int yearsBack = 0;
  bool items = false;

  void add(const core::Program& program, ExprId id, int back) {
    const core::Node& node = program.exprs[id].node;
    yearsBack = std::max(yearsBack, back);
    if (const auto* fact = std::get_if<core::FactRef>(&node)) facts.insert(fact->fact);
    if (const auto* awarded = std::get_if<core::Awarded>(&node)) awards.insert(awarded->award.index);
    if (const auto* e = std::get_if<core::Back>(&node))
      back += e->unit == core::TermUnit::Years ? e->count : e->count / 12 + 1;
    if (const auto* sum = std::get_if<core::Sum>(&node)) {
      if (const auto* years = std::get_if<core::OverYears>(&sum->domain)) back += years->to;
      items = items || std::holds_alternative<core::OverItems>(sum->domain);
    }
    core::eachOperand(node, [&](ExprId operand) { add(program, operand, back); });
  }
};

Reads readsOf(const core::Program& program, AwardId id) {
  Reads reads;
  const core::Award& award = program.awards[id];
  core::eachExpr(award, [&](ExprId expr) { reads.add(program, expr, 0); });
  reads.items = reads.items || award.key.has_value();
  for (const core::Choice& choice : program.choices) {
    if (choice.election) reads.facts.insert(*choice.election);
    reads.items = reads.items || choice.level.has_value();
  }
  for (const core::Pool& pool : program.pools)
    if (std::ranges::find(pool.awards, id) != pool.awards.end())
      core::eachExpr(pool.limits, [&](ExprId expr) { reads.add(program, expr, 0); });
  return reads;
}

int64_t within64(const Rational& value) {
  return *number::least(Rational(INT64_MAX), number::greatest(Rational(INT64_MIN), value)).toInt64();
}

batch::Input inputOf(const core::Program& program, FactId id, int year, int month) {
  const core::Fact& fact = program.facts[id];
  batch::Input input{.fact = id.index, .year = year, .month = month};
  switch (fact.type.kind) {
  case core::Kind::Truth: input.hi = 1; break;
  case core::Kind::Member:
    input.hi = static_cast<int64_t>(program.enumerations[fact.type.enumeration].members.size()) - 1;
    break;
  case core::Kind::Date:
    input.cell = batch::Cell::Int;
    input.lo = fact.dateLo.time_since_epoch().count();
    input.hi = fact.dateHi.time_since_epoch().count();
    break;
  case core::Kind::Number:
    input.cell = batch::Cell::Long;
    input.scale = fact.type.unit == core::yuan() ? 100 : 10'000;
    input.lo = within64((fact.lo * Rational(input.scale)).ceil());
    input.hi = within64((fact.hi * Rational(input.scale)).floor());
    break;
  case core::Kind::Text: break;
  }
  return input;
}

/// By award: the least award that it hangs together with.
std::vector<uint32_t> together(const core::Program& program, const std::vector<Reads>& reads) {
  std::vector<uint32_t> root(program.awards.size());
  std::iota(root.begin(), root.end(), 0U);
  const auto join = [&](uint32_t a, uint32_t b) {
    const uint32_t from = std::max(root[a], root[b]), to = std::min(root[a], root[b]);
    std::ranges::replace(root, from, to);
  };
  for (const core::Choice& choice : program.choices)
    for (const auto& [a, b] : choice.conflicts) join(a.index, b.index);
  for (const core::Pool& pool : program.pools)
    for (const AwardId award : pool.awards) join(award.index, pool.awards.front().index);
  for (uint32_t i = 0; i < reads.size(); ++i)
    for (const uint32_t other : reads[i].awards) join(i, other);
  return root;
}

} // namespace

batch::Layout plainLayout(const core::Program& program, int firstYear, int lastYear) {
  batch::Layout layout{
      .firstYear = firstYear, .lastYear = lastYear, .itemKinds = {}, .inputs = {}, .outputs = {}, .groups = {}};
  std::vector<Reads> reads;
  for (uint32_t i = 0; i < program.awards.size(); ++i) reads.push_back(readsOf(program, {i}));
  std::set<FactId> facts;
  int back = 0;
  for (const Reads& each : reads) {
    facts.insert(each.facts.begin(), each.facts.end());
    back = std::max(back, each.yearsBack);
  }
  for (const FactId id : facts) {
    const core::Fact& fact = program.facts[id];
    if (fact.item || fact.type.kind == core::Kind::Text || fact.origin == core::FactOrigin::Event) continue;
    if (fact.per == core::Per::Fixed) layout.inputs.push_back(inputOf(program, id, 0, 0));
    for (int year = firstYear - back; year <= lastYear && fact.per != core::Per::Fixed; ++year) {
      const bool monthly = fact.per == core::Per::Month;
      for (int month = monthly ? 1 : 0; month <= (monthly ? 12 : 0); ++month)
        layout.inputs.push_back(inputOf(program, id, year, month));
    }
  }
  layout.inputs.push_back({.kind = batch::InputKind::FirstYear, .cell = batch::Cell::Int, .lo = 1900, .hi = 2200});

  const std::vector<uint32_t> root = together(program, reads);
  for (uint32_t r = 0; r < root.size(); ++r) {
    if (root[r] != r) continue;
    batch::Group group{.awards = {}, .compiled = true, .why = {}};
    for (uint32_t i = r; i < root.size(); ++i) {
      if (root[i] != r) continue;
      group.awards.push_back(i);
      const auto text = [&](FactId fact) { return program.facts[fact].type.kind == core::Kind::Text; };
      if (reads[i].items || std::ranges::any_of(reads[i].facts, text)) group.compiled = false;
    }
    if (!group.compiled) group.why = "items or texts";
    for (const uint32_t award : group.awards)
      for (int year = firstYear; year <= lastYear; ++year) {
        const core::Award& declared = program.awards[AwardId{award}];
        const bool monthly = declared.period == core::Per::Month;
        for (int month = monthly ? 1 : 0; month <= (monthly ? 12 : 0); ++month)
          layout.outputs.push_back(
              {.award = award, .year = year, .month = month, .discretionary = declared.assessment.has_value()});
      }
    layout.groups.push_back(std::move(group));
  }
  return layout;
}

} // namespace tiao::agree
