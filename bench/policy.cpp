#include "compiler/check/check.h"
#include "compiler/interpret/interpret.h"
#include "examples/register/cases.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

/// The founding policy itself (articles 一 to 六): how long it takes to compile, and how many subject-years a second
/// the interpreter decides over a register that is made in memory.
namespace {

using namespace tiao;

constexpr interpret::Years Shown{2022, 2025};
constexpr uint64_t Firms = 2'000;

std::optional<check::Checked> compilePolicy() {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const parse::Parsed parsed = parse::parse({TIAO_ROOT "/policies/hangzhou/2022-34/policy.tiao.md"}, sources, sink);
  return check::check(parsed, sources, sink);
}

/// Without the policy there is nothing to measure.
const core::Program& policy() {
  static const std::optional<check::Checked> checked = compilePolicy();
  if (!checked) {
    std::fputs("the policy does not compile\n", stderr);
    std::exit(EXIT_FAILURE);
  }
  return checked->program;
}

const std::vector<interpret::Case>& firms() {
  static const std::vector<interpret::Case> cases = [] {
    const examples::RegisterCases reg(policy());
    std::vector<interpret::Case> made;
    for (uint64_t firm = 0; firm < Firms; ++firm) made.push_back(reg.firm(firm));
    return made;
  }();
  return cases;
}

void compile(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(compilePolicy());
}

void decide(benchmark::State& state, interpret::Detail detail) {
  const core::Program& program = policy();
  const std::vector<interpret::Case>& cases = firms();
  size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(interpret::evaluate(program, cases[next], {}, Shown, detail));
    next = (next + 1) % cases.size();
  }
  const auto years = static_cast<double>(Shown.last - Shown.first + 1);
  state.counters["subject-years/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * years, benchmark::Counter::kIsRate);
}

void decideRegister(benchmark::State& state) { decide(state, interpret::Detail::Brief); }
void decideRegisterExplained(benchmark::State& state) { decide(state, interpret::Detail::Full); }

BENCHMARK(compile)->Unit(benchmark::kMillisecond);
BENCHMARK(decideRegister)->Unit(benchmark::kMicrosecond);
BENCHMARK(decideRegisterExplained)->Unit(benchmark::kMicrosecond);

} // namespace
