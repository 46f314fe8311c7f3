#include "compiler/format/writer.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::format {

using namespace syntax;

std::string Writer::target(const Target& t) {
  const std::string kind = t.subject ? name(*t.subject) : "";
  std::string also;
  if (t.hereinafter) {
    const bool both = !t.hereinafter->zh.empty() && !t.hereinafter->en.empty(); // else the vocabulary has the other
    also = pick("（", " (") + word("HEREINAFTER") + (zh_ ? "" : " ") +
           (both ? newName(*t.hereinafter) : newNameIn(*t.hereinafter)) + pick("）", ")");
  }
  const std::string met = t.condition && !t.listed ? condition(*t.condition) : "";
  if (t.listed && t.condition) {
    const auto* j = std::get_if<Join>(&tree_.exprs[*t.condition].node);
    const std::string list = word(j != nullptr && !j->all ? "ANYOF" : "ALLOF");
    if (zh_) return word("FOR") + word("MEETS") + list + "的" + kind + also + "，";
    return word("FOR") + " " + kind + also + " " + word("THAT") + " " + word("MEETS") + " " + list + ", ";
  }
  if (zh_ && kind.empty()) return word("FOR") + met + "的，";
  if (zh_) {
    if (t.encourage) return word("ENCOURAGE") + kind + also + met + "的，";
    if (met.empty()) return word("FOR") + kind + also + "，";
    return word("FOR") + met + "的" + kind + also + "，";
  }
  const std::string opening = t.encourage ? word("ENCOURAGE") : word("FOR");
  if (kind.empty()) return word("FOR", 2) + " " + word("THOSE") + " " + relative(*t.condition, true) + ", ";
  return opening + " " + kind + also + (t.condition ? " " + relative(*t.condition, false) : "") + ", ";
}

/// English conditions of a subject: that is attracted, settled and whose revenue exceeds …; `is`, `whose` and `with`
/// are courtesy. After `those` a plain condition needs no words before it: for those hosting an event.
std::string Writer::relative(ExprId id, bool those) {
  const auto* j = std::get_if<Join>(&tree_.exprs[id].node);
  const std::vector<ExprId> parts = j != nullptr ? j->of : std::vector<ExprId>{id};
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    if (i > 0) out += !last ? ", " : " " + word(j->all ? "AND" : "OR") + " ";
    out += joining(parts[i], i == 0, those) + condition(parts[i], true);
  }
  return out;
}

/// What joins one of these conditions to its subject.
std::string Writer::joining(ExprId id, bool first, bool those) const {
  const auto* negated = std::get_if<Not>(&tree_.exprs[id].node);
  const auto& node = negated != nullptr ? tree_.exprs[negated->of].node : tree_.exprs[id].node;
  const auto placed = [&](const Name& fact) { return name(fact).find("…") != std::string::npos; };
  const auto* flag = std::get_if<Flag>(&node);
  const auto* oneOf = std::get_if<OneOf>(&node);
  const auto* comparison = std::get_if<Comparison>(&node);
  const auto* left = comparison != nullptr ? std::get_if<NameUse>(&tree_.exprs[comparison->left].node) : nullptr;
  // in the Top10 of …, setting up … points: the name itself is said of the subject
  const bool inside = (oneOf != nullptr && placed(oneOf->fact)) || (left != nullptr && placed(left->name));
  const bool valued = comparison != nullptr || oneOf != nullptr || std::holds_alternative<Grows>(node);
  if (valued && !inside) return word("THAT", 3) + " ";
  if (negated == nullptr && flag != nullptr && isNumber(flag->name)) return word("THAT", 5) + " ";
  if (!first || those) return "";
  const bool said = inside || flag != nullptr || std::holds_alternative<HeldWithin>(node);
  return word("THAT") + (said ? " is " : " ");
}

/// A number that stands as a condition asks more than 0: 对购买人证对比设备的.
bool Writer::isNumber(const Name& name) const {
  const auto declares = [&](const std::vector<FactDeclaration>& facts) {
    return std::ranges::any_of(facts, [&](const FactDeclaration& fact) {
      return fact.name.symbol == name.symbol && fact.kind != FactKind::Truth;
    });
  };
  return name.symbol && std::ranges::any_of(tree_.files, [&](const File& file) {
           return std::ranges::any_of(file.declarations, [&](const Declaration& d) {
             if (const auto* subject = std::get_if<Subject>(&d.node)) return declares(subject->facts);
             if (const auto* item = std::get_if<Item>(&d.node)) return declares(item->facts);
             return false;
           });
         });
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
  if (s.target && s.target->listed && s.target->condition) out += numbered(*s.target->condition);
  if (!zh_ && !out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

/// 1.…；2.…。, each on a line of its own.
std::string Writer::numbered(ExprId list) {
  const auto* j = std::get_if<Join>(&tree_.exprs[list].node);
  const std::vector<ExprId> parts = j != nullptr ? j->of : std::vector<ExprId>{list};
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto* inner = std::get_if<Join>(&tree_.exprs[parts[i]].node);
    out += "\n  " + std::to_string(i + 1) + (zh_ ? "." : ". ") +
           (inner != nullptr ? join(*inner) : condition(parts[i])) +
           (i + 1 < parts.size() ? pick("；", ";") : pick("。", "."));
  }
  return out;
}

std::string Writer::phrase(const Phrase& p, const std::string& inlined) {
  return std::visit(
      match{
          [&](const Start& x) {
            const auto* day = std::get_if<DateLiteral>(&tree_.exprs[x.when].node);
            const std::string when = day != nullptr ? date(day->date) : condition(x.when);
            const bool flags = day == nullptr && !std::holds_alternative<Comparison>(tree_.exprs[x.when].node);
            const std::string until = !x.until ? ""
                                      : zh_    ? word("TO") + date(*x.until)
                                               : " " + word("TO") + " " + date(*x.until);
            return (zh_ ? word("FROM") + when + word("QI") : word("FROM") + (flags ? " it is " : " ") + when) + until;
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
          [&](const Purpose& x) { return word("PURPOSE") + (zh_ ? "" : " ") + name(x.what); },
          [&](const Exception& x) {
            return zh_ ? word("EXCEPT") + condition(x.when) + word("OUTSIDE")
                       : word("EXCEPTCASE") + " " + condition(x.when);
          },
          [&](const Overriding& x) {
            std::string out = word("OVERRIDES") + " ";
            for (size_t i = 0; i < x.clauses.size(); ++i)
              out += (i > 0 ? pick("、", " and ") : "") + name(x.clauses[i]);
            return out;
          },
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
  if (g.amount || g.ceiling || g.sameProportion) return zh_ ? grantZh(g, inlined) : grantEn(g);
  std::string out = word("REGARD") + (zh_ ? "" : " "); // what a body weighs
  for (size_t i = 0; i < g.regard.size(); ++i) out += (i == 0 ? "" : pick("和", " and ")) + name(g.regard[i]);
  return out;
}

std::string Writer::grantEn(const Grant& g) {
  std::string out = word("GIVE") + (g.payee ? " the " + name(*g.payee) : "") + (g.again ? " " + word("AGAIN") : "");
  if (g.sameProportion)
    out += " " + word("SAMEPROPORTION");
  else if (!g.further.empty())
    out += (g.ceiling ? " " + word("UPTO") : "") + " " + tiers(g) + " " + word("RESPECTIVELY");
  else if (g.floor)
    out += " " + word("BETWEEN") + " " + value(*g.floor) + " and " + value(*g.ceiling);
  else if (g.ceiling)
    out += " " + word("UPTO") + " " + granted(*g.ceiling);
  else if (g.counted) // 1 yuan per parcel of imported parcels
    out += " " + price(*g.amount) + " of " + name(*g.counted);
  else
    out += " " + granted(*g.amount);
  if (g.each) out += " " + word("EACH") + " " + name(*g.each) + (g.counted ? " of " + name(*g.counted) : "");
  if (g.fullYears) out += " " + word("EACHFULLYEAR") + " " + name(*g.fullYears);
  if (g.block) out += " " + word("EACHFULL") + " " + value(*g.block) + " of " + name(*g.blocksOf);
  if (g.frequency == Frequency::Once) out += " " + word("ONCE");
  if (g.frequency == Frequency::EachYear) out += " " + word("EACHYEAR");
  if (g.frequency == Frequency::EachMonth) out += " " + word("EACHMONTH");
  if (!g.noun) return out;
  const std::string& called = word("NOUN", *g.noun);
  const bool vowel = called[0] == 'a';
  const bool mass = called == "aid" || called == "support" || called == "funding";
  return out + (mass ? " as " : vowel ? " as an " : " as a ") + called;
}

/// 20万元、50万元: the amounts that 分别 pairs with the bounds.
std::string Writer::tiers(const Grant& g) {
  std::string out = value(g.amount ? *g.amount : *g.ceiling);
  for (size_t i = 0; i < g.further.size(); ++i)
    out += (zh_ ? "、" : i + 1 == g.further.size() ? " and " : ", ") + value(g.further[i]);
  return out;
}

/// A price said with its unit apart: 1 yuan per parcel.
std::string Writer::price(ExprId id) {
  const auto* literal = std::get_if<Literal>(&tree_.exprs[id].node);
  if (literal == nullptr || !literal->unit) return value(id);
  Literal plain = *literal;
  plain.unit.reset();
  return this->literal(plain) + " " + word("EACH") + " " + name(*literal->unit);
}

std::string Writer::grantZh(const Grant& g, const std::string& inlined) {
  const size_t noun = g.noun.value_or(0);
  const std::string often = g.fullYears ? word("EACH") + name(*g.fullYears) + word("FULL") + "1年"
                            : g.frequency == Frequency::EachYear  ? word("EACHYEAR")
                            : g.frequency == Frequency::EachMonth ? word("EACHMONTH")
                                                                  : "";
  const std::string once = g.frequency == Frequency::Once ? word("ONCE") : "";
  const std::string payee = g.payee ? name(*g.payee) : "";
  const auto* share = g.amount ? std::get_if<PercentOf>(&tree_.exprs[*g.amount].node) : nullptr;
  const auto* upTo = g.ceiling ? std::get_if<PercentOf>(&tree_.exprs[*g.ceiling].node) : nullptr;
  const auto* literal = g.amount ? std::get_if<Literal>(&tree_.exprs[*g.amount].node) : nullptr;
  if (g.block) // 按年营业收入每满1000万元给予5万元的奖励
    return word("BY") + name(*g.blocksOf) + word("EACH") + word("FULL") + value(*g.block) + word("GIVE") + payee +
           value(*g.amount) + "的" + word("NOUN", noun);
  if (!g.further.empty())
    return often + word("RESPECTIVELY") + word("GIVE") + payee + (g.ceiling ? word("ATMOST") : "") + tiers(g) + "的" +
           once + word("NOUN", noun);
  if (g.sameProportion) return often + word("GIVE") + payee + word("SAMEPROPORTION") + "的" + word("NOUN", noun);
  if (g.counted && literal != nullptr && literal->unit) { // 给予每件进口件1元的补贴
    Literal plain = *literal;
    plain.unit.reset();
    return often + word("GIVE") + payee + word("EACH") + name(*literal->unit) + name(*g.counted) +
           this->literal(plain) + "的" + once + word("NOUN", noun);
  }
  if (g.each) {
    const bool money = literal != nullptr; // 给予每个10万元的补贴；每台给予购买价的30%的补贴
    const std::string each = word("EACH") + name(*g.each);
    return (money ? often + word("GIVE") + payee + each : each + word("GIVE") + payee) + value(*g.amount) + "的" +
           once + word("NOUN", noun);
  }
  const bool based = g.amount && literal == nullptr && !g.again && g.noun;
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
  if (!zh_) {
    std::string out = bound + " " + value(l.bound);
    for (const Name& each : l.each) out += " " + word("EACH") + " " + name(each);
    return out + (scope.empty() ? "" : " " + scope);
  }
  std::string whose;
  for (const Name& each : l.each) {
    const bool unit = each.symbol && tree_.symbols[*each.symbol].kind == SymbolClass::Unit;
    whose += word("EACH") + (unit ? "" : "个") + name(each);
  }
  const bool plain = whose.empty() && scope.empty() && l.kind == LimitKind::AtMost;
  return whose + scope + (plain ? word("ATMOST", 1) : bound) + value(l.bound);
}

} // namespace tiao::format
