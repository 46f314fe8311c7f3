#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// Expectations of a test program, written into it. A line
///
///     #! T0201 「年营业收人」
///
/// means that the nearest line above that is no such mark has a diagnostic of this code whose underlined words are
/// these.
namespace tiao::test {

struct Mark {
  uint32_t line = 0; // the line it is about
  std::string code;
  std::string words;
  auto operator<=>(const Mark&) const = default;
};
using Marks = std::multiset<Mark>;

Marks readMarks(std::string_view text);

/// The same text with its marks replaced by `marks`, whose lines are those of `text` as it is.
std::string replaceMarks(std::string_view text, const Marks& marks);

} // namespace tiao::test
