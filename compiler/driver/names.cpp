#include "compiler/driver/names.h"

#include "compiler/parse/characters.h"
#include "compiler/parse/nearest.h"

#include <algorithm>
#include <set>

namespace tiao::driver {

void Names::add(const core::Name& name, uint32_t index) {
  for (const std::string& spelling : {name.zh, name.en}) {
    if (spelling.empty()) continue;
    const std::u32string folded = parse::fold(spelling);
    byText_.emplace(folded, index);
    spellings_.push_back({folded, names_.size()});
  }
  if (const std::string id = idOf(name.en); !id.empty()) byId_.emplace(id, index);
  names_.push_back(name);
}

std::optional<uint32_t> Names::find(std::string_view text) const {
  if (const auto found = byText_.find(parse::fold(text)); found != byText_.end()) return found->second;
  if (const auto found = byId_.find(idOf(text)); found != byId_.end()) return found->second;
  return std::nullopt;
}

std::vector<core::Name> Names::nearest(std::string_view unknown) const {
  const std::u32string text = parse::fold(unknown);
  if (text.size() > 80) return {}; // not a name
  std::set<std::pair<size_t, size_t>> near;
  for (const Spelling& spelling : spellings_) {
    // Fewer than half of the characters would stay.
    const size_t distance = parse::editDistance(text, spelling.text);
    if (distance * 2 <= std::max(text.size(), spelling.text.size())) near.emplace(distance, spelling.name);
  }
  std::vector<core::Name> names;
  for (const auto& [distance, name] : near) {
    if (names.size() == 3) break;
    if (std::ranges::find(names, names_[name]) == names.end()) names.push_back(names_[name]);
  }
  return names;
}

Names factNames(const core::Program& program) {
  Names names;
  for (uint32_t i = 0; i < program.facts.size(); ++i) names.add(program.facts[core::FactId{i}].name, i);
  return names;
}

Names awardNames(const core::Program& program) {
  Names names;
  for (uint32_t i = 0; i < program.awards.size(); ++i) names.add(program.awards[core::AwardId{i}].name, i);
  return names;
}

std::string idOf(std::string_view english) {
  std::string id;
  bool gap = false;
  for (const char c : english) {
    const bool digit = c >= '0' && c <= '9', lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
    if (!digit && !lower && !upper) {
      gap = true;
      continue;
    }
    if (gap && !id.empty()) id += '_';
    gap = false;
    id += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return id;
}

Text didYouMean(const std::vector<core::Name>& nearest) {
  if (nearest.empty()) return {};
  Text names;
  for (const core::Name& name : nearest) {
    const Text one = quoted(textOf(name));
    names.zh += one.zh;
    names.en += (names.en.empty() ? "" : ", ") + one.en;
  }
  return {"；是否想写" + names.zh, "; did you mean " + names.en};
}

} // namespace tiao::driver
