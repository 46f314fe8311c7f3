#include "compiler/driver/split_cases.h"

#include "compiler/core/rules.h"
#include "compiler/driver/cell_reader.h"

#include <algorithm>

namespace tiao::driver {

using core::Kind;

size_t inputOf(const core::Program& program, core::FactId fact, int year, batch::Layout& layout) {
  const core::Fact& declared = program.facts[fact];
  if (declared.per == core::Per::Fixed) year = 0;
  for (size_t i = 0; i < layout.inputs.size(); ++i) {
    const batch::Input& input = layout.inputs[i];
    if (input.kind == batch::InputKind::Fact && input.fact == fact.index && input.itemKind < 0 && input.year == year &&
        input.month == 0)
      return i;
  }
  batch::Input input{.fact = fact.index, .year = year, .cell = batch::Cell::Long};
  switch (declared.type.kind) {
  case Kind::Truth: input.hi = 1; break;
  case Kind::Number:
    input.scale = 100;
    input.lo = INT64_MIN;
    input.hi = INT64_MAX;
    break;
  case Kind::Date:
    input.lo = declared.dateLo.time_since_epoch().count();
    input.hi = declared.dateHi.time_since_epoch().count();
    break;
  case Kind::Member:
    input.hi = static_cast<int64_t>(program.enumerations[declared.type.enumeration].members.size()) - 1;
    break;
  case Kind::Text: break;
  }
  layout.inputs.push_back(input);
  return layout.inputs.size() - 1;
}

SplitCases::SplitCases(const core::Program& program, interpret::Years years, batch::Layout& layout)
    : program_(program), years_(years), facts_(program) {
  if (!program.split) return;
  for (const core::SplitCase& each : program.split->cases) usable_ = usable_ && readable(each.condition);
  for (const core::SplitCase& each : program.split->cases) {
    std::vector<Share>& shares = shares_.emplace_back(program.split->payers.size());
    for (const core::Portion& portion : each.portions) {
      const mpq_class share = portion.share.toGmp();
      usable_ = usable_ && share.get_num().fits_slong_p() && share.get_den().fits_slong_p();
      const auto at = std::ranges::find(program.split->payers, portion.payer) - program.split->payers.begin();
      shares[static_cast<size_t>(at)] = {share.get_num().get_si(), share.get_den().get_si()};
    }
  }
  if (!usable_) return;
  for (const core::SplitCase& each : program.split->cases) ask(each.condition, layout);
}

bool SplitCases::readable(core::ExprId expr) const {
  const core::Node& node = program_.exprs[expr].node;
  if (const auto* ref = std::get_if<core::FactRef>(&node)) {
    const core::Fact& fact = program_.facts[ref->fact];
    return !fact.item && fact.per != core::Per::Month && fact.type.kind != Kind::Text &&
           fact.origin != core::FactOrigin::Event;
  }
  const bool plain =
      std::visit(core::match{[](const core::Const&) { return true; }, [](const core::Compare&) { return true; },
                             [](const core::Not&) { return true; }, [](const core::AtLeast&) { return true; },
                             [](const auto&) { return false; }},
                 node);
  bool all = plain;
  core::eachOperand(node, [&](core::ExprId operand) { all = all && readable(operand); });
  return all;
}

void SplitCases::ask(core::ExprId expr, batch::Layout& layout) {
  const core::Node& node = program_.exprs[expr].node;
  core::eachOperand(node, [&](core::ExprId operand) { ask(operand, layout); });
  const auto* ref = std::get_if<core::FactRef>(&node);
  if (ref == nullptr || std::ranges::find(asked_, ref->fact, &Asked::fact) != asked_.end()) return;
  Asked& asked = asked_.emplace_back(Asked{ref->fact, {}});
  const bool fixed = program_.facts[ref->fact].per == core::Per::Fixed;
  for (int year = years_.first; year <= (fixed ? years_.first : years_.last); ++year)
    asked.inputs.push_back(inputOf(program_, ref->fact, year, layout));
  scales_.push_back(layout.inputs[asked.inputs.front()].scale);
}

std::optional<uint32_t> SplitCases::find(const batch::Tile& tile, size_t lane, int year) {
  key_.clear();
  for (const Asked& asked : asked_) {
    const size_t input = placeOf(asked, year);
    key_.push_back(tile.known(input, lane) ? 1 : 0);
    key_.push_back(key_.back() == 0 ? 0 : tile.value(input, lane));
  }
  if (const auto at = found_.find(key_); at != found_.end()) return at->second;
  facts_.clear();
  for (size_t i = 0; i < asked_.size(); ++i) {
    const core::Fact& fact = program_.facts[asked_[i].fact];
    const calendar::Period period{fact.per == core::Per::Fixed ? 0 : year, 0};
    if (key_[2 * i] != 0) facts_.give(asked_[i].fact, {}, period, constantOf(fact, scales_[i], key_[2 * i + 1]));
  }
  const interpret::Sharing sharing = interpret::sharing(program_, facts_, {}, {year, 0});
  std::optional<uint32_t> only;
  if (sharing.cases.size() == 1) only = sharing.cases.front();
  constexpr size_t MostKept = 100'000;
  if (found_.size() > MostKept) found_.clear();
  found_.emplace(key_, only);
  return only;
}

void SplitCases::parts(uint32_t which, int64_t fen, std::vector<int64_t>& parts) const {
  __extension__ using Wide = __int128;
  const core::Split& split = *program_.split;
  parts.assign(split.payers.size(), 0);
  int64_t left = fen;
  size_t rest = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Share& share = shares_[which][i];
    if (split.payers[i] == split.rest)
      rest = i;
    else
      left -= parts[i] = static_cast<int64_t>(Wide{fen} * share.numerator / share.denominator);
  }
  parts[rest] = left;
}

} // namespace tiao::driver
