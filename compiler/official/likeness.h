#pragma once

#include "compiler/official/text.h"

#include <cstdint>
#include <optional>

/// How far one text has the words of another.
namespace tiao::official {

/// The longest common subsequence of two texts over the length of the longer one, in characters.
struct Likeness {
  size_t kept = 0, of = 0;
  bool operator==(const Likeness&) const = default;
  [[nodiscard]] bool whole() const { return kept == of; }
  /// In thousandths, rounded down, so that only equal texts have 1000.
  [[nodiscard]] size_t thousandths() const { return of == 0 ? 1000 : kept * 1000 / of; }
  /// kept ÷ of, compared as fractions.
  [[nodiscard]] bool operator<(const Likeness& other) const { return kept * other.of < other.kept * of; }
};
Likeness likeness(std::u32string_view a, std::u32string_view b);
/// 0.987
std::string decimal(Likeness likeness);

/// A stretch that one text has and the other has not; numbers and ASCII words are kept whole. Either may be empty.
struct Difference {
  std::u32string before, after;
};
/// What turns `before` into `after`. Nothing where the two are too long to compare.
std::vector<Difference> differences(std::u32string_view before, std::u32string_view after);

/// The numbers of a text in order, without those of items: 20% has 20. Full-width digits are digits.
std::vector<std::u32string> numbers(std::u32string_view text);

/// The stretch of `text` that the fewest changes turn into `words`; nothing when none is like it (more than half of the
/// words would change), or when the two are too long to compare.
std::optional<Stretch> nearest(std::u32string_view words, std::u32string_view text);

} // namespace tiao::official
