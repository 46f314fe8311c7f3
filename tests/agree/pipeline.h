#pragma once

#include "compiler/driver/run_batch.h"
#include "tests/agree/reference.h"
#include "tests/unit/table/scratch_folder.h"

#include <catch2/catch.hpp>

#include <sstream>

/// A register through a policy, by the interpreter alone and by kernels: the very same bytes must come out.
namespace tiao::agree {

using source::Language;

/// What a run comes to.
struct Ran {
  std::string rows, summary;
  std::vector<std::string> bad;
  driver::Times times;
  bool operator==(const Ran& other) const { return rows == other.rows && summary == other.summary && bad == other.bad; }
};

struct Trial {
  const driver::Compiled& policy;
  const driver::Register& registry;
  interpret::Years show;
  Language language = Language::Zh;
  std::optional<core::Date> on = {};
  bool byItem = false;

  Ran run(const driver::Kernels* kernels, unsigned threads) const {
    const driver::Ledgers ledgers;
    const driver::Events events;
    const driver::Run how{policy.program(), policy.sources, registry, ledgers, events, show, language, on, true,
                          byItem,           false,          kernels};
    Ran ran;
    driver::Summary summary(policy.program());
    driver::forEachChunk(how, threads, [&](driver::Chunk& chunk, double) {
      ran.rows += chunk.rows;
      summary.merge(chunk.summary);
      for (const driver::BadData& bad : chunk.bad) ran.bad.push_back(sentence(bad, language));
      ran.times.add(chunk.times);
      return !chunk.unread;
    });
    ran.summary = summary.print(policy.program(), registry, language);
    return ran;
  }
};

/// The first line in which two texts differ.
inline std::string difference(const std::string& expected, const std::string& found) {
  std::istringstream a(expected), b(found);
  for (std::string x, y; std::getline(a, x);)
    if (!std::getline(b, y) || x != y) return "expected " + x + "\nfound    " + y;
  return expected == found ? "" : "more lines than expected";
}

inline void requireSame(const Ran& expected, const Ran& found) {
  INFO(difference(expected.rows, found.rows));
  INFO(difference(expected.summary, found.summary));
  REQUIRE(found == expected);
}

/// By kernels, with one thread and with three, and with outcomes left open at random.
inline driver::Times requireAgreement(const Trial& trial, int firstYear) {
  const Ran expected = trial.run(nullptr, 1);
  const batch::Layout layout = plainLayout(trial.policy.program(), firstYear, trial.show.last);
  const driver::Kernels exact = referenceKernels(trial.policy.program(), layout);
  const Ran found = trial.run(&exact, 1);
  requireSame(expected, found);
  const driver::Kernels open = referenceKernels(trial.policy.program(), layout, 7, 30);
  requireSame(expected, trial.run(&open, 3));
  return found.times;
}

} // namespace tiao::agree
