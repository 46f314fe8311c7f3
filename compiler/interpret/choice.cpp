#include "compiler/interpret/choice.h"

#include "compiler/core/sets.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace tiao::interpret {

using Awards = core::AwardSet; // a set of awards of a group
using core::eachAward;
using core::oneAward;

// ------------------------------------------------------------------------------------------------------------ groups

bool inForce(const core::Program& program, const core::Choice& choice, int year) {
  const core::Date day = std::min(calendar::lastDay({year, 0}), program.to);
  return (!choice.from || *choice.from <= day) && (!choice.to || day <= *choice.to);
}

std::vector<Group> groupsOf(const core::Program& program, int year) {
  std::vector<Group> groups;
  if (program.choices.empty()) return groups;
  std::vector<std::optional<core::Id<core::ItemKind>>> levels;
  for (const core::Choice& choice : program.choices) {
    if (std::find(levels.begin(), levels.end(), choice.level) == levels.end()) levels.push_back(choice.level);
  }
  std::sort(levels.begin(), levels.end(), [](const auto& a, const auto& b) { // items before the subject
    return a && (!b || a->index < b->index);
  });
  for (const auto& level : levels) {
    const auto here = [&](const core::Choice& choice) {
      return choice.level == level && inForce(program, choice, year);
    };
    // The least award that each hangs together with.
    std::vector<uint32_t> root(program.awards.size());
    std::iota(root.begin(), root.end(), 0U);
    for (bool changed = true; changed;) {
      changed = false;
      for (const core::Choice& choice : program.choices) {
        if (!here(choice)) continue;
        for (const auto& [a, b] : choice.conflicts) {
          const uint32_t least = std::min(root[a.index], root[b.index]);
          changed = changed || root[a.index] != least || root[b.index] != least;
          root[a.index] = root[b.index] = least;
        }
      }
    }
    for (uint32_t r = 0; r < root.size(); ++r) {
      Group group;
      group.level = level;
      std::vector<uint32_t> number(root.size());
      for (uint32_t i = 0; i < root.size(); ++i) {
        if (root[i] != r) continue;
        number[i] = static_cast<uint32_t>(group.awards.size());
        group.awards.push_back({i});
      }
      if (group.awards.size() < 2) continue;
      group.conflicts.resize(group.awards.size());
      for (const core::Choice& choice : program.choices) {
        if (!here(choice)) continue;
        bool ofGroup = false;
        for (const auto& [a, b] : choice.conflicts) {
          if (root[a.index] != r) continue;
          ofGroup = true;
          group.conflicts[number[a.index]] |= oneAward(number[b.index]);
          group.conflicts[number[b.index]] |= oneAward(number[a.index]);
          group.elected = group.elected || choice.elected;
          if (choice.election) group.election = choice.election;
        }
        // The choices that hang together have one rank (core: "agree in by, rank and election").
        if (ofGroup && group.rank.empty()) {
          for (const AwardId award : choice.rank) {
            if (root[award.index] == r) group.rank.push_back(number[award.index]);
          }
        }
      }
      group.byName.resize(group.awards.size());
      std::iota(group.byName.begin(), group.byName.end(), 0U);
      std::sort(group.byName.begin(), group.byName.end(), [&](uint32_t a, uint32_t b) {
        const core::Award& x = program.awards[group.awards[a]];
        const core::Award& y = program.awards[group.awards[b]];
        return std::tie(x.name.zh, x.name.en, x.article, a) < std::tie(y.name.zh, y.name.en, y.article, b);
      });
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

// -------------------------------------------------------------------------------------------------------------- sets

namespace {

class Choosing {
public:
  Choosing(const Group& group, const Offer& offer) : group_(group), offer_(offer) {
    for (uint32_t i = 0; i < group.awards.size(); ++i) {
      if (offer.amounts[i].hi.sign() > 0) possible_ |= oneAward(i);
      if (offer.amounts[i].lo.sign() > 0) sure_ |= oneAward(i);
    }
  }

  Verdict verdict() {
    const Awards decided = offer_.decided;
    Awards barred = 0;
    eachAward(decided, [&](uint32_t award) { barred |= group_.conflicts[award]; });
    const auto on = [] { return true; }; // core's rules bound the search
    const auto keep = [&](Awards set) { sets_.push_back(set); };
    core::eachAllowedSet(group_.conflicts, decided, possible_ & ~decided & ~barred, 0, on, keep);
    if (sets_.size() > 1) keepPossible();
    return told();
  }

private:
  [[nodiscard]] Amount sum(Awards set) const {
    Amount total;
    eachAward(set, [&](uint32_t award) {
      total.lo += offer_.amounts[award].lo;
      total.hi += offer_.amounts[award].hi;
    });
    return total;
  }

  /// The sets that no set beats.
  void keepPossible() {
    if (!group_.elected) {
      // A set whose most is less than another's least is beaten by it; mostly this leaves one or two.
      std::vector<Amount> sums;
      Rational greatest;
      for (const Awards set : sets_) {
        sums.push_back(sum(set));
        greatest = number::greatest(greatest, sums.back().lo);
      }
      size_t kept = 0;
      for (size_t i = 0; i < sets_.size(); ++i) {
        if (greatest <= sums[i].hi) sets_[kept++] = sets_[i];
      }
      sets_.resize(kept);
    }
    std::vector<Awards> unbeaten;
    for (const Awards set : sets_) {
      if (std::none_of(sets_.begin(), sets_.end(), [&](Awards other) { return beats(other, set); })) {
        unbeaten.push_back(set);
      }
    }
    sets_ = std::move(unbeaten);
    for (size_t i = 0; i < sets_.size(); ++i) {
      for (size_t j = 0; j < i; ++j) electionNeeded_ = electionNeeded_ || undecided(sets_[i], sets_[j]);
    }
  }

  /// "Set T beats S if T∖S surely sums to more than S∖T, or if all the amounts in both differences are definite, equal
  /// in sum, and rank or election prefers T." With `by: elected` the election comes first, and without it nothing is
  /// beaten; the elected award decides only where it is surely above 0.
  [[nodiscard]] bool beats(Awards t, Awards s) const {
    if (t == s) return false;
    const Awards gained = t & ~s;
    const Awards lost = s & ~t;
    if (group_.elected) {
      if (!offer_.electionKnown) return false;
      const Awards elected = offer_.elected ? oneAward(*offer_.elected) : 0;
      if ((lost & elected & possible_) != 0) return false;
      if ((gained & elected & sure_) != 0) return true;
    }
    const Amount more = sum(gained);
    const Amount less = sum(lost);
    if (less.hi < more.lo) return true;
    return equal(gained, lost, more, less) && prefers(t, s);
  }

  [[nodiscard]] bool equal(Awards gained, Awards lost, const Amount& more, const Amount& less) const {
    bool definite = true;
    eachAward(gained | lost, [&](uint32_t award) { definite = definite && offer_.amounts[award].definite(); });
    return definite && more.lo == less.lo;
  }

  /// "The first award in `rank` that belongs to only one of two sets decides; then the election." An election that
  /// names an award of both sets or of neither leaves them equal: then the first by name, so that nothing hangs on the
  /// order in which awards are written.
  [[nodiscard]] bool prefers(Awards t, Awards s) const {
    const Awards either = t ^ s;
    for (const uint32_t award : group_.rank) {
      if ((either & oneAward(award)) != 0) return (t & oneAward(award)) != 0;
    }
    if (!offer_.electionKnown) return false;
    if (offer_.elected && (either & oneAward(*offer_.elected)) != 0) return (t & oneAward(*offer_.elected)) != 0;
    for (const uint32_t award : group_.byName) {
      if ((either & oneAward(award)) != 0) return (t & oneAward(award)) != 0;
    }
    return false;
  }

  /// Would an election decide between these two?
  [[nodiscard]] bool undecided(Awards t, Awards s) const {
    if (offer_.electionKnown) return false;
    return group_.elected || equal(t & ~s, s & ~t, sum(t & ~s), sum(s & ~t));
  }

  [[nodiscard]] Verdict told() const {
    Verdict verdict;
    const size_t n = group_.awards.size();
    Awards inAll = ~Awards{0};
    Awards inSome = 0;
    // "The group's total lies between the greatest of the sets' lo and the greatest of their hi." An election may
    // choose a lesser set: then the least of the sets' lo.
    bool first = true;
    for (const Awards set : sets_) {
      inAll &= set;
      inSome |= set;
      const Amount total = sum(set);
      if (first)
        verdict.total.lo = total.lo;
      else
        verdict.total.lo = (group_.elected ? number::least : number::greatest)(verdict.total.lo, total.lo);
      verdict.total.hi = number::greatest(verdict.total.hi, total.hi);
      first = false;
    }
    verdict.electionNeeded = electionNeeded_;
    for (uint32_t i = 0; i < n; ++i) {
      const Awards self = oneAward(i);
      verdict.held.push_back((inAll & self) != 0 ? Held::InAll : (inSome & self) != 0 ? Held::InSome : Held::InNone);
      bool surely = true;
      bool possibly = false;
      Awards lostTo = 0;
      for (const Awards set : sets_) {
        const Awards against = (set & self) != 0 ? 0 : set & group_.conflicts[i];
        surely = surely && (against & sure_) != 0;
        possibly = possibly || (against & possible_) != 0;
        lostTo |= against & possible_;
      }
      verdict.forgone.push_back(truth(surely, !possibly));
      verdict.lostTo.push_back(lostTo);
    }
    return verdict;
  }

  const Group& group_;
  const Offer& offer_;
  Awards possible_ = 0; // c possibly above 0
  Awards sure_ = 0;     // c surely above 0
  std::vector<Awards> sets_;
  bool electionNeeded_ = false;
};

} // namespace

Verdict choose(const Group& group, const Offer& offer) { return Choosing(group, offer).verdict(); }

} // namespace tiao::interpret
