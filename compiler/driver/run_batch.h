#pragma once

#include "compiler/driver/evaluation_day.h"
#include "compiler/driver/kernels.h"
#include "compiler/driver/ledger_file.h"
#include "compiler/driver/rows.h"
#include "compiler/driver/summary.h"

#include <functional>

/// Evaluates a whole register, in batches of subjects on several threads; the rows come out in the register's order,
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
  const Kernels* kernels = nullptr; // for the years up to `show.last`; null: the interpreter evaluates all
};

/// Where the time of a run went, in seconds of each thread, and who evaluated.
struct Times {
  double reading = 0, evaluating = 0, writing = 0;
  uint64_t byKernels = 0, byInterpreter = 0; // rows of output
  void add(const Times& other);
};

/// What one subject comes to: an outcome, without its reasons, for each clause and period, and the totals that bound
/// them through the years.
struct SubjectOutcomes {
  SubjectOutcomes(const core::Program& program, std::string_view name, std::optional<uint32_t> where)
      : subject(name), totals(program.awards.size()), district(where), parts(program.awards.size()) {}

  std::string subject;
  std::vector<interpret::Outcome> rows;
  std::vector<interpret::Amount> totals;             // by award
  std::optional<uint32_t> district;                  // in the last year shown
  std::vector<std::vector<interpret::Amount>> parts; // by award: what each payer bears of all its rows; empty: nothing
};

/// What a batch of subjects comes to.
struct Chunk {
  explicit Chunk(const core::Program& program) : summary(program) {}

  std::string rows; // CSV
  Summary summary;
  std::vector<BadData> bad;
  std::vector<Text> badEvents;           // events that cannot be
  std::vector<std::string> withEvents;   // subjects that have events
  std::vector<SubjectOutcomes> outcomes; // where they are wanted
  bool unread = false;                   // the register cannot be read any more
  Times times;
};

/// Gives the kernels of the run's program where they are asked for (`engine` native), or where they are worth their
/// time (auto); else none: the interpreter evaluates. Where kernels were asked for and do not serve such a register,
/// that is told. False: they were asked for and cannot be had, which is told, too.
bool findKernels(const Run& run, const std::string& engine, const Console& console, std::optional<Kernels>& kernels);

/// One thread's work on batches, one after the other.
class Worker {
public:
  Worker() = default;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  virtual ~Worker() = default;
  virtual Chunk work(size_t batch) = 0;
};
std::unique_ptr<Worker> makeWorker(const Run& run);

/// As many as were asked for, or, for 0, as there are processors.
unsigned threadsFor(unsigned asked);

/// Calls `take(chunk, share)` for each batch in order and one at a time, on one thread or another, `share` of the
/// register (up to 1) being done; stops when it returns false.
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
