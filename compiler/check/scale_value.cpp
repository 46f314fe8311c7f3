#include "compiler/check/checker.h"

#include <algorithm>

namespace tiao::check {

using core::match;
using enum core::Comparison;

/// The value of a scale of these keys, with a gloss that tells its lines.
Typed Checker::scaleValue(const LoweredScale& scale, const std::vector<Typed>& keys, bool applied, Span span) {
  core::ScaleGloss gloss;
  gloss.name = nameOf(scale.symbol);
  gloss.applied = applied;
  for (const Typed& key : keys) gloss.keys.push_back(key.id);
  core::ExprId value;
  if (scale.written->form == syntax::Scale::Form::Parts) {
    gloss.parts = true;
    value = partsValue(scale, keys.front(), gloss);
  } else {
    std::vector<core::ExprId> hold;
    for (const LoweredLine& line : scale.lines) {
      std::vector<core::ExprId> asked;
      for (size_t i = 0; i < keys.size(); ++i)
        if (!std::holds_alternative<syntax::AnyValue>(line.cells[i])) asked.push_back(holds(line.cells[i], keys[i]));
      hold.push_back(asked.empty() ? add(core::Const{true}, truth()) : all(asked, {}));
      gloss.lines.push_back({lineWords(scale, *line.written), hold.back(), line.value.id, std::nullopt});
    }
    if (scale.otherwise) gloss.otherwise = scale.otherwise->id;
    const core::ExprId nothing = scale.otherwise ? scale.otherwise->id : constant(0, scale.type.unit);
    value = scale.cases ? decided(scale, keys) : inOrder(scale, hold, nothing);
  }
  // A node of its own: what a line gives may stand elsewhere too, where it is no scale.
  const core::Node node = program_.exprs[value].node;
  const core::ExprId own = add(node, scale.type, span);
  program_.glosses[own] = std::move(gloss);
  return {own, scale.type};
}

/// Decides among the cases: each key is asked once on the way, so that the range of what a missing key may give is
/// exact.
core::ExprId Checker::decided(const LoweredScale& scale, const std::vector<Typed>& keys) {
  const core::ExprId nothing = scale.otherwise ? scale.otherwise->id : constant(0, scale.type.unit);
  std::vector<core::ExprId> values; // by node; leaves stand before what leads to them
  for (const Cases::Node& node : scale.cases->nodes) {
    if (node.key == keys.size()) {
      values.push_back(amongLines(scale, node.lines, nothing));
      continue;
    }
    const Typed& key = keys[node.key];
    core::ExprId value = values[node.branches.back().next];
    for (size_t i = node.branches.size() - 1; i-- > 0;) {
      const Cases::Branch& branch = node.branches[i];
      core::ExprId here;
      if (const auto* interval = std::get_if<Interval>(&branch.where))
        here = compare(interval->hi->included ? AtMost : Less, key.id, constant(interval->hi->at, key.type.unit));
      else
        here = isMember(key, std::get<Members>(branch.where));
      value = add(core::If{here, values[branch.next], value}, scale.type);
    }
    values.push_back(value);
  }
  return values[scale.cases->root];
}

/// What lines that all hold give together.
core::ExprId Checker::amongLines(const LoweredScale& scale, const std::vector<size_t>& lines, core::ExprId nothing) {
  if (lines.empty()) return nothing;
  core::ExprId value = scale.lines[lines.front()].value.id;
  if (scale.overlap == "First") return value;
  for (size_t i = 1; i < lines.size(); ++i) {
    const core::ExprId other = scale.lines[lines[i]].value.id;
    value = scale.overlap == "Highest" ? add(core::Greatest{value, other}, scale.type)
                                       : add(core::Least{value, other, false}, scale.type);
  }
  return value;
}

core::ExprId Checker::holds(const ScaleCell& cell, const Typed& key) {
  return std::visit(match{
                        [&](const syntax::AnyValue&) { return add(core::Const{true}, truth()); },
                        [&](const Members& members) { return isMember(key, members); },
                        [&](const ScaleRange& range) {
                          std::vector<core::ExprId> ends;
                          if (range.lo)
                            ends.push_back(compare(range.lo->included ? AtMost : Less, range.lo->value, key.id));
                          if (range.hi)
                            ends.push_back(compare(range.hi->included ? AtMost : Less, key.id, range.hi->value));
                          return all(ends, {});
                        },
                    },
                    cell);
}

/// Is the key one of these? A yes-or-no is itself the answer.
core::ExprId Checker::isMember(const Typed& key, const Members& members) {
  if (key.type.kind == core::Kind::Truth) {
    if (members[0] == members[1]) return add(core::Const{members[0]}, truth());
    return members[1] ? key.id : add(core::Not{key.id}, truth());
  }
  std::vector<core::ExprId> parts;
  for (uint32_t i = 0; i < members.size(); ++i)
    if (members[i]) parts.push_back(compare(Equal, key.id, add(core::Const{core::Member{i}}, key.type)));
  return parts.size() == 1 ? parts.front() : add(core::AtLeast{1, std::move(parts)}, truth());
}

/// With bounds that are not known the lines are asked one after another, and where several hold the convention decides.
core::ExprId Checker::inOrder(const LoweredScale& scale, const std::vector<core::ExprId>& hold, core::ExprId nothing) {
  core::ExprId value = nothing;
  std::vector<core::ExprId> later;
  for (size_t i = scale.lines.size(); i-- > 0;) {
    const core::ExprId own = scale.lines[i].value.id;
    core::ExprId given = own;
    if (scale.overlap != "First" && !later.empty()) {
      const core::ExprId both = scale.overlap == "Highest" ? add(core::Greatest{own, value}, scale.type)
                                                           : add(core::Least{own, value, false}, scale.type);
      given = add(core::If{add(core::AtLeast{1, later}, truth()), both, own}, scale.type);
    }
    const bool last = later.empty() && scale.closed && !scale.otherwise;
    value = last ? own : add(core::If{hold[i], given, value}, scale.type);
    later.push_back(hold[i]);
  }
  return value;
}

/// The sum over the parts: what of the key lies in each, at its rate.
core::ExprId Checker::partsValue(const LoweredScale& scale, const Typed& key, core::ScaleGloss& gloss) {
  std::optional<core::ExprId> sum;
  const auto addUp = [&](core::Name words, core::ExprId part, core::ExprId value, std::optional<core::ExprId> rate) {
    gloss.lines.push_back({std::move(words), part, value, rate});
    sum = sum ? add(core::Add{*sum, value}, scale.type) : value;
  };
  const auto atRate = [&](core::Name words, core::ExprId part, core::ExprId rate) {
    addUp(std::move(words), part, add(core::Mul{part, rate}, scale.type), rate);
  };
  std::optional<core::ExprId> covered;
  for (const LoweredLine& line : scale.lines) {
    const auto& range = std::get<ScaleRange>(line.cells.front());
    const core::ExprId part = width(key, range.lo ? std::optional(range.lo->value) : std::nullopt,
                                    range.hi ? std::optional(range.hi->value) : std::nullopt);
    covered = covered ? add(core::Add{*covered, part}, key.type) : part;
    const core::Name words = lineWords(scale, *line.written);
    if (!line.flat) {
      atRate(words, part, line.value.id);
    } else if (range.lo) { // due as soon as the key comes into the part
      const core::ExprId reached = compare(range.lo->included ? AtMost : Less, range.lo->value, key.id);
      addUp(words, part, add(core::If{reached, line.value.id, constant(0, scale.type.unit)}, scale.type), std::nullopt);
    } else {
      addUp(words, part, line.value.id, std::nullopt);
    }
  }
  if (scale.otherwise && scale.cases) {
    for (const Place& place : check::placesOf(*scale.cases, everywhere(scale))) {
      if (!place.lines.empty()) continue;
      const auto& gap = std::get<Interval>(place.where.front());
      const auto end = [&](const std::optional<End>& e) {
        return e ? std::optional(constant(e->at, key.type.unit)) : std::nullopt;
      };
      const Text words = sideText(scale, 0, place.where.front());
      atRate({words.zh, words.en}, width(key, end(gap.lo), end(gap.hi)), scale.otherwise->id);
    }
  } else if (scale.otherwise) {
    const core::ExprId rest =
        covered
            ? add(core::Add{width(key, std::nullopt, std::nullopt), add(core::Mul{constant(-1), *covered}, key.type)},
                  key.type)
            : width(key, std::nullopt, std::nullopt);
    atRate({"其余", "otherwise"}, add(core::Greatest{constant(0, key.type.unit), rest}, key.type), scale.otherwise->id);
  }
  return *sum;
}

/// How much of a value lies between two bounds. What lies below the first bound begins at zero.
core::ExprId Checker::width(const Typed& key, std::optional<core::ExprId> lo, std::optional<core::ExprId> hi) {
  core::ExprId part = hi ? add(core::Least{key.id, *hi, false}, key.type) : key.id;
  if (lo) part = add(core::Add{part, add(core::Mul{constant(-1), *lo}, key.type)}, key.type);
  return add(core::Greatest{constant(0, key.type.unit), part}, key.type);
}

} // namespace tiao::check
