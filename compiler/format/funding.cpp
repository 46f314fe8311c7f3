#include "compiler/format/writer.h"

#include "compiler/source/literate.h"

#include <fmt/format.h>

#include <algorithm>

/// The money after the award: 组, 资金, 环节, 分担, 程序, 拨付, 追回. What was written as a sentence stays one, with
/// the words it was written in.
namespace tiao::format {

using namespace syntax;

namespace {

bool has(const KeptWords& kept, std::string_view token) {
  return std::ranges::find(kept, token, &KeptWord::token) != kept.end();
}

} // namespace

/// The word in the spelling in which it was written; the usual one, where it was not.
const std::string& Writer::keptWord(const KeptWords& kept, std::string_view token) const {
  const auto found = std::ranges::find(kept, token, &KeptWord::token);
  return word(token, found == kept.end() ? 0 : found->wording);
}

std::string Writer::withAliases(const char* head, const NewName& name, const std::vector<Alias>& aliases) {
  std::string out = word(head) + " " + newName(name) + (aliases.empty() ? "" : pick("：", ":")) + "\n";
  for (const Alias& a : aliases) out += "- " + word("ALSO") + " " + newName(a.name) + "\n";
  return out;
}

/// 程序 专项资金（第十九条）：
std::string Writer::head(const char* token, const std::optional<NewName>& name, int article) {
  const std::string number =
      article == 0
          ? ""
          : pick("（", " (") + source::articleText(article, zh_ ? Language::Zh : Language::En) + pick("）", ")");
  return word(token) + (name ? " " + newName(*name) : "") + number + pick("：", ":");
}

/// A、B及C.
std::string Writer::list(const std::vector<Name>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? pick("及", " and ") : pick("、", ", ");
    out += name(names[i]);
  }
  return out;
}

std::string Writer::places(const SplitCase& each, const KeptWords& kept) {
  if (!each.others) return list(each.places);
  return (each.places.empty() ? "" : list(each.places) + pick("、", ", ")) + keptWord(kept, "OTHERS");
}

/// 属地 75%，市 25%; in a sentence 属地财政承担75%、市财政承担25%, or 市与区财政各承担50%.
std::string Writer::portions(const SplitCase& each, bool sentence) {
  std::string out;
  if (each.apiece) {
    for (size_t i = 0; i < each.portions.size(); ++i)
      out += (i == 0 ? "" : pick("与", " and ")) + name(each.portions[i].payer);
    const std::string share = (each.portions.front().share * 100).toString() + "%";
    return zh_ ? out + word("BEAREACH") + share : out + " " + share + " " + word("APIECE");
  }
  for (size_t i = 0; i < each.portions.size(); ++i) {
    const bool last = i + 1 == each.portions.size();
    if (i > 0) out += zh_ ? (sentence ? "、" : "，") : (sentence && last ? " and " : ", ");
    out += name(each.portions[i].payer) + (zh_ && sentence ? word("BEARS") : " ") +
           (each.portions[i].share * 100).toString() + "%";
  }
  return out;
}

std::string Writer::split(const Split& x) {
  std::string out = head("SPLIT", std::nullopt, x.article);
  const std::string stop = pick("。", ".");
  const std::string gap = zh_ ? "" : " ";
  if (!x.jointly.empty()) {
    std::string payers;
    for (size_t i = 0; i < x.jointly.size(); ++i) payers += (i == 0 ? "" : pick("及", " and ")) + name(x.jointly[i]);
    const std::string every = has(x.kept, "EVERY") ? word("EVERY") : "";
    if (zh_)
      out += keptWord(x.kept, "FUNDS") + every + word("BYROLE") + payers + word("JOINTLY") + stop;
    else
      out += " " + (every.empty() ? "" : every + " ") + keptWord(x.kept, "FUNDS") + " are " + word("JOINTLY") + " " +
             word("BYROLE", 1) + " " + payers + stop;
  }
  if (x.sentence) {
    bool first = true;
    for (const SplitCase& each : x.cases) {
      if (!first) out += pick("，", ",");
      if (first && has(x.kept, "AMONGTHEM")) out += gap + word("AMONGTHEM") + pick("", ",");
      const std::string where = places(each, x.kept);
      if (zh_)
        out += where + word("FUNDS") + word("BYROLE") + portions(each, true);
      else
        out += " the " + word("FUNDSOF") + " " + where + " are " + word("BYROLE", 1) + " " + portions(each, true);
      first = false;
    }
    return out + stop + "\n";
  }
  if (x.cases.size() == 1 && x.cases.front().places.empty() && !x.cases.front().others)
    return out + gap + portions(x.cases.front(), false) + stop + "\n";
  out += "\n";
  for (const SplitCase& each : x.cases)
    out += "- " + places(each, x.kept) + pick("：", ": ") + portions(each, false) + "\n";
  return out;
}

std::string Writer::procedure(const Procedure& x) {
  std::string out = head("PROCEDURE", x.name, x.article);
  if (!x.sentence) {
    for (size_t i = 0; i < x.stages.size(); ++i) {
      const Name& stage = x.stages[i].name;
      out += (i > 0 ? pick(" → ", " -> ") : pick("", " ")) + newName({stage.text, "", stage.span, stage.symbol});
    }
    return out + pick("。", ".") + "\n";
  }
  if (!zh_) out += " ";
  if (x.fund)
    out += zh_ ? keptWord(x.kept, "FUNDS") + word("IS") + name(*x.fund) + "，其"
               : "the " + keptWord(x.kept, "FUNDS") + " are the " + name(*x.fund) + ", " + word("THAT", 3) + " ";
  out += keptWord(x.kept, "FOLLOWS") + pick("", " ");
  for (const ProcedureStage& s : x.stages) {
    const std::string& joint = s.joint.token;
    if (joint == "DUN" || joint == "COMMA" || joint == "AND")
      out += zh_ ? "、" : joint == "AND" ? " and " : ", ";
    else if (!joint.empty())
      out += zh_ ? word(joint, s.joint.wording)
                 : (joint == "AFTERWARDS" ? ", " : " ") + word(joint, s.joint.wording) + " ";
    out += name(s.name);
  }
  if (zh_ && (x.fund || has(x.kept, "BASICPROCEDURE"))) out += keptWord(x.kept, "BASICPROCEDURE");
  return out + pick("。", ".") + "\n";
}

/// A、B或C的 without the last 的: any of them.
std::string Writer::grounds(const std::vector<ExprId>& grounds, const KeptWords& kept) {
  const bool cases = has(kept, "CASES");
  std::string out = cases && !zh_ ? word("CASES") + " " : "";
  for (size_t i = 0; i < grounds.size(); ++i) {
    if (i > 0) out += cases || i + 1 < grounds.size() ? pick("、", ", ") : pick("或", " or ");
    out += condition(grounds[i], true);
  }
  return out + (cases && zh_ ? keptWord(kept, "CASES") : "");
}

std::string Writer::payment(const Payment& x) {
  const std::string comma = pick("，", ", ");
  std::string out = head("PAYMENT", std::nullopt, x.article) + pick("", " ");
  const std::string how = keptWord(x.kept, "BYPERFORMANCE"), parts = keptWord(x.kept, "INSTALMENTS");
  const bool sentence = x.fund || (!x.kept.empty() && x.kept.front().token != "INSTALMENTS");
  if (sentence)
    out += zh_ ? (x.fund ? name(*x.fund) : "") + (x.byPerformance ? how : "") + parts
               : (x.fund ? "the " + name(*x.fund) + " is " : "") + parts + (x.byPerformance ? " " + how : "");
  else
    out += parts + (x.byPerformance ? comma + how : "");
  for (size_t i = 0; i < x.instalments.size(); ++i) {
    const Instalment& one = x.instalments[i];
    const std::string gap = zh_ ? "" : " ";
    out += comma;
    out += one.share ? fmt::format("{}{}{}%", word("NTH", 0, std::to_string(i + 1)), gap, (*one.share * 100).toString())
                     : word("REST");
    if (one.byPerformance) out += gap + word("BYPERFORMANCE");
  }
  if (!x.stops.empty()) {
    const bool joined = sentence || x.subject;
    out += joined ? comma : pick("；", "; ");
    if (x.subject) out += word("FOR") + (zh_ ? name(*x.subject) + word("IN") : " " + name(*x.subject) + ", ");
    out += keptWord(x.kept, "AFTERFIRST") + pick("", ", ") + grounds(x.stops, x.kept) + pick("的", "") + comma +
           keptWord(x.kept, "STOPPAY");
  }
  return out + pick("。", ".") + "\n";
}

std::string Writer::recovering(const Recovering& x) {
  const std::string comma = pick("，", ", ");
  const auto spaced = [&](const std::string& text) { return text + pick("", " "); };
  std::string out;
  if (has(x.kept, "EARMARKED"))
    out += (x.fund ? pick("", "the ") + name(*x.fund) : keptWord(x.kept, "FUNDS")) + pick("", " ") + word("EARMARKED") +
           comma;
  out += word("FOR", zh_ ? 0 : 2) + pick("", " ") + grounds(x.grounds, x.kept) +
         (zh_ && !has(x.kept, "CASES") ? "的" : "") + comma;
  if (has(x.kept, "VERIFIED")) out += word("VERIFIED") + comma;
  if (has(x.kept, "LAWFULLY")) out += spaced(keptWord(x.kept, "LAWFULLY"));
  if (!x.recovers) return out + keptWord(x.kept, "BYRULES") + pick("。", ".");
  out += keptWord(x.kept, "RECOVERALL");
  if (x.bars) {
    out += (zh_ ? (x.who || x.from ? "" : "，") + word("AND", 1) : " " + word("AND") + " ") + word("BARRED") +
           (x.who ? pick("该", " the ") + name(*x.who) : "") + pick("", " ") +
           (zh_ ? word("APPLYAGAIN") : word("APPLYAGAIN", x.from ? 1 : 0)) +
           (x.from ? pick("", " the ") + name(*x.from) : "") + (zh_ ? word("QUALIFICATION", x.from ? 1 : 0) : "");
  }
  return out + pick("。", ".");
}

std::string Writer::recovery(const Recovery& x) {
  std::string out = head("RECOVERY", std::nullopt, x.article) + pick("", " ");
  for (size_t i = 0; i < x.sentences.size(); ++i) out += (i > 0 ? "\n  " : "") + recovering(x.sentences[i]);
  return out + "\n";
}

} // namespace tiao::format
