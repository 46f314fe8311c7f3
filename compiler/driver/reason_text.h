#pragma once

#include "compiler/driver/passes.h"

#include <span>
#include <unordered_map>

/// Why an outcome of a register is as it is, on one line. The same few reasons come again and again over many subjects,
/// so their words are kept.
namespace tiao::driver {

/// The reasons of the items of one award and period: each with the names of the items that have it.
class ItemReasons {
public:
  /// An empty reason is none.
  void add(std::string_view why, std::string_view item);
  /// Appended to `out`; then there are none again.
  void tell(std::string& out, Language language);

private:
  struct Group {
    std::string why;
    std::vector<std::string> items;
  };
  std::vector<Group> groups_;
};

class ReasonText {
public:
  ReasonText(const core::Program& program, const source::SourceSet& sources, Language language)
      : program_(program), sources_(sources), language_(language) {}
  /// Valid until the next call. Empty for an award granted in full.
  const std::string& of(const interpret::Outcome& outcome, const interpret::Case& facts);
  /// Of the items of one award and period. Likewise valid until the next call.
  const std::string& ofItems(std::span<const interpret::Outcome> items, const interpret::Case& facts);
  /// What is missing, the years of one fact together: 尚缺 落户（2022、2023年）、招引. Likewise.
  const std::string& ofNeeds(const interpret::Needs& needs, const interpret::Case& facts);

private:
  const std::string& ofItem(const interpret::Outcome& outcome, const interpret::Case& facts);
  const std::string& kept(const interpret::Outcome& outcome);
  [[nodiscard]] std::string needsText(const interpret::Needs& needs, const interpret::Case& facts) const;
  void tellInvalid(const interpret::Needs& needs, const interpret::Case& facts);

  const core::Program& program_;
  const source::SourceSet& sources_;
  Language language_;
  std::unordered_map<std::string, std::string> byReasons_, byNeeds_;
  ItemReasons byItem_;
  std::string key_, text_, items_;
};

/// The names of items as the beginning of a line: 广交会、消博会等 5 个.
std::string itemNames(const std::vector<std::string>& names, Language language);

} // namespace tiao::driver
