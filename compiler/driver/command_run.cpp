#include "compiler/driver/batch.h"
#include "compiler/driver/commands.h"

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
    write(chunk.rows);
    progress_.tell(share);
    return !file_ || !file_->failure();
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

Exit compute(const Run& run, const Batch& batch, const BatchOptions& options, const Console& console) {
  std::optional<table::OutputFile> file;
  if (!options.output.empty()) {
    auto created = table::OutputFile::create(options.output);
    if (const auto* failure = table::failureOf(created)) return console.fail(textOf(*failure)), Exit::Failed;
    file = std::get<table::OutputFile>(std::move(created));
  }
  Progress progress(!options.quiet);
  Output output(run, std::move(file), progress);
  forEachChunk(run, threadsFor(options.threads), [&](Chunk& chunk, double share) { return output.take(chunk, share); });
  if (const auto failure = output.finish()) return console.fail(textOf(*failure)), Exit::Failed;

  output.bad.tell({"见输出", "in the output"}, console);
  const bool badEvents = tellEvents(batch, output.badEvents, console);
  if (!options.quiet)
    fmt::print(options.output == "-" ? stderr : stdout, "{}{}",
               output.summary.print(run.program, run.registry, run.language), dayText(run));
  return output.bad.any() || badEvents ? Exit::Findings : Exit::Fine;
}

} // namespace

Exit runRegister(const RunOptions& options, Console console) {
  const Loaded loaded = load(options.policy, console);
  if (!loaded.policy) return loaded.exit;
  const Compiled& policy = *loaded.policy;
  const auto batch = openBatch(options.batch, policy, yearsInForce(policy.program()), console);
  if (!batch) return Exit::Failed;
  Run run{policy.program(), policy.sources, batch->registry,
          batch->ledgers,   batch->events,  batch->show,
          console.language, batch->on,      !options.batch.output.empty()};
  run.byItem = options.byItem;
  return compute(run, *batch, options.batch, console);
}

} // namespace tiao::driver
