#pragma once

#include "compiler/driver/names.h"
#include "compiler/driver/plain_digits.h"

#include <variant>

/// Reads values as data files write them. Exact: a number never passes through binary floating point.
namespace tiao::driver {

/// A value, or why the text is none.
using Reading = std::variant<core::Constant, Text>;

class ValueReader {
public:
  explicit ValueReader(const core::Program& program);
  /// Reads a text that is not blank as a value of this fact; its declared range is not looked at. Yes or no: 是/否,
  /// yes/no, true/false, 1/0. Money: 1234.50, 1,234.50, with 元, 万元, 亿元 or yuan; a price
  /// for each unit likewise, with or without it: 5000元/台. Rates: 0.2 or 20%. Counts may carry their unit. Dates:
  /// 2022-07-01, 2022/7/1, 2022年7月1日. One-of: a member in either language.
  [[nodiscard]] Reading read(core::FactId fact, std::string_view text) const;

private:
  [[nodiscard]] Reading readMember(const core::Fact& fact, std::string_view text) const;

  const core::Program& program_;
  std::vector<Names> members_; // by enumeration
};

/// Without white space at the ends.
std::string_view trimmed(std::string_view text);
/// A sum of money in yuan.
std::optional<core::Rational> readMoney(std::string_view text);
/// 2022-07-01, 2022/7/1, 2022年7月1日.
std::optional<core::Date> readDate(std::string_view text);
/// Years outside these are slips of the pen.
constexpr int FirstYear = 1900, LastYear = 2200;
/// A year written as four digits and nothing else; 0 if it is not. What readPeriod reads, too, but at once.
inline int plainYear(std::string_view text) {
  uint64_t year = 0;
  if (text.size() != 4 || !plainDigits(text.data(), 4, year)) return 0;
  return FirstYear <= year && year <= LastYear ? static_cast<int>(year) : 0;
}
/// A year (2022, 2022年) or a month of one (2022-07, 2022年7月).
std::optional<calendar::Period> readPeriod(std::string_view text);

} // namespace tiao::driver
