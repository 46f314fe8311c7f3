#include "compiler/check/checker.h"
#include "compiler/format/format.h"

#include <algorithm>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;
using source::Language;

namespace {

/// So many gaps of one scale are told; mending them shows the others.
constexpr size_t mostGaps = 5;

} // namespace

void Checker::reportTooLarge(const LoweredScale& scale) {
  sink_.report(diag::ScaleTooLarge, scale.written->name.span, shown(scale.symbol),
               static_cast<uint64_t>(mostScaleLines), static_cast<uint64_t>(mostScaleCases));
}

/// All bounds are known: each gap and each overlap, with the values at which it begins and ends. Nothing of a scale
/// that has lost a line to an error.
void Checker::reportKnown(const LoweredScale& scale) {
  const Span name = scale.written->name.span;
  if (scale.partial) return;
  if (!scale.cases) {
    sink_.report(diag::ScaleGap, name, shown(scale.symbol), Text("任何值", "any value")).help(remark::WriteOtherwise);
    return;
  }
  Box within;
  for (const Typed& key : scale.keys) within.push_back(rangeOf(key));
  const std::vector<Place> places = check::placesOf(*scale.cases, within);
  reportOverlaps(scale, places);
  reportUnused(scale, places);
  const std::vector<syntax::ExprId>& keys = scale.written->keys;
  if (!scale.otherwise) reportGaps(scale, keys, reportBelow(scale, keys, within, name), name);
}

/// Bounds that wait for facts or dates: what cannot be told is said.
void Checker::reportComputed(LoweredScale& scale) {
  const bool parts = scale.written->form == syntax::Scale::Form::Parts;
  if (!parts) scale.overlap = readings_.of("Overlap", symbol(scale.symbol));
  const bool apart = contiguous(scale);
  bool below = true;
  bool above = true;
  for (const LoweredLine& line : scale.lines) {
    const auto* range = std::get_if<ScaleRange>(&line.cells.front());
    below &= range != nullptr && range->lo.has_value();
    above &= range != nullptr && range->hi.has_value();
  }
  scale.closed = apart && !below && !above;
  if (scale.otherwise || scale.closed) return;
  sink_.report(diag::ScaleNotProven, scale.written->name.span, shown(scale.symbol)).help(remark::WriteOtherwise);
}

/// `keys`: the values that the scale is taken of, its own or another.
void Checker::reportGaps(const LoweredScale& scale, const std::vector<syntax::ExprId>& keys, const Box& within,
                         Span span) {
  size_t told = 0;
  if (isEmpty(within) || scale.otherwise) return;
  for (const Place& place : check::placesOf(*scale.cases, within)) {
    if (!place.lines.empty() || told++ >= mostGaps) continue;
    sink_.report(diag::ScaleGap, span, shown(scale.symbol), placeText(scale, keys, place.where))
        .help(remark::WriteOtherwise);
  }
}

void Checker::reportOverlaps(const LoweredScale& scale, const std::vector<Place>& places) {
  const bool parts = scale.written->form == syntax::Scale::Form::Parts;
  const auto chosen = readings_.chosen("Overlap");
  std::set<size_t> told;
  for (const Place& place : places) {
    if (place.lines.size() < 2) continue;
    const syntax::ScaleLine& first = *scale.lines[place.lines[0]].written;
    const syntax::ScaleLine& second = *scale.lines[place.lines[1]].written;
    if (!told.insert(place.lines[1]).second) continue; // a line is told once, with the first that it meets
    const Text where = placeText(scale, scale.written->keys, place.where);
    if (chosen && !parts) {
      readings_.of("Overlap", symbol(scale.symbol));
      sink_.report(diag::OverlapSettled, second.span, shown(scale.symbol), where, readingText(*chosen))
          .label(remark::OtherLine, first.span);
      continue;
    }
    auto report = sink_.report(diag::ScaleOverlap, second.span, shown(scale.symbol), where, valueText(first.value),
                               valueText(second.value));
    report.label(remark::OtherLine, first.span);
    if (parts)
      report.help(remark::MendParts);
    else
      report.help(remark::MendBounds);
  }
}

/// Lines that never apply: outside what the keys may be, or behind others.
void Checker::reportUnused(const LoweredScale& scale, const std::vector<Place>& places) {
  std::vector<bool> used(scale.lines.size());
  bool gap = false;
  const bool onlyFirst = readings_.chosen("Overlap") == "First";
  for (const Place& place : places) {
    gap |= place.lines.empty();
    for (size_t i = 0; i < place.lines.size() && (i == 0 || !onlyFirst); ++i) used[place.lines[i]] = true;
  }
  for (size_t i = 0; i < used.size(); ++i) {
    if (used[i]) continue;
    const LoweredLine& line = scale.lines[i];
    auto report = sink_.report(diag::ScaleLineUnused, line.written->span, shown(scale.symbol));
    bool outside = false;
    for (size_t key = 0; key < scale.keys.size() && !outside; ++key) {
      const auto* asked = std::get_if<ScaleRange>(&line.cells[key]);
      const Side side = rangeOf(scale.keys[key]);
      const auto* range = std::get_if<Interval>(&side);
      if (asked == nullptr || range == nullptr || !range->lo || !range->hi) continue;
      outside = (asked->lo && range->hi->at <= *asked->lo->known) || (asked->hi && *asked->hi->known <= range->lo->at);
      const core::Type& type = scale.keys[key].type;
      if (outside)
        report.help(remark::OutsideRange, valueText(scale.written->keys[key]),
                    core::print(program_, type, range->lo->at), core::print(program_, type, range->hi->at));
    }
    if (!outside) report.help(remark::LinesBefore);
  }
  if (scale.otherwise && !gap)
    sink_.report(diag::ScaleLineUnused, scale.written->otherwiseSpan, shown(scale.symbol)).help(remark::LinesBefore);
}

/// Below the first bound of a key nothing is due, which is said and is no gap. Returns what is left to be looked at.
Box Checker::reportBelow(const LoweredScale& scale, const std::vector<syntax::ExprId>& keys, Box within, Span span) {
  if (scale.otherwise) return within;
  for (size_t key = 0; key < within.size(); ++key) {
    auto* range = std::get_if<Interval>(&within[key]);
    if (range == nullptr) continue;
    std::optional<End> lowest; // as an end above which something is due
    bool open = scale.lines.empty();
    for (const LoweredLine& line : scale.lines) {
      const auto* asked = std::get_if<ScaleRange>(&line.cells[key]);
      if (asked == nullptr || !asked->lo) {
        open = true;
        break;
      }
      const bool included = asked->lo->included || scale.written->form == syntax::Scale::Form::Parts;
      const bool lower = !lowest || *asked->lo->known < lowest->at ||
                         (*asked->lo->known == lowest->at && included && !lowest->included);
      if (lower) lowest = End{*asked->lo->known, included};
    }
    if (open) continue;
    const Side below = Interval{std::nullopt, End{lowest->at, !lowest->included}};
    if (isEmpty(intersection(below, within[key]))) continue;
    Box place = everywhere(scale);
    place[key] = below;
    sink_.report(diag::ScaleOpenBelow, span, placeText(scale, keys, place), shown(scale.symbol));
    within[key] = intersection(Interval{lowest, std::nullopt}, within[key]);
  }
  return within;
}

// ----------------------------------------------------------------------------------------------------------------
// words

/// 年营业收入 3000万元以上不满5000万元、落户 是.
Text Checker::placeText(const LoweredScale& scale, const std::vector<syntax::ExprId>& keys, const Box& place) const {
  Text out;
  const Box all = everywhere(scale);
  for (size_t key = 0; key < place.size(); ++key) {
    if (place[key] == all[key]) continue;
    const Text name = valueText(keys[key]);
    const Text side = sideText(scale, key, place[key]);
    out.zh += (out.zh.empty() ? "" : "、") + name.zh + " " + side.zh;
    out.en += (out.en.empty() ? "" : ", and ") + name.en + " " + side.en;
  }
  return out.zh.empty() ? Text("任何值", "any value") : out;
}

Text Checker::sideText(const LoweredScale& scale, size_t key, const Side& side) const {
  Text out;
  if (const auto* interval = std::get_if<Interval>(&side)) {
    const auto words = [&](Language language) {
      const auto end = [&](const std::optional<End>& e) -> std::optional<format::RangeEndWords> {
        if (!e) return std::nullopt;
        return format::RangeEndWords{endText(scale, key, e->at).in(language), e->included};
      };
      return format::rangeWords(end(interval->lo), end(interval->hi), language);
    };
    return {words(Language::Zh), words(Language::En)};
  }
  const Members& members = std::get<Members>(side);
  const core::Type& type = scale.keys[key].type;
  for (size_t i = 0; i < members.size(); ++i) {
    if (!members[i]) continue;
    core::Name name = {i == 0 ? "否" : "是", i == 0 ? "no" : "yes"};
    if (type.kind == core::Kind::Member) name = program_.enumerations[type.enumeration].members[i];
    out.zh += (out.zh.empty() ? "" : "、") + (name.zh.empty() ? name.en : name.zh);
    out.en += (out.en.empty() ? "" : " or ") + (name.en.empty() ? name.zh : name.en);
  }
  return out;
}

/// A bound as the policy writes it: every end of a case is a bound of some line.
Text Checker::endText(const LoweredScale& scale, size_t key, const Rational& at) const {
  for (const LoweredLine& line : scale.lines) {
    const auto* lowered = std::get_if<ScaleRange>(&line.cells[key]);
    if (lowered == nullptr) continue;
    const auto& written = std::get<syntax::Range>(line.written->cells[key].node);
    if (lowered->lo && lowered->lo->known == at) return valueText(written.lo->value);
    if (lowered->hi && lowered->hi->known == at) return valueText(written.hi->value);
  }
  return at.toString();
}

Text Checker::valueText(syntax::ExprId value) const {
  return {format::render(tree_, value, Language::Zh), format::render(tree_, value, Language::En)};
}

/// What a line asks: of a table with the names of the columns.
core::Name Checker::lineWords(const LoweredScale& scale, const syntax::ScaleLine& line) const {
  core::Name out;
  const bool table = scale.written->form == syntax::Scale::Form::Table;
  for (size_t key = 0; key < line.cells.size(); ++key) {
    if (std::holds_alternative<syntax::AnyValue>(line.cells[key].node)) continue;
    const Text name = table ? valueText(scale.written->keys[key]) : Text();
    const auto words = [&](Language language) {
      return (table ? name.in(language) + " " : "") + format::render(tree_, line.cells[key], language);
    };
    out.zh += (out.zh.empty() ? "" : "、") + words(Language::Zh);
    out.en += (out.en.empty() ? "" : ", and ") + words(Language::En);
  }
  return out.zh.empty() ? core::Name{"任何值", "any value"} : out;
}

} // namespace tiao::check
