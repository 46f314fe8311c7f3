#include "compiler/driver/run_batch.h"

#include "compiler/driver/code_generator.h"
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
  if (run.kernels != nullptr && tilesServe(run)) return std::make_unique<TileWorker>(run);
  return std::make_unique<Interpreting>(run);
}

/// A register of fewer subjects the interpreter has done before a policy is compiled: it does three subjects of the
/// founding policy in a millisecond of two processors, on which that takes a seventh of a second.
static constexpr size_t FewestCompiledFor = 2'000;

bool findKernels(const Run& run, const std::string& engine, const Console& console, std::optional<Kernels>& kernels) {
  if (engine == "interpret") return true;
  const bool asked = engine == "native";
  if (!asked && (lacksCodeGenerator() || run.registry.index().subjectCount() < FewestCompiledFor)) return true;
  if (!tilesServe(run)) {
    if (asked)
      console.note(
          {"有台账或事件的名册由解释器计算", "a register with a ledger or events is evaluated by the interpreter"});
    return true;
  }
  auto made = compiledKernels(run.program, run.show.last);
  const auto* why = std::get_if<Text>(&made);
  if (why == nullptr) {
    kernels = std::get<Kernels>(std::move(made));
    return true;
  }
  if (!asked) {
    console.note({fmt::format("政策未能编译（{}），由解释器计算", why->zh),
                  fmt::format("the policy could not be compiled ({}); the interpreter evaluates", why->en)});
    return true;
  }
  console.fail({fmt::format("政策未能编译（{}），请用 --engine interpret", why->zh),
                fmt::format("the policy could not be compiled ({}); use --engine interpret", why->en)});
  return false;
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
