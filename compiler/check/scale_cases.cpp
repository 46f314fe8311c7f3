#include "compiler/check/checker.h"

namespace tiao::check {

/// Finds the cases where all bounds are known, and says what is to be said.
bool Checker::decide(LoweredScale& scale) {
  const Box all = everywhere(scale);
  const bool parts = scale.written->form == syntax::Scale::Form::Parts;
  std::vector<Box> boxes;
  for (const LoweredLine& line : scale.lines) {
    Box box = all;
    for (size_t i = 0; i < line.cells.size(); ++i) {
      if (const auto* members = std::get_if<Members>(&line.cells[i])) box[i] = *members;
      const auto* range = std::get_if<ScaleRange>(&line.cells[i]);
      if (range == nullptr) continue;
      if ((range->lo && !range->lo->known) || (range->hi && !range->hi->known)) {
        reportComputed(scale);
        return true;
      }
      // Of parts only the width counts: their ends are taken alike, so that parts that touch do not overlap.
      Interval interval;
      if (range->lo) interval.lo = End{*range->lo->known, parts || range->lo->included};
      if (range->hi) interval.hi = End{*range->hi->known, !parts && range->hi->included};
      box[i] = interval;
    }
    boxes.push_back(std::move(box));
  }
  scale.cases = casesOf(boxes, all, mostScaleCases);
  if (!scale.cases) return reportTooLarge(scale), false;
  scale.overlap = readings_.chosen("Overlap").value_or("First");
  reportKnown(scale);
  return true;
}

// ------------------------------------------------------------------------------------------------------ what is known

/// A value that waits for no fact and no date.
std::optional<Rational> Checker::known(core::ExprId id) const {
  const core::Node& node = program_.exprs[id].node;
  if (const auto* c = std::get_if<core::Const>(&node)) {
    const auto* number = std::get_if<Rational>(&c->value);
    return number == nullptr ? std::nullopt : std::optional(*number);
  }
  const auto both = [&](core::ExprId left, core::ExprId right, auto op) -> std::optional<Rational> {
    const auto a = known(left);
    const auto b = known(right);
    return a && b ? std::optional(op(*a, *b)) : std::nullopt;
  };
  if (const auto* sum = std::get_if<core::Add>(&node)) return both(sum->left, sum->right, std::plus<Rational>());
  if (const auto* product = std::get_if<core::Mul>(&node))
    return both(product->left, product->right, std::multiplies<Rational>());
  return std::nullopt;
}

/// What a key may be: the declared range of a fact; anything, where it is computed.
Side Checker::rangeOf(const Typed& key) const {
  if (key.type.kind == core::Kind::Truth) return Members(2, true);
  if (key.type.kind == core::Kind::Member)
    return Members(program_.enumerations[key.type.enumeration].members.size(), true);
  core::ExprId id = key.id;
  while (const auto* back = std::get_if<core::Back>(&program_.exprs[id].node)) id = back->of;
  const auto* ref = std::get_if<core::FactRef>(&program_.exprs[id].node);
  if (ref == nullptr) return Interval{};
  const core::Fact& fact = program_.facts[ref->fact];
  return Interval{End{fact.lo, true}, End{fact.hi, true}};
}

Box Checker::everywhere(const LoweredScale& scale) const {
  Box all;
  for (const Typed& key : scale.keys)
    all.push_back(key.type.kind == core::Kind::Number ? Side(Interval{}) : rangeOf(key));
  return all;
}

/// The same value at any time: the same expression, of the same names.
bool Checker::sameValue(core::ExprId a, core::ExprId b) const {
  return a == b || core::print(program_, a) == core::print(program_, b);
}

/// Does each line of a scale begin where another ends, upward or downward, so that one always holds between the first
/// and the last, whatever the bounds come to?
bool Checker::contiguous(const LoweredScale& scale) const {
  if (scale.written->form == syntax::Scale::Form::Table) return false;
  const auto meets = [&](const LoweredLine& lower, const LoweredLine& upper) {
    const auto& below = std::get<ScaleRange>(lower.cells.front());
    const auto& above = std::get<ScaleRange>(upper.cells.front());
    const bool parts = scale.written->form == syntax::Scale::Form::Parts;
    return below.hi && above.lo && (parts || below.hi->included != above.lo->included) &&
           sameValue(below.hi->value, above.lo->value);
  };
  bool up = true;
  bool down = true;
  for (size_t i = 1; i < scale.lines.size(); ++i) {
    up &= meets(scale.lines[i - 1], scale.lines[i]);
    down &= meets(scale.lines[i], scale.lines[i - 1]);
  }
  return up || down;
}

} // namespace tiao::check
