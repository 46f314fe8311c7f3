#include "compiler/driver/values.h"

#include <algorithm>
#include <array>

namespace tiao::driver {

using core::Rational;

namespace {

/// Longer runs of digits are no quantity of anything.
constexpr size_t MostDigits = 60;

/// A word of measure after a number of money, and how many yuan it means. The longest first.
struct Measure {
  std::string_view word;
  int64_t yuan;
};
constexpr std::array<Measure, 10> Measures = {{
    {"百万元", 1'000'000},
    {"千万元", 10'000'000},
    {"万元", 10'000},
    {"亿元", 100'000'000},
    {"yuan", 1},
    {"CNY", 1},
    {"RMB", 1},
    {"元", 1},
    {"万", 10'000},
    {"亿", 100'000'000},
}};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Takes `end` from the end of `text`, with the white space before it.
bool takeEnd(std::string_view& text, std::string_view end) {
  if (end.empty() || !text.ends_with(end)) return false;
  text = trimmed(text.substr(0, text.size() - end.size()));
  return true;
}

/// `-?digits[.digits]`, where commas may stand between thousands.
std::optional<Rational> readNumber(std::string_view text) {
  if (text.size() > MostDigits) return std::nullopt;
  if (text.find(',') == std::string_view::npos) return Rational::parse(text);
  std::string digits;
  const size_t point = std::min(text.find('.'), text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ',') {
      digits += text[i];
      continue;
    }
    const bool thousands = i < point && (point - i) % 4 == 0 && i > 0 && isDigit(text[i - 1]);
    if (!thousands) return std::nullopt;
  }
  const size_t first = std::min(text.find(','), point);
  const size_t sign = text.starts_with('-') ? 1 : 0;
  if (first - sign > 3 || (point - first) % 4 != 0) return std::nullopt;
  return Rational::parse(digits);
}

/// A number without a unit; a percentage is a hundredth.
std::optional<Rational> readPlain(std::string_view text) {
  const bool percent = takeEnd(text, "%") || takeEnd(text, "％");
  const std::optional<Rational> number = readNumber(text);
  return number && percent ? *number / 100 : number;
}

std::optional<bool> readTruth(std::string_view text) {
  if (text == "是") return true;
  if (text == "否") return false;
  constexpr std::array<std::string_view, 3> Yes = {"yes", "true", "1"}, No = {"no", "false", "0"};
  std::string lower(text.substr(0, 6));
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  if (std::ranges::find(Yes, lower) != Yes.end()) return true;
  if (std::ranges::find(No, lower) != No.end()) return false;
  return std::nullopt;
}

/// Takes a whole number of at most four digits from the front.
std::optional<int> takeInt(std::string_view& text) {
  size_t length = 0;
  int value = 0;
  for (; length < text.size() && length < 4 && isDigit(text[length]); ++length)
    value = value * 10 + (text[length] - '0');
  if (length == 0 || (length < text.size() && isDigit(text[length]))) return std::nullopt;
  text.remove_prefix(length);
  return value;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

template <typename T> Reading orWhyNot(std::optional<T> value, const char* zh, const char* en) {
  if (value) return core::Constant(*std::move(value));
  return Text(zh, en);
}

} // namespace

std::optional<core::Date> readDate(std::string_view text) {
  if (text.find("年") == std::string_view::npos) return calendar::parseDate(text);
  const std::optional<int> year = takeInt(text);
  if (!year || !take(text, "年")) return std::nullopt;
  const std::optional<int> month = takeInt(text);
  if (!month || !take(text, "月")) return std::nullopt;
  const std::optional<int> day = takeInt(text);
  if (!day || !take(text, "日") || !text.empty()) return std::nullopt;
  return calendar::makeDate(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

ValueReader::ValueReader(const core::Program& program) : program_(program) {
  for (const core::Enumeration& enumeration : program.enumerations) {
    Names names;
    for (uint32_t i = 0; i < enumeration.members.size(); ++i) names.add(enumeration.members[i], i);
    members_.push_back(std::move(names));
  }
}

Reading ValueReader::read(core::FactId id, std::string_view text) const {
  const core::Fact& fact = program_.facts[id];
  text = trimmed(text);
  switch (fact.type.kind) {
  case core::Kind::Truth: return orWhyNot(readTruth(text), "不是「是」或「否」", "not yes or no");
  case core::Kind::Number: {
    const std::map<uint32_t, int>& powers = fact.type.unit.powers;
    const auto yuan = powers.find(0);
    const bool money = yuan != powers.end() && yuan->second == 1;
    for (const auto& [base, power] : powers) {
      if (base == 0) continue;
      const core::Name& unit = program_.units[core::Id<core::BaseUnit>{base}].name;
      const char* per = power < 0 ? "/" : "";
      if ((power == 1 || power == -1) && !takeEnd(text, per + unit.zh)) takeEnd(text, per + unit.en);
    }
    if (money) return orWhyNot(readMoney(text), "不是金额", "not an amount of money");
    return orWhyNot(readPlain(text), "不是数字", "not a number");
  }
  case core::Kind::Date: return orWhyNot(readDate(text), "不是日期", "not a date");
  case core::Kind::Member: return readMember(fact, text);
  case core::Kind::Text: return core::Constant(std::string(text));
  }
  return Text();
}

Reading ValueReader::readMember(const core::Fact& fact, std::string_view text) const {
  const std::vector<core::Name>& members = program_.enumerations[fact.type.enumeration].members;
  const auto same = [&](const core::Name& member) { return member.zh == text || member.en == text; };
  if (const auto found = std::ranges::find_if(members, same); found != members.end())
    return core::Constant(core::Member{static_cast<uint32_t>(found - members.begin())});
  const Names& names = members_[fact.type.enumeration.index];
  if (const std::optional<uint32_t> index = names.find(text)) return core::Constant(core::Member{*index});
  const Text guess = didYouMean(names.nearest(text));
  return Text("不是所列各项之一" + guess.zh, "not one of those listed" + guess.en);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view Wide = "\xE3\x80\x80"; // the ideographic space
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty()) {
    if (blank(text.front()))
      text.remove_prefix(1);
    else if (blank(text.back()))
      text.remove_suffix(1);
    else if (text.starts_with(Wide))
      text.remove_prefix(Wide.size());
    else if (text.ends_with(Wide))
      text.remove_suffix(Wide.size());
    else
      break;
  }
  return text;
}

std::optional<Rational> readMoney(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && isDigit(text.back())) return readNumber(text);
  for (const Measure& measure : Measures) {
    if (!takeEnd(text, measure.word)) continue;
    const std::optional<Rational> number = readNumber(text);
    return number ? std::optional(*number * Rational(measure.yuan)) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<calendar::Period> readPeriod(std::string_view text) {
  const std::optional<int> year = takeInt(text);
  if (!year || *year < FirstYear || *year > LastYear) return std::nullopt;
  if (text.empty() || text == "年") return calendar::Period{*year, 0};
  const bool chinese = take(text, "年");
  if (!chinese && !take(text, "-") && !take(text, "/")) return std::nullopt;
  const std::optional<int> month = takeInt(text);
  if (!month || *month < 1 || *month > 12 || text != (chinese ? "月" : "")) return std::nullopt;
  return calendar::Period{*year, *month};
}

} // namespace tiao::driver
