#include "compiler/attain/attain.h"

#include "compiler/core/rules.h"
#include "compiler/cover/search.h"
#include "compiler/cover/stride.h"
#include "compiler/prove/prover.h"

#include <algorithm>

namespace tiao::attain {

using core::AwardId;
using prove::Answer;
using prove::Assignment;
using prove::Why;
using Verdict = Attained::Verdict;

namespace {

constexpr int mostPeriods = 8;    // in which facts are looked for
constexpr int mostQuestions = 24; // to make an example rounder

} // namespace

/// One award over its years, and the cases in which it reaches each side.
struct Attaining::Encoding {
  Encoding(const core::Program& program, const cover::Sites& sites, AwardId award, How how,
           const prove::Options& options, const prove::Assumed& assumed)
      : symbols(terms, cover::stepOf), search(terms, symbols, options), encoder(terms, symbols, program, assumed),
        encoded(how == How::Apart ? encoder.encodeApart({award}) : encoder.encode({award})),
        hits(Hitting(terms, encoder, program, sites, award).hits(encoded)) {
    holdTestable(program, assumed);
  }

  [[nodiscard]] std::set<prove::LeftOut> leftOut() const {
    std::set<prove::LeftOut> result = encoded.leftOut;
    result.insert(encoder.leftOut().begin(), encoder.leftOut().end());
    return result;
  }

  [[nodiscard]] std::vector<std::pair<prove::Period, Prop>> of(const SideOf& side) const {
    std::vector<std::pair<prove::Period, Prop>> result;
    for (const auto& [period, all] : hits)
      if (const auto at = all.find(side); at != all.end()) result.emplace_back(period, at->second);
    return result;
  }

  prove::Found find(std::vector<Prop> props, const std::vector<Prop>& held) {
    props.insert(props.end(), held.begin(), held.end());
    return search.find(props);
  }

  prove::Terms terms;
  prove::Symbols symbols;
  prove::Search search;
  prove::Encoder encoder;
  prove::Encoded encoded;
  std::map<prove::Period, Hits> hits;
  std::vector<Prop> noEvents; // of every case that is asked of
  std::vector<Prop> testable; // of one that a made test can say: an item is in the lists of all years

private:
  void holdTestable(const core::Program& program, const prove::Assumed& assumed) {
    for (const prove::Symbols::Unknown& unknown : symbols.unknowns()) {
      const auto fact = symbols.factOf(program, unknown.symbol.name);
      const auto* truth = std::get_if<Prop>(&unknown.term);
      if (fact && truth != nullptr && program.facts[*fact].origin == core::FactOrigin::Event)
        noEvents.push_back(terms.negation(*truth));
    }
    testable = noEvents;
    for (uint32_t kind = 0; kind < program.itemKinds.size(); ++kind)
      for (prove::Item item = 0; item < assumed.items; ++item) {
        const Prop first = symbols.listed(program, {kind}, item, assumed.firstYear);
        for (int year = assumed.firstYear + 1; year <= assumed.lastYear; ++year)
          testable.push_back(terms.same(first, symbols.listed(program, {kind}, item, year)));
      }
  }
};

Attaining::Attaining(const core::Program& program, const cover::Sites& sites, const std::vector<size_t>& clauses,
                     uint64_t steps)
    : program_(program), sites_(sites), clauses_(clauses) {
  options_.steps = steps;
}

Attaining::~Attaining() = default;

Attaining::Encoding& Attaining::encoding(AwardId award, How how) {
  std::unique_ptr<Encoding>& known = encodings_[{award, how}];
  if (known == nullptr) {
    prove::Options options = options_;
    if (how == How::Several) options.items = mostItems;
    known = std::make_unique<Encoding>(program_, sites_, award, how, options, prove::assumedOf(program_, options));
  }
  return *known;
}

// -------------------------------------------------------------------------------------------------------------- facts

namespace {

/// The number itself if it is round, else those of one digit about it, and of two.
std::vector<core::Rational> rounded(const core::Rational& value) {
  using core::Rational;
  if (value.sign() <= 0) return {value};
  Rational ten = Rational(1, 10'000);
  while (ten * 10 <= value) ten = ten * 10;
  std::vector<Rational> result;
  for (const Rational& unit : {ten, ten / 10}) {
    if ((value / unit).isWhole()) return {value};
    result.push_back((value / unit).ceil() * unit);
    result.push_back((value / unit).floor() * unit);
  }
  return result;
}

/// What a made test can say of this case. Items that are in no list are left out.
cover::Facts factsOf(const core::Program& program, prove::Terms& terms, prove::Symbols& symbols,
                     const prove::Assumed& assumed, const Assignment& model, int lastYear) {
  prove::Values values(terms, model);
  cover::Facts facts(program, {assumed.firstYear, lastYear});
  std::map<std::pair<uint32_t, prove::Item>, int> numbers;
  for (uint32_t kind = 0; kind < program.itemKinds.size(); ++kind) {
    int number = 0;
    for (prove::Item item = 0; item < assumed.items; ++item)
      if (values.of(symbols.listed(program, {kind}, item, assumed.firstYear))) numbers[{kind, item}] = number++;
    if (number > 0) facts.addItem({kind}, number);
  }
  for (const prove::Symbols::Unknown& unknown : symbols.unknowns()) {
    const prove::Symbol& symbol = unknown.symbol;
    const auto id = symbols.factOf(program, symbol.name);
    const auto value = symbols.valueOf(program, symbol, model);
    if (!id || !value || program.facts[*id].origin == core::FactOrigin::Event) continue;
    const auto& kind = program.facts[*id].item;
    const auto number = kind ? numbers.find({kind->index, symbol.item}) : numbers.end();
    if (kind && number == numbers.end()) continue;
    facts.give(*id, symbol.period, *value, kind ? number->second : 0);
  }
  return facts;
}

} // namespace

/// Numbers of one or two digits and zeros, as far as the solver finds such cases: what is added up moves together.
Assignment Attaining::rounder(Encoding& e, std::vector<Prop> props, Assignment best) {
  int questions = mostQuestions;
  const std::vector<prove::Symbols::Unknown> unknowns = e.symbols.unknowns();
  for (const prove::Symbols::Unknown& unknown : unknowns) {
    const auto* number = std::get_if<Num>(&unknown.term);
    if (number == nullptr) continue;
    const core::Rational value = prove::Values(e.terms, best).of(*number);
    for (const core::Rational& round : rounded(value)) {
      if (round < unknown.lo || unknown.hi < round || !(round / unknown.grain).isWhole() || questions == 0) continue;
      std::vector<Prop> asked = props;
      asked.push_back(e.terms.equal(*number, e.terms.number(round)));
      if (round != value) {
        --questions;
        prove::Found found = e.search.find(asked);
        if (found.answer != Answer::Yes) continue;
        best = e.search.least(asked, std::move(found.model));
      }
      props = std::move(asked);
      break;
    }
  }
  return best;
}

/// A case of the award in the first period that has one, as plain and round as it can be.
std::optional<cover::Found> Attaining::facts(const cover::Aim& aim, AwardId award, Encoding& e) const {
  int periods = 0;
  for (const auto& [period, prop] : e.of({aim.site, aim.side})) {
    if (periods++ == mostPeriods) break;
    std::vector<Prop> props{prop};
    const prove::Found model = e.find(props, e.testable);
    if (model.answer != Answer::Yes) continue;
    props.insert(props.end(), e.testable.begin(), e.testable.end());
    const Assignment least = e.search.least(props, model.model);
    for (const Assignment& each : {rounder(e, props, e.search.round(props, least)), least, model.model}) {
      cover::Found found{
          factsOf(program_, e.terms, e.symbols, e.encoder.assumed(), each, period.year), award, {period}};
      if (!cover::complete(aim, found)) continue;
      cover::plain(aim, found);
      return found;
    }
  }
  return std::nullopt;
}

// ---------------------------------------------------------------------------------------------------------- questions

/// The bounds of shared totals are read where the measure looks at another award's outcomes.
bool Attaining::readByPools(size_t site) const {
  std::vector<ExprId> bounds;
  for (const core::Pool& pool : program_.pools) core::eachExpr(pool.limits, [&](ExprId id) { bounds.push_back(id); });
  return reads(program_, sites_, bounds, site);
}

Attained Attaining::ask(size_t site, cover::Side side, Wanted wanted) {
  const cover::Aim aim{program_, sites_, clauses_, site, side};
  const prove::Assumed assumed = prove::assumedOf(program_, options_);
  Attained result;
  result.searched = {assumed.firstYear, assumed.lastYear};
  bool never = !readByPools(site);
  for (uint32_t i = 0; i < program_.awards.size(); ++i) {
    if (!reads(program_, sites_, AwardId{i}, site)) continue;
    never = !reaches(aim, {i}, wanted, result) && never;
    if (result.found || (!never && wanted == Wanted::Proof)) break;
  }
  if (prove::moreYears(program_)) result.why.insert(Why::Years);
  if (result.found) result.verdict = Verdict::Found;
  if (never && result.why.empty()) result.verdict = Verdict::Never;
  return result;
}

/// May the award reach the side? Not, if that is proved. What is in the way of an answer is added to `result`.
bool Attaining::reaches(const cover::Aim& aim, AwardId award, Wanted wanted, Attained& result) {
  std::vector<How> ways{How::Apart};
  // What others take shows in later years alone: in limits, and in what is asked of earlier awards.
  std::set<ExprId> seen;
  std::set<AwardId> read;
  core::eachExpr(program_.awards[award], [&](ExprId id) { core::awardsRead(program_, id, seen, read); });
  const bool later = sites_.all[aim.site].limit.has_value() || !read.empty();
  if (later && (!program_.choices.empty() || !program_.pools.empty())) ways.push_back(How::Whole);
  std::set<Why> why;
  bool may = true;
  for (const How how : ways) {
    Encoding& e = encoding(award, how);
    std::vector<Prop> any;
    for (const auto& [period, prop] : e.of({aim.site, aim.side})) any.push_back(prop);
    const prove::Found found = e.find({e.terms.any(any)}, e.noEvents);
    why.clear();
    if (found.answer == Answer::Exhausted) why.insert(Why::Exhausted);
    if (found.answer == Answer::Failed) why.insert(Why::SolverFailed);
    result.failure = found.failure;
    may = found.answer != Answer::No;
    if (!may) break;
    if (found.answer == Answer::Yes && wanted == Wanted::Facts) result.found = facts(aim, award, e);
    if (result.found) return true;
    result.leftOut = e.leftOut();
  }
  if (may && !result.leftOut.empty()) why.insert(Why::LeftOut);
  if (encoding(award, How::Apart).encoded.items) {
    why.insert(Why::Items);
    if (wanted == Wanted::Facts) result.found = facts(aim, award, encoding(award, How::Several));
  }
  result.why.insert(why.begin(), why.end());
  return may;
}

} // namespace tiao::attain
