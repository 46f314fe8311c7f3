#pragma once

#include "compiler/driver/evaluation_day.h"
#include "compiler/driver/ledger_file.h"
#include "compiler/driver/subject_case.h"
#include "compiler/driver/summary.h"

#include <functional>

/// Evaluates a whole register, in chunks of subjects on several threads; the rows come out in the register's order,
/// however many threads there are.
namespace tiao::driver {

/// What every thread reads and none changes.
struct Run {
  const core::Program& program;
  const source::SourceSet& sources;
  const Register& registry;
  const Ledgers& ledgers;
  const Events& events;
  interpret::Years show;
  Language language;
  std::optional<calendar::Date> on; // the day of evaluation
  bool rowsWanted = true;           // else the summary only
  bool byItem = false;              // a row for each item
  bool outcomesWanted = false;      // of each subject
};

/// What one subject comes to: an outcome for each clause and period, and the totals that bound them through the years.
struct SubjectOutcomes {
  std::vector<interpret::Outcome> rows;
  std::vector<interpret::Amount> totals; // by award
};

/// What a chunk of subjects comes to.
struct Chunk {
  std::string rows; // CSV
  Summary summary;
  std::vector<BadData> bad;
  std::vector<Text> badEvents;           // events that cannot be
  std::vector<SubjectOutcomes> outcomes; // by subject, where they are wanted
};

/// One thread's memory, kept from chunk to chunk.
class Worker {
public:
  explicit Worker(const Run& run);
  /// The subjects [first, last) of the register.
  Chunk work(size_t first, size_t last);

private:
  void subject(const Register::Subject& subject, table::Writer& writer, Chunk& chunk);
  [[nodiscard]] std::vector<interpret::Amount> totals(const interpret::Result& result) const;
  void write(const Followed& followed, const std::vector<interpret::Outcome>& rows, std::optional<uint32_t> district,
             table::Writer& writer, Chunk& chunk);
  const interpret::Sharing& sharingIn(calendar::Period period);
  void addPartsOfSubject(const interpret::Result& result, std::optional<uint32_t> district, Summary& summary);

  const Run& run_;
  ValueReader values_;
  CaseFiller fill_;
  interpret::Case facts_;
  AwardRows rows_;
  std::vector<std::pair<calendar::Period, interpret::Sharing>> sharings_; // of the subject at hand, by period
  std::vector<interpret::Amount> parts_;
  /// What the payers bear of each award of the subject at hand, over the rows so far.
  struct PartsOfAward {
    std::vector<interpret::Amount> sums; // by payer
    int64_t rows = 0;
  };
  std::vector<PartsOfAward> byAward_;
  bool byItems_; // some award is counted by items, whose outcomes make one row
};

/// Calls `take(chunk, share)` for each chunk in order, `share` of the subjects (up to 1) being done; stops when it
/// returns false.
void forEachChunk(const Run& run, unsigned threads, const std::function<bool(Chunk&, double)>& take);

/// Does the work of subjects [0, count) in chunks of at most `size`, on several threads: `work(thread, first, last)`
/// for a chunk of each thread at once, then `take(thread, share)` for each in order, `share` of the subjects (up to 1)
/// being done. Stops when `take` returns false.
void inRounds(size_t count, size_t size, unsigned threads,
              const std::function<void(unsigned thread, size_t first, size_t last)>& work,
              const std::function<bool(unsigned thread, double share)>& take);
/// As many as were asked for, or, for 0, as there are processors.
unsigned threadsFor(unsigned asked);

} // namespace tiao::driver
