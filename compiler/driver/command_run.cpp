#include "compiler/driver/batch.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/evaluator_file.h"
#include "compiler/driver/stopwatch.h"
#include "compiler/driver/tile_worker.h"

#include <cstdio>
#include <fmt/format.h>

/// tiao run: a whole register through a policy.
namespace tiao::driver {

namespace {

/// The rows and the summary of a run, on their way out.
class Output {
public:
  Output(const Run& run, std::optional<table::OutputFile> file, Progress& progress)
      : file_(std::move(file)), progress_(progress), summary(run.program) {
    const AwardRows rows(run.program, run.sources, run.language, {!run.events.path.empty(), run.byItem});
    std::string text;
    table::Writer writer(text);
    rows.headings(writer);
    for (const BadData& lost : run.registry.lostRows()) {
      rows.badData(writer, lost, {});
      summary.addBadData(1, 0);
      bad.add(lost);
    }
    write(text);
  }

  bool take(Chunk& chunk, double share) {
    summary.merge(chunk.summary);
    for (BadData& each : chunk.bad) bad.add(std::move(each));
    std::ranges::move(chunk.badEvents, std::back_inserter(badEvents));
    withEvents.insert(chunk.withEvents.begin(), chunk.withEvents.end());
    Stopwatch watch;
    write(chunk.rows);
    times.add(chunk.times);
    watch.to(times.writing);
    progress_.tell(share);
    unread = unread || chunk.unread;
    return !unread && (!file_ || !file_->failure());
  }

  /// Puts the file in its place.
  std::optional<table::Failure> finish() { return file_ ? file_->commit() : std::nullopt; }

private:
  void write(std::string_view rows) {
    if (file_) file_->write(rows);
  }

  std::optional<table::OutputFile> file_;
  Progress& progress_;

public:
  Summary summary;
  BadRows bad;
  std::vector<Text> badEvents;
  std::unordered_set<std::string> withEvents;
  bool unread = false; // the register could not be read to its end
  Times times;
};

/// The three dates, and which periods are not over, where a day of evaluation is given.
std::string dayText(const Run& run) {
  if (!run.on) return {};
  const Dates dates{interpret::Years{run.registry.firstYear(), run.registry.lastYear()}, run.on};
  std::string text = datesText(dates, run.program, run.language) + "\n";
  const Period year{run.show.last, 0};
  if (underWay(year, *run.on)) text += underWayText(year, *run.on).in(run.language) + "\n";
  return text;
}

/// Can the evaluator answer for the years that are shown? Where tiles do not serve, that is told.
bool evaluatorServes(const EvaluatorFile& evaluator, const std::string& path, const Run& run, const Console& console) {
  if (run.show.last > evaluator.lastYear()) {
    console.fail({fmt::format("{}：只计算到 {} 年，而名册要到 {} 年；请用 --years，或用 tiao build --through 重新生成",
                              path, evaluator.lastYear(), run.show.last),
                  fmt::format("{}: it evaluates through {}, and the register goes through {}; use --years, or build it "
                              "anew with --through",
                              path, evaluator.lastYear(), run.show.last)});
    return false;
  }
  if (!tilesServe(run))
    console.note(
        {"有台账或事件的名册由解释器计算", "a register with a ledger or events is evaluated by the interpreter"});
  return true;
}

/// What comes before the rows, in seconds.
struct Before {
  double reading = 0, compiling = 0;
};

/// Where the time went: on standard error, so that what comes out is the same whatever it took.
void tellTimes(const Times& times, const Before& before, double all, const Run& run, unsigned threads,
               const Console& console) {
  const uint64_t rows = run.registry.rowCount() + run.registry.itemRowCount();
  const auto perSecond = static_cast<uint64_t>(static_cast<double>(rows) / all);
  console.note(
      {fmt::format(
           "用时 {:.2f} 秒（{} 个线程），每秒 {} 行：首遍读取 {:.2f}，编译 {:.2f}；各线程合计：读取 {:.2f}，计算 "
           "{:.2f}，写出 {:.2f}",
           all, threads, perSecond, before.reading, before.compiling, times.reading, times.evaluating, times.writing),
       fmt::format(
           "{:.2f} seconds ({} threads), {} rows a second: first reading {:.2f}, compiling {:.2f}; of all threads: "
           "reading {:.2f}, evaluating {:.2f}, writing {:.2f}",
           all, threads, perSecond, before.reading, before.compiling, times.reading, times.evaluating, times.writing)});
  console.note(
      {fmt::format("结果行：内核 {} 行，解释器 {} 行", times.byKernels, times.byInterpreter),
       fmt::format("rows of output: {} by kernels, {} by the interpreter", times.byKernels, times.byInterpreter)});
}

Exit compute(const Run& run, const Batch& batch, const RunOptions& asked, double compiling, const Console& console) {
  const BatchOptions& options = asked.batch;
  Stopwatch watch;
  std::optional<table::OutputFile> file;
  if (!options.output.empty()) {
    auto created = table::OutputFile::create(options.output);
    if (const auto* failure = table::failureOf(created)) return console.fail(textOf(*failure)), Exit::Failed;
    file = std::get<table::OutputFile>(std::move(created));
  }
  Progress progress(!options.quiet);
  Output output(run, std::move(file), progress);
  const unsigned threads = threadsFor(options.threads);
  forEachChunk(run, threads, [&](Chunk& chunk, double share) { return output.take(chunk, share); });
  if (tellUnread(run.registry, output.unread, console)) return Exit::Failed;
  if (const auto failure = output.finish()) return console.fail(textOf(*failure)), Exit::Failed;

  double all = batch.reading + compiling;
  watch.to(all);
  output.bad.tell({"见输出", "in the output"}, console);
  const bool badEvents = tellEvents(batch, output.badEvents, output.withEvents, console);
  if (!options.quiet)
    fmt::print(options.output == "-" ? stderr : stdout, "{}{}",
               output.summary.print(run.program, run.registry, run.language), dayText(run));
  if (asked.timings) tellTimes(output.times, {batch.reading, compiling}, all, run, threads, console);
  return output.bad.any() || badEvents ? Exit::Findings : Exit::Fine;
}

} // namespace

Exit runRegister(const RunOptions& options, Console console) {
  const Loaded loaded = load(options.policy, console, parse::Tests::Leave);
  if (!loaded.policy) return loaded.exit;
  const Compiled& policy = *loaded.policy;
  std::optional<EvaluatorFile> evaluator;
  if (!options.evaluator.empty()) {
    auto opened = EvaluatorFile::open(options.evaluator, policy.program());
    if (const auto* why = std::get_if<Text>(&opened)) return console.fail(*why), Exit::Failed;
    evaluator = std::get<EvaluatorFile>(std::move(opened));
  }
  const auto batch = openBatch(options.batch, policy, yearsInForce(policy.program()), console);
  if (!batch) return Exit::Failed;
  Run run{policy.program(), policy.sources, batch->registry,
          batch->ledgers,   batch->events,  batch->show,
          console.language, batch->on,      !options.batch.output.empty()};
  run.byItem = options.byItem;
  double compiling = 0;
  Stopwatch watch;
  std::optional<Kernels> kernels;
  if (evaluator) {
    if (!evaluatorServes(*evaluator, options.evaluator, run, console)) return Exit::Failed;
    if (tilesServe(run)) kernels = evaluator->kernels(run.show.last);
  } else if (!findKernels(run, options.engine, console, kernels)) {
    return Exit::Failed;
  }
  watch.to(compiling);
  if (kernels) run.kernels = &*kernels;
  return compute(run, *batch, options, compiling, console);
}

} // namespace tiao::driver
