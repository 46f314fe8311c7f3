#include "compiler/prove/regions.h"

#include "compiler/prove/cutting.h"
#include "compiler/prove/prover.h"

#include <algorithm>

namespace tiao::prove {

using core::AwardId;

namespace {

/// So many facts are tried as drivers.
constexpr int mostDrivers = 4;

class Cutter {
public:
  Cutter(const Program& a, AwardId ofA, const Program& b, AwardId ofB, const CompareOptions& options)
      : a_(a), b_(b), ofA_(ofA), ofB_(ofB), options_(options) {
    const Assumed first = assumedOf(a, options), second = assumedOf(b, options);
    assumed_ = {options.items, std::min(first.firstYear, second.firstYear), std::max(first.lastYear, second.lastYear),
                true};
  }

  Regions result() {
    if ((!options_.overYears && oneYear()) || allYears()) {
      const Ground& ground = *ground_;
      for (const Encoded& each : ground.encoded) {
        if (each.items) result_.partial.insert(Partial::Items);
        if (!each.leftOut.empty()) result_.partial.insert(Partial::LeftOut);
      }
    }
    return std::move(result_);
  }

private:
  /// What is asked of a case beside the difference: that all is due; that both give; nothing.
  enum class Due : uint8_t { All, Both, None };

  std::unique_ptr<Ground> groundOf(int firstYear, int lastYear) const {
    Assumed over = assumed_;
    over.firstYear = firstYear;
    over.lastYear = lastYear;
    return std::make_unique<Ground>(a_, ofA_, b_, ofB_, options_, over);
  }

  std::optional<Assignment> differing(Ground& ground, Due due, std::vector<Prop> props) {
    Terms& terms = ground.terms;
    props.push_back(terms.negation(terms.equal(ground.change, terms.number(0))));
    if (due == Due::All) {
      for (const Prop each : ground.due()) props.push_back(each);
    }
    if (due == Due::Both) {
      for (const Selectors& side : ground.by) props.push_back(side.open);
    }
    const Found found = ground.search.find(props);
    if (found.answer == Answer::Exhausted || found.answer == Answer::Failed) result_.partial.insert(Partial::Exhausted);
    if (found.answer != Answer::Yes) return std::nullopt;
    for (const Prop each : ground.symbols.domain()) props.push_back(each);
    return ground.search.least(props, found.model);
  }

  /// The first year in which there is a difference by itself, best one in which all is due.
  bool oneYear() {
    std::vector<std::unique_ptr<Ground>> grounds;
    for (int year = assumed_.firstYear; year <= assumed_.lastYear; ++year) {
      auto ground = groundOf(year, year);
      if (!ground->terms.constant(ground->change)) grounds.push_back(std::move(ground));
    }
    for (const Due due : {Due::All, Due::Both, Due::None}) {
      for (auto& ground : grounds) {
        const auto context = differing(*ground, due, {});
        if (!context) continue;
        ground_ = std::move(ground);
        result_.scope = Scope::OneYear;
        result_.period = {ground_->assumed.firstYear, 0};
        const std::vector<Candidate> all = ground_->candidates(ground_->assumed.firstYear);
        drive(all, [&](const Candidate&) { return context; });
        if (result_.regions.empty()) undriven(*context);
        byConditions();
        return true;
      }
    }
    return false;
  }

  /// Over all years: a fact that is the same in each.
  bool allYears() {
    auto ground = groundOf(assumed_.firstYear, assumed_.lastYear);
    if (ground->terms.constant(ground->change)) return false;
    ground_ = std::move(ground);
    result_.scope = Scope::EachYear;
    const std::vector<Candidate> all = ground_->candidates({});
    drive(all, [&](const Candidate& of) {
      for (const Due due : {Due::All, Due::Both, Due::None}) {
        if (auto context = differing(*ground_, due, ground_->alike(of))) return context;
      }
      return std::optional<Assignment>();
    });
    if (!result_.regions.empty()) {
      if (result_.driver && factOf(*result_.driver).per == core::Per::Fixed) result_.scope = Scope::AllYears;
      return true;
    }
    for (const Due due : {Due::All, Due::Both, Due::None}) {
      const auto context = differing(*ground_, due, {});
      if (!context) continue;
      undriven(*context);
      break;
    }
    return true;
  }

  [[nodiscard]] const core::Fact& factOf(const Driver& driver) const {
    return (driver.side == 0 ? a_ : b_).facts[driver.fact];
  }

  /// The fact that decides best: some of its range changes nothing, and the table is complete.
  template <typename F> void drive(const std::vector<Candidate>& all, F contextOf) {
    int tried = 0;
    std::optional<Regions> best;
    int rank = 0, bestTried = -1;
    for (const Candidate& candidate : all) {
      if (tried == mostDrivers) break;
      const std::optional<Assignment> context = contextOf(candidate);
      if (!context) continue;
      bool counts = false;
      for (const Assignment& through : {*context, rounded(candidate, *context)}) {
        Cutting cutting(*ground_, candidate, through);
        if (!cutting.matters()) break;
        counts = true;
        Regions one = result_;
        if (!cutting.cut(one)) {
          result_.partial.insert(Partial::LeftOut);
          break;
        }
        const int own = rankOf(one);
        const bool hangsOnOthers = one.partial.contains(Partial::OtherFacts);
        if (own > rank || (own == rank && bestTried == tried)) {
          rank = own;
          bestTried = tried;
          told(candidate, through, one);
          best = std::move(one);
        }
        if (!hangsOnOthers) break; // else with round numbers, which are likelier to lie between the bounds
      }
      if (counts) ++tried;
      if (rank == complete) break;
    }
    if (best) result_ = std::move(*best);
  }

  static constexpr int complete = 4;
  static int rankOf(const Regions& table) {
    const bool decides = std::ranges::any_of(table.regions, [](const Region& r) { return r.same(); });
    const bool all = table.partial.empty();
    return decides ? (all ? complete : 3) : all ? 2 : 1;
  }

  Assignment rounded(const Candidate& of, const Assignment& context) {
    Terms& terms = ground_->terms;
    std::vector<Prop> props = ground_->alike(of);
    props.push_back(terms.negation(terms.equal(ground_->change, terms.number(0))));
    for (const Prop each : ground_->symbols.domain()) props.push_back(each);
    return ground_->search.round(props, context);
  }

  void told(const Candidate& candidate, const Assignment& context, Regions& table) {
    const Program* programs[] = {&a_, &b_};
    for (uint32_t side = 2; side-- > 0;) {
      const auto fact = ground_->symbols.factOf(*programs[side], candidate.name);
      if (fact) table.driver = Driver{side, *fact, candidate.item};
    }
    if (candidate.period.year != 0) table.period = candidate.period;
    driven_ = candidate.unknowns;
    const Ground& ground = *ground_;
    table.context = replayWithout(ground.terms, ground_->symbols, ground.sides, context, ground.assumed,
                                  irrelevant(candidate, context));
  }

  /// An event that is not told did not happen.
  bool didNotHappen(const Symbols::Unknown& unknown, const Assignment& context) {
    const auto* truth = std::get_if<Prop>(&unknown.term);
    if (truth == nullptr || Values(ground_->terms, context).of(*truth)) return false;
    return std::ranges::all_of(ground_->sides, [&](const Side& side) {
      const auto fact = ground_->symbols.factOf(*side.program, unknown.symbol.name);
      return !fact || side.program->facts[*fact].origin == core::FactOrigin::Event;
    });
  }

  /// The facts that make no difference along the line through a case.
  std::set<Symbol> irrelevant(const Candidate& candidate, const Assignment& context) {
    Ground& ground = *ground_;
    Terms& terms = ground.terms;
    std::vector<uint32_t> roots{ground.change.index};
    for (const Selectors& side : ground.by) {
      roots.push_back(side.paid.index);
      for (const Prop each : side.telling()) roots.push_back(each.index);
    }
    Terms::Instead instead;
    const uint32_t numbers = static_cast<uint32_t>(context.numbers.size());
    for (uint32_t i = 0; i < numbers; ++i) instead.numbers.emplace(i, terms.number(context.numbers[i]));
    for (uint32_t i = 0; i < context.truths.size(); ++i) instead.truths.emplace(i, terms.truth(context.truths[i]));
    for (const uint32_t driver : candidate.unknowns) instead.numbers.erase(driver);
    std::set<Symbol> result;
    for (const Symbols::Unknown& unknown : ground.symbols.unknowns()) {
      const uint32_t term = std::visit(core::match{
                                           [](Prop of) { return of.index; },
                                           [](Num of) { return of.index; },
                                           [](const DateTerm& of) { return of.day.index; },
                                           [](const MemberTerm& of) { return of.member.index; },
                                           [](const TextTerm& of) { return of.text.index; },
                                       },
                                       unknown.term);
      const Node node = terms.node(term);
      if (didNotHappen(unknown, context)) {
        result.insert(unknown.symbol);
        continue;
      }
      if (node.op == Node::Op::Unknown && std::ranges::count(candidate.unknowns, node.a) != 0) continue;
      Terms::Instead free = instead;
      if (node.op == Node::Op::Unknown) free.numbers.erase(node.a);
      if (node.op == Node::Op::May) free.truths.erase(node.a);
      const std::vector<bool> in = terms.cone(terms.with(roots, free));
      if (term >= in.size() || !in[term]) result.insert(unknown.symbol);
    }
    return result;
  }

  std::optional<Example> example(const Assignment& model) {
    Ground& ground = *ground_;
    return replay(ground.terms, ground.symbols, ground.sides, model, ground.assumed, {});
  }

  /// No number decides: who gets so much more or less, in all cases that meet the same conditions.
  void undriven(const Assignment& context) {
    Ground& ground = *ground_;
    Terms& terms = ground.terms;
    Region region;
    region.fromLeast = region.toMost = true;
    Values values(terms, context);
    region.before = pathOf(ground.by[0], values, values);
    region.after = pathOf(ground.by[1], values, values);
    std::vector<Prop> held = ground.symbols.domain();
    for (const Selectors& side : ground.by) {
      for (const Prop each : side.telling()) held.push_back(values.of(each) ? each : terms.negation(each));
    }
    Under under(terms, ground.search, options_, held);
    const Num change = ground.change, back = terms.scale(change, -1);
    Extreme most = greatest(terms, under, {}, change, {values.of(change), context, true});
    Extreme least = greatest(terms, under, {}, back, {values.of(back), context, true});
    region.least = -least.value;
    region.most = most.value;
    region.exact = most.exact && least.exact;
    region.proved = region.exact;
    region.atLeast =
        example(ground.search.least(with(held, terms.equal(back, terms.number(least.value))), least.model));
    if (region.least != region.most) {
      region.atMost =
          example(ground.search.least(with(held, terms.equal(change, terms.number(most.value))), most.model));
    }
    const auto loose = [&](const Selectors& side) {
      const std::vector<Prop> telling = side.telling();
      return std::any_of(telling.begin() + Selectors::OfStatus, telling.end(),
                         [&](Prop each) { return !terms.constant(each); });
    };
    if (loose(ground.by[0]) || loose(ground.by[1])) result_.partial.insert(Partial::NoDriver);
    result_.context = example(context);
    if (!result_.context || !region.atLeast) {
      result_.partial.insert(Partial::LeftOut);
      return;
    }
    result_.regions.push_back(std::move(region));
  }

  static std::vector<Prop> with(std::vector<Prop> props, Prop one) {
    props.push_back(one);
    return props;
  }

  /// Conditions that one version asks and the other does not: what they are worth to those who meet all others.
  void byConditions() {
    Ground& ground = *ground_;
    Terms& terms = ground.terms;
    for (const uint32_t side : {0U, 1U}) {
      const Selectors& own = ground.by[side];
      const Selectors& other = ground.by[1 - side];
      for (const auto& [expr, prop] : own.asked) {
        const Prop asked = prop;
        if (std::ranges::any_of(other.asked, [&](const auto& each) { return each.second == asked; })) continue;
        if (ground.hangsOn(asked.index, driven_)) continue;
        std::vector<Prop> props{terms.negation(asked), own.inForce, other.open};
        for (const auto& [each, met] : own.asked) {
          if (each != expr) props.push_back(met);
        }
        condition(side, expr, props);
      }
    }
  }

  void condition(uint32_t side, core::ExprId expr, std::vector<Prop> props) {
    Ground& ground = *ground_;
    Terms& terms = ground.terms;
    const auto context = differing(ground, Due::None, props);
    if (!context) return;
    for (const Prop each : ground.symbols.domain()) props.push_back(each);
    Under under(terms, ground.search, options_, props);
    const Num change = ground.change, back = terms.scale(change, -1);
    Values values(terms, *context);
    const Extreme most = greatest(terms, under, {}, change, {values.of(change), *context, true});
    const Extreme least = greatest(terms, under, {}, back, {values.of(back), *context, true});
    ByCondition found;
    found.side = side;
    found.asks = expr;
    found.least = -least.value;
    found.most = most.value;
    found.exact = most.exact && least.exact;
    found.atLeast =
        example(ground.search.least(with(props, terms.equal(back, terms.number(least.value))), least.model));
    found.atMost = example(ground.search.least(with(props, terms.equal(change, terms.number(most.value))), most.model));
    if (found.atLeast && found.atMost) result_.conditions.push_back(std::move(found));
  }

  const Program& a_;
  const Program& b_;
  AwardId ofA_, ofB_;
  CompareOptions options_;
  Assumed assumed_;
  std::unique_ptr<Ground> ground_; // on which the table stands
  std::vector<uint32_t> driven_;   // the unknowns of the driver
  Regions result_;
};

} // namespace

Regions regions(const Program& a, AwardId ofA, const Program& b, AwardId ofB, const CompareOptions& options) {
  return Cutter(a, ofA, b, ofB, options).result();
}

Regions regionsAlone(const Program& a, AwardId ofA, const Program& b, AwardId ofB, const CompareOptions& options) {
  const Program one = alone(a, ofA);
  const Program other = alone(b, ofB);
  return regions(one, ofA, other, ofB, options);
}

} // namespace tiao::prove
