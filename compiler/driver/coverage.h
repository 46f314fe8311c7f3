#pragma once

#include "compiler/driver/passes.h"
#include "compiler/official/account.h"

#include <map>

/// The account of the official text in numbers, for both forms of the report.
namespace tiao::driver {

/// Each sentence is one of three: open if anything of it is, else operative if a rule computes some of it, else no
/// rule.
struct Coverage {
  size_t sentences = 0, operative = 0, open = 0;
  std::map<std::string, size_t> notRules; // by reason, an id of the keyword table
  size_t characters = 0, accounted = 0;
  size_t rules = 0;    // claims of rules
  size_t likeness = 0; // of them, in all, in thousandths
  size_t overlaps = 0;

  void add(const official::SectionAccount& section);
  void add(const Coverage& other);
  [[nodiscard]] size_t notRule() const;
  /// Per thousand of the characters, rounded down.
  [[nodiscard]] size_t share() const { return characters == 0 ? 1000 : accounted * 1000 / characters; }
  /// In thousandths, rounded down.
  [[nodiscard]] size_t meanLikeness() const { return rules == 0 ? 0 : likeness / rules; }
  [[nodiscard]] bool complete() const { return open == 0 && overlaps == 0; }
};

const source::Section& sectionOf(const Compiled& policy, const official::SectionAccount& section);
/// What the section is called: its heading.
std::string titleOf(const Compiled& policy, const official::SectionAccount& section, Language language);
/// `policy.tiao.md:12`
std::string lineOf(const Compiled& policy, source::Span span);
/// The reasons in the keyword table's order.
const std::string& groundWord(const std::string& ground, Language language);
/// A line to paste below the official text; its reason is left to be chosen.
std::string notRuleLine(const std::string& words, Language language);

/// tiao check --official, in its two forms. Returns whether everything is accounted for.
bool printCoverage(const Compiled& policy, const Console& console);
bool printCoverageJson(const Compiled& policy);

} // namespace tiao::driver
