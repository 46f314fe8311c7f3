#pragma once

#include "compiler/driver/console.h"

#include <optional>
#include <unordered_map>

/// Names of a policy as files and command lines write them: in either language, letter case aside, or as the snake_case
/// id of the English name (actual_investment).
namespace tiao::driver {

class Names {
public:
  void add(const core::Name& name, uint32_t index);
  [[nodiscard]] std::optional<uint32_t> find(std::string_view text) const;
  /// The names most like an unknown one, the likest first; at most three, none when nothing is like it.
  [[nodiscard]] std::vector<core::Name> nearest(std::string_view unknown) const;

private:
  struct Spelling {
    std::u32string text;
    size_t name;
  };
  std::vector<core::Name> names_;
  std::vector<Spelling> spellings_;
  std::unordered_map<std::u32string, uint32_t> byText_;
  std::unordered_map<std::string, uint32_t> byId_;
};

Names factNames(const core::Program& program);
Names awardNames(const core::Program& program);

/// Lower case, with one `_` for each run of what is neither letter nor digit, none at the ends.
std::string idOf(std::string_view english);
/// "; did you mean …?", or nothing.
Text didYouMean(const std::vector<core::Name>& nearest);

} // namespace tiao::driver
