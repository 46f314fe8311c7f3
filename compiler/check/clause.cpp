#include "compiler/check/checker.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

namespace {

const syntax::Grant* grantOf(const syntax::Phrase& phrase) {
  const auto* grant = std::get_if<syntax::Grant>(&phrase.node);
  return grant != nullptr && (grant->amount || grant->ceiling) ? grant : nullptr;
}

} // namespace

/// A clause is one award for each of its sentences, under the clause's name; the second and later ones are numbered.
void Checker::clause(const syntax::Clause& clause, const syntax::Declaration& declaration, size_t file) {
  if (!clause.name.symbol) return;
  clause_ = *clause.name.symbol;
  lastTarget_.reset();
  const source::Section& section = parsed_.documents[file].sections[declaration.section];
  for (size_t i = 0; i < clause.sentences.size(); ++i) {
    const syntax::Sentence& sentence = clause.sentences[i];
    for (const syntax::Phrase& p : sentence.phrases)
      if (const auto* q = std::get_if<syntax::Quoting>(&p.node)) quotation(*q, p.span, section);
    core::Award award;
    award.name = nameOf(*clause_);
    if (i > 0) {
      if (!award.name.zh.empty()) award.name.zh += fmt::format("（第{}句）", i + 1);
      if (!award.name.en.empty()) award.name.en += fmt::format(" ({})", i + 1);
    }
    award.article = source::articleText(section.article, source::Language::Zh);
    award.quotation = quoted(sentence.span);
    award.span = sentence.span;
    award.from = program_.from;
    award.to = program_.to;
    const size_t before = program_.awards.size();
    this->award(clause, sentence, i, std::move(award));
    if (program_.awards.size() == before && !sink_.hasErrors()) // nothing is left out in silence
      sink_.report(diag::Broken, sentence.span, "a sentence without an award").help(remark::NoteIt);
  }
  clause_.reset();
}

void Checker::award(const syntax::Clause& clause, const syntax::Sentence& sentence, size_t index, core::Award award) {
  const SymbolId name = *clause.name.symbol;
  // who
  std::vector<core::ExprId> eligible;
  const std::optional<core::ExprId> who = target(sentence);
  if (sentence.target) lastTarget_ = who;
  if (const auto& met = sentence.target || index == 0 ? who : lastTarget_) eligible.push_back(*met);
  std::optional<core::ExprId> begun;
  for (const syntax::Phrase& p : sentence.phrases)
    if (const auto* s = std::get_if<syntax::Start>(&p.node)) {
      if (const auto* date = std::get_if<syntax::DateLiteral>(&tree_.exprs[s->when].node)) {
        award.from = std::max(award.from, date->date);
        continue;
      }
      nearestValue_.reset();
      if (const Lowered when = condition(s->when)) {
        begun = start(when->id, p.span, "StartCondition");
        eligible.push_back(*begun);
      }
    }
  // what
  const syntax::Grant* grant = nullptr;
  for (const syntax::Phrase& p : sentence.phrases)
    if (const syntax::Grant* g = grantOf(p)) {
      if (grant != nullptr) sink_.report(diag::TwoGrants, p.span).help(remark::TwoSentences);
      grant = g;
    } else if (const auto* weighed = std::get_if<syntax::Grant>(&p.node)) {
      for (const syntax::Name& n : weighed->regard)
        if (n.symbol) sink_.report(diag::UnusedRegard, n.span, shown(*n.symbol));
    }
  if (grant == nullptr) {
    sink_.report(diag::NoGrant, sentence.span);
    return;
  }
  const syntax::Frequency often = frequency(*grant, sentence);
  award.period = often == syntax::Frequency::EachMonth ? core::Per::Month : core::Per::Year;
  if (grant->payee && grant->payee->symbol) award.payee = role(*grant->payee);
  nearestValue_.reset();
  if (!amount(*grant, sentence, award)) return;

  // how much at most, and for how long
  if (often == syntax::Frequency::Once)
    award.limits.push_back({core::Count{constant(1, {}, sentence.span), core::Per::Year, false}, sentence.span});
  bool series = false;
  for (const syntax::Phrase& p : sentence.phrases)
    if (const auto* l = std::get_if<syntax::Limit>(&p.node)) {
      limit(*l, p.span, grant->frequency == syntax::Frequency::Unsaid ? syntax::Frequency::Unsaid : often, begun,
            award);
      series |= l->kind == syntax::LimitKind::Longest;
    } else if (const auto* rounding = std::get_if<syntax::Rounding>(&p.node)) {
      award.unit = rounding->unit;
      award.mode = core::RoundMode::Down;
    }
  orderLimits(award, sentence.span);

  // when
  if (series) {
    if (readings_.of("AfterExpiry", symbol(name)) == "SeriesRunOn") {
      const core::AwardId self{static_cast<uint32_t>(program_.awards.size())};
      award.startedIf = begun ? *begun
                              : compare(core::Comparison::Less, constant(0, core::yuan()),
                                        add(core::Awarded{self}, numberOf(core::yuan())));
    }
  }
  const bool partial = award.from != calendar::firstDay({calendar::yearOf(award.from), 0}) ||
                       award.to != calendar::lastDay({calendar::yearOf(award.to), 0});
  if (partial && often != syntax::Frequency::Once) {
    const std::string& part = readings_.of("PartOfPeriod", symbol(name));
    award.part = part == "ByMonths"     ? core::PartOfPeriod::Months
                 : part == "NotCounted" ? core::PartOfPeriod::None
                                        : core::PartOfPeriod::Whole;
  }
  award.eligible = eligible.empty() ? add(core::Const{true}, truth(), sentence.span) : all(eligible, sentence.span);
  awards_[name].push_back(program_.awards.add(std::move(award)));
}

/// The conditions of a sentence's target.
std::optional<core::ExprId> Checker::target(const syntax::Sentence& sentence) {
  if (!sentence.target) return std::nullopt;
  const std::optional<syntax::NewName>& named = sentence.target->hereinafter;
  return named && named->symbol ? group(*named->symbol) : who(*sentence.target);
}

/// The target's conditions, with those of the group that its noun names.
std::optional<core::ExprId> Checker::who(const syntax::Target& t) {
  std::vector<core::ExprId> parts;
  if (t.subject && t.subject->symbol) {
    if (const auto group = this->group(*t.subject->symbol))
      parts.push_back(start(*group, t.subject->span, "Hereinafter"));
    if (symbol(*t.subject->symbol).kind == syntax::SymbolClass::Role)
      sink_.report(diag::NotThisKind, t.subject->span, t.subject->text, Text("角色", "a role"),
                   Text("对象", "a subject"));
  }
  nearestValue_.reset();
  if (t.condition)
    if (const Lowered met = condition(*t.condition)) parts.push_back(met->id);
  return parts.empty() ? std::nullopt : std::optional(all(parts, t.span));
}

/// Notes whom 以下简称 names, before any clause is lowered: the clause that names them may stand after those that mean
/// them.
void Checker::declareGroups(const syntax::Clause& clause) {
  if (!clause.name.symbol) return;
  for (const syntax::Sentence& s : clause.sentences) {
    if (!s.target || !s.target->hereinafter || !s.target->hereinafter->symbol) continue;
    const SymbolId name = *s.target->hereinafter->symbol;
    const auto [at, isNew] = named_.emplace(name, Naming{*clause.name.symbol, &*s.target});
    if (!isNew)
      sink_.report(diag::DeclaredTwice, s.target->hereinafter->span, shown(name))
          .label(remark::FirstDeclaredHere, at->second.target->hereinafter->span);
  }
}

/// The conditions of those whom 以下简称 names; nothing for other names of the subject.
std::optional<core::ExprId> Checker::group(SymbolId name) {
  if (const auto done = groups_.find(name); done != groups_.end()) return done->second;
  const auto naming = named_.find(name);
  if (naming == named_.end()) return std::nullopt;
  if (!open_.insert(name).second) {
    sink_.report(diag::DefinitionCycle, naming->second.target->hereinafter->span, shown(name));
    return std::nullopt;
  }
  const std::optional<SymbolId> outer = clause_;
  clause_ = naming->second.clause;
  const std::optional<core::ExprId> result = who(*naming->second.target);
  clause_ = outer;
  open_.erase(name);
  return groups_[name] = result;
}

/// A condition that opens a time: once met, met (since the policy's first day), unless the convention says that it must
/// go on.
core::ExprId Checker::start(core::ExprId condition, Span span, const std::string& convention) {
  if (readings_.of(convention, symbol(*clause_)) == "StaysMet") return condition;
  const core::ExprId met = onceMet(condition, span, 0);
  program_.glosses[met] = core::StartGloss{condition};
  return met;
}

/// The condition holds in some year of the policy, this one or an earlier one.
core::ExprId Checker::onceMet(core::ExprId condition, Span span, int fromYearsBack) {
  const int years = std::min(60, calendar::yearOf(program_.to) - calendar::yearOf(program_.from));
  const core::Type date{core::Kind::Date, {}, {}};
  const core::ExprId within =
      compare(core::Comparison::AtMost, add(core::Const{program_.from}, date), add(core::Day{true}, date));
  const core::ExprId where = all({within, condition}, {});
  const core::ExprId count =
      add(core::Sum{core::OverYears{fromYearsBack, std::max(years, fromYearsBack)}, where, constant(1)}, numberOf({}));
  return compare(core::Comparison::Less, constant(0), count, span);
}

/// How often: said, or by convention once, unless the sentence has a mark of a series (最长…年, 累计).
syntax::Frequency Checker::frequency(const syntax::Grant& grant, const syntax::Sentence& sentence) {
  if (grant.frequency != syntax::Frequency::Unsaid) return grant.frequency;
  const bool series = std::ranges::any_of(sentence.phrases, [](const syntax::Phrase& p) {
    const auto* l = std::get_if<syntax::Limit>(&p.node);
    return l != nullptr && (l->kind == syntax::LimitKind::Longest || l->scope != syntax::LimitScope::Unsaid);
  });
  if (series) return syntax::Frequency::EachYear;
  return readings_.of("Frequency", symbol(*clause_)) == "Once" ? syntax::Frequency::Once : syntax::Frequency::EachYear;
}

/// The amount, or for a discretionary grant the amount assessed, under its ceiling.
bool Checker::amount(const syntax::Grant& grant, const syntax::Sentence& sentence, core::Award& award) {
  const auto money = [&](syntax::ExprId id) -> Lowered {
    if (const auto* share = std::get_if<syntax::PercentOf>(&tree_.exprs[id].node))
      if (const auto* rate = std::get_if<syntax::Literal>(&tree_.exprs[share->rate].node);
          rate != nullptr && Rational(1) < rate->value)
        sink_.report(diag::ShareAbove, tree_.exprs[share->rate].span, quoted(tree_.exprs[share->rate].span));
    const Lowered v = value(id);
    if (!v) return v;
    if (v->type.kind == core::Kind::Number && v->type.unit == core::yuan()) return v;
    const Span span = tree_.exprs[id].span;
    sink_.report(diag::AmountNotMoney, span, words(v->type));
    return std::nullopt;
  };
  const syntax::Symbol& name = symbol(*clause_);
  if (grant.amount) {
    const Lowered v = money(*grant.amount);
    if (!v) return false;
    award.amount = v->id;
    // 按实际支出给予不超过…: the whole base with a cap, or a ceiling that a body decides under
    const bool inlinedCap = std::ranges::any_of(sentence.phrases, [](const syntax::Phrase& p) {
      const auto* l = std::get_if<syntax::Limit>(&p.node);
      return l != nullptr && l->inlined;
    });
    const bool bare = std::holds_alternative<syntax::NameUse>(tree_.exprs[*grant.amount].node);
    if (inlinedCap && bare && readings_.of("BaseWithCap", name) == "Discretion") {
      award.assessment = assessment(*clause_, award);
      award.amount =
          add(core::FactRef{*award.assessment}, numberOf(core::yuan()), v ? program_.exprs[v->id].span : Span{});
    }
    const bool whole = std::holds_alternative<syntax::Literal>(tree_.exprs[*grant.amount].node);
    if (!whole || award.assessment) {
      const std::string& rounding = readings_.of("Rounding", name);
      award.mode = rounding == "HalfEven"         ? core::RoundMode::HalfEven
                   : rounding.starts_with("Down") ? core::RoundMode::Down
                                                  : core::RoundMode::HalfUp;
      award.unit = rounding.ends_with("Yuan") ? Rational(1) : Rational(1, 100);
    }
    return true;
  }
  const Lowered ceiling = money(*grant.ceiling);
  if (!ceiling) return false;
  award.assessment = assessment(*clause_, award);
  award.amount = add(core::FactRef{*award.assessment}, numberOf(core::yuan()), tree_.exprs[*grant.ceiling].span);
  if (grant.floor) {
    const Lowered floor = money(*grant.floor);
    if (!floor) return false;
    award.limits.push_back({core::Floor{floor->id}, tree_.exprs[*grant.floor].span});
  }
  award.limits.push_back({core::Cap{ceiling->id, core::Window::Period}, tree_.exprs[*grant.ceiling].span});
  return true;
}

/// The amount that a body fixes for this award in each period: a fact named after the clause, or declared under that
/// name.
core::FactId Checker::assessment(SymbolId clause, const core::Award& award) {
  const core::Name name{award.name.zh.empty() ? "" : award.name.zh + "核定金额",
                        award.name.en.empty() ? "" : award.name.en + " assessed amount"};
  for (const auto& [symbolId, fact] : facts_)
    if (const core::Fact& f = program_.facts[fact];
        (!name.zh.empty() && f.name.zh == name.zh) || (!name.en.empty() && f.name.en == name.en)) {
      program_.facts[fact].origin = core::FactOrigin::Assessment;
      return fact;
    }
  core::Fact fact;
  fact.name = name;
  fact.type = numberOf(core::yuan());
  fact.per = award.period;
  fact.origin = core::FactOrigin::Assessment;
  fact.hi = Rational(10'000'000'000'000);
  fact.span = award.span;
  return assessments_[clause] = program_.facts.add(std::move(fact));
}

void Checker::quotation(const syntax::Quoting& quoting, Span span, const source::Section& section) {
  for (const source::Quotation& official : section.official)
    if (official.text.find(quoting.text) != std::string::npos) return;
  sink_.report(diag::QuotationNotFound, span).help(remark::CopyOfficial);
}

} // namespace tiao::check
