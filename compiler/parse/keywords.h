#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The keyword table, grammar/keywords.csv: every spelling of every keyword in both languages. Adding a word to a
/// surface is adding a spelling to a row there.
namespace tiao::parse {

/// Where a keyword is one. Elsewhere its spelling is an ordinary word.
/// `Funding`: in the declarations of what happens to the money after the award (分担, 程序, 拨付, 追回). `Names`: never
/// a word of a statement, only a spelling that names are compared with.
enum class Where {
  Everywhere,
  LineStart,
  Subject,
  Conventions,
  Test,
  Assert,
  Table,
  NotRule,
  Choice,
  Funding,
  Names,
  Policy,
  Layer
};

struct Keyword {
  std::string token; // the token type of the grammar
  std::string id;    // for a token that stands for one of a list: the convention GrowthMethod, the reading Compound
  Where where = Where::Everywhere;
  std::vector<std::string> zh, en; // the first of each is the usual one
  std::string meaning;
  std::vector<std::u32string> folded; // all spellings as text is compared with them (`fold`): those of zh, then of en

  /// The spelling that `folded[i]` is of.
  [[nodiscard]] const std::string& spelling(size_t i) const { return i < zh.size() ? zh[i] : en[i - zh.size()]; }
};

/// All rows, in the table's order.
const std::vector<Keyword>& keywords();

/// The row of a token and id; the ids are written once in the table. Precondition: there is one.
const Keyword& keyword(std::string_view token, std::string_view id = {});

} // namespace tiao::parse
