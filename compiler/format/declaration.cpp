#include "compiler/format/writer.h"

#include <fmt/format.h>

namespace tiao::format {

using namespace syntax;

/// The name in this surface alone.
std::string Writer::newNameIn(const NewName& n) const {
  if (n.symbol) return tree_.symbols[*n.symbol].shown(zh_);
  return zh_ ? (n.zh.empty() ? n.en : n.zh) : (n.en.empty() ? n.zh : n.en);
}

std::string Writer::declaration(const Declaration& d) {
  const std::string colon = pick("：", ":");
  const std::string stop = pick("。", ".");
  return std::visit(
      match{
          [&](const Policy& x) { return policy(x); },
          [&](const DocumentNumber& x) { return word("DOCUMENT") + " " + x.text + "\n"; },
          [&](const InForce& x) {
            if (x.sentence) return inForceSentence(x);
            return word("INFORCE") + " " + date(x.from) + (x.to ? " " + word("TO") + " " + date(*x.to) : "") +
                   (x.quoting ? pick("，", ", ") + quoting(*x.quoting) : "") + "\n";
          },
          [&](const Import& x) { return word("IMPORT") + " " + x.path + "\n"; },
          [&](const Subject& x) { return subject(x); },
          [&](const Item& x) { return item(x); },
          [&](const Matter& x) { return word("MATTER") + " " + newName(x.name) + "\n"; },
          [&](const Role& x) { return withAliases("ROLE", x.name, x.aliases); },
          [&](const syntax::Unit& x) { return word("UNITDECL") + " " + newName(x.name) + "\n"; },
          [&](const Definition& x) {
            const auto& node = tree_.exprs[x.value].node;
            const bool truth = std::holds_alternative<Join>(node) || std::holds_alternative<Comparison>(node) ||
                               std::holds_alternative<Flag>(node) || std::holds_alternative<OneOf>(node) ||
                               std::holds_alternative<Not>(node) || std::holds_alternative<Grows>(node) ||
                               std::holds_alternative<EachOfYears>(node) || std::holds_alternative<HeldWithin>(node);
            if (truth)
              return word("DEFINE") + " " + newName(x.name) + colon + (zh_ ? "" : " ") + condition(x.value) + stop +
                     "\n";
            return word("DEFINE") + " " + newName(x.name) + " = " + value(x.value) + stop + "\n";
          },
          [&](const Parameter& x) {
            std::string out = word("PARAMETER") + " " + newName(x.name) + " = ";
            for (size_t i = 0; i < x.values.size(); ++i) {
              if (i > 0) out += pick("，", ", ");
              out += value(x.values[i].value);
              if (x.values[i].from)
                out += zh_ ? "（" + date(*x.values[i].from) + word("QI") + "）"
                           : " (" + word("FROM", 1) + " " + date(*x.values[i].from) + ")";
            }
            return out + stop + "\n";
          },
          [&](const Requirement& x) {
            std::string out = word("REQUIRE") + (x.name ? " " + newName(*x.name) : "") + colon + "\n  ";
            const std::string list = word(x.any ? "ANYOF" : "ALLOF");
            if (!x.subject)
              out += word("ALLCLAUSES") + colon;
            else if (zh_)
              out += word("APPLICANT") + "的" + name(*x.subject) + word("MUST") + word("MEETS") + list + colon;
            else
              out += name(*x.subject) + " " + word("APPLICANT") + " " + word("MUST") + " " + word("MEETS", 1) + " " +
                     list + colon;
            return out + numbered(x.condition) + "\n";
          },
          [&](const Background& x) { return word("BACKGROUND") + colon + "\n" + given(x.given); },
          [&](const Clause& x) {
            std::string out = word(x.added ? "NEWCLAUSE" : "CLAUSE") + " " + newName(x.name) + colon + "\n";
            for (const Phrase& p : x.sentences.front().phrases)
              if (const auto* q = std::get_if<Quoting>(&p.node)) out += "  " + quoting(*q) + "\n";
            for (const Sentence& s : x.sentences) out += "  " + sentence(s) + "\n";
            return out;
          },
          [&](const Conventions& x) {
            std::string out = word("CONVENTIONS") + colon + "\n";
            for (const ConventionChoice& c : x.choices)
              out += "- " + word("CONVENTION", 0, c.convention) + " " + word("BY") + " " +
                     word("READING", 0, c.reading) + (c.payer ? " " + name(*c.payer) : "") +
                     (c.clauses.empty() ? "" : pick("（", " (") + clauses(c.clauses) + pick("）", ")")) + "\n";
            return out;
          },
          [&](const Test& x) { return test(x); },
          [&](const Assertion& x) { return assertion(x); },
          [&](const Scale& x) { return scale(x); },
          [&](const NotRule& x) {
            return word("NOTRULE") + pick("（", " (") + word("GROUND", 0, x.ground) + pick("）", ") ") +
                   quoted(x.quoting) + stop + "\n";
          },
          [&](const Translation& x) { return word("TRANSLATION") + " " + x.of + "\n"; },
          [&](const ChooseOne& x) { return choice(x); },
          [&](const NoRepeat& x) { return choice(x); },
          [&](const SameMatter& x) { return choice(x); },
          [&](const MemberGroup& x) {
            return word("GROUPDECL") + " " + newName(x.name) + colon + (zh_ ? "" : " ") + list(x.members) + stop + "\n";
          },
          [&](const Fund& x) { return withAliases("FUNDDECL", x.name, x.aliases); },
          [&](const syntax::Stage& x) {
            const std::string body = x.body ? pick("，", ", ") + word("BYROLE") + " " + name(*x.body) : "";
            return word("STAGEDECL") + " " + newName(x.name) + body + "\n";
          },
          [&](const Split& x) { return split(x); },
          [&](const Procedure& x) { return procedure(x); },
          [&](const Payment& x) { return payment(x); },
          [&](const Recovery& x) { return recovery(x); },
          [&](const Amend& x) { return amend(x); },
          [&](const EndClause& x) { return ending(x); },
          [&](const Permission& x) { return permission(x); },
      },
      d.node);
}

/// In 「…」 in either language: official words may hold quotation marks of the other kinds.
std::string Writer::quoted(const Quoting& x) { return "「" + x.text + "」"; }
std::string Writer::quoting(const Quoting& x) const {
  return word("QUOTING") + (zh_ ? "" : " ") + quoted(x) + pick("。", ".");
}

std::string Writer::subject(const Subject& x) {
  return word("SUBJECT") + " " + newName(x.name) + pick("：", ":") + "\n" + members(x.aliases, x.facts);
}

std::string Writer::item(const Item& x) {
  const std::string owner = x.owner ? name(*x.owner) : "";
  return word("ITEM") + " " + newName(x.name) + (zh_ ? "：" + owner + word("DE") : ": " + word("OF") + " " + owner) +
         (x.yearly ? pick("，", ", ") + word("MANY") : "") + "\n" + members(x.aliases, x.facts);
}

std::string Writer::members(const std::vector<Alias>& aliases, const std::vector<FactDeclaration>& facts) {
  std::string out;
  auto alias = aliases.begin(); // in the order of the text, which the comments beside them follow
  const auto also = [&](uint32_t before) {
    for (; alias != aliases.end() && alias->name.span.begin <= before; ++alias)
      out += "- " + word("ALSO") + " " + newName(alias->name) + "\n";
  };
  for (const FactDeclaration& f : facts) {
    also(f.span.begin);
    out += "- " + fact(f) + "\n";
  }
  also(UINT32_MAX);
  return out;
}

std::string Writer::fact(const FactDeclaration& f) {
  const std::string comma = pick("，", ", ");
  const auto inBrackets = [&](const NewName& n) {
    const std::string zh = n.symbol ? tree_.symbols[*n.symbol].zh : n.zh;
    const std::string en = n.symbol ? tree_.symbols[*n.symbol].en : n.en;
    if (zh.empty() || en.empty()) return zh.empty() ? en : zh;
    return zh_ ? zh + " / " + en : en + " / " + zh;
  };
  std::string out = newName(f.name) + pick("：", ": ");
  switch (f.kind) {
  case FactKind::Truth: out += word("TYPETRUTH"); break;
  case FactKind::Money: out += word("TYPEMONEY") + (f.per ? "/" + name(*f.per) : ""); break;
  case FactKind::Number: out += word("TYPENUMBER"); break;
  case FactKind::Rate: out += word("TYPERATE"); break;
  case FactKind::Count:
    out += word("TYPECOUNT") + pick("（", " (") + (f.unit ? inBrackets(*f.unit) : "") + pick("）", ")");
    break;
  case FactKind::Date: out += word("TYPEDATE"); break;
  case FactKind::Text: out += word("TYPETEXT"); break;
  case FactKind::OneOf:
    out += word("TYPEONEOF") + pick("（", " (");
    for (size_t i = 0; i < f.members.size(); ++i) out += (i > 0 ? pick("、", ", ") : "") + inBrackets(f.members[i]);
    out += pick("）", ")");
    break;
  }
  if (f.each == Each::Year) out += comma + word("EACHYEAR");
  if (f.each == Each::Month) out += comma + word("EACHMONTH");
  if (f.byClause) out += comma + word("BYCLAUSE");
  if (f.grouping) out += comma + word("GROUPING");
  if (f.lo) out += comma + value(*f.lo) + " " + word("TO") + " " + value(*f.hi);
  if (f.judge)
    out += comma + word("JUDGED") + " " + name(*f.judge) +
           (zh_ ? " " + word("JUDGEEND", f.kind == FactKind::Money ? 1 : 0) : "");
  return out;
}

std::string Writer::given(const GivenValue& v) {
  return (v.year ? yearWord(*v.year, v.month) : "") +
         std::visit(match{[&](bool b) { return word(b ? "YES" : "NO"); }, [&](ExprId id) { return value(id); },
                          [&](const Name& n) { return name(n); }},
                    v.value);
}

std::string Writer::givenFacts(const std::vector<Given>& facts) {
  std::string out;
  for (const Given& g : facts) {
    if (!out.empty()) out += pick("，", ", ");
    const auto* flag = g.values.size() == 1 && !g.values[0].year ? std::get_if<bool>(&g.values[0].value) : nullptr;
    if (flag != nullptr) {
      out += (*flag ? "" : word("NOT") + (zh_ ? "" : " ")) + name(g.fact);
      continue;
    }
    out += name(g.fact) + " ";
    for (size_t i = 0; i < g.values.size(); ++i) out += (i > 0 ? pick("、", ", ") : "") + given(g.values[i]);
  }
  return out;
}

std::string Writer::inForceSentence(const InForce& x) {
  std::string out = word("INFORCE") + pick("：", ": ") + word("THISPOLICY");
  out += zh_ ? word("FROM", 1) + date(x.from) + word("QI", 1) : " " + word("TAKESEFFECT") + " " + date(x.from);
  if (x.to) out += pick("，", ", ") + word("VALIDTO") + pick("", " ") + date(*x.to);
  if (x.leader) out += pick("，", ", ") + word("LEDBY") + pick("", " ") + name(*x.leader) + (zh_ ? word("LEADS") : "");
  return out + pick("。", ".") + "\n";
}

/// What a test, or every test of a file, starts from.
std::string Writer::given(const Test& x) {
  const std::string comma = pick("，", ", ");
  const std::string stop = pick("。", ".");
  std::string out;
  const auto series = [&](const Name& n, const std::vector<GivenValue>& values) {
    std::string text = name(n) + " ";
    for (size_t i = 0; i < values.size(); ++i) text += (i > 0 ? pick("、", ", ") : "") + given(values[i]);
    return text;
  };
  std::string facts = givenFacts(x.facts);
  for (const GivenAward& g : x.awarded)
    facts += (facts.empty() ? "" : comma) + word("AWARDED") + " " + series(g.clause, g.values);
  if (x.elseNo) facts += (facts.empty() ? "" : pick("；", "; ")) + word("ELSENO");
  std::string subjectName;
  for (const File& file : tree_.files)
    for (const Declaration& d : file.declarations)
      if (const auto* s = std::get_if<Subject>(&d.node); s != nullptr && subjectName.empty())
        subjectName = newNameIn(s->name);
  if (!facts.empty()) out += "  " + subjectName + pick("：", ": ") + facts + stop + "\n";
  for (const GivenItem& item : x.items) {
    out += "  " + name(item.kind) + "「" + item.name + "」";
    for (size_t i = 0; i < item.years.size(); ++i) out += (i == 0 ? " " : "、") + std::to_string(item.years[i]) + "年";
    out += pick("：", ": ") + givenFacts(item.facts) + stop + "\n";
  }
  return out;
}

std::string Writer::test(const Test& x) {
  const std::string stop = pick("。", ".");
  std::string out = word("TEST") + " " + newName(x.name) + pick("：", ":") + "\n" + given(x);
  for (const Expectation& e : x.expectations) {
    out += "  " + word("EXPECT") + " " + name(e.clause) + pick("：", ": ");
    for (size_t i = 0; i < e.outcomes.size(); ++i) {
      const Expected& o = e.outcomes[i];
      out += (i > 0 ? pick("、", ", ") : "") + yearWord(o.year, o.month) + (o.amount ? value(*o.amount) : "");
      if (o.upTo) out += (zh_ ? "" : " ") + word("TO") + (zh_ ? "" : " ") + value(*o.upTo);
      std::string annotations;
      const auto annotate = [&](const std::string& text) {
        annotations += (annotations.empty() ? pick("（", " (") : pick("，", ", ")) + text;
      };
      for (const std::string& annotation : o.annotations) {
        const size_t at = annotation.find(':');
        annotate(word(annotation.substr(0, at), 0, annotation.substr(at + 1)));
      }
      for (const auto& [payer, amount] : o.parts) annotate(name(payer) + " " + value(amount));
      out += annotations + (annotations.empty() ? "" : pick("）", ")"));
    }
    out += stop + "\n";
  }
  return out;
}

std::string render(const Tree& tree, const Declaration& declaration, Language language) {
  return Writer(tree, language).declaration(declaration);
}
std::string render(const Tree& tree, const Sentence& sentence, Language language) {
  return Writer(tree, language).sentence(sentence);
}

} // namespace tiao::format
