#include "compiler/driver/coverage.h"

#include "compiler/parse/keywords.h"

#include <fmt/format.h>

namespace tiao::driver {

using official::Claim;

void Coverage::add(const official::SectionAccount& section) {
  for (const official::SentenceAccount& sentence : section.sentences) {
    ++sentences;
    const Claim* rule = nullptr;
    const Claim* notRule = nullptr;
    for (const size_t i : sentence.claims)
      (section.claims[i].kind == Claim::Kind::Rule ? rule : notRule) = &section.claims[i];
    if (!sentence.accounted())
      ++open;
    else if (rule != nullptr)
      ++operative;
    else if (notRule != nullptr)
      ++notRules[notRule->ground];
  }
  for (const Claim& claim : section.claims)
    if (claim.kind == Claim::Kind::Rule) {
      ++rules;
      likeness += claim.likeness.thousandths();
    }
  characters += section.characters;
  accounted += section.characters - section.open;
  overlaps += section.overlaps.size();
}

void Coverage::add(const Coverage& other) {
  sentences += other.sentences;
  operative += other.operative;
  open += other.open;
  for (const auto& [ground, count] : other.notRules) notRules[ground] += count;
  characters += other.characters;
  accounted += other.accounted;
  rules += other.rules;
  likeness += other.likeness;
  overlaps += other.overlaps;
}

size_t Coverage::notRule() const {
  size_t count = 0;
  for (const auto& [ground, sentencesOfIt] : notRules) count += sentencesOfIt;
  return count;
}

const source::Section& sectionOf(const Compiled& policy, const official::SectionAccount& section) {
  return policy.parsed.documents[section.file].sections[section.section];
}

std::string titleOf(const Compiled& policy, const official::SectionAccount& section, Language language) {
  const std::string& heading = sectionOf(policy, section).heading;
  if (!heading.empty()) return heading;
  return language == Language::Zh ? "文首" : "before the first heading";
}

std::string lineOf(const Compiled& policy, source::Span span) {
  const source::SourceFile& file = policy.sources[span.file];
  return fmt::format("{}:{}", file.path(), file.place(span.begin).line);
}

const std::string& groundWord(const std::string& ground, Language language) {
  const parse::Keyword& word = parse::keyword("GROUND", ground);
  return language == Language::Zh ? word.zh.front() : word.en.front();
}

std::string notRuleLine(const std::string& words, Language language) {
  const parse::Keyword& word = parse::keyword("NOTRULE");
  return language == Language::Zh ? fmt::format("{}（理由）「{}」。", word.zh.front(), words)
                                  : fmt::format("{} (reason) 「{}」.", word.en.front(), words);
}

} // namespace tiao::driver
