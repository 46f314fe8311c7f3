#include "compiler/check/checker.h"

#include "compiler/parse/keywords.h"

#include <algorithm>

/// The money after the award: procedure, payment and recovery; split.cpp has who pays.
namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

namespace {

/// What a declaration without a name is called where a reading names who depends on it.
syntax::Symbol called(const char* zh, const char* en) {
  syntax::Symbol symbol;
  symbol.zh = zh;
  symbol.en = en;
  return symbol;
}

/// The article written behind the word, or else the heading's.
std::string articleOf(int own, const source::Section& section) {
  return source::articleText(own > 0 ? own : section.article, source::Language::Zh);
}

} // namespace

/// The words of a declaration behind its head: 分担（第二十条）：….
std::string Checker::sentenceOf(Span declaration) const {
  const std::string text = quoted(declaration);
  for (const std::string_view colon : {"：", ":"})
    if (const size_t at = text.find(colon); at != std::string::npos) {
      const size_t begin = text.find_first_not_of(' ', at + colon.size());
      return begin == std::string::npos ? std::string() : text.substr(begin);
    }
  return text;
}

void Checker::funding() {
  for (size_t file = 0; file < tree_.files.size(); ++file)
    for (const syntax::Declaration& d : tree_.files[file].declarations) {
      const source::Section& section = parsed_.documents[file].sections[d.section];
      const auto once = [&](std::optional<Span>& said, const char* token) {
        if (said) {
          const parse::Keyword& word = parse::keyword(token);
          sink_.report(diag::SaidTwice, d.span, Text(word.zh.front(), word.en.front()))
              .label(remark::FirstSaidHere, *said);
          return false;
        }
        said = d.span;
        return true;
      };
      if (const auto* s = std::get_if<syntax::Split>(&d.node)) {
        if (once(splitSaid_, "SPLIT")) split(*s, section, d.span);
      } else if (const auto* p = std::get_if<syntax::Procedure>(&d.node)) {
        if (once(procedureSaid_, "PROCEDURE")) procedure(*p, section, d.span);
      } else if (const auto* pay = std::get_if<syntax::Payment>(&d.node)) {
        if (once(paymentSaid_, "PAYMENT")) payment(*pay, section, d.span);
      } else if (const auto* r = std::get_if<syntax::Recovery>(&d.node)) {
        if (once(recoverySaid_, "RECOVERY")) recovery(*r, section, d.span);
      }
    }
  if (oddFen_ && (oddFen_->reading == "ToPayer") != oddFen_->payer.has_value())
    sink_.report(diag::OddFenPayer, oddFen_->span);
}

// ------------------------------------------------------------------------------------------------------------- 程序

void Checker::procedure(const syntax::Procedure& p, const source::Section& section, Span span) {
  core::Procedure procedure;
  if (p.fund && p.fund->symbol) procedure.name = nameOf(symbol(*p.fund->symbol).alias.value_or(*p.fund->symbol));
  if (p.name && p.name->symbol) procedure.name = nameOf(*p.name->symbol);
  procedure.article = articleOf(p.article, section);
  procedure.quotation = sentenceOf(span);
  procedure.span = span;
  std::vector<SymbolId> seen;
  for (const syntax::ProcedureStage& stage : p.stages) {
    if (!stage.name.symbol) continue;
    const SymbolId id = *stage.name.symbol;
    if (std::ranges::find(seen, id) != seen.end()) sink_.report(diag::StageTwice, stage.name.span, shown(id));
    seen.push_back(id);
    procedure.stages.push_back({nameOf(id), bodyOf(id)});
  }
  if (!procedure.stages.empty()) program_.procedure = std::move(procedure);
}

/// Who acts in a stage: said with 环节, or the role named in the stage's own name (市商务局复审), the longest.
std::optional<core::Id<core::Role>> Checker::bodyOf(SymbolId stage) {
  if (const auto said = bodies_.find(stage); said != bodies_.end() && said->second.symbol) return payer(said->second);
  std::optional<core::Id<core::Role>> best;
  size_t length = 0;
  const syntax::Symbol& name = symbol(stage);
  for (const auto& [id, role] : roles_)
    for (const auto& [own, whole] : {std::pair(&symbol(id).zh, &name.zh), std::pair(&symbol(id).en, &name.en)})
      if (own->size() > std::max<size_t>(length, 3) && whole->find(*own) != std::string::npos) {
        best = role;
        length = own->size();
      }
  return best;
}

// ------------------------------------------------------------------------------------------------------- 拨付, 追回

/// Any of several grounds, as one condition.
std::optional<core::ExprId> Checker::anyOf(const std::vector<syntax::ExprId>& grounds) {
  std::vector<core::ExprId> parts;
  nearestValue_.reset();
  for (const syntax::ExprId ground : grounds)
    if (const Lowered met = condition(ground)) parts.push_back(met->id);
  if (parts.empty() || parts.size() != grounds.size()) return std::nullopt;
  if (parts.size() == 1) return parts.front();
  const Span span = source::join(tree_.exprs[grounds.front()].span, tree_.exprs[grounds.back()].span);
  return add(core::AtLeast{1, std::move(parts)}, truth(), span);
}

void Checker::payment(const syntax::Payment& p, const source::Section& section, Span span) {
  core::Schedule& schedule = program_.schedule ? *program_.schedule : program_.schedule.emplace();
  schedule.article = articleOf(p.article, section);
  schedule.quotation = sentenceOf(span);
  schedule.span = span;
  schedule.byPerformance = p.byPerformance;
  Rational sum;
  bool rest = false;
  for (const syntax::Instalment& i : p.instalments) {
    const Rational share = i.share ? *i.share : Rational(1) - sum;
    rest = !i.share;
    sum += share;
    schedule.instalments.push_back({share, i.byPerformance || (p.byPerformance && !schedule.instalments.empty())});
  }
  const bool below =
      std::ranges::any_of(schedule.instalments, [](const core::Instalment& i) { return i.share.sign() < 0; });
  if (below && rest) sum = sum - schedule.instalments.back().share;
  if (!p.instalments.empty() && (sum != Rational(1) || below))
    sink_.report(diag::InstalmentShares, span, Text((sum * 100).toString() + "%")).help(remark::WriteRest);
  if (!p.stops.empty()) schedule.stop = anyOf(p.stops);
}

void Checker::recovery(const syntax::Recovery& r, const source::Section& section, Span span) {
  core::Schedule& schedule = program_.schedule ? *program_.schedule : program_.schedule.emplace();
  if (!paymentSaid_) {
    schedule.article = articleOf(r.article, section);
    schedule.quotation = sentenceOf(span);
    schedule.span = span;
  }
  std::vector<syntax::ExprId> grounds;
  for (const syntax::Recovering& sentence : r.sentences) {
    const auto met = anyOf(sentence.grounds); // by rules: checked, without effect
    if (!sentence.recovers || !met) continue;
    grounds.insert(grounds.end(), sentence.grounds.begin(), sentence.grounds.end());
    if (sentence.bars && !schedule.bars) {
      schedule.bars = true;
      bar(sentence.span);
    }
  }
  if (grounds.empty()) return;
  schedule.recovery = anyOf(grounds);
  syntax::Symbol recovering = called("追回", "recovery");
  recovering.declared = span;
  schedule.roomGivenBack = readings_.of("RecoveredRoom", recovering) == "GivenBack";
}

/// Whoever had to give back what was paid receives nothing later: a fact that the events tell, joined to every award.
void Checker::bar(Span span) {
  const core::Name name{"被取消申报资格", "barred from applying"};
  for (const auto& [id, fact] : facts_)
    if (const core::Fact& f = program_.facts[fact]; f.name.zh == name.zh || f.name.en == name.en) {
      if (f.type.kind == core::Kind::Truth && f.per == core::Per::Year)
        program_.barred = fact;
      else
        sink_.report(diag::NotThisKind, f.span, shown(id), words(f.type), Text("每年的是否", "a yearly yes or no"));
    }
  if (!program_.barred) {
    core::Fact fact;
    fact.name = name;
    fact.type = truth();
    fact.per = core::Per::Year;
    fact.span = span;
    program_.barred = program_.facts.add(std::move(fact));
  }
  program_.facts[*program_.barred].origin = core::FactOrigin::Event;
  const core::ExprId barred = add(core::FactRef{*program_.barred}, truth());
  const core::ExprId free = add(core::Not{barred}, truth());
  for (core::Award& award : program_.awards) {
    const auto* always = std::get_if<core::Const>(&program_.exprs[award.eligible].node);
    const Span where = program_.exprs[award.eligible].span;
    award.eligible = always != nullptr ? free : all({award.eligible, free}, where);
  }
}

} // namespace tiao::check
