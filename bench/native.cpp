#include "compiler/lower/native.h"
#include "tests/agree/bounded_case.h"
#include "tests/agree/tile.h"
#include "tests/lang/front_end.h"

#include <cstdio>
#include <ctime>
#include <fmt/format.h>

using namespace tiao;

static double cpu() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

template <typename T> struct Columns {
  std::vector<T*> p;
  void add(size_t rows) {
    p.push_back(
        static_cast<T*>(::operator new(test::padded(std::max<size_t>(rows, 1)) * sizeof(T), std::align_val_t(64))));
  }
};

int main(int argc, char** argv) {
  const std::string path = argc > 1 ? argv[1] : TIAO_ROOT "/policies/hangzhou/2022-34/policy.tiao.md";
  double t0 = cpu();
  const test::Compiled policy = test::compile(path);
  double t1 = cpu();
  if (!policy.checked) return 1;
  const core::Program& program = policy.checked->program;
  const plan::Plan plan = plan::plan(program, calendar::yearOf(program.to));
  double t2 = cpu();
  auto compiled = lower::Native::compile(plan);
  double t3 = cpu();
  if (auto* why = std::get_if<std::string>(&compiled)) {
    fmt::print("{}\n", *why);
    return 1;
  }
  auto& native = std::get<lower::Native>(compiled);
  fmt::print("check {:.0f} ms, plan {:.0f} ms, code {:.0f} ms (emit {:.0f})\n", (t1 - t0) * 1e3, (t2 - t1) * 1e3,
             (t3 - t2) * 1e3, native.times().emit * 1e3);
  test::Random random(1);
  const test::BoundedCases bounded(program, plan.layout.firstYear - 4, plan.layout.lastYear);
  std::vector<interpret::Case> cases;
  for (int i = 0; i < 1024; ++i) cases.push_back(bounded.draw(random, 1));
  const test::Tile tile(program, plan.layout, cases);
  Columns<int64_t> amounts, ceilings;
  Columns<uint8_t> statuses;
  Columns<uint64_t> reasons, again;
  for (const batch::Output& output : plan.layout.outputs) {
    const size_t rows = tile.rows(output.itemKind);
    amounts.add(rows), ceilings.add(rows), statuses.add(rows), reasons.add(rows);
  }
  for (size_t g = 0; g < plan.layout.groups.size(); ++g) again.add(1024 / 64);
  TiaoFrame frame = tile.frame;
  frame.amounts = amounts.p.data(), frame.ceilings = ceilings.p.data(), frame.statuses = statuses.p.data();
  frame.reasons = reasons.p.data(), frame.again = again.p.data();
  lower::Native::Scratch scratch(native);
  for (const bool tell : {false, true}) {
    double best = 1e9;
    for (int round = 0; round < 20; ++round) {
      const double begin = cpu();
      for (int i = 0; i < 20; ++i) native.evaluate(frame, scratch, tell);
      best = std::min(best, (cpu() - begin) / 20);
    }
    const int years = plan.layout.lastYear - plan.layout.firstYear + 1;
    fmt::print("{}: {:.2f} ns a subject-year ({} outputs)\n", tell ? "with all told" : "kernels",
               best / 1024 / years * 1e9, plan.layout.outputs.size());
  }
}
