#include "compiler/diff/law.h"

#include "compiler/core/rules.h"
#include "compiler/explain/words.h"
#include "compiler/prove/prover.h"
#include "compiler/prove/words.h"

#include <algorithm>

namespace tiao::diff {

namespace {

/// A choice between more awards is not asked of each of them.
constexpr size_t mostTogether = 12;

Verdict verdictOf(prove::Change change) {
  switch (change) {
  case prove::Change::Unchanged: return Verdict::Unchanged;
  case prove::Change::MoreGenerous: return Verdict::MoreGenerous;
  case prove::Change::LessGenerous: return Verdict::LessGenerous;
  case prove::Change::BothWays: return Verdict::BothWays;
  case prove::Change::Undecided: return Verdict::Undecided;
  case prove::Change::NotComparable: return Verdict::NotComparable;
  }
  return Verdict::Undecided;
}

/// The awards that stand in one choice or shared limit with this one, itself among them.
std::set<uint32_t> joined(const core::Program& program, AwardId award) {
  std::set<uint32_t> out{award.index};
  for (bool grown = true; grown;) {
    const size_t size = out.size();
    for (const core::Choice& choice : program.choices)
      for (const auto& [a, b] : choice.conflicts)
        if (out.contains(a.index) || out.contains(b.index)) out.insert({a.index, b.index});
    for (const core::Pool& pool : program.pools)
      if (std::ranges::any_of(pool.awards, [&](AwardId a) { return out.contains(a.index); }))
        for (const AwardId a : pool.awards) out.insert(a.index);
    grown = out.size() > size;
  }
  return out;
}

} // namespace

const char* verdictKey(Verdict verdict) {
  switch (verdict) {
  case Verdict::Unchanged: return "unchanged";
  case Verdict::MoreGenerous: return "moreGenerous";
  case Verdict::LessGenerous: return "lessGenerous";
  case Verdict::BothWays: return "bothWays";
  case Verdict::Undecided: return "undecided";
  case Verdict::NotComparable: return "notComparable";
  }
  return "";
}

Laws::Laws(Canon& canon, const Wording& before, const Wording& after, const prove::CompareOptions& how)
    : canon_(canon), before_(before), after_(after), how_(how), fresh_(after.input.program) {
  // What is named after a clause keeps its name when the clause has another.
  const core::Program& old = before.input.program;
  for (uint32_t j = 0; j < fresh_.facts.size(); ++j)
    for (uint32_t i = 0; i < old.facts.size(); ++i)
      if (canon.fact(Side::Before, {i}) == canon.fact(Side::After, {j}))
        fresh_.facts[core::FactId{j}].name = old.facts[core::FactId{i}].name;
}

Law Laws::of(const AwardPair& award) {
  if (!award.before || !award.after) return oneSided(award);
  Law law;
  if (canon_.award(Side::Before, *award.before) == canon_.award(Side::After, *award.after)) {
    law.award = explain::named(after_.input.program.awards[*award.after].name);
    law.core = true;
    return law;
  }
  const core::Program& old = before_.input.program;
  law = told(prove::compareAlone(old, *award.before, fresh_, *award.after, how_), award, old, fresh_);
  const bool changes =
      law.verdict == Verdict::MoreGenerous || law.verdict == Verdict::LessGenerous || law.verdict == Verdict::BothWays;
  if (changes && !law.moved)
    law.regions = regions(prove::regionsAlone(old, *award.before, fresh_, *award.after, how_), award);
  return law;
}

std::set<size_t> Laws::joined(const std::set<size_t>& some, const std::vector<AwardPair>& all) const {
  std::set<size_t> out;
  for (const size_t i : some) {
    const auto was = all[i].before ? diff::joined(before_.input.program, *all[i].before) : std::set<uint32_t>();
    const auto is = all[i].after ? diff::joined(fresh_, *all[i].after) : std::set<uint32_t>();
    if (std::max(was.size(), is.size()) < 2) continue;
    for (size_t j = 0; j < all.size(); ++j) {
      const bool old = all[j].before && was.contains(all[j].before->index);
      if (old || (all[j].after && is.contains(all[j].after->index))) out.insert(j);
    }
  }
  return out;
}

std::optional<Law> Laws::together(const AwardPair& award) {
  if (!award.before || !award.after) return std::nullopt;
  const core::Program& old = before_.input.program;
  const size_t size = std::max(diff::joined(old, *award.before).size(), diff::joined(fresh_, *award.after).size());
  if (size < 2) return std::nullopt;
  Law law;
  if (size > mostTogether) {
    law.award = explain::named(after_.input.program.awards[*award.after].name);
    law.verdict = Verdict::Undecided;
    law.why.push_back(explain::say("择一或共用的限额涉及 {} 项奖补，没有逐项比较",
                                   "a choice or shared limit joins {} awards, too many to compare each", size));
  } else {
    law = told(prove::compare(old, *award.before, fresh_, *award.after, how_), award, old, fresh_);
  }
  law.choices = true;
  return law.verdict == Verdict::Unchanged ? std::nullopt : std::optional(std::move(law));
}

bool Laws::madeUp(const std::set<size_t>& some, const std::vector<AwardPair>& all) {
  std::vector<AwardId> was, is;
  for (const size_t i : some) {
    if (all[i].before) was.push_back(*all[i].before);
    if (all[i].after) is.push_back(*all[i].after);
  }
  if (std::max(was.size(), is.size()) > mostTogether) return false;
  const core::Program& old = before_.input.program;
  const prove::Assumed first = prove::assumedOf(old, how_), second = prove::assumedOf(fresh_, how_);
  const prove::Assumed assumed{how_.items, std::min(first.firstYear, second.firstYear),
                               std::max(first.lastYear, second.lastYear)};
  prove::Terms terms;
  prove::Symbols symbols(terms);
  prove::Search search(terms, symbols, static_cast<const prove::Options&>(how_));
  const prove::Encoded one = prove::Encoder(terms, symbols, old, assumed).encode(was);
  const prove::Encoded other = prove::Encoder(terms, symbols, fresh_, assumed).encode(is);
  if (one.items || other.items || prove::moreYears(old) || prove::moreYears(fresh_)) return false;
  if (!one.leftOut.empty() || !other.leftOut.empty()) return false;
  const auto total = [&](const prove::Encoded& encoded, const std::vector<AwardId>& awards) {
    prove::Num sum = terms.number(0);
    for (const AwardId award : awards) sum = terms.add(sum, encoded.ofAllYears(terms, award));
    return sum;
  };
  const prove::Num lost = terms.subtract(total(one, was), total(other, is));
  const std::vector<prove::Prop> props{terms.positive(lost)};
  return search.find(props).answer == prove::Answer::No;
}

/// An award that one version lacks: all that it gives is gained or lost.
Law Laws::oneSided(const AwardPair& award) const {
  Law law;
  const Input& in = award.before ? before_.input : after_.input;
  const AwardId id = award.before ? *award.before : *award.after;
  law.award = explain::named(in.program.awards[id].name);
  law.discretion = in.program.awards[id].assessment.has_value();
  law.verdict = award.before ? Verdict::LessGenerous : Verdict::MoreGenerous;
  prove::Options how = static_cast<const prove::Options&>(how_);
  how.only = {prove::Question::Given};
  for (const prove::Finding& finding : prove::prove(in.program, id, how)) {
    if (finding.question != prove::Question::Given) continue;
    if (finding.verdict == prove::Verdict::Fails) law.verdict = Verdict::Unchanged; // it never gives anything
    if (finding.verdict == prove::Verdict::Undecided) {
      law.verdict = Verdict::Undecided;
      law.why.push_back(prove::ProofWords::reasons(finding.why, finding.leftOut, finding.failure));
    }
    law.failed = finding.why.contains(prove::Why::SolverFailed) || finding.why.contains(prove::Why::Disagreement);
  }
  return law;
}

Law Laws::told(const prove::Comparison& c, const AwardPair& award, const core::Program& before,
               const core::Program& after) const {
  Law law;
  law.award = explain::named(after_.input.program.awards[*award.after].name);
  law.discretion = before.awards[*award.before].assessment || after.awards[*award.after].assessment;
  law.verdict = verdictOf(c.change);
  law.failed = c.why.contains(prove::Why::SolverFailed) || c.why.contains(prove::Why::Disagreement);
  if (law.verdict == Verdict::Undecided) law.why.push_back(prove::ProofWords::reasons(c.why, c.leftOut, c.failure));
  if (c.fact)
    law.why.push_back(explain::say("事实「{}」在两个版本中不是一类",
                                   "the fact `{}` is of another sort in the other version",
                                   explain::named(before.facts[*c.fact].name)));
  const auto difference = [&](const std::optional<prove::Difference>& d, std::optional<Rational>& most,
                              std::optional<Witness>& least, std::optional<Witness>& readable) {
    if (!d) return;
    if (d->most) most = d->by;
    if (d->least) least = witness(*d->least, award, before, after);
    if (d->readable) readable = witness(*d->readable, award, before, after);
  };
  difference(c.gains, law.mostMore, law.leastMore, law.readableMore);
  difference(c.loses, law.mostLess, law.leastLess, law.readableLess);
  if (c.moved) law.moved = witness(*c.moved, award, before, after);
  return law;
}

std::map<uint32_t, bool> Laws::plainlyAsked(const AwardPair& award) const {
  const core::Program& old = before_.input.program;
  std::map<uint32_t, bool> asked;
  std::set<Term> now;
  const core::Award& fresh = fresh_.awards[*award.after];
  for (const ExprId part : canon_.parts(Side::After, fresh.eligible)) now.insert(canon_.of(Side::After, part));
  std::map<uint32_t, int> reads; // by how many conditions and amounts a fact is read
  const auto count = [&](auto self, ExprId expr) -> void {
    if (const auto* fact = std::get_if<core::FactRef>(&old.exprs[expr].node)) ++reads[fact->fact.index];
    core::eachOperand(old.exprs[expr].node, [&](ExprId operand) { self(self, operand); });
  };
  core::eachExpr(old.awards[*award.before], [&](ExprId expr) { count(count, expr); });
  for (const ExprId part : canon_.parts(Side::Before, old.awards[*award.before].eligible)) {
    if (!now.contains(canon_.of(Side::Before, part))) continue;
    // A fact, or not a fact; also in this year or some others.
    bool value = true;
    std::vector<ExprId> open{part};
    if (const auto* no = std::get_if<core::Not>(&old.exprs[part].node)) open = {no->of}, value = false;
    if (const auto* compare = std::get_if<core::Compare>(&old.exprs[open[0]].node))
      if (const auto* sum = std::get_if<core::Sum>(&old.exprs[compare->right].node)) {
        open = {sum->where};
        if (const auto* all = std::get_if<core::AtLeast>(&old.exprs[sum->where].node)) open = all->of;
      }
    for (const ExprId each : open)
      if (const auto* fact = std::get_if<core::FactRef>(&old.exprs[each].node);
          fact != nullptr && reads[fact->fact.index] == 1)
        asked[fact->fact.index] = value;
  }
  return asked;
}

Witness Laws::witness(const prove::Example& example, const AwardPair& award, const core::Program& before,
                      const core::Program& after) const {
  Witness out;
  const prove::ProofWords words{before, before_.input.sources, &after};
  std::optional<int> year;
  const auto amount = [&](size_t side) {
    Rational sum;
    if (side < example.variants.size())
      for (const prove::Paid& paid : example.variants[side].paid)
        if (paid.period.year == 0 || example.variants[side].paid.size() == 1) sum = paid.amount;
    return sum;
  };
  std::set<int> years;
  for (const auto& variant : example.variants)
    for (const prove::Paid& paid : variant.paid)
      if (paid.period.year != 0) years.insert(paid.period.year);
  if (years.size() == 1) year = *years.begin();
  out.before = amount(0);
  out.after = amount(1);
  if (year) out.period = std::to_string(*year);
  const std::map<uint32_t, bool> asked = plainlyAsked(award);
  std::vector<Text> values, yes, no;
  bool usual = false, zeros = false;
  for (const prove::Told& told : example.facts) {
    const core::Program& of = told.side == 1 ? after : before;
    const core::Fact& fact = of.facts[told.fact];
    const bool* truth = std::get_if<bool>(&told.value);
    WitnessFact one;
    one.fact = explain::named(fact.name);
    one.value = explain::constantText(of, fact.type, told.value);
    const auto* number = std::get_if<Rational>(&told.value);
    one.exact = truth != nullptr    ? (*truth ? "yes" : "no")
                : number != nullptr ? number->toString()
                                    : core::print(of, fact.type, told.value);
    if (told.period.year != 0) one.period = calendar::toString(told.period);
    if (told.item != prove::Subject && fact.item) one.item = prove::Symbols::itemName(of, *fact.item, told.item);
    out.facts.push_back(one);
    // What goes without saying: a condition that both ask and that is met, nothing in another year.
    const auto plain = told.side == 0 ? asked.find(told.fact.index) : asked.end();
    if (truth != nullptr && plain != asked.end() && plain->second == *truth) {
      usual = true;
      continue;
    }
    if (number != nullptr && number->isZero() && told.period.year != 0 && !(year && told.period.year == *year)) {
      const bool other = std::ranges::any_of(example.facts, [&](const prove::Told& t) {
        const auto* n = std::get_if<Rational>(&t.value);
        return t.fact == told.fact && t.side == told.side && n != nullptr && (!n->isZero() || t.period.year == year);
      });
      if (other) {
        zeros = true;
        continue;
      }
      const Text none = explain::say("{} 各年为 0", "{} 0 in all years", one.fact);
      if (std::ranges::find(values, none) == values.end()) values.push_back(none);
      continue;
    }
    (truth == nullptr ? values : *truth ? yes : no).push_back(words.told(told, year));
  }
  if (zeros) values.emplace_back("其余年度为 0", "0 in the other years");
  if (!values.empty()) out.lines.push_back(explain::joined(values, explain::semicolon));
  if (!yes.empty()) out.lines.push_back(explain::say("是：{}", "yes: {}", explain::joined(yes, explain::enumeration)));
  if (!no.empty()) out.lines.push_back(explain::say("否：{}", "no: {}", explain::joined(no, explain::enumeration)));
  if (usual) out.lines.emplace_back("其余条件都满足", "all other conditions are met");
  return out;
}

/// Two awards that give one yuan in their days, by one condition each.
prove::Change Laws::relate(const AwardPair& award, ExprId before, ExprId after) {
  if (!award.before || !award.after) return prove::Change::Undecided;
  const auto asking = [](const core::Program& program, AwardId id, ExprId condition) {
    core::Program out = prove::alone(program, id);
    const core::Type money{core::Kind::Number, core::yuan(), {}};
    const ExprId one = out.exprs.add({money, core::Const{Rational(1)}, {}});
    core::Award& of = out.awards[id];
    of.eligible = condition;
    of.amount = one;
    of.assessment.reset();
    of.limits.clear();
    of.overall.clear();
    of.startedIf.reset();
    of.part = core::PartOfPeriod::Whole;
    return out;
  };
  core::Program one = asking(before_.input.program, *award.before, before);
  core::Program other = asking(fresh_, *award.after, after);
  core::Award &a = one.awards[*award.before], &b = other.awards[*award.after];
  a.from = b.from = std::max(a.from, b.from);
  a.to = b.to = std::max(b.from, std::min(a.to, b.to));
  return prove::compare(one, *award.before, other, *award.after, how_).change;
}

Verdict allOf(const std::vector<Law>& laws) {
  const auto some = [&](Verdict verdict) {
    return std::ranges::any_of(laws, [&](const Law& law) { return law.verdict == verdict; });
  };
  if (some(Verdict::NotComparable)) return Verdict::NotComparable;
  if (some(Verdict::Undecided)) return Verdict::Undecided;
  if (some(Verdict::BothWays) || (some(Verdict::MoreGenerous) && some(Verdict::LessGenerous))) return Verdict::BothWays;
  if (some(Verdict::MoreGenerous)) return Verdict::MoreGenerous;
  return some(Verdict::LessGenerous) ? Verdict::LessGenerous : Verdict::Unchanged;
}

bool loses(const Law& law) {
  if (law.madeUp) return false;
  return law.verdict == Verdict::LessGenerous || law.verdict == Verdict::BothWays || law.leastLess.has_value();
}

} // namespace tiao::diff
