#include "tests/policies/layered.h"

#include "compiler/layers/consolidated_text.h"

#include <algorithm>

namespace tiao::policies {

namespace {

std::optional<syntax::SymbolId> member(const syntax::Tree& tree, const std::string& name) {
  for (const syntax::NewName& m : layers::groupingFact(tree)->members)
    if (tree.symbols[*m.symbol].zh == name) return m.symbol;
  return std::nullopt;
}

/// What is missing, as another program numbers it.
interpret::Needs carried(const core::Program& from, const interpret::Needs& needs, const core::Program& to) {
  interpret::Needs out;
  for (interpret::Need need : needs)
    for (uint32_t i = 0; i < to.facts.size(); ++i)
      if (to.facts[core::FactId{i}].name == from.facts[need.fact].name) {
        need.fact = core::FactId{i};
        out.push_back(need);
        break;
      }
  return out;
}

} // namespace

layers::Standing standing(const test::Compiled& policy, int year, const std::string& district) {
  return {*calendar::makeDate(year, 12, 31), member(policy.parsed.tree, district)};
}

test::Compiled consolidated(const test::Compiled& policy, const layers::Standing& at, source::Language language) {
  return test::compileText(layers::consolidatedText(policy.parsed, policy.sources, at, language), "whole.tiao.md");
}

std::map<std::string, std::string> outcomes(const core::Program& program, const interpret::Result& result, int year) {
  std::map<std::string, std::string> told;
  for (const interpret::Outcome& o : result.outcomes)
    if (o.period.year == year)
      told[program.awards[o.award].name.zh] =
          std::to_string(static_cast<int>(o.status)) + " " + o.amount.lo.toString() + " " + o.amount.hi.toString();
  return told;
}

interpret::Ledger carried(const core::Program& from, const interpret::Ledger& ledger, const core::Program& to) {
  interpret::Ledger out;
  out.completeThrough = ledger.completeThrough;
  for (interpret::Entry entry : ledger.entries)
    for (uint32_t i = 0; i < to.awards.size(); ++i)
      if (to.awards[core::AwardId{i}].name == from.awards[entry.award].name) {
        entry.needs = carried(from, entry.needs, to);
        entry.award = core::AwardId{i};
        out.entries.push_back(entry);
        break;
      }
  return out;
}

std::string districtOf(const core::Program& program, const interpret::Case& facts) {
  const auto& datum = facts.find(*program.district, {}, {});
  const auto* value = std::get_if<core::Constant>(&datum);
  if (value == nullptr) return "";
  const core::Fact& fact = program.facts[*program.district];
  return program.enumerations[fact.type.enumeration].members[std::get<core::Member>(*value).index].zh;
}

} // namespace tiao::policies
