#include "compiler/driver/run_batch.h"

#include "compiler/driver/stopwatch.h"
#include "compiler/driver/subject_worker.h"
#include "compiler/driver/tile_worker.h"
#include "runtime/batch/threads.h"

namespace tiao::driver {

void Times::add(const Times& other) {
  reading += other.reading;
  evaluating += other.evaluating;
  writing += other.writing;
  byKernels += other.byKernels;
  byInterpreter += other.byInterpreter;
}

namespace {

/// Every subject by the interpreter.
class Interpreting : public Worker {
public:
  explicit Interpreting(const Run& run) : run_(run), rows_(run.registry), subject_(run) {}

  Chunk work(size_t batch) override {
    Chunk chunk(run_.program);
    Stopwatch watch;
    chunk.unread = !rows_.read(batch);
    watch.to(chunk.times.reading);
    if (chunk.unread) return chunk;
    table::Writer writer(chunk.rows);
    for (const Rows::Subject& each : rows_.subjects()) subject_.whole(rows_, each, writer, chunk);
    watch.to(chunk.times.evaluating);
    return chunk;
  }

private:
  const Run& run_;
  Rows rows_;
  SubjectWorker subject_;
};

} // namespace

std::unique_ptr<Worker> makeWorker(const Run& run) {
  if (run.kernels != nullptr && !run.outcomesWanted && tilesServe(run)) return std::make_unique<TileWorker>(run);
  return std::make_unique<Interpreting>(run);
}

unsigned threadsFor(unsigned asked) { return asked == 0 ? std::max(1U, std::thread::hardware_concurrency()) : asked; }

void forEachChunk(const Run& run, unsigned threads, const std::function<bool(Chunk&, double)>& take) {
  const size_t count = run.registry.index().batches();
  std::vector<std::unique_ptr<Worker>> workers(threads);
  batch::forEachInOrder(
      count, threads,
      [&](size_t i, unsigned thread) {
        if (!workers[thread]) workers[thread] = makeWorker(run);
        return workers[thread]->work(i);
      },
      [](const Chunk& chunk) { return chunk.rows.capacity(); },
      [&](Chunk& chunk, size_t i) { return take(chunk, static_cast<double>(i + 1) / static_cast<double>(count)); });
}

} // namespace tiao::driver
