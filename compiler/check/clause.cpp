#include "compiler/check/checker.h"

#include "compiler/check/overlap.h"
#include "compiler/core/rules.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

namespace {

/// The sentences of a clause are compared with each other up to so many; no drafter reads more as one clause.
constexpr size_t mostCompared = 100;

const syntax::Grant* grantOf(const syntax::Phrase& phrase) {
  const auto* grant = std::get_if<syntax::Grant>(&phrase.node);
  return grant != nullptr && (grant->amount || grant->ceiling || grant->sameProportion) ? grant : nullptr;
}

} // namespace

/// A clause is one award for each grant of its sentences, under the clause's name; the second and later ones are
/// numbered.
void Checker::clause(const syntax::Clause& clause, const syntax::Declaration& declaration, size_t file) {
  if (!clause.name.symbol) return;
  clause_ = *clause.name.symbol;
  readings_.enter(policies_.base(policyAt()));
  readings_.again(requirementsRead_, reader());
  lastTarget_.reset();
  lastFixed_.reset();
  targetSaid_ = nullptr;
  std::vector<std::pair<core::AwardId, const syntax::Sentence*>> lowered;
  const source::Section& section = parsed_.documents[file].sections[declaration.section];
  article_ = source::articleText(section.article, source::Language::Zh);
  articles_[*clause_] = section.article;
  for (size_t i = 0; i < clause.sentences.size(); ++i) {
    const syntax::Sentence& sentence = clause.sentences[i];
    if (onlyOverrides(sentence)) {
      noteOverrides(sentence, std::nullopt);
      continue;
    }
    const size_t before = program_.awards.size();
    this->sentence(sentence, awards_[*clause_].empty());
    for (size_t award = before; award < program_.awards.size(); ++award)
      noteOverrides(sentence, core::AwardId{static_cast<uint32_t>(award)});
    if (program_.awards.size() > before) lowered.emplace_back(core::AwardId{static_cast<uint32_t>(before)}, &sentence);
    if (program_.awards.size() == before && !sink_.hasErrors()) // nothing is left out in silence
      sink_.report(diag::Broken, sentence.span, "a sentence without an award").help(remark::NoteIt);
  }
  if (!clause.sentences.empty() && std::ranges::all_of(clause.sentences, onlyOverrides))
    sink_.report(diag::NoGrant, declaration.span);
  sentencesApart(lowered);
  clause_.reset();
}

/// The sentences of a clause add up. Two whose conditions can both hold say so with 再, or are told.
void Checker::sentencesApart(const std::vector<std::pair<core::AwardId, const syntax::Sentence*>>& lowered) {
  if (lowered.size() > mostCompared) return;
  for (size_t j = 1; j < lowered.size(); ++j) {
    const bool again = std::ranges::any_of(lowered[j].second->phrases, [](const syntax::Phrase& p) {
      const syntax::Grant* grant = grantOf(p);
      return grant != nullptr && (grant->again || grant->sameProportion);
    });
    for (size_t i = 0; i < j && !again; ++i) {
      const auto witness = bothHold(program_, program_.awards[lowered[i].first].eligible,
                                    program_.awards[lowered[j].first].eligible, sources_);
      if (!witness) continue;
      auto report = sink_.report(diag::SentencesOverlap, lowered[j].second->span);
      report.label(remark::OtherSentence, lowered[i].second->span);
      if (!witness->zh.empty()) report.help(remark::WhenBothHold, *witness);
      report.help(remark::SayAgain);
      break; // once for each sentence
    }
  }
}

/// One award, or several where a sentence goes on with 再给予 or 每…满1年: they share the target and the start, and
/// each has the limits that stand behind it.
void Checker::sentence(const syntax::Sentence& sentence, bool first) {
  std::vector<core::ExprId> eligible;
  tiers_.reset();
  const std::optional<core::ExprId> who = target(sentence);
  if (sentence.target) {
    lastTarget_ = who;
    targetSaid_ = &*sentence.target;
  }
  if (const auto& met = sentence.target || first ? who : lastTarget_) eligible.push_back(*met);
  for (const syntax::ExprId asked : sentence.asked) // by a layer
    if (const Lowered met = condition(asked)) eligible.push_back(met->id);

  std::vector<Phrases> awards(1);
  Phrases shared;
  bool granted = false;
  for (const syntax::Phrase& p : sentence.phrases) {
    const syntax::Grant* grant = grantOf(p);
    if (grant != nullptr && granted) {
      if (!grant->again && !grant->fullYears) sink_.report(diag::TwoGrants, p.span).help(remark::TwoSentences);
      awards.push_back(shared);
    }
    if (grant == nullptr && !granted) shared.push_back(&p);
    granted |= grant != nullptr;
    awards.back().push_back(&p);
  }
  if (!granted) {
    sink_.report(diag::NoGrant, sentence.span);
    return;
  }
  for (const Phrases& phrases : awards) award(sentence, phrases, eligible);
  if (tiers_ && !tiers_->used && !sink_.hasErrors())
    sink_.report(diag::TiersDiffer, sentence.span, uint64_t{1}, static_cast<uint64_t>(tiers_->bounds.size()));
}

/// 要求: joined to every clause.
void Checker::requirement(const syntax::Requirement& required) {
  nearestValue_.reset();
  syntax::Symbol name;
  name.zh = "要求";
  name.en = "requirement";
  name.declared = tree_.exprs[required.condition].span;
  readings_.term(name);
  reader_ = std::move(name);
  const uint32_t outer = readings_.enter(policies_.base(ownerAt(reader_->declared)));
  const size_t mark = readings_.mark();
  if (const Lowered met = condition(required.condition)) requirements_.push_back(met->id);
  std::ranges::copy(readings_.since(mark), std::back_inserter(requirementsRead_));
  readings_.enter(outer);
  reader_.reset();
}

/// 自…起: the day an award begins on, or a condition that joins those of the target.
std::optional<core::ExprId> Checker::begin(const Phrases& phrases, core::Award& award,
                                           std::vector<core::ExprId>& eligible) {
  std::optional<core::ExprId> begun;
  for (const syntax::Phrase* p : phrases)
    if (const auto* s = std::get_if<syntax::Start>(&p->node)) {
      if (const auto* date = std::get_if<syntax::DateLiteral>(&tree_.exprs[s->when].node)) {
        award.from = std::max(award.from, date->date);
        award.to = s->until.value_or(award.to);
        if (award.to < award.from)
          sink_.report(diag::DatesReversed, p->span, calendar::toString(award.from), calendar::toString(award.to));
        continue;
      }
      nearestValue_.reset();
      if (const Lowered when = condition(s->when)) {
        begun = start(when->id, p->span, "StartCondition");
        eligible.push_back(*begun);
      }
    }
  return begun;
}

void Checker::award(const syntax::Sentence& sentence, const Phrases& phrases, std::vector<core::ExprId> eligible) {
  const SymbolId name = *clause_;
  core::Award award;
  award.name = nameOf(name);
  if (const size_t before = awards_[name].size(); before > 0) {
    if (!award.name.zh.empty()) award.name.zh += fmt::format("（第{}句）", before + 1);
    if (!award.name.en.empty()) award.name.en += fmt::format(" ({})", before + 1);
  }
  award.article = article_;
  award.quotation = quoted(sentence.span);
  award.span = sentence.span;
  award.document = policies_[policyAt()].document;
  award.from = policies_.from(policyAt());
  award.to = policies_.to(policyAt());
  perUnit_.reset();
  const std::optional<core::ExprId> begun = begin(phrases, award, eligible);
  for (const syntax::Phrase* p : phrases)
    if (const auto* exception = std::get_if<syntax::Exception>(&p->node)) {
      nearestValue_.reset();
      if (const Lowered met = condition(exception->when)) {
        if (hasGrowth(tree_, exception->when)) sink_.report(diag::NotOverGrowth, p->span);
        eligible.push_back(add(core::Not{met->id}, truth(), p->span));
      }
    }
  eligible.insert(eligible.end(), requirements_.begin(), requirements_.end());
  award.eligible = eligible.empty() ? add(core::Const{true}, truth(), sentence.span) : all(eligible, sentence.span);
  if (targetSaid_ != nullptr && targetSaid_->subject && targetSaid_->subject->symbol)
    if (const auto kind = itemKinds_.find(*targetSaid_->subject->symbol); kind != itemKinds_.end())
      award.key = kind->second;
  if (!setKey(award, award.eligible, sentence.span)) return;

  // what
  const syntax::Grant* grant = nullptr;
  for (const syntax::Phrase* p : phrases)
    if (const syntax::Grant* g = grantOf(*p)) {
      grant = g;
    } else if (const auto* weighed = std::get_if<syntax::Grant>(&p->node)) {
      for (const syntax::Name& n : weighed->regard)
        if (n.symbol) sink_.report(diag::UnusedRegard, n.span, shown(*n.symbol));
    }
  award.period = grant->frequency == syntax::Frequency::EachMonth ? core::Per::Month : core::Per::Year;
  if (grant->payee && grant->payee->symbol) award.payee = role(*grant->payee);
  nearestValue_.reset();
  if (!amount(*grant, phrases, award)) return;

  // how much at most, and for how long
  const syntax::Frequency often = frequency(*grant, phrases, award);
  if (often == syntax::Frequency::Once)
    award.limits.push_back({core::Count{constant(1, {}, sentence.span), core::Per::Year, false}, sentence.span});
  bool series = false;
  for (const syntax::Phrase* p : phrases)
    if (const auto* l = std::get_if<syntax::Limit>(&p->node)) {
      const bool said = grant->frequency != syntax::Frequency::Unsaid || grant->sameProportion;
      limit(*l, p->span, said ? often : syntax::Frequency::Unsaid, begun, award);
      series |= l->kind == syntax::LimitKind::Longest;
    } else if (const auto* rounding = std::get_if<syntax::Rounding>(&p->node)) {
      award.unit = rounding->unit;
      award.mode = core::RoundMode::Down;
    }
  orderLimits(award.limits, sentence.span);
  orderLimits(award.overall, sentence.span);

  // when
  if (series) {
    if (readings_.of("AfterExpiry", symbol(name)) == "SeriesRunOn") {
      const core::AwardId self{static_cast<uint32_t>(program_.awards.size())};
      award.startedIf = begun ? *begun
                              : compare(core::Comparison::Less, constant(0, core::yuan()),
                                        add(core::Awarded{self}, numberOf(core::yuan())));
    }
  }
  const VersionDays days = versionDays(sentence);
  const bool partial = days.partial || award.from != calendar::firstDay({calendar::yearOf(award.from), 0}) ||
                       award.to != calendar::lastDay({calendar::yearOf(award.to), 0});
  if (partial && often != syntax::Frequency::Once) {
    const std::string& part = readings_.of("PartOfPeriod", symbol(name));
    award.part = part == "ByMonths"     ? core::PartOfPeriod::Months
                 : part == "NotCounted" ? core::PartOfPeriod::None
                                        : core::PartOfPeriod::Whole;
  }
  if (days.said && !readings_.areForced() && (award.startedIf || award.part != core::PartOfPeriod::Whole))
    sink_.report(diag::PartFixed, *days.said, layers::partText(syntax::Part::Dates)).help(remark::DaysWhole);
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
  if (const auto done = groups_.find(name); done != groups_.end()) return readAlso(name), done->second;
  const auto naming = named_.find(name);
  if (naming == named_.end()) return std::nullopt;
  if (!open_.insert(name).second) {
    sink_.report(diag::DefinitionCycle, naming->second.target->hereinafter->span, shown(name));
    return std::nullopt;
  }
  const std::optional<SymbolId> outer = clause_;
  clause_ = naming->second.clause;
  readings_.enter(policies_.base(policyAt()));
  const size_t mark = readings_.mark();
  const std::optional<core::ExprId> result = who(*naming->second.target);
  reads_[name] = readings_.since(mark);
  const bool another = clause_ != outer;
  clause_ = outer;
  readings_.enter(policies_.base(policyAt()));
  if (another) readAlso(name);
  open_.erase(name);
  return groups_[name] = result;
}

/// A condition that opens a time: once met, met (since the policy's first day), unless the convention says that it must
/// go on.
core::ExprId Checker::start(core::ExprId condition, Span span, const std::string& convention) {
  return readings_.of(convention, symbol(*clause_)) == "StaysMet" ? condition : sinceOnce(condition, span);
}

/// Each version looks back with its own words: that of the earlier years is no longer asked.
core::ExprId Checker::sinceOnce(core::ExprId condition, Span span) {
  if (const auto version = firstVersion(condition)) {
    const core::VersionGloss layer = std::get<core::VersionGloss>(program_.glosses.at(*version));
    const core::ExprId inForce = std::get<core::If>(program_.exprs[*version].node).condition;
    const core::ExprId then = sinceOnce(inVersion(condition, layer.policy, true), span);
    const core::ExprId otherwise = sinceOnce(inVersion(condition, layer.policy, false), span);
    const core::ExprId made = add(core::If{inForce, then, otherwise}, truth(), span);
    program_.glosses[made] = layer;
    return made;
  }
  const core::ExprId met = onceMet(condition, span, 0);
  program_.glosses[met] = core::StartGloss{condition};
  return met;
}

/// The condition holds in some year of the policy, this one or an earlier one.
core::ExprId Checker::onceMet(core::ExprId condition, Span span, int fromYearsBack) {
  const core::Date first = policies_.from(policies_.base(policyAt()));
  const int years = std::min(60, calendar::yearOf(horizon_) - calendar::yearOf(first));
  const core::Type date{core::Kind::Date, {}, {}};
  const core::ExprId within =
      compare(core::Comparison::AtMost, add(core::Const{first}, date), add(core::Day{true}, date));
  const core::ExprId where = all({within, condition}, {});
  const core::ExprId count =
      add(core::Sum{core::OverYears{fromYearsBack, std::max(years, fromYearsBack)}, where, constant(1)}, numberOf({}));
  return compare(core::Comparison::Less, constant(0), count, span);
}

/// How often: said, or by convention once, unless the sentence has a mark of a series: 最长…年, 累计, 每年不超过, 年度,
/// a price for each unit of a yearly count, each full year.
syntax::Frequency Checker::frequency(const syntax::Grant& grant, const Phrases& phrases, const core::Award& award) {
  if (grant.frequency != syntax::Frequency::Unsaid) return grant.frequency;
  if (grant.sameProportion) return syntax::Frequency::EachYear; // it grows from year to year
  const auto sayYear = [&](const std::vector<syntax::Name>& names) {
    return std::ranges::any_of(names, [&](const syntax::Name& n) {
      return n.symbol && symbol(*n.symbol).zh.find("年度") != std::string::npos;
    });
  };
  const bool series = grant.fullYears || std::ranges::any_of(phrases, [&](const syntax::Phrase* p) {
                        const auto* l = std::get_if<syntax::Limit>(&p->node);
                        if (l != nullptr)
                          return l->kind == syntax::LimitKind::Longest || l->scope != syntax::LimitScope::Unsaid;
                        const auto* g = std::get_if<syntax::Grant>(&p->node);
                        return g != nullptr && sayYear(g->regard);
                      });
  if (series || (perUnit_ && readsYearly(award.amount))) return syntax::Frequency::EachYear;
  return readings_.of("Frequency", symbol(*clause_)) == "Once" ? syntax::Frequency::Once : syntax::Frequency::EachYear;
}

/// Does an expression read a fact that is given each year?
bool Checker::readsYearly(core::ExprId expr) const {
  const core::Node& node = program_.exprs[expr].node;
  if (const auto* ref = std::get_if<core::FactRef>(&node))
    return program_.facts[ref->fact].per == core::Per::Year &&
           program_.facts[ref->fact].origin == core::FactOrigin::Given;
  bool found = false;
  core::eachOperand(node, [&](core::ExprId part) { found |= readsYearly(part); });
  return found;
}

/// The amount, or for a discretionary grant the amount assessed, under its ceiling.
bool Checker::amount(const syntax::Grant& grant, const Phrases& phrases, core::Award& award) {
  const syntax::Symbol& name = symbol(*clause_);
  if (!grant.ceiling) {
    const Lowered v =
        grant.sameProportion ? sameProportion(award.span) : grantedMoney(*grant.amount, grant, phrases, award);
    if (!v || !setKey(award, v->id, award.span)) return false;
    award.amount = v->id;
    const bool whole = grant.amount && writtenInFull(*grant.amount) && oneNumber(v->id);
    if (whole) lastFixed_ = v->id;
    // 按实际支出给予不超过…: the whole base with a cap, or a ceiling that a body decides under
    const bool capped = std::ranges::any_of(phrases, [](const syntax::Phrase* p) {
      const auto* l = std::get_if<syntax::Limit>(&p->node);
      return l != nullptr && l->kind == syntax::LimitKind::AtMost && l->scope == syntax::LimitScope::Unsaid &&
             l->each.empty();
    });
    const bool bare = grant.amount && std::holds_alternative<syntax::NameUse>(tree_.exprs[*grant.amount].node);
    if (capped && bare && readings_.of("BaseWithCap", name) == "Discretion") {
      award.assessment = assessment(*clause_, award);
      award.amount = add(core::FactRef{*award.assessment}, numberOf(core::yuan()), program_.exprs[v->id].span);
    }
    if (!whole || award.assessment) {
      const std::string& rounding = readings_.of("Rounding", name);
      award.mode = rounding == "HalfEven"         ? core::RoundMode::HalfEven
                   : rounding.starts_with("Down") ? core::RoundMode::Down
                                                  : core::RoundMode::HalfUp;
      award.unit = rounding.ends_with("Yuan") ? Rational(1) : Rational(1, 100);
    }
    return true;
  }
  const Lowered ceiling = grantedMoney(*grant.ceiling, grant, phrases, award);
  if (!ceiling) return false;
  award.assessment = assessment(*clause_, award);
  award.amount = add(core::FactRef{*award.assessment}, numberOf(core::yuan()), tree_.exprs[*grant.ceiling].span);
  if (grant.floor) {
    const Lowered floor = grantedMoney(*grant.floor, grant, phrases, award);
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
  fact.item = award.key;
  fact.origin = core::FactOrigin::Assessment;
  fact.hi = Rational(10'000'000'000'000);
  fact.span = award.span;
  return assessments_[clause] = program_.facts.add(std::move(fact));
}

} // namespace tiao::check
