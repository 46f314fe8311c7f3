#include "compiler/core/rules.h"
#include "compiler/core/sets.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace tiao::core {
namespace {

/// Which awards hang together by the conflicts of one level.
class Together {
public:
  Together(const Program& program, std::optional<Id<ItemKind>> level) : parent_(program.awards.size()) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    for (const Choice& choice : program.choices) {
      if (choice.level != level) continue;
      for (const auto& [a, b] : choice.conflicts) parent_[root(a.index)] = root(b.index);
    }
  }
  uint32_t root(uint32_t award) {
    while (parent_[award] != award) award = parent_[award] = parent_[parent_[award]];
    return award;
  }
  std::vector<uint32_t> members(uint32_t award) {
    std::vector<uint32_t> result;
    for (uint32_t i = 0; i < parent_.size(); ++i) {
      if (root(i) == root(award)) result.push_back(i);
    }
    return result;
  }

private:
  std::vector<uint32_t> parent_;
};

std::vector<std::optional<Id<ItemKind>>> levels(const Program& program) {
  std::vector<std::optional<Id<ItemKind>>> result;
  for (const Choice& choice : program.choices) {
    if (std::find(result.begin(), result.end(), choice.level) == result.end()) result.push_back(choice.level);
  }
  return result;
}

/// The conflicts between some awards, numbered in their order.
std::vector<AwardSet> conflictsOf(const Program& program, std::optional<Id<ItemKind>> level,
                                  const std::vector<uint32_t>& awards) {
  std::vector<AwardSet> conflicts(awards.size());
  const auto number = [&](AwardId id) {
    return static_cast<uint32_t>(std::find(awards.begin(), awards.end(), id.index) - awards.begin());
  };
  for (const Choice& choice : program.choices) {
    if (choice.level != level) continue;
    for (const auto& [a, b] : choice.conflicts) {
      const uint32_t first = number(a);
      const uint32_t second = number(b);
      if (first == awards.size() || second == awards.size()) continue; // of another group
      conflicts[first] |= oneAward(second);
      conflicts[second] |= oneAward(first);
    }
  }
  return conflicts;
}

bool hasCountOne(const Program& program, const Award& award) {
  return std::any_of(award.limits.begin(), award.limits.end(), [&](const Limit& limit) {
    const auto* count = std::get_if<Count>(&limit.node);
    if (count == nullptr) return false;
    const auto* n = std::get_if<Const>(&program.exprs[count->n].node);
    const auto* value = n == nullptr ? nullptr : std::get_if<Rational>(&n->value);
    return value != nullptr && *value == Rational(1);
  });
}

void checkChoice(const Program& program, const Choice& choice, Sentences& out) {
  for (const auto& [a, b] : choice.conflicts) {
    if (a == b)
      out.push_back(fmt::format("an award does not conflict with itself: {}", called(program.awards[a].name)));
    for (const AwardId id : {a, b}) {
      const Award& award = program.awards[id];
      if (choice.level && award.key != choice.level) {
        out.push_back(
            fmt::format("a choice at items is between awards counted by those items: {}", called(award.name)));
      }
      if (choice.difference && (!choice.matter || !hasCountOne(program, award) || award.period != Per::Year)) {
        out.push_back(fmt::format("the difference is for awards given once, of one matter: {}", called(award.name)));
      }
    }
  }
  if (choice.election) {
    const Fact& fact = program.facts[*choice.election];
    const bool names = fact.type.kind == Kind::Member &&
                       program.enumerations[fact.type.enumeration].members.size() == program.awards.size();
    if (fact.origin != FactOrigin::Election || !names) {
      out.push_back(fmt::format("an election names one of the awards: {}", called(fact.name)));
    }
    if (fact.item != choice.level || fact.per == Per::Month) {
      out.push_back(fmt::format("an election is of the choice's own level and year: {}", called(fact.name)));
    }
  }
}

/// Choices that hang together are settled as one: what decides between equals must be one thing, and must be there.
void checkGroup(const Program& program, std::optional<Id<ItemKind>> level, Together& together, uint32_t root,
                Sentences& out) {
  const std::string name = called(program.awards[AwardId{root}].name);
  const std::vector<uint32_t> members = together.members(root);
  if (members.size() > mostTogether) {
    out.push_back(fmt::format("at most {} awards hang together by conflicts: more do with {}", mostTogether, name));
  } else if (!searchable(conflictsOf(program, level, members))) {
    out.push_back(
        fmt::format("awards that hang together allow at most {} sets: those of {} allow more", mostSets, name));
  }
  std::optional<bool> elected;
  std::optional<FactId> election;
  std::vector<AwardId> rank;
  bool agree = true;
  for (const Choice& choice : program.choices) {
    const bool here =
        choice.level == level && std::any_of(choice.conflicts.begin(), choice.conflicts.end(),
                                             [&](auto c) { return together.root(c.first.index) == root; });
    if (!here) continue;
    agree = agree && (!elected || *elected == choice.elected);
    elected = choice.elected;
    agree = agree && (!election || !choice.election || *election == *choice.election);
    if (choice.election) election = choice.election;
    agree = agree && (rank.empty() || choice.rank.empty() || rank == choice.rank);
    if (!choice.rank.empty()) rank = choice.rank;
  }
  if (!agree)
    out.push_back(fmt::format("choices that hang together agree in by, rank and election: those of {}", name));
  bool ranked = true;
  for (const uint32_t i : members) {
    ranked = ranked && std::find(rank.begin(), rank.end(), AwardId{i}) != rank.end();
  }
  if (!election && (elected.value_or(false) || !ranked)) {
    out.push_back(
        fmt::format("equal awards are settled by a rank of all of them or by an election: those of {}", name));
  }
}

void checkPool(const Program& program, const Pool& pool, Sentences& out) {
  for (const Limit& limit : pool.limits) {
    const auto* cap = std::get_if<Cap>(&limit.node);
    if (cap == nullptr || cap->window == Window::Period) {
      out.emplace_back("a pool's limits are Caps by the year or for life");
    } else if (program.exprs[cap->bound].type != Type{Kind::Number, yuan(), {}}) {
      out.emplace_back("a Cap is money: that of a pool");
    }
  }
  for (const AwardId award : pool.awards) {
    if (program.awards[award].unit != program.awards[pool.awards[0]].unit) {
      out.push_back(fmt::format("the awards of a pool have one rounding unit: {}", called(program.awards[award].name)));
    }
  }
}

} // namespace

void checkAllocation(const Program& program, Sentences& out) {
  for (const Choice& choice : program.choices) checkChoice(program, choice, out);
  for (const auto level : levels(program)) {
    Together together(program, level);
    for (uint32_t i = 0; i < program.awards.size(); ++i) {
      if (together.root(i) == i && together.members(i).size() > 1) checkGroup(program, level, together, i, out);
    }
  }
  // A pool holds all the awards that hang together or none, and an award is in one pool.
  std::vector<uint32_t> poolOf(program.awards.size(), 0); // 0: none
  for (uint32_t p = 0; p < program.pools.size(); ++p) {
    checkPool(program, program.pools[p], out);
    for (const AwardId award : program.pools[p].awards) {
      if (poolOf[award.index] != 0) {
        out.push_back(fmt::format("an award is in one pool at most: {}", called(program.awards[award].name)));
      }
      poolOf[award.index] = p + 1;
    }
  }
  for (const Choice& choice : program.choices) {
    for (const auto& [a, b] : choice.conflicts) {
      if (poolOf[a.index] != poolOf[b.index]) {
        out.push_back(fmt::format("a pool holds all the awards that hang together by conflicts, or none: {} and {}",
                                  called(program.awards[a].name), called(program.awards[b].name)));
      }
    }
  }
}

} // namespace tiao::core
