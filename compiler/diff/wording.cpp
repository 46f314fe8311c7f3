#include "compiler/diff/wording.h"

#include "compiler/core/rules.h"
#include "compiler/explain/phrase.h"
#include "compiler/format/format.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::diff {

using core::match;
using source::Language;
using source::Span;

Text operator+(const Text& a, const Text& b) { return {a.zh + b.zh, a.en + b.en}; }

Text durationText(const Rational& n, core::Per unit) {
  const std::string number = n.toString();
  const bool one = n == Rational(1);
  if (unit == core::Per::Month) return {number + "个月", number + (one ? " month" : " months")};
  return {number + "年", number + (one ? " year" : " years")};
}

Text dateText(core::Date date) {
  const std::chrono::year_month_day day(date);
  return {fmt::format("{}年{}月{}日", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                      static_cast<unsigned>(day.day())),
          calendar::toString(date)};
}

Wording::Wording(const Input& of) : input(of) {
  const syntax::Tree& tree = input.parsed.tree;
  for (uint32_t i = 0; i < tree.exprs.size(); ++i) {
    const Span span = tree.exprs[syntax::ExprId{i}].span;
    if (span.begin < span.end) bySpan_[{span.file, span.begin, span.end}] = {i}; // the outermost comes last
  }
  for (const syntax::File& file : tree.files)
    for (const syntax::Declaration& declaration : file.declarations)
      if (std::holds_alternative<syntax::Requirement>(declaration.node)) requirements_.push_back(declaration.span);
  for (uint32_t file = 0; file < input.sources.size(); ++file) {
    const std::string& path = input.sources[file].path();
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    if (file == 0) folder_ = folder;
    while (!folder.starts_with(folder_)) {
      const size_t slash = folder_.rfind('/', folder_.size() - 2);
      folder_.resize(slash == std::string::npos ? 0 : slash + 1);
    }
  }
}

Span Wording::span(ExprId expr) const {
  const Span own = input.program.exprs[expr].span;
  if (own.begin < own.end) return own;
  // What the checker made has the place of its first part that has one.
  Span found = own;
  core::eachOperand(input.program.exprs[expr].node, [&](ExprId part) {
    if (found.begin == found.end) found = span(part);
  });
  return found;
}

Place Wording::place(Span span) const {
  if (span.file >= input.sources.size() || span.begin >= span.end) return {};
  const source::SourceFile& file = input.sources[span.file];
  return {file.path().substr(folder_.size()), file.place(span.begin).line};
}

bool Wording::required(ExprId expr) const {
  const Span at = span(expr);
  return std::ranges::any_of(requirements_, [&](Span r) {
    return r.file == at.file && r.begin <= at.begin && at.end <= r.end && at.begin < at.end;
  });
}

std::optional<Text> Wording::layer(ExprId expr) const {
  const auto gloss = input.program.glosses.find(expr);
  if (gloss == input.program.glosses.end()) return std::nullopt;
  const auto* version = std::get_if<core::VersionGloss>(&gloss->second);
  return version == nullptr ? std::nullopt : std::optional(explain::named(version->layer));
}

std::optional<syntax::ExprId> Wording::written(ExprId expr) const {
  const Span at = input.program.exprs[expr].span;
  const auto found = bySpan_.find({at.file, at.begin, at.end});
  return found == bySpan_.end() ? std::nullopt : std::optional(found->second);
}

Text Wording::expr(ExprId expr) const {
  if (const auto gloss = input.program.glosses.find(expr); gloss != input.program.glosses.end()) {
    if (const auto* start = std::get_if<core::StartGloss>(&gloss->second))
      return explain::say("自{}起", "since {}", this->expr(start->condition));
    if (const auto* other = std::get_if<core::OverrideGloss>(&gloss->second))
      return explain::say("{}不适用（它优先）", "{}, which overrides, does not apply",
                          explain::named(input.program.awards[other->award].name));
    if (std::holds_alternative<core::StopGloss>(gloss->second))
      return explain::words(input.program, input.sources, {}, expr);
  }
  const syntax::Tree& tree = input.parsed.tree;
  const core::Node& node = input.program.exprs[expr].node;
  const auto own = written(expr);
  // A value that stands for something else (a bound of 分别, a part of a growth) is not that of the words around it.
  const bool literal = std::holds_alternative<core::Const>(node);
  if (own) {
    const auto* said = std::get_if<syntax::Literal>(&tree.exprs[*own].node);
    const auto* value = literal ? std::get_if<Rational>(&std::get<core::Const>(node).value) : nullptr;
    const bool date = std::holds_alternative<syntax::DateLiteral>(tree.exprs[*own].node);
    const bool asSaid = said != nullptr && value != nullptr && said->value == *value;
    const bool versioned = std::holds_alternative<syntax::Versioned>(tree.exprs[*own].node);
    if ((literal && (asSaid || date)) || (!literal && said == nullptr && !versioned))
      return inOwnWords(expr, {format::render(tree, *own, Language::Zh), format::render(tree, *own, Language::En)});
  }
  if (const auto* constant = std::get_if<core::Const>(&node)) {
    if (const auto* date = std::get_if<core::Date>(&constant->value)) return dateText(*date);
    const auto* value = std::get_if<Rational>(&constant->value);
    if (value != nullptr && input.program.exprs[expr].type.unit == core::yuan()) {
      syntax::Tree one;
      const auto id = one.exprs.add({syntax::Literal{syntax::Literal::Kind::Money, *value, {}}, {}, 0});
      return {format::render(one, id, Language::Zh), format::render(one, id, Language::En)};
    }
  }
  // A condition of an earlier year, of 连续2年每年….
  if (const auto* back = std::get_if<core::Back>(&node);
      back != nullptr && input.program.exprs[expr].type.kind == core::Kind::Truth) {
    const Text of = this->expr(back->of);
    if (back->count == 1 && back->unit == core::TermUnit::Years) return explain::say("上年{}", "{} last year", of);
    return explain::say(
        "{}前{}", "{1}, {0} before",
        durationText(Rational(back->count), back->unit == core::TermUnit::Months ? core::Per::Month : core::Per::Year),
        of);
  }
  return explain::words(input.program, input.sources, {}, expr);
}

/// In the language of its file, what the file says.
Text Wording::inOwnWords(ExprId expr, Text text) const {
  const Span span = input.program.exprs[expr].span;
  (input.sources[span.file].language() == Language::Zh ? text.zh : text.en) =
      source::onOneLine(input.sources.text(span));
  return text;
}

Text Wording::named(ExprId expr) const { return this->expr(expr); }

Text Wording::fact(core::FactId fact) const { return explain::named(input.program.facts[fact].name); }

Text Wording::declaration(const syntax::Declaration& declaration) const {
  const auto oneLine = [&](Language language) {
    const std::string text = format::render(input.parsed.tree, declaration, language);
    std::string line; // each break with its indent is a blank
    for (const char c : text) {
      const bool blank = c == '\n' || c == ' ';
      if (!blank)
        line += c;
      else if (!line.empty() && line.back() != ' ')
        line += ' ';
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
  };
  return {oneLine(Language::Zh), oneLine(Language::En)};
}

bool Wording::once(const core::Award& award) const {
  return std::ranges::any_of(award.limits, [&](const core::Limit& l) {
    const auto* count = std::get_if<core::Count>(&l.node);
    const auto* n = count == nullptr ? nullptr : std::get_if<core::Const>(&input.program.exprs[count->n].node);
    const auto* value = n == nullptr ? nullptr : std::get_if<Rational>(&n->value);
    return value != nullptr && *value == Rational(1) && count->unit == core::Per::Year;
  });
}

Text Wording::limitName(const core::Award& award, const core::Limit& limit, bool overall) const {
  const Text name = std::visit(match{
                                   [&](const core::Cap& l) -> Text {
                                     switch (l.window) {
                                     case core::Window::Period:
                                       if (award.period == core::Per::Month) return {"每月上限", "cap each month"};
                                       return once(award) ? Text("上限", "cap") : Text("每年上限", "cap each year");
                                     case core::Window::Year: return {"每年上限", "cap each year"};
                                     case core::Window::Life: return {"累计上限", "cap in total"};
                                     }
                                     return {};
                                   },
                                   [](const core::Floor&) -> Text {
                                     return {"最低额", "floor"};
                                   },
                                   [](const core::Count& l) -> Text {
                                     return l.unit == core::Per::Month ? Text("月数", "number of months")
                                                                       : Text("年限", "number of years");
                                   },
                                   [](const core::Within&) -> Text {
                                     return {"年限", "number of years"};
                                   },
                               },
                               limit.node);
  if (overall) return explain::say("各条目合计的{}", "{} over all items", name);
  return name;
}

Text Wording::limitValue(const core::Limit& limit) const {
  const auto number = [&](ExprId n, core::Per unit) -> Text {
    const auto* literal = std::get_if<core::Const>(&input.program.exprs[n].node);
    const auto* value = literal == nullptr ? nullptr : std::get_if<Rational>(&literal->value);
    return value == nullptr ? expr(n) : durationText(*value, unit);
  };
  return std::visit(match{
                        [&](const core::Cap& l) { return expr(l.bound); },
                        [&](const core::Floor& l) { return expr(l.bound); },
                        [&](const core::Count& l) { return number(l.n, l.unit); },
                        [&](const core::Within& l) { return number(l.n, core::Per::Year); },
                    },
                    limit.node);
}

} // namespace tiao::diff
