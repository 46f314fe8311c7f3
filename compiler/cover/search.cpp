#include "compiler/cover/search.h"

#include "compiler/core/rules.h"
#include "compiler/cover/reach.h"
#include "compiler/cover/stride.h"

namespace tiao::cover {

using core::match;
using Goal = Reach::Goal;

namespace {

/// A way from an award to a site: where the site is then read, and what must hold around it for it to decide.
struct Way {
  ExprId target;
  Place at;
  std::vector<Goal> goals;
};

constexpr size_t mostWays = 3;   // of one award
constexpr size_t mostAwards = 3; // that read the site
constexpr int mostRounds = 80;   // of filling in what an outcome needs

/// Walks from an expression of an award down to a site.
class Ways {
public:
  Ways(const core::Program& program, const Sites& sites, size_t site) : program_(program), sites_(sites), site_(site) {}

  void from(ExprId id, const Place& at, const std::vector<Goal>& goals) {
    if (found.size() >= mostWays) return;
    if (isTarget(id)) {
      found.push_back({id, at, goals});
      return;
    }
    const core::Node& node = program_.exprs[id].node;
    if (const auto* list = std::get_if<core::AtLeast>(&node)) {
      for (size_t i = 0; i < list->of.size(); ++i) {
        std::vector<Goal> with = goals;
        size_t yes = list->k - 1;
        for (size_t j = 0; j < list->of.size(); ++j) {
          if (j == i) continue;
          with.push_back({list->of[j], at, yes > 0});
          if (yes > 0) --yes;
        }
        from(list->of[i], at, with);
      }
    } else if (const auto* back = std::get_if<core::Back>(&node)) {
      from(back->of, before(at, back->count, back->unit), goals);
    } else if (const auto* choice = std::get_if<core::If>(&node)) {
      from(choice->condition, at, goals);
      for (const bool chosen : {true, false}) {
        std::vector<Goal> with = goals;
        with.push_back({choice->condition, at, chosen});
        from(chosen ? choice->then : choice->otherwise, at, with);
      }
    } else if (const auto* sum = std::get_if<core::Sum>(&node)) {
      const Place there =
          std::visit(match{[&](const core::OverItems& d) {
                             return Place{at.period, d.kind};
                           },
                           [&](const core::OverMonths&) {
                             return Place{{at.period.year, 1}, at.item};
                           },
                           [&](const core::OverYears& d) { return before(at, d.from, core::TermUnit::Years); }},
                     sum->domain);
      from(sum->where, there, goals);
      std::vector<Goal> with = goals;
      with.push_back({sum->where, there, true});
      from(sum->value, there, with);
    } else {
      core::eachOperand(node, [&](ExprId part) { from(part, at, goals); });
    }
  }

  std::vector<Way> found;

private:
  [[nodiscard]] bool isTarget(ExprId id) const {
    const auto in = [&](const std::map<ExprId, std::vector<size_t>>& lines) {
      const auto at = lines.find(id);
      return at != lines.end() && std::ranges::find(at->second, site_) != at->second.end();
    };
    const auto own = sites_.of.find(id);
    return (own != sites_.of.end() && own->second == site_) || in(sites_.lines) || in(sites_.parts);
  }

  const core::Program& program_;
  const Sites& sites_;
  size_t site_;
};

bool complete(const Aim& aim, Found& found, Reach& reach) {
  for (int round = 0; round < mostRounds; ++round) {
    const Shown shown = cover::shown(aim, found);
    if (!shown.need) return shown.side;
    if (!reach.fill(*shown.need, found.facts)) return false;
  }
  return false;
}

class Search {
public:
  explicit Search(const Aim& aim)
      : aim_(aim), program_(aim.program), sites_(aim.sites), index_(aim.site), site_(sites_.all[index_]),
        side_(aim.side) {}

  std::variant<Found, Unfound> run() {
    size_t tried = 0;
    for (uint32_t i = site_.award.index; i < program_.awards.size() && tried < mostAwards; ++i) {
      award_ = {i};
      if (site_.limit && i != site_.award.index) break;
      bool reads = site_.limit.has_value();
      for (const interpret::Period period : periods()) {
        period_ = period;
        const std::vector<Way> ways = this->ways();
        reads = reads || !ways.empty();
        // Money that suits a small bound and a large one; days on which it comes into force, or a year before.
        for (const auto& [usual, yearsBefore] : {std::pair<int64_t, int>{1'000'000, 0},
                                                 {1'000'000, 1},
                                                 {100'000'000, 0},
                                                 {10'000, 0},
                                                 {100, 0},
                                                 {10'000'000'000, 0},
                                                 {1, 0}}) {
          Reach reach(program_, award_, usual, calendar::shift(award().from, -yearsBefore, core::TermUnit::Years));
          reach_ = &reach;
          if (site_.limit ? tryLimit() : tryWays(ways)) return *found_;
        }
      }
      if (reads) ++tried;
    }
    return site_.overall || program_.awards[site_.award].period == core::Per::Month ? Unfound::TwoItems
                                                                                    : Unfound::NoFacts;
  }

private:
  [[nodiscard]] const core::Award& award() const { return program_.awards[award_]; }
  [[nodiscard]] Place here() const { return {period_, award().key}; }

  /// The first periods in force, and one later.
  [[nodiscard]] std::vector<interpret::Period> periods() const {
    const int first = calendar::yearOf(award().from);
    const int last = calendar::yearOf(award().to);
    const bool monthly = award().period == core::Per::Month;
    std::vector<interpret::Period> result;
    const std::chrono::year_month_day from{award().from};
    result.push_back({first, monthly ? static_cast<int>(static_cast<unsigned>(from.month())) : 0});
    if (first < last) result.push_back({first + 1, monthly ? 1 : 0});
    return result;
  }

  [[nodiscard]] std::vector<Way> ways() const {
    Ways ways(program_, sites_, index_);
    if (site_.limit) return {};
    const Goal due{award().eligible, here(), true};
    ways.from(award().eligible, here(), {});
    ways.from(award().amount, here(), {due});
    for (const auto* limits : {&award().limits, &award().overall})
      core::eachExpr(*limits, [&](ExprId part) { ways.from(part, here(), {due}); });
    return std::move(ways.found);
  }

  [[nodiscard]] Facts start(interpret::Period last) const {
    int first = period_.year;
    for (const core::Award& each : program_.awards) first = std::min(first, calendar::yearOf(each.from));
    Facts facts(program_, {first, last.year});
    if (award().key) facts.addItem(*award().key);
    return facts;
  }

  bool tryWays(const std::vector<Way>& ways) {
    const auto whole = [&](Facts& facts) { return finish(facts, {period_}); };
    for (const Way& way : ways) {
      const auto goalsThen = [&](Facts& facts) { return reach_->makeAll(way.goals, 0, facts, whole); };
      if (aim(way, start(period_), goalsThen)) return true;
      const auto aimThen = [&](Facts& facts) { return aim(way, facts, whole); };
      if (reach_->makeAll(way.goals, 0, start(period_), aimThen)) return true;
    }
    return false;
  }

  /// Gives the site the value that the side asks for.
  bool aim(const Way& way, const Facts& facts, const Reach::Then& then) {
    switch (site_.kind) {
    case Site::Kind::Condition: return reach_->make(way.target, way.at, side_ == Side::Yes, facts, then);
    case Site::Kind::Comparison: return aimCompared(way, facts, then);
    case Site::Kind::Quantity: {
      const auto& least = std::get<core::Least>(program_.exprs[way.target].node);
      const int sign = side_ == Side::Cut ? 1 : -1;
      for (const Rational& off : {strideOf(program_, least.left), Rational(1), Rational(10)})
        if (besides(least.left, least.right, way.at, Rational(sign) * off, facts, then)) return true;
      return false;
    }
    case Site::Kind::Line: return aimLine(way, facts, then);
    case Site::Kind::Limit: return false;
    }
    return false;
  }

  bool aimLine(const Way& way, const Facts& facts, const Reach::Then& then) {
    Facts made = facts;
    if (!sites_.parts.contains(way.target)) return then(made);
    for (const Rational& part : {strideOf(program_, way.target), Rational(1), Rational(100)})
      if (made = facts; part.sign() > 0 && reach_->reach(way.target, way.at, part, made) && then(made)) return true;
    return false;
  }

  bool aimCompared(const Way& way, const Facts& facts, const Reach::Then& then) {
    const auto& compare = std::get<core::Compare>(program_.exprs[way.target].node);
    const ExprId value = site_.turned ? compare.right : compare.left;
    const ExprId bound = site_.turned ? compare.left : compare.right;
    const int sign = side_ == Side::Below ? -1 : side_ == Side::Above ? 1 : 0;
    // Where the bound moves the other way, the value need not move.
    const auto step = [&](ExprId of) {
      const Rational own = strideOf(program_, of);
      return own.isZero() ? site_.stride : own;
    };
    return besides(value, bound, way.at, Rational(sign) * step(value), facts, then) ||
           besides(bound, value, way.at, Rational(-sign) * step(bound), facts, then);
  }

  /// A value so far (dates: so many days) from what the other is.
  bool besides(ExprId value, ExprId bound, const Place& at, const Rational& off, const Facts& facts,
               const Reach::Then& then) {
    Facts made = facts;
    if (!reach_->settle(bound, at, made)) return false;
    if (program_.exprs[bound].type.kind == core::Kind::Date) {
      const auto day = reach_->date(bound, at, made);
      return day && reach_->reach(value, at, *day + std::chrono::days(off.sign()), made) && then(made);
    }
    const auto number = reach_->number(bound, at, made);
    return number && reach_->reach(value, at, *number + off, made) && then(made);
  }

  // ---- limits

  bool tryLimit() {
    const core::Limit& limit = (site_.overall ? award().overall : award().limits)[*site_.limit];
    return std::visit(match{[&](const core::Cap& l) {
                              return tryBound(l.bound, side_ == Side::Cut) ||
                                     (l.window != core::Window::Period && tryRepeated());
                            },
                            [&](const core::Floor& l) { return tryBound(l.bound, side_ == Side::Free); },
                            [&](const core::Count& l) { return tryCount(l.n); },
                            [&](const core::Within& l) { return tryCount(l.n); }},
                      limit.node);
  }

  /// An amount as near to the bound as facts allow, above or below it.
  bool tryBound(ExprId bound, bool above) {
    const Goal due{award().eligible, here(), true};
    const auto aim = [&](const Facts& facts, const Reach::Then& then) {
      Facts known = facts;
      if (!reach_->settle(bound, here(), known)) return false;
      const auto number = reach_->number(bound, here(), known);
      if (!number) return false;
      const Rational tenth = (*number / Rational(10)).floor();
      for (const Rational& off : {award().unit, Rational(1), Rational(100), tenth, *number / Rational(2)}) {
        const Rational amount = *number + (above ? off : -off);
        if (amount.sign() <= 0) continue;
        Facts made = known;
        if (reach_->reach(award().amount, here(), amount, made) && then(made)) return true;
      }
      return false;
    };
    const auto whole = [&](Facts& facts) { return finish(facts, {period_}); };
    return reach_->makeAll({due}, 0, start(period_), [&](Facts& facts) { return aim(facts, whole); }) ||
           aim(start(period_), [&](Facts& facts) { return reach_->makeAll({due}, 0, facts, whole); });
  }

  /// Due in one more year (or month) than there are.
  bool tryCount(ExprId n) {
    const Facts empty = start(period_);
    const auto number = reach_->number(n, here(), empty);
    const auto count = number ? number->toInt64() : std::nullopt;
    if (!count || *count < 1 || *count > 24) return false;
    return tryTimes(*count + (side_ == Side::UsedUp ? 1 : 0));
  }

  /// What no single year comes to, several may.
  bool tryRepeated() {
    for (int64_t times = 2; times <= 6; ++times)
      if (tryTimes(times)) return true;
    return false;
  }

  /// Due in so many years (or months), one after the other.
  bool tryTimes(int64_t times) {
    std::vector<interpret::Period> asked;
    std::vector<Goal> goals;
    interpret::Period period = period_;
    for (int64_t i = 0; i < times; ++i) {
      asked.push_back(period);
      goals.push_back({award().eligible, {period, award().key}, true});
      if (!period.isMonth())
        ++period.year;
      else if (++period.month > 12)
        period = {period.year + 1, 1};
    }
    return reach_->makeAll(goals, 0, start(asked.back()), [&](Facts& facts) { return finish(facts, asked); });
  }

  // ---- the outcome

  /// Fills in what the outcomes need, and asks the measure.
  bool finish(const Facts& facts, const std::vector<interpret::Period>& asked) {
    Found found{facts, award_, asked};
    if (!complete(aim_, found, *reach_)) return false;
    found_ = std::move(found);
    return true;
  }

  const Aim& aim_;
  const core::Program& program_;
  const Sites& sites_;
  size_t index_;
  const Site& site_;
  Side side_;
  core::AwardId award_;
  interpret::Period period_;
  Reach* reach_ = nullptr;
  std::optional<Found> found_;
};

} // namespace

std::variant<Found, Unfound> search(const Aim& aim) { return Search(aim).run(); }

bool complete(const Aim& aim, Found& found) {
  Reach reach(aim.program, found.award, 1'000'000, aim.program.awards[found.award].from);
  return complete(aim, found, reach);
}

} // namespace tiao::cover
