#include "bench/columns.h"
#include "bench/hand.h"
#include "compiler/lower/jit.h"
#include "runtime/batch/threads.h"
#include "tests/lang/front_end.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fmt/format.h>
#include <set>
#include <unistd.h>

/// What kernels take: to compile, and to run, in cache and out of it, beside kernels written by hand and beside a copy
/// of the same bytes. Each line of the output is a section, a name, a number and its unit, with tabs between
/// (report.sh makes a page of them).
namespace {

using namespace tiao;

constexpr size_t TileRows = batch::TileSubjects;

void tell(const std::string& section, const std::string& name, double value, const char* unit) {
  fmt::print("{}\t{}\t{:.4g}\t{}\n", section, name, value, unit);
  std::fflush(stdout);
}

double processor() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}
double clockOnTheWall() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The least processor time of some rounds, in seconds.
template <typename F> double least(int rounds, F work) {
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const double begin = processor();
    work();
    best = std::min(best, processor() - begin);
  }
  return best;
}

native::Code compiled(const plan::Plan& plan, native::Effort effort) {
  auto result = native::Code::make(plan, effort, lower::compile);
  if (const auto* why = std::get_if<std::string>(&result)) {
    fmt::print(stderr, "{}\n", *why);
    std::exit(EXIT_FAILURE);
  }
  return std::get<native::Code>(std::move(result));
}

/// The least time on the wall from a plan to code that was kept, in seconds.
double fromTheCache(const plan::Plan& plan) {
  const std::string folder = fmt::format("{}/tiao-bench-{}", std::filesystem::temp_directory_path().string(), getpid());
  const auto cache = native::CodeCache::open(folder);
  double best = 1e9;
  for (int round = 0; round < 10; ++round) {
    const double begin = clockOnTheWall();
    auto made = native::Code::make(plan, native::Effort::None, lower::compile, cache ? &*cache : nullptr);
    best = std::min(best, clockOnTheWall() - begin);
  }
  std::filesystem::remove_all(folder);
  return best;
}

int yearsOf(const plan::Plan& plan) { return plan.layout.lastYear - plan.layout.firstYear + 1; }

double perSubjectYear(const plan::Plan& plan, const native::Code& native, const bench::Columns& columns, bool told,
                      int rounds) {
  native::Code::Scratch scratch(native);
  const int times = columns.frames.size() == 1 ? 10 : 1;
  const double seconds = least(rounds, [&] {
    for (int i = 0; i < times; ++i)
      for (const TiaoFrame& tile : columns.frames) native.evaluate(tile, scratch, told);
  });
  return seconds / times / static_cast<double>(columns.frames.size() * TileRows) / yearsOf(plan) * 1e9;
}

/// The least time to copy so many bytes from one place to another, in seconds: so many are read, and as many written,
/// which a kernel does not do: its amounts stay in cache.
double copying(size_t bytes, int rounds) {
  std::vector<char> from(bytes, 1), to(bytes, 2);
  return least(rounds, [&] {
    std::memcpy(to.data(), from.data(), bytes);
    asm volatile("" : : "r"(to.data()) : "memory");
  });
}

void compileTimes(const std::string& name, const std::vector<std::string>& paths) {
  double begin = processor();
  const test::Compiled policy = test::compileWith(paths, [](source::SourceSet&) {});
  if (!policy.checked) std::exit(EXIT_FAILURE);
  tell("compile", name + ", read and checked", (processor() - begin) * 1e3, "ms");
  const core::Program& program = policy.checked->program;
  begin = processor();
  const plan::Plan plan = plan::plan(program, calendar::yearOf(program.to));
  tell("compile", name + ", planned", (processor() - begin) * 1e3, "ms");
  for (const auto effort : {native::Effort::None, native::Effort::Full}) {
    begin = clockOnTheWall();
    const native::Code native = compiled(plan, effort);
    const std::string how = effort == native::Effort::None ? "without optimising" : "optimised";
    tell("compile", name + ", to machine code on all processors, " + how, (clockOnTheWall() - begin) * 1e3, "ms");
    if (effort == native::Effort::None) tell("compile", name + ", from the cache", fromTheCache(plan) * 1e3, "ms");
    const bench::Columns cached(plan.layout, 1, TileRows, true);
    tell("policy", name + ", " + how + ", kernels", perSubjectYear(plan, native, cached, false, 10), "ns");
    tell("policy", name + ", " + how + ", with all told", perSubjectYear(plan, native, cached, true, 10), "ns");
    if (effort == native::Effort::None) continue;
    const bench::Columns many(plan.layout, 64, TileRows, true);
    tell("policy", name + ", out of cache, kernels", perSubjectYear(plan, native, many, false, 3), "ns");
    const auto rows = static_cast<double>(many.frames.size() * TileRows) * yearsOf(plan);
    tell("policy", name + ", out of cache, a copy of the bytes that kernels read",
         copying(many.inputBytes, 3) / rows * 1e9, "ns");
    for (const unsigned threads : {1U, 2U}) {
      std::vector<native::Code::Scratch> scratches;
      for (unsigned i = 0; i < threads; ++i) scratches.emplace_back(native);
      double best = 1e9;
      for (int round = 0; round < 5; ++round) {
        const double start = clockOnTheWall();
        batch::forEach(many.frames.size() * 4, threads, [&](size_t i, unsigned thread) {
          native.evaluate(many.frames[i / 4], scratches[thread], false);
        });
        best = std::min(best, clockOnTheWall() - start);
      }
      tell("threads", fmt::format("{}, {} thread{}", name, threads, threads == 1 ? "" : "s"), best / 4 / rows * 1e9,
           "ns");
    }
  }
}

/// Each clause by itself, less what all share; and how cost grows with clauses.
void byClause(const std::string& path) {
  const test::Compiled policy = test::compileWith({path}, [](source::SourceSet&) {});
  const core::Program& program = policy.checked->program;
  plan::Plan plan = plan::plan(program, calendar::yearOf(program.to));
  const std::vector<batch::Group> groups = plan.layout.groups;
  const bench::Columns tile(plan.layout, 1, TileRows, true);
  const auto of = [&](auto isIn) {
    for (size_t g = 0; g < groups.size(); ++g) plan.layout.groups[g].compiled = groups[g].compiled && isIn(g);
    return perSubjectYear(plan, compiled(plan, native::Effort::Full), tile, false, 10);
  };
  for (size_t g = 0; g < groups.size(); ++g) {
    const core::Name& name = program.awards[core::AwardId{groups[g].awards.front()}].name;
    tell("clause", name.zh, of([&](size_t other) { return other == g; }), "ns");
  }
  for (const size_t count : {size_t{1}, size_t{2}, size_t{4}, size_t{8}, size_t{16}, groups.size()})
    tell("clauses", fmt::format("{}", count), of([&](size_t other) { return other < count; }), "ns");
}

void article1() {
  const test::Compiled policy = test::compileWith({TIAO_ROOT "/bench/article1.tiao"}, [](source::SourceSet&) {});
  const core::Program& program = policy.checked->program;
  const plan::Plan plan = plan::plan(program, 2025);
  const auto columnsOf = [&](const TiaoFrame& tile) {
    bench::Article1 c;
    c.rows = TileRows;
    for (size_t i = 0; i < plan.layout.inputs.size(); ++i) {
      const batch::Input& input = plan.layout.inputs[i];
      if (input.kind != batch::InputKind::Fact) continue;
      const std::string& name = program.facts[core::FactId{input.fact}].name.zh;
      const auto* bytes = static_cast<const uint8_t*>(tile.values[i]);
      const int year = input.year - 2022;
      if (name == "招引") c.attracted = bytes;
      if (year < 0) continue;
      const auto y = static_cast<size_t>(year);
      if (name == "落户") c.settled[y] = bytes;
      if (name == "纳入国家统计局联网直报平台") c.platform[y] = bytes;
      if (name == "上报统计数据") c.reporting[y] = bytes;
      if (name == "实际投资额") c.investment[y] = static_cast<const int64_t*>(tile.values[i]);
    }
    for (size_t y = 0; y < bench::Years; ++y) c.amounts[y] = tile.amounts[y];
    return c;
  };
  struct Hand {
    const char* name;
    void (*run)(const bench::Article1&);
  };
  const Hand hands[] = {{"by hand, row by row", bench::byRow},
                        {"by hand, without branches", bench::withoutBranches},
                        {"by hand, in doubles", bench::inDoubles},
                        {"by hand, flags first", bench::flagsFirst}};
  for (const size_t count : {size_t{1}, size_t{2048}}) {
    const bench::Columns tiles(plan.layout, count, TileRows, false);
    std::vector<bench::Article1> columns;
    for (const TiaoFrame& tile : tiles.frames) columns.push_back(columnsOf(tile));
    const std::string where = count == 1 ? "in cache, " : "out of cache, ";
    const int times = count == 1 ? 200 : 1;
    const auto rows = static_cast<double>(count * TileRows) * bench::Years * times;
    const auto perFirmYear = [&](const Hand& hand, const std::vector<bench::Article1>& over) {
      const double seconds = least(10, [&] {
        for (int i = 0; i < times; ++i)
          for (const bench::Article1& c : over) hand.run(c);
      });
      return seconds / rows * 1e9;
    };
    std::vector<int64_t> expected;
    for (const Hand& hand : hands) {
      tell("article1", where + hand.name, perFirmYear(hand, columns), "ns");
      std::vector<int64_t> found;
      for (const int64_t* amounts : columns.front().amounts) found.insert(found.end(), amounts, amounts + TileRows);
      if (expected.empty()) expected = found;
      if (found != expected) {
        fmt::print(stderr, "{} writes other amounts\n", hand.name);
        std::exit(EXIT_FAILURE);
      }
    }
    // Kernels leave their amounts in cache, for whoever tells them next. So do these.
    if (count > 1) {
      std::vector<bench::Article1> kept = columns;
      for (bench::Article1& c : kept) std::ranges::copy(columns.front().amounts, c.amounts);
      for (const Hand& hand : hands)
        tell("article1", where + hand.name + ", amounts in it", perFirmYear(hand, kept), "ns");
    }
    const auto copied = [&](size_t bytes) { return copying(bytes, 10) / (rows / times) * 1e9; };
    tell("article1", where + "a copy of the bytes that a kernel reads", copied(tiles.inputBytes), "ns");
    tell("article1", where + "as many bytes moved by a copy, half of them read", copied(tiles.inputBytes / 2), "ns");
    for (const auto effort : {native::Effort::None, native::Effort::Full}) {
      const native::Code native = compiled(plan, effort);
      const std::string how = effort == native::Effort::None ? "kernel, not optimised" : "kernel";
      tell("article1", where + how, perSubjectYear(plan, native, tiles, false, 10), "ns");
      tell("article1", where + how + ", with all told", perSubjectYear(plan, native, tiles, true, 10), "ns");
      std::vector<int64_t> found;
      for (const int64_t* amounts : columns.front().amounts) found.insert(found.end(), amounts, amounts + TileRows);
      if (found != expected) {
        fmt::print(stderr, "the kernel writes other amounts\n");
        std::exit(EXIT_FAILURE);
      }
    }
    if (count > 1) continue;
    const native::Code native = compiled(plan, native::Effort::Full);
    for (const size_t size : {size_t{4}, size_t{16}, size_t{64}, size_t{256}, size_t{1024}})
      tell("rows", fmt::format("{}", size * TileRows),
           perSubjectYear(plan, native, bench::Columns(plan.layout, size, TileRows, false), false, 5), "ns");
  }
}

} // namespace

/// Everything, or the parts that are named.
int main(int count, char** words) {
  const std::set<std::string> asked(words + 1, words + count);
  const auto isAsked = [&](const char* part) { return asked.empty() || asked.contains(part); };
  const std::string policy = TIAO_ROOT "/policies/hangzhou/2022-34/";
  if (isAsked("policy")) compileTimes("the founding policy", {policy + "policy.tiao.md"});
  if (isAsked("rules")) compileTimes("with the rules of 2023", {policy + "rules-2023-76/rules.tiao"});
  if (isAsked("clauses")) byClause(policy + "policy.tiao.md");
  if (isAsked("article1")) article1();
}
