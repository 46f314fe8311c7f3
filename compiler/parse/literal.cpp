#include "compiler/parse/literal.h"

#include <algorithm>

namespace tiao::parse {

namespace {

using number::Rational;

class Reader {
public:
  Reader(const Characters& text, size_t at, const UnitSpellings& units, diagnostics::Sink& sink, uint32_t file)
      : text_(text), start_(at), at_(at), units_(units), sink_(sink), file_(file) {}

  Literal read() {
    if (!isDigit(value(at_))) return chineseTerm();
    if (const auto iso = isoDate()) return *iso;
    const size_t digitsBegin = at_;
    Rational amount = digits();
    const bool plain = at_ - digitsBegin == 4 && whole_;
    if (isScale(value(at_))) // 5千瓦时 counts a unit of its own
      if (const auto unit = unitAt(at_)) return withUnit(amount, *unit);
    const bool scaled = scale(amount);
    const size_t bare = at_;
    if (value(at_) == '%') return made("PERCENT", amount / 100, at_ + 1);
    if (take(U"元")) return made("MONEY", amount, at_);
    if (!scaled && take(U"年")) return year(amount, plain);
    if (!scaled && (take(U"个月") || take(U"個月"))) return made("MONTHS", amount, at_);
    if (const auto english = englishMeasure(amount)) return *english;
    at_ = bare;
    if (const auto count = counted(amount)) return *count;
    at_ = bare;
    if (plain && !scaled && calendarYear(amount) && followedByColon()) return calendar("CALYEAR", amount);
    return made("NUMBER", amount, bare);
  }

private:
  [[nodiscard]] char32_t value(size_t i) const { return i < text_.size() ? text_[i].value : 0; }
  [[nodiscard]] size_t skipBlank(size_t i) const { return value(i) == ' ' ? i + 1 : i; }

  bool take(std::u32string_view word, bool blankBefore = false) {
    size_t i = blankBefore ? skipBlank(at_) : at_;
    for (const char32_t c : word)
      if (value(i++) != c) return false;
    if (isAsciiWord(word.back()) && isAsciiWord(value(i))) return false;
    at_ = i;
    return true;
  }

  Literal made(std::string_view type, const Rational& amount, size_t end) {
    Literal literal;
    literal.length = end - start_;
    literal.token.type = type;
    literal.token.value = amount;
    return literal;
  }

  /// Digits with commas between groups of three, and decimals.
  Rational digits() {
    std::string all;
    while (isDigit(value(at_)) || (value(at_) == ',' && group(at_ + 1) && all.size() <= mostDigits)) {
      if (value(at_) != ',') all += static_cast<char>(value(at_));
      ++at_;
    }
    if (value(at_) == '.' && isDigit(value(at_ + 1))) {
      whole_ = false;
      all += '.';
      for (++at_; isDigit(value(at_)); ++at_) all += static_cast<char>(value(at_));
    }
    if (all.size() > mostDigits) {
      sink_.report(diagnostics::diag::NumberTooLong, {file_, text_[start_].begin, text_[at_ - 1].end},
                   static_cast<uint64_t>(mostDigits));
      return 1;
    }
    return *Rational::parse(all);
  }
  [[nodiscard]] bool group(size_t i) const {
    return isDigit(value(i)) && isDigit(value(i + 1)) && isDigit(value(i + 2)) && !isDigit(value(i + 3));
  }

  static bool isScale(char32_t c) { return c == U'百' || c == U'千' || c == U'万' || c == U'亿'; }
  bool scale(Rational& amount) {
    static const std::vector<std::pair<std::u32string, int64_t>> scales = {{U"万亿", 1'000'000'000'000},
                                                                           {U"亿", 100'000'000},
                                                                           {U"千万", 10'000'000},
                                                                           {U"百万", 1'000'000},
                                                                           {U"万", 10'000},
                                                                           {U"千", 1'000},
                                                                           {U"百", 100}};
    for (const auto& [word, by] : scales)
      if (take(word)) {
        amount = amount * by;
        return true;
      }
    return false;
  }

  std::optional<Literal> englishMeasure(Rational amount) {
    const size_t before = at_;
    for (const auto& [word, by] :
         {std::pair(U"million", 1'000'000), std::pair(U"billion", 1'000'000'000), std::pair(U"thousand", 1'000)})
      if (take(word, true)) {
        amount = amount * by;
        break;
      }
    if (take(U"yuan", true)) return made("MONEY", amount, at_);
    if (at_ != before) return made("NUMBER", amount, at_);
    if (take(U"percent", true)) return made("PERCENT", amount / 100, at_);
    if (take(U"years", true) || take(U"year", true)) return made("YEARS", amount, at_);
    if (take(U"months", true) || take(U"month", true)) return made("MONTHS", amount, at_);
    return std::nullopt;
  }

  std::optional<Literal> counted(const Rational& amount) {
    const size_t before = at_;
    if (take(U"个", true)) {
      if (const auto unit = unitAt(at_)) return withUnit(amount, *unit);
      return made("COUNT", amount, at_); // 个 alone counts whatever stands around it
    }
    at_ = before;
    if (const auto unit = unitAt(skipBlank(at_))) return withUnit(amount, *unit);
    return std::nullopt;
  }
  /// The unit that begins at `i`; at_ is moved behind it.
  std::optional<syntax::SymbolId> unitAt(size_t i) {
    for (const auto& [spelling, symbol] : units_) {
      bool here = true;
      for (size_t k = 0; k < spelling.size() && here; ++k) here = value(i + k) == spelling[k];
      if (!here) continue;
      size_t end = i + spelling.size();
      if (isAsciiWord(spelling.back())) {
        if (value(end) == 's') ++end; // the plural
        if (isAsciiWord(value(end))) continue;
      }
      at_ = end;
      return symbol;
    }
    return std::nullopt;
  }
  Literal withUnit(const Rational& amount, syntax::SymbolId unit) {
    Literal literal = made("COUNT", amount, at_);
    literal.token.unit = syntax::Name{{}, unit, {}};
    return literal;
  }

  static bool calendarYear(const Rational& amount) {
    const auto whole = amount.toInt64();
    return whole && *whole >= 1900 && *whole < 2200;
  }
  [[nodiscard]] bool followedByColon() const {
    const char32_t c = value(skipBlank(at_));
    return c == ':' || c == U'：';
  }
  Literal calendar(std::string_view type, const Rational& amount, int month = 0) {
    Literal literal = made(type, amount, at_);
    literal.token.year = static_cast<int>(*amount.toInt64());
    literal.token.month = month;
    return literal;
  }

  /// After 年: 2022年7月1日, 2022年7月, 2022年, or 3年.
  Literal year(const Rational& amount, bool plain) {
    if (!plain || !calendarYear(amount)) return made("YEARS", amount, at_);
    const size_t afterYear = at_;
    const std::optional<int> month = smallNumber();
    if (!month || !take(U"月")) {
      at_ = afterYear;
      return calendar("CALYEAR", amount);
    }
    const size_t afterMonth = at_;
    const std::optional<int> day = smallNumber();
    if (!day || !take(U"日")) {
      at_ = afterMonth;
      if (*month < 1 || *month > 12) return badDate();
      return calendar("CALMONTH", amount, *month);
    }
    return date(static_cast<int>(*amount.toInt64()), *month, *day);
  }
  /// Up to three digits, so that 32日 and 300日 are days, though of no calendar.
  std::optional<int> smallNumber() {
    const size_t from = at_;
    int n = 0;
    while (isDigit(value(at_)) && at_ - from < 3) n = n * 10 + static_cast<int>(value(at_++) - '0');
    return at_ == from ? std::nullopt : std::optional(n);
  }
  Literal date(int y, int m, int d) {
    if (y < 1900 || y >= 2200) return badDate();
    const auto day = calendar::makeDate(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
    if (!day) return badDate();
    Literal literal = made("DATE", 0, at_);
    literal.token.date = day;
    return literal;
  }
  Literal badDate() {
    sink_.report(diagnostics::diag::BadDate, {file_, text_[start_].begin, text_[at_ - 1].end},
                 toUtf8(text_, start_, at_));
    Literal literal = made("DATE", 0, at_);
    literal.token.date = calendar::makeDate(2000, 1, 1);
    return literal;
  }
  /// 2022-07-01 or 2022-07.
  std::optional<Literal> isoDate() {
    int part[3] = {0, 0, 0};
    const size_t lengths[3] = {4, 2, 2};
    size_t i = at_;
    size_t known = 0;
    for (; known < 3; ++known) {
      size_t k = 0;
      for (; k < lengths[known] && isDigit(value(i + k)); ++k)
        part[known] = part[known] * 10 + static_cast<int>(value(i + k) - '0');
      if (k < lengths[known]) break;
      i += k;
      if (known < 2 && (value(i) != '-' || !isDigit(value(i + 1)))) {
        ++known;
        break;
      }
      if (known < 2) ++i;
    }
    const bool known3 = known == 3;
    if (known < 2 || isDigit(value(i)) || (!known3 && (part[0] < 1900 || part[1] < 1 || part[1] > 12)))
      return std::nullopt;
    at_ = i;
    if (known3) return date(part[0], part[1], part[2]);
    if (part[0] >= 2200) return badDate();
    return calendar("CALMONTH", part[0], part[1]);
  }

  /// 一年, 两年, 三个月: the numerals that sentences write out.
  Literal chineseTerm() {
    static constexpr std::u32string_view numerals = U"零一二三四五六七八九";
    int n = 0;
    const auto digit = [&]() -> int {
      if (value(at_) == U'两') return ++at_, 2;
      const size_t d = numerals.find(value(at_));
      if (d == std::u32string_view::npos || d == 0) return 0;
      ++at_;
      return static_cast<int>(d);
    };
    n = digit();
    if (value(at_) == U'十') {
      ++at_;
      n = (n == 0 ? 1 : n) * 10 + digit();
    }
    if (n == 0) return {};
    if (take(U"个月")) return made("MONTHS", n, at_);
    if (take(U"年")) return made("YEARS", n, at_);
    return {};
  }

  const Characters& text_;
  size_t start_, at_;
  const UnitSpellings& units_;
  diagnostics::Sink& sink_;
  uint32_t file_;
  bool whole_ = true;
};

} // namespace

UnitSpellings unitSpellings(const Vocabulary& vocabulary) {
  UnitSpellings units;
  for (const Vocabulary::Spelling& s : vocabulary.spellings())
    if (vocabulary[s.symbol].kind == syntax::SymbolClass::Unit) units.emplace_back(s.text, s.symbol);
  std::ranges::stable_sort(units, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return units;
}

Literal readLiteral(const Characters& text, size_t at, const UnitSpellings& units, diagnostics::Sink& sink,
                    uint32_t file) {
  return Reader(text, at, units, sink, file).read();
}

} // namespace tiao::parse
