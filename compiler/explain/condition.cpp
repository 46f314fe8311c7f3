#include "compiler/explain/lines.h"

#include <algorithm>

namespace tiao::explain {

using Mark = Line::Mark;

Mark markOf(Truth truth, bool negated) {
  switch (truth) {
  case Truth::No: return negated ? Mark::Met : Mark::NotMet;
  case Truth::Yes: return negated ? Mark::NotMet : Mark::Met;
  case Truth::Either: return Mark::Open;
  }
  return Mark::None;
}

namespace {

/// A side of a comparison that is computed from facts is told by name and value; how it is computed stands below.
constexpr uint32_t widestSide = 40;

Text side(const View& view, ExprId id, Lines& below) {
  if (tellsValue(view.program, id)) return formula(view, id);
  below.push_back(computedLine(view, id));
  const interpret::Value value = view.value(id);
  const Text shown = value.definite() ? valueText(view.program, view.type(id), value) : Text("未定", "undecided");
  const Text name = words(view, id);
  return source::displayWidth(name.zh) > widestSide ? shown : name + " " + shown;
}

const core::FactRef* factOf(const View& view, ExprId id) { return std::get_if<core::FactRef>(&view.node(id)); }

/// 所在区县 余杭区，须为 上城区: `is one of` of a fact reads so, with what is asked only where it is not met.
Line memberLine(const View& view, ExprId fact, const Text& asked, Truth truth, bool negated) {
  const Mark mark = markOf(truth, negated);
  const Text shown = formula(view, fact);
  if (mark == Mark::Met) return {mark, shown, {}};
  if (negated) return {mark, say("{}，不得为 {}", "{}, must not be {}", shown, asked), {}};
  return {mark, say("{}，须为 {}", "{}, must be {}", shown, asked), {}};
}

Line compareLine(const View& view, ExprId id, const core::Compare& e, bool negated) {
  const Truth truth = view.truth(id);
  if (isMembership(view.program, e)) return memberLine(view, e.left, formula(view, e.right), truth, negated);
  const Comparing c = comparing(view.program, e, negated);
  Line line{markOf(truth, negated), {}, {}};
  const Text left = side(view, c.left, line.below);
  line.text = left + Text(std::string(" ") + c.sign + " ") + side(view, c.right, line.below);
  return line;
}

/// Any of several values of one fact: 所在区县 余杭区，须为 上城区、萧山区 之一.
std::optional<Line> anyValueLine(const View& view, ExprId id, const core::AtLeast& e, bool negated) {
  if (e.k != 1 || e.of.size() < 2) return std::nullopt;
  std::optional<ExprId> subject;
  std::vector<Text> asked;
  for (const ExprId part : e.of) {
    const auto* compare = std::get_if<core::Compare>(&view.node(part));
    if (compare == nullptr || !isMembership(view.program, *compare)) return std::nullopt;
    if (subject && !sameFact(view.program, *subject, compare->left)) return std::nullopt;
    subject = compare->left;
    asked.push_back(formula(view, compare->right));
  }
  const Text among = say("{} 之一", "one of {}", joined(asked, enumeration));
  return memberLine(view, *subject, among, view.truth(id), negated);
}

// "De Morgan: Not (AtLeast k cs) = AtLeast (n−k+1) (Not cs)."
Line listLine(const View& view, ExprId id, const core::AtLeast& e, bool negated) {
  if (e.of.size() == 1) return conditionLine(view, e.of.front(), negated);
  if (auto line = anyValueLine(view, id, e, negated)) return std::move(*line);
  const size_t n = e.of.size();
  const size_t k = negated ? n - e.k + 1 : e.k;
  Line line{markOf(view.truth(id), negated), {}, {}};
  if (k == n)
    line.text = Text("同时满足", "all of these");
  else if (k == 1)
    line.text = Text("满足以下之一", "any of these");
  else
    line.text = say("至少满足以下{}项", "at least {} of these", k);
  for (const ExprId part : e.of) line.below.push_back(conditionLine(view, part, negated));
  return line;
}

Line factLine(const View& view, ExprId id, bool negated) {
  const Mark mark = markOf(view.truth(id), negated);
  const Text shown = formula(view, id);
  if (mark == Mark::NotMet && negated) return {mark, say("{}，须为否", "{}, must be no", shown), {}};
  return {mark, shown, {}};
}

Line branchLine(const View& view, ExprId id, const core::If& e, bool negated) {
  Line line{markOf(view.truth(id), negated), {}, {}};
  line.below.push_back(conditionLine(view, e.condition));
  switch (view.truth(e.condition)) {
  case Truth::Yes: line.below.push_back(conditionLine(view, e.then, negated)); break;
  case Truth::No: line.below.push_back(conditionLine(view, e.otherwise, negated)); break;
  case Truth::Either:
    line.below.push_back(conditionLine(view, e.then, negated));
    line.below.push_back(conditionLine(view, e.otherwise, negated));
    break;
  }
  line.text = Text("视情形而定的条件", "a condition that depends on another");
  return line;
}

} // namespace

Line conditionLine(const View& view, ExprId id, bool negated) {
  if (const auto gloss = view.program.glosses.find(id); gloss != view.program.glosses.end()) {
    return std::visit(match{
                          [&](const core::GrowthGloss& g) { return growthLine(view, id, g, negated); },
                          [&](const core::StartGloss& g) { return startLine(view, id, g, negated); },
                          [&](const core::ScaleGloss&) { return computedLine(view, id); },
                          [&](const core::VersionGloss& g) { return versionLine(view, id, g, negated); },
                          [&](const core::OverrideGloss& g) { return overrideLine(view, id, g, negated); },
                          [&](const core::HeldGloss& g) { return heldLine(view, id, g, negated); },
                          [&](const core::StopGloss& g) { return stopLine(view, id, g, negated); },
                      },
                      gloss->second);
  }
  const core::Node& node = view.node(id);
  if (const auto* e = std::get_if<core::Not>(&node)) return conditionLine(view, e->of, !negated);
  if (const auto* e = std::get_if<core::AtLeast>(&node)) return listLine(view, id, *e, negated);
  if (const auto* e = std::get_if<core::Compare>(&node)) return compareLine(view, id, *e, negated);
  if (const auto* e = std::get_if<core::If>(&node)) return branchLine(view, id, *e, negated);
  if (const auto* e = std::get_if<core::Back>(&node); e != nullptr && !isFact(view.program, id)) {
    const Period then = before(view.period, e->count, e->unit);
    Line line = conditionLine(view.at(then), e->of, negated);
    line.text = say("{}：{}", "{}: {}", periodText(then), line.text);
    return line;
  }
  if (isFact(view.program, id)) return factLine(view, id, negated);
  return {markOf(view.truth(id), negated), Text("无条件", "without condition"), {}};
}

Text conditionName(const Program& program, const source::SourceSet& sources, Period now, ExprId id) {
  if (const auto gloss = program.glosses.find(id); gloss != program.glosses.end()) {
    return std::visit(match{
                          [&](const core::GrowthGloss& g) { return growthName(program, sources, now, id, g); },
                          [&](const core::StartGloss& g) { return startName(program, sources, now, g); },
                          [&](const core::ScaleGloss& g) { return scaleName(program, sources, now, g); },
                          [&](const core::VersionGloss& g) { return versionName(program, sources, now, id, g); },
                          [&](const core::OverrideGloss& g) { return overrideName(program, g); },
                          [&](const core::HeldGloss& g) { return heldName(program, sources, now, g); },
                          [&](const core::StopGloss& g) { return stopName(g); },
                      },
                      gloss->second);
  }
  if (const auto* e = std::get_if<core::Not>(&program.exprs[id].node)) {
    if (isFact(program, e->of) || program.glosses.contains(e->of))
      return say("{} 须为否", "{} must be no", conditionName(program, sources, now, e->of));
    if (const auto* compare = std::get_if<core::Compare>(&program.exprs[e->of].node)) {
      const Comparing c = comparing(program, *compare, true);
      return words(program, sources, now, c.left) + Text(std::string(" ") + c.sign + " ") +
             words(program, sources, now, c.right);
    }
  }
  return words(program, sources, now, id);
}

// ------------------------------------------------------------------------------------------------------------ the list

namespace {

/// The parts of an all-of, and of those in it.
void flatten(const Program& program, ExprId id, std::vector<ExprId>& parts) {
  const auto* list = std::get_if<core::AtLeast>(&program.exprs[id].node);
  if (list == nullptr || list->k != list->of.size() || program.glosses.contains(id)) {
    if (std::find(parts.begin(), parts.end(), id) == parts.end()) parts.push_back(id);
    return;
  }
  for (const ExprId part : list->of) flatten(program, part, parts);
}

/// A fact that a body judged says so.
Text judged(const View& view, ExprId id, const Text& shown) {
  const auto* fact = factOf(view, id);
  if (fact == nullptr || !view.program.facts[fact->fact].judge) return shown;
  return say("{}（{}评定）", "{} (judged by {})", shown, judgeText(view.program, fact->fact));
}

/// Not barred, which nobody said: an event that did not happen is not worth a line.
bool unheardOf(const View& view, ExprId id) {
  const auto* negation = std::get_if<core::Not>(&view.node(id));
  const auto* fact = negation == nullptr ? nullptr : std::get_if<core::FactRef>(&view.node(negation->of));
  return fact != nullptr && view.program.facts[fact->fact].origin == core::FactOrigin::Event &&
         view.truth(id) == Truth::Yes;
}

Text subjectNoun(const Program& program) {
  const Text name = named(program.subject);
  return name == Text() ? Text("对象", "subject") : name;
}

} // namespace

Line subjectLine(const View& view) {
  return {Mark::None, say("{} = {}", "{} = {}", subjectNoun(view.program), view.facts.subject), {}};
}

Lines conditionLines(const View& view) {
  std::vector<ExprId> parts;
  flatten(view.program, view.award().eligible, parts);
  std::vector<Text> met;
  std::vector<Text> told; // the same fact asked twice is told once
  Lines rest;
  for (const ExprId part : parts) {
    if (isConst(view.program, chosen(view, part).expr) && view.truth(part) == Truth::Yes) continue;
    if (unheardOf(view, part)) continue;
    const bool plain = isFact(view.program, part) && !view.program.glosses.contains(part);
    if (plain && view.truth(part) == Truth::Yes) {
      const Text shown = judged(view, part, formula(view, part));
      if (std::find(met.begin(), met.end(), shown) == met.end()) met.push_back(shown);
      continue;
    }
    Line line = conditionLine(view, part);
    if (line.below.empty() && std::find(told.begin(), told.end(), line.text) != told.end()) continue;
    told.push_back(line.text);
    rest.push_back(std::move(line));
  }
  Line subject = subjectLine(view);
  if (!met.empty()) subject.text = say("{}：{}", "{}: {}", subject.text, joined(met, semicolon));
  Lines lines{std::move(subject)};
  lines.insert(lines.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
  return lines;
}

} // namespace tiao::explain
