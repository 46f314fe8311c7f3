#include "compiler/format/writer.h"

#include <fmt/format.h>

namespace tiao::format {

using namespace syntax;

namespace {

/// The words about one end: 以上 and 不满 stand on either side of the number.
std::string spelling(std::string_view token, size_t wording, Language language) {
  const parse::Keyword& row = parse::keyword(token);
  return (language == Language::Zh ? row.zh : row.en)[wording];
}

} // namespace

std::string rangeWords(const std::optional<RangeEndWords>& lo, const std::optional<RangeEndWords>& hi,
                       Language language) {
  const bool zh = language == Language::Zh;
  const std::string gap = zh ? "" : " ";
  const auto word = [&](std::string_view token, size_t wording = 0) { return spelling(token, wording, language); };
  if (lo && hi && lo->included && hi->included && lo->value == hi->value) return lo->value;
  std::string out;
  if (lo && !lo->included)
    out = word("MORE", zh ? 1 : 0) + gap + lo->value;
  else if (lo)
    out = zh ? lo->value + word("ABOVE") : word("ATLEAST") + gap + lo->value;
  if (!hi) return out;
  if (lo && !lo->included && hi->included) return out + gap + word("TO") + gap + hi->value;
  if (lo && !zh) out += ", ";
  return out + word(hi->included ? "ATMOST" : "LESS") + gap + hi->value;
}

std::string Writer::range(const Range& r) {
  if (r.lo && r.hi && r.lo->value == r.hi->value) return value(r.lo->value);
  const auto end = [&](const std::optional<RangeEnd>& e) {
    return e ? std::optional(RangeEndWords{operand(e->value), e->included}) : std::nullopt;
  };
  return rangeWords(end(r.lo), end(r.hi), zh_ ? Language::Zh : Language::En);
}

std::string Writer::cell(const Cell& c) {
  return std::visit(match{
                        [&](const AnyValue&) { return word("ANY"); },
                        [&](const Range& r) { return range(r); },
                        [&](bool yes) { return word(yes ? "YES" : "NO"); },
                        [&](const std::vector<Name>& members) {
                          std::string out;
                          for (const Name& m : members) out += (out.empty() ? "" : pick("、", ", ")) + name(m);
                          return out;
                        },
                    },
                    c.node);
}

std::string Writer::scale(const Scale& x) {
  if (x.form == Scale::Form::Table) return table(x);
  const bool parts = x.form == Scale::Form::Parts;
  const std::string colon = pick("：", ": ");
  std::string out = word(parts ? "MARGINAL" : "SCALE") + " " + newName(x.name) + " " + word("BY") + " " +
                    value(x.keys.front()) + pick("：", ":") + "\n";
  for (const ScaleLine& line : x.lines) {
    const std::string asked = cell(line.cells.front());
    const std::string said = !parts ? asked
                             : zh_  ? fmt::format("{}的{}", asked, word("PART"))
                                    : fmt::format("the {} {}", word("PART"), asked);
    out += fmt::format("- {}{}{}\n", said, colon, value(line.value));
  }
  if (x.otherwise) out += "- " + word(zh_ ? "OTHERWISE" : "ELSE") + colon + value(*x.otherwise) + "\n";
  return out;
}

std::string Writer::table(const Scale& x) {
  std::string out = word("TABLE") + " " + newName(x.name) + pick("：", ":") + "\n|";
  for (const ExprId key : x.keys) out += " " + value(key) + " |";
  out += " " + newName(x.heading) + " |\n|";
  for (size_t i = 0; i <= x.keys.size(); ++i) out += " --- |";
  out += "\n";
  for (const ScaleLine& line : x.lines) {
    out += "|";
    for (const Cell& c : line.cells) out += " " + cell(c) + " |";
    out += " " + value(line.value) + " |\n";
  }
  if (x.otherwise) out += "- " + word(zh_ ? "OTHERWISE" : "ELSE") + pick("：", ": ") + value(*x.otherwise) + "\n";
  return out;
}

std::string render(const Tree& tree, ExprId value, Language language) { return Writer(tree, language).value(value); }
std::string render(const Tree& tree, const Cell& cell, Language language) { return Writer(tree, language).cell(cell); }

} // namespace tiao::format
