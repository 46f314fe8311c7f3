#pragma once

#include "compiler/driver/run_batch.h"
#include "compiler/driver/subject_case.h"

/// One subject at a time, by the interpreter: from its rows in the register to its rows of output. The memory is kept
/// from subject to subject.
namespace tiao::driver {

/// What is compared: many outcomes are held at once, and their reasons are most of them.
interpret::Outcome withoutReasons(const interpret::Outcome& outcome);

class SubjectWorker {
public:
  explicit SubjectWorker(const Run& run);

  /// All of a subject: its outcomes, and what is wrong with its data.
  void whole(const Rows& rows, const Rows::Subject& subject, table::Writer& writer, Chunk& chunk);

  // Some awards of a subject, whose rows the caller puts in their places.
  struct Some {
    Followed followed;
    std::vector<interpret::Outcome> rows; // one for each award and period
  };
  /// Nothing: there is something wrong with its data, which only `whole` can tell.
  std::optional<Some> some(const Rows& rows, const Rows::Subject& subject, const std::vector<bool>& awards);
  void begin(std::optional<uint32_t> district);
  /// The next of the rows; they are given in order.
  void row(const Followed& followed, const interpret::Outcome& row, table::Writer& writer);
  void end(const interpret::Result& result, std::optional<uint32_t> district, Summary& summary);
  /// What these awards come to through the years, and what the payers bear of them; after `end`.
  void tellSums(const interpret::Result& result, SubjectOutcomes& to) const;

private:
  [[nodiscard]] std::vector<interpret::Outcome> rowsOf(const interpret::Result& result) const;
  const interpret::Sharing& sharingIn(calendar::Period period);
  Beyond beyondOf(const Followed& followed, const interpret::Outcome& row);

  const Run& run_;
  ValueReader values_;
  CaseFiller fill_;
  interpret::Case facts_;
  AwardRows rows_;
  bool byItems_; // some award is counted by items, whose outcomes make one row

  // Of the subject at hand.
  std::vector<std::pair<calendar::Period, interpret::Sharing>> sharings_; // by period
  std::vector<interpret::Amount> parts_;
  Course untouched_;
  /// What the payers bear of each award, over the rows so far.
  struct PartsOfAward {
    std::vector<interpret::Amount> sums; // by payer
    int64_t rows = 0;
  };
  std::vector<PartsOfAward> byAward_;
  size_t next_ = 0;                  // of the outcomes: the first that no row was made of
  int year_ = 0;                     // of the last row,
  std::optional<uint32_t> district_; // and the district then
};

} // namespace tiao::driver
