#include "compiler/format/writer.h"

#include <fmt/format.h>

namespace tiao::format {

using namespace syntax;
using number::Rational;

const std::string& Writer::word(std::string_view token, size_t wording, std::string_view id) const {
  const parse::Keyword& row = parse::keyword(token, id);
  const std::vector<std::string>& own = zh_ ? row.zh : row.en;
  const std::vector<std::string>& words = own.empty() ? (zh_ ? row.en : row.zh) : own;
  return words[wording < words.size() ? wording : 0];
}

std::string Writer::name(const Name& n) const { return n.symbol ? tree_.symbols[*n.symbol].shown(zh_) : n.text; }

std::string Writer::newName(const NewName& n) const {
  // A name that holds punctuation or a keyword is set apart where it is declared.
  const auto apart = [](const std::string& text) {
    const bool plain = text.find_first_of("/:=,.;()") == std::string::npos && text.find("、") == std::string::npos &&
                       text.find("，") == std::string::npos && text.find("：") == std::string::npos &&
                       text.find("（") == std::string::npos;
    return plain ? text : "「" + text + "」";
  };
  const Symbol* s = n.symbol ? &tree_.symbols[*n.symbol] : nullptr;
  const std::string zh = s != nullptr ? s->zh : n.zh;
  const std::string en = s != nullptr ? s->en : n.en;
  if (zh.empty() || en.empty()) return apart(zh.empty() ? en : zh);
  return zh_ ? apart(zh) + " / " + apart(en) : apart(en) + " / " + apart(zh);
}

std::string Writer::number(const Rational& value) const {
  if (!zh_) {
    std::string text = value.toString();
    const size_t whole = std::min(text.find('.'), text.size());
    for (size_t at = whole; at > 3 && text[at - 4] != '-'; at -= 3) text.insert(at - 3, ",");
    return text;
  }
  for (const auto& [by, unit] : {std::pair<int64_t, const char*>{100'000'000, "亿"}, {10'000, "万"}})
    if (!value.isZero() && (value / by).isWhole()) return (value / by).toString() + unit;
  return value.toString();
}

std::string Writer::literal(const Literal& l) const {
  const std::string unit = l.unit ? name(*l.unit) : "";
  switch (l.kind) {
  case Literal::Kind::Number: return number(l.value);
  case Literal::Kind::Money: return number(l.value) + pick("元", " yuan") + (l.unit ? "/" + unit : "");
  case Literal::Kind::Percent: return (l.value * 100).toString() + "%";
  case Literal::Kind::Count: return number(l.value) + (l.unit ? (zh_ ? "" : " ") + unit : "个");
  case Literal::Kind::Years: return l.value.toString() + (zh_ ? "年" : l.value == Rational(1) ? " year" : " years");
  case Literal::Kind::Months:
    return l.value.toString() + (zh_ ? "个月" : l.value == Rational(1) ? " month" : " months");
  }
  return {};
}

std::string Writer::date(calendar::Date d) const {
  if (!zh_) return calendar::toString(d);
  const std::chrono::year_month_day day(d);
  return fmt::format("{}年{}月{}日", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string Writer::yearWord(int year, int month) const {
  if (!zh_) return calendar::toString(calendar::Period{year, month}) + ": ";
  return month > 0 ? fmt::format("{}年{}月 ", year, month) : fmt::format("{}年 ", year);
}

} // namespace tiao::format
