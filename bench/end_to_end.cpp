#include "bench/article1_kernel.h"
#include "compiler/driver/run_batch.h"
#include "compiler/driver/stopwatch.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>

/// A whole run of article 1, from the bytes of a register to those of its awards:
///
///     end_to_end REGISTER.csv AWARDS.csv [THREADS [native | hand | interpret]]
///
/// tells the rows a second of each stage and the peak memory: by compiled kernels, by one written by hand, or, for
/// comparing, without any.
namespace {

using namespace tiao;

int fail(const std::string& why) {
  std::fputs((why + "\n").c_str(), stderr);
  return EXIT_FAILURE;
}

int run(const std::string& input, const std::string& output, unsigned threads, const std::string& engine) {
  const auto policy = driver::compile({TIAO_ROOT "/bench/article1.tiao"});
  if (!policy->checked) return fail("article1.tiao does not compile");
  driver::Stopwatch watch;
  double first = 0, evaluated = 0, ended = 0, wrote = 0;
  auto opened = driver::Register::open({{input}, {}}, policy->program(), subjectNames(*policy), threads);
  if (const auto* why = std::get_if<driver::Text>(&opened)) return fail(why->en);
  const auto& reg = std::get<driver::Register>(opened);
  watch.to(first);

  const interpret::Years years{2022, 2025};
  std::variant<driver::Kernels, driver::Text> kernels = driver::Text();
  if (engine == "native") kernels = driver::compiledKernels(policy->program(), years.last);
  if (engine == "hand") kernels = bench::article1(policy->program(), years.first, years.last);
  if (engine != "interpret" && kernels.index() != 0) return fail("no kernels: " + std::get<driver::Text>(kernels).en);
  double compiled = 0;
  watch.to(compiled);
  const driver::Ledgers ledgers;
  const driver::Events events;
  const driver::Run how{policy->program(),
                        policy->sources,
                        reg,
                        ledgers,
                        events,
                        years,
                        driver::Language::Zh,
                        {},
                        true,
                        false,
                        false,
                        std::get_if<driver::Kernels>(&kernels)};
  auto created = table::OutputFile::create(output);
  if (const auto* failure = table::failureOf(created)) return fail(describe(*failure).en);
  auto& file = std::get<table::OutputFile>(created);
  driver::Summary summary(policy->program());
  driver::Times times;
  size_t bytes = 0;
  driver::forEachChunk(how, threads, [&](driver::Chunk& chunk, double) {
    driver::Stopwatch writing;
    file.write(chunk.rows);
    writing.to(wrote);
    bytes += chunk.rows.size();
    summary.merge(chunk.summary);
    times.add(chunk.times);
    return true;
  });
  watch.to(evaluated);
  if (const auto failure = file.commit()) return fail(describe(*failure).en);
  watch.to(ended);

  const auto rows = static_cast<double>(reg.rowCount());
  const auto line = [&](const char* stage, double seconds) {
    fmt::print("{:<34}{:8.3f} s {:10.1f} million rows/s\n", stage, seconds, rows / seconds / 1e6);
  };
  fmt::print("{} rows in, {} rows out ({} MB), {} threads\n", reg.rowCount(), times.byKernels + times.byInterpreter,
             bytes / 1'000'000, threads);
  line("first reading", first);
  line("compiling", compiled);
  line("reading, of all threads", times.reading);
  line("evaluating, of all threads", times.evaluating);
  line("making rows, of all threads", times.writing);
  line("writing to the file", wrote);
  line("putting it safely on disk", ended);
  line("in all", first + compiled + evaluated + ended);
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  line("time of processors", seconds(usage.ru_utime) + seconds(usage.ru_stime));
  fmt::print("rows by kernels {}, by the interpreter {}; peak memory {} MB\n", times.byKernels, times.byInterpreter,
             usage.ru_maxrss / 1024);
  return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3) return fail("end_to_end REGISTER.csv AWARDS.csv [THREADS [native | hand | interpret]]");
  return run(argv[1], argv[2], argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 1, argc > 4 ? argv[4] : "native");
}
