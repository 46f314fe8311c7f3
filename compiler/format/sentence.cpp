#include "compiler/format/writer.h"

#include <fmt/format.h>

namespace tiao::format {

using namespace syntax;

std::string Writer::target(const Target& t) {
  const std::string kind = t.subject ? name(*t.subject) : "";
  const std::string also = t.hereinafter ? pick("（", " (") + word("HEREINAFTER") + (zh_ ? "" : " ") +
                                               newNameIn(*t.hereinafter) + pick("）", ")")
                                         : "";
  const std::string met = t.condition ? condition(*t.condition) : "";
  if (zh_) {
    if (t.encourage) return word("ENCOURAGE") + kind + also + met + "的，";
    if (met.empty()) return word("FOR") + kind + also + "，";
    return word("FOR") + met + "的" + kind + also + "，";
  }
  const std::string opening = t.encourage ? word("ENCOURAGE") : word("FOR");
  if (kind.empty()) return word("FOR", 2) + " " + word("THOSE") + " " + relative(*t.condition) + ", ";
  return opening + " " + kind + also + (t.condition ? " " + relative(*t.condition) : "") + ", ";
}

/// English conditions of a subject: that is attracted, settled and whose revenue exceeds …; `is` and `whose` are
/// courtesy.
std::string Writer::relative(ExprId id) {
  const auto* j = std::get_if<Join>(&tree_.exprs[id].node);
  const std::vector<ExprId> parts = j != nullptr ? j->of : std::vector<ExprId>{id};
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto& node = tree_.exprs[parts[i]].node;
    const auto* oneOf = std::get_if<OneOf>(&node);
    const bool inside = oneOf != nullptr && name(oneOf->fact).find("…") != std::string::npos;
    const bool whose = std::holds_alternative<Comparison>(node) || std::holds_alternative<Grows>(node) ||
                       (oneOf != nullptr && !inside);
    const bool last = i + 1 == parts.size();
    if (i > 0) out += !last ? ", " : " " + word(j->all ? "AND" : "OR") + " ";
    if (whose)
      out += word("THAT", 3) + " ";
    else if (i == 0)
      out += word("THAT") + (inside || std::holds_alternative<Flag>(node) ? " is " : " ");
    out += condition(parts[i], true);
  }
  return out;
}

std::string Writer::sentence(const Sentence& s) {
  std::string body;
  for (size_t i = 0; i < s.phrases.size(); ++i) {
    const Phrase& p = s.phrases[i];
    if (std::holds_alternative<Quoting>(p.node)) continue; // stands before the sentences
    const auto* l = std::get_if<Limit>(&p.node);
    if (l != nullptr && l->inlined && zh_) continue; // said inside the grant before it
    std::string inlined;
    if (zh_ && std::holds_alternative<Grant>(p.node) && i + 1 < s.phrases.size())
      if (const auto* next = std::get_if<Limit>(&s.phrases[i + 1].node); next != nullptr && next->inlined)
        inlined = word("ATMOST") + value(next->bound) + "的";
    if (!body.empty()) body += pick("，", ", ");
    body += phrase(p, inlined);
  }
  std::string out = (s.target ? target(*s.target) : "") + body + pick("。", ".");
  if (!zh_ && !out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string Writer::phrase(const Phrase& p, const std::string& inlined) {
  return std::visit(
      match{
          [&](const Start& x) {
            const auto* day = std::get_if<DateLiteral>(&tree_.exprs[x.when].node);
            const std::string when = day != nullptr ? date(day->date) : condition(x.when);
            const bool flags = day == nullptr && !std::holds_alternative<Comparison>(tree_.exprs[x.when].node);
            return zh_ ? word("FROM") + when + word("QI") : word("FROM") + (flags ? " it is " : " ") + when;
          },
          [&](const Grant& x) { return grant(x, inlined); },
          [&](const Limit& x) { return limit(x); },
          [&](const Rounding& x) {
            const Rational unit = x.unit;
            const number::Rational inverse = Rational(1) / unit;
            const std::string id = unit.isWhole() ? unit.toString() : "1/" + inverse.toString();
            return word("ROUNDED") + (zh_ ? "" : " ") + word("YUANUNIT", zh_ ? 0 : 1, id);
          },
          [&](const Appeal& x) { return word("ENCOURAGE", zh_ ? 0 : 1) + (zh_ ? "" : " ") + name(x.what); },
          [&](const Quoting&) { return std::string(); },
      },
      p.node);
}

/// What is granted: the base is the subject's own, 其 and its.
std::string Writer::granted(ExprId id) {
  const auto* share = std::get_if<PercentOf>(&tree_.exprs[id].node);
  return share != nullptr ? percentOf(*share, true) : value(id);
}

std::string Writer::grant(const Grant& g, const std::string& inlined) {
  if (!g.amount && !g.ceiling) { // what a body weighs
    std::string out = word("REGARD") + (zh_ ? "" : " ");
    for (size_t i = 0; i < g.regard.size(); ++i) out += (i == 0 ? "" : pick("和", " and ")) + name(g.regard[i]);
    return out;
  }
  const size_t noun = g.noun.value_or(0);
  if (!zh_) {
    std::string out = word("GIVE") + (g.payee ? " the " + name(*g.payee) : "") + (g.again ? " " + word("AGAIN") : "");
    if (g.floor)
      out += " " + word("BETWEEN") + " " + value(*g.floor) + " and " + value(*g.ceiling);
    else if (g.ceiling)
      out += " " + word("UPTO") + " " + granted(*g.ceiling);
    else
      out += " " + granted(*g.amount);
    if (g.frequency == Frequency::Once) out += " " + word("ONCE");
    if (g.frequency == Frequency::EachYear) out += " " + word("EACHYEAR");
    if (g.frequency == Frequency::EachMonth) out += " " + word("EACHMONTH");
    if (!g.noun) return out;
    const std::string& called = word("NOUN", noun);
    const bool vowel = called[0] == 'a';
    const bool mass = called == "aid" || called == "support" || called == "funding";
    return out + (mass ? " as " : vowel ? " as an " : " as a ") + called;
  }
  const std::string often = g.frequency == Frequency::EachYear    ? word("EACHYEAR")
                            : g.frequency == Frequency::EachMonth ? word("EACHMONTH")
                                                                  : "";
  const std::string once = g.frequency == Frequency::Once ? word("ONCE") : "";
  const std::string payee = g.payee ? name(*g.payee) : "";
  const auto* share = g.amount ? std::get_if<PercentOf>(&tree_.exprs[*g.amount].node) : nullptr;
  const auto* upTo = g.ceiling ? std::get_if<PercentOf>(&tree_.exprs[*g.ceiling].node) : nullptr;
  const bool based = g.amount && !std::holds_alternative<Literal>(tree_.exprs[*g.amount].node) && !g.again && g.noun;
  if (upTo != nullptr && !g.floor && g.noun)
    return often + word("UPTO") + word("BY") + percentOf(*upTo, true) + word("GIVE") + payee + once +
           word("NOUN", noun);
  if (based) {
    const std::string base = share != nullptr ? percentOf(*share, true) : value(*g.amount);
    return often + word("BY") + base + word("GIVE") + payee + inlined + once + word("NOUN", noun);
  }
  std::string out = often + (g.again ? word("AGAIN") : "") + word("GIVE") + payee;
  if (g.floor)
    out += value(*g.floor) + word("TO") + value(*g.ceiling);
  else if (g.ceiling)
    out += word("ATMOST") + value(*g.ceiling);
  else
    out += value(*g.amount);
  if (g.noun) return out + "的" + once + word("NOUN", noun);
  return out + once;
}

std::string Writer::limit(const Limit& l) {
  static constexpr const char* tokens[] = {"ATMOST", "ATLEAST", "LONGEST"};
  const std::string bound = word(tokens[static_cast<size_t>(l.kind)]);
  const std::string scope = l.scope == LimitScope::Total       ? word("TOTAL")
                            : l.scope == LimitScope::EachYear  ? word("EACHYEAR", zh_ ? 0 : 1)
                            : l.scope == LimitScope::EachMonth ? word("EACHMONTH", zh_ ? 0 : 1)
                                                               : "";
  if (zh_) return scope + (scope.empty() && l.kind == LimitKind::AtMost ? word("ATMOST", 1) : bound) + value(l.bound);
  return bound + " " + value(l.bound) + (scope.empty() ? "" : " " + scope);
}

} // namespace tiao::format
