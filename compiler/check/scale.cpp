#include "compiler/check/checker.h"

#include "compiler/parse/declarations.h"

#include <algorithm>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;
using core::match;

/// A scale by its name alone: of its own keys.
Lowered Checker::scaleUse(SymbolId id, Span span) {
  if (const auto done = terms_.find(id); done != terms_.end()) return readAlso(id), done->second;
  const LoweredScale* scale = this->scale(id, span);
  if (scale == nullptr) return std::nullopt;
  return terms_[id] = scaleValue(*scale, scale->keys, false, scale->written->name.span);
}

/// 规模奖 适用 上年年营业收入.
Lowered Checker::applied(const syntax::Applied& a, Span span) {
  const Lowered of = value(a.of);
  if (!a.scale.symbol) return std::nullopt;
  if (symbol(*a.scale.symbol).kind != syntax::SymbolClass::Scale) {
    sink_.report(diag::NotThisKind, a.scale.span, a.scale.text, parse::classText(symbol(*a.scale.symbol).kind),
                 Text("阶梯或表", "a scale or a table"));
    return std::nullopt;
  }
  const LoweredScale* scale = this->scale(*a.scale.symbol, span);
  if (scale == nullptr || !of) return std::nullopt;
  if (scale->keys.size() != 1) {
    sink_.report(diag::ScaleKeys, span, shown(scale->symbol), static_cast<uint64_t>(scale->keys.size()));
    return std::nullopt;
  }
  const Typed& key = scale->keys.front();
  const Span ofSpan = tree_.exprs[a.of].span;
  if (of->type.kind != key.type.kind || of->type.enumeration != key.type.enumeration) {
    sink_.report(diag::NotThisKind, ofSpan, quoted(ofSpan), words(of->type), words(key.type));
    return std::nullopt;
  }
  if (!sameUnit(key, *of, ofSpan)) return std::nullopt;
  // The scale's own key has been looked at; another value may lie where that cannot.
  const Side range = rangeOf(*of);
  if (scale->cases && intersection(range, rangeOf(key)) != range)
    reportGaps(*scale, {a.of}, reportBelow(*scale, {a.of}, {range}, span), span);
  return scaleValue(*scale, {*of}, true, span);
}

/// The name of a scale that gives amounts, where a rate might stand: `size prize of last year's revenue` can only mean
/// the scale of that value. A scale that gives rates is taken of its own key there, and its rate of the base.
const syntax::Name* Checker::amountScale(syntax::ExprId rate) {
  const auto* use = std::get_if<syntax::NameUse>(&tree_.exprs[rate].node);
  if (use == nullptr || !use->name.symbol || symbol(*use->name.symbol).kind != syntax::SymbolClass::Scale)
    return nullptr;
  const LoweredScale* scale = this->scale(*use->name.symbol, use->name.span);
  return scale != nullptr && !scale->type.unit.powers.empty() ? &use->name : nullptr;
}

/// Lowered once; one that needs itself is an error.
const LoweredScale* Checker::scale(SymbolId id, Span span) {
  if (const auto done = scales_.find(id); done != scales_.end())
    return readAlso(id), done->second ? &*done->second : nullptr;
  const auto found = scaleDeclared_.find(id);
  if (found == scaleDeclared_.end()) return nullptr; // its statement was broken, told already
  if (!open_.insert(id).second) {
    sink_.report(diag::DefinitionCycle, span, shown(id)).label(remark::DeclaredHere, symbol(id).declared);
    return nullptr;
  }
  std::optional<LoweredScale> result;
  {
    const InTerm inTerm(*this, id); // what is decided by clause has no place in a scale
    result = lowered(id, *found->second);
  }
  open_.erase(id);
  readAlso(id);
  std::optional<LoweredScale>& kept = scales_[id] = std::move(result);
  return kept ? &*kept : nullptr;
}

std::optional<LoweredScale> Checker::lowered(SymbolId id, const syntax::Declaration& declaration) {
  const auto& written = std::get<syntax::Scale>(declaration.node);
  LoweredScale result;
  result.symbol = id;
  result.written = &written;
  result.partial = declaration.partial || sink_.hasErrorIn(declaration.span);
  if (written.lines.size() > mostScaleLines) return reportTooLarge(result), std::nullopt;
  if (!lowerKeys(result)) return std::nullopt;
  bool fine = true;
  for (const syntax::ScaleLine& line : written.lines) fine &= lowerLine(line, result);
  if (written.otherwise) {
    result.otherwise = number(*written.otherwise);
    fine &= result.otherwise.has_value();
  }
  if (!fine || !lowerResults(result) || !decide(result)) return std::nullopt;
  return result;
}

bool Checker::lowerKeys(LoweredScale& scale) {
  for (const syntax::ExprId key : scale.written->keys) {
    const bool table = scale.written->form == syntax::Scale::Form::Table;
    const Lowered lowered = table ? value(key) : number(key);
    if (!lowered) return false;
    const core::Kind kind = lowered->type.kind;
    if (kind == core::Kind::Date || kind == core::Kind::Text) {
      const Span span = tree_.exprs[key].span;
      sink_.report(diag::NotThisKind, span, quoted(span), words(lowered->type),
                   Text("数、其一或是否", "a number, a one-of or a yes or no"));
      return false;
    }
    scale.keys.push_back(*lowered);
  }
  return true;
}

bool Checker::lowerLine(const syntax::ScaleLine& line, LoweredScale& scale) {
  LoweredLine result{&line, {}, {}, false};
  bool fine = true;
  for (size_t i = 0; i < line.cells.size(); ++i) {
    auto cell = lowerCell(line.cells[i], i, scale);
    fine &= cell.has_value();
    if (cell) result.cells.push_back(std::move(*cell));
  }
  const Lowered given = number(line.value);
  if (!given || !fine) return false;
  result.value = *given;
  scale.lines.push_back(std::move(result));
  return true;
}

std::optional<ScaleCell> Checker::lowerCell(const syntax::Cell& cell, size_t key, const LoweredScale& scale) {
  const Typed& asked = scale.keys[key];
  const auto wrong = [&](const Text& found) -> std::optional<ScaleCell> {
    sink_.report(diag::NotThisKind, cell.span, quoted(cell.span), found, words(asked.type));
    return std::nullopt;
  };
  return std::visit(match{
                        [](const syntax::AnyValue& any) { return std::optional<ScaleCell>(any); },
                        [&](bool yes) -> std::optional<ScaleCell> {
                          if (asked.type.kind != core::Kind::Truth) return wrong({"是否", "a yes or no"});
                          return Members{!yes, yes};
                        },
                        [&](const std::vector<syntax::Name>& names) -> std::optional<ScaleCell> {
                          const auto* fact = std::get_if<core::FactRef>(&program_.exprs[asked.id].node);
                          if (asked.type.kind != core::Kind::Member || fact == nullptr)
                            return wrong({"其一的值", "a member of a one-of"});
                          const std::vector<SymbolId>& all = members_[fact->fact];
                          Members members(all.size());
                          for (const syntax::Name& name : names) {
                            const auto found = std::ranges::find(all, name.symbol);
                            if (found == all.end()) {
                              sink_.report(diag::NotInList, name.span, name.text, valueText(scale.written->keys[key]));
                              return std::nullopt;
                            }
                            members[static_cast<size_t>(found - all.begin())] = true;
                          }
                          return members;
                        },
                        [&](const syntax::Range& range) -> std::optional<ScaleCell> {
                          if (asked.type.kind != core::Kind::Number) return wrong({"数的范围", "a range of numbers"});
                          ScaleRange result;
                          if (range.lo && !(result.lo = lowerEnd(*range.lo, asked))) return std::nullopt;
                          if (range.hi && !(result.hi = lowerEnd(*range.hi, asked))) return std::nullopt;
                          if (result.lo && result.hi && result.lo->known && result.hi->known &&
                              isEmpty(Interval{End{*result.lo->known, result.lo->included},
                                               End{*result.hi->known, result.hi->included}})) {
                            sink_.report(diag::BadRange, cell.span, valueText(range.lo->value),
                                         valueText(range.hi->value));
                            return std::nullopt;
                          }
                          return result;
                        },
                    },
                    cell.node);
}

std::optional<ScaleEnd> Checker::lowerEnd(const syntax::RangeEnd& end, const Typed& key) {
  const Lowered value = number(end.value);
  if (!value || !sameUnit(key, *value, tree_.exprs[end.value].span)) return std::nullopt;
  return ScaleEnd{value->id, end.included, known(value->id)};
}

/// All lines give the same unit. Those of a marginal scale are rates of its key, save that the first may be flat.
bool Checker::lowerResults(LoweredScale& scale) {
  std::vector<std::pair<Typed, Span>> results;
  for (const LoweredLine& line : scale.lines) results.emplace_back(line.value, tree_.exprs[line.written->value].span);
  if (scale.otherwise) results.emplace_back(*scale.otherwise, tree_.exprs[*scale.written->otherwise].span);
  if (results.empty()) return reportKnown(scale), false; // no line at all
  const bool parts = scale.written->form == syntax::Scale::Form::Parts;
  const core::Unit& key = scale.keys.front().type.unit;
  // The second line tells what the first one may be flat beside, unless it is itself an amount among rates.
  const bool amountAmongRates =
      parts && results.size() > 1 && results[1].first.type.unit == key * results[0].first.type.unit;
  const Typed& alike = results[parts && !amountAmongRates ? std::min<size_t>(1, results.size() - 1) : 0].first;
  for (size_t i = 0; i < results.size(); ++i) {
    const auto& [result, span] = results[i];
    if (result.type.unit == alike.type.unit) continue;
    if (parts && i == 0 && !scale.lines.empty() && result.type.unit == key * alike.type.unit) {
      scale.lines.front().flat = true;
      continue;
    }
    auto report = sink_.report(diag::UnitsDiffer, span, words(alike.type.unit), words(result.type.unit));
    if (parts) report.help(remark::FlatFirst);
    return false;
  }
  scale.type = parts ? numberOf(key * alike.type.unit) : alike.type;
  return true;
}

} // namespace tiao::check
