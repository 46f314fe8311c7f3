#include "compiler/plan/group.h"

#include "compiler/core/rules.h"
#include "compiler/core/sets.h"
#include "compiler/interpret/choice.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace tiao::plan {

using core::AwardId;
using interpret::Level;
using interpret::Reason;

std::vector<std::vector<AwardId>> groupsOf(const core::Program& program) {
  std::vector<uint32_t> root(program.awards.size());
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&](uint32_t award) {
    while (root[award] != award) award = root[award];
    return award;
  };
  const auto join = [&](uint32_t a, uint32_t b) {
    const uint32_t x = find(a), y = find(b);
    root[std::max(x, y)] = std::min(x, y);
  };
  for (const core::Choice& choice : program.choices)
    for (const auto& [a, b] : choice.conflicts) join(a.index, b.index);
  for (const core::Pool& pool : program.pools)
    for (const AwardId award : pool.awards) join(pool.awards[0].index, award.index);
  for (uint32_t i = 0; i < program.awards.size(); ++i) {
    std::set<core::ExprId> seen;
    std::set<AwardId> read;
    core::eachExpr(program.awards[{i}], [&](core::ExprId id) { core::awardsRead(program, id, seen, read); });
    for (const AwardId other : read) join(i, other.index);
  }
  std::vector<std::vector<AwardId>> groups;
  std::vector<size_t> place(root.size(), SIZE_MAX);
  for (uint32_t i = 0; i < root.size(); ++i) {
    size_t& at = place[find(i)];
    if (at == SIZE_MAX) {
      at = groups.size();
      groups.emplace_back();
    }
    groups[at].push_back({i});
  }
  return groups;
}

namespace {

/// So many allowed sets of a choice are compared with each other; more are left to the interpreter.
constexpr size_t mostSetsCompared = 200;

class Settling {
public:
  Settling(const core::Program& program, const std::vector<AwardId>& awards, Graph& graph, Expressions& expressions)
      : program_(program), awards_(awards), g(graph), n(expressions.n), expressions_(expressions),
        awarding_(program, graph, expressions), again_(graph.no) {}

  GroupGraph settle(int firstYear, int lastYear) {
    for (int year = firstYear; year <= lastYear; ++year) {
      year_.clear();
      for (const AwardId award : awards_) candidates(award, year);
      bars(year);
      choices(year);
      pools(year);
      enter();
    }
    for (const auto& [items, bit] : againOfItems_) again_ = g.either(again_, g.anyItem(bit));
    GroupGraph result;
    for (const AwardId award : awards_)
      for (Candidate& c : all_)
        if (c.award == award) result.candidates.push_back(std::move(c));
    result.again = again_;
    return result;
  }

private:
  void askAgain(NodeId bit) {
    if (g.isConstant(bit) || g.domain(bit) == Subjects) {
      again_ = g.either(again_, bit);
      return;
    }
    NodeId& ofItems = againOfItems_.try_emplace(g.domain(bit), g.no).first->second;
    ofItems = g.either(ofItems, bit);
  }

  bool has(AwardId award) const { return std::ranges::find(awards_, award) != awards_.end(); }

  /// What all keys of an award got in a period: of the subjects.
  NodeId ofAll(AwardId award, NodeId amount) {
    const auto& key = program_.awards[award].key;
    if (!key || g.isConstant(amount)) return amount;
    return g.sumItems(amount, g.less(g.number(0), amount), program_.itemKinds[*key].most);
  }

  // 1 and 2
  void candidates(AwardId id, int year) {
    const core::Award& award = program_.awards[id];
    if (award.key && calendarReaches(award, year))
      askAgain(g.opposite(expressions_.listGiven(expressions_.domainOf(*award.key), year)));
    std::vector<Given> past = expressions_.given[id.index];
    const bool monthly = award.period == core::Per::Month;
    for (int m = monthly ? 1 : 0; m <= (monthly ? 12 : 0); ++m) {
      const Period t{year, m};
      const Closed closed = closedForAll(id, t, past);
      Candidate c = awarding_.candidate(id, t, past, closed);
      askAgain(c.pending);
      if (!award.overall.empty()) overall(award, c, past);
      if (monthly) past.push_back({t, c.amount});
      year_.push_back(std::move(c));
    }
  }

  static bool calendarReaches(const core::Award& award, int year) {
    return calendar::yearOf(award.from) <= year && year <= calendar::yearOf(award.to);
  }

  std::vector<Given> ofAll(AwardId id, const std::vector<Given>& past) {
    std::vector<Given> result;
    for (const Given& entry : past) result.push_back({entry.period, ofAll(id, entry.amount)});
    return result;
  }

  Closed closedForAll(AwardId id, Period t, const std::vector<Given>& past) {
    const core::Award& award = program_.awards[id];
    Closed closed{n.truth(false), {}};
    const auto add = [&](const std::vector<Closing>& closings, Level level) {
      for (const Closing& closing : closings) {
        Reason reason;
        reason.kind = Reason::Kind::UsedUp;
        reason.level = level;
        reason.limit = closing.limit;
        closed.told.push_back({reason, closing.closed.yes});
        closed.closed = n.either(closed.closed, closing.closed);
      }
    };
    if (!award.overall.empty()) {
      const std::vector<Given> all = ofAll(id, past);
      const At at{Subjects, t, award.from, award.to};
      add(Limits(expressions_, g, award, award.overall, all, at).closings(), Level::Overall);
    }
    for (const core::Pool& pool : program_.pools) {
      if (std::ranges::find(pool.awards, id) == pool.awards.end()) continue;
      const std::vector<Given> all = ofPool(pool);
      const At at{Subjects, {t.year, 0}, program_.from, program_.to};
      add(Limits(expressions_, g, award, pool.limits, all, at).closings(), Level::Pool);
    }
    return closed;
  }

  std::vector<Given> ofPool(const core::Pool& pool) {
    std::vector<Given> all;
    for (const AwardId award : pool.awards) {
      const std::vector<Given> each = ofAll(award, expressions_.given[award.index]);
      all.insert(all.end(), each.begin(), each.end());
    }
    return all;
  }

  // "If X > U the items share U": that is for the interpreter.
  void overall(const core::Award& award, const Candidate& c, const std::vector<Given>& past) {
    const At at{Subjects, c.period, award.from, award.to};
    const std::vector<Given> all = ofAll(c.award, past);
    together(award, award.overall, all, at, ofAll(c.award, c.amount));
  }

  void together(const core::Award& award, const std::vector<core::Limit>& limits, const std::vector<Given>& past,
                const At& at, NodeId sum) {
    Running running;
    running.definite = g.yes;
    running.x = n.constant(0);
    running.x.n = sum;
    running.x.unit = Rational(1, 100);
    Limits(expressions_, g, award, limits, past, at).apply(running);
    NodeId cut = g.opposite(running.definite);
    for (const auto& [limit, cuts] : running.cuts) cut = g.either(cut, cuts);
    askAgain(cut);
  }

  // 3
  /// "`span: matter` … also bars a if an award in conflict with it has an entry above 0 in an earlier year": told with
  /// what was given then, by the interpreter.
  void bars(int year) {
    for (const core::Choice& choice : program_.choices) {
      if (!choice.matter || !interpret::inForce(program_, choice, year)) continue;
      for (const auto& [a, b] : choice.conflicts) {
        if (!has(a)) continue;
        for (const AwardId by : {a, b}) {
          const AwardId barred = by == a ? b : a;
          NodeId given = g.no;
          for (const Given& entry : expressions_.given[by.index])
            given = g.either(given, g.less(g.number(0), ofAll(by, entry.amount)));
          for (const Candidate& c : year_)
            if (c.award == barred) askAgain(g.both(g.bitOf(given, c.domain), c.open));
        }
      }
    }
  }

  void choices(int year) {
    for (const interpret::Group& group : interpret::groupsOf(program_, year)) {
      if (!has(group.awards[0])) continue;
      choose(group, group.level ? expressions_.domainOf(*group.level) : Subjects);
    }
  }

  /// Of the allowed sets the one with the greatest sum. Where several are greatest, rank and election decide: for the
  /// interpreter.
  void choose(const interpret::Group& group, Domain domain) {
    const size_t count = group.awards.size();
    if (group.elected) return n.refuse("the enterprise elects among its awards");
    const std::vector<core::AwardSet> sets = core::allowedSets(group.conflicts, mostSetsCompared);
    if (sets.empty()) return n.refuse("its choice allows too many sets of awards");

    std::vector<NodeId> amounts, positive, chosen(count, g.no);
    for (const AwardId award : group.awards) {
      NodeId amount = g.number(0);
      for (const Candidate& c : year_) {
        if (c.award != award) continue;
        amount = g.add(amount, domain == Subjects ? ofAll(award, c.amount) : c.amount);
      }
      amounts.push_back(amount);
      positive.push_back(g.less(g.number(0), amount));
    }
    std::vector<NodeId> sums, best;
    NodeId greatest = g.number(0);
    for (const core::AwardSet set : sets) {
      NodeId sum = g.number(0);
      core::eachAward(set, [&](uint32_t award) { sum = g.add(sum, amounts[award]); });
      sums.push_back(sum);
      greatest = g.greatest(greatest, sum);
    }
    for (const NodeId sum : sums) best.push_back(g.equal(sum, greatest));
    NodeId tied = g.no;
    for (uint32_t i = 0; i < count; ++i) {
      NodeId inSome = g.no, outOfSome = g.no;
      for (size_t s = 0; s < sets.size(); ++s) {
        NodeId& side = (sets[s] & core::oneAward(i)) != 0 ? inSome : outOfSome;
        side = g.either(side, best[s]);
      }
      chosen[i] = g.both(positive[i], inSome);
      tied = g.either(tied, g.both(chosen[i], outOfSome));
    }
    askAgain(tied);
    for (uint32_t i = 0; i < count; ++i) {
      NodeId forgone = g.no;
      std::vector<Told> lost;
      for (uint32_t j = 0; j < count; ++j) {
        if ((group.conflicts[i] >> j & 1U) == 0) continue;
        forgone = g.either(forgone, chosen[j]);
        Reason reason;
        reason.kind = Reason::Kind::LostTo;
        reason.award = group.awards[j];
        lost.push_back({reason, chosen[j]});
      }
      for (Candidate& c : year_) {
        if (c.award != group.awards[i] || c.inForce == g.no) continue;
        awarding_.forgo(c, domain == Subjects ? g.bitOf(forgone, c.domain) : forgone);
        c.told.insert(c.told.end(), lost.begin(), lost.end());
      }
    }
  }

  // 4
  void pools(int year) {
    for (const core::Pool& pool : program_.pools) {
      if (pool.awards.empty() || !has(pool.awards[0])) continue;
      NodeId sum = g.number(0);
      for (const Candidate& c : year_)
        if (std::ranges::find(pool.awards, c.award) != pool.awards.end()) sum = g.add(sum, ofAll(c.award, c.amount));
      const At at{Subjects, {year, 0}, program_.from, program_.to};
      together(program_.awards[pool.awards[0]], pool.limits, ofPool(pool), at, sum);
    }
  }

  // 5
  void enter() {
    for (Candidate& c : year_) {
      expressions_.given[c.award.index].push_back({c.period, c.amount});
      all_.push_back(std::move(c));
    }
  }

  const core::Program& program_;
  const std::vector<AwardId>& awards_;
  Graph& g;
  Numbers& n;
  Expressions& expressions_;
  Awarding awarding_;
  NodeId again_;
  std::map<Domain, NodeId> againOfItems_; // those of items are asked for together
  std::vector<Candidate> year_, all_;
};

} // namespace

GroupGraph settle(const core::Program& program, const std::vector<AwardId>& awards, Graph& graph,
                  Expressions& expressions, const batch::Layout& layout) {
  return Settling(program, awards, graph, expressions).settle(layout.firstYear, layout.lastYear);
}

} // namespace tiao::plan
