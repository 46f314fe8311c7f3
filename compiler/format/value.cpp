#include "compiler/format/writer.h"

#include <fmt/format.h>

namespace tiao::format {

using namespace syntax;

/// A part of a larger value. What is not a single word stands in brackets.
std::string Writer::operand(ExprId id) {
  const auto& node = tree_.exprs[id].node;
  const bool plain = std::holds_alternative<NameUse>(node) || std::holds_alternative<Literal>(node);
  return plain ? value(id) : pick("（", "(") + value(id) + pick("）", ")");
}

/// `own`: the base is said to be the subject's.
std::string Writer::percentOf(const PercentOf& share, bool own) {
  own &= std::holds_alternative<NameUse>(tree_.exprs[share.base].node);
  const auto* rate = std::get_if<Literal>(&tree_.exprs[share.rate].node);
  if (!zh_)
    return (rate != nullptr ? literal(*rate) : operand(share.rate)) + " of " + (own ? word("COURTESY", 3) + " " : "") +
           operand(share.base);
  // 的 takes a name or brackets before it; a literal base is said the other way round.
  return (own ? word("COURTESY") : "") + operand(share.base) + "的" +
         (rate != nullptr ? literal(*rate) : value(share.rate));
}

std::string Writer::value(ExprId id) {
  static constexpr const char* signs[] = {"+", "-", "×", "÷"};
  return std::visit(
      match{
          [&](const Literal& x) { return literal(x); },
          [&](const DateLiteral& x) { return date(x.date); },
          [&](const NameUse& x) { return name(x.name); },
          [&](const PercentOf& x) { return percentOf(x); },
          [&](const Binary& x) {
            const std::string sign = signs[static_cast<size_t>(x.op)];
            // Sums and products group to the left, and products bind closer.
            const auto* inner = std::get_if<Binary>(&tree_.exprs[x.left].node);
            const bool product = x.op == Arithmetic::Times || x.op == Arithmetic::Over;
            const bool innerProduct =
                inner != nullptr && (inner->op == Arithmetic::Times || inner->op == Arithmetic::Over);
            const bool bare = inner != nullptr && (innerProduct || !product);
            return (bare ? value(x.left) : operand(x.left)) + " " + sign + " " + operand(x.right);
          },
          [&](const Negative& x) { return "-" + operand(x.of); },
          [&](const Extreme& x) {
            if (zh_)
              return operand(x.left) + word("AND", 6) + operand(x.right) + "的" + word(x.larger ? "LARGER" : "SMALLER");
            return word(x.larger ? "LARGEROF" : "SMALLEROF") + " " + operand(x.left) + " and " + operand(x.right);
          },
          [&](const Conditional& x) {
            const std::string gap = zh_ ? "" : " ";
            return word("IF") + gap + condition(x.condition) + pick("，", ", ") + word("THEN") + gap + value(x.then) +
                   pick("，", ", ") + word("ELSE") + gap + value(x.otherwise);
          },
          [&](const PreviousYear& x) {
            return zh_ ? word("PREVIOUS") + value(x.of) : value(x.of) + " " + word("PREVIOUSLY");
          },
          [&](const Increase& x) {
            return zh_ ? value(x.of) + word("INCREASE") : word("INCREASEOF") + " " + value(x.of);
          },
          [&](const PartAbove& x) {
            if (zh_) return value(x.of) + word("MORE", 1) + operand(x.bound) + "的" + word("PART");
            return word("PARTOF") + " " + value(x.of) + " " + word("MORE", 3) + " " + operand(x.bound);
          },
          [&](const AverageGrowth& x) {
            if (zh_)
              return word("RECENT") + fmt::format("{}年", x.years) + (x.of ? name(*x.of) : "") + word("AVERAGEGROWTH");
            return word("AVERAGEGROWTH") + (x.of ? " of " + name(*x.of) : "") +
                   fmt::format(" over {} year{}", x.years, x.years == 1 ? "" : "s");
          },
          [&](const Rounded& x) {
            const std::string how =
                x.mode == number::RoundMode::Down
                    ? word("ROUNDED")
                    : word("ROUNDTO", 0, x.mode == number::RoundMode::HalfUp ? "HalfUp" : "HalfEven");
            return pick("（", "(") + value(x.of) + " " + how + (zh_ ? "" : " ") + value(x.unit) + pick("）", ")");
          },
          [&](const SumOver& x) {
            const std::string kind = name(x.kind);
            if (zh_) {
              const std::string of = word("SUMOVER") + (x.where ? "（" + condition(*x.where) + "）的" : "") + kind;
              return x.of ? of + "的" + operand(*x.of) + word("SUMEND") : of + word("COUNTEND");
            }
            const std::string that = x.where ? " (" + word("THAT") + " " + condition(*x.where) + ")" : "";
            return x.of ? word("SUMOVER") + " " + kind + that + " of " + operand(*x.of)
                        : word("COUNTOVER") + " " + kind + that;
          },
          [&](const FullSince& x) {
            return zh_ ? name(x.date) + word(x.months ? "MONTHSAFTER" : "YEARSAFTER")
                       : word(x.months ? "MONTHSSINCE" : "YEARSSINCE") + " " + name(x.date);
          },
          [&](const Applied& x) {
            return name(x.scale) + pick("", " ") + word("APPLIED") + pick("", " ") + operand(x.of);
          },
          [&](const Flag& x) { return name(x.name); },
          [&](const Comparison&) { return condition(id); },
          [&](const OneOf&) { return condition(id); },
          [&](const Grows&) { return condition(id); },
          [&](const Not&) { return condition(id); },
          [&](const EachOfYears&) { return condition(id); },
          [&](const HeldWithin&) { return condition(id); },
          [&](const Join&) { return condition(id); },
          [&](const Versioned& x) { // said nowhere; what it comes to without the layer
            return x.otherwise ? value(*x.otherwise) : std::string();
          },
          [&](const Invalid&) { return std::string(); },
      },
      tree_.exprs[id].node);
}

std::string Writer::comparison(const Comparison& c, uint8_t) {
  static constexpr const char* tokens[] = {"ATLEAST", "ATMOST", "MORE", "LESS"};
  const std::string bound = word(tokens[static_cast<size_t>(c.bound)]);
  const bool counts = c.bound == Bound::AtLeast || c.bound == Bound::AtMost;
  const std::string mark =
      !c.marked ? "" : pick("（", " (") + word(counts ? "INCLUSIVE" : "EXCLUSIVE") + pick("）", ")");
  // （不含） turns a bound that counts into one that does not: it is said with the bound that it turns.
  const std::string said = c.marked && !counts ? word(c.bound == Bound::More ? "ATLEAST" : "ATMOST") : bound;
  const auto& left = tree_.exprs[c.left].node;
  if (const auto* use = std::get_if<NameUse>(&left))
    if (const std::string whole = name(use->name); whole.find("…") != std::string::npos) {
      const size_t place = whole.find("…");
      const size_t after = place + std::string("…").size();
      if (zh_) return whole.substr(0, place) + said + value(c.right) + mark + whole.substr(after);
      return whole.substr(0, place) + said + " " + value(c.right) + mark + whole.substr(after);
    }
  const std::string side = value(c.left);
  if (!c.further.empty()) {
    std::string bounds = value(c.right);
    for (size_t i = 0; i < c.further.size(); ++i)
      bounds += (zh_ ? "、" : i + 1 == c.further.size() ? " or " : ", ") + value(c.further[i]);
    return zh_ ? side + bound + bounds : side + " is " + bound + " " + bounds;
  }
  return zh_ ? side + said + value(c.right) + mark : side + " is " + said + " " + value(c.right) + mark;
}

std::string Writer::members(const OneOf& c) {
  std::string list;
  for (size_t i = 0; i < c.members.size(); ++i) {
    if (i > 0) list += i + 1 == c.members.size() ? pick("或", " or ") : pick("、", ", ");
    list += name(c.members[i]);
  }
  const std::string whole = name(c.fact);
  const size_t place = whole.find("…");
  if (place == std::string::npos) return whole + (zh_ ? word("IS") : " " + word("IS") + " ") + list;
  return whole.substr(0, place) + list + whole.substr(place + std::string("…").size());
}

std::string Writer::join(const Join& j) {
  std::string out;
  for (size_t i = 0; i < j.of.size(); ++i) {
    if (i > 0) {
      const bool last = i + 1 == j.of.size();
      if (zh_)
        out += !last ? "、" : word(j.all ? "AND" : "OR");
      else
        out += !last ? ", " : " " + word(j.all ? "AND" : "OR") + " ";
    }
    out += condition(j.of[i], true);
  }
  return out;
}

/// 1年内未受过处罚; not punished within 1 year.
std::string Writer::heldWithin(const HeldWithin& h, bool negated) const {
  // 近 keeps the number from running into that of a numbered condition before it: 2.近1年内….
  if (zh_)
    return word("RECENT") + fmt::format("{}年", h.years) + word("INSIDE") + (negated ? word("NOT") : "") + name(h.of);
  return (negated ? word("NOT") + " " : "") + name(h.of) + " " + word("WITHIN") +
         fmt::format(" {} year{}", h.years, h.years == 1 ? "" : "s");
}

std::string Writer::condition(ExprId id, bool nested) {
  const Expr& e = tree_.exprs[id];
  const std::string open = pick("（", "(");
  const std::string close = pick("）", ")");
  if (const auto* j = std::get_if<Join>(&e.node)) return nested ? open + join(*j) + close : join(*j);
  if (const auto* c = std::get_if<Comparison>(&e.node)) return comparison(*c, e.wording);
  if (const auto* o = std::get_if<OneOf>(&e.node)) return members(*o);
  if (const auto* y = std::get_if<EachOfYears>(&e.node))
    return (zh_ ? word("CONSECUTIVE") + std::to_string(y->years) + "年" + word("EACHYEAR")
                : word("INEACHOF") + " " + std::to_string(y->years) + " " + word("CONSECUTIVEYEARS") + " ") +
           condition(y->of, true);
  if (const auto* h = std::get_if<HeldWithin>(&e.node)) return heldWithin(*h, false);
  if (const auto* n = std::get_if<Not>(&e.node))
    if (const auto* h = std::get_if<HeldWithin>(&tree_.exprs[n->of].node)) return heldWithin(*h, true);
  if (const auto* n = std::get_if<Not>(&e.node))
    return word("NOT", zh_ ? e.wording : 0) + (zh_ ? "" : " ") + condition(n->of, true);
  if (const auto* g = std::get_if<Grows>(&e.node)) {
    static constexpr const char* tokens[] = {"ATLEAST", "ATMOST", "MORE", "LESS"};
    const std::string bound = word(tokens[static_cast<size_t>(g->bound)]);
    return zh_ ? name(g->of) + word("GROWS") + bound + value(g->rate)
               : name(g->of) + " " + word("GROWS") + " " + bound + " " + value(g->rate);
  }
  return value(id);
}

} // namespace tiao::format
