#pragma once

#include "compiler/driver/batch.h"
#include "runtime/batch/threads.h"

#include <functional>

/// Several programs over one register in one pass, on several threads: what each makes of a batch of subjects is at
/// hand together.
namespace tiao::driver {

/// What is told of the data itself, whatever is computed of it: as the first of the programs reads it.
struct DataTold {
  BadRows bad;
  std::vector<Text> badEvents;
  std::unordered_set<std::string> withEvents;
  bool unread = false; // the register could not be read to its end
};

/// Calls `work(first, compute)` for each batch, on one thread or another: `first` is what the first run makes of it,
/// `compute(i)` what the others do, one after the other, so that no more than two are held at once. What it gives goes
/// to `take`, in the order of the register and one at a time; stops when that returns false. `weigh` is how many bytes
/// it holds. Where a batch cannot be read, `take` is not called.
template <typename Work, typename Weigh, typename Take>
DataTold runTogether(const std::vector<Run>& runs, const BatchOptions& options, Work work, Weigh weigh, Take take) {
  using Compute = std::function<Chunk(size_t)>;
  using Result = std::invoke_result_t<Work, Chunk&, const Compute&>;
  struct Found {
    std::optional<Result> result;
    Chunk data; // without its outcomes
  };
  DataTold told;
  const Register& reg = runs.front().registry;
  for (const BadData& lost : reg.lostRows()) told.bad.add(lost);
  Progress progress(!options.quiet);
  const unsigned threads = threadsFor(options.threads);
  const size_t count = reg.index().batches();
  std::vector<std::vector<std::unique_ptr<Worker>>> workers(threads);
  batch::forEachInOrder(
      count, threads,
      [&](size_t i, unsigned thread) {
        std::vector<std::unique_ptr<Worker>>& own = workers[thread];
        if (own.empty())
          for (const Run& run : runs) own.push_back(makeWorker(run));
        Found found{std::nullopt, own.front()->work(i)};
        bool unread = found.data.unread;
        if (!unread)
          found.result = work(found.data, [&](size_t run) {
            Chunk chunk = own[run]->work(i);
            unread = unread || chunk.unread;
            return chunk;
          });
        found.data.unread = unread;
        found.data.outcomes = {};
        found.data.rows = {};
        return found;
      },
      [&](const Found& found) { return found.result ? weigh(*found.result) : 0; },
      [&](Found& found, size_t i) {
        told.unread = found.data.unread;
        if (told.unread) return false;
        for (BadData& each : found.data.bad) told.bad.add(std::move(each));
        std::ranges::move(found.data.badEvents, std::back_inserter(told.badEvents));
        told.withEvents.insert(found.data.withEvents.begin(), found.data.withEvents.end());
        const bool goOn = take(*found.result);
        progress.tell(static_cast<double>(i + 1) / static_cast<double>(count));
        return goOn;
      });
  return told;
}

} // namespace tiao::driver
