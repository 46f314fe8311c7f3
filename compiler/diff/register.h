#pragma once

#include "compiler/diff/input.h"
#include "compiler/interpret/interpret.h"

#include <array>
#include <span>

/// What a register comes to under both versions, subject by subject. Sums are exact; what hangs on missing facts is a
/// range. The memory does not grow with the register, but for 8 bytes for each subject that gets more or less, of which
/// the median is taken.
namespace tiao::diff {

/// What one version gives one subject.
struct Given {
  std::span<const interpret::Outcome> rows;              // one for each award and period
  std::span<const interpret::Amount> totals;             // by award: what bounds it through the years
  std::span<const std::vector<interpret::Amount>> parts; // by award: what each payer bears; empty where nothing is
  std::optional<uint32_t> district;                      // a member of the version's districts
};

/// Which awards, districts and payers of both versions are the same: by the pairs of clauses, and by name.
class RegisterRows {
public:
  /// `fromBeginning`: of all years from the first on, without a ledger, so that what is proved of all years holds.
  RegisterRows(const Input& before, const Input& after, const Result& result, interpret::Years years,
               bool fromBeginning);

  struct Award {
    Text name, article;
    bool equal = false;                        // by year
    bool neverLess = false, neverMore = false; // over all years
  };
  [[nodiscard]] const std::vector<Award>& awards() const { return awards_; }
  [[nodiscard]] const std::vector<Text>& articles() const { return articles_; }
  [[nodiscard]] size_t articleOf(size_t award) const { return ofArticle_[award]; }
  [[nodiscard]] const std::vector<Text>& districts() const { return districts_; } // the last: not given
  [[nodiscard]] const std::vector<Text>& payers() const { return payers_; }
  /// Do both versions split an amount in the same way?
  [[nodiscard]] bool sameSplit() const { return sameSplit_; }
  [[nodiscard]] interpret::Years years() const { return years_; }
  [[nodiscard]] size_t award(Side side, core::AwardId award) const { return of(ofAward_, side)[award.index]; }
  [[nodiscard]] size_t payer(Side side, size_t payer) const { return of(ofPayer_, side)[payer]; }
  /// As the new version says, or else the old one.
  [[nodiscard]] size_t district(const Given& before, const Given& after) const;

private:
  using Numbers = std::array<std::vector<size_t>, 2>;
  static const std::vector<size_t>& of(const Numbers& numbers, Side side) {
    return numbers[side == Side::Before ? 0 : 1];
  }
  void addNames(const Input& input, Side side);

  std::vector<Award> awards_;
  std::vector<Text> articles_, districts_, payers_;
  std::vector<size_t> ofArticle_;
  Numbers ofAward_, ofDistrict_, ofPayer_;
  interpret::Years years_;
  bool sameSplit_ = true;
};

/// The changes of many subjects, for their median.
class Changes {
public:
  void add(const Rational& yuan);
  void append(Changes&& later);
  /// The middle one; the mean of both where their number is even; 0 of none.
  [[nodiscard]] static Rational median(const std::vector<const Changes*>& all);

private:
  std::vector<int64_t> fen_;
  std::vector<Rational> others_; // in yuan: no whole fen, or very many
};

/// What one award gives one subject in one year under both versions, where either gives something or may.
struct Cell {
  size_t award = 0;
  int year = 0;
  interpret::Amount before, after;
  bool differs = false; // in amount
};

class RegisterSums {
public:
  explicit RegisterSums(const RegisterRows& rows);

  /// One subject; the cells stay until the next.
  const std::vector<Cell>& add(const std::string& subject, const Given& before, const Given& after);
  /// Those of subjects that come later in the register.
  void merge(RegisterSums&& later);

  [[nodiscard]] Register registered() const;
  [[nodiscard]] Budget budget(const std::optional<Rational>& allowed) const;

private:
  struct Tally {
    Sum sum;
    uint64_t more = 0, less = 0;
    void add(const Sum& sum);
    void add(const Tally& other);
  };
  static std::vector<SumRow> named(const std::vector<Text>& names, const std::vector<Tally>& tallies, bool all);
  [[nodiscard]] std::vector<SumRow> years() const;
  [[nodiscard]] Sum total() const;
  void cells(const Given& before, const Given& after);
  void addPayers(const Given& before, const Given& after, const std::vector<Sum>& awards);
  [[nodiscard]] Changed changed(const std::string& subject, const Sum& sum) const;
  static void keep(std::vector<Changed>& first, Changed one);

  const RegisterRows* rows_;
  std::vector<Tally> byAward_, byArticle_, byDistrict_, byYear_, byPayer_;
  uint64_t subjects_ = 0, more_ = 0, less_ = 0, moved_ = 0, pending_ = 0;
  Changes gains_, losses_;
  std::vector<Changed> most_[2], open_; // gains, losses

  // Of the subject at hand.
  std::vector<Cell> grid_;    // by year and award
  std::vector<uint8_t> used_; // likewise
  std::vector<Cell> cells_;
};

} // namespace tiao::diff
