#include "compiler/prove/encode.h"

#include "compiler/core/sets.h"
#include "compiler/interpret/choice.h"

#include <algorithm>

/// Choice: core.md section 6 on definite amounts. Awards of 0 belong to no set; a set that cannot be enlarged, less its
/// zeros, sums to the same, so the sets of all awards stand for those of every case.
namespace tiao::prove {

using core::AwardId;
using core::AwardSet;
using core::oneAward;
using interpret::Group;

namespace {

/// So many sets are compared with each other.
constexpr size_t mostSets = 80;

/// One choice, for one key, as terms.
class Choosing {
public:
  Choosing(Terms& terms, const Group& group, std::vector<Num> amounts, std::vector<Prop> elected)
      : terms_(terms), group_(group), amounts_(std::move(amounts)), elected_(std::move(elected)) {
    for (const Num amount : amounts_) positive_.push_back(terms.positive(amount));
    standsFor();
  }

  /// By award: is it in the chosen set?
  std::vector<Prop> held(const std::vector<AwardSet>& sets) {
    std::vector<std::vector<Prop>> in(amounts_.size());
    for (const AwardSet set : sets) {
      std::vector<Prop> unbeaten;
      for (const AwardSet other : sets) {
        if (other != set) unbeaten.push_back(terms_.negation(beats(other, set)));
      }
      const Prop chosen = terms_.all(unbeaten);
      core::eachAward(set, [&](uint32_t award) { in[award].push_back(chosen); });
    }
    std::vector<Prop> result;
    for (const auto& each : in) result.push_back(terms_.any(each));
    return result;
  }

private:
  /// An elected award that gives nothing stands for the first that conflicts as it does and gives something.
  void standsFor() {
    std::vector<Prop> stands(elected_.size(), terms_.truth(false));
    for (uint32_t i = 0; i < elected_.size(); ++i) {
      stands[i] = terms_.either(stands[i], terms_.both(elected_[i], positive_[i]));
      Prop left = terms_.both(elected_[i], terms_.negation(positive_[i]));
      for (uint32_t j = 0; j < elected_.size(); ++j) {
        if (group_.conflicts[j] != group_.conflicts[i]) continue;
        stands[j] = terms_.either(stands[j], terms_.both(left, positive_[j]));
        left = terms_.both(left, terms_.negation(positive_[j]));
      }
    }
    elected_ = std::move(stands);
  }

  Num sum(AwardSet set) {
    std::vector<Num> amounts;
    core::eachAward(set, [&](uint32_t award) { amounts.push_back(amounts_[award]); });
    return terms_.sum(amounts);
  }

  Prop beats(AwardSet t, AwardSet s) {
    const Num more = sum(t & ~s);
    const Num less = sum(s & ~t);
    const Prop bySum = terms_.either(terms_.less(less, more), terms_.both(terms_.equal(less, more), prefers(t, s)));
    if (!group_.elected) return bySum;
    Prop lost = terms_.truth(false);
    Prop gained = terms_.truth(false);
    for (uint32_t i = 0; i < elected_.size(); ++i) {
      if ((s & ~t & oneAward(i)) != 0) lost = terms_.either(lost, elected_[i]);
      if ((t & ~s & oneAward(i)) != 0) gained = terms_.either(gained, elected_[i]);
    }
    return terms_.both(terms_.negation(lost), terms_.either(gained, bySum));
  }

  /// Of equal sums: the first in rank that belongs to only one of them, then the elected, then the first by name.
  Prop prefers(AwardSet t, AwardSet s) {
    Prop result = terms_.truth(false);
    const auto decides = [&](uint32_t award, Prop where) {
      if (((t ^ s) & oneAward(award)) == 0) return;
      result = terms_.choose(where, terms_.truth((t & oneAward(award)) != 0), result);
    };
    for (size_t i = group_.byName.size(); i-- > 0;) decides(group_.byName[i], positive_[group_.byName[i]]);
    for (uint32_t i = 0; i < elected_.size(); ++i) decides(i, elected_[i]);
    for (size_t i = group_.rank.size(); i-- > 0;) decides(group_.rank[i], positive_[group_.rank[i]]);
    return result;
  }

  Terms& terms_;
  const Group& group_;
  std::vector<Num> amounts_;
  std::vector<Prop> elected_; // by award; empty without an election
  std::vector<Prop> positive_;
};

} // namespace

void Encoder::bars(int year) {
  for (const core::Choice& choice : program_.choices) {
    if (!choice.matter || !interpret::inForce(program_, choice, year)) continue;
    for (const auto& [a, b] : choice.conflicts) {
      if (!wanted_[a.index] || !wanted_[b.index]) continue;
      bar(choice, a, b, year);
      bar(choice, b, a, year);
    }
  }
}

void Encoder::bar(const core::Choice& choice, AwardId barred, AwardId by, int year) {
  for (Given& g : year_) {
    if (g.award != barred) continue;
    std::optional<Item> item;
    if (choice.level && program_.awards[by].key) item = g.item;
    std::vector<Num> amounts;
    for (const Entry* entry : past(by, item, year)) amounts.push_back(entry->amount);
    const Num before = terms_.sum(amounts);
    const Num none = terms_.number(0);
    if (choice.difference)
      g.amount = terms_.greatest(none, terms_.subtract(g.amount, before));
    else
      g.amount = terms_.choose(terms_.positive(before), none, g.amount);
  }
}

void Encoder::choices(int year) {
  for (const Group& group : interpret::groupsOf(program_, year)) {
    if (!wanted_[group.awards.front().index]) continue;
    const std::vector<AwardSet> sets = core::allowedSets(group.conflicts, mostSets);
    const int keys = group.level ? assumed_.items : 1;
    for (int k = 0; k < keys; ++k) {
      const Item item = group.level ? k : Subject;
      const auto ours = [&](const Given& g, AwardId award) {
        return g.award == award && (!group.level || g.item == item);
      };
      std::vector<Num> amounts;
      std::vector<Prop> elected;
      for (const AwardId award : group.awards) {
        std::vector<Num> parts;
        for (const Given& g : year_) {
          if (ours(g, award)) parts.push_back(g.amount);
          if (ours(g, award) && program_.awards[award].key && !group.level) result_.items = true;
        }
        amounts.push_back(terms_.sum(parts));
      }
      if (group.election) {
        const Term term = symbols_.fact(program_, *group.election, item, {year, 0});
        const core::Type& type = program_.facts[*group.election].type;
        for (const AwardId award : group.awards) {
          const Num named = symbols_.member(program_, type.enumeration, {award.index}).member;
          elected.push_back(terms_.equal(std::get_if<MemberTerm>(&term)->member, named));
        }
      } else {
        result_.leftOut.insert(LeftOut::NoElection);
      }
      std::vector<Prop> held;
      if (sets.empty()) {
        for (size_t i = 0; i < group.awards.size(); ++i) held.push_back(leftOutTruth(LeftOut::ManySets));
      } else {
        held = Choosing(terms_, group, amounts, elected).held(sets);
      }
      for (uint32_t i = 0; i < group.awards.size(); ++i) {
        for (Given& g : year_) {
          if (ours(g, group.awards[i])) g.amount = terms_.choose(held[i], g.amount, terms_.number(0));
        }
      }
    }
  }
}

void Encoder::takeAnything() {
  for (Given& g : year_) {
    const auto in = [&](const core::Choice& choice) {
      return std::ranges::any_of(choice.conflicts,
                                 [&](const auto& pair) { return pair.first == g.award || pair.second == g.award; });
    };
    const auto holds = [&](const core::Pool& pool) {
      return std::ranges::find(pool.awards, g.award) != pool.awards.end();
    };
    const bool cut =
        std::ranges::any_of(program_.pools, holds) ||
        std::ranges::any_of(program_.choices, [&](const core::Choice& c) { return c.difference && in(c); });
    if (cut) {
      const Num left = terms_.unknown({Rational(0), terms_.bounds(g.amount).hi, Rational(1, 100)});
      g.amount = terms_.least(g.amount, left);
    } else if (std::ranges::any_of(program_.choices, in)) {
      g.amount = terms_.choose(terms_.unknownTruth(), g.amount, terms_.number(0));
    }
  }
}

} // namespace tiao::prove
