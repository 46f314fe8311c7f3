#include "compiler/explain/phrase.h"

namespace tiao::explain {

namespace {

/// How tightly an expression binds, so that parentheses stand only where they are needed.
enum Tightness { Loose, Joining, Comparison, Adding, Multiplying, Atom };

struct Phrase {
  Text text;
  Tightness tightness = Atom;
};

/// Longer expressions end in … after so many nodes: a page of formula explains nothing.
constexpr int mostNodes = 60;

Text termText(core::TermUnit unit, int count) {
  switch (unit) {
  case core::TermUnit::Days: return say("{}天", count == 1 ? "{} day" : "{} days", count);
  case core::TermUnit::Months: return say("{}个月", count == 1 ? "{} month" : "{} months", count);
  case core::TermUnit::Years: return say("{}年", count == 1 ? "{} year" : "{} years", count);
  }
  return {};
}

Text unitWord(core::TermUnit unit) {
  switch (unit) {
  case core::TermUnit::Days: return {"天", "days"};
  case core::TermUnit::Months: return {"个月", "months"};
  case core::TermUnit::Years: return {"年", "years"};
  }
  return {};
}

class Phrasing {
public:
  Phrasing(const Program& program, const source::SourceSet& sources, Period now, const View* view)
      : program_(program), sources_(sources), now_(now), view_(view) {}

  Text in(ExprId expr, Period at, Tightness least) {
    const Phrase phrase = of(expr, at);
    return phrase.tightness < least ? say("（{}）", "({})", phrase.text) : phrase.text;
  }

private:
  Phrase of(ExprId id, Period at) {
    if (++nodes_ > mostNodes) return {"…"};
    if (const core::ScaleGloss* scale = scaleAt(program_, id)) {
      const Text name = scaleName(program_, sources_, at, *scale);
      return valued(id, at, at == now_ ? name : say("{}（{}）", "{} ({})", name, periodText(at)));
    }
    return std::visit(
        match{
            [&](const core::Const& e) { return Phrase{constant(id, e)}; },
            [&](const core::FactRef& e) { return Phrase{fact(e.fact, at)}; },
            [&](const core::Back& e) { return of(e.of, before(at, e.count, e.unit)); },
            [&](const core::Day& e) {
              const Text name = e.last ? Text("期末日", "the last day") : Text("期初日", "the first day");
              return valued(id, at, dated(name, at));
            },
            [&](const core::Add& e) { return sum(e, at); },
            [&](const core::Mul& e) { return infix(e.left, " × ", e.right, at, Multiplying); },
            [&](const core::Div& e) { return infix(e.left, " ÷ ", e.right, at, Multiplying); },
            [&](const core::Least& e) { return least(id, e, at); },
            [&](const core::Greatest& e) {
              return Phrase{
                  say("较大者（{}，{}）", "the larger of ({}, {})", in(e.left, at, Loose), in(e.right, at, Loose))};
            },
            [&](const core::Whole& e) { return Phrase{say("取整（{}）", "whole part of ({})", in(e.of, at, Loose))}; },
            [&](const core::Round& e) {
              const Text unit = numberText(program_, program_.exprs[id].type.unit, e.unit);
              return Phrase{say("（{}）舍入到{}", "({}) rounded to {}", in(e.of, at, Loose), unit)};
            },
            [&](const core::If& e) { return branch(e, at); },
            [&](const core::Shift& e) {
              const auto* by = std::get_if<core::Const>(&program_.exprs[e.by].node);
              const auto* count = by == nullptr ? nullptr : std::get_if<Rational>(&by->value);
              const auto whole = count == nullptr ? std::nullopt : count->toInt64();
              const Text term = whole && *whole > -10'000 && *whole < 10'000
                                    ? termText(e.unit, static_cast<int>(*whole))
                                    : in(e.by, at, Atom) + Text(" ") + unitWord(e.unit);
              return Phrase{say("{} 后{}", "{1} after {0}", in(e.date, at, Atom), term), Adding};
            },
            [&](const core::Full& e) {
              return Phrase{full(id, e, at), Adding};
            },
            [&](const core::Anniversaries& e) {
              const Text date = in(e.date, at, Atom);
              if (view_ == nullptr)
                return Phrase{say("{} 的周年数", "anniversaries of {} in the period", date), Adding};
              return Phrase{say("本期有 {1} 个 {0} 的周年", "{1} anniversaries of {0} in the period", date,
                                view_->at(at).shown(id)),
                            Adding};
            },
            [&](const core::Sum& e) { return valued(id, at, say("{}之和", "the sum over {}", over(e.domain))); },
            [&](const core::Awarded& e) {
              return valued(id, at, say("{}已给予", "given before by {}", named(program_.awards[e.award].name)));
            },
            [&](const core::Compare& e) {
              const Comparing c = comparing(program_, e, false);
              if (isMembership(program_, e)) {
                return Phrase{say("{} 为 {}", "{} is {}", in(e.left, at, Atom), in(e.right, at, Atom)), Comparison};
              }
              return Phrase{in(c.left, at, Adding) + Text(std::string(" ") + c.sign + " ") + in(c.right, at, Adding),
                            Comparison};
            },
            [&](const core::Not& e) { return Phrase{say("非 {}", "not {}", in(e.of, at, Atom))}; },
            [&](const core::AtLeast& e) { return list(e, at); },
        },
        program_.exprs[id].node);
  }

  /// A rate reads as it was written: 100%, not 1.
  Text constant(ExprId id, const core::Const& e) const {
    const core::Type& type = program_.exprs[id].type;
    const source::Span span = program_.exprs[id].span;
    const auto* number = std::get_if<Rational>(&e.value);
    if (number != nullptr && type.unit.powers.empty() && span.file < sources_.size() && span.begin < span.end &&
        span.end <= sources_[span.file].text().size()) {
      const std::string_view written = sources_.text(span);
      if (written.ends_with("%") || written.ends_with("％")) return percentText(*number);
    }
    return constantText(program_, type, e.value);
  }

  Text dated(const Text& name, Period at) const {
    return at == now_ ? name : say("{}（{}）", "{} ({})", name, periodText(at));
  }

  Text fact(FactId fact, Period at) const {
    const core::Fact& declared = program_.facts[fact];
    Text name = named(declared.name);
    switch (declared.per) {
    case core::Per::Fixed: break;
    case core::Per::Year:
      if (at.year != now_.year) name = dated(name, {at.year, 0});
      break;
    case core::Per::Month: name = dated(name, at); break;
    }
    return view_ == nullptr ? name : name + " " + view_->at(at).fact(fact);
  }

  // 自 开业 2020-02-29 至 期末日 2022-12-31 满 2年
  Text full(ExprId id, const core::Full& e, Period at) {
    const Text from = in(e.from, at, Atom);
    const Text to = in(e.to, at, Atom);
    const Text unit = unitWord(e.unit);
    if (view_ == nullptr) return say("自 {} 至 {} 满{}数", "full {2} from {0} to {1}", from, to, unit);
    const interpret::NumberRange found = view_->at(at).number(id);
    const Text number = found.definite() ? Text(found.lo.toString()) : Text("未定", "undecided");
    return say("自 {} 至 {} 满 {}{}", "{2} full {3} from {0} to {1}", from, to, number, unit);
  }

  /// Words and, where values are told, the value.
  [[nodiscard]] Phrase valued(ExprId id, Period at, const Text& name) const {
    return view_ == nullptr ? Phrase{name} : Phrase{name + " " + view_->at(at).shown(id)};
  }

  Phrase infix(ExprId left, const char* sign, ExprId right, Period at, Tightness tightness) {
    const Text first = in(left, at, tightness);
    return {first + sign + in(right, at, static_cast<Tightness>(tightness + 1)), tightness};
  }

  /// a + (−1 × b) is a − b.
  Phrase sum(const core::Add& e, Period at) {
    if (const auto* product = std::get_if<core::Mul>(&program_.exprs[e.right].node)) {
      if (isMinusOne(product->left)) return infix(e.left, " − ", product->right, at, Adding);
      if (isMinusOne(product->right)) return infix(e.left, " − ", product->left, at, Adding);
    }
    if (const auto* constant = std::get_if<core::Const>(&program_.exprs[e.right].node)) {
      const auto* number = std::get_if<Rational>(&constant->value);
      if (number != nullptr && number->sign() < 0) {
        const Text minus = numberText(program_, program_.exprs[e.right].type.unit, -*number);
        return {in(e.left, at, Adding) + " − " + minus, Adding};
      }
    }
    return infix(e.left, " + ", e.right, at, Adding);
  }

  [[nodiscard]] bool isMinusOne(ExprId id) const {
    const auto* constant = std::get_if<core::Const>(&program_.exprs[id].node);
    const auto* number = constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
    return number != nullptr && *number == Rational(-1);
  }

  /// A quantity that a limit stands on is told as it counts; the limit has a line of its own.
  Phrase least(ExprId id, const core::Least& e, Period at) {
    if (!e.limit) {
      return {say("较小者（{}，{}）", "the smaller of ({}, {})", in(e.left, at, Loose), in(e.right, at, Loose))};
    }
    if (view_ == nullptr)
      return {say("{}（不超过 {}）", "{} (at most {})", in(e.left, at, Atom), in(e.right, at, Loose))};
    const Text name = explain::words(program_, sources_, now_, e.left);
    return {(isFact(program_, e.left) ? name : say("（{}）", "({})", name)) + " " + view_->at(at).shown(id)};
  }

  Phrase branch(const core::If& e, Period at) {
    if (view_ != nullptr) {
      switch (view_->at(at).truth(e.condition)) {
      case Truth::Yes: return of(e.then, at);
      case Truth::No: return of(e.otherwise, at);
      case Truth::Either: break;
      }
    }
    const Text condition = in(e.condition, at, Comparison);
    const Text then = in(e.then, at, Joining);
    return {say("若 {} 则 {} 否则 {}", "if {} then {} else {}", condition, then, in(e.otherwise, at, Loose)), Loose};
  }

  /// The facts that are each asked to be so, as 落户、上报统计数据 / settled and reporting statistics.
  [[nodiscard]] bool facts(const core::AtLeast& e) const {
    for (const ExprId part : e.of) {
      if (!isFact(program_, part)) return false;
    }
    return true;
  }

  /// 所在区县 为 上城区、萧山区 之一, where the parts are values of one fact.
  std::optional<Phrase> anyValue(const core::AtLeast& e, Period at) {
    std::vector<Text> values;
    std::optional<ExprId> subject;
    for (const ExprId part : e.of) {
      const auto* compare = std::get_if<core::Compare>(&program_.exprs[part].node);
      if (compare == nullptr || !isMembership(program_, *compare)) return std::nullopt;
      if (subject && !sameFact(program_, *subject, compare->left)) return std::nullopt;
      subject = compare->left;
      values.push_back(in(compare->right, at, Atom));
    }
    if (!subject || values.size() < 2) return std::nullopt;
    const Text name = in(*subject, at, Atom);
    return Phrase{say("{} 为 {} 之一", "{} is one of {}", name, joined(values, enumeration)), Comparison};
  }

  Phrase list(const core::AtLeast& e, Period at) {
    if (e.k == 1) {
      if (auto phrase = anyValue(e, at)) return std::move(*phrase);
    }
    std::vector<Text> parts;
    for (const ExprId part : e.of) parts.push_back(in(part, at, Comparison));
    if (parts.size() == 1) return {parts.front(), Comparison};
    if (e.k == e.of.size() && facts(e)) {
      const Text last = parts.back();
      parts.pop_back();
      return {joined(parts, enumeration) + Text("、", " and ") + last, Joining};
    }
    if (e.k == e.of.size()) return {joined(parts, {" 且 ", " and "}), Joining};
    if (e.k == 1) return {joined(parts, {" 或 ", " or "}), Joining};
    return {say("至少{}项（{}）", "at least {} of ({})", e.k, joined(parts, semicolon))};
  }

  [[nodiscard]] Text over(const core::Domain& domain) const {
    return std::visit(match{
                          [&](const core::OverItems& d) {
                            Text kind = named(program_.itemKinds[d.kind].name);
                            kind.en = plural(kind.en);
                            return Text("各" + kind.zh, kind.en);
                          },
                          [](const core::OverMonths&) { return Text("各月", "the months"); },
                          [](const core::OverYears&) { return Text("各年", "the years"); },
                      },
                      domain);
  }

  const Program& program_;
  const source::SourceSet& sources_;
  Period now_;
  const View* view_; // null: names alone
  int nodes_ = 0;
};

} // namespace

Text words(const Program& program, const source::SourceSet& sources, Period now, ExprId expr) {
  return Phrasing(program, sources, now, nullptr).in(expr, now, Loose);
}

Text formula(const View& view, ExprId expr) {
  return Phrasing(view.program, view.sources, view.outcome.period, &view).in(expr, view.period, Loose);
}

bool isFact(const Program& program, ExprId expr) {
  if (const auto* back = std::get_if<core::Back>(&program.exprs[expr].node)) return isFact(program, back->of);
  return std::holds_alternative<core::FactRef>(program.exprs[expr].node);
}

bool sameFact(const Program& program, ExprId a, ExprId b) {
  const auto* one = std::get_if<core::FactRef>(&program.exprs[a].node);
  const auto* other = std::get_if<core::FactRef>(&program.exprs[b].node);
  return a == b || (one != nullptr && other != nullptr && one->fact == other->fact);
}

bool isMembership(const Program& program, const core::Compare& compare) {
  const core::Kind kind = program.exprs[compare.left].type.kind;
  const bool named = kind == core::Kind::Member || kind == core::Kind::Text || kind == core::Kind::Truth;
  return compare.op == core::Comparison::Equal && named && isFact(program, compare.left) &&
         isConst(program, compare.right);
}

bool tellsValue(const Program& program, ExprId expr) {
  const core::Node& node = program.exprs[expr].node;
  if (const auto* back = std::get_if<core::Back>(&node)) return tellsValue(program, back->of);
  return std::holds_alternative<core::FactRef>(node) || std::holds_alternative<core::Day>(node) ||
         std::holds_alternative<core::Full>(node) || std::holds_alternative<core::Anniversaries>(node) ||
         std::holds_alternative<core::Awarded>(node) || std::holds_alternative<core::Const>(node);
}

bool isConst(const Program& program, ExprId expr) {
  return std::holds_alternative<core::Const>(program.exprs[expr].node);
}

Comparing comparing(const Program& program, const core::Compare& compare, bool negated) {
  const bool turned = isConst(program, compare.left) && !isConst(program, compare.right);
  const auto sign = [&](const char* straight, const char* turnedRound, const char* straightNot, const char* turnedNot) {
    return negated ? (turned ? turnedNot : straightNot) : (turned ? turnedRound : straight);
  };
  Comparing result{turned ? compare.right : compare.left, turned ? compare.left : compare.right, ""};
  switch (compare.op) {
  case core::Comparison::Less: result.sign = sign("<", ">", "≥", "≤"); break;
  case core::Comparison::AtMost: result.sign = sign("≤", "≥", ">", "<"); break;
  case core::Comparison::Equal: result.sign = sign("=", "=", "≠", "≠"); break;
  }
  return result;
}

} // namespace tiao::explain
