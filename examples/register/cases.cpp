#include "examples/register/cases.h"

#include <algorithm>

namespace tiao::examples {

RegisterCases::RegisterCases(const core::Program& program, uint64_t seed, Years years)
    : program_(program), seed_(seed), years_(years) {
  for (uint32_t i = 0; i < program.facts.size(); ++i) {
    const core::FactId fact{i};
    const auto column = std::ranges::find(Headings, program.facts[fact].name.zh, &Heading::zh);
    if (column != Headings.end()) facts_[static_cast<size_t>(column - Headings.begin())] = fact;
  }
}

interpret::Case RegisterCases::firm(uint64_t number) const {
  interpret::Case facts(program_);
  facts.subject = nameOfFirm(number);
  for (const Cells& row : rowsOfFirm(seed_, number, years_)) {
    const int year = std::atoi(row[Year].c_str());
    if (row.size() != ColumnCount || year == 0) continue; // wrong on purpose
    for (size_t column = 0; column < ColumnCount; ++column) give(facts, static_cast<Column>(column), year, row[column]);
  }
  return facts;
}

void RegisterCases::give(interpret::Case& facts, Column column, int year, const std::string& text) const {
  if (!facts_[column] || text.empty()) return;
  const core::Fact& fact = program_.facts[*facts_[column]];
  const interpret::Period period = fact.per == core::Per::Fixed ? interpret::Period{} : interpret::Period{year, 0};
  if (fact.type.kind == core::Kind::Truth) {
    if (text == "是" || text == "否") facts.give(*facts_[column], {}, period, text == "是");
  } else if (fact.type.kind == core::Kind::Member) {
    const std::vector<core::Name>& members = program_.enumerations[fact.type.enumeration].members;
    const auto member = std::ranges::find(members, text, &core::Name::zh);
    if (member != members.end())
      facts.give(*facts_[column], {}, period, core::Member{static_cast<uint32_t>(member - members.begin())});
  } else if (const std::optional<core::Rational> number = core::Rational::parse(text)) {
    facts.give(*facts_[column], {}, period, *number);
  }
}

} // namespace tiao::examples
