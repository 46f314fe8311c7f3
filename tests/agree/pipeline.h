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
  std::string outcomes; // where they are wanted
  driver::Times times;
  bool operator==(const Ran& other) const {
    return rows == other.rows && summary == other.summary && bad == other.bad && outcomes == other.outcomes;
  }
};

/// What is compared of two versions, as text.
inline std::string textOf(const driver::SubjectOutcomes& subject) {
  const auto text = [](const interpret::Amount& amount) { return amount.lo.toString() + "–" + amount.hi.toString(); };
  std::string out = subject.subject + (subject.district ? " of " + std::to_string(*subject.district) : "") + "\n";
  for (const interpret::Outcome& row : subject.rows)
    out += std::to_string(row.award.index) + " " + std::to_string(row.key.item) + " " + calendar::toString(row.period) +
           " " + std::to_string(static_cast<int>(row.status)) + " " + text(row.amount) + "\n";
  for (const interpret::Amount& total : subject.totals) out += text(total) + "\n";
  for (const auto& parts : subject.parts)
    for (const interpret::Amount& part : parts) out += text(part) + "\n";
  return out;
}

struct Trial {
  const driver::Compiled& policy;
  const driver::Register& registry;
  interpret::Years show;
  Language language = Language::Zh;
  std::optional<core::Date> on = {};
  bool byItem = false;
  bool outcomes = false;

  Ran run(const driver::Kernels* kernels, unsigned threads) const {
    const driver::Ledgers ledgers;
    const driver::Events events;
    const driver::Run how{policy.program(), policy.sources, registry, ledgers, events, show, language, on, true,
                          byItem,           outcomes,       kernels};
    Ran ran;
    driver::Summary summary(policy.program());
    driver::forEachChunk(how, threads, [&](driver::Chunk& chunk, double) {
      ran.rows += chunk.rows;
      summary.merge(chunk.summary);
      for (const driver::BadData& bad : chunk.bad) ran.bad.push_back(sentence(bad, language));
      for (const driver::SubjectOutcomes& subject : chunk.outcomes) ran.outcomes += textOf(subject);
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
  INFO(difference(expected.outcomes, found.outcomes));
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
