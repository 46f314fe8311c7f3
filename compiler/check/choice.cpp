#include "compiler/check/checker.h"
#include "compiler/core/sets.h"
#include "compiler/parse/declarations.h"

#include <algorithm>
#include <tuple>

/// Choices between awards: 择一, 不重复, 同类. The awards of one clause never exclude each other; each of them excludes
/// those of the other clauses.
namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

namespace {

bool isAmong(const std::vector<SymbolId>& clauses, SymbolId clause) {
  return std::ranges::find(clauses, clause) != clauses.end();
}

/// The whole number 1 is the limit of an award given once.
bool givenOnce(const core::Program& program, const core::Award& award) {
  return award.period == core::Per::Year && std::ranges::any_of(award.limits, [&](const core::Limit& l) {
           const auto* count = std::get_if<core::Count>(&l.node);
           const auto* n = count == nullptr ? nullptr : std::get_if<core::Const>(&program.exprs[count->n].node);
           return n != nullptr && std::get<Rational>(n->value) == Rational(1);
         });
}

} // namespace

/// A choice as it is written, with the clauses that it sets against each other.
struct Checker::Choosing {
  Span span;
  Clauses clauses;
  const syntax::Preference* preference;
  bool matter = false;
};

/// The clauses that a list names, each once.
Checker::Clauses Checker::clausesOf(const std::vector<syntax::Name>& names) {
  Clauses result;
  for (const syntax::Name& name : names) {
    if (!name.symbol) continue;
    if (isAmong(result, *name.symbol))
      sink_.report(diag::ClauseNamedTwice, name.span, name.text);
    else
      result.push_back(*name.symbol);
  }
  return result;
}

/// `list` names nothing outside `clauses`.
void Checker::within(const std::vector<syntax::Name>& list, const Clauses& clauses) {
  for (const syntax::Name& name : list)
    if (name.symbol && !isAmong(clauses, *name.symbol)) sink_.report(diag::NotOfTheChoice, name.span, name.text);
}

/// The policy or layer that a declaration belongs to.
uint32_t Checker::ownerAt(Span span) const {
  for (size_t file = 0; file < tree_.files.size(); ++file)
    for (size_t i = 0; i < tree_.files[file].declarations.size(); ++i) {
      const Span all = tree_.files[file].declarations[i].span;
      if (all.file == span.file && all.begin <= span.begin && span.end <= all.end) return policies_.owner(file, i);
    }
  return 0;
}

void Checker::choices() {
  Clauses all;
  eachDeclaration<syntax::Clause>([&](const syntax::Clause& clause, Span) {
    if (clause.name.symbol) all.push_back(*clause.name.symbol);
  });
  std::vector<Choosing> written;
  const auto subject = [&](const std::optional<syntax::Name>& name) {
    if (name && name->symbol && symbol(*name->symbol).kind != syntax::SymbolClass::Subject)
      sink_.report(diag::NotThisKind, name->span, name->text, parse::classText(symbol(*name->symbol).kind),
                   Text("对象", "a subject"));
  };
  const auto add = [&](Choosing choosing) {
    subject(choosing.preference->electedBy);
    if (choosing.clauses.size() < 2)
      sink_.report(diag::ChoiceOfOne, choosing.span);
    else
      written.push_back(std::move(choosing));
  };
  eachDeclaration<syntax::ChooseOne>([&](const syntax::ChooseOne& c, Span span) {
    subject(c.subject);
    Clauses among = c.subject ? all : clausesOf(c.among);
    const Clauses except = clausesOf(c.except);
    within(c.except, among);
    std::erase_if(among, [&](SymbolId clause) { return isAmong(except, clause); });
    add({span, std::move(among), &c.preference, false});
  });
  const syntax::NoRepeat* anywhere = nullptr;
  eachDeclaration<syntax::NoRepeat>([&](const syntax::NoRepeat& c, Span span) {
    if (!c.anywhere) return add({span, clausesOf(c.clauses), &c.preference, true});
    anywhere = &c;
    if (c.unless)
      for (const SymbolId clause : all) exceptWhere(clause, *c.unless);
    else
      sink_.report(diag::OverlapOpen, span).help(remark::SayOverlap);
  });
  eachDeclaration<syntax::SameMatter>([&](const syntax::SameMatter& c, Span span) {
    const Clauses same = clausesOf(c.clauses);
    if (anywhere == nullptr)
      sink_.report(diag::SameMatterUnused, span).help(remark::SayNoRepeat);
    else
      add({span, same, &anywhere->preference, true});
  });
  if (!sink_.hasErrors()) settle(written);
}

/// Not the condition is joined to what a clause gives.
void Checker::exceptWhere(SymbolId clause, syntax::ExprId when) {
  const std::optional<SymbolId> outer = clause_;
  clause_ = clause;
  nearestValue_.reset();
  if (const Lowered met = condition(when)) {
    const Span span = tree_.exprs[when].span;
    const core::ExprId otherwise = add(core::Not{met->id}, truth(), span);
    for (const core::AwardId id : awards_[clause]) {
      core::Award& award = program_.awards[id];
      award.eligible = all({award.eligible, otherwise}, award.span);
    }
  }
  clause_ = outer;
}

/// Choices that have a clause in common hang together, and are settled as one.
void Checker::settle(const std::vector<Choosing>& written) {
  std::vector<size_t> part(written.size()); // the first choice that each hangs together with
  for (size_t i = 0; i < written.size(); ++i) {
    part[i] = i;
    for (size_t j = 0; j < i; ++j)
      if (std::ranges::any_of(written[i].clauses, [&](SymbolId c) { return isAmong(written[j].clauses, c); }))
        std::ranges::replace(part, part[j], part[i]);
  }
  for (size_t i = 0; i < written.size(); ++i)
    if (std::ranges::find(part, part[i]) - part.begin() == static_cast<std::ptrdiff_t>(i)) {
      std::vector<const Choosing*> together;
      for (size_t j = 0; j < written.size(); ++j)
        if (part[j] == part[i]) together.push_back(&written[j]);
      settleTogether(together);
    }
}

void Checker::settleTogether(const std::vector<const Choosing*>& together) {
  Clauses clauses;
  const Choosing& first = *together.front();
  const Choosing* ranking = nullptr;
  Clauses rank;
  for (const Choosing* c : together) {
    for (const SymbolId clause : c->clauses)
      if (!isAmong(clauses, clause)) clauses.push_back(clause);
    if (c->preference->electedBy.has_value() != first.preference->electedBy.has_value()) {
      sink_.report(diag::ChoicesDisagree, c->span).label(remark::OtherChoice, first.span);
      return;
    }
    if (c->preference->rank.empty()) continue;
    const Clauses own = clausesOf(c->preference->rank);
    if (ranking != nullptr && own != rank) {
      sink_.report(diag::ChoicesDisagree, c->span).label(remark::OtherChoice, ranking->span);
      return;
    }
    ranking = c;
    rank = own;
  }
  if (ranking != nullptr) within(ranking->preference->rank, clauses);
  const bool elected = first.preference->electedBy.has_value();
  if (!elected && rank.size() < clauses.size()) rankByArticle(clauses, first.span, rank);
  core::Choice choice;
  choice.elected = elected;
  for (const SymbolId clause : rank)
    choice.rank.insert(choice.rank.end(), awards_[clause].begin(), awards_[clause].end());
  if (elected || rank.size() < clauses.size()) choice.election = election();
  std::vector<core::AwardId> awards;
  for (const SymbolId clause : clauses) awards.insert(awards.end(), awards_[clause].begin(), awards_[clause].end());
  std::vector<core::AwardSet> conflicts(awards.size());
  const auto number = [&](core::AwardId a) {
    return static_cast<uint32_t>(std::ranges::find(awards, a) - awards.begin());
  };
  if (awards.size() <= core::mostTogether)
    for (const Choosing* c : together)
      for (const auto& [a, b] : conflictsOf(c->clauses)) {
        conflicts[number(a)] |= core::oneAward(number(b));
        conflicts[number(b)] |= core::oneAward(number(a));
      }
  if (!core::searchable(conflicts)) {
    sink_.report(diag::TooManyTogether, first.span, static_cast<uint64_t>(core::mostTogether),
                 static_cast<uint64_t>(core::mostSets));
    return;
  }
  for (const Choosing* c : together) {
    choice.conflicts = conflictsOf(c->clauses);
    choice.matter = c->matter;
    choice.difference = c->matter && givesDifference(*c);
    choice.from = choice.to = std::nullopt;
    if (const uint32_t owner = ownerAt(c->span); policies_[owner].isLayer()) {
      choice.from = policies_.from(owner);
      choice.to = policies_.to(owner);
      if (!policies_[owner].districts.empty()) sink_.report(diag::ChoiceOfDistrict, c->span);
    }
    program_.choices.push_back(choice);
  }
}

/// Every award of a clause with every award of the others.
std::vector<std::pair<core::AwardId, core::AwardId>> Checker::conflictsOf(const Clauses& clauses) {
  std::vector<std::pair<core::AwardId, core::AwardId>> conflicts;
  for (size_t i = 0; i < clauses.size(); ++i)
    for (size_t j = i + 1; j < clauses.size(); ++j)
      for (const core::AwardId a : awards_[clauses[i]])
        for (const core::AwardId b : awards_[clauses[j]]) conflicts.emplace_back(a, b);
  return conflicts;
}

/// A later and higher award for the same matter gives nothing, or the difference, which needs awards given once.
bool Checker::givesDifference(const Choosing& choosing) {
  const bool difference = readingFor(choosing.clauses.front(), "LaterHigher") == "Difference";
  for (const SymbolId clause : choosing.clauses) {
    if ((readingFor(clause, "LaterHigher") == "Difference") != difference)
      sink_.report(diag::ReadingsDiffer, choosing.span, shown(clause));
    if (!difference) continue;
    for (const core::AwardId id : awards_[clause])
      if (!givenOnce(program_, program_.awards[id]))
        sink_.report(diag::DifferenceNotOnce, choosing.span, shown(clause))
            .label(remark::DeclaredHere, program_.awards[id].span);
  }
  return difference;
}

/// Which of equal awards is given, for the clauses that `rank` leaves open: by the convention the enterprise elects, or
/// the earlier article goes first. Clauses of one article go by name: the order of lines decides nothing.
void Checker::rankByArticle(const Clauses& clauses, Span span, Clauses& rank) {
  Clauses open;
  for (const SymbolId clause : clauses)
    if (!isAmong(rank, clause) && readingFor(clause, "EqualAwards") == "ByArticle") open.push_back(clause);
  for (const SymbolId clause : open)
    if (articles_[clause] == 0)
      sink_.report(diag::NoArticle, span, shown(clause)).label(remark::DeclaredHere, symbol(clause).declared);
  std::ranges::sort(open, {}, [&](SymbolId clause) {
    return std::tuple(articles_[clause], symbol(clause).shown(true), symbol(clause).shown(false));
  });
  rank.insert(rank.end(), open.begin(), open.end());
}

/// The award that the enterprise elects in a year: a fact whose members are the awards of the program.
core::FactId Checker::election() {
  if (election_) return *election_;
  core::Enumeration awards;
  for (const core::Award& award : program_.awards) awards.members.push_back(award.name);
  core::Fact fact;
  for (uint32_t i = 0; i < tree_.symbols.size(); ++i)
    if (symbol({i}).election) {
      fact.name = nameOf({i});
      fact.span = symbol({i}).declared;
      facts_[{i}] = {static_cast<uint32_t>(program_.facts.size())};
    }
  fact.type = {core::Kind::Member, {}, program_.enumerations.add(std::move(awards))};
  fact.per = core::Per::Year;
  fact.origin = core::FactOrigin::Election;
  election_ = program_.facts.add(std::move(fact));
  return *election_;
}

} // namespace tiao::check
