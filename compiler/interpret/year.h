#pragma once

#include "compiler/interpret/award.h"
#include "compiler/interpret/choice.h"
#include "compiler/interpret/share.h"

#include <map>

/// A year, settled as a whole: the five steps of core.md section 5.
namespace tiao::interpret {

class Settlement {
public:
  /// `only`: by award, whether it is evaluated; empty: all are.
  Settlement(const core::Program& program, const Case& facts, Book& book, Detail detail, const std::vector<bool>& only,
             Observer* observer);

  /// Evaluates one year and adds its entries to the book; adds its outcomes to `outcomes` if they are wanted.
  void settle(int year, bool wanted, Result& result);

private:
  /// The candidates of one award, in order of period and key: a stretch of candidates_.
  struct Stretch {
    size_t begin = 0, end = 0;
  };
  /// What was found for earlier months of the year.
  using Earlier = std::map<Key, std::vector<Entry>>;

  // 1 and 2
  void candidates(AwardId id, int year, TotalBound& bound);
  [[nodiscard]] std::vector<Key> keys(const core::Award& award, AwardId id, int year) const;
  void addPeriod(AwardId id, Period t, const std::vector<Key>& keys, const Earlier& earlier, TotalBound& bound);
  void overall(AwardId id, Period t, const History& past, size_t begin);
  // 3
  void bars(int year);
  void bar(const core::Choice& choice, AwardId barred, AwardId by, int year);
  void choices(int year, Result& result, bool wanted);
  void settleGroup(const Group& group, Key key, int year, Result& result, bool wanted);
  void chooseUnlisted(const Group& group);
  // 4
  void pools(int year);
  // shared by 2 and 4
  void shareCut(const std::vector<Candidate*>& among, Limits& limits, const core::Award& unitOf, bool inOrder);
  // 5
  void enter(int year, bool wanted, Result& result);

  [[nodiscard]] bool evaluated(AwardId award) const { return only_.empty() || only_[award.index]; }
  [[nodiscard]] Closed closedPool(const core::Pool& pool, int year);
  template <typename F> void eachOf(AwardId award, const Group& group, Key key, F f);
  [[nodiscard]] std::string_view nameOf(const Candidate& c) const;

  const core::Program& program_;
  const Case& facts_;
  Book& book_;
  Detail detail_;
  const std::vector<bool>& only_;
  Expressions expressions_;
  Awarding awarding_;
  std::optional<std::vector<Group>> groups_; // of this year
  std::vector<Candidate> candidates_;        // of this year, by award
  std::vector<Stretch> stretches_;           // by award
  std::vector<Closed> closedPools_;          // by pool, as it stood before this year
  std::vector<int> poolOf_;                  // by award; -1: none
  bool dated_;                               // does some choice have days of its own?
  History past_;
};

} // namespace tiao::interpret
